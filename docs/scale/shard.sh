#!/usr/bin/env bash
# shard.sh FILE FOLDER: FILE through the tools into a folder of its name in FOLDER, which is there when it is complete:
# records.jsonl.zst, rejects.jsonl (bad records as they were read), stats (a state for stats --merge) and summary.json
# (clean's counts).
# Run again, it does what is lacking. Exit codes: 0 done, also with rejects; 2 failed.
set -uo pipefail
file=$1
done=$2/${file##*/}
# Its path, size and time: as it is before it is read.
if ! source=$file$'\n'$(stat -Lc '%s %y' -- "$file" 2> /dev/null); then
    echo "$0: $file: cannot open it" >&2
    exit 2
fi
if [ -e "$done" ]; then
    printf '%s\n' "$source" | cmp -s - "$done/source" && exit 0
    echo "$0: $file: $done is of another file of that name, or of this one as it was before" >&2
    exit 2
fi
mkdir -p "$2" && part=$(mktemp -d "$done.XXXXXX.part") || exit 2
trap 'rm -rf "$part"' EXIT
clean -j1 --rejects "$part/rejects.jsonl" --summary "$part/summary.json" -- "$file" |
    detect-language -j1 | split-sentences -j1 -o "$part/records.jsonl.zst"
codes=("${PIPESTATUS[@]}")
# 1 of clean: there are rejects. Of the others any code is a failure, as clean has checked what they read.
if ((codes[0] > 1 || codes[1] != 0 || codes[2] != 0)); then
    echo "$0: $file: exit codes ${codes[*]}" >&2
    exit 2
fi
# Code 1 is also that of a file whose end is lacking. Where that is a line cut off, it is the last of the rejects.
if ! grep -q '"complete":true' "$part/summary.json" ||
    { [ -s "$part/rejects.jsonl" ] && [ "$(tail -c 1 "$part/rejects.jsonl" | wc -l)" -eq 0 ]; }; then
    echo "$0: $file: not all of it could be read" >&2
    exit 2
fi
stats -j1 --partial -o "$part/stats" "$part/records.jsonl.zst" || exit 2
printf '%s\n' "$source" > "$part/source" && chmod 755 "$part" && mv -T "$part" "$done" || exit 2
