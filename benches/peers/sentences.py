"""Sentences by another splitter, for JSON lines with `text` and `lang`: what `split-sentences` would write.
    sentences.py blingfire|sentencex|punkt < in.jsonl > out.jsonl
The CPU seconds that the splitting alone took go to standard error.
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
    sys.exit(__doc__)


split = splitter(sys.argv[1])
seconds = 0
for line in sys.stdin:
    record = json.loads(line)
    before = time.process_time()
    record["sentences"] = split(record["text"], record.get("lang", "en"))
    seconds += time.process_time() - before
    print(json.dumps(record, ensure_ascii=False))
print(f"{seconds:.3f}", file=sys.stderr)
