# SPDX-License-Identifier: MIT
# Sets up what a build or a test needs and leaves alone what is there. Sourced by the tools:
#   setup native|web|desktop|clang|node|format|browsers|display ...
# Everything of ours is kept in one cache folder, outside of the project and of /etc.

kRoot=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
kCache=${ISOBATH_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/isobath}
kMissing=()
. "$kRoot/tools/lib/say.sh"
. "$kRoot/tools/lib/apt.sh"

readonly kImguiVersion=1.92.2b
readonly kImguiFile=imgui_1.92.2b+ds.orig.tar.xz
readonly kImguiSha256=e7bd201d56b5ee90d24d5dac85e5c12f98bdb95410252a62d27b7f89e4566d48
readonly kCatch2Version=3.7.1
readonly kCatch2File=catch2_3.7.1.orig.tar.gz
readonly kCatch2Sha256=c991b247a1a0d7bb9c39aa35faf0fe9e19764213f28ffba3109388e62ee0269c
readonly kEmscriptenVersion=3.1.69
readonly kBinaryenVersion=120
readonly kNodeVersion=18

readonly kImguiFolder=$kCache/sources/imgui-$kImguiVersion
readonly kCatch2Folder=$kCache/sources/catch2-$kCatch2Version

# want PACKAGE TEST...: remembers the package if the test fails. Where the system is not Debian,
# headers may lie anywhere and CMake finds or fetches them, so only programs are asked for there.
want() {
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || kWanted+=("$package")
}
want_file() {
  on_debian_12 || return 0
  local package=$1 path
  shift
  for path in "$@"; do [ -e "$path" ] && return 0; done
  kWanted+=("$package")
}

install_wanted() {
  [ ${#kWanted[@]} = 0 ] || install_packages "${kWanted[@]}"
  kWanted=()
}

node_is_current() {
  has node && version_at_least "$(node --version | tr -d v)" "$kNodeVersion"
}

# The version of the emcc on the PATH; the file beside it is read because emcc itself starts slowly.
emscripten_version() {
  has emcc || return 1
  local folder
  folder=$(dirname "$(readlink -f "$(command -v emcc)")")
  if [ -r "$folder/emscripten-version.txt" ]; then
    tr -d '"' <"$folder/emscripten-version.txt"
  else
    emcc --version | sed -n '1s/.* \([0-9][0-9.]*\).*/\1/p'
  fi
}

setup_build() {
  want cmake has cmake
  want ninja-build has ninja
  want ccache has ccache
  want_file libeigen3-dev /usr/include/eigen3/Eigen/Core /usr/local/include/eigen3/Eigen/Core
  [ -e "$kImguiFolder/imgui.h" ] || want xz-utils has xz
  want_file nlohmann-json3-dev /usr/include/nlohmann/json.hpp /usr/local/include/nlohmann/json.hpp
}

setup_native() {
  setup_build
  setup_node
  want g++ has c++
  want_file libcli11-dev /usr/include/CLI/CLI.hpp /usr/local/include/CLI/CLI.hpp
}

setup_desktop() {
  setup_native
  want_file libglfw3-dev /usr/include/GLFW/glfw3.h /usr/local/include/GLFW/glfw3.h
  want_file libgl-dev /usr/include/GL/gl.h
  want_file libgl1-mesa-dri /usr/lib/*/dri/swrast_dri.so
}

# A second compiler sees other faults, and is a third faster under the sanitizers.
setup_clang() {
  want clang-19 has clang++-19
  want_file libclang-rt-19-dev /usr/lib/llvm-19/lib/clang/19/lib/linux/libclang_rt.asan-*.a
}

setup_display() {
  want xvfb has Xvfb
  want xauth has xauth
}

setup_format() { want clang-format-14 has clang-format-14; }

setup_browsers() {
  want chromium has chromium
  want firefox-esr has firefox-esr
}

setup_node() {
  node_is_current || kWanted+=(nodejs)
  has npm || kWanted+=(npm)
}

setup_web() {
  setup_build
  setup_node
  local version
  version=$(emscripten_version) && version_at_least "$version" "$kEmscriptenVersion" && return 0
  on_debian_12 || fail "Please install Emscripten $kEmscriptenVersion or newer, so that emcc is on the PATH."
  kWanted+=("emscripten/$kNextSuite")
}

# Debian 12 beside a newer Emscripten: its acorn may be out of sight and its binaryen is too old.
mend_emscripten() {
  local home=/usr/share/emscripten
  [ "$(dirname "$(readlink -f "$(command -v emcc)")")" = $home ] && on_debian_12 || return 0
  [ -e $home/node_modules ] || {
    can_be_root || fail "As root, please run: ln -s /usr/share/nodejs $home/node_modules"
    say "Letting Emscripten see Debian's Node.js modules ..."
    as_root ln -s /usr/share/nodejs $home/node_modules
  }
  local folder=$kCache/binaryen
  if ! cmp -s "$kRoot/tools/binaryen/package-lock.json" "$folder/installed-lock.json"; then
    say "Fetching binaryen $kBinaryenVersion ..."
    rm -rf "$folder" && mkdir -p "$folder"
    cp "$kRoot"/tools/binaryen/package*.json "$folder/"
    run_npm "$folder" ci
    mkdir -p "$folder/root/bin"
    local program
    for program in "$folder"/node_modules/.bin/wasm*; do
      ln -sf "$program" "$folder/root/bin/$(basename "$program")"
    done
    cp "$folder/package-lock.json" "$folder/installed-lock.json"
  fi
  export EM_CONFIG=$kCache/emscripten.config
  write_if_changed "$EM_CONFIG" <<CONFIG
EMSCRIPTEN_ROOT = '$home'
LLVM_ROOT = '/usr/lib/llvm-19/bin'
BINARYEN_ROOT = '$folder/root'
NODE_JS = '$(command -v node)'
FROZEN_CACHE = True
CONFIG
}

run_npm() {
  local folder=$1
  shift
  (cd "$folder" && npm "$@" --no-audit --no-fund --loglevel=error >&2) ||
    fail "npm $* did not work in $folder; check the network and npm's registry setting."
}

# The project's own npm packages: the font, its subsetter, the driver of the browsers.
setup_packages() {
  local lock=$kRoot/package-lock.json
  cmp -s "$lock" "$kRoot/node_modules/.isobath-lock.json" && return 0
  say "Installing the npm packages ..."
  run_npm "$kRoot" ci
  cp "$lock" "$kRoot/node_modules/.isobath-lock.json"
}

# setup_source NAME PACKAGE SUITE FILE SHA256 FOLDER: tells CMake where the sources are, unless the
# user did. What an earlier version chose for itself is no choice of the user's.
setup_source() {
  local variable=FETCHCONTENT_SOURCE_DIR_$1 folder=$6
  case ${!variable:-} in "" | "$kCache"/sources/*) ;; *) return 0 ;; esac
  [ -e "$folder" ] || fetch_source "$2" "$3" "$4" "$5" "$folder" || folder=
  export "$variable=$folder"
}

# Sources that CMake would else fetch itself: Debian has them as upstream released them.
setup_sources() {
  on_debian_12 || return 0
  setup_source IMGUI imgui $kSourceSuite $kImguiFile $kImguiSha256 "$kImguiFolder"
  setup_source CATCH2 catch2 $kNextSuite $kCatch2File $kCatch2Sha256 "$kCatch2Folder"
}

write_if_changed() {
  local path=$1 text
  text=$(cat)
  [ -r "$path" ] && [ "$(cat "$path")" = "$text" ] && return 0
  printf '%s\n' "$text" >"$path.new.$$" && mv "$path.new.$$" "$path"
}

# The same settings for people: source this file before calling CMake by hand.
write_environment() {
  {
    local name
    for name in EM_CONFIG FETCHCONTENT_SOURCE_DIR_IMGUI FETCHCONTENT_SOURCE_DIR_CATCH2; do
      if [ -n "${!name:-}" ]; then
        printf 'export %s=%q\n' "$name" "${!name}"
      elif [ -z "${!name+set}" ] && [ -r "$kCache/env.sh" ]; then
        grep "^export $name=" "$kCache/env.sh"
      fi
    done
  } | write_if_changed "$kCache/env.sh"
}

setup() {
  mkdir -p "$kCache"
  exec 9>"$kCache/lock"
  flock 9
  kWanted=()
  local need needs=" $* "
  for need in "$@"; do "setup_$need"; done
  mapfile -t kWanted < <(printf '%s\n' "${kWanted[@]}" | awk 'NF && !seen[$0]++')
  install_wanted
  case $needs in *" web "*) mend_emscripten ;; esac
  case $needs in *" native "* | *" web "* | *" desktop "*) setup_sources ;; esac
  case $needs in *" node "* | *" native "* | *" web "* | *" desktop "*) setup_packages ;; esac
  write_environment
  flock -u 9
  exec 9>&-
}
