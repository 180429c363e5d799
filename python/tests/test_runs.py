"""Runs: written of articles that Python holds, merged into a store."""

from __future__ import annotations

import os
import pathlib

import lode
import pytest

TEXTS = {
    "a.txt": "Ann Berg sold the yard to Halvard Ferries on Monday. Berg leads Northwind.",
    "b.txt": "Orvik Shipping denied that it had bought Halvard Ferries.",
    "c.txt": "Lena Brandt leads Orvik Shipping, and Halvard Ferries competes with Northwind.",
}


def _exported(store: lode.Store) -> str:
    return store.export("articles") + store.export("jsonl")


def test_a_store_from_runs_is_the_one_that_loading_makes(tmp_path: pathlib.Path) -> None:
    with lode.Store(tmp_path / "loaded") as store:
        for name, text in TEXTS.items():
            store.load_text(text, name, published="2025-03-03")
        whole = _exported(store)
    given = iter(TEXTS.items())
    first = lode.write_run([next(given)], tmp_path / "1.run", published="2025-03-03")
    assert (first.added, first.errors) == (1, [])
    second = lode.write_run(given, tmp_path / "2.run", published="2025-03-03", jobs=1)
    assert second.added == 2
    with lode.Store(tmp_path / "merged") as store:
        report = store.import_runs([tmp_path / "2.run", tmp_path / "1.run"])
        assert report.articles == 3
        assert report.statements == first.statements + second.statements
        assert _exported(store) == whole
        assert store.import_runs(tmp_path / "1.run").skipped == first.statements


def test_articles_are_mappings_too_and_a_bad_one_costs_itself(tmp_path: pathlib.Path) -> None:
    report = lode.write_run(
        [
            {"path": "p", "text": TEXTS["a.txt"], "title": "A yard is sold", "source": "Post"},
            ("bad", b"\x00\x01\x02" * 40),
            {"path": "q", "text": TEXTS["b.txt"], "published": "2025-03-04"},
        ],
        tmp_path / "r",
        set="trial",
    )
    assert report.added == 2
    assert [error.path for error in report.errors] == ["bad"]
    with lode.Store(tmp_path / "s") as store:
        store.import_runs(tmp_path / "r")
        articles = {article.path: article for article in store.articles()}
        assert articles["p"].title == "A yard is sold"
        assert articles["p"].source == "Post"
        assert articles["q"].published == "2025-03-04"


def test_what_fails_leaves_no_run(tmp_path: pathlib.Path) -> None:
    with pytest.raises(lode.InvalidInput, match="two texts have the path"):
        lode.write_run([("a", TEXTS["a.txt"])] * 2, tmp_path / "r")
    with pytest.raises(lode.InvalidInput, match="text"):
        lode.write_run([{"path": "a"}], tmp_path / "r")
    with pytest.raises(lode.StorageError):
        lode.write_run(TEXTS.items(), tmp_path / "nowhere" / "r")
    assert os.listdir(tmp_path) == []


def test_no_run_is_refused(tmp_path: pathlib.Path) -> None:
    (tmp_path / "text").write_text("no run")
    with lode.Store(tmp_path / "s") as store:
        with pytest.raises(lode.InvalidInput, match="is no run"):
            store.import_runs(tmp_path / "text")
        with pytest.raises(lode.NotFound):
            store.import_runs([tmp_path / "nowhere"])
