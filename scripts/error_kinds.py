#!/usr/bin/env python3
"""Counts the kinds of error in an analysis: what goes wrong, not only how often.

    error_kinds.py GOLD.conllu SYSTEM.conllu [--examples N]

Each word whose head, relation, tag or lemma is wrong falls into one kind, by the first rule below that
fits; a word's tree, tag and lemma are counted apart. A function word (article, preposition, auxiliary,
comma ...) that follows its head word astray is counted with that word's kind, so that one wrong choice is
one kind. Words are aligned by their characters; where the tokens differ, only the token kinds see them.
Names are compared at the head word of gold's named `Entity=` spans (person, organization, place) when gold
has such spans. --examples prints N words of each kind, to be read beside the texts.
"""
import collections
import re
import sys

FUNCTION = {"det", "case", "mark", "cc", "aux", "aux:pass", "cop", "punct", "fixed", "det:predet", "cc:preconj"}
PREPOSITIONAL = {"nmod", "obl", "obl:agent"}
CLAUSES = {"advcl", "advcl:relcl", "acl", "acl:relcl", "xcomp", "ccomp", "csubj", "csubj:pass", "csubj:outer"}
LOOSE = {"appos", "parataxis", "list", "dep", "vocative", "discourse", "reparandum", "orphan", "dislocated"}
CORE = {"nsubj", "nsubj:pass", "nsubj:outer", "obj", "iobj", "expl"}
INSIDE = {"amod", "compound", "nummod", "nmod:poss", "flat", "nmod:desc", "nmod:unmarked", "goeswith"}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "SYM"}
TYPES = {"company": "organization", "government-body": "organization", "party": "organization",
         "media": "organization", "country": "place", "region": "place", "city": "place", "facility": "place"}


class Word:
    def __init__(self, columns, begin, end):
        self.ident, self.form, self.lemma, self.upos, self.xpos = columns[:5]
        self.head_ident, self.rel, self.misc = columns[6], columns[7], columns[9]
        self.begin, self.end, self.head, self.sentence = begin, end, None, 0


def read(path):
    """The words of a CoNLL-U file with their places in the text without white space."""
    words, sentence, offset, number = [], [], 0, 0
    token_end, covered = 0, 0

    def close():
        nonlocal number
        by_ident = {w.ident: w for w in sentence}
        for w in sentence:
            w.head, w.sentence = by_ident.get(w.head_ident), number
        words.extend(sentence)
        sentence.clear()
        number += 1

    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                close()
                covered = 0
                continue
            columns = line.split("\t")
            if line.startswith("#") or "." in columns[0]:
                continue
            size = len("".join(columns[1].split()))
            if "-" in columns[0]:
                covered, token_begin, token_end = int(columns[0].split("-")[1]), offset, offset + size
                offset = token_end
            elif int(columns[0]) <= covered:
                sentence.append(Word(columns, token_begin, token_end))
            else:
                sentence.append(Word(columns, offset, offset + size))
                offset += size
    if sentence:
        close()
    return words


def align(gold, system):
    """Pairs of words on the same characters; words of one token pair up in order."""
    places = collections.defaultdict(list)
    for w in system:
        places[(w.begin, w.end)].append(w)
    taken, pairs = collections.Counter(), {}
    for w in gold:
        key = (w.begin, w.end)
        if taken[key] < len(places[key]):
            pairs[w] = places[key][taken[key]]
            taken[key] += 1
    return pairs


def head_side(word):
    if word is None:
        return "root"
    return "noun" if word.upos in NOMINAL else "verb" if word.upos in {"VERB", "AUX"} else "other"


def tree_kind(g, s, head_right):
    """The kind of a word whose head or relation is wrong; g and s are its gold and system selves."""
    pair = {g.rel, s.rel}
    base = {r.split(":")[0] for r in pair}
    if "root" in pair:
        return "main predicate of the sentence (root, copula)"
    if pair & {"conj", "cc"}:
        return "coordination: what is joined with what"
    if pair <= PREPOSITIONAL and not head_right:
        sides = {head_side(g.head), head_side(s.head)}
        if sides == {"noun"}:
            return "prepositional phrase: on the wrong noun"
        return "prepositional phrase: noun or verb" if "noun" in sides else "prepositional phrase: on the wrong verb"
    if pair <= PREPOSITIONAL | {"obl:unmarked", "nmod:unmarked"} and head_right:
        return "relation by the head's tag (nmod/obl)"
    if pair & LOOSE:
        return "loose part: apposition, parataxis, list, aside"
    if pair & CLAUSES:
        if pair <= CLAUSES and not head_right:
            return "clause: on the wrong word"
        return "clause: which kind"
    if pair & CORE:
        return "subject or object"
    if base & {"flat"} or pair & {"nmod:desc"}:
        return "inside a name or title (flat, compound, nmod:desc)"
    if pair & INSIDE:
        return "inside a noun phrase (compound, amod, number)"
    if "advmod" in pair or "compound:prt" in pair:
        return "adverb or particle"
    if pair & PREPOSITIONAL or base & {"obl", "nmod"}:
        return "prepositional phrase: noun or verb"
    if pair == {"punct"}:
        return "punctuation alone"
    return "function word alone"


def tag_kind(g, s):
    tags = {g.upos, s.upos}
    if g.upos != s.upos and g.form == "United" and g.xpos == s.xpos == "NNP":
        return "tag: spelled differently in the two treebanks (United)"
    if "PROPN" in tags:
        return "tag: capital letter, name or common word"
    if g.form.lower().endswith(("ed", "en", "n", "t", "d")) and tags == {"VERB", "ADJ"}:
        return "tag: participle, verb or adjective"
    if g.form.lower().endswith("ing"):
        return "tag: -ing form, verb, noun or adjective"
    if tags <= {"ADP", "SCONJ", "ADV", "PART", "PRON", "DET", "CCONJ"}:
        return "tag: small word (ADP, SCONJ, ADV, PRON, DET)"
    if tags & {"INTJ", "X"}:
        return "tag: interjection, foreign or broken word"
    if tags <= {"NOUN", "VERB", "ADJ", "ADV"}:
        return "tag: noun, verb, adjective or adverb by use"
    return "tag: other"


def lemma_kind(g, s):
    if g.lemma.lower() == s.lemma.lower():
        return "lemma: capital letter"
    if g.lemma == "_" or g.upos == "PUNCT" or (g.form.lower(), g.lemma) in {("people", "person"), ("united", "Unite"),
                                                                           ("whom", "who")}:
        return "lemma: convention of the treebank"
    return "lemma: follows a wrong tag" if g.upos != s.upos or g.xpos != s.xpos else "lemma: wrong stem"


def entity_heads(words):
    """(head word, type) of the named person, organization and place spans of gold."""
    heads, open_spans = [], []
    for i, w in enumerate(words):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", w.misc)
        for mark in re.findall(r"\([^()]*\)?|[^()]+\)", found[1] if found else ""):
            if mark.startswith("("):
                fields = mark.strip("()").split("-")
                open_spans.append((fields[0], fields[1] if len(fields) > 1 else "", i))
            if mark.endswith(")"):
                ident = mark.strip("()").split("-")[0]
                for span in reversed(open_spans):
                    if span[0] == ident:
                        open_spans.remove(span)
                        inside = words[span[2]:i + 1]
                        tops = [x for x in inside if x.head not in inside]
                        if tops[0].upos == "PROPN" and span[1] in {"person", "organization", "place"}:
                            heads.append((tops[0], span[1]))
                        break
    return heads


def count(gold, system):
    pairs = align(gold, system)
    kinds, examples = collections.Counter(), collections.defaultdict(list)

    def note(kind, g, s):
        kinds[kind] += 1
        examples[kind].append((g, s))

    wrong = {}
    for g, s in pairs.items():
        head_right = s.head is pairs.get(g.head) if g.head else s.head is None
        if not head_right or g.rel != s.rel:
            wrong[g] = (s, head_right)

    def kind_of(g, depth=0):
        s, head_right = wrong[g]
        led = g.head if g.head in wrong else None
        if led is None and s.head is not None:  # gold's head is right, so the word was drawn by the wrong one
            led = next((w for w in wrong if wrong[w][0] is s.head), None) if g.rel in FUNCTION else None
        if g.rel in FUNCTION and s.rel in FUNCTION | {"advmod"} and led is not None and depth < 4:
            return kind_of(led, depth + 1)
        return tree_kind(g, s, head_right)

    for g in wrong:
        note("tree: " + kind_of(g), g, wrong[g][0])
    for g, s in pairs.items():
        if g.upos != s.upos:
            note(tag_kind(g, s), g, s)
        if g.lemma != s.lemma:
            note(lemma_kind(g, s), g, s)
    for g, kind in entity_heads(gold):
        s = pairs.get(g)
        named = re.search(r"Mention=[BI]-([^|]*)", s.misc) if s else None
        if not named:
            note("name: not seen", g, s or g)
        elif TYPES.get(named[1], named[1]) != kind:
            note(f"name: {kind} taken for another type", g, s)
    lost = [g for g in gold if g not in pairs]
    for g in lost:
        note("token: cut differently", g, g)
    ends = [{w.end for w, after in zip(side, side[1:] + [None]) if after is None or after.sentence != w.sentence}
            for side in (gold, system)]
    for g in gold:
        if g.end in ends[0] - ends[1] and g.rel != "_":
            if not any(x.end == g.end and x is not g for x in examples_end(examples, "sentence: break missed")):
                note("sentence: break missed", g, pairs.get(g, g))
        if g.end in ends[1] - ends[0]:
            if not any(x.end == g.end for x in examples_end(examples, "sentence: break too many")):
                note("sentence: break too many", g, pairs.get(g, g))
    return kinds, examples, len(wrong), len(gold)


def examples_end(examples, kind):
    return [g for g, _ in examples[kind][-2:]]


def show(word):
    return f"{word.form}/{word.upos} {word.rel}<{word.head.form if word.head else 'ROOT'}"


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    wanted = 0
    if "--examples" in sys.argv:
        wanted = int(arguments.pop(sys.argv.index("--examples") - 1))
    if len(arguments) != 2:
        sys.exit(__doc__)
    gold, system = read(arguments[0]), read(arguments[1])
    if "".join(w.form for w in gold if w.begin == w.end) or not gold:
        sys.exit("the gold file has no words")
    kinds, examples, wrong, words = count(gold, system)
    print(f"{words} words, {wrong} with a wrong head or relation")
    for prefix, whole in (("tree", wrong), ("tag", None), ("lemma", None), ("name", None), ("sentence", None),
                          ("token", None)):
        part = [(n, k) for k, n in kinds.items() if k.startswith(prefix + ":")]
        total = whole or sum(n for n, _ in part)
        for n, kind in sorted(part, key=lambda p: (-p[0], p[1])):
            print(f"{n:6} {100 * n / total:5.1f} %  {kind}")
            for g, s in examples[kind][:: max(1, len(examples[kind]) // max(wanted, 1))][:wanted]:
                print(f"           {show(g)}  ->  {show(s)}")


if __name__ == "__main__":
    main()
