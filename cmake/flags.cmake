# SPDX-License-Identifier: MIT
# Flags that every translation unit gets, third parties' included: what must agree across the link,
# and what keeps the numbers the same on every target.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# A fused multiply-add rounds once instead of twice: the same document would give other numbers.
add_compile_options(-ffp-contract=off)

if(EMSCRIPTEN)
  # A private Emscripten configuration is remembered: a later build needs no environment for it.
  if(DEFINED ENV{EM_CONFIG})
    set(ISOBATH_EM_CONFIG "$ENV{EM_CONFIG}" CACHE FILEPATH "Emscripten's configuration file")
    mark_as_advanced(ISOBATH_EM_CONFIG)
  endif()
  if(ISOBATH_EM_CONFIG)
    # Not as an option: ccache would take the file for a second source and keep nothing.
    set(environment "${CMAKE_COMMAND}" -E env "EM_CONFIG=${ISOBATH_EM_CONFIG}")
    set(CMAKE_CXX_COMPILER_LAUNCHER ${environment} ${CMAKE_CXX_COMPILER_LAUNCHER})
    set(CMAKE_CXX_LINKER_LAUNCHER ${environment})
  endif()
  # Atomics are good without threads too, so one set of objects serves programs that are linked with
  # -pthread and programs that are not. (thread_local is not: nobody would initialise it there.)
  add_compile_options(-fwasm-exceptions -msimd128 -pthread)
  # The stack of 64 KiB overflows inside Eigen's product. With BigInt no wasm-emscripten-finalize is
  # needed, which npm's binaryen lacks.
  add_link_options(-fwasm-exceptions -sSTACK_SIZE=4MB -sALLOW_MEMORY_GROWTH -sWASM_BIGINT)
  # Measured: -O3 gains nothing over -O2 in the engines and costs size.
  set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
  set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g")
  # Whole-program optimisation takes a fifteenth of the page away (docs/speed.md). Emscripten's own
  # libraries stay as they are: the linker is not told of it, and takes them as they come.
  add_compile_options($<$<CONFIG:Release>:-flto>)
  # What runs neither for every example nor for every line that a frame draws is compiled for size
  # alone (-Oz); what a frame draws, and what walks over the cells of a table, for size with inlining
  # (-Os).
  set(ISOBATH_SMALL_ROOMS app data document lab gfx platform ui)
  set(ISOBATH_DRAWN_FILES
      data/csv_columns.cpp data/csv_records.cpp data/table.cpp
      ui/controls/controls.cpp ui/network/network_columns.cpp ui/network/network_geometry.cpp
      ui/network/network_links.cpp ui/network/network_overview.cpp ui/network/network_units.cpp
      ui/network/thumbnails.cpp ui/output/panel_output_map.cpp ui/plot/dots.cpp
      ui/plot/figure_plot.cpp ui/plot/plot.cpp ui/plot/thin_line.cpp ui/scope/scope_curve.cpp
      ui/scope/scope_lane.cpp ui/scope/scope_strips.cpp ui/stepper/stepper_cells.cpp
      app/figure/numbers.cpp app/figure/ticks.cpp)
  # What only tells and draws on the page's own thread cleans nothing up where memory runs out, which
  # ends the page: a fifth of its code would be for that. No lock is held and no exception caught there.
  set(ISOBATH_WITHOUT_CLEANUP "/src/(ui|gfx)/|/src/app/(doctor|figure|stepper|study)/")
  set(ISOBATH_SMALL_FILES core/dissection.cpp core/gradient_check.cpp core/hessian.cpp
                          core/initialization.cpp
                          core/options.cpp core/reference_gradients.cpp)
  set(ISOBATH_OTHER_PLATFORM platform_desktop.cpp desktop/store.cpp)
else()
  set(ISOBATH_OTHER_PLATFORM platform_web.cpp web/input.cpp web/outside.cpp web/store.cpp)
endif()

if(ISOBATH_SANITIZERS)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
  # Without any optimisation Eigen under sanitizers takes minutes where this takes seconds.
  set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
endif()
if(ISOBATH_THREAD_SANITIZER)
  # GCC cannot follow initialisation through the sanitizer's calls.
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer -Wno-maybe-uninitialized)
  add_link_options(-fsanitize=thread)
  set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
endif()
if(ISOBATH_FUZZERS)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
