#!/usr/bin/env bash
# How often and how fast encodings are found, beside others: encodings.sh INDEX.jsonl
# The others are in the Python environment that `just bench-python` makes.
set -euo pipefail
cd "$(dirname "$0")/.."
index=${1:?INDEX.jsonl is missing: lines with file and encoding}
python=target/bench-python/bin/python
[ -x "$python" ] || { echo "run 'just bench-python' first" >&2; exit 2; }
"$python" benches/encodings.py "${CARGO_TARGET_DIR:-target}/release" "$index"
