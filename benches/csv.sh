#!/usr/bin/env bash
# CSV to JSON lines, file to /dev/null, one job: to-jsonl beside xan, Miller and csvkit.
#   benches/csv.sh FILE.csv       (with a column named text; 200 MB or more)
set -euo pipefail
. "$(dirname "$0")/measure.sh"
[ $# -eq 1 ] || fail "usage: benches/csv.sh FILE.csv"
commands=("$bin/to-jsonl -j1 --from csv")
there xan && commands+=("xan to jsonl --strings *")
there mlr && commands+=("mlr --icsv --ojsonl -S cat")
there csvjson && commands+=("csvjson --stream --no-inference --snifflimit 0")
set -f # the * is for xan
measure "$1" "${commands[@]}"
