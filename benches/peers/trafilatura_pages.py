"""Articles of the pages in a folder by trafilatura, as JSON lines.

    trafilatura_pages.py FOLDER
"""
import json
import pathlib
import sys

import trafilatura

for page in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    found = trafilatura.bare_extraction(page.read_bytes(), include_comments=False, with_metadata=True)
    found = found.as_dict() if found else {}
    record = {"source": page.name, "title": found.get("title"), "text": found.get("text") or "", "created": found.get("date")}
    print(json.dumps(record, ensure_ascii=False))
