"""Entities that Spark makes of many articles are those of a store that loaded them."""

import lode.spark
from frames import articles, samples
from name_articles import made, near, of_store


def test_the_same_entities(spark, tmp_path):
    rows = samples() + made(120, 1) + near()
    shown, keys = of_store(rows, tmp_path / "store")
    frame = lode.spark.entities(articles(spark, rows), path="file", published="day", parts=5)
    found = frame.collect()
    assert {(e.id, e.name, e.type, e.kind, tuple(e.aliases)) for e in found} == shown
    by_key = {key: entity.id for entity in found for key in entity["keys"]}
    assert {key: by_key.get(key) for key in keys} == keys
    assert sum(len(entity["keys"]) > 1 for entity in found) > 5  # something was joined
    assert by_key["person|pyotr tchaikovsky"] == by_key["person|pyotr chaikovskii"]
    assert by_key["person|mohammed al-hadi"] != by_key["person|muhammad al-hadi"]
    frame.unpersist()
