"""Texts of JSON lines cleaned by another, each with what it does unless told otherwise.

    clean.py ftfy|plsfix|cleantext FILE.jsonl
"""
import json
import sys

if sys.argv[1] == "ftfy":
    from ftfy import fix_text as clean
elif sys.argv[1] == "plsfix":
    from plsfix import fix_text as clean
else:
    from cleantext import clean
for line in open(sys.argv[2], encoding="utf-8"):
    record = json.loads(line)
    record["text"] = clean(record["text"])
    print(json.dumps(record, ensure_ascii=False))
