# SPDX-License-Identifier: MIT
# Configures and builds a preset of CMakePresets.json. Needs say.sh and $kRoot.

# build PRESET TARGET...
build() {
  local preset=$1
  shift
  cd "$kRoot" || return 1
  local folder=build/$preset log
  [ "$preset" != web-release ] || folder=build/web
  mkdir -p "$folder"
  log=$folder/configure.log
  cmake --preset "$preset" >"$log" 2>&1 || {
    cat "$log" >&2
    say "CMake could not configure $preset."
    return 1
  }
  say "Building $* ($preset) ..."
  # What one clone compiled serves the next, wherever it lies.
  export CCACHE_BASEDIR=$kRoot CCACHE_NOHASHDIR=1
  # Files of a fresh clone are all new; ccache would distrust them and preprocess every one.
  export CCACHE_SLOPPINESS=include_file_mtime,include_file_ctime
  cmake --build --preset "$preset" --parallel "$(nproc)" --target "$@" >"$folder/build.log" 2>&1 || {
    grep -v '^\[[0-9]*/[0-9]*\] \(Building\|Linking\|Embedding\)' "$folder/build.log" >&2
    say "$preset could not be built; the whole output is in $folder/build.log."
    return 1
  }
}
