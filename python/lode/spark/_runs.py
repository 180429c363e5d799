"""Articles written as runs."""

from __future__ import annotations

import itertools
import os
import pathlib
from dataclasses import dataclass
from typing import Any, Iterable, Iterator

import pyarrow
from pyspark import TaskContext
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema

from .. import _lode
from .._errors import InvalidInput
from .._store import PathLike
from ._articles import chosen, options_of, shares

_TEXT, _COUNT = pyarrow.string(), pyarrow.int64()


@dataclass(frozen=True)
class Runs:
    """What `to_runs` wrote: the ``paths`` of the runs, sorted, for ``Store.import_runs`` or
    ``lode import``; how many ``articles`` and ``statements`` are in them; ``errors``: names of
    articles that could not be read, and why."""

    paths: list[str]
    articles: int
    statements: int
    errors: list[tuple[str, str]]


_WRITTEN = pyarrow.schema(
    [("run", _TEXT), ("articles", _COUNT), ("statements", _COUNT),
     ("errors", pyarrow.list_(pyarrow.struct([("article", _TEXT), ("message", _TEXT)])))])


def to_runs(
    df: DataFrame,
    folder: PathLike,
    text: str = "body",
    *,
    path: str | None = None,
    title: str | None = None,
    author: str | None = None,
    language: str | None = None,
    source: str | None = None,
    published: str | None = None,
    url: str | None = None,
    **reading: Any,
) -> Runs:
    """Reads a frame of articles as `extract` does and writes a run for each of its parts into a
    new folder, which every executor and this process must see under one path. ``set`` says
    which set the articles join.

    A run is there whole or not at all, and a task that is begun again writes the same one; so
    the store that the runs are imported into is that of one machine that loaded the articles
    under the same names. Cost and memory: those of `extract`, and 64 MiB for each task.
    """
    named = dict(path=path, title=title, author=author, language=language, source=source,
                 published=published, url=url)
    _lode.extract_rows([], options_of({name: value for name, value in reading.items() if name != "set"}))
    given = chosen(df, text, named)
    where = pathlib.Path(folder).absolute()
    try:
        where.mkdir(parents=True)
    except FileExistsError:
        raise InvalidInput(f"'{where}' is there already; name a new one") from None

    def write(batches: Iterable[Any]) -> Iterator[Any]:
        return _write_run(batches, where, reading)

    rows = given.mapInArrow(write, from_arrow_schema(_WRITTEN)).collect()
    for left in where.glob(".*"):  # by tasks that died
        left.unlink()
    errors = [(error.article, error.message) for row in rows for error in row.errors]
    return Runs(sorted(row.run for row in rows if row.run), sum(row.articles for row in rows),
                sum(row.statements for row in rows), sorted(errors))


def _write_run(batches: Iterable[Any], folder: pathlib.Path, reading: dict[str, Any]) -> Iterator[Any]:
    task = TaskContext.get()
    assert task is not None
    name = f"part-{task.partitionId():05}.run"
    beside = folder / f".{name}.{task.taskAttemptId()}"  # of this attempt alone
    failed: list[tuple[str, str]] = []
    coming = (share for batch in batches for share in shares(batch.to_pylist(), failed))
    first = next(coming, None)
    articles = statements = 0
    if first is not None:
        writer = _lode.RunWriter(str(beside), options_of(reading))
        for share in itertools.chain([first], coming):
            report = writer.add(share)
            articles, statements = articles + report["added"], statements + report["statements"]
            failed += [(path, message) for path, _, message in report["errors"]]
        writer.finish()
        os.replace(beside, folder / name)
    row = {"run": str(folder / name) if first is not None else None, "articles": articles,
           "statements": statements, "errors": [{"article": a, "message": m} for a, m in failed]}
    yield pyarrow.RecordBatch.from_pylist([row], schema=_WRITTEN)
