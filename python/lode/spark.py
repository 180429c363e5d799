"""Reading articles on Apache Spark (pyspark 4): docs/scale.md.

>>> from pyspark.sql import SparkSession
>>> import lode.spark
>>> spark = SparkSession.builder.getOrCreate()
>>> statements = lode.spark.extract(spark.read.parquet("articles"), text="body", url="link")
>>> statements.where("error is null").select("subject.name", "predicate", "text").show()

Reading is a pure function of an article, so each executor's Python process reads its share with
lode's own reader: nothing is sent but the articles and what was read. Wants the package on each
node (models and schema travel in it), pyspark and pyarrow.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, Iterable, Iterator

import pyarrow
import pyarrow.json
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import BinaryType, TimestampNTZType, TimestampType

from . import _lode
from ._errors import InvalidInput, LodeError
from ._store import _options

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

_ARTICLES_AT_ONCE = 64  # that a call of the reader gets
_FACTS = ("title", "author", "language", "source", "published", "url")

Articles = list[tuple[str, bytes]]  # names and texts


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
    _lode.extract_rows([], _reading(reading))  # what is wrong with the options is wrong here
    chosen = _chosen(df, text, named)

    def read(batches: Iterable[Any]) -> Iterator[Any]:
        return _statements(batches, reading)

    return chosen.mapInArrow(read, from_arrow_schema(STATEMENTS))


def _reading(given: dict[str, Any]) -> dict[str, Any]:
    return _options({**given, "jobs": 1})


def _chosen(df: DataFrame, text: str, named: dict[str, str | None]) -> DataFrame:
    """The columns that are read, under the names they have here."""
    kinds = {field.name: field.dataType for field in df.schema.fields}
    is_bytes = isinstance(kinds.get(text), BinaryType)
    columns: list[Column] = [df[text].alias("text")]
    for name, column in named.items():
        if column is None:
            continue
        if is_bytes and name in _FACTS:
            raise InvalidInput(f"'{text}' holds the bytes of files, which say their {name} themselves; "
                               f"{name}= goes with a column of strings")
        value = df[column]
        if isinstance(kinds.get(column), (TimestampType, TimestampNTZType)):
            value = F.date_format(value, "yyyy-MM-dd'T'HH:mm")
        columns.append(value.cast("string").alias(name))
    return df.select(*columns)


def _given(row: dict[str, Any]) -> tuple[str, bytes]:
    """The name and the bytes of an article. An article with facts beside it is a record."""
    text = row["text"]
    facts = {name: row[name] for name in _FACTS if row.get(name) is not None}
    name = row.get("path") or row.get("url")
    if not name:
        written = (text or "").encode(errors="replace") if not isinstance(text, bytes) else text
        name = "text:" + hashlib.sha256(written).hexdigest()[:16]
    if text is None:
        raise InvalidInput(f"{name}: the text is NULL")
    if isinstance(text, bytes):
        return name, text
    return name, json.dumps({**facts, "text": text}).encode() if facts else text.encode(errors="replace")


def _shares(rows: Iterable[dict[str, Any]], failed: list[tuple[str, str]]) -> Iterator[Articles]:
    """Articles in shares of which each has a name once."""
    share: Articles = []
    names: set[str] = set()
    for row in rows:
        try:
            name, given = _given(row)
        except InvalidInput as error:
            failed.append(_problem(str(error)))
            continue
        if name in names or len(share) == _ARTICLES_AT_ONCE:
            yield share
            share, names = [], set()
        names.add(name)
        share.append((name, given))
    if share:
        yield share


def _problem(told: str) -> tuple[str, str]:
    name, _, message = told.rpartition(": ")
    return name, message


def _statements(batches: Iterable[Any], reading: dict[str, Any]) -> Iterator[Any]:
    options = _reading(reading)
    for batch in batches:
        failed: list[tuple[str, str]] = []
        for share in _shares(batch.to_pylist(), failed):
            lines, problems = _read(share, options)
            failed += problems
            if lines:
                yield from _rows(lines)
        if failed:
            rows = [{"article": {"path": name}, "error": message} for name, message in failed]
            yield pyarrow.RecordBatch.from_pylist(rows, schema=STATEMENTS)


def _read(share: Articles, options: dict[str, Any]) -> tuple[bytes, list[tuple[str, str]]]:
    """What was read, and which articles could not be, with the reason. Where the reader fails as
    a whole, the articles are read one by one."""
    try:
        lines, report = _lode.extract_rows(share, options)
    except LodeError as error:
        if len(share) <= 1:
            return b"", [(name, str(error)) for name, _ in share]
        parts = [_read([one], options) for one in share]
        return b"".join(part[0] for part in parts), [one for part in parts for one in part[1]]
    return lines, [(path, message) for path, _, message in report["errors"]]


def _rows(lines: bytes) -> list[Any]:
    table = pyarrow.json.read_json(
        pyarrow.BufferReader(lines),
        read_options=pyarrow.json.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        parse_options=pyarrow.json.ParseOptions(explicit_schema=STATEMENTS, unexpected_field_behavior="error"))
    return list(table.to_batches())
