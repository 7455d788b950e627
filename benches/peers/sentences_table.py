"""Scores per treebank as a Markdown table.
    sentences_table.py FOLDER NAME...    FOLDER/NAME/scores has what the scorer printed, FOLDER/copydesk/joined its `joined`
"""
import pathlib, re, sys

folder, names = pathlib.Path(sys.argv[1]), sys.argv[2:]
scores = {}
for column, path in [(name, folder / name / "scores") for name in names] + [("joined", folder / "copydesk/joined")]:
    for line in path.read_text().splitlines():
        if found := re.match(r"boundary F1 (?:ud_)?(\S+?)(?: over \d+)?: ([\d.]+)", line):
            scores.setdefault(found[1], {})[column] = found[2]
columns = names[:1] + ["joined"] + names[1:]
print("| treebank |", " | ".join(columns), "|")
print("|---" * (len(columns) + 1) + "|")
for treebank in sorted(scores, key=lambda name: (name == "macro", name)):
    print(f"| {treebank} |", " | ".join(scores[treebank].get(column, "") for column in columns), "|")
