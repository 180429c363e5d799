"""Entities worked out in parts are those of a store of all articles: what lode.spark stands on."""

import collections
import zlib

import pytest

from conftest import ARTICLES
from lode import _lode
from lode._store import _options
from name_articles import made, near, of_store, records

LOOKED_AT = 64  # articles of a name whose other names count
ROWS = [(file.name, None, file.read_text()) for file in sorted(ARTICLES.glob("*.txt"))] + made(120, 1) + near()


@pytest.fixture(scope="module")
def names():
    rows, report = _lode.extract_names(records(ROWS), _options({"jobs": 1}))
    assert not report["errors"]
    return rows


@pytest.fixture(scope="module")
def wanted(tmp_path_factory):
    return of_store(ROWS, tmp_path_factory.mktemp("names") / "store")


def roots_of(names):
    """For each key of several that links join, one of them."""
    at = collections.defaultdict(lambda: (set(), set()))
    for _, _, key, _, _, _, links, listed, short_for in names:
        for side, found in enumerate((links, listed, short_for)):
            for link in found:
                keys, sides = at[link if side == 0 else "s" + link]
                keys.add(key), sides.add(side)
    root = {}
    for keys, sides in at.values():
        if len(keys) > 1 and sides in ({0}, {1, 2}):
            together = set(keys).union(*({k for k, r in root.items() if r == root[key]} for key in keys if key in root))
            root.update(dict.fromkeys(together, min(together)))
    return root


def in_parts(names, parts, with_context=True):
    root = roots_of(names)
    part_of = lambda key: zlib.crc32(root.get(key, key).encode()) % parts  # noqa: E731
    said = [name for name in names if name[3]]
    counts = collections.Counter(name[2] for name in said)
    own, context, looked_at = (collections.defaultdict(list) for _ in range(3))
    articles = collections.defaultdict(set)
    for article, _, key, told, _, is_sampled, *_ in names:
        own[part_of(key)].append((article, key, told))
        if key in root and is_sampled:
            articles[key].add(article)
    for key, found in articles.items():
        looked_at[part_of(key)] += sorted(found)[:LOOKED_AT]
    for part, found in looked_at.items():
        for article, _, key, _, is_context, *_ in said:
            if is_context and article in found and part_of(key) != part:
                context[part].append((article, key, counts[key]))
    resolved = {}
    for part, given in own.items():
        for key, *entity in _lode.resolve_names(given, context[part] if with_context else [], ""):
            resolved[key] = (*entity[:4], tuple(entity[4]))
    return resolved


@pytest.mark.parametrize("parts", [1, 3, 50])
def test_parts_give_what_all_give(names, wanted, parts):
    shown, keys = wanted
    resolved = in_parts(names, parts)
    assert set(resolved.values()) == shown
    assert {key: resolved[key][0] for key in keys} == keys
    assert len(resolved) > len(shown) > 300  # something was joined
    assert resolved["person|pyotr tchaikovsky"] == resolved["person|pyotr chaikovskii"]
    assert resolved["person|mohammed al-hadi"] != resolved["person|muhammad al-hadi"]


def test_what_else_articles_name_is_needed(names, wanted):
    assert set(in_parts(names, 50, with_context=False).values()) != wanted[0]


def test_bytes_that_are_no_names():
    import lode

    with pytest.raises(lode.InvalidInput, match="what an article says of 'name|orvik' cannot be read"):
        _lode.resolve_names([("a:1", "name|orvik", b"no names")], [], "")
