"""Sentences by another splitter, for JSON lines with `text` and `lang`: what `split-sentences` would write.
    sentences.py blingfire|sentencex|punkt|pysbd [FILE.jsonl] > out.jsonl
    sentences.py NAME --speed FILE.jsonl    only MB of text per CPU second, without Python's own start
punkt has the models of nltk; a language without one is split as English, as nltk's default is.
"""
import json, sys, time

PUNKT = {"cs": "czech", "da": "danish", "nl": "dutch", "en": "english", "et": "estonian", "fi": "finnish", "fr": "french",
         "de": "german", "el": "greek", "it": "italian", "ml": "malayalam", "no": "norwegian", "pl": "polish",
         "pt": "portuguese", "ru": "russian", "sl": "slovene", "es": "spanish", "sv": "swedish", "tr": "turkish"}


def splitter(name):
    if name == "blingfire":
        from blingfire import text_to_sentences
        return lambda text, lang: text_to_sentences(text).split("\n")
    if name == "sentencex":
        from sentencex import segment
        return lambda text, lang: list(segment(lang, text))
    if name == "punkt":
        from punkt import sent_tokenize
        return lambda text, lang: sent_tokenize(text, language=PUNKT.get(lang, "english"))
    if name == "pysbd":
        from pysbd import Segmenter
        english = Segmenter(language="en", clean=False)
        return lambda text, lang: english.segment(text)
    sys.exit(__doc__)


split = splitter(sys.argv[1])
speed = sys.argv[2:3] == ["--speed"]
seconds = megabytes = 0
file = sys.argv[3] if speed else sys.argv[2] if len(sys.argv) > 2 else 0
for line in open(file, encoding="utf-8"):
    record = json.loads(line)
    before = time.process_time()
    record["sentences"] = split(record["text"], record.get("lang", "en"))
    seconds += time.process_time() - before
    megabytes += len(record["text"].encode("utf-8", "replace")) / 1e6
    if not speed:
        print(json.dumps(record, ensure_ascii=False))
if speed:
    print(f"{megabytes / max(seconds, 1e-9):.1f} MB per CPU second")
