#!/usr/bin/env bash
# Cleaning the text of JSON lines, file to /dev/null, one job: clean beside ftfy, plsfix and clean-text as
# far as `just bench-peers` has installed them, each with what it does unless told otherwise.
#   benches/clean.sh FILE.jsonl       (the peers take minutes for 20 MB)
set -euo pipefail
. "$(dirname "$0")/measure.sh"
[ $# -eq 1 ] || fail "usage: benches/clean.sh FILE.jsonl"
[ -f "$1" ] || fail "$1: no such file"
file=$work/input.jsonl
head -c 20000000 "$1" | sed '$d' >"$file"
commands=("$bin/clean -j1 $file" "$bin/clean -j1 --only mojibake $file")
for peer in ftfy plsfix cleantext; do
    if "$peers/python" -c "import $peer" 2>/dev/null; then
        commands+=("$peers/python $(dirname "$0")/peers/clean.py $peer $file")
    else
        echo "$peer is not there (just bench-peers), so it is left out"
    fi
done
measure "$(wc -c <"$file")" "${commands[@]}"
