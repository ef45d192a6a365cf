# SPDX-License-Identifier: MIT
# Compiles the kernels of each machine with the instructions it has; which are used is settled when
# the program runs (src/core/kernels.cpp).

# isobath_kernels(ROOM FILE): after isobath_room(ROOM); FILE of the room is the one for AVX2.
function(isobath_kernels room file)
  if(EMSCRIPTEN OR NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64|i[3-6]86)$")
    return()
  endif()
  set_source_files_properties("${PROJECT_SOURCE_DIR}/src/${room}/${file}" PROPERTIES
                              COMPILE_OPTIONS "-mavx2;-mfma")
endfunction()

# What is compiled once more with relaxed SIMD for the web programs that use it. Given to the linker
# as objects, they come before the same names in the rooms' archives.
set(ISOBATH_RELAXED_SOURCES "${PROJECT_SOURCE_DIR}/src/core/kernels/relaxed.cpp"
                            "${PROJECT_SOURCE_DIR}/src/lab/multiply_add.cpp")
