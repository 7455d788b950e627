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

# how well and how fast articles are found in web pages, by a scorer and an index of pages with known
# articles (needs GNU time; beside trafilatura after bench-peers)
bench-html SCORE INDEX:
    cargo build --release -p copydesk-to-jsonl
    benches/html.sh {{quote(SCORE)}} {{quote(INDEX)}}

# the programs in Python that we are measured beside
bench-peers:
    python3 -m venv "${CARGO_TARGET_DIR:-target}/peers"
    "${CARGO_TARGET_DIR:-target}/peers/bin/pip" install --quiet trafilatura==2.3.1 lxml_html_clean
