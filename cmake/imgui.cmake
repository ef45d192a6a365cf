# SPDX-License-Identifier: MIT
# Dear ImGui as two targets: the library itself (good for headless tests) and its backend for GLFW,
# which only the programs link; its lists are drawn by our own src/platform/painter.cpp. isobath::gl is OpenGL 3.3 or WebGL2, whichever it is.

FetchContent_MakeAvailable(imgui)
set(root "${imgui_SOURCE_DIR}")
file(STRINGS "${root}/imgui.h" version REGEX "^#define IMGUI_VERSION_NUM")
if(NOT version MATCHES " 1922[0-9]$")
  message(FATAL_ERROR "Dear ImGui 1.92.2 is wanted, and another version is in ${root}: set "
                      "FETCHCONTENT_SOURCE_DIR_IMGUI to a folder with that one, or leave it away.")
endif()

set(drawing "${root}/imgui_draw.cpp")
add_library(isobath_imgui STATIC "${root}/imgui.cpp" "${root}/imgui_demo.cpp"
            "${drawing}" "${root}/imgui_tables.cpp" "${root}/imgui_widgets.cpp"
            "${root}/misc/cpp/imgui_stdlib.cpp")
add_library(imgui::imgui ALIAS isobath_imgui)
if(EMSCRIPTEN)
  # Lists of lines and glyphs are made in imgui_draw.cpp alone.
  target_compile_options(isobath_imgui PRIVATE $<$<CONFIG:Release>:-Oz> -fno-exceptions)
  set_source_files_properties("${drawing}" PROPERTIES COMPILE_OPTIONS "$<$<CONFIG:Release>:-Os>")
endif()
target_include_directories(isobath_imgui SYSTEM PUBLIC "${root}" "${root}/misc/cpp")
target_compile_definitions(isobath_imgui PUBLIC IMGUI_DISABLE_OBSOLETE_FUNCTIONS
                                                IMGUI_DISABLE_DEMO_WINDOWS)
# Copied, so that no path of this machine is in a definition and ccache serves every clone.
configure_file("${PROJECT_SOURCE_DIR}/src/ui/imgui_config.hpp"
               "${PROJECT_BINARY_DIR}/headers/imgui/isobath_imgui_config.hpp" COPYONLY)
target_include_directories(isobath_imgui SYSTEM PUBLIC "${PROJECT_BINARY_DIR}/headers/imgui")
target_compile_definitions(isobath_imgui PUBLIC IMGUI_USER_CONFIG="isobath_imgui_config.hpp")

add_library(isobath_gl INTERFACE)
add_library(isobath::gl ALIAS isobath_gl)
if(EMSCRIPTEN)
  target_compile_definitions(isobath_gl INTERFACE ISOBATH_GL_HEADER=<GLES3/gl3.h>)
  target_link_options(isobath_gl INTERFACE -sUSE_GLFW=3 -sMIN_WEBGL_VERSION=2
                      -sMAX_WEBGL_VERSION=2)
  target_compile_definitions(isobath_imgui PUBLIC IMGUI_IMPL_OPENGL_ES3)
  set(glfw_library "")
else()
  set(OpenGL_GL_PREFERENCE GLVND)
  find_package(OpenGL QUIET)
  find_package(glfw3 3.3 CONFIG QUIET)
  if(NOT OpenGL_FOUND)
    message(STATUS "OpenGL was not found: the desktop program is left out")
    return()
  endif()
  if(NOT glfw3_FOUND)
    set(GLFW_BUILD_DOCS OFF)
    set(GLFW_INSTALL OFF)
    FetchContent_MakeAvailable(glfw)
  endif()
  set(glfw_library glfw)
  target_compile_definitions(isobath_gl INTERFACE GL_GLEXT_PROTOTYPES
                                                  ISOBATH_GL_HEADER=<GL/gl.h>)
  target_link_libraries(isobath_gl INTERFACE OpenGL::GL)
endif()

add_library(isobath_imgui_backends STATIC "${root}/backends/imgui_impl_glfw.cpp")
add_library(imgui::backends ALIAS isobath_imgui_backends)
target_include_directories(isobath_imgui_backends SYSTEM PUBLIC "${root}/backends")
target_link_libraries(isobath_imgui_backends PUBLIC isobath_imgui isobath_gl ${glfw_library}
                                                    ${CMAKE_DL_LIBS})
