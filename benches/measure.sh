# What the benchmarks of whole processes share; to be sourced.
#   there NAME              whether the program NAME is there; says so if not
#   measure FILE COMMAND... runs each command on FILE five times, output to /dev/null, and prints for
#                           each the median MB of input per CPU second (user + system) and the median
#                           peak memory.
time=/usr/bin/time
bin=${CARGO_TARGET_DIR:-target}/release
fail() { echo "${0##*/}: $1" >&2; exit 2; }

there() {
    command -v "$1" >/dev/null || { echo "$1 is not there, so it is left out"; return 1; }
}

measure() {
    local file=$1 runs i cpu peak bytes command
    shift
    [ -f "$file" ] || fail "$file: no such file"
    # BSD's time has no -f.
    "$time" -f %U true >/dev/null 2>&1 || fail "GNU time is needed as $time (Debian's package: time)"
    runs=$(mktemp -d)
    # shellcheck disable=SC2064 # the folder of now
    trap "rm -rf '$runs'" EXIT
    local commands=("$@")
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
}
