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
