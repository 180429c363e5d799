"""Loading, looking, why, and reading without a store."""

import pytest

import lode

TEXT = "Northwind acquired Halvard Ferries, Mayor Lena Brandt said on Monday.\n"


def test_texts_are_loaded_replaced_and_forgotten(tmp_path):
    with lode.Store(tmp_path / "s") as store:
        report = store.load_text(TEXT, "wire/1", title="Ferries sold", published="2024-05-07")
        assert (report.added, report.errors) == (1, [])
        (article,) = store.articles()
        assert (article.title, article.published, article.path) == (
            "Ferries sold",
            "2024-05-07",
            "wire/1",
        )
        assert "Northwind" in store.article(article.id).text
        assert store.load_text("Orvik sued Northwind.", "wire/1").replaced == 1
        assert [s.predicate for s in store.statements_of(store.articles()[0])] == ["sues"]
        assert store.forget("wire/1") == 1
        with pytest.raises(lode.InvalidInput):
            store.load_text("", "wire/2")
    with pytest.raises(lode.InvalidInput, match="closed"):
        store.stats()


def test_files_that_cannot_be_read_stand_in_the_report(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    seen = []
    with lode.Store(tmp_path / "s") as store:
        report = store.load(
            [tmp_path / "a.txt", tmp_path / "none.txt"], progress=lambda *at: seen.append(at)
        )
        assert report.added == 1
        assert [problem.path.endswith("none.txt") for problem in report.errors] == [True]
        with pytest.raises(lode.InvalidInput, match="is no date"):
            store.load(tmp_path / "a.txt", published="soon")


def test_a_store_that_is_not_there(tmp_path):
    with pytest.raises(LookupError):
        lode.Store(tmp_path / "none", read_only=True)
    with lode.Store(tmp_path / "one"):
        with lode.Store(tmp_path / "one", read_only=True) as second:
            assert second.stats()["articles"] == 0


def test_entities_and_what_is_said_of_them(store):
    most = store.entities(limit=3)
    assert len(most) == 3 and most[0].statements >= most[1].statements
    name = most[0].entity.name
    assert store.resolve(name.upper())[0].entity == most[0].entity
    statements = store.show(name)
    assert statements and store.show(most[0].entity) == statements
    one = statements[0]
    assert store.statement(one.id) == one
    assert one.article["id"].startswith("a:") and one.text and 0 < one.confidence <= 1
    assert one.predicate in str(one) and one["predicate"] == one.predicate
    with pytest.raises(lode.NotFound, match="no entity is named"):
        store.show("nobody of this name")
    assert "<table>" in store._repr_html_()


def test_why_ends_at_sentences(store):
    proofs = store.why('competes-with("Meridian E5", "Corvane Spark")')
    assert proofs and "sentence" in str(proofs[0])

    def leaves(proof):
        yield from proof.statements
        for child in proof.children:
            yield from leaves(child)

    assert all(statement.text for statement in leaves(proofs[0]))
    assert store.why('competes-with("Meridian E5", "Astrid Holm")?') == []


def test_rules_are_kept(tmp_path):
    with lode.Store(tmp_path / "s") as store:
        store.add_rules("mine", "twice(N, M) :- n(N), M = N + N. n(2).")
        assert store.query("twice(2, M)?").one().M == 4
        assert list(store.rules) == ["mine"]
        with pytest.raises(lode.InvalidInput) as caught:
            store.add_rules("bad", "p(X) :- q(Y).")
        assert caught.value.line == 1 and "^" in str(caught.value)
        store.remove_rules("mine")


def test_reading_without_a_store():
    statements = lode.extract(TEXT, published="2024-05-07")
    assert "Northwind -acquired-> Halvard Ferries  (said by Lena Brandt)" in map(str, statements)
    assert "acquired" in lode.analyze(TEXT)
    with pytest.raises(lode.InvalidInput):
        lode.analyze(TEXT, "xml")
    with pytest.raises(lode.InvalidInput):
        lode.extract("")


def test_exports(store):
    assert store.export().count("\n") == store.stats()["statements"]
    with pytest.raises(lode.InvalidInput):
        store.export("xml")
