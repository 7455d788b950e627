# The recipes; `just ready` is what CI runs.
default:
    @just --list

# the whole pipe on the fixtures
demo:
    cargo build --release
    PATH="$PWD/target/release:$PATH" bash -o pipefail -c 'to-jsonl fixtures/articles | clean | detect-language | split-sentences | stats'

test:
    cargo test --workspace

# the Spark job on a cluster of two executors on this machine (needs Java 17 and Python 3.10; installs PySpark into target/spark-venv)
test-spark:
    cargo build -p copydesk-tests --bins
    tests/spark/run.sh "${CARGO_TARGET_DIR:-target}/debug/copydesk-all"

lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings
    cargo fmt --all --check --manifest-path benches/Cargo.toml
    cargo clippy --locked --manifest-path benches/Cargo.toml -- -D warnings

ready:
    .ci/run

# licences, known faults, sources and versions of all dependencies (needs `cargo install cargo-deny`)
deny:
    cargo deny check

# the tools, man pages and completions into PREFIX/bin and PREFIX/share; `just install ~/.local cd-` calls them cd-clean ...
install PREFIX NAMES="":
    cargo build --release --locked --features copydesk-to-jsonl/parquet,copydesk-suite/pages
    "${CARGO_TARGET_DIR:-target}/release/copydesk-suite" install "${CARGO_TARGET_DIR:-target}/release" {{quote(PREFIX)}} --names {{quote(NAMES)}}

# man pages into DIR
man DIR="target/man":
    cargo run --quiet --locked -p copydesk-suite --features pages -- man {{quote(DIR)}}

# completions for bash, zsh, fish and PowerShell into folders in DIR
completions DIR="target/completions":
    cargo run --quiet --locked -p copydesk-suite --features pages -- completions {{quote(DIR)}}

# the table of speeds, ours beside others, on a folder of data such as ../shared/data (half an hour; first `just bench-peers`)
bench DATA='../shared/data' RUNS='5' WORK='':
    cargo build --release
    cargo build --release --manifest-path benches/Cargo.toml --bins --target-dir benches/target
    cargo build --release --target-dir "${CARGO_TARGET_DIR:-target}/lingua" -p copydesk-detect-language --features copydesk-detect-language/lingua
    python3 -B benches/table/measure.py {{quote(DATA)}}/news/en.jsonl.gz {{quote(DATA)}}/html/index.jsonl benches/results.json {{RUNS}} {{quote(WORK)}}
    just bench-pages

# the tables and the plot in README.md and docs/benchmarks.md, from benches/results.json
bench-pages:
    python3 -B benches/table/render.py benches/results.json README.md docs/benchmarks.md docs/benchmarks.svg

# every benchmark of one tool after the other, with how right they are, by a scorer
bench-details DATA='../shared/data' SCORE='../shared/tools/score.py':
    cargo build --release
    cargo build --release --manifest-path benches/Cargo.toml --bins --target-dir benches/target
    benches/all.sh {{quote(DATA)}} {{quote(SCORE)}}

# speed of editing a field of the JSON lines in FILE, beside jaq and other ways (needs GNU time)
bench-records FILE:
    cargo build --release
    benches/record.sh {{quote(FILE)}}
    cargo run --quiet --release --manifest-path benches/Cargo.toml -- {{quote(FILE)}}

# speed of to-jsonl on the CSV in FILE, beside xan, Miller and csvkit
bench-csv FILE:
    cargo build --release -p copydesk-to-jsonl
    benches/csv.sh {{quote(FILE)}}

# encodings found beside chardet and charset-normalizer; INDEX has lines with `file` and `encoding`
bench-encodings INDEX:
    cargo build --release -p copydesk-to-jsonl
    benches/encodings.sh {{quote(INDEX)}}

# how well and how fast articles are found in web pages, by a scorer and an index of pages with known
# articles, beside trafilatura
bench-html SCORE INDEX:
    cargo build --release -p copydesk-to-jsonl
    benches/html.sh {{quote(SCORE)}} {{quote(INDEX)}}

# speed of reading the web archive FILE (.warc.gz), beside fastwarc (needs GNU time)
bench-warc FILE:
    cargo build --release -p copydesk-to-jsonl
    benches/warc.sh {{quote(FILE)}}

# how well and how fast sentences are split, by a scorer, a folder of gold sentences and articles, beside
# ICU4X, blingfire, sentencex and punkt
bench-sentences SCORE GOLD +NEWS:
    cargo build --release -p copydesk-split-sentences
    cargo build --release --manifest-path benches/Cargo.toml --bin sentences --target-dir benches/target
    benches/sentences.sh {{quote(SCORE)}} {{quote(GOLD)}} {{NEWS}}

# speed of detect-language on the JSON lines in FILE, beside cld2, fastText, whatlang and whichlang, and on LINGUA of
# its records beside lingua itself; with a scorer and a folder of gold texts also how often each is right
bench-language FILE LINGUA="" SCORE="" GOLD="":
    cargo build --release -p copydesk-detect-language
    cargo build --release --manifest-path benches/Cargo.toml --bin languages --target-dir benches/target
    benches/language.sh {{quote(FILE)}} {{quote(LINGUA)}} {{quote(SCORE)}} {{quote(GOLD)}}

# speed of clean on the JSON lines in FILE, beside ftfy, plsfix and clean-text
bench-clean FILE:
    cargo build --release -p copydesk-clean
    benches/clean.sh {{quote(FILE)}}

# speed of stats on the JSON lines in FILE, beside wc, jq, datatrove and textstat
bench-stats FILE:
    cargo build --release -p copydesk-stats
    benches/stats.sh {{quote(FILE)}}

# what stats says of the English records in FILE, beside plain counts in Python and a merge of shards (needs python3)
check-stats FILE:
    cargo build --release -p copydesk-stats
    python3 benches/stats_check.py "${CARGO_TARGET_DIR:-target}/release/stats" {{quote(FILE)}}

# what the benchmarks compare with, from its registries, into target/peers; without it, it is left out
bench-peers:
    benches/peers.sh

# a minute of random input for the target NAME (docs/fuzzing.md), following which code it reaches
fuzz NAME SECONDS="60":
    tests/fuzz/run.sh {{quote(SECONDS)}} {{quote(NAME)}}

# the same for every target, SECONDS each; what fails is named at the end
fuzz-all SECONDS="60":
    tests/fuzz/run.sh {{quote(SECONDS)}}
