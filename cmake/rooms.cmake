# SPDX-License-Identifier: MIT
# Rooms (src/<room>) as static libraries, and the programs made of them.

# isobath_room(NAME LINK ... [PRIVATE ...] [EXCEPT FILE...])
# Sources are found by themselves. The room's include root holds nothing but a link to the room, so
# "core/matrix.hpp" is found by those who link core, and a room above is out of reach for core.
function(isobath_room name)
  cmake_parse_arguments(room "" "" "LINK;PRIVATE;EXCEPT" ${ARGN})
  set(folder "${PROJECT_SOURCE_DIR}/src/${name}")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${folder}/*.cpp")
  foreach(file IN LISTS room_EXCEPT)
    list(REMOVE_ITEM sources "${folder}/${file}")
  endforeach()
  set(includes "${PROJECT_BINARY_DIR}/rooms/${name}")
  file(MAKE_DIRECTORY "${includes}")
  file(CREATE_LINK "${folder}" "${includes}/${name}" SYMBOLIC)

  set(target isobath_${name})
  if(sources)
    add_library(${target} STATIC ${sources})
    isobath_not_together(${sources})
    set(scope PUBLIC)
    target_link_libraries(${target} PUBLIC ${room_LINK}
                                    PRIVATE ${room_PRIVATE} $<BUILD_INTERFACE:isobath_warnings>)
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
    target_link_libraries(${target} INTERFACE ${room_LINK})
  endif()
  add_library(isobath::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  target_include_directories(${target} ${scope} "$<BUILD_INTERFACE:${includes}>")
  target_compile_features(${target} ${scope} cxx_std_23)
  if(sources AND name IN_LIST ISOBATH_SMALL_ROOMS)
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-Oz>)
  endif()
  isobath_optimised("${ISOBATH_DRAWN_FILES}" -Os ${sources})
  isobath_optimised("${ISOBATH_SMALL_FILES}" -Oz ${sources})
  if(ISOBATH_HEADER_CHECKS)
    isobath_headers_alone(${name} ${target} ${room_PRIVATE})
  endif()
endfunction()

# isobath_optimised(LIST LEVEL SOURCE...): those of the sources that are in the list (room/file.cpp)
# are compiled at this level, each by itself.
function(isobath_optimised list level)
  foreach(source IN LISTS ARGN)
    file(RELATIVE_PATH path "${PROJECT_SOURCE_DIR}/src" "${source}")
    if(path IN_LIST list)
      set_source_files_properties("${source}" PROPERTIES COMPILE_OPTIONS "$<$<CONFIG:Release>:${level}>")
    endif()
  endforeach()
endfunction()

# isobath_not_together(FILE...): in a build that compiles several files at once (CMAKE_UNITY_BUILD),
# kernels stay apart, for programs replace single ones; so does what means functions by names that the
# C library has too.
function(isobath_not_together)
  set(files ${ARGN})
  list(FILTER files INCLUDE REGEX "/kernels/|/kernels\\.cpp$|/multiply_add|/core/reference\\.cpp$|/main\\.cpp$")
  set_source_files_properties(${files} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# isobath_program(NAME SOURCES ... LINK ...): left out while its main file does not exist.
function(isobath_program name)
  cmake_parse_arguments(program "" "" "SOURCES;LINK" ${ARGN})
  foreach(source IN LISTS program_SOURCES)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src")
    if(NOT EXISTS "${PROJECT_SOURCE_DIR}/${source}")
      message(STATUS "${source} does not exist: ${name} is left out")
      return()
    endif()
  endforeach()
  add_executable(${name} ${program_SOURCES})
  target_link_libraries(${name} PRIVATE ${program_LINK} isobath_warnings)
endfunction()
