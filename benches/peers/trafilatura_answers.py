"""Answers of trafilatura (Python) for each page named, one file each in a folder, under the page's
SHA-256; prints pages per CPU second, without the time that Python needs to start.
    trafilatura_answers.py FOLDER PAGE...
"""
import hashlib, json, pathlib, sys, time
import trafilatura

folder, pages = pathlib.Path(sys.argv[1]), sys.argv[2:]
seconds = 0
for page in pages:
    raw = pathlib.Path(page).read_bytes()
    before = time.process_time()
    found = trafilatura.bare_extraction(raw, include_comments=False, with_metadata=True)
    seconds += time.process_time() - before
    found = found.as_dict() if found else {}
    record = {"title": found.get("title"), "text": found.get("text") or "", "created": found.get("date"),
              "metadata": {"author": found.get("author") or ""}}
    (folder / hashlib.sha256(raw).hexdigest()).write_text(json.dumps(record))
print(f"{len(pages) / seconds:.0f} pages per CPU second")
