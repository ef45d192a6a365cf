# SPDX-License-Identifier: MIT
# The page: an ES module and its WebAssembly, beside the files of web/, in <build>/dist.

function(isobath_page program)
  if(NOT TARGET ${program})
    return()
  endif()
  set(dist "${PROJECT_BINARY_DIR}/dist")
  set(web "${PROJECT_SOURCE_DIR}/web")
  set_target_properties(${program} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${dist}" SUFFIX .js)
  target_link_options(${program} PRIVATE -sMODULARIZE -sEXPORT_ES6 -sEXPORT_NAME=createIsobath
                      -sENVIRONMENT=web,worker -sEXIT_RUNTIME=0
                      -sEXPORTED_RUNTIME_METHODS=UTF8ToString,stringToUTF8,lengthBytesUTF8,stringToNewUTF8)
  file(GLOB libraries CONFIGURE_DEPENDS "${web}/library_*.js")
  foreach(library IN LISTS libraries)
    target_link_options(${program} PRIVATE "SHELL:--js-library \"${library}\"")
    set_property(TARGET ${program} APPEND PROPERTY LINK_DEPENDS "${library}")
  endforeach()

  file(GLOB_RECURSE files RELATIVE "${web}" CONFIGURE_DEPENDS "${web}/*")
  list(FILTER files EXCLUDE REGEX "(^|/)library_[^/]*\\.js$")
  set(copies "")
  foreach(file IN LISTS files)
    add_custom_command(
      OUTPUT "${dist}/${file}" DEPENDS "${web}/${file}" VERBATIM
      COMMAND "${CMAKE_COMMAND}" -E copy "${web}/${file}" "${dist}/${file}")
    list(APPEND copies "${dist}/${file}")
  endforeach()
  add_custom_target(page_files ALL DEPENDS ${copies})
  add_custom_target(page DEPENDS ${program} page_files)
endfunction()
