#!/usr/bin/env bash
# One field edited in every record, file to /dev/null, one job: clean beside jaq.
#   benches/record.sh FILE.jsonl       (200 MB or more)
set -euo pipefail
. "$(dirname "$0")/measure.sh"
[ $# -eq 1 ] || fail "usage: benches/record.sh FILE.jsonl"
commands=(
    "$bin/clean -j1 --only dateline --to copy"
    "$bin/clean -j1"
)
there jaq && commands+=("jaq -c .copy=.text")
measure "$1" "${commands[@]}"
