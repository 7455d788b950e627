#!/usr/bin/env python3
"""Checks what stats says of English records against plain counts in Python, and a merge of shards against one pass.

    benches/stats_check.py STATS FILE.jsonl

STATS is the program. Each record of FILE needs a string `text`; `lang` is taken to be `en`. Sentences are cut here and
given to stats, so that phrases can be counted without its splitter. Ends with 1 if something does not hold.

What is counted needs the standard library only; scripts need the package regex and are left out without it.
"""

import collections
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

# UAX #29 as far as letters with spaces need it: soft hyphens and accents are part of a word; there are marks that
# join letters and marks that join digits.
INSIDE = r"[\w\u00ad\u0300-\u036f]"
JOINED = r"(?<=[^\W\d_])[.:'’‘·](?=[^\W\d_])|(?<=\d)[.,;'’‘](?=\d)"
WORD = re.compile(rf"\w{INSIDE}*(?:(?:{JOINED}){INSIDE}+)*")
HOME = pathlib.Path(__file__).resolve().parent.parent
STOP = set((HOME / "crates/text/src/measure/stop_words/en.txt").read_text(encoding="utf-8").split())
SENTENCE = re.compile(r"\n|(?<=[.!?]) ")
QUANTILES = {"p1": 0.01, "p5": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95, "p99": 0.99}


def words_of(text):
    return [w.lower() for w in WORD.findall(text) if any(c.isalnum() for c in w)]


class Checks:
    failed = 0

    def __call__(self, holds, name, said):
        print(f"{'ok  ' if holds else 'FAIL'}  {name}: {said}")
        self.failed += not holds

    def equal(self, name, found, expected):
        said = f"{expected:,}" if found == expected else f"stats {found:,}, here {expected:,}"
        self(found == expected, name, said)


def run(stats, *arguments):
    return subprocess.run([stats, *map(str, arguments)], check=True, stdout=subprocess.PIPE).stdout


def read(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def has_letter(word):
    return any(c.isalpha() for c in word)


def terms_of(sentences, counts, spread):
    """Adds the words, pairs and triples that docs/stats.md calls terms to `counts`, which has a Counter for each, and
    those of them that come at all to `spread`."""
    here = [collections.Counter() for _ in range(3)]
    for sentence in sentences:
        words = words_of(sentence)
        for n in (1, 2, 3):
            for at in range(len(words) - n + 1):
                term = words[at : at + n]
                if not STOP.intersection(term) and any(map(has_letter, term)):
                    here[n - 1][" ".join(term)] += 1
    for n in range(3):
        counts[n].update(here[n])
        spread[n].update(here[n].keys())


def check_per_record(check, stats, path):
    """Words of each record whose text is ASCII, and of all."""
    plain = same = ascii_words = found_all = expected_all = 0
    lines = run(stats, "--per-record", "-f", "text", path).decode().splitlines()
    for line in lines:
        record = json.loads(line)
        found, expected = record["stats"]["words"], len(words_of(record["text"]))
        found_all, expected_all = found_all + found, expected_all + expected
        if record["text"].isascii():
            plain, same, ascii_words = plain + 1, same + (found == expected), ascii_words + expected
    check(plain == same, "words of each ASCII record", f"{same:,} of {plain:,} records ({ascii_words:,} words)")
    off = abs(found_all - expected_all) / max(1, expected_all)
    check(off < 0.0001, "words of all records", f"stats {found_all:,}, here {expected_all:,}, {off:.5%} apart")


def check_quantiles(check, name, report, values):
    values.sort()
    worst = 0
    for q, share in QUANTILES.items():
        # By nearest rank. Shares are whole per cents, which a product of floats may miss by a hair.
        rank = max(1, -(-len(values) * round(share * 100) // 100))
        exact = values[rank - 1]
        off = abs(report[q] - exact) / max(1, exact)
        worst = max(worst, off)
        if off > 1 / 128 or exact < 128 and report[q] != exact:
            check(False, f"{name}.{q}", f"stats {report[q]}, here {exact}")
    check(worst <= 1 / 128, f"quantiles of {name}", f"at most {worst:.2%} off, {1 / 128:.2%} is allowed")
    for key, exact in (("total", sum(values)), ("min", values[0]), ("max", values[-1])):
        check.equal(f"{name}.{key}", report[key], exact)
    mean = sum(values) / len(values)
    check(abs(report["mean"] - mean) <= 1e-8 * mean, f"{name}.mean", f"{mean:.6f}")
    deviation = (sum((v - mean) ** 2 for v in values) / len(values)) ** 0.5
    check(abs(report["deviation"] - deviation) <= 1e-6 * deviation, f"{name}.deviation", f"{deviation:.6f}")


def check_terms(check, name, report, counts, spread):
    """`spread` says in how many records a term comes."""
    shown = len(report)
    within = sum(abs(of["count"] - counts[term]) <= of["error"] for term, of in report.items())
    least = counts.most_common(shown)[-1][1] if shown else 0
    error = max((of["error"] for of in report.values()), default=0)
    lacking = [term for term, _ in counts.most_common(shown) if term not in report]
    clear = [term for term in lacking if counts[term] > least + 2 * error]
    check(within >= 0.95 * shown, f"terms.{name}", f"{within} of {shown} counts are within their error of {error}")
    few = [f"{term} ({counts[term]} in {spread[term]} records)" for term in clear]
    said = f"{len(lacking)} of the {shown} most frequent are lacking, {len(clear)} not by the error alone: {few}"
    check(not clear, f"terms.{name}", said)
    total = sum(counts.values())
    if shown and error == 0:
        term, of = next(iter(report.items()))
        check(abs(of["share"] - counts[term] / total) < 1e-6, f"terms.{name}.{term}.share", f"{of['share']:.6f}")


def check_kinds(check, report, characters):
    print(f"      categories by Python's Unicode {unicodedata.unidata_version}; characters newer than that may differ")
    for kind, of in (("categories", unicodedata.category), ("scripts", script())):
        if of is None:
            print("      scripts: the package regex is not there, so they are left out")
            continue
        counts = collections.Counter()
        for c, n in characters.items():
            counts[of(c)] += n
        found = {name: value["characters"] for name, value in report[kind].items()}
        differ = {name: (found.get(name, 0), counts[name]) for name in found | counts if found.get(name) != counts[name]}
        said = ", ".join(f"{name}: stats {a}, here {b}" for name, (a, b) in differ.items())
        check(not differ, kind, said or f"{len(found)} alike")


def script():
    try:
        import regex
    except ImportError:
        return None
    names = "Latin Common Inherited Greek Cyrillic Han Hiragana Katakana Hangul Arabic Hebrew Thai Devanagari".split()
    patterns = [(name, regex.compile(rf"\p{{Script={name}}}")) for name in names]
    return lambda c: next((name for name, pattern in patterns if pattern.match(c)), "(another)")


def check_merge(check, stats, path, folder, whole):
    """Seven shards of records in shuffled order."""
    with open(path, "rb") as file:
        lines = [line if line.endswith(b"\n") else line + b"\n" for line in file]
    random.Random(7).shuffle(lines)
    states = []
    for i in range(7):
        shard = folder / f"shard{i}.jsonl"
        shard.write_bytes(b"".join(lines[i::7]))
        states.append(folder / f"{i}.stats")
        states[-1].write_bytes(run(stats, "--partial", shard))
    random.Random(8).shuffle(states)
    merged = run(stats, "--merge", "--json", *states)
    check(merged == whole, "seven shuffled shards merged", f"{len(merged):,} bytes of JSON, as in one pass")


def main(stats, path):
    if not os.access(stats, os.X_OK):
        sys.exit(f"{stats}: no such program")
    check = Checks()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        prepared = folder / "input.jsonl"
        with open(prepared, "w", encoding="utf-8", newline="\n") as out:
            for record in read(path):
                text = record["text"]
                sentences = [s for s in SENTENCE.split(text) if words_of(s)]
                line = {"text": text, "lang": "en", "sentences": sentences}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")

        lengths = {"bytes": [], "characters": [], "words": [], "sentences": []}
        distinct, fingerprints, characters = set(), set(), collections.Counter()
        terms, spread = ([collections.Counter() for _ in range(3)] for _ in range(2))
        for record in read(prepared):
            text = record["text"]
            words = words_of(text)
            lengths["bytes"].append(len(text.encode()))
            lengths["characters"].append(len(text))
            lengths["words"].append(len(words))
            lengths["sentences"].append(len(record["sentences"]))
            distinct.update(words)
            fingerprints.add(tuple(words) if words else text.strip().lower())
            characters.update(text)
            terms_of(record["sentences"], terms, spread)

        whole = run(stats, "--json", prepared)
        report = json.loads(whole)
        check_per_record(check, stats, prepared)
        check.equal("records", report["records"], len(lengths["words"]))
        for measure, values in lengths.items():
            check_quantiles(check, measure, report[measure], values)
        off = report["distinct_words"] / max(1, len(distinct)) - 1
        check(abs(off) <= 0.024, "distinct_words", f"stats {report['distinct_words']:,}, here {len(distinct):,}: {off:+.2%}")
        check.equal("duplicates.distinct", report["duplicates"]["distinct"], len(fingerprints))
        for kind, *counted in zip(("words", "bigrams", "trigrams"), terms, spread):
            check_terms(check, kind, report["terms"][kind], *counted)
        check_kinds(check, report, characters)
        check_merge(check, stats, prepared, folder, whole)
    print(f"{check.failed} checks failed" if check.failed else "all checks hold")
    return 1 if check.failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: benches/stats_check.py STATS FILE.jsonl")
    sys.exit(main(sys.argv[1], sys.argv[2]))
