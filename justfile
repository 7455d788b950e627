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

ready:
    .ci/run

# CPU seconds and peak memory beside jaq, on the JSON lines in FILE (needs GNU time and jaq)
bench FILE:
    cargo build --release
    benches/record.sh {{FILE}}
