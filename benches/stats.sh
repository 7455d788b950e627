#!/usr/bin/env bash
# Statistics of JSON lines, file to /dev/null, one job: stats with and without --fast and as JSON beside `wc -w` and
# `jq -r .text | wc`, and on a few MB beside datatrove's statistics and textstat as far as `just bench-peers` has
# installed them.
#   benches/stats.sh FILE.jsonl
set -euo pipefail
. "$(dirname "$0")/measure.sh"
[ $# -eq 1 ] || fail "usage: benches/stats.sh FILE.jsonl"
[ -f "$1" ] || fail "$1: no such file"
file=$1
# Not with its whole path, to be short: what `just bench-peers` installed comes first.
here=$(dirname "$0")

# What `measure` says, and how much faster each is than the last of its lines.
compare() {
    measure "$@" | tee "$work/table"
    awk 'NR > 1 { speed[NR] = $1; $1 = $2 = ""; name[NR] = substr($0, 3) } END {
        print "of the speed of " name[NR]
        for (i = 2; i < NR; i++) printf "%8.2f times   %s\n", speed[i] / speed[NR], name[i]
    }' "$work/table"
}
# The first so many bytes of the file, as far as lines are whole.
first() { head -c "$1" "$file" | sed '$d' >"$2"; }

commands=("$bin/stats -j1 $file" "$bin/stats -j1 --fast $file" "$bin/stats -j1 --json $file")
if there jq; then
    # shellcheck disable=SC2016 # for the shell that runs it
    printf 'jq -r .text "$1" | wc\n' >"$work/jq-wc.sh"
    commands+=("bash $work/jq-wc.sh $file")
fi
compare "$(wc -c <"$file")" "${commands[@]}" "wc -w $file"

# Of these a few MB take as long as 200 MB above.
for peer in datatrove:3000000:spacy textstat:1000000:textstat; do
    IFS=: read -r name bytes module <<<"$peer"
    if "$peers/python" -c "import $name, $module" 2>/dev/null; then
        first "$bytes" "$work/$name.jsonl"
        compare "$(wc -c <"$work/$name.jsonl")" "$bin/stats -j1 $work/$name.jsonl" \
            "python $here/peers/text_statistics.py $name $work/$name.jsonl"
    else
        echo "$name is not there (just bench-peers), so it is left out"
    fi
done
