#!/usr/bin/env bash
# Reading a web archive of gzip members, one job: to-jsonl beside fastwarc. The records of FILE are
# written again and again up to 1 GB, once as they are and once with types that are passed over, so
# that reading alone is measured. For each command the median of five runs in MB of decompressed
# input per CPU second (user + system) and the peak memory.
#   benches/warc.sh FILE.warc.gz       (beside fastwarc if `just bench-peers` has installed it)
set -euo pipefail
. "$(dirname "$0")/measure.sh"
python=python3
[ $# -eq 1 ] || fail "usage: benches/warc.sh FILE.warc.gz"
[ -f "$1" ] || fail "$1: no such file"

bytes=$("$python" - "$1" "$work" <<'PYTHON'
import gzip, re, sys
data = gzip.decompress(open(sys.argv[1], 'rb').read())
records = [r for r in re.split(rb'(?=WARC/1\.[01]\r?\n)', data) if r]
times = max(1, 1_000_000_000 // len(data))
for name, kind in [('pages', rb'\1'), ('passed', b'x' * 8)]:
    members = [gzip.compress(re.sub(rb'(?<=WARC-Type: )(response|resource|conversion)', kind, r, count=1), 6) for r in records]
    with open(f'{sys.argv[2]}/{name}.warc.gz', 'wb') as out:
        for _ in range(times):
            out.write(b''.join(members))
print(len(data) * times)
PYTHON
)
cat >"$work/fast.py" <<'PYTHON'
import sys
from fastwarc.warc import ArchiveIterator
for _ in ArchiveIterator(open(sys.argv[1], 'rb'), parse_http=False):
    pass
PYTHON
commands=(
    "$bin/to-jsonl -j1 $work/passed.warc.gz"
    "$bin/to-jsonl -j1 $work/pages.warc.gz"
)
if "$python" -c 'import fastwarc' 2>/dev/null; then
    commands+=("$python $work/fast.py $work/passed.warc.gz")
else
    echo "fastwarc is not there, so it is left out"
fi
measure "$bytes" "${commands[@]}"
