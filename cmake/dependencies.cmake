# SPDX-License-Identifier: MIT
# Libraries of others. Taken from FETCHCONTENT_SOURCE_DIR_<NAME> (environment or CMake variable),
# else from the system where that is usual, else fetched, pinned by hash.
include(FetchContent)
set(FETCHCONTENT_QUIET ON)
set(CMAKE_POLICY_DEFAULT_CMP0077 NEW) # our set() overrides their option()

foreach(name EIGEN JSON CLI11 IMGUI CATCH2 GLFW)
  # By force, so that a build folder goes along with another version.
  if(DEFINED ENV{FETCHCONTENT_SOURCE_DIR_${name}})
    set(FETCHCONTENT_SOURCE_DIR_${name} "$ENV{FETCHCONTENT_SOURCE_DIR_${name}}"
        CACHE PATH "Sources of ${name}" FORCE)
  endif()
endforeach()

# SOURCE_SUBDIR names a folder that is not there: we want the files, not the library's own build.
FetchContent_Declare(
  eigen SOURCE_SUBDIR none DOWNLOAD_EXTRACT_TIMESTAMP OFF
  URL https://gitlab.com/libeigen/eigen/-/archive/3.4.0/eigen-3.4.0.tar.bz2
  URL_HASH SHA256=b4c198460eba6f28d34894e3a5710998818515104d6e74e5cc331ce31e46e626)
FetchContent_Declare(
  json SOURCE_SUBDIR none DOWNLOAD_EXTRACT_TIMESTAMP OFF
  URL https://github.com/nlohmann/json/releases/download/v3.11.3/json.tar.xz
  URL_HASH SHA256=d6c65aca6b1ed68e7a182f4757257b107ae403032760ed6ef121c9d55e81757d)
FetchContent_Declare(
  cli11 SOURCE_SUBDIR none DOWNLOAD_EXTRACT_TIMESTAMP OFF
  URL https://github.com/CLIUtils/CLI11/archive/v2.3.2.tar.gz
  URL_HASH SHA256=aac0ab42108131ac5d3344a9db0fdf25c4db652296641955720a4fbe52334e22)
FetchContent_Declare(
  imgui SOURCE_SUBDIR none
  GIT_REPOSITORY https://github.com/ocornut/imgui.git
  GIT_TAG 45acd5e0e82f4c954432533ae9985ff0e1aad6d5) # v1.92.2b
FetchContent_Declare(
  glfw DOWNLOAD_EXTRACT_TIMESTAMP OFF
  URL https://github.com/glfw/glfw/archive/3.3.8.tar.gz
  URL_HASH SHA256=f30f42e05f11e5fc62483e513b0488d5bceeab7d9c5da0ffe2252ad81816c713)
FetchContent_Declare(
  catch2
  GIT_REPOSITORY https://github.com/catchorg/Catch2.git
  GIT_TAG fa43b77429ba76c462b1898d6cd2f2d7a9416b14) # v3.7.1

# isobath_headers(TARGET NAME FOLDER SIGNATURE [SUBDIR]): a header library as TARGET. Its FOLDER is
# linked into a place of its own, so that /usr/include as a whole never gets onto an include path
# (Emscripten's headers would be hidden by the system's).
function(isobath_headers target name folder signature subdir)
  string(TOUPPER ${name} upper)
  if(NOT FETCHCONTENT_SOURCE_DIR_${upper})
    find_path(ISOBATH_${upper}_DIR ${signature} PATHS /usr/include /usr/local/include
              PATH_SUFFIXES eigen3 NO_CMAKE_FIND_ROOT_PATH)
    mark_as_advanced(ISOBATH_${upper}_DIR)
  endif()
  if(ISOBATH_${upper}_DIR)
    set(root "${ISOBATH_${upper}_DIR}")
  else()
    FetchContent_MakeAvailable(${name})
    set(root "${${name}_SOURCE_DIR}/${subdir}")
  endif()
  set(private "${PROJECT_BINARY_DIR}/headers/${name}")
  file(MAKE_DIRECTORY "${private}")
  file(CREATE_LINK "${root}/${folder}" "${private}/${folder}" SYMBOLIC)
  add_library(isobath_${name} INTERFACE)
  add_library(${target} ALIAS isobath_${name})
  target_include_directories(isobath_${name} SYSTEM
                             INTERFACE "$<BUILD_INTERFACE:${private}>")
endfunction()

isobath_headers(isobath::eigen eigen Eigen Eigen/Core ".")
isobath_headers(nlohmann_json::nlohmann_json json nlohmann nlohmann/json.hpp include)
if(ISOBATH_CLI AND NOT EMSCRIPTEN)
  isobath_headers(CLI11::CLI11 cli11 CLI CLI/CLI.hpp include)
endif()
if(NOT EMSCRIPTEN)
  find_package(Threads REQUIRED)
else()
  add_library(isobath_threads INTERFACE) # the page may have none; the app room asks the platform
  add_library(Threads::Threads ALIAS isobath_threads)
endif()

if(ISOBATH_UI)
  include(imgui)
endif()

if(ISOBATH_TESTS)
  set(CATCH_INSTALL_DOCS OFF)
  set(CATCH_INSTALL_EXTRAS OFF)
  FetchContent_MakeAvailable(catch2)
  list(APPEND CMAKE_MODULE_PATH "${catch2_SOURCE_DIR}/extras")
endif()
