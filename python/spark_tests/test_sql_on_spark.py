"""The random programs of python/tests/test_sql.py asked by Spark."""

import concurrent.futures
import threading

import pytest

import sql_programs
from test_sql import FIXED, PROGRAM, compare, differs, exported, script_of  # noqa: F401  (a fixture)

TABLES = ["articles", "terms", "aliases", "statements", "qualifiers", "via", "premises", "sentences", "sets"]


JOBS = 2  # threads that ask; Spark plans a question in the one that asks it


@pytest.fixture
def execute(spark, exported):  # noqa: F811
    """Asks Spark, which has the tables of the store as Parquet. A thread has views of its own."""
    folder, database = exported
    frames = {}
    for table in TABLES:
        file = folder / f"{table}.parquet"
        if not file.exists():
            database.execute(f"COPY {table} TO '{file}' (FORMAT parquet)")
        # One part, so that no join has to hand rows round.
        frames[table] = spark.read.parquet(str(file)).coalesce(1).cache()
    local = threading.local()

    def session():
        if not hasattr(local, "session"):
            local.session = spark.newSession()
            for table in TABLES:
                file = str(folder / f"{table}.parquet")
                local.session.read.parquet(file).coalesce(1).createOrReplaceTempView(table)
        return local.session

    def run(statement):
        frame = session().sql(statement)
        if statement.startswith("CREATE"):
            return [], []
        return [tuple(row) for row in frame.collect()], [kind == "double" for _, kind in frame.dtypes]

    yield run
    for frame in frames.values():
        frame.unpersist()


def test_spark_gives_the_same_rows(exported, execute):  # noqa: F811
    folder, database = exported
    counts = compare(folder, sql_programs.Words(database), execute, "spark", JOBS)
    assert counts["rows"] >= 50, counts


def test_what_is_easily_told_wrong(exported, execute):  # noqa: F811
    folder, _ = exported

    def wrong(text):
        want, errors = sql_programs.asked(PROGRAM, folder / "store", text)
        script = script_of(folder, text, "spark")
        if want is None or "end on no circle" in script.stderr:  # recursion is refused
            return script.returncode != 2 and errors
        return script.stderr if script.returncode != 0 else differs(want, execute, script.stdout)

    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        assert [(text, told) for text, told in zip(FIXED, pool.map(wrong, FIXED)) if told] == []
