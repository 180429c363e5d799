"""`lode export --format tables`, opened by DuckDB and pandas."""

import os
import re
import subprocess

import pytest

from conftest import ROOT

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
