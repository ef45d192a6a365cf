# SPDX-License-Identifier: MIT
# Configures and builds a preset of CMakePresets.json. Needs say.sh, $kRoot and pipefail.

# tell_progress LOG: what a build says goes into the log, and how far it is to the terminal: on one
# line that is kept up to date, or every quarter where nobody watches.
tell_progress() {
  local log=$1 line percent next=25 told=
  : >"$log"
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$log"
    [[ $line =~ ^\[([0-9]+)/([0-9]+)\]\ (Building|Linking|Embedding) ]] || continue
    percent=$((100 * BASH_REMATCH[1] / BASH_REMATCH[2]))
    if [ -t 2 ]; then
      printf '\risobath: %3d %% (%d of %d)' "$percent" "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" >&2
      told=yes
    elif [ "$percent" -ge $next ] && [ "${BASH_REMATCH[2]}" -gt 20 ]; then
      say "  $percent %"
      next=$((percent - percent % 25 + 25))
    fi
  done
  [ -z "$told" ] || printf '\n' >&2
}

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
  cmake --build --preset "$preset" --parallel "$(nproc)" --target "$@" 2>&1 |
    tell_progress "$folder/build.log" || {
    grep -v '^\[[0-9]*/[0-9]*\] \(Building\|Linking\|Embedding\)' "$folder/build.log" >&2
    say "$preset could not be built; the whole output is in $folder/build.log."
    return 1
  }
}
