#!/usr/bin/env bash
# Tests the Spark job with the tools that are in PROGRAM, copydesk-all of a build: run.sh PROGRAM. PySpark comes into
# target/spark-venv. Where something that it needs is not there, it says so and is no failure.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath "$1")
target=$(realpath "${CARGO_TARGET_DIR:-target}")
venv=$target/spark-venv

skip() {
    echo "tests/spark: SKIPPED, as $1" >&2
    exit 0
}

version=$(java -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p') || true
[ "${version:-0}" -ge 17 ] || skip "Java 17 or later is not here"
python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null ||
    skip "Python 3.10 or later with pip and venv is not here"
if ! "$venv/bin/python" -c 'import pyspark, pyarrow, pandas' 2>/dev/null; then
    python3 -m venv "$venv"
    # pandas is for Spark alone, which asks for it where it hands over Arrow.
    "$venv/bin/pip" install --quiet --disable-pip-version-check 'pyspark>=4,<5' 'pyarrow>=15' 'pandas>=2.2,<3' ||
        skip "PySpark could not be installed"
fi
tools=$target/spark-tools
mkdir -p "$tools"
for name in clean detect-language split-sentences stats; do
    ln -sfn "$program" "$tools/$name"
done
PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" tests/spark/test_job.py "$tools"
