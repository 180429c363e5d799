#!/usr/bin/env python3
"""Draws names of a store for somebody to judge, from its exports.

  lode export >s.jsonl; lode export --format articles >a.jsonl
  draw_names.py s.jsonl a.jsonl N SEED            mentions: bounds and type, by the sentence alone
  draw_names.py s.jsonl a.jsonl N SEED --joins    names that join articles: is it one thing in all?

A mention is a place where subject or object of a statement is a name and stands by that name, each
place once. Of a name that joins articles up to seven are shown, at least one for each of its keys.
The same seed draws the same from the same store.
"""
import json
import random
import sys

SHOWN = 7
ROUND = 110  # characters of the sentence on each side


def ends(statement):
    for role in ("subject", "object"):
        entity, span = statement[role], statement["span"][role]
        if entity.get("entity_kind", entity["kind"]) != "name" or not span:
            continue
        yield entity, tuple(span) if isinstance(span[0], int) else (span[0][0], span[-1][1])


def shown(article, sentence, span):
    text = article["text"].encode()
    begin, end = article["sentences"][sentence - 1]
    cut = lambda a, b: text[a:b].decode(errors="replace").replace("\n", " ")
    name = cut(*span)
    return name, f"{cut(begin, span[0])[-ROUND:]}[[{name}]]{cut(span[1], end)[:ROUND]}"


def mentions(statements, articles):
    found = {}
    for s in statements:
        for entity, span in ends(s):
            name, line = shown(articles[s["article"]["id"]], s["sentence"], span)
            if name[:1].isupper() or name in entity["aliases"] + [entity["name"]]:
                found[s["article"]["id"], span] = f"{entity['type']}\t{entity['name']}\t{line}"
    return [found[key] for key in sorted(found)]


def joins(statements, articles):
    entities = {}
    for s in statements:
        for entity, span in ends(s):
            one = entities.setdefault(entity["id"], (entity, {}))
            one[1].setdefault(s["article"]["id"], (entity["key"], s["sentence"], span))
    lines = []
    for _, (entity, where) in sorted(entities.items()):
        if len(where) < 2:
            continue
        keys, first, rest = set(), [], []
        for article, (key, sentence, span) in sorted(where.items()):
            (rest if key in keys else first).append(
                f"\t{key}\t{articles[article]['title']}\t{shown(articles[article], sentence, span)[1]}")
            keys.add(key)
        lines.append(f"{entity['name']}\t{entity['type']}\t{len(where)} articles\n"
                     + "\n".join((first + rest)[:SHOWN]))
    return lines


def main():
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    articles = {a["id"]: a for a in map(json.loads, open(sys.argv[2]))}
    statements = map(json.loads, open(sys.argv[1]))
    lines = (joins if "--joins" in sys.argv else mentions)(statements, articles)
    print(f"{len(lines)} in all", file=sys.stderr)
    random.Random(int(sys.argv[4])).shuffle(lines)
    for number, line in enumerate(lines[: int(sys.argv[3])], 1):
        print(f"{number}\t{line}")


if __name__ == "__main__":
    main()
