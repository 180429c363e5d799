#!/usr/bin/env python3
"""A million rows to pandas, beside DuckDB's df(), in one run: bench/python_rows.py

Needs lode, pandas, pyarrow and duckdb in the environment (`make test-python` makes one without
duckdb: build/venv/bin/pip install duckdb). Both are asked the same join; the time is from the
question to the data frame. Prints a line each for whole numbers and for texts.
"""

import statistics
import tempfile
import time

import duckdb

import lode

SIDE = 1000
RUNS = 5


def seconds(work):
    """By the clock, and of the processor."""
    begin, used = time.perf_counter(), time.process_time()
    frame = work()
    assert len(frame) == SIDE * SIDE
    return time.perf_counter() - begin, time.process_time() - used


def compare(name, store, rules, connection):
    mine, theirs = [], []
    session = store.session()
    session.query(rules + " one(1). one(X)?").all()
    for _ in range(RUNS):
        mine.append(seconds(lambda: session.query("f(X), f(Y)?").to_pandas()))
        theirs.append(seconds(lambda: connection.sql("select a.x, b.x as y from f a, f b").df()))
    for what, at in (("clock", 0), ("processor", 1)):
        lode_rate, duck_rate = (
            SIDE * SIDE / statistics.median(run[at] for run in runs) for runs in (mine, theirs)
        )
        print(
            f"{name}, {what}: lode {lode_rate / 1e6:.2f} M rows/s, "
            f"DuckDB {duck_rate / 1e6:.2f} M rows/s, ratio {lode_rate / duck_rate:.2f}"
        )


def main():
    with tempfile.TemporaryDirectory() as folder, lode.Store(folder + "/s") as store:
        numbers = duckdb.connect(config={"threads": 1})
        numbers.sql(f"create table f as select range as x from range({SIDE})")
        rules = " ".join(f"f({i})." for i in range(SIDE))
        compare("whole numbers", store, rules, numbers)
        texts = duckdb.connect(config={"threads": 1})
        texts.sql(f"create table f as select 'firm ' || range as x from range({SIDE})")
        rules = " ".join(f'f("firm {i}").' for i in range(SIDE))
        compare("texts", store, rules, texts)


if __name__ == "__main__":
    main()
