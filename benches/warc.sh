#!/usr/bin/env bash
# Reading a web archive of gzip members, one job: to-jsonl beside fastwarc. The records of FILE are
# written again and again up to 1 GB, once as they are and once with types that are passed over, so
# that reading alone is measured. For each command the median of five runs in MB of decompressed
# input per CPU second (user + system) and the peak memory.
#   benches/warc.sh FILE.warc.gz       (PYTHON names a Python that has fastwarc; else it is left out)
set -euo pipefail
time=/usr/bin/time
bin=${CARGO_TARGET_DIR:-target}/release
python=${PYTHON:-python3}
fail() { echo "warc.sh: $1" >&2; exit 2; }
[ $# -eq 1 ] || fail "usage: benches/warc.sh FILE.warc.gz"
[ -f "$1" ] || fail "$1: no such file"
"$time" -f %U true >/dev/null 2>&1 || fail "GNU time is needed as $time (Debian's package: time)"

runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT
bytes=$("$python" - "$1" "$runs" <<'PYTHON'
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
cat >"$runs/fast.py" <<'PYTHON'
import sys
from fastwarc.warc import ArchiveIterator
for _ in ArchiveIterator(open(sys.argv[1], 'rb'), parse_http=False):
    pass
PYTHON
commands=(
    "$bin/to-jsonl -j1 $runs/passed.warc.gz"
    "$bin/to-jsonl -j1 $runs/pages.warc.gz"
)
if "$python" -c 'import fastwarc' 2>/dev/null; then
    commands+=("$python $runs/fast.py $runs/passed.warc.gz")
else
    echo "fastwarc is not there, so it is left out"
fi
# Run by run, not command by command: what disturbs the machine for a while disturbs all alike.
for _ in 1 2 3 4 5; do
    for i in "${!commands[@]}"; do
        # shellcheck disable=SC2086 # words of a command, of our own making
        "$time" -a -o "$runs/$i" -f '%U %S %M' ${commands[i]} >/dev/null || fail "this failed: ${commands[i]}"
    done
done
echo "MB/CPU s   peak MB   command"
for i in "${!commands[@]}"; do
    # Each column has a median of its own.
    cpu=$(awk '{ print $1 + $2 }' "$runs/$i" | sort -n | sed -n 3p)
    peak=$(awk '{ print $3 }' "$runs/$i" | sort -n | sed -n 3p)
    awk -v bytes="$bytes" -v cpu="$cpu" -v peak="$peak" -v command="${commands[i]//$runs\//}" \
        'BEGIN { printf "%8.0f   %7.1f   %s\n", bytes / 1e6 / (cpu > 0 ? cpu : 0.01), peak * 1024 / 1e6, command }'
done
