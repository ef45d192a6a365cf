# SPDX-License-Identifier: MIT
# The warnings our own code is held to. Libraries of others come in as SYSTEM and are left alone.

add_library(isobath_warnings INTERFACE)
target_compile_options(
  isobath_warnings INTERFACE -Wall -Wextra -Wconversion -Wshadow -Wdouble-promotion
                             # GCC 12 sees overlaps in std::string's own code (GCC bug 105651).
                             $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
                             # In GCC 12's library std::stable_sort stands on what C++17 deprecates, which
                             # clang tells of at each use.
                             $<$<AND:$<CXX_COMPILER_ID:Clang>,$<NOT:$<BOOL:${EMSCRIPTEN}>>>:-Wno-deprecated-declarations>
                             $<$<BOOL:${ISOBATH_WARNINGS_AS_ERRORS}>:-Werror>)

# Optimising GCC 12 sees overlaps in std::string that are not there (GCC bug 105329).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(isobath_warnings INTERFACE -Wno-restrict)
endif()

# Where several files are compiled at once, one file's names are not shadowed by another's locals, and
# GCC takes types of a .cpp file for a header's.
if(CMAKE_UNITY_BUILD)
  target_compile_options(isobath_warnings INTERFACE -Wno-shadow
                         $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()

# isobath_moves_actions(TARGET): where actions are pushed into lists. Optimising GCC 12 takes the strings of an
# action that is moved, one variant within another, for uninitialised; clang and the sanitizers have their say.
function(isobath_moves_actions target)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized)
  endif()
endfunction()
