"""The random programs of test_sql.py asked by Spark: `make test-spark`. Not among the tests that
pytest finds by itself, as it wants a Java runtime and pyspark."""

import pytest

import sql_programs
from test_sql import FIXED, PROGRAM, compare, differs, exported, script_of  # noqa: F401  (a fixture)

TABLES = ["articles", "terms", "aliases", "statements", "qualifiers", "via", "premises", "sentences", "sets"]


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    session = (SparkSession.builder.master("local[2]").appName("lode")
               .config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "1")
               .getOrCreate())
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture
def execute(spark, exported):  # noqa: F811
    """Asks Spark, which has the tables of the store as Parquet."""
    folder, database = exported
    for table in TABLES:
        file = folder / f"{table}.parquet"
        if not file.exists():
            database.execute(f"COPY {table} TO '{file}' (FORMAT parquet)")
        spark.read.parquet(str(file)).createOrReplaceTempView(table)

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


@pytest.mark.parametrize("text", FIXED)
def test_what_is_easily_told_wrong(exported, execute, text):  # noqa: F811
    folder, _ = exported
    want, errors = sql_programs.asked(PROGRAM, folder / "store", text)
    script = script_of(folder, text, "spark")
    if want is None or "end on no circle" in script.stderr:  # recursion is refused
        assert script.returncode == 2, (text, errors)
        return
    assert script.returncode == 0, script.stderr
    assert differs(want, execute, script.stdout) is None, (text, script.stdout)
