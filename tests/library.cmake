# SPDX-License-Identifier: MIT
# Installs the library, then builds and runs examples/library against it, outside of the project's
# tree. Wants BUILD (the build tree), SOURCE (the example), WORK (a folder to fill), CONFIG, GENERATOR,
# COMPILER and FLAGS.
function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    list(JOIN ARGV " " command)
    message(FATAL_ERROR "${command}: ended with ${status}")
  endif()
endfunction()

file(REMOVE_RECURSE "${WORK}")
file(COPY "${SOURCE}/" DESTINATION "${WORK}/source")
run("${CMAKE_COMMAND}" --install "${BUILD}" --config "${CONFIG}" --component library
    --prefix "${WORK}/prefix")
run("${CMAKE_COMMAND}" -S "${WORK}/source" -B "${WORK}/build" -G "${GENERATOR}"
    "-DCMAKE_PREFIX_PATH=${WORK}/prefix" "-DCMAKE_CXX_COMPILER=${COMPILER}"
    "-DCMAKE_BUILD_TYPE=${CONFIG}" "-DCMAKE_CXX_FLAGS=${FLAGS}"
    "-DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF")
run("${CMAKE_COMMAND}" --build "${WORK}/build" --config "${CONFIG}")
run("${WORK}/build/example")

# A version that is not there must be refused.
file(WRITE "${WORK}/other/CMakeLists.txt"
     "cmake_minimum_required(VERSION 3.25)\nproject(other LANGUAGES NONE)\n"
     "find_package(isobath 99 REQUIRED)\n")
execute_process(
  COMMAND "${CMAKE_COMMAND}" -S "${WORK}/other" -B "${WORK}/other/build" -G "${GENERATOR}"
          "-DCMAKE_PREFIX_PATH=${WORK}/prefix"
  RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
if(status EQUAL 0)
  message(FATAL_ERROR "find_package(isobath 99) was satisfied")
endif()
