"""Answers: as rows, as tables, as graphs; limits and Ctrl-C."""

import datetime
import pickle
import signal
import threading
import time

import pytest

import lode

ENDLESS = "c(0). c(N) :- c(M), N = M + 1. c(X)?"
FACTS = """
f("a", 1, 2024-05-07, 2 million USD).
f("b", 2.5, 2024-06, 3 million EUR).
"""


def test_rows_come_one_by_one(store):
    rows = store.query("said(Who, Words)?")
    assert rows.columns == ["Who", "Words"]
    first = next(rows)
    assert isinstance(first.Who, lode.Entity) and isinstance(first.Words, str)
    assert first.Who.id.startswith("e:") and str(first.Who) == first.Who.name
    rest = rows.all()
    assert rest and first not in rest and list(rows) == []
    assert "at its end" in repr(rows)


def test_values_are_typed(facts):
    one, two = facts.query(FACTS + "f(A, B, C, D)?").all()
    assert (one.A, one.B, two.B) == ("a", 1, 2.5) and isinstance(one.B, int)
    assert one.C == datetime.date(2024, 5, 7) and two.C.iso == "2024-06"
    assert two.C.precision == "month" and two.C == datetime.date(2024, 6, 1)
    assert (float(one.D), one.D.unit, one.D.kind) == (2e6, "USD", "money")
    assert pickle.loads(pickle.dumps(two.C)).iso == "2024-06"
    for value in one:
        assert facts.query("X = $v?", {"v": value}).one().X == value


def test_yes_no_and_several_questions(facts):
    assert facts.query("n(1). n(1)?").holds
    assert not facts.query("n(1). n(2)?")
    answers = [[row for row in rows] for rows in facts.answers("n(1). m(2). n(X)? m(X)?")]
    assert answers == [[(1,)], [(2,)]]
    with pytest.raises(lode.InvalidInput, match="answers"):
        facts.query("n(1). m(2). n(X)? m(X)?").all()


def test_rules_are_of_one_question_or_of_a_session(facts):
    assert facts.query("n(1). n(X)?").all() == [(1,)]
    with pytest.raises(lode.InvalidInput):
        facts.query("n(X)?")
    session = facts.session()
    assert session.query("n(1). n(X)?").all() == [(1,)]
    assert session.query("n(X)?").one().X == 1
    assert "n(1)" in session.rules
    session.clear()
    assert session.rules == ""


def test_mistakes_have_a_place(facts):
    with pytest.raises(lode.InvalidInput) as caught:
        facts.query("said(X,\n  Y")
    assert (caught.value.line, caught.value.source_line) == (2, "  Y")
    assert "^" in str(caught.value) and isinstance(caught.value, ValueError)
    assert "^" not in caught.value.message
    with pytest.raises(TypeError):
        facts.query("X = $v?", {"v": object()})
    with pytest.raises(TypeError):
        facts.query("n(1). n(X)?", max_row=3)


def test_limits_are_errors_by_their_names(facts):
    with pytest.raises(lode.LimitReached, match="rounds"):
        facts.query(ENDLESS, max_rounds=20).all()
    with pytest.raises(lode.LimitReached, match="time"):
        facts.query(ENDLESS, timeout=0.02).all()
    many = "n(1). n(N) :- n(M), N = M + 1, N <= 200. n(X), n(Y)?"
    with pytest.raises(lode.LimitReached, match="rows"):
        facts.query(many, max_rows=1000).all()
    assert facts.query(many).to_arrow().num_rows == 40000  # the store is of use after it


def test_ctrl_c_stops_within_a_tenth_of_a_second(facts):
    sent = []

    def interrupt():
        time.sleep(0.1)
        sent.append(time.monotonic())
        signal.raise_signal(signal.SIGINT)

    threading.Thread(target=interrupt).start()
    with pytest.raises(KeyboardInterrupt):
        facts.query(ENDLESS, max_rounds=10**9).all()
    assert time.monotonic() - sent[0] < 1  # 0.1 on a machine that is not busy


def test_the_lock_is_released_while_a_question_runs(facts):
    counted = []

    def ask():
        with pytest.raises(lode.LimitReached):
            facts.query(ENDLESS, timeout=0.2, max_rounds=10**9).all()

    thread = threading.Thread(target=ask)
    thread.start()
    while thread.is_alive():
        counted.append(len(counted))
        time.sleep(0.001)
    assert len(counted) > 5


def test_answers_may_be_left(facts):
    with facts.query("n(1). n(N) :- n(M), N = M + 1, N <= 500. n(X), n(Y)?") as rows:
        next(rows)
    assert facts.query("n(1). n(X)?").all() == [(1,)]


def test_questions_may_be_asked_within_an_answer(facts):
    pairs = [
        (a.X, b.Y) for a in facts.query("n(1). n(2). n(X)?") for b in facts.query("m(3). m(Y)?")
    ]
    assert pairs == [(1, 3), (2, 3)]


def test_tables(facts):
    pytest.importorskip("pandas")
    text = FACTS + "f(A, B, C, D)?"
    table = facts.query(text).to_arrow()
    assert [str(field.type) for field in table.schema] == [
        "large_string", "double", "date32[day]", "double", "large_string",
    ]
    assert table.column("D_unit").to_pylist() == ["USD", "EUR"]
    frame = facts.query(text).to_pandas()
    assert list(frame.columns) == ["A", "B", "C", "D", "D_unit"]
    assert frame["C"].dt.month.tolist() == [5, 6] and frame["D"].sum() == 5e6
    plain = facts.query(text)._plain_frame()
    assert plain["B"].tolist() == frame["B"].tolist() and plain["C"].dt.month.tolist() == [5, 6]
    mixed = facts.query('p(1). p("x"). p(X)?').to_arrow()
    assert sorted(mixed.column("X").to_pylist()) == ["1", "x"]
    assert facts.query("p(1). p(X), X > 5?").to_arrow().num_rows == 0
    rows = facts.query(text)
    next(rows)
    with pytest.raises(lode.InvalidInput, match="read already"):
        rows.to_arrow()


def test_many_rows_are_whole_and_in_one_table(facts):
    text = "n(0). n(N) :- n(M), N = M + 1, N < 300. n(X), n(Y), Z = 300 * X + Y?"
    table = facts.query(text).to_arrow()
    assert sorted(table.column("Z").to_pylist()) == list(range(90000))
    assert sorted(row.Z for row in facts.query(text)) == list(range(90000))


def test_graphs(store):
    pytest.importorskip("networkx")
    rows = store.query("triple(X, P, Y), owns(X, Y)?")
    graph = rows.to_networkx(edge="P")
    assert graph.number_of_edges() > 0
    assert all(data["predicate"] for _, _, data in graph.edges(data=True))
    path = store.query(
        'shortest (any | ^any){1,5}("Astrid Holm", "Marit Solberg") as P?'
    ).to_networkx()
    assert "Astrid Holm" in {data["name"] for _, data in path.nodes(data=True)}
    with pytest.raises(lode.InvalidInput, match="two columns"):
        store.query("said(X, Y) select Y?").to_networkx()


def test_notebooks_show_rows_and_keep_them(store):
    rows = store.query("said(Who, Words)?")
    shown = rows._repr_html_()
    assert "<th>Who</th>" in shown and "<td>" in shown
    assert len(rows.all()) > 0
    assert "no answers" in store.query("p(1). p(X), X > 5?")._repr_html_()
