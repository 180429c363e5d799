"""Statements read by Spark are those that lode reads alone."""

import datetime

import pytest

import lode
import lode.spark
from frames import ARTICLES, articles, collected, read_alone, samples


@pytest.fixture(scope="module")
def alone():
    return read_alone(samples())


def test_the_same_statements(spark, alone):
    read = lode.spark.extract(articles(spark), path="file", published="day")
    assert collected(read) == alone and len(alone) > 100
    kinds = {row["object"]["kind"] for row in alone}
    assert {"entity", "quote"} < kinds and any(row["object"]["number"] is not None for row in alone)
    assert any(row["qualifiers"] for row in alone) and any(row["said_by"] for row in alone)


def test_dates_and_times_are_dates(spark):
    moment = datetime.datetime(2026, 11, 12, 9, 30)
    row = (samples()[0][2], moment.date(), moment)
    frame = spark.createDataFrame([row], "body string, day date, moment timestamp_ntz")
    days = {row.published for row in lode.spark.extract(frame, published="day").select("article.published").collect()}
    assert days == {"2026-11-12"}
    times = {row.published for row in lode.spark.extract(frame, published="moment").select("article.published").collect()}
    assert times == {"2026-11-12T09:30"}


def test_a_bad_article_is_a_row(spark, alone):
    bad = [("null", "2026-11-10", None), ("day", "a Tuesday", "Orvik sued Northwind on Monday."), ("", None, "")]
    rows = collected(lode.spark.extract(articles(spark, samples() + bad), path="file", published="day"))
    wrong = [row for row in rows if row["error"]]
    assert [row["article"]["path"] for row in wrong if "NULL" in row["error"]] == ["null"]
    assert all(row["id"] is None and row["subject"] is None for row in wrong)
    assert [row for row in rows if row["error"] is None and row["article"]["path"] != "day"] == alone


def test_names(spark):
    text = "Orvik sued Northwind on Monday."
    frame = articles(spark, [("a", None, text), ("a", None, text), ("b", None, text)], parts=1)
    read = lode.spark.extract(frame, path="file").select("article.path").collect()
    paths = sorted(row.path for row in read)
    assert paths.count("a") == 2 * paths.count("b") > 0
    unnamed = lode.spark.extract(frame).select("article.path").distinct().collect()
    assert len(unnamed) == 1 and unnamed[0].path.startswith("text:")


def test_files_as_bytes(spark):
    frame = spark.read.format("binaryFile").option("pathGlobFilter", "*.{txt,html}").load(str(ARTICLES))
    read = lode.spark.extract(frame, "content", path="path")
    assert read.where("error is not null").count() == 0
    assert read.where("article.path like '%.html'").count() > 0
    with pytest.raises(lode.InvalidInput, match="say their title themselves"):
        lode.spark.extract(frame, "content", title="path")


def test_options(spark, alone):
    frame = articles(spark)
    sure = lode.spark.extract(frame, path="file", published="day", min_confidence=0.8)
    assert collected(sure) == read_alone(samples(), min_confidence=0.8) != alone
    with pytest.raises(TypeError, match="no option 'colour'"):
        lode.spark.extract(frame, colour="red")
    with pytest.raises(lode.LodeError):
        lode.spark.extract(frame, schema="no/such/file")
