"""What rows hold: entities, measures, dates and paths, beside str, int, float and bool."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any, Iterator


@dataclass(frozen=True)
class Entity:
    """A node of the graph. Equal to another of the same id; ``str()`` is its name."""

    id: str
    name: str = field(compare=False)
    type: str = field(compare=False, default="")
    kind: str = field(compare=False, default="name")
    aliases: tuple[str, ...] = field(compare=False, default=(), repr=False)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Measure:
    """A number with what belongs to it: a unit, a range, a comparator.

    ``kind`` is "number", "quantity", "money", "percent" or "duration"; ``unit`` an ISO 4217
    code for money, "%" for percent. ``comparator`` is one of = ~ < <= > >=. ``float()`` is the
    number, ``str()`` how people write it.
    """

    number: float
    unit: str = ""
    kind: str = "quantity"
    number_to: float | None = None
    comparator: str = "="
    per: str = ""
    text: str = field(compare=False, default="")

    def __float__(self) -> float:
        return float(self.number)

    def __str__(self) -> str:
        return self.text or f"{self.number} {self.unit}".strip()


class Date(datetime.date):
    """A date that knows how precise it is. As a ``datetime.date`` it is its first day.

    ``iso`` is "2025", "2025-07" or "2025-07-15", as ``str()`` gives it; ``iso_to`` the end of a
    period, or empty.
    """

    iso: str
    iso_to: str

    def __new__(cls, iso: str, iso_to: str = "") -> "Date":
        parts = [int(part) for part in iso[:10].split("-")]
        date = super().__new__(cls, *(parts + [1, 1])[:3])
        date.iso, date.iso_to = iso, iso_to
        return date

    @property
    def precision(self) -> str:
        """ "year", "month" or "day"."""
        return ("year", "month", "day")[self.iso.count("-")]

    def __str__(self) -> str:
        return self.iso

    def __repr__(self) -> str:
        return f"Date({self.iso!r})"

    def __reduce__(self) -> Any:
        return (Date, (self.iso, self.iso_to))


@dataclass(frozen=True)
class Hop:
    """One step of a path: ``inverse`` where the statement goes from the later node to the
    earlier; ``statements`` are ids for ``Store.statement``."""

    predicate: str
    inverse: bool
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Path:
    """How two things are connected. There is one node more than there are hops."""

    nodes: tuple[Any, ...]
    hops: tuple[Hop, ...]

    def __len__(self) -> int:
        return len(self.hops)

    def __str__(self) -> str:
        text = str(self.nodes[0]) if self.nodes else ""
        for hop, node in zip(self.hops, self.nodes[1:]):
            arrow = f" <-{hop.predicate}- " if hop.inverse else f" -{hop.predicate}-> "
            text += arrow + str(node)
        return text


def make_path(nodes: list[Any], hops: list[tuple[str, bool, list[str]]]) -> Path:
    """What the extension calls."""
    return Path(tuple(nodes), tuple(Hop(p, i, tuple(s)) for p, i, s in hops))


class Record:
    """A record of docs/export.md: its fields as attributes and as items.

    ``record.json`` is the whole of it, as JSON holds it.
    """

    __slots__ = ("json",)
    json: dict[str, Any]

    def __init__(self, json: dict[str, Any]) -> None:
        self.json = json

    def __getattr__(self, name: str) -> Any:
        try:
            return self.json[name]
        except KeyError:
            raise AttributeError(f"a {type(self).__name__} has no field {name!r}") from None

    def __getitem__(self, name: str) -> Any:
        return self.json[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.json)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self.json == other.json

    def __hash__(self) -> int:
        return hash(self.json.get("id"))

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.json]


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        if value.get("kind") == "quote":
            return "\u201c" + str(value["value"]) + "\u201d"
        return str(value.get("name") or value.get("text") or value.get("value") or value.get("id"))
    return str(value)


class Statement(Record):
    """A triple as one article put it: ``subject``, ``predicate``, ``object``, ``article``,
    ``sentence``, ``text``, ``span``, ``said_by``, ``polarity``, ``modality``, ``confidence`` …"""

    __slots__ = ()

    def __str__(self) -> str:
        marks = [m for m in (self.polarity, self.modality) if m not in ("affirmed", "actual")]
        if self.ended:
            marks.append("former")
        if self.said_by:
            marks.append("said by " + _shown(self.said_by))
        end = f"  ({'; '.join(marks)})" if marks else ""
        return f"{_shown(self.subject)} -{self.predicate}-> {_shown(self.object)}{end}"

    def __repr__(self) -> str:
        return f"<Statement {self.id}: {self}>"


class Article(Record):
    """One text of one outlet: ``id``, ``path``, ``title``, ``source``, ``published`` …, and
    ``text`` and ``blocks`` where the whole of it was asked for."""

    __slots__ = ()

    def __str__(self) -> str:
        return str(self.json.get("title") or self.json.get("path"))

    def __repr__(self) -> str:
        return f"<Article {self.id}: {self}>"


@dataclass(frozen=True)
class Proof:
    """A step of a proof. ``rule`` is empty where ``statements`` say it; a step that stands in
    full earlier is ``repeated``. ``str()`` is the whole tree."""

    atom: str
    rule: str
    statements: tuple[Statement, ...]
    children: tuple["Proof", ...]
    repeated: bool

    def __str__(self) -> str:
        return "\n".join(self._lines(""))

    def _lines(self, indent: str) -> Iterator[str]:
        yield indent + self.atom + ("  (see above)" if self.repeated else "")
        if self.rule:
            yield f"{indent}  by {self.rule}"
        for statement in self.statements:
            article = statement.article
            place = article.get("title") or article.get("path") or article["id"]
            yield f"{indent}  {statement.text}  [{place}, sentence {statement.sentence}]"
        for child in self.children:
            yield from child._lines(indent + "  ")
