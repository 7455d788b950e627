#!/usr/bin/env bash
# How well and how fast sentences are split: split-sentences beside ICU4X, and beside blingfire, sentencex and
# nltk's punkt (Python) as far as `just bench-peers` has installed them.
#   benches/sentences.sh SCORE.py FOLDER NEWS.jsonl...
# SCORE.py is called as `SCORE.py sentences BIN_DIR FILE.jsonl` (and `joined`) and runs BIN_DIR/split-sentences;
# FOLDER has files of gold sentences, of which those named ud*.jsonl make the table; speeds are measured on NEWS.
set -euo pipefail
. "$(dirname "$0")/measure.sh"
[ $# -ge 3 ] || fail "usage: benches/sentences.sh SCORE.py FOLDER NEWS.jsonl..."
score=$1 folder=$2
shift 2
target=${CARGO_TARGET_DIR:-target}
bin=$(realpath "$bin")
peers=$(realpath "$(dirname "$0")/peers")
python=$target/peers/bin/python
splitter=${BENCHES_TARGET_DIR:-$(dirname "$0")/target}/release/sentences

# A folder with a split-sentences that runs the words given, for the scorer.
wrapped() {
    mkdir -p "$work/$1"
    printf '#!/usr/bin/env bash\nexec %s\n' "$2" >"$work/$1/split-sentences"
    chmod +x "$work/$1/split-sentences"
}
names=(copydesk icu4x)
wrapped copydesk "'$bin/split-sentences' \"\$@\""
# Whatever the records say: each script is read by its own marks.
wrapped no-lang "'$bin/split-sentences' --lang und \"\$@\""
wrapped icu4x "'$(realpath "$splitter")' icu4x"
for name in blingfire sentencex punkt; do
    if [ -x "$python" ] && "$python" -c "import $name" 2>/dev/null; then
        names+=("$name")
        # Not resolved further: a Python of an environment is a link.
        wrapped "$name" "'$(realpath -s "$python")' '$peers/sentences.py' $name"
    else
        echo "$name is not there (just bench-peers), so it is left out"
    fi
done

for gold in "$folder"/*.jsonl; do
    [[ $(basename "$gold") = ud* ]] && continue
    for name in "${names[@]}"; do
        python3 "$score" sentences "$work/$name" "$gold" | grep -E '^exact [^ ]+:' | sed "s/^/$name: /"
    done
done
for gold in "$folder"/ud*.jsonl; do
    for name in "${names[@]}"; do
        python3 "$score" sentences "$work/$name" "$gold" >"$work/$name/scores"
    done
    python3 "$score" joined "$work/copydesk" "$gold" >"$work/copydesk/joined"
    python3 "$score" sentences "$work/no-lang" "$gold" >"$work/copydesk/no-lang"
    python3 "$peers/sentences_table.py" "$work" "${names[@]}"
done

"$splitter" speed "$@"
for name in "${names[@]:2}"; do
    for file in "$@"; do
        echo "$name: $("$python" "$peers/sentences.py" "$name" --speed "$file") $file"
    done
done
"$splitter" torture
for file in "$@"; do
    ln -sf "$(realpath "$file")" "$work/input.jsonl"
    measure "$(wc -c <"$file")" "$bin/split-sentences -j1 $work/input.jsonl"
done
