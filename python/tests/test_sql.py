"""Rules as SQL give the rows that `lode query` gives: random programs over the sample articles
and over made triples, asked by lode and by DuckDB over the exported tables."""

import concurrent.futures
import os
import pathlib
import random
import subprocess

import pytest

import sql_programs

ARTICLES = pathlib.Path(__file__).resolve().parents[2] / "examples" / "articles"
PROGRAM = os.environ.get("LODE_PROGRAM")
pytestmark = pytest.mark.skipif(not PROGRAM, reason="$LODE_PROGRAM names no lode")
PROGRAMS = 150  # of each store that both sides answer or refuse; goes with the seeds


def made_triples():
    """A dense graph with numbers and dates, that holds circles and equal values."""
    rng = random.Random(7)
    names = [f"Node {a}{b}" for a in "ABCDEFGH" for b in "1234"]
    lines = []
    for predicate in ["links", "supplies", "owns", "competes-with", "feeds"]:
        lines += [(rng.choice(names), predicate, rng.choice(names)) for _ in range(45)]
    for name in names:
        lines.append((name, "weighs", rng.choice([3, 5, 12, 12.5, 40, -3, 2024])))
        lines.append((name, "opened-on", rng.choice(["2023", "2024-05", "2024-05-07", "2025-01-01"])))
        lines.append((name, "is-near", rng.choice(names)))
    return "".join(f"{a}\t{b}\t{c}\n" for a, b, c in lines)


def lode(store, *command):
    done = subprocess.run([PROGRAM, "--store", str(store), *command], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module", params=["samples", "triples"])
def exported(request, tmp_path_factory):
    """A store, its tables, and DuckDB with these tables."""
    duckdb = pytest.importorskip("duckdb")
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "samples":
        lode(folder / "store", "load", str(ARTICLES), "--quiet", "--set", "Some News")
    else:
        (folder / "made.tsv").write_text(made_triples())
        lode(folder / "store", "import", str(folder / "made.tsv"))
    lode(folder / "store", "export", "--format", "tables", "-o", str(folder / "tables"))
    before = os.getcwd()
    os.chdir(folder / "tables")  # the script names the files beside it
    try:
        database = duckdb.connect()
        database.execute((folder / "tables" / "duckdb.sql").read_text())
    finally:
        os.chdir(before)
    return folder, database


def of_duckdb(database):
    def execute(statement):
        done = database.execute(statement)
        return done.fetchall(), [str(column[1]) == "DOUBLE" for column in done.description or []]

    return execute


def script_of(folder, text, dialect):
    return sql_programs.run(PROGRAM, folder / "store", "sql", "-", "--dialect", dialect, text=text)


def differs(want, execute, script):
    """What is wrong with the engine's rows, or None."""
    rows, numbers = sql_programs.of_engine(execute, script)
    if want in ([["yes"]], [["no"]]) and numbers == [False] and len(rows) == 1:
        rows = [["yes" if rows[0][0] else "no"]]
    left = sql_programs.comparable(want, numbers) if want else []
    right = sql_programs.comparable(rows, numbers)
    return None if left == right else f"lode: {left[:5]}\nengine: {right[:5]}"


def outcome(folder, words, execute, dialect, seed):
    """Asks the program of this seed. What it came to: "rows", "none", "refused"; None: no answer."""
    text = sql_programs.Programs(words, seed).program()
    script = script_of(folder, text, dialect)
    want, errors = sql_programs.asked(PROGRAM, folder / "store", text)
    if want is None:
        # Both say what is wrong, or a value met at the row's turn has no answer.
        assert script.returncode == 2 or "there is no conversion" in errors or " wants a" in errors, text
        return None
    if script.returncode == 2:
        assert "error: " in script.stderr and ":1:" in script.stderr or "^" in script.stderr
        return "refused"
    assert script.returncode == 0, script.stderr
    wrong = differs(want, execute, script.stdout)
    assert wrong is None, f"seed {seed}:\n{text}\n{wrong}\n{script.stdout}"
    return "rows" if want and want != [["no"]] else "none"


def compare(folder, words, execute, dialect, jobs=1):
    """Asks random programs, some at a time; how many agreed with rows, without, and were refused."""
    counts = {"rows": 0, "none": 0, "refused": 0}
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for first in range(0, 1000, 4 * jobs):
            seeds = range(first, first + 4 * jobs)
            for found in pool.map(lambda seed: outcome(folder, words, execute, dialect, seed), seeds):
                if found and sum(counts.values()) < PROGRAMS:
                    counts[found] += 1
            if sum(counts.values()) == PROGRAMS:
                return counts
    raise AssertionError(f"too few of the programs are sound: {counts}")


def test_duckdb_gives_the_same_rows(exported):
    folder, database = exported
    counts = compare(folder, sql_programs.Words(database), of_duckdb(database), "duckdb")
    assert counts["rows"] >= PROGRAMS // 2 and counts["refused"] <= PROGRAMS // 10, counts


FIXED = [
    # measures that are worth the same, units, percentages
    'accounts-for(X, V), V >= 10%?',
    "any(X, V), V > 1 million USD select X, V?",
    "any triple(X, P, V), V >= 2 weeks?",
    "triple(X, P, V), W = V * 2, W > 50% select X, V?",
    # names, words and letter case
    'said(X, Q), Q != "x" select X, length(Q) as N order by N desc, X limit 5?',
    "any triple(X, P, Y) @ S, polarity(S, negated) select X, P, Y?",
    "any triple(X, P, Y) @ S, article(S, A), title(A, T), language(A, \"EN\") select P, T?",
    "triple(X, P, Y), P != said, P != \"supplies\" select P, count() as N order by N desc, P?",
    'any triple(X, P, Y) @ S, article(S, A), set(A, "SOME NEWS") select X, P?',
    "any triple(X, P, Y) @ S, via(S, W) select X, W?",
    "said-by(S, X), time(S, T), not polarity(S, negated) select X, T?",
    'any triple(X, P, Y) @ S, sentence(S, T) select T, count(S) as N order by N desc, T limit 4?',
    "any triple(X, P, Y), contains(Y, \"e\"), length(P) > 4 select P, Y?",
    # a relation that adds to a predicate
    'supplies("Hill", "Dale"). supplies(X, Y)?',
    "gives(X, Y) :- supplies(X, Y). gives(X, Y) :- owns(Y, X). gives(X, Y), not gives(Y, X)?",
    "d(1, 3 days). d(2, 72 hours). d(3, 5 days). e(V) :- d(1, V). d(N, V), e(V) select N?",
    "d(1, 10%). d(2, 5 million USD). any triple(X, P, V), d(N, V) select N, X?",
    "d(1, 3 days). d(2, 4 days). d(N, V), V > 80 hours?",
    "d(2024-05). d(2023). any triple(X, P, D), d(E), D >= E select X, D?",
    "d(X, 3 days) :- supplies(X, _). d(X, V), not d(X, 72 hours)?",
    "any triple(X, P, V), W = V * 2, W > 50% select P, count() as N?",
    "triple(X, P, V), W = V / 2, W > 3 select count() as N?",
    # recursion: both ways, through each other, with what is stored
    "competes-with(X, Z) :- competes-with(X, Y), owns(Y, Z). competes-with(X, Y)?",
    "a(X, Y) :- supplies(X, Y). a(X, Z) :- b(X, Y), owns(Y, Z). b(X, Z) :- a(X, Y), feeds(Y, Z). "
    "a(X, Y), not b(X, Y)?",
    "a(X) :- supplies(X, _). a(Y) :- b(X, N), supplies(X, Y), N > 3. b(X, N) :- a(X), N = length(X). b(X, N)?",
    "a(X) :- b(X). b(X) :- a(X). b(X), a(X)?",
    # what nobody has said
    "reach(X, Y) :- reach(Y, X). reach(X, Y)?",
    "triple(X, P, Y), X = Y?",
    "triple(_, _, _)?",
    "any triple(X, P, Y) select count() as N?",
    'triple("no such name", P, Y)?',
    # numbers made and stored
    "n(1). n(2). n(12). n(X), X > 1 select X order by X desc?",
    "n(3). n(12). triple(X, P, N), n(N)?",
    "sizes(X, N) :- triple(X, P, Y), N = length(X). sizes(X, N) select sum(N) as S, avg(N) as A, max(N) as M?",
    "sentences(A, N, T), N <= 2 select A, max(N) as Last?",
]


@pytest.mark.parametrize("text", FIXED)
def test_what_is_easily_told_wrong(exported, text):
    folder, database = exported
    want, errors = sql_programs.asked(PROGRAM, folder / "store", text)
    script = script_of(folder, text, "duckdb")
    if want is None:
        assert script.returncode == 2, (text, errors)
        return
    assert script.returncode == 0, script.stderr
    assert differs(want, of_duckdb(database), script.stdout) is None, (text, script.stdout)


def test_a_least_confidence(exported):
    folder, database = exported
    text, least = "triple(X, P, Y) select P, count() as N?", ["--min-confidence", "0.8"]
    want, _ = sql_programs.asked(PROGRAM, folder / "store", text, *least)
    script = sql_programs.run(
        PROGRAM, folder / "store", "sql", "-", "--dialect", "duckdb", *least, text=text)
    assert want and differs(want, of_duckdb(database), script.stdout) is None


def test_other_rows_are_told(exported):
    folder, database = exported
    text = "triple(X, P, Y) select P, count() as N?"
    want, _ = sql_programs.asked(PROGRAM, folder / "store", text)
    script = script_of(folder, text, "duckdb").stdout
    assert differs(want, of_duckdb(database), script) is None
    wrong = script.replace("NOT s1.ended", "s1.ended")
    assert wrong != script and differs(want, of_duckdb(database), wrong) is not None
