#!/usr/bin/env bash
# One field edited in every record, file to /dev/null, one job: clean beside jaq. Prints for each
# of five runs the CPU seconds (user, system), the peak memory in kB, and what ran.
#   benches/record.sh FILE.jsonl       (200 MB or more)
set -euo pipefail
file=$1
export TIME='%U %S %M %C'
for _ in 1 2 3 4 5; do
    /usr/bin/time target/release/clean -j1 --only dateline --to copy "$file" >/dev/null
    /usr/bin/time target/release/clean -j1 "$file" >/dev/null
    if command -v jaq >/dev/null; then /usr/bin/time jaq -c '.copy = .text' "$file" >/dev/null; fi
done
