"""Rows of articles as lode's reader takes them."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Iterable, Iterator

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import BinaryType, TimestampNTZType, TimestampType

from .._errors import InvalidInput, LodeError
from .._store import _options

_ARTICLES_AT_ONCE = 64  # that a call of the reader gets
_FACTS = ("title", "author", "language", "source", "published", "url")

Articles = list[tuple[str, bytes]]  # names and texts
Problems = list[tuple[str, str]]  # names, and what is wrong


def options_of(given: dict[str, Any]) -> dict[str, Any]:
    return _options({**given, "jobs": 1})


def chosen(df: DataFrame, text: str, named: dict[str, str | None]) -> DataFrame:
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


def shares(rows: Iterable[dict[str, Any]], failed: Problems) -> Iterator[Articles]:
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


def read_shares(
    batches: Iterable[Any], options: dict[str, Any], reader: Any, nothing: Any
) -> Iterator[tuple[Any, Problems]]:
    """What a reader makes of articles, some at a time, and which could not be read, with the
    reason. Where it fails as a whole, the articles are read one by one. ``nothing``: what it makes
    of none."""
    def read(share: Articles) -> Iterator[tuple[Any, Problems]]:
        try:
            made, report = reader(share, options)
        except LodeError as error:
            if len(share) == 1:
                yield nothing, [(share[0][0], str(error))]
            else:
                for one in share:
                    yield from read([one])
            return
        yield made, [(path, message) for path, _, message in report["errors"]]

    for batch in batches:
        failed: Problems = []
        for share in shares(batch.to_pylist(), failed):
            yield from read(share)
        if failed:
            yield nothing, failed
