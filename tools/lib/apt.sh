# SPDX-License-Identifier: MIT
# Debian packages through a private apt configuration: the machine's own Debian source, once with its
# own suites, once with the suite that has a current Emscripten, and once with the one that has the
# sources of a current Dear ImGui. /etc/apt is only read.

readonly kNextSuite=trixie
readonly kSourceSuite=forky

# Runs a command as root: directly, or through sudo.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo --preserve-env=DEBIAN_FRONTEND "$@"; fi
}

can_be_root() { [ "$(id -u)" = 0 ] || has sudo; }

on_debian_12() {
  [ -r /etc/os-release ] && [ "$(. /etc/os-release && echo "$ID-${VERSION_ID:-}")" = debian-12 ]
}

# Prints the machine's Debian entries in deb822 form, for its own suites and for the other two.
# Both forms that apt reads are understood: *.sources stanzas and one-line *.list entries.
derive_debian_sources() {
  local codename=$1 etc=${2:-/etc/apt}
  {
    for file in "$etc"/sources.list.d/*.sources; do
      [ -r "$file" ] && { cat "$file"; echo; }
    done
    for file in "$etc"/sources.list "$etc"/sources.list.d/*.list; do
      [ -r "$file" ] || continue
      awk '/^deb[ \t]/ {
        signed = ""
        if (match($0, /\[[^]]*\]/)) {
          options = substr($0, RSTART + 1, RLENGTH - 2)
          if (match(options, /signed-by=[^ ]*/)) signed = substr(options, RSTART + 10, RLENGTH - 10)
          sub(/\[[^]]*\]/, "")
        }
        printf "Types: deb\nURIs: %s\nSuites: %s\nComponents:", $2, $3
        for (i = 4; i <= NF && $i !~ /^#/; i++) printf " %s", $i
        print ""
        if (signed != "") print "Signed-By: " signed
        print ""
      }' "$file"
    done
  } | grep -v '^#' | awk -v RS= -v codename="$codename" -v next_suite="$kNextSuite" \
    -v source_suite="$kSourceSuite" '
    function stanza(types, suites) {
      printf "Types: %s\nURIs:%s\nSuites: %s\nComponents: main\n", types, uris, suites
      if (signed != "") printf "Signed-By:%s\n", signed
      print ""
    }
    {
      uris = suites = components = signed = enabled = field = ""
      count = split($0, lines, "\n")
      for (i = 1; i <= count; i++) {
        if (lines[i] !~ /^[ \t]/) {
          field = tolower(lines[i]); sub(/:.*/, "", field)
          value = lines[i]; sub(/^[^:]*:/, "", value)
        } else value = (field == "signed-by" ? "\n" : "") lines[i]
        if (field == "uris") uris = uris value
        if (field == "suites") suites = suites value
        if (field == "components") components = components value
        if (field == "signed-by") signed = signed value
        if (field == "enabled") enabled = tolower(value)
      }
      if (enabled ~ /no/ || (" " components " ") !~ /[ \t]main[ \t]/) next
      mine = ""
      count = split(suites, names, /[ \t\n]+/)
      for (i = 1; i <= count; i++)
        if (names[i] == codename || index(names[i], codename "-") == 1 ||
            index(names[i], codename "/") == 1) mine = mine (mine == "" ? "" : " ") names[i]
      if (mine == "") next
      stanza("deb", mine)
      if (!chosen && (" " mine " ") ~ (" " codename " ") && uris ~ /debian\/?[ \t]*$|mirror/) {
        stanza("deb deb-src", next_suite)
        stanza("deb-src", source_suite)
        chosen = 1
      }
    }'
}

# apt-get with the private configuration; package lists live in our cache.
private_apt() {
  local apt=$kCache/apt
  "${kAptPrefix[@]}" apt-get -qq \
    -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$apt/sources.d" \
    -o Dir::Etc::preferences="$apt/preferences" -o Dir::Etc::preferencesparts=/dev/null \
    -o Dir::State::lists="$apt/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \
    -o APT::Sandbox::User=root -o Dpkg::Use-Pty=0 "$@"
}

# Reads the package lists once a run.
refresh_packages() {
  [ -z "${kPackagesFresh:-}" ] || return 0
  local apt=$kCache/apt codename
  codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
  mkdir -p "$apt/sources.d" "$apt/lists/partial"
  derive_debian_sources "$codename" >"$apt/sources.d/isobath.sources"
  grep -q "^Suites: $kNextSuite" "$apt/sources.d/isobath.sources" ||
    fail "No entry for Debian's main archive was found under /etc/apt; install by hand: ${kMissing[*]}."
  printf 'Package: *\nPin: release n=%s\nPin-Priority: 100\n' "$kNextSuite" >"$apt/preferences"
  say "Reading Debian's package lists ..."
  kAptPrefix=()
  private_apt -o APT::Update::Error-Mode=any update >&2 ||
    fail "Debian's archive could not be reached; check the network, or install by hand: ${kMissing[*]}."
  kPackagesFresh=yes
}

install_packages() {
  kMissing=("$@")
  on_debian_12 ||
    fail "This system is not Debian 12, so please install by hand: $*."
  can_be_root ||
    fail "This user is neither root nor has sudo; please have root install: $*."
  refresh_packages
  say "Installing $* ..."
  export DEBIAN_FRONTEND=noninteractive
  kAptPrefix=(as_root)
  private_apt install --yes --no-install-recommends "$@" >"$kCache/apt/install.log" 2>&1 ||
    fail "apt-get could not install $*; its messages are in $kCache/apt/install.log."
}

# fetch_source PACKAGE SUITE FILE SHA256 FOLDER: an upstream tarball from Debian, unpacked. False
# where the suite has gone on to another version.
fetch_source() {
  local package=$1 suite=$2 file=$3 sha256=$4 folder=$5 work=$kCache/sources/fetch
  kMissing=("the sources of $package")
  refresh_packages
  say "Fetching the sources of $package ..."
  rm -rf "$work" && mkdir -p "$work/tree"
  kAptPrefix=()
  (cd "$work" && private_apt source --download-only "$package/$suite" >&2) ||
    fail "The sources of $package could not be fetched from Debian's archive."
  [ -e "$work/$file" ] || {
    say "Debian's $suite has $file no more; CMake will fetch $package from where it is made."
    rm -rf "$work"
    return 1
  }
  echo "$sha256  $work/$file" | sha256sum --check --status ||
    fail "$file does not have the SHA-256 this project was made with ($sha256)."
  tar -xf "$work/$file" -C "$work/tree" --strip-components=1 && rm -rf "$folder" &&
    mv "$work/tree" "$folder" && rm -rf "$work"
}
