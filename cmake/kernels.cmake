# SPDX-License-Identifier: MIT
# Compiles the kernels of each machine with the instructions it has; which are used is settled when
# the program runs (src/core/kernels.cpp).

set(ISOBATH_AVX2 -mavx2 -mfma)
set(ISOBATH_AVX512 ${ISOBATH_AVX2} -mavx512f -mavx512dq -mavx512vl -mavx512bw)

# isobath_kernels(ROOM PREFIX): after isobath_room(ROOM); the room's files PREFIXavx2.cpp and
# PREFIXavx512.cpp are the ones for AVX2 and AVX-512.
function(isobath_kernels room prefix)
  if(EMSCRIPTEN OR NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64|i[3-6]86)$")
    return()
  endif()
  set(path "${PROJECT_SOURCE_DIR}/src/${room}/${prefix}")
  set_source_files_properties("${path}avx2.cpp" PROPERTIES COMPILE_OPTIONS "${ISOBATH_AVX2}")
  set_source_files_properties("${path}avx512.cpp" PROPERTIES COMPILE_OPTIONS "${ISOBATH_AVX512}")
endfunction()

# What is compiled once more with relaxed SIMD for the web programs that use it. Given to the linker
# as objects, they come before the same names in the rooms' archives.
set(ISOBATH_RELAXED_SOURCES "${PROJECT_SOURCE_DIR}/src/core/kernels/relaxed.cpp"
                            "${PROJECT_SOURCE_DIR}/src/lab/multiply_add.cpp")
