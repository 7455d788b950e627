"""Scores per treebank as a Markdown table.
    sentences_table.py FOLDER NAME...    FOLDER/NAME/scores has what the scorer printed, FOLDER/copydesk/joined its `joined`,
                                         FOLDER/copydesk/no-lang what it gave without the language of the text
"""
import pathlib, re, sys

folder, names = pathlib.Path(sys.argv[1]), sys.argv[2:]
scores = {}
ours = [("joined", folder / "copydesk/joined"), ("no lang", folder / "copydesk/no-lang")]
for column, path in [(name, folder / name / "scores") for name in names] + ours:
    for line in path.read_text().splitlines():
        if found := re.match(r"boundary F1 (?:ud_)?(\S+?)(?: over \d+)?: ([\d.]+)", line):
            scores.setdefault(found[1], {})[column] = found[2]
columns = names[:1] + [column for column, _ in ours] + names[1:]
print("| treebank |", " | ".join(columns), "|")
print("|---" * (len(columns) + 1) + "|")
for treebank in sorted(scores, key=lambda name: (name == "macro", name)):
    print(f"| {treebank} |", " | ".join(scores[treebank].get(column, "") for column in columns), "|")
