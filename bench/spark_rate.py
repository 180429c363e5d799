"""Words a second and core inside Spark beside `lode extract` alone, and two executors beside one:

    spark_rate.py LODE [COPIES [TURNS]]

with a Python that has the package, pyspark and a Java runtime (build/venv-spark after
`make test-spark`). The sample articles COPIES times, each with other words at its end. All are
asked in turns, TURNS times; the medians are shown, each as it comes goes to standard error.
Processor time is that of lode, and of Java
and Python together.
"""

import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

SAMPLES = pathlib.Path(__file__).resolve().parents[1] / "examples" / "articles"


def make(folder, copies):
    """Some files of JSON lines; how many words."""
    words = 0
    texts = [file.read_text() for file in sorted(SAMPLES.glob("*.txt"))]
    for i in range(copies):
        with (folder / f"{i % 8}.jsonl").open("a") as out:
            for n, text in enumerate(texts):
                text += f"\n\nThis is edition {i} of article {n}.\n"
                words += len(text.split())
                out.write(json.dumps({"text": text, "published": "2026-11-12"}) + "\n")
    return words


def alone(program, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    subprocess.run([program, "extract", "--jobs", "1", "--format", "jsonl", *sorted(map(str, folder.iterdir()))],
                   check=True, stdout=subprocess.DEVNULL)
    took, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


WORKER = """
import os, sys, time
import lode.spark
from pyspark.sql import SparkSession

def processor_time():
    ticks, parents, used = os.sysconf("SC_CLK_TCK"), {}, {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = open(f"/proc/{name}/stat").read().rpartition(")")[2].split()
        except OSError:
            continue
        parents[name], used[name] = fields[1], sum(map(int, fields[11:15])) / ticks
    total = 0
    for name in used:
        above = name
        while above in parents and above != str(os.getpid()):
            above = parents[above]
        if above == str(os.getpid()):
            total += used[name]
    return total

master, folder = sys.argv[1:3]
spark = (SparkSession.builder.master(master).config("spark.ui.enabled", "false")
         .config("spark.python.worker.reuse", "true").getOrCreate())
spark.sparkContext.setLogLevel("OFF")
frame = spark.read.schema("text string, published string").json(folder).repartition(8).cache()
frame.count()
read = lode.spark.extract(frame, text="text", published="published")
lode.spark.extract(frame.limit(8), text="text").count()  # the workers are there
used, begin = processor_time(), time.monotonic()
read.write.format("noop").mode("overwrite").save()
print(time.monotonic() - begin, processor_time() - used)
spark.stop()
"""


def on_spark(master, folder):
    done = subprocess.run([sys.executable, "-c", WORKER, master, str(folder)], text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, env={**os.environ, "PYSPARK_PYTHON": sys.executable})
    assert done.returncode == 0, done.stdout
    took, used = map(float, done.stdout.split()[-2:])
    return took, used


def main():
    program = sys.argv[1]
    copies, turns = [int(given) for given in sys.argv[2:] + ["60", "3"][len(sys.argv) - 2:]]
    with tempfile.TemporaryDirectory() as made:
        folder = pathlib.Path(made)
        words = make(folder, copies)
        ways = {
            "lode extract --jobs 1": lambda: alone(program, folder),
            "Spark, local[1]": lambda: on_spark("local[1]", folder),
            "Spark, one executor": lambda: on_spark("local-cluster[1,1,1024]", folder),
            "Spark, two executors": lambda: on_spark("local-cluster[2,1,1024]", folder),
        }
        found = {name: [] for name in ways}
        for _ in range(turns):
            for name, way in ways.items():
                found[name].append(way())
                print(name, *(f"{seconds:.2f}" for seconds in found[name][-1]), file=sys.stderr, flush=True)
        for name, times in found.items():
            took, used = (statistics.median(one[i] for one in times) for i in (0, 1))
            print(f"{name:24} {took:8.1f} s, {words / took:9,.0f} words/s; processor {used:7.1f} s, "
                  f"{words / used:9,.0f} words/s", flush=True)


if __name__ == "__main__":
    main()
