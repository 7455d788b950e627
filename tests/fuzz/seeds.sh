#!/usr/bin/env bash
# Copies what of the fixtures is input for the target NAME into its corpus, which is not kept in git.
# `sed -n 1,20p` reads to the end, as `head` does not: that would end what is before it in the pipe, and all with it.
set -euo pipefail
cd "$(dirname "$0")"
name=$1
corpus=corpus/$name
mkdir -p "$corpus"
fixtures=../../fixtures
# Files up to what a target is given, called by their content as libFuzzer does.
copy() {
    find "$@" -type f -size -64k -print0 | while IFS= read -r -d '' file; do
        cp "$file" "$corpus/$(sha1sum < "$file" | cut -c1-40)"
    done
}
# What is behind the first argument becomes a seed.
seed() {
    printf "$@" > "$corpus/seed"
    mv "$corpus/seed" "$corpus/$(sha1sum < "$corpus/seed" | cut -c1-40)"
}
case $name in
    feed | html | mediawiki | sgml | warc | parquet) copy "$fixtures/$name" ;;
    tar | zip | compressed) copy "$fixtures/archives" "$fixtures/warc" ;;
    state | baseline)
        find "$fixtures" -name '*.jsonl' -exec head -qn 1 {} + | cut -c 1-300 | grep '}$' | sed -n 1,20p |
            while IFS= read -r line; do seed '%s\n\0\100\0\0\001a' "$line"; done
        seed '{"text":"a b. c"}\n\0\0\0\0'
        ;;
    jsonl) copy "$fixtures" -name '*.jsonl' ;;
    encodings) copy "$fixtures/encodings" "$fixtures/html" ;;
    record)
        find "$fixtures" -name '*.jsonl' -exec head -qn 1 {} + | sed -n 1,40p | while IFS= read -r line; do
            for names in 'text\t/a/b' '/metadata/x\t/metadata' '/metadata\ta"text' '/a/0/b~1c\t/'; do
                seed "$names"'\n%s' "$line"
            done
        done
        seed '/a/b\t/a\n{"a":{"b":[1,{"c":"\\ud800\\u00e9"}],"a":{}},"x":-1.5e+3,"y":[true,false,null]}'
        ;;
    gates)
        for text in 'words.p50 >= 100' 'languages.en.share >= 95%%' 'sources.a.b.records != 1e3' 'words=10%%' '10%%'; do
            seed "$text"
        done
        ;;
    dates)
        for text in 'Tue, 10 Jun 2003 04:00:00 +0100' '26-FEB-1987 15:01:01.79' 'Jun 10th, 03' '2003-12-13T18:30:02.25+01:00'; do
            seed '%s' "$text"
        done
        ;;
    manifest)
        seed '%s\n' '{"output":"beside.jsonl","tool":"clean","version":"0.1.0","arguments":"0","input":{"path":"a","bytes":1,"modified":1,"hash":"0"},"files":[{"path":"beside.jsonl","bytes":3,"modified":1,"hash":"0"}],"records":{"in":1,"out":1,"changed":0,"bad":{"not-json":1}},"bytes":{"in":3,"out":3},"passed_over":0}'
        ;;
    *) copy "$fixtures" '(' -name '*.txt' -o -name '*.jsonl' ')' ;;
esac
