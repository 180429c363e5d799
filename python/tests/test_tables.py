"""`lode export --format tables`, opened by DuckDB and pandas."""

import os
import re
import subprocess

import pytest

from conftest import ARTICLES, ROOT

PROGRAM = os.environ.get("LODE_PROGRAM")
pytestmark = pytest.mark.skipif(not PROGRAM, reason="$LODE_PROGRAM names no lode")


@pytest.fixture(scope="module")
def folder(store_path, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables") / "news"
    command = [PROGRAM, "--store", str(store_path), "export", "--format", "tables", "-o"]
    done = subprocess.run(command + [str(folder)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def tables(folder):
    duckdb = pytest.importorskip("duckdb")
    before = os.getcwd()
    os.chdir(folder)  # the script names the files beside it
    try:
        database = duckdb.connect()
        database.execute((folder / "duckdb.sql").read_text())
    finally:
        os.chdir(before)
    return database


def rows(tables, query):
    return tables.execute(query).fetchall()


def test_keys_lead_to_rows(tables, store_path):
    import lode

    with lode.Store(store_path, read_only=True) as store:
        count = len(store.query("any triple(X, P, Y) @ S select S?").to_pandas())
    assert rows(tables, "SELECT count(*), count(DISTINCT id) FROM statements") == [(count, count)]
    assert rows(tables, "SELECT count(*) - count(DISTINCT key) FROM terms") == [(0,)]
    for table, column, other, key in [
        ("statements", "subject", "terms", "key"), ("statements", "object", "terms", "key"),
        ("statements", "predicate", "terms", "key"), ("statements", "time", "terms", "key"),
        ("statements", "said_by", "terms", "key"), ("statements", "article", "articles", "id"),
        ("qualifiers", "value", "terms", "key"), ("qualifiers", "statement", "statements", "id"),
        ("via", "value", "terms", "key"), ("aliases", "entity", "terms", "key"),
        ("sentences", "article", "articles", "id"), ("terms", "same", "terms", "key"),
    ]:
        lost = rows(tables, f"SELECT a.{column} FROM {table} a WHERE a.{column} IS NOT NULL AND "
                            f"NOT EXISTS (SELECT 1 FROM {other} b WHERE b.{key} = a.{column})")
        assert lost == [], (table, column)
    assert rows(tables, "SELECT count(*) FROM statements s LEFT JOIN sentences x ON "
                        "x.article = s.article AND x.number = s.sentence WHERE x.text IS NULL") == [(0,)]


def test_amounts_and_days(tables):
    (amount,) = rows(tables, "SELECT number, dimension FROM terms WHERE kind = 'percent' LIMIT 1")
    assert amount[0] is not None and amount[1] == "percent"
    dates = rows(tables, "SELECT text, first_day, last_day FROM terms WHERE text = '2025-03'")
    assert dates == [("2025-03", 20148, 20178)]


def test_the_page_names_every_column(folder):
    page = (ROOT / "docs" / "tables.md").read_text()
    for file in folder.glob("*.csv"):
        assert re.search(rf"(## |`){file.stem}\b", page), file
        for column in file.open().readline().strip().split(","):
            assert f"`{column}`" in page, (file, column)


def test_pandas(folder):
    pandas = pytest.importorskip("pandas")
    statements = pandas.read_csv(folder / "statements.csv")
    terms = pandas.read_csv(folder / "terms.csv")
    joined = statements.merge(terms, left_on="object", right_on="key")
    assert len(joined) == len(statements) and statements["ended"].dtype == bool


def test_parquet_holds_the_same(store, tables, tmp_path):
    pytest.importorskip("pyarrow")
    import lode

    store.to_parquet(tmp_path / "plain")
    store.to_parquet(tmp_path / "months", by_month=True, rows_a_group=50)
    for (table,) in rows(tables, "SELECT table_name FROM information_schema.tables ORDER BY 1"):
        count = rows(tables, f"SELECT count(*) FROM {table}")
        assert rows(tables, f"SELECT count(*) FROM '{tmp_path}/plain/{table}.parquet'") == count
        both = f"(SELECT * FROM {table} EXCEPT SELECT * FROM '{tmp_path}/plain/{table}.parquet')"
        assert rows(tables, f"SELECT count(*) FROM {both}") == [(0,)], table
    parts = f"read_parquet('{tmp_path}/months/statements/*/*.parquet', hive_partitioning = true)"
    wrong = (f"SELECT count(*) FROM {parts} s JOIN articles a ON a.id = s.article "
             "WHERE CAST(s.month AS TEXT) <> coalesce(substr(a.published, 1, 7), 'undated')")
    assert rows(tables, wrong) == [(0,)]
    assert rows(tables, f"SELECT count(*) FROM {parts}") == rows(tables, "SELECT count(*) FROM statements")
    with pytest.raises(lode.InvalidInput, match="is there already"):
        store.to_parquet(tmp_path / "plain")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["months", "plain"]


def test_rules_as_sql_from_python(store, tables):
    import lode

    views, questions = store.sql("far(X, Z) :- supplies(X, Z). far(X, Y)?")
    for statement in views:
        tables.execute(statement)
    asked = sorted((row.X.name, row.Y.name) for row in store.query("supplies(X, Y)?"))
    assert asked and sorted(rows(tables, questions[0])) == asked
    with pytest.raises(lode.LodeError, match="a path goes on"):
        store.sql("supplies+(X, Y)?", "duckdb")
    with pytest.raises(lode.InvalidInput, match="no dialect"):
        store.sql("supplies(X, Y)?", "oracle")


@pytest.mark.parametrize("by_month", [False, True])
def test_a_store_out_of_its_tables(by_month, tmp_path):
    pytest.importorskip("pyarrow")
    import lode

    with lode.Store(tmp_path / "made") as made:
        made.load(ARTICLES)
        made.load_text("Orvik sued Northwind on 3 May 2025.", "same", published="2025-05-04")
        made.load_text("Orvik sued Northwind on 3 May 2025.", "other", published="2025-05-06")
        made.add_rules("mine", "feeds(X, Y) :- supplies(X, Y).")
        made.to_parquet(tmp_path / "tables", by_month=by_month, rows_a_group=7)
        with lode.Store.from_parquet(tmp_path / "tables", tmp_path / "again") as again:
            for format in ("jsonl", "articles", "ntriples"):
                assert again.export(format) == made.export(format)
            assert again.rules == made.rules and len(made.export()) > 1000


def test_tables_that_give_no_store(store, tmp_path):
    pytest.importorskip("pyarrow")
    import pyarrow
    import pyarrow.parquet

    import lode

    (tmp_path / "none").mkdir()
    with pytest.raises(lode.NotFound, match="no table 'records'"):
        lode.Store.from_parquet(tmp_path / "none", tmp_path / "new")
    store.to_parquet(tmp_path / "tables")
    (tmp_path / "there").mkdir()
    with pytest.raises(lode.InvalidInput, match="is there already"):
        lode.Store.from_parquet(tmp_path / "tables", tmp_path / "there")
    wrong = pyarrow.table({"article": ["a:1"], "n": [0], "record": ["{"]})
    pyarrow.parquet.write_table(wrong, tmp_path / "tables" / "records.parquet")
    with pytest.raises(lode.InvalidInput, match="records:1:"):
        lode.Store.from_parquet(tmp_path / "tables", tmp_path / "new")
    (tmp_path / "tables" / "records.parquet").write_bytes(b"no Parquet")
    with pytest.raises(Exception, match="(?i)parquet"):
        lode.Store.from_parquet(tmp_path / "tables", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_pandas_opens_the_parquet(store, tmp_path):
    pandas = pytest.importorskip("pandas")
    store.to_parquet(tmp_path / "tables", by_month=True)
    statements = pandas.read_parquet(tmp_path / "tables" / "statements")
    records = pandas.read_parquet(tmp_path / "tables" / "records")
    assert len(records) == len(statements) + len(store.articles())
