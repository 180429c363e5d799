"""Which names are one, over all articles. A name can only be one with another if a rule of
identity links the two (docs/decisions/0001-identity.md); so names fall into groups, and each group
is worked out by itself, by what a store does with all of them."""

from __future__ import annotations

import os
from typing import Any, Iterable, Iterator

import pyarrow
from pyspark import StorageLevel
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema

from .. import _lode
from ._articles import chosen, options_of, read_shares

_TEXT, _TEXTS = pyarrow.string(), pyarrow.list_(pyarrow.string())
_NAMES = pyarrow.schema(
    [("article", _TEXT), ("path", _TEXT), ("key", _TEXT), ("bytes", pyarrow.binary()),
     ("is_context", pyarrow.bool_()), ("is_sampled", pyarrow.bool_()), ("links", _TEXTS),
     ("listed", _TEXTS), ("short_for", _TEXTS)])
_ENTITIES = pyarrow.schema(
    [("id", _TEXT), ("name", _TEXT), ("type", _TEXT), ("kind", _TEXT), ("aliases", _TEXTS), ("keys", _TEXTS)])


def entities(
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
    parts: int | None = None,
    **reading: Any,
) -> DataFrame:
    """The entities of a frame of articles, a row each: ``id``, ``name``, ``type``, ``kind``,
    ``aliases`` and ``keys``, under which articles know it (``subject.key`` of `extract`).

    They are those of a store of these articles, of which each has a text and an address of its
    own; what cannot be read is left out. The frame is worked out at once and kept
    (``unpersist()``). Cost: the articles are read; then names are handed round, of each name all
    that articles say of it, and of names that may be one with others what else 64 of their
    articles name. Names that may be one meet in one task of ``parts`` (those of a shuffle). The
    driver holds the keys of names that are linked with others.
    """
    named = dict(path=path, title=title, author=author, language=language, source=source,
                 published=published, url=url)
    _lode.extract_names([], options_of(reading))
    given = chosen(df, text, named)
    schema_path = os.fspath(reading.get("schema") or "")
    tasks = parts or int(df.sparkSession.conf.get("spark.sql.shuffle.partitions") or 200)

    def read(batches: Iterable[Any]) -> Iterator[Any]:
        return _names(batches, reading)

    def resolve(table: Any) -> Any:
        return _resolved(table, schema_path)

    read_names = given.mapInArrow(read, from_arrow_schema(_NAMES))
    first = F.min("path").over(Window.partitionBy("article"))
    names = read_names.withColumn("first", first).where("path = first").persist(StorageLevel.MEMORY_AND_DISK)
    grouped = _with_groups(names, tasks).persist(StorageLevel.MEMORY_AND_DISK)
    found = (_rows(grouped).groupBy("task").applyInArrow(resolve, from_arrow_schema(_ENTITIES))
             .persist(StorageLevel.MEMORY_AND_DISK))
    found.count()
    grouped.unpersist()
    names.unpersist()
    return found


def _names(batches: Iterable[Any], reading: dict[str, Any]) -> Iterator[Any]:
    for rows, _ in read_shares(batches, options_of(reading), _lode.extract_names, []):
        columns = list(zip(*rows)) or [()] * len(_NAMES)
        yield pyarrow.RecordBatch.from_arrays(
            [pyarrow.array(column, field.type) for column, field in zip(columns, _NAMES)], schema=_NAMES)


def _with_groups(names: DataFrame, tasks: int) -> DataFrame:
    """Each name with the task that works it out, and whether it is linked with another."""
    links = F.expr("concat(transform(links, x -> struct(x as link, 0 as side)),"
                   " transform(listed, x -> struct(concat('s', x) as link, 1 as side)),"
                   " transform(short_for, x -> struct(concat('s', x) as link, 2 as side)))")
    meeting = (names.select("key", F.explode(links).alias("at")).groupBy("at.link")
               .agg(F.collect_set("key").alias("keys"), F.bit_or("at.side").alias("sides"))
               .where("size(keys) > 1 and sides in (0, 3)").select("keys"))
    groups = _joined(row["keys"] for row in meeting.toLocalIterator())
    frame = names.sparkSession.createDataFrame(list(groups.items()), "key string, root string")
    task = F.pmod(F.xxhash64(F.coalesce("root", "key")), F.lit(tasks))
    return (names.join(frame, "key", "left").withColumn("task", task)
            .withColumn("is_linked", F.col("root").isNotNull()).drop("links", "listed", "short_for", "root"))


def _joined(groups: Iterable[list[str]]) -> dict[str, str]:
    """For each key one of those that hang together with it: the same for all of them."""
    above: dict[str, str] = {}

    def root(key: str) -> str:
        while above.setdefault(key, key) != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    for keys in groups:
        for key in keys[1:]:
            above[root(key)] = root(keys[0])
    return {key: root(key) for key in list(above)}


def _rows(grouped: DataFrame) -> DataFrame:
    """What each task gets: all rows of its names; and, for articles that are looked at, which
    names of other tasks they have, with how many articles have these."""
    own = grouped.select("task", "article", "key", "bytes", F.lit(None).cast("bigint").alias("articles"))
    order = Window.partitionBy("key").orderBy("article")
    looked_at = (grouped.where("is_linked and is_sampled").withColumn("n", F.row_number().over(order))
                 .where(F.col("n") <= _lode.ARTICLES_OF_A_NAME).select("task", "article").distinct())
    said = grouped.where("length(bytes) > 0")
    counts = said.groupBy("key").agg(F.count("*").alias("articles"))
    near = said.where("is_context").select("article", "key", F.col("task").alias("own_task"))
    context = (looked_at.join(near, "article").where("own_task <> task").join(counts, "key")
               .select("task", "article", "key", F.lit(None).cast("binary").alias("bytes"), "articles"))
    return own.unionByName(context)


def _resolved(table: Any, schema_path: str) -> Any:
    names, context = [], []
    for row in table.to_pylist():
        if row["articles"] is None:
            names.append((row["article"], row["key"], row["bytes"]))
        else:
            context.append((row["article"], row["key"], row["articles"]))
    made: dict[str, dict[str, Any]] = {}
    for key, id, name, type, kind, aliases in _lode.resolve_names(names, context, schema_path):
        entity = made.setdefault(id, dict(id=id, name=name, type=type, kind=kind, aliases=aliases, keys=[]))
        entity["keys"].append(key)
    return pyarrow.Table.from_pylist(list(made.values()), schema=_ENTITIES)
