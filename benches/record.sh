#!/usr/bin/env bash
# One field edited in every record, file to /dev/null, one job: clean beside jaq.
#   benches/record.sh FILE.jsonl       (200 MB or more)
set -euo pipefail
. "$(dirname "$0")/measure.sh"
[ $# -eq 1 ] || fail "usage: benches/record.sh FILE.jsonl"
[ -f "$1" ] || fail "$1: no such file"
# Under a name without spaces, as commands are words.
file=$work/input.jsonl
ln -s "$(realpath "$1")" "$file"
commands=(
    "$bin/clean -j1 --only dateline --to copy $file"
    "$bin/clean -j1 $file"
)
there jaq && commands+=("jaq -c .copy=.text $file")
measure "$(wc -c <"$file")" "${commands[@]}"
