# SPDX-License-Identifier: MIT
# Counts what passed and failed over the stages of tools/test, and how long each stage took.

kTally=$(mktemp)
trap 'rm -f "$kTally"' EXIT
kSummary=()

# count PASSED FAILED, also from within a subshell.
count() { printf '%s %s\n' "$1" "$2" >>"$kTally"; }

totals() { awk '{ passed += $1; failed += $2 } END { print passed + 0, failed + 0 }' "$kTally"; }

# run_stage NAME: in a subshell, so that a stage that gives up takes no other with it. A stage that
# ends badly without having counted a failure, or without having counted anything, is a failure.
run_stage() {
  local name=$1 start=$SECONDS status before after
  before=$(totals)
  say "== $name"
  (set -e; "stage_$name")
  status=$?
  after=$(totals)
  if { [ $status != 0 ] && [ "${after#* }" = "${before#* }" ]; } || [ "$after" = "$before" ]; then
    count 0 1
    after=$(totals)
  fi
  kSummary+=("$(printf '%-12s %5d passed %5d failed %6d s' "$name" \
    $((${after% *} - ${before% *})) $((${after#* } - ${before#* })) $((SECONDS - start)))")
}

summarise() {
  local total
  total=$(totals)
  printf '\n'
  printf '%s\n' "${kSummary[@]}"
  printf '%-12s %33d s\n' "all" "$SECONDS"
  printf '%d passed, %d failed\n' "${total% *}" "${total#* }"
  [ "${total% *}" -gt 0 ] && [ "${total#* }" = 0 ]
}

# run_counted COMMAND...: a command whose last line is "N passed, N failed".
run_counted() {
  local log line status=0
  log=$(mktemp)
  "$@" 2>&1 | tee "$log" || status=$?
  line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1)
  rm -f "$log"
  if [ -z "$line" ]; then
    say "$* ended without a count (exit status $status)."
    count 0 1
  else
    local passed=${line%% *} failed
    failed=${line#*, }
    failed=${failed%% *}
    # An exit status that contradicts the count is a failure of its own.
    if [ "$status" != 0 ] && [ "$failed" = 0 ]; then failed=1; fi
    count "$passed" "$failed"
  fi
}

# count_catch2 STATUS LOG: adds up Catch2's closing lines, one for each run of a test program.
count_catch2() {
  local status=$1 log=$2 passed failed
  read -r passed failed < <(sed 's/\x1b\[[0-9;]*m//g' "$log" | awk '
    /All tests passed \(/ { line = $0; sub(/.* in /, "", line); passed += line + 0 }
    /test cases: / {
      line = $0; sub(/.*test cases: [0-9]+/, "", line)
      count = split(line, parts, "|")
      for (i = 1; i <= count; i++) {
        if (parts[i] ~ /passed/) passed += parts[i] + 0
        if (parts[i] ~ /failed/ && parts[i] !~ /as expected/) failed += parts[i] + 0
      }
    }
    END { print passed + 0, failed + 0 }')
  # A crash leaves no closing line; no test at all is no success either.
  if { [ "$status" != 0 ] && [ "$failed" = 0 ]; } || [ "$((passed + failed))" = 0 ]; then
    failed=$((failed + 1))
  fi
  count "$passed" "$failed"
}

run_catch2() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  [ "$status" = 0 ] || cat "$log"
  count_catch2 "$status" "$log"
  rm -f "$log"
}

# run_ctest PRESET: one line a room, and everything of a room that fails.
run_ctest() {
  local log status=0
  log=$(mktemp)
  ctest --preset "$1" --parallel "$(nproc)" --verbose >"$log" 2>&1 || status=$?
  if [ "$status" != 0 ]; then
    cut -c 1-2000 "$log"
  else
    grep -E '^ *[0-9]+/[0-9]+ Test|^[0-9]+: (worst|slowest)' "$log"
  fi
  count_catch2 "$status" "$log"
  rm -f "$log"
}
