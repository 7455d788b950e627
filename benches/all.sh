#!/usr/bin/env bash
# All benchmarks, on the data in FOLDER: news/en.jsonl.gz, encodings, html, and one web archive.
#   benches/all.sh FOLDER SCORE.py
set -euo pipefail
[ $# -eq 2 ] || { echo "usage: benches/all.sh FOLDER SCORE.py" >&2; exit 2; }
data=$(realpath "$1") score=$(realpath "$2")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -B benches/inputs.py "$data/news/en.jsonl.gz" 200 "$work/en.jsonl" "$work/en.csv"
part() { printf '\n%s\n' "$1"; shift; "$@"; }
part "One field of English news edited" benches/record.sh "$work/en.jsonl"
part "The same in memory" cargo run --quiet --release --manifest-path benches/Cargo.toml -- "$work/en.jsonl"
part "Cleaning" benches/clean.sh "$work/en.jsonl"
part "CSV of English news" benches/csv.sh "$work/en.csv"
part "Web archive" benches/warc.sh "$data/warc/whirlwind/whirlwind.warc.gz"
part "Encodings" benches/encodings.sh "$data/encodings/index.jsonl"
part "Articles in web pages" benches/html.sh "$score" "$data/html/index.jsonl"
part "Sentences" benches/sentences.sh "$score" "$data/sentences" "$work/en.jsonl"
part "Statistics" benches/stats.sh "$work/en.jsonl"
part "Languages" benches/language.sh "$work/en.jsonl" 200 "$score" "$data/languages"
