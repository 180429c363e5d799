#!/usr/bin/env python3
"""Scores mentions of every kind: span F1, and type accuracy of the spans that match.

    score_mentions.py GOLD SYSTEM.conllu

GOLD is a CoNLL-U file or a folder of them, read in the order of their names; SYSTEM is one file (or a folder) with the
same words. Both carry brackets in MISC: GUM's own, `Entity=(1-person-new-...` and `Entity=1)`, or those of
`lode analyze`, `Entity=(person` and `Entity=person)`. Only spans that open and close in one sentence count, each once,
split ones (`1[1/2]`) not at all. Prints precision, recall, F1 and types in percent.
"""
import os
import re
import sys
from collections import Counter

PART = re.compile(r"\([^()]+\)?|[^()]+\)")
ENTITY = re.compile(r"(?:^|\|)Entity=([^|\n]*)")


def files(path):
    if os.path.isdir(path):
        return [os.path.join(path, f) for f in sorted(os.listdir(path)) if f.endswith(".conllu")]
    return [path]


def sentences(path):
    """Yields (forms, {(first, last): type}) of every sentence."""
    for name in files(path):
        forms, misc = [], []
        for line in list(open(name, encoding="utf-8")) + ["\n"]:
            cols = line.rstrip("\n").split("\t")
            if len(cols) == 10 and cols[0].isdigit():
                forms.append(cols[1])
                misc.append(cols[9])
            elif not line.strip() and forms:
                yield forms, spans(misc)
                forms, misc = [], []


def spans(misc):
    """GUM's brackets are closed by number, plain ones by type, the last opened first."""
    opened, found = [], {}
    for i, text in enumerate(misc):
        entity = ENTITY.search(text)
        for part in PART.findall(entity.group(1)) if entity else []:
            name = part.strip("()")
            fields = name.split("-")
            if part.startswith("("):
                kind = fields[1] if len(fields) > 1 else name
                opened.append((fields[0], kind, i))
                if part.endswith(")"):
                    _, kind, first = opened.pop()
                    if "[" not in name:
                        found[first, i] = kind
                continue
            for k in range(len(opened) - 1, -1, -1):
                if opened[k][0] == fields[0]:
                    _, kind, first = opened.pop(k)
                    if "[" not in name:
                        found[first, i] = kind
                    break
    return found


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    hit = typed = found = wanted = 0
    missed, kinds = Counter(), Counter()
    gold, system = list(sentences(sys.argv[1])), list(sentences(sys.argv[2]))
    if [x[0] for x in gold] != [x[0] for x in system]:
        sys.exit("the two have different words or sentences")
    for (_, g), (_, s) in zip(gold, system):
        both = g.keys() & s.keys()
        hit, found, wanted = hit + len(both), found + len(s), wanted + len(g)
        typed += sum(g[x] == s[x] for x in both)
        kinds.update(g.values())
        missed.update(g[x] for x in g if x not in s)
    share = lambda a, b: 100 * a / b if b else 0.0
    print(f"mentions: precision {share(hit, found):.2f} recall {share(hit, wanted):.2f} "
          f"F1 {share(2 * hit, found + wanted):.2f} types {share(typed, hit):.2f}")
    print("found by class: " + " ".join(f"{k} {share(n - missed[k], n):.1f} of {n}" for k, n in kinds.most_common()))


if __name__ == "__main__":
    main()
