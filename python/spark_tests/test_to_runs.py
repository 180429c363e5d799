"""Runs written by Spark make the store of one machine that loaded the articles."""

import pytest

import lode
import lode.spark
from frames import articles, loaded, merged, samples


def test_the_same_store(spark, tmp_path):
    bad = [("null", "2026-11-10", None)]
    runs = lode.spark.to_runs(articles(spark, samples() + bad), tmp_path / "runs", path="file", published="day")
    assert [name for name, _ in runs.errors] == ["null"] and "NULL" in runs.errors[0][1]
    assert len(runs.paths) == 4 and runs.articles >= len(samples()) and runs.statements > 100
    assert merged(runs.paths, tmp_path / "by-runs") == loaded(samples(), tmp_path / "by-load")
    with pytest.raises(lode.InvalidInput, match="is there already"):
        lode.spark.to_runs(articles(spark), tmp_path / "runs")


def test_parts_without_articles(spark, tmp_path):
    runs = lode.spark.to_runs(articles(spark, samples()[:1], parts=8), tmp_path / "runs", path="file", set="Some News")
    assert len(runs.paths) == 1 and runs.articles == 1
    with lode.Store(tmp_path / "store") as store:
        store.import_runs(runs.paths)
        assert '"sets": ["Some News"]' in store.export("articles")
