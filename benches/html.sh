#!/usr/bin/env bash
# How well and how fast articles are found in web pages: to-jsonl --html best and fast, beside
# trafilatura (Python) where `just bench-peers` has installed it. One job.
#   benches/html.sh SCORE.py INDEX.jsonl
# SCORE.py is called as `SCORE.py html FOLDER INDEX.jsonl` and runs FOLDER/to-jsonl on each page;
# INDEX.jsonl names pages in its folder, gzipped or not, as "file".
set -euo pipefail
time=/usr/bin/time
bin=$(realpath "${CARGO_TARGET_DIR:-target}/release/to-jsonl")
peers=$(dirname "$0")/peers
python=$(dirname "$0")/../target/peers/bin/python
fail() { echo "html.sh: $1" >&2; exit 2; }
[ $# -eq 2 ] || fail "usage: benches/html.sh SCORE.py INDEX.jsonl"
"$time" -f %U true >/dev/null 2>&1 || fail "GNU time is needed as $time (Debian's package: time)"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/pages" "$work/answers"
for file in $(python3 -c 'import json, sys; [print(json.loads(l)["file"]) for l in open(sys.argv[1])]' "$2"); do
    gzip -dcf "$(dirname "$2")/$file" >"$work/pages/$(basename "$file" .gz)"
done
count=$(find "$work/pages" -type f | wc -l)

# A folder with a to-jsonl that runs the words given, for the scorer.
wrapped() {
    mkdir -p "$work/$1"
    printf '#!/usr/bin/env bash\n%s\n' "$2" >"$work/$1/to-jsonl"
    chmod +x "$work/$1/to-jsonl"
    python3 "$score" html "$work/$1" "$index"
}
score=$1 index=$2

for effort in best fast; do
    echo "to-jsonl --html $effort"
    # Pages without an article make it exit with 1.
    "$time" -o "$work/time" -f '%U %S %M' "$bin" -j1 -q --from html --html "$effort" "$work/pages" >/dev/null 2>&1 || true
    tail -n1 "$work/time" |
        awk -v n="$count" '{ printf "%.0f pages per CPU second, %.1f MB at most\n", n / ($1 + $2), $3 * 1024 / 1e6 }'
    wrapped "$effort" "exec '$bin' --html $effort \"\$@\""
done
if [ -x "$python" ]; then
    echo "trafilatura (Python)"
    "$python" "$peers/trafilatura_answers.py" "$work/answers" "$work"/pages/*
    # The page is the scorer's last word.
    wrapped trafilatura "cat \"$work/answers/\$(sha256sum <\"\${@: -1}\" | cut -c1-64)\""
else
    echo "trafilatura is not there (just bench-peers), so it is left out"
fi
