#!/usr/bin/env python3
"""Scores named mentions against IOB2 gold: exact span and type, micro F1.

    score_names.py GOLD.iob2 SYSTEM.conllu

The gold tags are PER, ORG, LOC. `Mention=` types of the system map so: person -> PER;
organization, company, government-body, party, media -> ORG; place, country, region,
city, facility -> LOC; everything else is left out. Sentences are matched by `# sent_id`, in whatever order; words must be the same.
"""
import sys

ORGANIZATIONS = {"organization", "company", "government-body", "party", "media"}
PLACES = {"place", "country", "region", "city", "facility"}


def label(kind):
    if kind == "person":
        return "PER"
    if kind in ORGANIZATIONS:
        return "ORG"
    return "LOC" if kind in PLACES else None


def spans(tags):
    """(first, last, label) of B-/I- tags."""
    found, start, kind = [], None, None
    for i, tag in enumerate(tags + ["O"]):
        if start is not None and not (tag.startswith("I-") and tag[2:] == kind):
            found.append((start, i - 1, kind))
            start = None
        if tag.startswith("B-") and tag != "B-O":
            start, kind = i, tag[2:]
    return set(found)


def read_gold(path):
    sentences, tags, ident = {}, [], None
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            ident = line[12:] if line.startswith("# sent_id = ") else ident
            continue
        if not line:
            if tags:
                sentences[ident or len(sentences)] = tags
            tags, ident = [], None
            continue
        columns = line.split("\t")
        tags.append(columns[2])
    if tags:
        sentences[ident or len(sentences)] = tags
    return sentences


def read_system(path):
    sentences, tags, ident = {}, [], None
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            ident = line[12:] if line.startswith("# sent_id = ") else ident
            continue
        if not line:
            if tags:
                sentences[ident or len(sentences)] = tags
            tags, ident = [], None
            continue
        columns = line.split("\t")
        if not columns[0].isdigit():
            continue
        tag = next((m[8:] for m in columns[9].split("|") if m.startswith("Mention=")), "O")
        tags.append(tag)
    if tags:
        sentences[ident or len(sentences)] = tags
    return sentences


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    gold, system = read_gold(sys.argv[1]), read_system(sys.argv[2])
    same = [i for i, tags in gold.items() if len(tags) == len(system.get(i, ()))]
    if len(same) < 0.99 * len(gold):
        sys.exit("the two files do not hold the same words")
    if len(same) < len(gold):
        print(f"{len(gold) - len(same)} sentences left out: their words differ", file=sys.stderr)
    correct = have = want = 0
    for g, s in ((gold[i], system[i]) for i in same):
        want_spans = {x for x in spans(g) if x[2] in ("PER", "ORG", "LOC")}
        have_spans = {(a, b, label(k)) for a, b, k in spans(s) if label(k)}
        correct += len(want_spans & have_spans)
        want += len(want_spans)
        have += len(have_spans)
    precision, recall = correct / max(1, have), correct / max(1, want)
    print(f"precision {100 * precision:.2f}  recall {100 * recall:.2f}  "
          f"F1 {200 * correct / max(1, have + want):.2f}")


if __name__ == "__main__":
    main()
