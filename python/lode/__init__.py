"""lode: news articles in, typed and sourced statements kept, questions answered.

>>> import lode
>>> with lode.Store("news.db") as store:
...     store.load("articles/")
...     for row in store.query("said(Who, Words)?"):
...         print(row.Who, row.Words)

``store.query(...).to_pandas()`` gives a data frame; ``store.why`` the sentences behind an
answer; ``lode.extract(text)`` statements without a store. Errors are :class:`LodeError`.
"""

from . import _errors, _lode, _values
from ._errors import (
    Busy,
    Cancelled,
    Corrupt,
    InternalError,
    InvalidInput,
    LimitReached,
    LodeError,
    NotFound,
    StorageError,
    Unsupported,
)
from ._rows import Rows
from ._runs import write_run
from ._store import EntityInfo, ImportReport, LoadProblem, LoadReport, Session, Store, analyze, extract
from ._values import Article, Date, Entity, Hop, Measure, Path, Proof, Statement

_lode.set_types(
    _errors.make_error, _values.Entity, _values.Measure, _values.Date, _values.make_path
)

__version__: str = _lode.version

__all__ = [
    "Article",
    "Busy",
    "Cancelled",
    "Corrupt",
    "Date",
    "Entity",
    "EntityInfo",
    "Hop",
    "ImportReport",
    "InternalError",
    "InvalidInput",
    "LimitReached",
    "LoadProblem",
    "LoadReport",
    "LodeError",
    "Measure",
    "NotFound",
    "Path",
    "Proof",
    "Rows",
    "Session",
    "Statement",
    "StorageError",
    "Store",
    "Unsupported",
    "analyze",
    "extract",
    "write_run",
]
