#!/usr/bin/env python3
"""Counts the kinds of error in an analysis: what goes wrong, not only how often.

    error_kinds.py [--examples N] GOLD.conllu SYSTEM.conllu
    error_kinds.py [--examples N] SYSTEM.conllu

Each word whose head, relation, tag or lemma differs from gold's falls into one kind, by the first rule
below that fits; tree, tag and lemma are counted apart. A function word or mark that went astray with the
word it belongs to is counted with that word's kind, so that one wrong choice is one kind. Words are
aligned by their characters; where the tokens differ, only the token kind sees them. Named spans of
gold's `Entity=` column (GUM's person, organization, place with a proper noun as head) are looked up at
their head word. Without gold only the names are counted that have two types in one text.
--examples prints N words of each kind, to be read beside the texts.
"""
import argparse
import collections
import re
import sys

FUNCTION = {"det", "case", "mark", "cc", "aux", "aux:pass", "cop", "punct", "fixed", "det:predet", "cc:preconj"}
OBLIQUE = {"nmod", "obl", "obl:agent"}
CLAUSES = {"advcl", "advcl:relcl", "acl", "acl:relcl", "xcomp", "ccomp", "csubj", "csubj:pass", "csubj:outer"}
SPOKEN = {"discourse", "reparandum", "vocative"}
LOOSE = {"appos", "parataxis", "list", "dep", "orphan", "dislocated"}
CORE = {"nsubj", "nsubj:pass", "nsubj:outer", "obj", "iobj", "expl"}
INSIDE = {"amod", "compound", "nummod", "nmod:poss", "nmod:unmarked", "goeswith"}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "SYM"}
SMALL = {"ADP", "SCONJ", "ADV", "PART", "PRON", "DET", "CCONJ"}
# Lemmas that the two training treebanks write in two ways: GUM's side.
CONVENTIONS = {("people", "person"), ("united", "Unite"), ("whom", "who")}
# Types of names -> GUM's three.
TYPES = {"company": "organization", "government-body": "organization", "party": "organization",
         "media": "organization", "country": "place", "region": "place", "city": "place", "facility": "place"}


class Word:
    def __init__(self, columns, begin, end):
        self.ident, self.form, self.lemma, self.upos, self.xpos = columns[:5]
        self.head_ident, self.rel, self.misc = columns[6], columns[7], columns[9]
        self.begin, self.end, self.head, self.last = begin, end, None, False

    def mention(self):
        """('B' or 'I', type) of the named mention that the word is in, or None."""
        found = re.search(r"(?:^|\|)Mention=([BI])-([^|]*)", self.misc)
        return found and found.groups()

    def __str__(self):
        return f"{self.form}/{self.upos} {self.rel}<{self.head.form if self.head else 'ROOT'}"


def read(path):
    """The words of a CoNLL-U file with their places in the text without white space."""
    words, sentence, offset, covered, token = [], [], 0, 0, (0, 0)

    def close():
        by_ident = {w.ident: w for w in sentence}
        for w in sentence:
            w.head = by_ident.get(w.head_ident)
        for w in sentence[-1:]:
            w.last = True
        words.extend(sentence)
        sentence.clear()

    with open(path, encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if columns == [""]:
                close()
                covered = 0
                continue
            if line.startswith("#") or "." in columns[0]:
                continue
            size = len("".join(columns[1].split()))
            if "-" in columns[0]:  # a token of several words: they share its characters
                covered, token = int(columns[0].split("-")[1]), (offset, offset + size)
                offset += size
            elif int(columns[0]) <= covered:
                sentence.append(Word(columns, *token))
            else:
                sentence.append(Word(columns, offset, offset + size))
                offset += size
    close()
    return words


def align(gold, system):
    """{gold word: system word} on the same characters; words of one token pair up in order."""
    places = collections.defaultdict(list)
    for w in system:
        places[w.begin, w.end].append(w)
    taken, pairs = collections.Counter(), {}
    for w in gold:
        place = (w.begin, w.end)
        if taken[place] < len(places[place]):
            pairs[w] = places[place][taken[place]]
            taken[place] += 1
    return pairs


def is_noun(word):
    return word is not None and word.upos in NOMINAL


def tree_kind(g, s, head_right):
    """The kind of a word whose head or relation is wrong; g and s are its two sides."""
    pair = {g.rel, s.rel}
    if "root" in pair:
        return "main predicate of the sentence"
    if pair & {"conj", "cc"}:
        return "coordination: what is joined with what"
    if pair <= OBLIQUE | {"obl:unmarked", "nmod:unmarked"}:
        if head_right:
            return "nmod or obl under the right word"
        nouns = is_noun(g.head) + is_noun(s.head)
        return "prepositional phrase: " + ("on the wrong verb", "noun or verb", "on the wrong noun")[nouns]
    if pair & SPOKEN:
        return "spoken: repairs, fillers, address"
    if pair & LOOSE:
        return "loose part: apposition, aside, list, label"
    if pair <= CLAUSES and not head_right:
        return "clause: on the wrong word"
    if pair & CLAUSES:
        return "clause: which kind, or no clause"
    if pair & CORE:
        return "subject or object"
    if pair & {"flat", "nmod:desc"}:
        return "inside a name or title"
    if pair & INSIDE:
        return "inside a noun phrase: compound, adjective, number"
    if pair & {"advmod", "compound:prt"}:
        return "adverb or particle"
    return "punctuation alone" if pair == {"punct"} else "other small words"


def tag_kind(g, s):
    tags, form = {g.upos, s.upos}, g.form.lower()
    if form == "united" and g.xpos == s.xpos:
        return "convention of the treebank"
    if "PROPN" in tags:
        return "capital letter: name or common word"
    if form.endswith("ing") and tags <= {"VERB", "NOUN", "ADJ", "ADP"}:
        return "-ing form: verb, noun or adjective"
    if tags == {"VERB", "ADJ"}:
        return "participle: verb or adjective"
    if tags <= SMALL:
        return "small word: ADP, SCONJ, ADV, PRON, DET"
    if tags & {"INTJ", "X"}:
        return "interjection, foreign or broken word"
    return "noun, verb, adjective or adverb by use" if tags <= {"NOUN", "VERB", "ADJ", "ADV"} else "other"


def lemma_kind(g, s):
    if g.lemma == "_" or g.upos == "PUNCT" or (g.form.lower(), g.lemma) in CONVENTIONS:
        return "convention of the treebank"
    if g.lemma.lower() == s.lemma.lower():
        return "capital letter"
    return "follows a wrong tag" if (g.upos, g.xpos) != (s.upos, s.xpos) else "wrong stem"


def gold_names(words):
    """(head word, type) of gold's named persons, organizations and places."""
    names, begun = [], []
    for i, w in enumerate(words):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", w.misc)
        for mark in re.findall(r"\([^()]*\)?|[^()]+\)", found[1] if found else ""):
            ident, kind = (mark.strip("()").split("-") + [""])[:2]
            if mark.startswith("("):
                begun.append((ident, kind, i))
            if not mark.endswith(")"):
                continue
            span = next((b for b in reversed(begun) if b[0] == ident), None)
            if span is None:
                continue
            begun.remove(span)
            inside = words[span[2]:i + 1]
            head = next((x for x in inside if x.head not in inside), None)
            if head is not None and head.upos == "PROPN" and span[1] in {"person", "organization", "place"}:
                names.append((head, span[1]))
    return names


def named_mentions(words):
    """{name: {type: [first word]}} of the system's mentions."""
    names, current = collections.defaultdict(lambda: collections.defaultdict(list)), None
    for w in words + [None]:
        mention = w and w.mention()
        if current and (not mention or mention[0] == "B"):
            names[" ".join(x.form for x in current[1])][current[0]].append(current[1][0])
            current = None
        if mention and mention[0] == "B":
            current = (mention[1], [w])
        elif mention and current:
            current[1].append(w)
    return names


class Tally:
    def __init__(self):
        self.kinds = collections.defaultdict(list)

    def note(self, group, kind, gold, system):
        self.kinds[group, kind].append((gold, system))

    def show(self, wanted):
        groups = list(dict.fromkeys(group for group, _ in self.kinds))
        for group in groups:
            part = {kind: found for (g, kind), found in self.kinds.items() if g == group}
            total = sum(map(len, part.values()))
            print(f"\n{group}: {total}")
            for kind, found in sorted(part.items(), key=lambda item: (-len(item[1]), item[0])):
                print(f"{len(found):6} {100 * len(found) / total:5.1f} %  {kind}")
                for gold, system in found[::max(1, len(found) // max(1, wanted))][:wanted]:
                    print(f"               {gold}  ->  {system}" if system else f"               {gold}")


def compare_trees(pairs, tally):
    wrong, drawn = {}, {}
    for g, s in pairs.items():
        head_right = s.head is (pairs.get(g.head) if g.head else None)
        if not head_right or g.rel != s.rel:
            wrong[g] = (s, head_right)
            drawn.setdefault(s, g)

    def kind_of(g, depth):
        s, head_right = wrong[g]
        leader = g.head if g.head in wrong else drawn.get(s.head)
        follows = g.rel in FUNCTION and s.rel in FUNCTION | {"advmod"} and leader is not None
        return kind_of(leader, depth + 1) if follows and depth < 4 else tree_kind(g, s, head_right)

    for g in wrong:
        tally.note("tree: words with a wrong head or relation", kind_of(g, 0), g, wrong[g][0])


def compare(gold, system, tally):
    pairs = align(gold, system)
    compare_trees(pairs, tally)
    for g, s in pairs.items():
        if g.upos != s.upos:
            tally.note("tags (UPOS)", tag_kind(g, s), g, s)
        if g.lemma != s.lemma:
            tally.note("lemmas", lemma_kind(g, s), f"{g}, {g.lemma}", s.lemma)
    for g, kind in gold_names(gold):
        mention = pairs[g].mention() if g in pairs else None
        if not mention:
            tally.note("names", f"{kind}: not seen", g, None)
        elif TYPES.get(mention[1], mention[1]) != kind:
            tally.note("names", f"{kind}: taken for another type", g, mention[1])
    for g in gold:
        if g not in pairs:
            tally.note("tokens", "cut in another way", g, None)
    ends = [{w.end: w for w in side if w.last} for side in (gold, system)]
    for kind, here, there in (("break missed", ends[0], ends[1]), ("break too many", ends[1], ends[0])):
        for place, word in here.items():
            if place not in there:
                tally.note("sentences", kind, word, None)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=0, metavar="N")
    parser.add_argument("files", nargs="+", metavar="FILE")
    arguments = parser.parse_args()
    if len(arguments.files) > 2:
        parser.error("give gold and system, or system alone")
    system, tally = read(arguments.files[-1]), Tally()
    print(f"{len(system)} words", end="")
    if len(arguments.files) == 2:
        gold = read(arguments.files[0])
        if "".join(w.form for w in gold)[:40].split() == [] or gold[-1].end != system[-1].end:
            sys.exit("\nthe two files hold different texts")
        compare(gold, system, tally)
    names = named_mentions(system)
    for name, kinds in names.items():
        if len({TYPES.get(k, k) for k in kinds}) > 1:
            counts = sorted(((len(words), kind) for kind, words in kinds.items()), reverse=True)
            listed = ", ".join(f"{kind} {n}" for n, kind in counts)
            for _, kind in counts[1:]:
                for word in kinds[kind]:
                    tally.note("mentions whose name mostly has another type", f"{name}: {listed}", word, None)
    print(f", {sum(len(w) for k in names.values() for w in k.values())} mentions of {len(names)} names")
    tally.show(arguments.examples)


if __name__ == "__main__":
    main()
