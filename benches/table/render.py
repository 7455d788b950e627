"""Makes the pages about speed from what `measure.py` wrote.

    render.py RESULTS.json README.md BENCHMARKS.md PLOT.svg [--check]

The tables stand between the lines `<!-- table of just bench -->` and `<!-- end of table -->` of the two pages; --check
writes nothing and exits with 1 where a page or the plot is not what it would write.
"""
import json, math, pathlib, sys
from statistics import median
from xml.sax.saxutils import escape

START, END = "<!-- table of just bench -->\n", "<!-- end of table -->\n"


class Seen:
    """One command: MB of input per second of CPU time, in the middle of all runs, at least and at most."""

    def __init__(self, row):
        self.name, self.ours, self.command = row["name"], row["ours"], row["command"]
        self.megabytes = row["bytes"] / 1e6
        speeds = [self.megabytes / max(run["cpu"], 0.01) for run in row["runs"]]
        self.middle, self.least, self.most = median(speeds), min(speeds), max(speeds)
        self.peak = median(run["peak"] for run in row["runs"]) / 1e6


def number(n):
    """Three digits, but no more than there are before the point."""
    if n >= 100:
        return f"{n:,.0f}"
    return f"{n:.{max(0, 2 - math.floor(math.log10(n)))}f}" if n > 0 else "0"


def short_table(works):
    """Ours and the fastest others, for the README."""
    yield "| work | copydesk | others |"
    yield "|---|---|---|"
    for work, rows in works:
        named = lambda rows: ", ".join(f"{row.name} {number(row.middle)}" for row in rows)
        ours = [row for row in rows if row.ours]
        others = sorted((row for row in rows if not row.ours), key=lambda row: -row.middle)
        yield f"| {work['work']} | {named(ours)} | {named(others)} |"


def long_table(works, results):
    yield f"Measured on {results['day']}: {results['machine']}."
    for work, rows in works:
        yield ""
        yield f"### {work['work'].capitalize()}"
        yield ""
        if work["note"]:
            yield work["note"]
            yield ""
        yield "| command | input, MB | MB per CPU s | least to most | peak MB | times the first |"
        yield "|---|--:|--:|--:|--:|--:|"
        for row in rows:
            command = row.command.replace("|", "\\|")
            spread = f"{number(row.least)} to {number(row.most)}"
            times = number(row.middle / rows[0].middle)
            yield f"| {row.name}: `{command}` | {number(row.megabytes)} | {number(row.middle)} | {spread} | {number(row.peak)} | {times} |"
    yield ""
    yield "Versions: " + ", ".join(f"{name} {version}" for name, version in sorted(results["versions"].items(), key=lambda v: v[0].lower())) + "."


def plot(works):
    """Bars on a logarithmic scale, readable by day and by night."""
    left, width, bar, gap = 190, 430, 15, 15
    least = min(row.middle for _, rows in works for row in rows)
    most = max(row.middle for _, rows in works for row in rows)
    low, high = math.floor(math.log10(least)), math.ceil(math.log10(most))
    x = lambda n: left + width * (math.log10(n) - low) / (high - low)
    parts, y = [], 44
    for work, rows in works:
        parts.append(f'<text x="8" y="{y}" class="work">{escape(work["work"])}</text>')
        y += 8
        for row in rows:
            kind = "ours" if row.ours else "other"
            end = x(row.middle)
            parts.append(f'<text x="{left - 6}" y="{y + bar - 4}" class="name">{escape(row.name)}</text>')
            parts.append(f'<rect x="{left}" y="{y + 2}" width="{max(end - left, 1):.1f}" height="{bar - 4}" class="{kind}"/>')
            parts.append(f'<text x="{end + 4:.1f}" y="{y + bar - 4}" class="value">{number(row.middle)}</text>')
            y += bar
        y += gap
    lines = []
    for power in range(low, high + 1):
        at = x(10.0 ** power)
        lines.append(f'<line x1="{at:.1f}" y1="30" x2="{at:.1f}" y2="{y - gap}"/>')
        lines.append(f'<text x="{at:.1f}" y="24" class="scale">{10.0 ** power:,g}</text>')
    return f'''<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + width + 60} {y}" font-family="system-ui, sans-serif" font-size="11" role="img" aria-label="MB of input per second of CPU time, by work and tool">
<style>
text {{ fill: #24292f }} .work {{ font-weight: 600; font-size: 12px }} .name {{ text-anchor: end }} .scale {{ text-anchor: middle; fill: #57606a }}
.ours {{ fill: #1a7f64 }} .other {{ fill: #afb8c1 }} line {{ stroke: #d0d7de; stroke-width: 1 }}
@media (prefers-color-scheme: dark) {{ text {{ fill: #e6edf3 }} .scale {{ fill: #9198a1 }} .ours {{ fill: #3fb99b }} .other {{ fill: #59636e }} line {{ stroke: #30363d }} }}
</style>
<text x="8" y="12">MB of input per second of CPU time, one thread; each line is ten times the one before</text>
{chr(10).join(lines)}
{chr(10).join(parts)}
</svg>
'''


def with_table(path, lines):
    page = path.read_text()
    before, rest = page.split(START, 1)
    after = rest.split(END, 1)[1]
    return before + START + "\n".join(lines) + "\n" + END + after


def main(results, readme, benchmarks, picture, check=""):
    results = json.loads(pathlib.Path(results).read_text())
    works = [(work, [Seen(row) for row in work["rows"]]) for work in results["works"]]
    pages = {
        pathlib.Path(readme): with_table(pathlib.Path(readme), short_table(works)),
        pathlib.Path(benchmarks): with_table(pathlib.Path(benchmarks), long_table(works, results)),
        pathlib.Path(picture): plot(works),
    }
    for path, content in pages.items():
        if check and (not path.exists() or path.read_text() != content):
            sys.exit(f"{path} is not what the results say; run: just bench-pages")
        if not check:
            path.write_text(content)


if __name__ == "__main__":
    if len(sys.argv) not in (5, 6) or len(sys.argv) == 6 and sys.argv[5] != "--check":
        sys.exit(__doc__)
    main(*sys.argv[1:])
