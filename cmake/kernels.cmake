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
