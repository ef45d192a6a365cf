# SPDX-License-Identifier: MIT
# The face of the user interface: Pretendard, cut down to the characters in use and embedded.

set(package "${PROJECT_SOURCE_DIR}/node_modules/pretendard")
if(NOT EXISTS "${package}" OR NOT EXISTS "${PROJECT_SOURCE_DIR}/node_modules/subset-font")
  message(FATAL_ERROR "The UI font comes from npm and is not there: run 'npm ci' in "
                      "${PROJECT_SOURCE_DIR}, or configure with -DISOBATH_UI=OFF.")
endif()
find_program(ISOBATH_NODE NAMES node nodejs REQUIRED NO_CMAKE_FIND_ROOT_PATH)
mark_as_advanced(ISOBATH_NODE)

set(sources "")
set(declarations "")
foreach(weight Regular SemiBold)
  string(TOLOWER ${weight} name)
  set(full "${package}/dist/public/static/alternative/Pretendard-${weight}.ttf")
  set(cut "${PROJECT_BINARY_DIR}/fonts/${name}.ttf")
  add_custom_command(
    OUTPUT "${cut}" DEPENDS "${full}" "${PROJECT_SOURCE_DIR}/tools/make-font.mjs" VERBATIM
    COMMENT "Cutting down Pretendard ${weight}"
    COMMAND "${ISOBATH_NODE}" "${PROJECT_SOURCE_DIR}/tools/make-font.mjs" "${full}" "${cut}")
  isobath_embed_file(sources bytes isobath::ui::fonts ${name} "${cut}")
  string(APPEND declarations "extern const unsigned char ${name}[];\n"
                             "extern const std::size_t ${name}_bytes;\n")
endforeach()
isobath_embed_header(fonts.hpp isobath::ui::fonts "${declarations}")
isobath_embedded_library(isobath_fonts isobath::ui::fonts "${sources}")
add_library(isobath::fonts ALIAS isobath_fonts)
