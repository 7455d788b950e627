"""Statistics of the texts of JSON lines as others make them.

    text_statistics.py datatrove|textstat FILE.jsonl

datatrove: its blocks for documents, lines and words, summed up and as histograms, in a folder that is removed.
textstat: its readability scores that stats has too, of each text.
"""

import json
import sys
import tempfile


def texts(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)["text"]


def datatrove(path):
    from datatrove.data import Document
    from datatrove.pipeline.stats import DocStats, LineStats, WordStats

    with tempfile.TemporaryDirectory() as folder:
        documents = (Document(text=text, id=str(at)) for at, text in enumerate(texts(path)))
        for block in (DocStats, LineStats, WordStats):
            documents = block(folder, groups_to_compute=["summary", "histogram"]).run(documents)
        print(sum(1 for _ in documents))


def textstat(path):
    import textstat as of

    scores = [
        of.flesch_reading_ease,
        of.flesch_kincaid_grade,
        of.gunning_fog,
        of.smog_index,
        of.coleman_liau_index,
        of.automated_readability_index,
        of.lix,
    ]
    for text in texts(path):
        print(json.dumps([score(text) for score in scores]))


if __name__ == "__main__":
    {"datatrove": datatrove, "textstat": textstat}[sys.argv[1]](sys.argv[2])
