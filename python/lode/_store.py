"""Stores and sessions, and reading texts without one."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import threading
from dataclasses import dataclass
from typing import Any, Callable, Iterable, Iterator, Mapping, Union

from . import _lode
from ._errors import InvalidInput, NotFound
from ._rows import Rows
from ._tables import records_in, rules_in, to_parquet
from ._values import Article, Entity, Proof, Statement

PathLike = Union[str, "os.PathLike[str]"]
Progress = Callable[[int, int, int, int], object]


def _data_directory() -> str:
    """Models and schema that travel with the package; else lode looks for them itself."""
    if os.environ.get("LODE_DATA"):
        return ""
    here = pathlib.Path(__file__).resolve().parent / "share" / "lode"
    return str(here) if (here / "schema").is_dir() else ""


@dataclass(frozen=True)
class LoadProblem:
    """A file, or a line of one, that could not be read. The rest went on."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


@dataclass(frozen=True)
class LoadReport:
    """What a load did: articles ``added``, ``replaced``, ``unchanged``, ``superseded``;
    ``statements`` read and those ``below_confidence``, which were not kept; ``errors``."""

    files: int
    added: int
    replaced: int
    unchanged: int
    statements: int
    below_confidence: int
    superseded: int
    unread_fields: list[str]
    errors: list[LoadProblem]
    seconds: float

    @staticmethod
    def _of(made: dict[str, Any]) -> "LoadReport":
        made["errors"] = [LoadProblem(*error) for error in made["errors"]]
        return LoadReport(**made)


@dataclass(frozen=True)
class ImportReport:
    """What an import did: articles that are new, statements, and those that were known."""

    articles: int
    statements: int
    skipped: int


@dataclass(frozen=True)
class EntityInfo:
    """An entity, and in how many statements and articles it stands."""

    entity: Entity
    statements: int
    articles: int

    def __str__(self) -> str:
        return self.entity.name


@dataclass(frozen=True)
class Extraction:
    """What was read in one article."""

    article: Article
    statements: list[Statement]


def _options(given: dict[str, Any]) -> dict[str, Any]:
    options = {name: value for name, value in given.items() if value is not None}
    for name in ("data_directory", "schema"):
        if name in options:
            options[name] = os.fspath(options[name])
    options.setdefault("data_directory", _data_directory())
    return options


def _text_record(text: str | bytes, fields: Mapping[str, str | None]) -> bytes:
    """A text with a title, author or language of its own is a record of one article."""
    known = {name: value for name, value in fields.items() if value is not None}
    if not known:
        return text.encode() if isinstance(text, str) else text
    if isinstance(text, bytes):
        raise InvalidInput("a text with a title, author or language is a str, not bytes")
    return json.dumps({**known, "text": text}).encode()


class Session:
    """Rules and facts given here are seen by later questions of the session.

    Threads: one at a time; one answer open at a time.
    """

    def __init__(self, store: "Store") -> None:
        self._session = _lode.Session(store._opened())
        self._open: Rows | None = None

    def query(self, text: str, parameters: Mapping[str, Any] | None = None, **limits: Any) -> Rows:
        """As :meth:`Store.query`. An answer of the session that is open is closed."""
        if self._open is not None:
            self._open.close()
        options = {"parameters": dict(parameters or {}), **limits}
        self._open = Rows(self._session.ask(text, options), self._ended, only=True)
        return self._open

    def _ended(self, _: bool) -> None:
        self._open = None

    @property
    def rules(self) -> str:
        """The session's rules and facts, as text."""
        return self._session.rules_text()

    def clear(self) -> None:
        """Forgets them."""
        self._session.clear()


class Store:
    """One store, open: a folder on disk that holds articles, statements and rules.

    ``read_only=True``: any number of processes may read while one writes.
    ``create=False``: ``NotFound`` where there is none. Threads: any number at once.
    """

    def __init__(self, path: PathLike, *, read_only: bool = False, create: bool = True) -> None:
        where = os.fspath(path)
        if (read_only or not create) and not os.path.isdir(where):
            raise NotFound(f"there is no store at {where!r}")
        self._store: _lode.Store | None = _lode.Store(where, read_only, create)
        self._idle: list[_lode.Session] = []
        self._lock = threading.Lock()

    def _opened(self) -> "_lode.Store":
        if self._store is None:
            raise InvalidInput("the store is closed")
        return self._store

    @property
    def path(self) -> str:
        return self._opened().path()

    @property
    def notes(self) -> list[str]:
        """What opening found and could help, a sentence each. Mostly empty."""
        return self._opened().notes()

    def close(self) -> None:
        """Lets go of the store; its lock goes with the last answer that is still open."""
        with self._lock:
            self._idle.clear()
            self._store = None

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<lode.Store {self.path!r}>" if self._store is not None else "<lode.Store, closed>"

    def _repr_html_(self) -> str:
        if self._store is None:
            return "<p>a lode store, closed</p>"
        stats = self.stats()
        cells = "".join(
            f"<tr><th>{name}</th><td>{stats[name]:,}</td></tr>"
            for name in ("articles", "statements", "triples", "entities", "predicates", "rules")
        )
        return f"<table>{cells}</table>"

    # -- loading

    def load(
        self,
        paths: PathLike | Iterable[PathLike],
        *,
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
        progress: Progress | None = None,
    ) -> LoadReport:
        """Loads files, folders and globs: text, HTML, JSON, feeds, archives.

        A bad file costs only itself and stands in the report's ``errors``. ``source``,
        ``published`` and ``url`` say what the files do not. ``progress`` is called some times
        a second with files done, files in all, articles, statements. Ctrl-C stops after the
        article under way; what was added stays.
        """
        listed = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
        options = _options(
            dict(
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
        made = self._opened().load([os.fspath(p) for p in listed], options, progress)
        return LoadReport._of(made)

    def load_text(
        self,
        text: str | bytes,
        name: str,
        *,
        title: str | None = None,
        author: str | None = None,
        language: str | None = None,
        source: str | None = None,
        published: str | None = None,
        url: str | None = None,
        schema: PathLike | None = None,
        min_confidence: float | None = None,
        data_directory: PathLike | None = None,
    ) -> LoadReport:
        """Loads one article that you hold. ``name`` is what the store knows it by, in place of
        a path: a text of the same name replaces it. ``InvalidInput`` where it cannot be read.
        """
        options = _options(
            dict(
                source=source,
                published=published,
                url=url,
                schema=schema,
                min_confidence=min_confidence,
                data_directory=data_directory,
                jobs=1,
            )
        )
        record = _text_record(text, {"title": title, "author": author, "language": language})
        report = LoadReport._of(self._opened().load_bytes([(name, record)], options, None))
        if report.errors:
            raise InvalidInput(str(report.errors[0]))
        return report

    def import_runs(self, paths: PathLike | Iterable[PathLike]) -> ImportReport:
        """Merges runs (of :func:`write_run` or ``lode extract --run``) into the store, as one
        change: all of it is there afterwards, or nothing. The store becomes what loading the
        same articles makes of it, whatever the order of the runs."""
        listed = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
        return ImportReport(*_lode.import_runs(self._opened(), [os.fspath(p) for p in listed]))

    def forget(self, article: str) -> int:
        """Takes an article (id, path or URL) out again. How many articles went."""
        return self._opened().forget(article)

    # -- asking

    def query(self, text: str, parameters: Mapping[str, Any] | None = None, **limits: Any) -> Rows:
        """Asks one question, in the language of docs/language.md.

        Rules and facts in the text are of this question only (see :meth:`session`).
        ``parameters`` are the ``$names`` of the text: str (words, or a name), int, float,
        bool, a date, an Entity, a Measure. Limits, each an error by its name where it is met:
        ``timeout`` (seconds; 60), ``max_rows`` (1,000,000), ``max_memory_bytes`` (1 GiB),
        ``max_rounds`` (of recursion), ``max_depth`` (of nesting). ``min_confidence``: less sure
        statements are not seen; ``with_confidence=True`` fills ``Rows.confidence``.

        >>> for row in store.query('said(Who, Words)?'):
        ...     print(row.Who, row.Words)
        """
        return self._ask(text, parameters, limits, only=True)

    def answers(
        self, text: str, parameters: Mapping[str, Any] | None = None, **limits: Any
    ) -> Iterator[Rows]:
        """Asks every question of a text; an answer ends where the next begins."""
        rows = self._ask(text, parameters, limits, only=False)
        try:
            while not rows._done:
                yield rows
                rows._to_end()
                rows._ready.clear()
                if not rows._done:
                    rows._read = 0
                    rows._open_answer()
        finally:
            rows.close()

    def _ask(
        self, text: str, parameters: Mapping[str, Any] | None, limits: dict[str, Any], only: bool
    ) -> Rows:
        store = self._opened()
        with self._lock:
            session = self._idle.pop() if self._idle else _lode.Session(store)

        def keep(_: bool) -> None:
            if session.rules_text():
                session.clear()
            with self._lock:
                if self._store is not None:
                    self._idle.append(session)

        options = {"parameters": dict(parameters or {}), **limits}
        return Rows(session.ask(text, options), keep, only)

    def session(self) -> Session:
        """A session, whose rules and facts stay."""
        return Session(self)

    def why(
        self, atom: str, parameters: Mapping[str, Any] | None = None, **limits: Any
    ) -> list[Proof]:
        """Why an atom holds, such as ``'rival("Velt", X)'``: a proof for each of its answers,
        down to the sentences. Empty where it does not hold."""
        question = "why " + atom.rstrip().rstrip("?").rstrip() + "?"
        return self.query(question, parameters, **limits).proofs

    # -- looking

    def entities(self, pattern: str = "", limit: int = 0) -> list[EntityInfo]:
        """Entities one of whose names contains ``pattern``, most statements first."""
        return [EntityInfo(*found) for found in self._opened().entities(pattern, limit)]

    def resolve(self, name: str) -> list[EntityInfo]:
        """The entities that a name means, as in a question."""
        return [EntityInfo(*found) for found in self._opened().resolve(name)]

    def show(self, name: str | Entity) -> list[Statement]:
        """Every statement about the entities that a name (or an id, or an Entity) means.
        ``NotFound`` says the nearest names."""
        store = self._opened()
        if isinstance(name, Entity):
            ids = [name.id]
        elif name.startswith(("e:", "#e:")):
            ids = [name.lstrip("#")]
        else:
            ids = [found.entity.id for found in self.resolve(name)]
            if not ids:
                near = ", ".join(repr(n) for n in store.suggest(name))
                hint = f"; did you mean {near}?" if near else ""
                raise NotFound(f"no entity is named {name!r}{hint}")
        return [Statement(json.loads(line)) for id in ids for line in store.about(id)]

    def statement(self, id: str) -> Statement:
        """A statement by its id: the evidence of a row (``… @ S``) or of a hop of a path."""
        return Statement(json.loads(self._opened().statement(id)))

    def articles(self) -> list[Article]:
        """All articles, without their texts."""
        return [Article(json.loads(line)) for line in self._opened().articles()]

    def article(self, id: str) -> Article:
        """One article, with its text and its blocks."""
        return Article(json.loads(self._opened().article(id)))

    def statements_of(self, article: str | Article) -> list[Statement]:
        """What was read in an article, sentence by sentence."""
        id = article.id if isinstance(article, Article) else article
        return [Statement(json.loads(line)) for line in self._opened().statements_of(id)]

    def predicates(self) -> list[str]:
        """The predicates of the schema and those in use."""
        return self._opened().predicates()

    def stats(self) -> dict[str, Any]:
        """How much there is of everything."""
        return self._opened().stats()

    def export(self, format: str = "jsonl") -> str:
        """All of it as text: "jsonl" (statements), "articles" or "ntriples" (docs/export.md)."""
        return self._opened().export(format)

    def to_parquet(
        self, folder: PathLike, *, by_month: bool = False, rows_a_group: int = 100_000
    ) -> None:
        """The tables of docs/tables.md as Parquet: ``folder/terms.parquet`` ... , a new folder,
        there when it is whole. ``by_month``: ``folder/statements/month=2025-03/`` ..., by the
        month in which the article was published, and ``folder/records/`` ... likewise. Wants
        pyarrow."""
        to_parquet(self._opened(), pathlib.Path(folder), by_month, rows_a_group)

    @classmethod
    def from_parquet(cls, folder: PathLike, path: PathLike) -> "Store":
        """A new store at ``path`` out of the tables that :meth:`to_parquet` wrote to ``folder``,
        plain or by month: articles, statements and kept rules, the exports byte for byte those of
        the store they came from. Of tables by month a folder that holds some of the months of
        ``records`` gives a store of these. Where it fails there is no store. Wants pyarrow."""
        tables, where = pathlib.Path(folder), pathlib.Path(path)
        if not (tables / "records").is_dir() and not (tables / "records.parquet").is_file():
            raise NotFound(f"there is no table 'records' in '{tables}'; to_parquet writes one")
        if where.exists():
            raise InvalidInput(f"'{where}' is there already; name a new one")
        try:
            with cls(where) as store:
                _lode.import_bytes(store._opened(), records_in(tables), str(tables / "records"))
                for name, text in rules_in(tables):
                    store.add_rules(name, text)
        except BaseException:
            shutil.rmtree(where, ignore_errors=True)
            raise
        return cls(where, create=False)

    def sql(
        self, text: str, dialect: str = "duckdb", *, min_confidence: float = 0
    ) -> tuple[list[str], list[str]]:
        """Rules and questions as SQL over these tables: the views in their order, and a SELECT
        for each question. ``dialect``: "duckdb", "spark" or "postgres". What it cannot say is
        :class:`InvalidInput` or :class:`Unsupported`, with its place (docs/sql.md)."""
        return _lode.sql(self._opened(), text, dialect, min_confidence)

    @property
    def is_behind(self) -> bool:
        """Whether another process wrote since this store was opened for reading."""
        return self._opened().is_behind()

    # -- rules

    @property
    def rules(self) -> dict[str, str]:
        """The rules that the store keeps, by the name of their group."""
        return self._opened().rules()

    def add_rules(self, name: str, text: str, *, replace: bool = False) -> None:
        """Keeps rules in the store, for every later question. ``InvalidInput`` with the place
        where they are wrong."""
        self._opened().add_rules(name, text, replace)

    def remove_rules(self, name: str) -> None:
        self._opened().remove_rules(name)


def extract(
    text: str | bytes,
    *,
    title: str | None = None,
    author: str | None = None,
    language: str | None = None,
    source: str | None = None,
    published: str | None = None,
    url: str | None = None,
    schema: PathLike | None = None,
    derive: bool | None = None,
    min_confidence: float | None = None,
    data_directory: PathLike | None = None,
) -> list[Statement]:
    """The statements that loading a text would give, without a store.

    >>> [str(s) for s in lode.extract("Northwind acquired Halvard Ferries.")]
    ['Northwind -acquired-> Halvard Ferries']
    """
    options = _options(
        dict(
            source=source,
            published=published,
            url=url,
            schema=schema,
            derive=derive,
            min_confidence=min_confidence,
            data_directory=data_directory,
            jobs=1,
        )
    )
    record = _text_record(text, {"title": title, "author": author, "language": language})
    read, report = _lode.extract([("text", record)], options)
    if report["errors"]:
        raise InvalidInput(report["errors"][0][2])
    return [Statement(json.loads(line)) for _, lines in read for line in lines]


def analyze(
    text: str, format: str = "conllu", *, data_directory: PathLike | None = None
) -> str:
    """What the reader sees in a text: "conllu" (tokens, trees, mentions), "json" (a line a
    sentence) or "tree" (for people); see docs/analysis.md."""
    where = os.fspath(data_directory) if data_directory is not None else _data_directory()
    return _lode.analyze(text.encode(), format, where)
