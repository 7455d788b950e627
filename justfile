# The recipes; `just ready` is what CI runs.
default:
    @just --list

# the whole pipe on the fixtures
demo:
    cargo build --release
    PATH="$PWD/target/release:$PATH" bash -o pipefail -c 'to-jsonl fixtures/articles | clean | detect-language | split-sentences | stats'

test:
    cargo test --workspace

lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings
    cargo fmt --all --check --manifest-path benches/Cargo.toml
    cargo clippy --locked --manifest-path benches/Cargo.toml -- -D warnings

ready:
    .ci/run

# speed of editing a field of the JSON lines in FILE, beside jaq and other ways (needs GNU time)
bench FILE:
    cargo build --release
    benches/record.sh {{quote(FILE)}}
    cargo run --quiet --release --manifest-path benches/Cargo.toml -- {{quote(FILE)}}

# speed of reading the web archive FILE (.warc.gz), beside fastwarc if PYTHON has it (needs GNU time)
bench-warc FILE:
    cargo build --release -p copydesk-to-jsonl
    benches/warc.sh {{quote(FILE)}}
