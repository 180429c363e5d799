"""`lode export` in the formats of other tools, each opened by its library."""

import csv
import json
import os
import sqlite3
import subprocess

import pytest

PROGRAM = os.environ.get("LODE_PROGRAM")
pytestmark = pytest.mark.skipif(not PROGRAM, reason="$LODE_PROGRAM names no lode")


@pytest.fixture(scope="module")
def hard_path(tmp_path_factory):
    """The sample articles, and names that every format must escape."""
    import lode
    from conftest import ARTICLES

    path = tmp_path_factory.mktemp("hard") / "s"
    with lode.Store(path) as store:
        store.load(ARTICLES)
        text = 'Mayor "Red" O\'Hara & Sons <Ltd> acquired Nord`wind; Lena said: "It\'s 5 < 6 \\ ok."\n'
        store.load_text(text, "hard/<1>&'\"", title="Quotes: ' \" ` < & \\")
    return path


def export(store, format, output=None):
    command = [PROGRAM, "--store", str(store), "export", "--format", format]
    done = subprocess.run(
        command + (["-o", str(output)] if output else []), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def statements(hard_path):
    return [json.loads(line) for line in export(hard_path, "jsonl").splitlines()]


def test_csv_graph(hard_path, statements, tmp_path):
    export(hard_path, "csv-graph", tmp_path / "graph")
    with open(tmp_path / "graph" / "nodes.csv", newline="") as file:
        nodes = list(csv.DictReader(file))
    with open(tmp_path / "graph" / "edges.csv", newline="") as file:
        edges = list(csv.DictReader(file))
    ids = [node["id:ID"] for node in nodes]
    assert len(ids) == len(set(ids)) and len(edges) == len(statements)
    assert all(edge[":START_ID"] in ids and edge[":END_ID"] in ids for edge in edges)
    assert {edge["sentence"] for edge in edges} == {s["text"] for s in statements}
    again = subprocess.run(
        [PROGRAM, "--store", str(hard_path), "export", "--format", "csv-graph", "-o",
         str(tmp_path / "graph")], capture_output=True, text=True)
    assert again.returncode == 2 and "is there already" in again.stderr


def test_graphml(hard_path, statements, tmp_path):
    networkx = pytest.importorskip("networkx")
    export(hard_path, "graphml", tmp_path / "g.graphml")
    graph = networkx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert graph.number_of_edges() == len(statements)
    one = statements[0]
    sentences = {data["sentence"] for _, _, data in graph.out_edges(one["subject"]["id"], data=True)}
    assert one["text"] in sentences
    assert all(0 <= data["confidence"] <= 1 for _, _, data in graph.edges(data=True))
    assert graph.nodes[one["subject"]["id"]]["name"] == one["subject"]["name"]


def test_sqlite(hard_path, statements, tmp_path):
    export(hard_path, "sqlite", tmp_path / "news.sqlite")
    with sqlite3.connect(tmp_path / "news.sqlite") as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        (count,) = file.execute("SELECT count(*) FROM statements").fetchone()
        assert count == len({s["id"] for s in statements})
        found = file.execute(
            "SELECT article FROM sentences WHERE sentences MATCH 'acquired'"
        ).fetchall()
        assert found
        rows = file.execute(
            "SELECT s.name, o.name FROM statements JOIN entities s ON s.id = subject "
            "JOIN entities o ON o.id = object WHERE predicate = 'owns'"
        ).fetchall()
        assert rows


def test_trig(hard_path, statements, tmp_path):
    rdflib = pytest.importorskip("rdflib")
    export(hard_path, "trig", tmp_path / "g.trig")
    data = rdflib.Dataset()
    data.parse(tmp_path / "g.trig", format="trig")
    names = {str(graph.identifier) for graph in data.graphs()}
    assert {"urn:lode:statement:" + s["id"] for s in statements} <= names
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    one = statements[0]
    node = rdflib.URIRef("urn:lode:statement:" + one["id"])
    assert str(data.value(node, prov.value)) == one["text"]
    article = data.value(node, prov.wasQuotedFrom)
    assert str(article) == "urn:lode:article:" + one["article"]["id"]


def test_ntriples(hard_path, tmp_path):
    rdflib = pytest.importorskip("rdflib")
    export(hard_path, "ntriples", tmp_path / "g.nt")
    assert len(rdflib.Graph().parse(tmp_path / "g.nt", format="nt")) > 100


def test_follow_the_money(hard_path, statements, tmp_path):
    export(hard_path, "ftm", tmp_path / "g.json")
    lines = [json.loads(line) for line in open(tmp_path / "g.json")]
    ids = {line["id"] for line in lines}
    links = [line for line in lines if "proof" in line["properties"]]
    assert len(links) > 10 and all(p in ids for line in links for p in line["properties"]["proof"])
    model = pytest.importorskip("followthemoney").model
    for line in lines:
        entity = model.get_proxy(line)
        for name, values in line["properties"].items():
            assert entity.schema.get(name) is not None, (line["schema"], name)
            assert len(entity.get(name)) == len(set(values)), (line, name)
        entity.schema.validate(entity.to_dict())


def test_cypher(hard_path, statements):
    """No Cypher engine is at hand: lines are read by the parser of antlr4-cypher, those with what
    must be escaped and a part of the others, since it takes a tenth of a second for each."""
    antlr4 = pytest.importorskip("antlr4")
    cypher = pytest.importorskip("antlr4_cypher")
    lines = export(hard_path, "cypher").splitlines()
    assert sum(" MERGE (a)-[r:" in line for line in lines) == len(statements)
    assert lines[0].startswith("CREATE CONSTRAINT")  # Neo4j's own, beyond openCypher
    assert all(line.endswith(";") for line in lines)
    hard = [line for line in lines[1:] if "\\" in line or "hard/" in line]
    assert len(hard) > 3
    for line in hard + lines[1::25]:
        lexer = cypher.CypherLexer(antlr4.InputStream(line))
        parser = cypher.CypherParser(antlr4.CommonTokenStream(lexer))
        for reader in (lexer, parser):
            reader.removeErrorListeners()
        parser._errHandler = antlr4.error.ErrorStrategy.BailErrorStrategy()
        parser.script()  # raises at the first word that the grammar does not take
