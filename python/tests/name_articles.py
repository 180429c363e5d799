"""Articles full of names that may be one, and the entities that a store makes of them."""

import json
import random

import lode
from lode._store import _options

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


def records(rows):
    return [(name, json.dumps({"published": day, "text": text}).encode()) for name, day, text in rows]


def of_store(rows, where):
    """All entities as a store shows them, and the id of each key that a statement has."""
    with lode.Store(where) as store:
        store._opened().load_bytes(records(rows), _options({"jobs": 1}), None)
        shown = {(e.id, e.name, e.type, e.kind, tuple(e.aliases)) for e in (i.entity for i in store.entities())}
        keys = {}
        for line in store.export().splitlines():
            record = json.loads(line)
            for value in [record["subject"], record["object"], record["said_by"]]:
                if value and "key" in value:
                    keys[value["key"]] = value["id"]
        return shown, keys
