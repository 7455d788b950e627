#!/usr/bin/env bash
# CSV to JSON lines, file to /dev/null, one job: to-jsonl beside xan, Miller and csvkit.
#   benches/csv.sh FILE.csv       (with a column named text; 200 MB or more)
set -euo pipefail
. "$(dirname "$0")/measure.sh"
[ $# -eq 1 ] || fail "usage: benches/csv.sh FILE.csv"
[ -f "$1" ] || fail "$1: no such file"
# Under a name without spaces, as commands are words.
file=$work/input.csv
ln -s "$(realpath "$1")" "$file"
commands=("$bin/to-jsonl -j1 --from csv $file")
there xan && commands+=("xan to jsonl --strings * $file")
there mlr && commands+=("mlr --icsv --ojsonl -S cat $file")
there csvjson && commands+=("csvjson --stream --no-inference --snifflimit 0 $file")
set -f # the * is for xan
measure "$(wc -c <"$file")" "${commands[@]}"
