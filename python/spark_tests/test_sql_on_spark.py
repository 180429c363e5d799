"""The random programs of python/tests/test_sql.py asked by Spark."""

import pytest

import sql_programs
from test_sql import FIXED, PROGRAM, compare, differs, exported, script_of  # noqa: F401  (a fixture)

TABLES = ["articles", "terms", "aliases", "statements", "qualifiers", "via", "premises", "sentences", "sets"]


@pytest.fixture
def execute(spark, exported):  # noqa: F811
    """Asks Spark, which has the tables of the store as Parquet."""
    folder, database = exported
    for table in TABLES:
        file = folder / f"{table}.parquet"
        if not file.exists():
            database.execute(f"COPY {table} TO '{file}' (FORMAT parquet)")
        # One part, so that no join has to hand rows round.
        spark.read.parquet(str(file)).coalesce(1).cache().createOrReplaceTempView(table)

    def run(statement):
        frame = spark.sql(statement)
        if statement.startswith("CREATE"):
            return [], []
        return [tuple(row) for row in frame.collect()], [kind == "double" for _, kind in frame.dtypes]

    return run


def test_spark_gives_the_same_rows(exported, execute):  # noqa: F811
    folder, database = exported
    counts = compare(folder, sql_programs.Words(database), execute, "spark", range(1000))
    assert counts["rows"] >= 50, counts


def test_what_is_easily_told_wrong(exported, execute):  # noqa: F811
    folder, _ = exported
    for text in FIXED:
        want, errors = sql_programs.asked(PROGRAM, folder / "store", text)
        script = script_of(folder, text, "spark")
        if want is None or "end on no circle" in script.stderr:  # recursion is refused
            assert script.returncode == 2, (text, errors)
            continue
        assert script.returncode == 0, script.stderr
        assert differs(want, execute, script.stdout) is None, (text, script.stdout)
