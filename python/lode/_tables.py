"""The tables of a store as Parquet, and a store out of them: those of
``lode export --format tables``, typed."""

from __future__ import annotations

import os
import pathlib
import shutil
import tempfile
from typing import Any, Iterator

from . import _lode
from ._errors import InvalidInput

_BLOCK = 16 << 20  # bytes of a table that are looked at together; a row fits into it
_UNDATED = "undated"  # the month of what has none


def to_parquet(store: "_lode.Store", folder: pathlib.Path, by_month: bool, rows_a_group: int) -> None:
    """Memory: some blocks, and with ``by_month`` the months of the articles."""
    try:
        import pyarrow.parquet
    except ImportError:
        raise ImportError("to_parquet wants pyarrow: pip install pyarrow") from None
    if folder.exists():
        raise InvalidInput(f"'{folder}' is there already; name a new one")
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=folder.name + ".") as beside:
        tables, whole = pathlib.Path(beside) / "csv", pathlib.Path(beside) / "parquet"
        _lode.write_tables(store, str(tables))
        whole.mkdir()
        for name, columns in _lode.table_shapes():
            source = tables / f"{name}.csv"
            schema = _schema(columns)
            if by_month and name in ("statements", "records"):
                _write_by_month(tables, name, columns, schema, whole / name, rows_a_group)
                continue
            with pyarrow.parquet.ParquetWriter(
                whole / f"{name}.parquet", schema, compression="zstd"
            ) as writer:
                for batch in _batches(source, columns):
                    writer.write_batch(batch, row_group_size=rows_a_group)
        shutil.rmtree(tables)
        os.rename(whole, folder)


def _schema(columns: list[tuple[str, str]]) -> Any:
    import pyarrow

    types = {"text": pyarrow.string(), "double": pyarrow.float64(), "integer": pyarrow.int64(),
             "boolean": pyarrow.bool_()}
    return pyarrow.schema([(name, types[kind]) for name, kind in columns])


def _batches(source: pathlib.Path, columns: list[tuple[str, str]]) -> Iterator[Any]:
    from pyarrow import csv

    schema = _schema(columns)
    reader = csv.open_csv(
        source,
        read_options=csv.ReadOptions(block_size=_BLOCK),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            column_types=dict(zip(schema.names, schema.types)), null_values=[""],
            strings_can_be_null=True, quoted_strings_can_be_null=False),
    )
    yield from reader


def _write_by_month(
    tables: pathlib.Path, name: str, columns: list[tuple[str, str]], schema: Any,
    folder: pathlib.Path, rows_a_group: int,
) -> None:
    import pyarrow
    from pyarrow import dataset

    shapes = dict(_lode.table_shapes())
    months: dict[str, str] = {}
    for batch in _batches(tables / "articles.csv", shapes["articles"]):
        for article, day in zip(batch["id"].to_pylist(), batch["published"].to_pylist()):
            months[article] = day[:7] if day and len(day) >= 7 else _UNDATED

    def with_month() -> Iterator[Any]:
        for batch in _batches(tables / f"{name}.csv", columns):
            month = pyarrow.array([months.get(a, _UNDATED) for a in batch["article"].to_pylist()], pyarrow.string())
            yield batch.append_column("month", month)

    whole = schema.append(pyarrow.field("month", pyarrow.string()))
    dataset.write_dataset(
        with_month(), folder, schema=whole, format="parquet", max_rows_per_group=rows_a_group,
        file_options=dataset.ParquetFileFormat().make_write_options(compression="zstd"),
        use_threads=False,  # rows stay in their order
        partitioning=dataset.partitioning(pyarrow.schema([("month", pyarrow.string())]), flavor="hive"))


def records_in(folder: pathlib.Path) -> Iterator[bytes]:
    """The lines that an import takes, article before statements. Memory: a row group."""
    import pyarrow.parquet

    files = sorted((folder / "records").rglob("*.parquet")) or [folder / "records.parquet"]
    for file in files:
        with pyarrow.parquet.ParquetFile(file) as opened:
            for batch in opened.iter_batches(batch_size=1024, columns=["record"]):
                yield "".join(line + "\n" for line in batch["record"].to_pylist()).encode()


def rules_in(folder: pathlib.Path) -> list[tuple[str, str]]:
    import pyarrow.parquet

    rows = pyarrow.parquet.read_table(folder / "rules.parquet").to_pylist()
    return [(row["name"], row["text"] or "") for row in rows]
