#!/usr/bin/env bash
# All benchmarks, on the data in FOLDER: news/en.jsonl.gz, encodings, html, and one web archive.
#   benches/all.sh FOLDER SCORE.py
set -euo pipefail
[ $# -eq 2 ] || { echo "usage: benches/all.sh FOLDER SCORE.py" >&2; exit 2; }
data=$(realpath "$1") score=$(realpath "$2")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Until it is 200 MB, so that starting a process does not count.
python3 - "$data/news/en.jsonl.gz" "$work" <<'PYTHON'
import csv, gzip, json, sys
lines = gzip.open(sys.argv[1], 'rt', encoding='utf-8').readlines()
times = max(1, 200_000_000 // sum(len(line.encode()) for line in lines))
with open(f'{sys.argv[2]}/en.jsonl', 'w', encoding='utf-8') as out:
    out.writelines(lines * times)
articles = [json.loads(line) for line in lines]
names = sorted({name for article in articles for name, value in article.items() if isinstance(value, str)})
with open(f'{sys.argv[2]}/en.csv', 'w', encoding='utf-8', newline='') as out:
    table = csv.DictWriter(out, names, extrasaction='ignore', restval='')
    table.writeheader()
    for _ in range(times):
        table.writerows(articles)
PYTHON
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
