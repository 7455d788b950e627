"""The job on a cluster of two executors on this machine: what it writes is what one pass writes, whatever fails.

    python3 tests/spark/test_job.py FOLDER_OF_TOOLS [TEST]
"""

import os
import pathlib
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest

os.environ["PYSPARK_PYTHON"] = sys.executable
os.environ.pop("SPARK_HOME", None)

from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

import job

TOOLS = str(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "target/release").resolve())
SYSTEM = "/usr/local/bin:/usr/bin:/bin"
BAD = 9


def corpus(bytes_too):
    """Records of three languages with what makes trouble; and if so, with what Spark reads as something else."""
    texts = [
        "The harbour council met on Tuesday. It  will vote next week.",
        "Der Hafenrat tagte am Dienstag. Er stimmt n\u00e4chste Woche ab.",
        "Le conseil du port s'est r\u00e9uni mardi. Il votera la semaine prochaine.",
        "One line.\u2028Another line.\u2029A third.\u0085The last.",
        "",
    ]
    lines = []
    for number in range(1000):
        text = f"{texts[number % 5]} Number {number}." if number % 5 < 4 else ""
        lines.append('{"id":"%d","n":1E2,"text":"%s","k":"\\ud800\u2028"}' % (number, text))
        if number % (1000 // BAD) == 50:
            lines.append('{"id":"%d","note":"no text \u2028"}' % number if number % 2 else f"bad {number}")
    data = [line.encode() for line in lines]
    if bytes_too:
        data += [b'{"text":"\xff"}', b'{"x":\r1,"text":"One."}', b'{"text":"Two."}\r', b"", b" \t"]
    return b"\n".join(data) + b"\n"


def sh(script, **more):
    return subprocess.run(["bash", "-c", script], env={"PATH": f"{TOOLS}:{SYSTEM}"}, capture_output=True, **more)


class Job(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.spark = (
            SparkSession.builder.master("local-cluster[2,1,1024]")
            .appName("copydesk tests")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.task.maxFailures", "2")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.files.maxPartitionBytes", "20000")
            .config("spark.sql.files.openCostInBytes", "0")
            .getOrCreate()
        )
        cls.spark.sparkContext.setLogLevel("OFF")
        # spark-submit runs it as the main program, which executors get whole.
        cls.spark.sparkContext.addPyFile(job.__file__)

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="copydesk-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.target = str(self.folder / "out")
        self.source = str(self.folder / "in.jsonl")

    def write(self, bytes_too=False):
        pathlib.Path(self.source).write_bytes(corpus(bytes_too))

    def shim(self, tool, body):
        """A program in place of `tool` that does `body`, and else what the tool does; the PATH that has it."""
        shims = self.folder / "shims"
        shims.mkdir(exist_ok=True)
        path = shims / tool
        mark = shlex.quote(str(self.folder / "mark"))
        path.write_text(f'#!/usr/bin/env bash\nmark={mark}\n{body}\nexec {TOOLS}/{tool} "$@"\n')
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return f"{shims}:{TOOLS}:{SYSTEM}"

    def run_job(self, path=f"{TOOLS}:{SYSTEM}", arrow=False):
        return job.run(self.spark, self.source, self.target, arrow, 6, path)

    def parts(self, name):
        files = sorted((self.folder / "out" / name).glob("part-*"))
        return len(files), b"".join(file.read_bytes() for file in files)

    def is_one_pass(self, ordered=True):
        """Whether the job's answers are those of the tools without a cluster, byte for byte."""
        source = shlex.quote(self.source)
        records = sh(f"clean -q --escape-separators {source} | detect-language | split-sentences").stdout
        rejects = sh(f"clean -q -o /dev/null --rejects /dev/stdout {source}").stdout
        report = sh("stats --json", input=records).stdout
        as_is = (lambda data: data) if ordered else (lambda data: sorted(data.split(b"\n")))
        count, got = self.parts("records")
        self.assertGreater(count, 4)
        self.assertEqual(as_is(got), as_is(records))
        self.assertEqual(as_is(self.parts("rejects")[1]), as_is(rejects))
        self.assertEqual((self.folder / "out" / "report.json").read_bytes(), report)
        # To Python, too, a record is a line.
        self.assertEqual(len(got.decode().splitlines()), got.count(b"\n"))

    def test_pipe_is_one_pass(self):
        self.write()
        counts = self.run_job()
        self.assertEqual(counts, {"records": 1000, "rejects": BAD, "in": 1000 + BAD, "failed_tasks": 0})
        self.is_one_pass()

    def test_arrow_is_one_pass_for_any_bytes(self):
        self.write(bytes_too=True)
        counts = self.run_job(arrow=True)
        self.assertEqual(counts, {"records": 1002, "rejects": BAD + 1, "in": 1003 + BAD, "failed_tasks": 0})
        self.is_one_pass(ordered=False)

    def test_a_tool_that_fails_ends_the_job(self):
        self.write()
        for arrow in (False, True):
            # The second writes nothing more, so that those before it see a reader that goes away, and end well.
            tool = "split-sentences" if arrow else "clean"
            with self.subTest(arrow=arrow):
                shutil.rmtree(self.target, ignore_errors=True)
                with self.assertRaises(Exception) as raised:
                    self.run_job(self.shim(tool, f"exec {TOOLS}/{tool} --no-such-flag"), arrow)
                self.assertRegex(str(raised.exception), "(exited with error|exit) code 2")
                self.assertFalse((self.folder / "out/records/_SUCCESS").exists())
                self.assertFalse((self.folder / "out/report.json").exists())

    def test_a_tool_that_is_killed_once_is_run_again(self):
        self.write()
        # It has written something already, and those beside it see only the end of their input.
        body = f'if mkdir "$mark" 2>/dev/null; then head -n 20 | {TOOLS}/detect-language "$@"; kill -9 $$; fi'
        counts = self.run_job(self.shim("detect-language", body))
        self.assertEqual((counts["records"], counts["rejects"], counts["failed_tasks"]), (1000, BAD, 1))
        self.is_one_pass()

    def test_an_executor_that_is_killed_loses_nothing(self):
        self.write()
        for arrow in (False, True):
            with self.subTest(arrow=arrow):
                shutil.rmtree(self.target, ignore_errors=True)
                shutil.rmtree(self.folder / "mark", ignore_errors=True)
                # Up from the tool to the JVM in which the task runs, which gets SIGKILL.
                body = f"""if mkdir "$mark" 2>/dev/null; then
                    head -n 20 | {TOOLS}/clean "$@"
                    pid=$$
                    while [ "$(cat /proc/$pid/comm)" != java ]; do read -r _ _ _ pid _ < /proc/$pid/stat; done
                    kill -9 "$pid"
                    echo "$pid" > "$mark/killed"
                    sleep 20
                fi"""
                counts = self.run_job(self.shim("clean", body), arrow)
                self.assertTrue((self.folder / "mark/killed").exists())
                self.assertEqual((counts["records"], counts["rejects"]), (1000, BAD))
                self.assertGreaterEqual(counts["failed_tasks"], 1)
                self.is_one_pass(ordered=not arrow)

    def test_what_the_page_warns_of(self):
        """If Spark changes here, so must docs/scale.md."""
        context = self.spark.sparkContext
        text = '{"text":"\u2028\u0085"}\n{"x":\r1}\n{"y":2}\r\n'
        pathlib.Path(self.source).write_bytes(text.encode() + b'{"text":"\xff"}\n')
        lines = context.textFile(self.source).collect()
        self.assertEqual(lines, ['{"text":"\u2028\u0085"}', '{"x":', "1}", '{"y":2}', '{"text":"\ufffd"}'])
        self.assertEqual(len(lines[0].splitlines()), 3)
        tool = f"{TOOLS}/clean --no-such-flag"
        # Nothing comes out, and nothing is said.
        self.assertEqual(context.textFile(self.source).pipe(tool).collect(), [])
        with self.assertRaises(PySparkException):
            context.textFile(self.source).pipe(tool, checkCode=True).collect()
        environment = context.parallelize([1], 1).pipe("/bin/bash -c 'printenv HOME || echo none'").collect()
        self.assertEqual(environment, ["none"])
        subprocess.run(["gzip", "-k", self.source], check=True)
        self.assertEqual(context.textFile(self.source + ".gz", 6).getNumPartitions(), 1)
        # One bad record: all is written, and the task counts as failed.
        with self.assertRaises(PySparkException):
            context.textFile(self.source).pipe(f"{TOOLS}/clean", checkCode=True).collect()


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[2:], verbosity=2)
