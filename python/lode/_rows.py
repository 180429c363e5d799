"""The answer to a question, as it comes."""

from __future__ import annotations

import collections
import functools
import html
from typing import TYPE_CHECKING, Any, Callable, Iterator

from . import _lode
from ._errors import InvalidInput
from ._values import Entity, Path, Proof, Statement

if TYPE_CHECKING:
    import networkx
    import pandas
    import pyarrow

_SHOWN = 20  # rows that a notebook shows


class Rows:
    """An answer, row by row, while the question runs.

    Iterate over it once; each row is a named tuple of its columns. Or take all of it:
    :meth:`all`, :meth:`to_pandas`, :meth:`to_arrow`, :meth:`to_networkx`. Memory does not grow
    with the rows that are iterated over. Ctrl-C stops the question and raises
    ``KeyboardInterrupt``. A mistake in the text is raised when the first row is asked for, or
    anything else of the answer; :meth:`Store.query` does so at once.

    Threads: one at a time. Close it, use it in a ``with`` statement or read it to the end:
    until then it holds on to the state of the store that it saw first.
    """

    def __init__(self, stream: "_lode.Stream", finish: Callable[[bool], None], only: bool) -> None:
        self._stream = stream
        self._on_end = finish  # called once, with whether all went well
        self._only = only  # the text asks one question
        self._ready: collections.deque[Any] = collections.deque()
        self._fresh_batch = False  # what `next` brought last was not made rows of
        self._info: dict[str, Any] = {}
        self._make: Callable[[Any], Any] = tuple
        self._ended = self._done = False
        self._read = 0
        self._notes: list[str] = []
        self._open_answer()

    # -- what it is

    @property
    def columns(self) -> list[str]:
        """The columns' names, in order."""
        return list(self._info.get("columns", []))

    @property
    def notes(self) -> list[str]:
        """What lode notes about the question ("a name means two entities"), known at its end."""
        return list(self._notes)

    @property
    def holds(self) -> bool:
        """Of a question without variables: yes or no. Of others: whether there is a row."""
        if self._info.get("yes_no"):
            self._to_end()
            return bool(self._info["holds"])
        return bool(self._ready) or self._fill() or self._read > 0

    def __bool__(self) -> bool:
        return self.holds

    @property
    def seconds(self) -> float:
        """How long the question took, known at its end."""
        return float(self._info.get("seconds", 0))

    @property
    def confidence(self) -> list[float]:
        """Where asked for with ``with_confidence=True``: one a row, known at its end."""
        return list(self._info.get("confidence", []))

    @property
    def proofs(self) -> list[Proof]:
        """Of ``why``: the proofs, known at its end."""
        self._to_end()
        return [_proof(p) for p in self._info.get("proofs", [])]

    # -- rows

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        if not self._ready and not self._fill():
            raise StopIteration
        self._read += 1
        return self._ready.popleft()

    def all(self) -> list[Any]:
        """All rows that are left, as a list."""
        return list(self)

    def one(self) -> Any:
        """The only row. ``NotFound`` (LookupError) where there is none, or more than one."""
        from ._errors import NotFound

        rows = [row for row, _ in zip(self, range(2))]
        if len(rows) != 1:
            raise NotFound("the answer has no row" if not rows else "the answer has several rows")
        return rows[0]

    def to_dicts(self) -> list[dict[str, Any]]:
        """All rows that are left, as a list of dicts."""
        names = self.columns
        return [dict(zip(names, row)) for row in self]

    # -- as a whole, for others

    def to_pandas(self) -> "pandas.DataFrame":
        """All rows as a data frame: names and words as text, numbers as numbers, dates as
        dates (a month or a year is its first day). A column of measures has its units in a
        second column, ``NAME_unit``. A column with values of several kinds is text.

        REQUIRES pandas; faster with pyarrow."""
        import pandas

        try:
            import pyarrow  # noqa: F401
        except ImportError:
            return self._plain_frame()
        frame: pandas.DataFrame = self.to_arrow().to_pandas(date_as_object=False)
        return frame

    def _plain_frame(self) -> "pandas.DataFrame":
        import numpy
        import pandas

        self._collect()
        data: dict[str, Any] = {}
        for name, kind, values in self._stream.plain():
            if kind == "integer":
                data[name] = numpy.frombuffer(values, dtype="int64")
            elif kind == "decimal":
                data[name] = numpy.frombuffer(values, dtype="float64")
            elif kind == "date":
                days = numpy.frombuffer(values, dtype="int32")
                data[name] = days.astype("datetime64[D]").astype("datetime64[s]")
            else:
                data[name] = values
        self._after_whole()
        return pandas.DataFrame(data, columns=list(data))

    def to_arrow(self) -> "pyarrow.Table":
        """All rows as an Arrow table, typed as :meth:`to_pandas` says. REQUIRES pyarrow; other
        libraries take the rows themselves (``polars.from_arrow(rows)``), since they speak
        Arrow's C stream interface."""
        import pyarrow

        return pyarrow.RecordBatchReader.from_stream(self).read_all()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        self._collect()
        capsule = self._stream.arrow()
        self._after_whole()
        return capsule

    def to_networkx(
        self, source: str | None = None, target: str | None = None, edge: str | None = None
    ) -> "networkx.MultiDiGraph":
        """All rows as a directed graph: an edge from what stands in column ``source`` to what
        stands in ``target`` (by default the first two columns but ``edge``), with column
        ``edge`` as its ``predicate``; the other columns are attributes of the edge. A column
        of paths gives its hops. Nodes are entities' ids, with ``name`` and ``type``; a value
        that is no entity is a node of type "literal". REQUIRES networkx."""
        import networkx

        graph = networkx.MultiDiGraph()
        names = self.columns
        ends = [name for name in names if name != edge]
        begin = source or (ends[0] if ends else "")
        end = target or next((name for name in ends if name != begin), "")
        for row in self:
            values = dict(zip(names, row))
            paths = [v for v in row if isinstance(v, Path)]
            for path in paths:
                _add_path(graph, path)
            if not paths:
                _add_edge(graph, values, begin, end, edge)
        return graph

    def _repr_html_(self) -> str:
        while len(self._ready) < _SHOWN and self._fill():
            pass
        if self._info.get("yes_no"):
            return f"<p>{'yes' if self.holds else 'no'}</p>"
        shown = list(self._ready)[:_SHOWN]
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(str(v))}</td>" for v in row) + "</tr>"
            for row in shown
        )
        more = "" if self._ended and len(self._ready) <= _SHOWN else "<p>… and more</p>"
        if not shown:
            more = f"<p>{'(no answers)' if not self._read else '(all rows were read)'}</p>"
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"

    def __repr__(self) -> str:
        state = "at its end" if self._ended else "open"
        return f"<lode.Rows {', '.join(self.columns)}: {self._read} read, {state}>"

    # -- ending it

    def cancel(self) -> None:
        """Stops the question: the next row raises ``Cancelled``. From any thread."""
        self._stream.cancel()

    def close(self) -> None:
        """Lets go of the answer, read or not."""
        if not self._done:
            self._done = self._ended = True
            self._ready.clear()
            self._stream.close()
            self._on_end(False)

    def __enter__(self) -> "Rows":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        if hasattr(self, "_done"):
            self.close()

    # -- how it moves

    def _step(self) -> str:
        try:
            step = self._stream.next()
            if step == "done":
                self._notes = self._stream.finish()
        except BaseException:
            self._done = self._ended = True
            self._stream.close()
            self._on_end(False)
            raise
        return step

    def _open_answer(self) -> None:
        """To the next answer; `_done` where there is none."""
        self._ended = False
        step = self._step()
        if step == "done":
            self._finish()
            return
        self._info = self._stream.answer()
        self._make = _maker(tuple(self._info["columns"]))

    def _fill(self) -> bool:
        if self._fresh_batch:
            self._ready.extend(map(self._make, self._stream.rows()))
            self._fresh_batch = False
            return True
        if self._ended or self._done:
            return False
        step = self._step()
        if step == "rows":
            self._ready.extend(map(self._make, self._stream.rows()))
            return True
        self._end(step)
        return False

    def _end(self, step: str) -> None:
        self._ended = True
        if step == "end":
            self._info = self._stream.answer()
            if self._only:
                self._expect_no_more()
        else:
            self._finish()

    def _expect_no_more(self) -> None:
        if self._step() == "done":
            self._finish()
            return
        self.close()
        raise InvalidInput("the text asks more than one question: use Store.answers(text)")

    def _finish(self) -> None:
        self._ended = True
        if not self._done:
            self._done = True
            self._stream.close()
            self._on_end(True)

    def _to_end(self) -> None:
        while self._fill():
            pass

    def _collect(self) -> None:
        if self._ready or self._read:
            raise InvalidInput(
                "some rows were read already: ask again, and take the whole answer at once"
            )
        if self._ended:
            raise InvalidInput("the answer was read to its end")
        try:
            self._stream.collect(self._fresh_batch)
        except BaseException:
            self.close()
            raise

    def _after_whole(self) -> None:
        if self._stream.was_cut():
            try:
                self._notes = self._stream.finish()
            except BaseException:
                self.close()
                raise
            self._finish()
        else:
            self._end("end")


@functools.lru_cache(maxsize=256)
def _maker(columns: tuple[str, ...]) -> Callable[[Any], Any]:
    row = collections.namedtuple("Row", columns, rename=True)  # type: ignore[misc]
    return row._make


def _proof(made: tuple[str, str, list[str], list[Any], bool]) -> Proof:
    import json

    atom, rule, statements, children, repeated = made
    return Proof(
        atom,
        rule,
        tuple(Statement(json.loads(s)) for s in statements),
        tuple(_proof(c) for c in children),
        repeated,
    )


def _node(graph: Any, value: Any) -> Any:
    if isinstance(value, Entity):
        graph.add_node(value.id, name=value.name, type=value.type)
        return value.id
    text = str(value)
    graph.add_node(text, name=text, type="literal")
    return text


def _add_path(graph: Any, path: Path) -> None:
    for begin, hop, end in zip(path.nodes, path.hops, path.nodes[1:]):
        a, b = _node(graph, begin), _node(graph, end)
        if hop.inverse:
            a, b = b, a
        graph.add_edge(a, b, predicate=hop.predicate, statements=list(hop.statements))


def _add_edge(graph: Any, values: dict[str, Any], begin: str, end: str, edge: str | None) -> None:
    if begin not in values or end not in values or (edge is not None and edge not in values):
        raise InvalidInput(
            "an edge wants two columns: name them as source= and target=, "
            f"out of {', '.join(values)}"
        )
    attributes = {k: str(v) for k, v in values.items() if k not in (begin, end, edge)}
    if edge is not None:
        attributes["predicate"] = str(values[edge])
    graph.add_edge(_node(graph, values[begin]), _node(graph, values[end]), **attributes)
