"""Statements of articles, by Arrow batches."""

from __future__ import annotations

from typing import Any, Iterable, Iterator

import pyarrow
import pyarrow.json
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema

from .. import _lode
from ._articles import chosen, options_of, read_shares

_TEXT, _COUNT, _REAL, _TRUTH = pyarrow.string(), pyarrow.int64(), pyarrow.float64(), pyarrow.bool_()
_TEXTS = pyarrow.list_(_TEXT)
_ENTITY = pyarrow.struct(
    [("id", _TEXT), ("name", _TEXT), ("type", _TEXT), ("kind", _TEXT), ("aliases", _TEXTS), ("key", _TEXT)])
_VALUE = pyarrow.struct(
    [("kind", _TEXT), ("id", _TEXT), ("name", _TEXT), ("type", _TEXT), ("entity_kind", _TEXT),
     ("aliases", _TEXTS), ("key", _TEXT), ("value", _TEXT), ("value_to", _TEXT), ("number", _REAL),
     ("number_to", _REAL), ("unit", _TEXT), ("unit_text", _TEXT), ("per", _TEXT), ("comparator", _TEXT),
     ("text", _TEXT)])
_ARTICLE = pyarrow.struct(
    [("id", _TEXT), ("path", _TEXT), ("title", _TEXT), ("part", _COUNT), ("source", _TEXT), ("author", _TEXT),
     ("url", _TEXT), ("published", _TEXT), ("language", _TEXT)])
_SPANS = pyarrow.list_(pyarrow.struct([("begin", _COUNT), ("end", _COUNT)]))

#: The columns of `extract`, as Arrow has them; docs/scale.md says what they hold.
STATEMENTS = pyarrow.schema(
    [("id", _TEXT), ("subject", _ENTITY), ("predicate", _TEXT), ("object", _VALUE), ("article", _ARTICLE),
     ("sentence", _COUNT), ("text", _TEXT),
     ("span", pyarrow.struct([("subject", _SPANS), ("predicate", _SPANS), ("object", _SPANS)])),
     ("said_by", _ENTITY), ("via", pyarrow.list_(_VALUE)), ("derived", _TRUTH), ("premises", _TEXTS),
     ("relation", _TEXT), ("polarity", _TEXT), ("modality", _TEXT), ("ended", _TRUTH), ("time", _VALUE),
     ("qualifiers", pyarrow.list_(pyarrow.struct([("role", _TEXT), ("value", _VALUE)]))),
     ("confidence", _REAL), ("extractor", _TEXT), ("error", _TEXT)])


def extract(
    df: DataFrame,
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
) -> DataFrame:
    """The statements of a frame of articles, a row each: the columns ``STATEMENTS``.

    ``text`` names the column with the articles: strings, or the bytes of files (text, HTML, PDF,
    archives) as ``spark.read.format("binaryFile")`` gives them. The others name columns of what
    is known of them; ``published`` may be a date or a timestamp. ``path`` is what an article is
    known by; without it that is its ``url``, without that a hash of its text. Further options are
    those of :func:`lode.extract`: ``schema`` (a file on every node), ``derive``,
    ``min_confidence``.

    An article that cannot be read is a row with ``error`` and its ``article.path``; all else
    there is NULL. An article without a statement has no row. Entities are those that the article
    alone makes. Cost: a core reads some thousand words a second; memory: the texts of a batch
    (``spark.sql.execution.arrow.maxRecordsPerBatch``) and what some articles take to be read.
    """
    named = dict(path=path, title=title, author=author, language=language, source=source,
                 published=published, url=url)
    _lode.extract_rows([], options_of(reading))  # what is wrong with the options is wrong here
    given = chosen(df, text, named)

    def read(batches: Iterable[Any]) -> Iterator[Any]:
        return _statements(batches, reading)

    return given.mapInArrow(read, from_arrow_schema(STATEMENTS))


def _statements(batches: Iterable[Any], reading: dict[str, Any]) -> Iterator[Any]:
    for lines, failed in read_shares(batches, options_of(reading), _lode.extract_rows, b""):
        if lines:
            yield from _rows(lines)
        if failed:
            rows = [{"article": {"path": name}, "error": message} for name, message in failed]
            yield pyarrow.RecordBatch.from_pylist(rows, schema=STATEMENTS)


def _rows(lines: bytes) -> list[Any]:
    table = pyarrow.json.read_json(
        pyarrow.BufferReader(lines),
        read_options=pyarrow.json.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        parse_options=pyarrow.json.ParseOptions(explicit_schema=STATEMENTS, unexpected_field_behavior="error"))
    return list(table.to_batches())
