#!/usr/bin/env bash
# How often and how fast encodings are found, beside others: encodings.sh INDEX.jsonl
# `just bench-peers` installs the others.
set -euo pipefail
cd "$(dirname "$0")/.."
index=${1:?INDEX.jsonl is missing: lines with file and encoding}
python=target/peers/bin/python
[ -x "$python" ] || { echo "encodings.sh: run 'just bench-peers' first" >&2; exit 2; }
"$python" benches/encodings.py "${CARGO_TARGET_DIR:-target}/release" "$index"
