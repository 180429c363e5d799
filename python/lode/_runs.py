"""Runs: articles and what was read in them, to be merged into a store (docs/runs.md)."""

from __future__ import annotations

import itertools
import os
from typing import Any, Iterable, Mapping, Union

from . import _lode
from ._errors import InvalidInput
from ._store import LoadReport, PathLike, _options, _text_record

Given = Union["tuple[str, str | bytes]", Mapping[str, Any]]

_AT_ONCE = 64  # articles that are held
_FIELDS = ("title", "author", "language", "source", "published", "url")


def _named(given: Given) -> tuple[str, bytes]:
    if not isinstance(given, Mapping):
        name, text = given
        return name, text.encode() if isinstance(text, str) else text
    fields = dict(given)
    try:
        name, text = fields.pop("path"), fields.pop("text")
    except KeyError as missing:
        raise InvalidInput(f"an article needs {missing}") from None
    for field in fields:
        if field not in _FIELDS:
            raise InvalidInput(f"there is no field {field!r} of an article: {', '.join(_FIELDS)}")
    return name, _text_record(text, fields)


def _joined(one: LoadReport | None, more: LoadReport) -> LoadReport:
    if one is None:
        return more
    unread = one.unread_fields + [f for f in more.unread_fields if f not in one.unread_fields]
    sums = ["files", "added", "replaced", "unchanged", "statements", "below_confidence"]
    sums += ["superseded", "seconds"]
    return LoadReport(
        unread_fields=unread,
        errors=one.errors + more.errors,
        **{name: getattr(one, name) + getattr(more, name) for name in sums},
    )


def write_run(
    articles: Iterable[Given],
    path: PathLike,
    *,
    set: str | None = None,
    source: str | None = None,
    published: str | None = None,
    url: str | None = None,
    fields: Mapping[str, str] | None = None,
    schema: PathLike | None = None,
    jobs: int | None = None,
    derive: bool | None = None,
    min_confidence: float | None = None,
    max_file_bytes: int | None = None,
    max_article_bytes: int | None = None,
    data_directory: PathLike | None = None,
) -> LoadReport:
    """Reads articles and writes them, with their statements, as a run that
    :meth:`Store.import_runs` and ``lode import`` merge.

    An article is ``(name, text)``, the text what a file holds (text, HTML, a JSON record), or a
    mapping with ``path`` and ``text`` and any of ``title``, ``author``, ``language``, ``source``,
    ``published``, ``url``. They are taken one by one as they come. A bad article costs itself
    and stands in the report's ``errors``. The run is there when all of it is, else not; two must
    not write to one path at once. ``InvalidInput`` where two articles have one name.
    """
    options = _options(
        dict(
            set=set,
            source=source,
            published=published,
            url=url,
            fields=dict(fields) if fields else None,
            schema=schema,
            jobs=jobs,
            derive=derive,
            min_confidence=min_confidence,
            max_file_bytes=max_file_bytes,
            max_article_bytes=max_article_bytes,
            data_directory=data_directory,
        )
    )
    writer = _lode.RunWriter(os.fspath(path), options)
    report: LoadReport | None = None
    names: dict[str, None] = {}
    coming = map(_named, articles)
    batch: list[tuple[str, bytes]] = []
    while report is None or batch:
        batch = list(itertools.islice(coming, _AT_ONCE))
        for name, _ in batch:
            if name in names:
                raise InvalidInput(f"two texts have the path '{name}': give each its own")
            names[name] = None
        report = _joined(report, LoadReport._of(writer.add(batch)))
    writer.finish()
    return report
