# SPDX-License-Identifier: MIT
# Finds the Emscripten at hand (the folder EMSDK names, else the emcc on the PATH) and hands over to
# its own toolchain file.

set(candidates "")
if(DEFINED ENV{EMSDK})
  list(APPEND candidates "$ENV{EMSDK}/upstream/emscripten")
endif()
find_program(ISOBATH_EMCC emcc NO_CMAKE_FIND_ROOT_PATH)
if(ISOBATH_EMCC)
  file(REAL_PATH "${ISOBATH_EMCC}" emcc)
  cmake_path(GET emcc PARENT_PATH folder)
  list(APPEND candidates "${folder}")
endif()
foreach(candidate IN LISTS candidates)
  set(toolchain "${candidate}/cmake/Modules/Platform/Emscripten.cmake")
  if(EXISTS "${toolchain}")
    include("${toolchain}")
    return()
  endif()
endforeach()
message(FATAL_ERROR "Emscripten was not found: put emcc on the PATH or set EMSDK "
                    "(on Debian 12, tools/play sets it up).")
