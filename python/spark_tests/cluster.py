"""Reads the samples with executors that are processes of their own, one of which is killed while
it reads: cluster.py FOLDER. Prints what is wrong; nothing, if all is well. A program by itself,
as a process has one Spark."""

import os
import pathlib
import signal
import sys

import conftest
import lode.spark
from frames import articles, collected, loaded, merged, read_alone, samples

FOLDER = pathlib.Path(sys.argv[1])


def killer(batches, mark):
    """Hands batches on; the first task of all kills its executor behind its first one."""
    for batch in batches:
        yield batch
        try:
            mark.open("x").close()
        except FileExistsError:
            continue
        daemon = os.getppid()
        executor = int(pathlib.Path(f"/proc/{daemon}/stat").read_text().rpartition(")")[2].split()[1])
        command = pathlib.Path(f"/proc/{executor}/cmdline").read_bytes()
        assert b"CoarseGrainedExecutorBackend" in command, command
        os.kill(executor, signal.SIGKILL)


def main():
    spark = conftest.session(
        "local-cluster[2,1,1024]",
        **{"spark.executorEnv.PYTHONPATH": os.environ["PYTHONPATH"],
           "spark.executor.extraJavaOptions": conftest.QUICK["spark.driver.extraJavaOptions"],
           "spark.sql.execution.arrow.maxRecordsPerBatch": "2"})
    frame = articles(spark, parts=6)
    alone = read_alone(samples())
    whole = collected(lode.spark.extract(frame, path="file", published="day"))
    if whole != alone:
        print(f"two executors: {len(whole)} rows, alone {len(alone)}")

    def risky(mark):
        return frame.mapInArrow(lambda batches: killer(batches, mark), frame.schema)

    again = collected(lode.spark.extract(risky(FOLDER / "killed"), path="file", published="day"))
    if again != alone:
        print(f"an executor killed: {len(again)} rows, alone {len(alone)}")
    runs = lode.spark.to_runs(risky(FOLDER / "killed-again"), FOLDER / "runs", path="file", published="day")
    if merged(runs.paths, FOLDER / "by-runs") != loaded(samples(), FOLDER / "by-load"):
        print("an executor killed while it wrote a run: another store")
    for mark in ("killed", "killed-again"):
        if not (FOLDER / mark).exists():
            print(f"no executor was {mark}")
    if sorted(map(str, (FOLDER / "runs").iterdir())) != runs.paths:
        print("something else lies beside the runs")
    spark.stop()


if __name__ == "__main__":
    main()
