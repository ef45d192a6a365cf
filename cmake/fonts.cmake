# SPDX-License-Identifier: MIT
# The face of the user interface: Pretendard, cut down to the characters in use and embedded. Hangul
# is for the user's own words: files of their own on the page, embedded in the desktop program.

set(package "${PROJECT_SOURCE_DIR}/node_modules/pretendard")
if(NOT EXISTS "${package}" OR NOT EXISTS "${PROJECT_SOURCE_DIR}/node_modules/subset-font")
  message(FATAL_ERROR "The UI font comes from npm and is not there: run 'npm ci' in "
                      "${PROJECT_SOURCE_DIR}, or configure with -DISOBATH_UI=OFF.")
endif()
find_program(ISOBATH_NODE NAMES node nodejs REQUIRED NO_CMAKE_FIND_ROOT_PATH)
mark_as_advanced(ISOBATH_NODE)

# isobath_cut_font(SET FULL CUT): the rule for one file of build/fonts.
function(isobath_cut_font set full cut)
  add_custom_command(
    OUTPUT "${cut}" DEPENDS "${full}" "${PROJECT_SOURCE_DIR}/tools/make-font.mjs" VERBATIM
    COMMENT "Cutting ${set} out of Pretendard"
    COMMAND "${ISOBATH_NODE}" "${PROJECT_SOURCE_DIR}/tools/make-font.mjs" ${set} "${full}" "${cut}")
endfunction()

set(faces "${package}/dist/public/static/alternative")
set(sources "")
set(declarations "")
foreach(weight Regular SemiBold)
  string(TOLOWER ${weight} name)
  set(cut "${PROJECT_BINARY_DIR}/fonts/${name}.ttf")
  isobath_cut_font(interface "${faces}/Pretendard-${weight}.ttf" "${cut}")
  isobath_embed_file(sources bytes isobath::ui::fonts ${name} "${cut}")
  string(APPEND declarations "extern const unsigned char ${name}[];\n"
                             "extern const std::size_t ${name}_bytes;\n")
endforeach()
isobath_embed_header(fonts.hpp isobath::ui::fonts "${declarations}")
isobath_embedded_library(isobath_fonts isobath::ui::fonts "${sources}")
add_library(isobath::fonts ALIAS isobath_fonts)

# ISOBATH_HANGUL: the two files, of which the page fetches what it needs.
set(ISOBATH_HANGUL "")
set(sources "")
set(declarations "")
foreach(set hangul hangul-rare)
  string(MAKE_C_IDENTIFIER ${set} name)
  set(cut "${PROJECT_BINARY_DIR}/fonts/${name}.ttf")
  isobath_cut_font(${set} "${faces}/Pretendard-Regular.ttf" "${cut}")
  list(APPEND ISOBATH_HANGUL "${cut}")
  isobath_embed_file(sources bytes isobath::platform::fonts ${name} "${cut}")
  string(APPEND declarations "extern const unsigned char ${name}[];\n"
                             "extern const std::size_t ${name}_bytes;\n")
endforeach()
if(NOT EMSCRIPTEN)
  isobath_embed_header(hangul.hpp isobath::platform::fonts "${declarations}")
  isobath_embedded_library(isobath_hangul isobath::platform::fonts "${sources}")
endif()
