#!/usr/bin/env bash
# run.sh SECONDS [TARGET]...: gives each target, or all of them, random input for so long. What fails is kept in
# artifacts/TARGET; `run.sh 0 TARGET` then says no more than whether the corpus passes.
set -euo pipefail
cd "$(dirname "$0")"
seconds=$1
shift
if [ $# = 0 ]; then
    set -- $(cd fuzz_targets && printf '%s\n' *.rs | sed 's/\.rs$//')
fi
# What cargo-fuzz passes too, but for the address sanitizer, which needs nightly Rust: our own code has no unsafe.
export RUSTFLAGS="${RUSTFLAGS:-} -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares"
# With a target named, the flags are not for build scripts.
host=$(rustc -vV | sed -n 's/^host: //p')
folder=${CARGO_TARGET_DIR:-../../target}/fuzz
failed=()
for name in "$@"; do
    echo "== $name"
    ./seeds.sh "$name"
    mkdir -p "artifacts/$name"
    features=()
    case $name in
        language | parquet) features=(--features "$name") ;;
    esac
    # Long inputs teach little and take long; -fork would use more than one core.
    limits=(-max_total_time="$seconds" -max_len=4096 -timeout=20 -rss_limit_mb=2048)
    if [ "$seconds" = 0 ]; then
        limits=(-runs=0 -timeout=20)
    fi
    cargo build --quiet --locked --release --target "$host" --target-dir "$folder" --bin "$name" "${features[@]}"
    nice "$folder/$host/release/$name" "${limits[@]}" -close_fd_mask=1 -print_final_stats=1 \
        -artifact_prefix="artifacts/$name/" "corpus/$name" 2>"artifacts/$name.log" || failed+=("$name")
    sed -n '/panicked at/,+3p; /^SUMMARY/p; /stat::number_of_executed_units/p' "artifacts/$name.log"
done
if [ ${#failed[@]} != 0 ]; then
    echo "failed, see tests/fuzz/artifacts: ${failed[*]}"
    exit 1
fi
