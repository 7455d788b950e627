"""How often and how fast encodings are found: to-jsonl beside chardet and charset-normalizer.

    encodings.py BIN_DIR INDEX.jsonl

Each line of INDEX.jsonl has `file`, beside it, and `encoding`, by one of Python's names or null. An
answer is right if the text is; white space and forms of compatibility do not count.
"""

import json
import os
import resource
import subprocess
import sys
import time
import unicodedata

import chardet
import charset_normalizer

# What browsers read under a label where Python's table is narrower.
WIDER = {"iso-8859-1": "cp1252", "ascii": "cp1252", "iso-8859-9": "cp1254", "tis-620": "cp874",
         "euc-kr": "cp949", "euc_kr": "cp949", "gb2312": "gb18030", "shift_jis": "cp932", "big5": "big5hkscs"}


# Characters that tables of one encoding assign differently, and controls that browsers see as signs.
SAME = {ord(a): b for a, b in zip("\u301c\uff5e\u2016\u2225\u2212\uff0d\u2014\u2015\xa5\u203e\u30fb\xb7\ufeff",
                                  ["~", "~", "|", "|", "-", "-", "-", "-", "\\", "~", ".", ".", ""])}
SAME.update({byte: bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xA0)})


def plain(text):
    return "".join(unicodedata.normalize("NFKC", text.translate(SAME)).translate(SAME).split())


def decoded(raw, label):
    try:
        return plain(raw.decode(label)) if label else None
    except (UnicodeError, LookupError):
        return None


def readings(raw, label):
    return {decoded(raw, label), decoded(raw, WIDER.get(label.lower()))} - {None}


def files(index):
    folder = os.path.dirname(os.path.abspath(index))
    for line in open(index, encoding="utf-8"):
        row = json.loads(line)
        path = os.path.join(folder, row["file"])
        raw = open(path, "rb").read()
        right = readings(raw, row["encoding"]) if row["encoding"] else set()
        if right:
            yield path, raw, right


def report(name, right, cases, seconds):
    size = sum(len(raw) for _, raw, _ in cases) / 1e6
    print(f"{name:20} {right} of {len(cases)} right, {size / seconds:.1f} MB per CPU second")


def library(name, detect, cases):
    start = time.process_time()
    answers = [detect(raw) for _, raw, _ in cases]
    seconds = time.process_time() - start
    right = sum(bool((readings(raw, label) if label else set()) & gold) for label, (_, raw, gold) in zip(answers, cases))
    report(name, right, cases, seconds)


def main(bin_dir, index):
    cases = list(files(index))
    tool = [os.path.join(bin_dir, "to-jsonl"), "-j1", "--from", "text", "--title", "none"]
    seconds = []
    # The whole tool, of which a run takes a twentieth of a second: the median of eleven.
    for _ in range(11):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        out = subprocess.run([*tool, *(path for path, _, _ in cases)], capture_output=True).stdout.decode()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime)
    texts = {r["source"]: plain(r["text"]) for r in map(json.loads, out.splitlines())}
    report("to-jsonl", sum(texts.get(path) in gold for path, _, gold in cases), cases, sorted(seconds)[5])
    library(f"chardet {chardet.__version__}", lambda raw: chardet.detect(raw)["encoding"], cases)
    best = lambda raw: getattr(charset_normalizer.from_bytes(raw).best(), "encoding", None)
    library(f"charset-normalizer {charset_normalizer.__version__}", best, cases)


main(*sys.argv[1:])
