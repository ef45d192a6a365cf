# SPDX-License-Identifier: MIT
# How the tools speak: progress on standard error, one clear sentence when they cannot go on.

say() { printf '%s\n' "isobath: $*" >&2; }

fail() {
  printf '%s\n' "isobath: $*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# version_at_least HAVE WANTED
version_at_least() {
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}
