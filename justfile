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

# speed of to-jsonl on the CSV in FILE, beside xan, Miller and csvkit as far as they are there
bench-csv FILE:
    cargo build --release -p copydesk-to-jsonl
    benches/csv.sh {{quote(FILE)}}

# the programs that the benchmarks compare with, from their registries (Miller: apt install miller)
bench-peers:
    cargo install jaq xan
    python3 -m venv target/peers
    target/peers/bin/pip install csvkit
    @echo 'now: PATH="$PWD/target/peers/bin:$PATH" just bench-csv FILE'

# the Python packages that benchmarks compare with, in target/bench-python
bench-python:
    python3 -m venv target/bench-python
    target/bench-python/bin/pip install --quiet chardet==7.7.0 charset-normalizer==3.5.2

# encodings found beside chardet and charset-normalizer; INDEX has lines with `file` and `encoding`
bench-encodings INDEX:
    cargo build --release -p copydesk-to-jsonl
    benches/encodings.sh {{quote(INDEX)}}
