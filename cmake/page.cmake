# SPDX-License-Identifier: MIT
# The page in <build>/dist: four ES modules with their WebAssembly, of which a browser loads one,
# beside the files of web/. Its bytes by room are in <build>/size.json.

# isobath_page(SOURCES ... LINK ...): isobath-plain, isobath-plain-threads, isobath-relaxed and
# isobath-relaxed-threads, and the target "page" that makes them all.
function(isobath_page)
  cmake_parse_arguments(page "" "" "SOURCES;LINK" ${ARGN})
  set(dist "${PROJECT_BINARY_DIR}/dist")
  set(web "${PROJECT_SOURCE_DIR}/web")
  add_library(isobath_page_main OBJECT ${page_SOURCES})
  target_link_libraries(isobath_page_main PRIVATE ${page_LINK} isobath_warnings)
  target_compile_options(isobath_page_main PRIVATE $<$<CONFIG:Release>:-Oz>)

  add_library(isobath_page_relaxed OBJECT ${ISOBATH_RELAXED_SOURCES})
  target_compile_options(isobath_page_relaxed PRIVATE -mrelaxed-simd)
  target_link_libraries(isobath_page_relaxed PRIVATE ${page_LINK} isobath_warnings)
  # There the plain kernels serve documents that ask for the same bits everywhere, and no others:
  # small, and without those for sweeps, whose trainings then run one by one.
  add_library(isobath_page_plain OBJECT "${PROJECT_SOURCE_DIR}/src/core/kernels/plain.cpp")
  target_compile_options(isobath_page_plain PRIVATE $<$<CONFIG:Release>:-Oz>)
  target_compile_definitions(isobath_page_plain PRIVATE ISOBATH_WITHOUT_GROUP_KERNELS)
  target_link_libraries(isobath_page_plain PRIVATE ${page_LINK} isobath_warnings)

  file(GLOB libraries CONFIGURE_DEPENDS "${web}/library_*.js")
  list(REMOVE_ITEM libraries "${web}/library_text.js")  # comes with the room of files
  add_custom_target(page)
  foreach(simd IN ITEMS plain relaxed)
    foreach(threads IN ITEMS "" "-threads")
      set(program isobath-${simd}${threads})
      add_executable(${program} $<TARGET_OBJECTS:isobath_page_main>)
      if(simd STREQUAL "relaxed")
        target_sources(${program} PRIVATE $<TARGET_OBJECTS:isobath_page_relaxed>
                                          $<TARGET_OBJECTS:isobath_page_plain>)
        # For the optimiser that runs after the linker.
        target_link_options(${program} PRIVATE -mrelaxed-simd)
      endif()
      if(threads)
        # All threads that there will be are made ready while the page loads, without waiting for
        # them: the one that trains, and lab::JobPool::suitable_threads().
        target_link_options(${program} PRIVATE -pthread
                            "-sPTHREAD_POOL_SIZE=1+Math.min(8,Math.max(1,navigator.hardwareConcurrency-1))"
                            -sPTHREAD_POOL_DELAY_LOAD=1 -sDEFAULT_PTHREAD_STACK_SIZE=4MB
                            -Wno-pthreads-mem-growth)
      endif()
      target_link_libraries(${program} PRIVATE ${page_LINK})
      set_target_properties(${program} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${dist}" SUFFIX .js)
      target_link_options(
        ${program} PRIVATE -sMODULARIZE -sEXPORT_ES6 -sEXPORT_NAME=createIsobath
        -sENVIRONMENT=web,worker -sEXIT_RUNTIME=0 -sFILESYSTEM=0 $<$<CONFIG:Release>:-Oz>
        -sEXPORTED_RUNTIME_METHODS=UTF8ToString,stringToUTF8,lengthBytesUTF8,stringToNewUTF8)
      foreach(library IN LISTS libraries)
        target_link_options(${program} PRIVATE "SHELL:--js-library \"${library}\"")
        set_property(TARGET ${program} APPEND PROPERTY LINK_DEPENDS "${library}")
      endforeach()
      if(program STREQUAL "isobath-relaxed-threads")
        target_link_options(${program} PRIVATE "-Wl,--Map=${PROJECT_BINARY_DIR}/page.map")
      endif()
      # Emscripten's own minifier leaves local names as they are.
      add_custom_command(
        TARGET ${program} POST_BUILD VERBATIM
        COMMAND "${ISOBATH_NODE}" "${PROJECT_SOURCE_DIR}/node_modules/terser/bin/terser"
                "${dist}/${program}.js" --module --compress --mangle
                --output "${dist}/${program}.js")
      add_dependencies(page ${program})
    endforeach()
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
  foreach(file IN LISTS ISOBATH_HANGUL)
    cmake_path(GET file FILENAME name)
    add_custom_command(OUTPUT "${dist}/${name}" DEPENDS "${file}" VERBATIM
                       COMMAND "${CMAKE_COMMAND}" -E copy "${file}" "${dist}/${name}")
    list(APPEND copies "${dist}/${name}")
  endforeach()
  add_custom_target(page_files ALL DEPENDS ${copies})
  set(script "${PROJECT_SOURCE_DIR}/tools/size.mjs")
  set(report "${PROJECT_BINARY_DIR}/size.json")
  add_custom_command(
    OUTPUT "${report}" VERBATIM
    DEPENDS "${script}" "${dist}/isobath-relaxed-threads.js" isobath-relaxed-threads ${copies}
    COMMAND "${ISOBATH_NODE}" "${script}" "${PROJECT_BINARY_DIR}/page.map" "${dist}" "${report}")
  add_custom_target(page_size DEPENDS "${report}")
  add_dependencies(page page_files page_size)
endfunction()
