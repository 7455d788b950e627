# What the benchmarks of whole processes share; to be sourced.
#   there NAME              whether the program NAME is there; says so if not
#   measure BYTES COMMAND... runs each command five times, output to /dev/null, and prints for each
#                            the median MB per CPU second (user + system), if its input has BYTES
#                            bytes, and the median peak memory. The folder $work is not printed.
# What `just bench-peers` installed comes first.
peers=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/target/peers/bin
PATH=$peers:$PATH
time=/usr/bin/time
bin=${CARGO_TARGET_DIR:-target}/release
fail() { echo "${0##*/}: $1" >&2; exit 2; }

there() {
    command -v "$1" >/dev/null || { echo "$1 is not there, so it is left out"; return 1; }
}

# A folder that is removed at the end.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

measure() {
    local bytes=$1 i cpu peak
    shift
    # BSD's time has no -f.
    "$time" -f %U true >/dev/null 2>&1 || fail "GNU time is needed as $time (Debian's package: time)"
    local commands=("$@")
    # Runs of an earlier call are not of these commands.
    for i in "${!commands[@]}"; do rm -f "$work/$i"; done
    # Run by run, not command by command: what disturbs the machine for a while disturbs all alike.
    for _ in 1 2 3 4 5; do
        for i in "${!commands[@]}"; do
            # shellcheck disable=SC2086 # words of a command, of our own making
            "$time" -a -o "$work/$i" -f '%U %S %M' ${commands[i]} >/dev/null ||
                fail "a record is bad, or this failed: ${commands[i]}"
        done
    done
    echo "MB/CPU s   peak MB   command"
    for i in "${!commands[@]}"; do
        # Each column has a median of its own.
        cpu=$(awk '{ print $1 + $2 }' "$work/$i" | sort -n | sed -n 3p)
        peak=$(awk '{ print $3 }' "$work/$i" | sort -n | sed -n 3p)
        awk -v bytes="$bytes" -v cpu="$cpu" -v peak="$peak" -v command="${commands[i]//$work\//}" \
            'BEGIN {
                speed = bytes / 1e6 / (cpu > 0 ? cpu : 0.01)
                printf (speed < 10 ? "%8.2f" : "%8.0f") "   %7.1f   %s\n", speed, peak * 1024 / 1e6, command
            }'
    done
}
