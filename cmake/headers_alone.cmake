# SPDX-License-Identifier: MIT
# Compiles every header of a room as a translation unit of its own: a header names all it needs.

# isobath_headers_alone(ROOM LIBRARY...)
function(isobath_headers_alone room)
  set(folder "${PROJECT_SOURCE_DIR}/src/${room}")
  file(GLOB_RECURSE headers RELATIVE "${folder}" CONFIGURE_DEPENDS "${folder}/*.hpp")
  set(units "")
  foreach(header IN LISTS headers)
    set(unit "${PROJECT_BINARY_DIR}/headers_alone/${room}/${header}.cpp")
    # Twice, so that a header without a guard is caught as well.
    file(CONFIGURE OUTPUT "${unit}" CONTENT
         "#include \"${room}/${header}\"\n#include \"${room}/${header}\"\n")
    list(APPEND units "${unit}")
  endforeach()
  if(units)
    add_library(isobath_${room}_headers_alone OBJECT ${units})
    target_link_libraries(isobath_${room}_headers_alone PRIVATE ${ARGN} isobath_warnings)
    target_compile_options(isobath_${room}_headers_alone PRIVATE -O0)
    set_target_properties(isobath_${room}_headers_alone PROPERTIES UNITY_BUILD OFF)
  endif()
endfunction()
