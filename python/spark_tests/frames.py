"""The sample articles as rows, what lode reads in them, and the rows that Spark has to give."""

import json
import pathlib

from pyspark.sql import types

import lode
from lode import _lode
from lode._store import _options

ARTICLES = pathlib.Path(__file__).resolve().parents[2] / "examples" / "articles"
SCHEMA = types.StructType([types.StructField(name, types.StringType()) for name in ("file", "day", "body")])


def samples():
    """File, date and text of each sample that is plain text."""
    return [(file.name, f"2026-11-{10 + i % 9}", file.read_text())
            for i, file in enumerate(sorted(ARTICLES.glob("*.txt")))]


def articles(spark, rows=None, parts=4):
    return spark.createDataFrame(rows if rows is not None else samples(), SCHEMA).repartition(parts)


def typed_value(value):
    if value is None:
        return None
    made = dict.fromkeys(
        ["kind", "id", "name", "type", "entity_kind", "aliases", "key", "value", "value_to", "number",
         "number_to", "unit", "unit_text", "per", "comparator", "text"])
    for name, given in value.items():
        if isinstance(given, bool):
            made[name] = "true" if given else "false"
        elif isinstance(given, (int, float)):
            made["number" + name[len("value"):]] = float(given)
        else:
            made[name] = given
    return made


def typed_spans(given):
    pairs = [] if given is None else [given] if isinstance(given[0], int) else given
    return [{"begin": begin, "end": end} for begin, end in pairs]


def typed(line):
    """A line of the export as a row, by hand."""
    record = json.loads(line)
    record["object"], record["time"] = typed_value(record["object"]), typed_value(record["time"])
    record["via"] = [typed_value(value) for value in record["via"]]
    record["span"] = {name: typed_spans(given) for name, given in record["span"].items()}
    qualifiers = []
    for role, given in record["qualifiers"].items():
        for value in given if isinstance(given, list) else [given]:
            qualifiers.append({"role": role, "value": typed_value(value)})
    return {**record, "qualifiers": qualifiers, "confidence": float(record["confidence"]), "error": None}


def read_alone(rows, **options):
    """The rows of `extract` for these articles, by one process."""
    made = []
    for name, day, text in rows:
        record = json.dumps({"published": day, "text": text}).encode()
        read, report = _lode.extract([(name, record)], _options({"jobs": 1, **options}))
        assert not report["errors"]
        made += [typed(line) for _, lines in read for line in lines]
    return in_order(made)


def in_order(rows):
    return sorted(rows, key=lambda row: (row["id"] or "", json.dumps(row, sort_keys=True)))


def collected(frame):
    return in_order([row.asDict(recursive=True) for row in frame.collect()])


def merged(runs, where):
    """The exports of a new store of these runs."""
    with lode.Store(where) as store:
        store.import_runs(runs)
        return store.export("articles") + store.export()


def loaded(rows, where):
    """The exports of a new store of these articles, loaded one by one as records."""
    with lode.Store(where) as store:
        for name, day, text in rows:
            store.load_text(json.dumps({"published": day, "text": text}).encode(), name)
        return store.export("articles") + store.export()
