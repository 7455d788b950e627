"""News as JSON lines and as CSV, of the size that benchmarks want.

    inputs.py NEWS.jsonl[.gz] MEGABYTES OUT.jsonl OUT.csv

NEWS is repeated as a whole until it has about so many MB, so that starting a process does not count.
"""
import csv
import gzip
import json
import sys


def write(news, megabytes, out_lines, out_csv):
    reader = gzip.open if news.endswith(".gz") else open
    with reader(news, "rt", encoding="utf-8") as file:
        lines = file.readlines()
    times = max(1, round(megabytes * 1_000_000 / sum(len(line.encode()) for line in lines)))
    with open(out_lines, "w", encoding="utf-8") as out:
        out.writelines(lines * times)
    articles = [json.loads(line) for line in lines]
    names = sorted({name for article in articles for name, value in article.items() if isinstance(value, str)})
    with open(out_csv, "w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, names, extrasaction="ignore", restval="")
        table.writeheader()
        for _ in range(times):
            table.writerows(articles)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    write(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
