"""A store of the sample articles, made once."""

import pathlib

import pytest

import lode

ROOT = pathlib.Path(__file__).resolve().parents[2]
ARTICLES = ROOT / "examples" / "articles"


@pytest.fixture(scope="session")
def store_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("stores") / "news.db"
    with lode.Store(path) as store:
        report = store.load(ARTICLES)
        assert report.added >= 20 and report.errors == []
    return path


@pytest.fixture
def store(store_path):
    with lode.Store(store_path, read_only=True) as opened:
        yield opened


@pytest.fixture
def facts(tmp_path):
    """A store without articles: what is asked of it stands in the question."""
    with lode.Store(tmp_path / "facts.db") as opened:
        yield opened
