"""Cleans JSON lines on a Spark cluster, and says what is in them.

    spark-submit job.py [--arrow] [--partitions N] INPUT OUTPUT

INPUT is a file or folder, and OUTPUT a folder that is not there yet, on a file system that driver and executors share.
OUTPUT gets `records`, `rejects` (bad records as they were read) and `report.json`, what `stats --json` would say of all
records at once. The tools are looked for on the PATH of the driver, and must be at the same place on each machine.

Exit codes are those of the tools: 0 all done; 1 there are rejects; 2 the job failed, and OUTPUT is not complete. What
Spark ran again is counted and said, so that an executor that went away is seen though nothing was lost.
"""

import argparse
import base64
import itertools
import os
import shlex
import subprocess
import sys
import tempfile
import threading

from pyspark.sql import SparkSession

# Each is run for one partition, with its lines on standard input. A task has one core, hence -j1.
#
# A tool exits with 1 if a record was bad. To Spark every code but 0 is a failure, which it tries again and then gives
# up. So 1 of the first tool is let through, as REJECTS has those records; what it lets through is good for the others,
# and anything that they report has failed. `pipefail` would not do: it has the last code that is not 0, so that a 1
# can hide a 2.
RECORDS = r"""
clean -j1 --escape-separators | detect-language -j1 | split-sentences -j1
codes=("${PIPESTATUS[@]}")
if ((codes[0] > 1 || codes[1] != 0 || codes[2] != 0)); then
    echo "clean, detect-language, split-sentences: exit codes ${codes[*]}" >&2
    exit 2
fi
"""
REJECTS = r"""
clean -j1 --quiet --output /dev/null --rejects /dev/stdout
code=$?
((code <= 1)) || exit "$code"
"""
# A state is bytes; as base64 it is a line of text.
STATE = r"""
set -o pipefail
stats -j1 --partial | base64 -w0
"""


def merge(path, *states):
    """One state of several, each as base64."""
    with tempfile.TemporaryDirectory() as folder:
        for number, state in enumerate(states):
            with open(f"{folder}/{number}", "wb") as file:
                file.write(base64.b64decode(state))
        files = [f"{folder}/{number}" for number in range(len(states))]
        command = ["stats", "--merge", "--partial", *files]
        merged = subprocess.run(command, env={"PATH": path}, check=True, stdout=subprocess.PIPE).stdout
    return base64.b64encode(merged).decode()


def through(script, path):
    """For `DataFrame.mapInArrow`: the lines in the first column, as bytes, through `script`."""

    def partition(batches):
        import pyarrow

        pipe = subprocess.PIPE
        tool = subprocess.Popen(["bash", "-c", script], stdin=pipe, stdout=pipe, env={"PATH": path})
        failed = []

        def feed():
            try:
                with tool.stdin as lines:
                    for batch in batches:
                        lines.write(b"".join(line + b"\n" for line in batch.column(0).to_pylist()))
            except BrokenPipeError:
                pass  # The tool ended before its input did: its exit code says why.
            except BaseException as error:
                failed.append(error)
                tool.kill()

        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        try:
            # The lines of a binary file end at \n and nowhere else.
            while lines := list(itertools.islice(tool.stdout, 1000)):
                lines = [line.removesuffix(b"\n") for line in lines]
                yield pyarrow.record_batch([pyarrow.array(lines, pyarrow.binary())], ["value"])
            code = tool.wait()
            feeder.join()
            if failed:
                raise failed[0]
            if code:
                raise RuntimeError(f"exit code {code} of{script}")
        finally:
            tool.kill()

    return partition


class Lines:
    """Lines as an RDD of text. They keep their order."""

    def __init__(self, spark, path, partitions):
        self.path = path
        self.lines = lambda source: spark.sparkContext.textFile(source, partitions)

    def count(self, source):
        return self.lines(source).filter(lambda line: line.strip(" \t\r")).count()

    def pipe(self, script, source):
        command = "bash -c " + shlex.quote(script)
        # Without env the tool has no PATH, without checkCode a tool that fails is one with few records.
        return self.lines(source).pipe(command, env={"PATH": self.path}, checkCode=True)

    def save(self, script, source, target):
        self.pipe(script, source).saveAsTextFile(target)

    def states(self, source):
        return self.pipe(STATE, source)


class ArrowLines:
    """Lines as a DataFrame of bytes. They keep their bytes, also those that are no UTF-8, and not their order."""

    def __init__(self, spark, path, partitions):
        self.path = path
        self.lines = lambda source: spark.read.text(source, lineSep="\n").selectExpr("cast(value AS binary) AS value")

    def count(self, source):
        return self.lines(source).filter(r"hex(value) NOT RLIKE '^(20|09|0D)*$'").count()

    def pipe(self, script, source):
        return self.lines(source).mapInArrow(through(script, self.path), "value binary")

    def save(self, script, source, target):
        self.pipe(script, source).selectExpr("cast(value AS string) AS value").write.text(target)

    def states(self, source):
        return self.pipe(STATE, source).rdd.map(lambda row: bytes(row.value).decode())


def run(spark, source, target, arrow=False, partitions=None, path=None):
    """Does the job, and returns what it came to."""
    path = path or os.environ["PATH"]
    context = spark.sparkContext
    group = f"copydesk-{os.urandom(4).hex()}"
    context.setJobGroup(group, f"{source} to {target}")
    lines = (ArrowLines if arrow else Lines)(spark, path, partitions)
    lines.save(RECORDS, source, f"{target}/records")
    lines.save(REJECTS, source, f"{target}/rejects")
    # In a tree: the driver sees one state, however many partitions there are.
    state = lines.states(f"{target}/records").treeReduce(lambda one, other: merge(path, one, other))
    command = ["stats", "--merge", "--json"]
    state = base64.b64decode(state)
    report = subprocess.run(command, input=state, env={"PATH": path}, check=True, stdout=subprocess.PIPE).stdout
    counts = {name: lines.count(f"{target}/{name}") for name in ("records", "rejects")}
    counts["in"] = lines.count(source)
    tracker = context.statusTracker()
    stages = [stage for job in tracker.getJobIdsForGroup(group) for stage in tracker.getJobInfo(job).stageIds]
    infos = [info for info in map(tracker.getStageInfo, stages) if info]
    counts["failed_tasks"] = sum(info.numFailedTasks for info in infos)
    if counts["in"] != counts["records"] + counts["rejects"]:
        raise RuntimeError(f"records are missing: {counts}")
    # The last thing: a report is there only if all else is.
    with open(f"{target}/report.json", "wb") as file:
        file.write(report)
    return counts


def main():
    parser = argparse.ArgumentParser(description="Cleans JSON lines on a Spark cluster.")
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--arrow", action="store_true", help="DataFrame.mapInArrow in place of rdd.pipe")
    parser.add_argument("--partitions", type=int, help="at least so many; with --arrow Spark's configuration says it")
    arguments = parser.parse_args()
    try:
        spark = SparkSession.builder.appName("copydesk").getOrCreate()
        counts = run(spark, arguments.input, arguments.output, arguments.arrow, arguments.partitions)
    except Exception as error:
        print(f"job.py: failed: {error}", file=sys.stderr)
        return 2
    print("job.py: " + ", ".join(f"{name} {count:,}" for name, count in counts.items()), file=sys.stderr)
    return 1 if counts["rejects"] else 0


if __name__ == "__main__":
    sys.exit(main())
