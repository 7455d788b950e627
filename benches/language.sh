#!/usr/bin/env bash
# Telling languages, file to /dev/null, one job: detect-language with and without spans, and lingua itself on the
# first records if wanted.
#   benches/language.sh FILE.jsonl [SLOW]       (10 MB or more; SLOW: how many records lingua gets, such as 200)
set -euo pipefail
. "$(dirname "$0")/measure.sh"
[ $# -ge 1 ] || fail "usage: benches/language.sh FILE.jsonl [SLOW]"
[ -f "$1" ] || fail "$1: no such file"
# Under a name without spaces, as commands are words.
file=$work/input.jsonl
ln -s "$(realpath "$1")" "$file"
measure "$(wc -c <"$file")" "$bin/detect-language -j1 $file" "$bin/detect-language -j1 --spans $file"

start=$(date +%s%N)
head -n 1 "$file" | "$bin/detect-language" -j1 >/dev/null
echo "first answer after $((($(date +%s%N) - start) / 1000000)) ms, head and shell included"

if [ -n "${2:-}" ]; then
    # In a folder of its own: the plain program must not carry lingua's 290 MB.
    cargo build --quiet --release --target-dir target/lingua -p copydesk-detect-language --features copydesk-detect-language/lingua
    head -n "$2" "$file" >"$work/few.jsonl"
    measure "$(wc -c <"$work/few.jsonl")" \
        "target/lingua/release/detect-language -j1 --engine table $work/few.jsonl" \
        "target/lingua/release/detect-language -j1 --engine lingua $work/few.jsonl"
fi
