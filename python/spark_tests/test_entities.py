"""Entities that Spark makes of many articles are those of a store that loaded them."""

import json
import random

import lode
import lode.spark
from frames import articles, loaded, samples

FIRMS = ["Norvik Line", "Kestrel Foods", "Halvard Ferries", "Orvik Steel", "Solvik Bank", "Lovik Energy"]
# Names written in two ways, short forms, letters for words, what one article says of two names.
PEOPLE = ["Ana M. Rivera", "Ana Rivera", "Ana P. Rivera", "Lena Brandt", "Jonas Brandt", "José Ibarra", "Jose Ibarra"]
PLACES = ["Kiev", "Kyiv", "São Paulo", "Sao Paulo", "Lyngen"]


def made(count, seed):
    rng = random.Random(seed)
    rows = []
    for i in range(count):
        one, other, firm, place = rng.choice(PEOPLE), rng.choice(PEOPLE), rng.choice(FIRMS), rng.choice(PLACES)
        short = one.split()[-1]
        lines = [f"{one}, chief executive of {firm}, met {other} in {place} on Monday.",
                 f"{short} said the deal would help {rng.choice(FIRMS)}.",
                 f"The Northern Water Council (NWC) sued {firm}.", f"The NWC denied it."]
        if rng.random() < 0.1:
            lines.append(f"{firm}, also known as {firm.split()[0]} Group, bought chips. A chip costs 3 dollars.")
        rng.shuffle(lines)
        rows.append((f"made-{i}", "2026-11-12", f"Edition {i} of {seed}\n\n" + " ".join(lines)))
    return rows


def near():
    """Spellings that are one person where their articles share a rare name, and two where it is a
    common one: how common, only all articles together can tell."""
    rows = []
    for i in range(2):
        rows += [f"Pyotr Tchaikovsky praised Verdal Works {i + 2} times.", f"Pyotr Chaikovskii left Verdal Works in {2020 + i}.",
                 f"Mohammed al-Hadi praised Solvik Bank {i + 2} times.", f"Muhammad al-Hadi left Solvik Bank in {2020 + i}."]
    rows += [f"Solvik Bank raised its rate for client {i}." for i in range(80)]
    return [(f"near-{i}", "2026-11-13", text) for i, text in enumerate(rows)]


def of_store(rows, where):
    loaded(rows, where)
    with lode.Store(where, read_only=True) as store:
        shown = {(e.id, e.name, e.type, e.kind, tuple(e.aliases)) for e in (i.entity for i in store.entities())}
        keys = {}
        for line in store.export().splitlines():
            record = json.loads(line)
            for value in [record["subject"], record["object"], record["said_by"]]:
                if value and "key" in value:
                    keys[value["key"]] = value["id"]
        return shown, keys


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
