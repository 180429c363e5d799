#!/usr/bin/env python3
"""Scores enhanced dependencies (DEPS) of two CoNLL-U files with the same words.

    score_enhanced.py GOLD.conllu SYSTEM.conllu [--errors N]

Prints precision, recall and F1 of enhanced arcs in percent: ELAS with the whole relation, EULAS with what stands before
its first colon, and ELAS of the arcs that are not in the tree (the tree's arcs are most of the graph, and easy). Empty
nodes (8.1) are collapsed as in the IWPT shared tasks: an arc through them becomes one arc whose relation is the path
"conj>nsubj". Sentences are matched in order; one whose words differ is an error.
"""
import argparse
import sys
from collections import Counter


def sentences(path):
    rows = []
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("#"):
                continue
            if line:
                rows.append(line.split("\t"))
            elif rows:
                yield rows
                rows = []
    if rows:
        yield rows


def arcs(rows):
    """(word, head, relation) of the words, and the forms."""
    above = {r[0]: [tuple(d.split(":", 1)) for d in r[8].split("|")] if r[8] != "_" else []
             for r in rows if "-" not in r[0]}

    def paths(node, seen):
        for head, relation in above[node]:
            if "." not in head:
                yield head, relation
            elif head not in seen:
                for h, r in paths(head, seen | {head}):
                    yield h, r + ">" + relation
    words = [r for r in rows if r[0].isdigit()]
    result = {(r[0], h, rel) for r in words for h, rel in paths(r[0], frozenset())}
    tree = {(r[0], r[6]) for r in words}
    return result, tree, [r[1] for r in words]


def f1(right, gold, system):
    p, r = right / max(1, system), right / max(1, gold)
    return f"{100 * p:.2f} / {100 * r:.2f} / {200 * p * r / max(1e-9, p + r):.2f}"


def main():
    p = argparse.ArgumentParser()
    p.add_argument("gold")
    p.add_argument("system")
    p.add_argument("--errors", type=int, default=0)
    a = p.parse_args()
    counts = Counter()
    missing, wrong = Counter(), Counter()
    example = {}
    golds, systems = list(sentences(a.gold)), list(sentences(a.system))
    if len(golds) != len(systems):
        sys.exit(f"{len(golds)} sentences in {a.gold}, {len(systems)} in {a.system}")
    for number, (g, s) in enumerate(zip(golds, systems), 1):
        (gold, gold_tree, gold_forms), (system, system_tree, system_forms) = arcs(g), arcs(s)
        if gold_forms != system_forms:
            sys.exit(f"sentence {number}: the words differ")

        def coarse(graph):
            return {(w, h, r.split(":")[0]) for w, h, r in graph}

        def beyond(graph):
            return {x for x in graph if (x[0], x[1]) not in gold_tree and (x[0], x[1]) not in system_tree}
        for name, one, two in (("ELAS", gold, system), ("EULAS", coarse(gold), coarse(system)),
                               ("beyond the tree", beyond(gold), beyond(system))):
            counts[name, "gold"] += len(one)
            counts[name, "system"] += len(two)
            counts[name, "right"] += len(one & two)
        deprel = {r[0]: r[7] for r in g if r[0].isdigit()}
        for kind, some in ((missing, gold - system), (wrong, system - gold)):
            for w, h, r in some:
                kind[deprel[w], r] += 1
                example.setdefault((id(kind), deprel[w], r), (gold_forms[int(w) - 1], h, " ".join(gold_forms)))
    print("   ".join(f"{name} P / R / F1: " + f1(*(counts[name, k] for k in ("right", "gold", "system")))
                     for name in ("ELAS", "EULAS", "beyond the tree")))
    for title, kind in (("missing", missing), ("wrong", wrong)):
        for (deprel, relation), n in kind.most_common(a.errors):
            print(title, n, deprel, "->", relation, example[id(kind), deprel, relation])


if __name__ == "__main__":
    main()
