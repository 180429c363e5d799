#!/usr/bin/env python3
"""Scores what pronouns and definite nouns were resolved to against GUM's coreference.

    score_reference.py LINKS.tsv GOLD.conllu... [--errors]

LINKS.tsv is what `entity_links` prints for the same files in the same order, words of the
gold files. An anaphor is a third-person pronoun, or a common noun with "the", "this" or
"that", that the gold has in a cluster with an earlier (or, for pronouns, any other)
mention. It counts as answered if it shares its node with another mention of the article,
and as right if the nearest of these, those before it first, is of its gold cluster. Precision
is right / answered, answers for what the gold leaves unlinked included; recall is right / anaphors.
"""
import collections
import re
import sys

HE = "he him his himself she her hers herself".split()
IT = "it its itself".split()
THEY = "they them their theirs themselves".split()


def kind_of(word):
    form = word["form"].lower()
    if word["upos"] == "PRON":
        for name, forms in (("he/she", HE), ("it", IT), ("they", THEY)):
            if form in forms:
                return name
    return None


def read_gold(path):
    """Sentences of words, and gold clusters: (sentence, head word) -> cluster ids."""
    sentences, words, spans, open_ = [], [], [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            if words:
                sentences.append(words)
            words = []
        elif line[0] != "#":
            column = line.split("\t")
            if not column[0].isdigit():
                continue
            words.append({"form": column[1], "upos": column[3], "head": int(column[6]),
                          "deprel": column[7], "lemma": column[2]})
            here = (len(sentences), len(words))
            entity = re.search(r"(?:^|\|)Entity=([^|]*)", column[9])
            for piece in re.findall(r"\([^()]*\)?|[^()]+\)", entity.group(1) if entity else ""):
                if piece[0] == "(":
                    fields = piece.strip("()").split("-")
                    span = {"id": fields[0], "first": here, "last": None}
                    spans.append(span)
                    open_.append(span)
                    if not piece.endswith(")"):
                        continue
                    name = fields[0]
                else:
                    name = piece.rstrip(")")
                name = name.split("[")[0]
                for span in reversed(open_):
                    if span["id"].split("[")[0] == name:
                        span["last"] = here
                        open_.remove(span)
                        break
    if words:
        sentences.append(words)
    gold = {}
    for span in spans:
        if span["last"] is None:
            continue
        s, first = span["first"]
        last = span["last"][1]
        for word in range(first, last + 1):
            head = sentences[s][word - 1]["head"]
            if not first <= head <= last:
                # The longest span of a head is the phrase; shorter ones are its parts.
                size = last - first
                if (s, word) not in gold or gold[(s, word)][1] < size:
                    gold[(s, word)] = (span["id"].split("[")[0], size)
                break
    return sentences, {key: value[0] for key, value in gold.items()}


def is_definite(words, at):
    if words[at - 1]["upos"] != "NOUN":
        return False
    return any(w["head"] == at and w["deprel"] == "det" and w["lemma"].lower() in ("the", "this", "that")
               for w in words)


def clusters_at(gold, found, place):
    """The gold clusters of a mention; a name's head may be another of its words in the gold."""
    kind, _, _, _, first, last = found[place]
    words = range(first, last + 1) if kind == "name" else [place[1]]
    return {gold.get((place[0], word)) for word in words}


def main():
    paths = [a for a in sys.argv[2:] if not a.startswith("--")]
    errors = "--errors" in sys.argv
    links = collections.defaultdict(dict)
    order = []
    for line in open(sys.argv[1], encoding="utf-8"):
        document, s, first, last, word, kind, type_, node, name = line.rstrip("\n").split("\t")
        if document not in links:
            order.append(document)
        links[document][(int(s) - 1, int(word))] = (kind, type_, int(node), name, int(first), int(last))
    total = collections.Counter()
    for path in paths:
        document = next((d for d in order if d.startswith(path + "#")), None)
        sentences, gold = read_gold(path)
        found = links.get(document, {})
        members = collections.defaultdict(list)
        for place in gold:
            members[gold[place]].append(place)
        nodes = collections.defaultdict(list)
        for place, mention in sorted(found.items()):
            if mention[2] >= 0:
                nodes[mention[2]].append(place)
        for s, words in enumerate(sentences):
            for at, word in enumerate(words, 1):
                kind = kind_of(word)
                if kind is None and is_definite(words, at):
                    kind = "definite"
                if kind is None:
                    continue
                place = (s, at)
                cluster = gold.get(place)
                others = [p for p in members.get(cluster, []) if p != place] if cluster else []
                if kind == "definite":
                    others = [p for p in others if p < place]
                if others:
                    total[kind, "gold"] += 1
                mention = found.get(place)
                if mention is None or mention[2] < 0:
                    continue
                if kind == "definite" and mention[0] == "plain":
                    continue
                same = [p for p in nodes[mention[2]] if p != place]
                before = [p for p in same if p < place]
                near = before[-1:] or same[:1]
                # A definite noun that stands beside the name in one phrase is no anaphor.
                if kind == "definite" and near and near[0][0] == s and (
                        words[near[0][1] - 1]["head"] == at or words[at - 1]["head"] == near[0][1]):
                    continue
                if not near:
                    continue
                total[kind, "answered"] += 1
                right = cluster is not None and any(cluster in clusters_at(gold, found, p) for p in near)
                total[kind, "right"] += right
                if errors and not right:
                    lo = max(0, s - 1)
                    text = " / ".join(" ".join(w["form"] for w in sentences[i]) for i in range(lo, s + 1))
                    truth = ", ".join(sorted({" ".join(sentences[p[0]][p[1] - 1]["form"] for p in others)})) if others else "-"
                    print(f"{kind}\t{word['form']}@{at}\t-> {mention[3]}\tgold {truth}\t{text}")
    print(f"{'kind':10} {'gold':>6} {'answered':>9} {'right':>6} {'P':>6} {'R':>6} {'F':>6}")
    for kind in ("he/she", "it", "they", "definite", "all"):
        kinds = [kind] if kind != "all" else ["he/she", "it", "they", "definite"]
        gold, answered, right = (sum(total[k, f] for k in kinds) for f in ("gold", "answered", "right"))
        p, r = right / max(1, answered), right / max(1, gold)
        print(f"{kind:10} {gold:6} {answered:9} {right:6} {100 * p:6.2f} {100 * r:6.2f} {200 * p * r / max(1e-9, p + r):6.2f}")


if __name__ == "__main__":
    main()
