#!/usr/bin/env bash
# One field edited in every record, file to /dev/null, one job: clean beside jaq. For each command
# the median of five runs in MB of input per CPU second (user + system) and the peak memory.
#   benches/record.sh FILE.jsonl       (200 MB or more)
set -euo pipefail
time=/usr/bin/time
bin=${CARGO_TARGET_DIR:-target}/release
fail() { echo "record.sh: $1" >&2; exit 2; }
[ $# -eq 1 ] || fail "usage: benches/record.sh FILE.jsonl"
file=$1
[ -f "$file" ] || fail "$file: no such file"
# BSD's time has no -f.
"$time" -f %U true >/dev/null 2>&1 || fail "GNU time is needed as $time (Debian's package: time)"

commands=(
    "$bin/clean -j1 --only dateline --to copy"
    "$bin/clean -j1"
)
if command -v jaq >/dev/null; then
    commands+=("jaq -c .copy=.text")
else
    echo "jaq is not there, so it is left out"
fi

runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT
# Run by run, not command by command: what disturbs the machine for a while disturbs all alike.
for _ in 1 2 3 4 5; do
    for i in "${!commands[@]}"; do
        # shellcheck disable=SC2086 # words of a command, of our own making
        "$time" -a -o "$runs/$i" -f '%U %S %M' ${commands[i]} "$file" >/dev/null ||
            fail "a record of $file is bad, or this failed: ${commands[i]}"
    done
done

bytes=$(wc -c <"$file")
echo "MB/CPU s   peak MB   command"
for i in "${!commands[@]}"; do
    # Each column has a median of its own.
    cpu=$(awk '{ print $1 + $2 }' "$runs/$i" | sort -n | sed -n 3p)
    peak=$(awk '{ print $3 }' "$runs/$i" | sort -n | sed -n 3p)
    awk -v bytes="$bytes" -v cpu="$cpu" -v peak="$peak" -v command="${commands[i]}" \
        'BEGIN { printf "%8.0f   %7.1f   %s\n", bytes / 1e6 / (cpu > 0 ? cpu : 0.01), peak * 1024 / 1e6, command }'
done
