"""Readers of the training data: treebanks (CoNLL-U), names (IOB2, two-column), GUM's entities as names.

Every token carries, for the mention head, the *set* of labels that its data set allows: a data set that does not
know a class leaves it open, and the loss sums over the set.
"""
import glob
import os
import re

TYPES = ["person", "organization", "place", "product", "work", "event", "group"]
LABELS = ["O"] + [f"{p}-{t}" for t in TYPES for p in "BIES"]
INDEX = {l: i for i, l in enumerate(LABELS)}
OTHERS = ("product", "work", "event", "group")
ALL = frozenset(range(len(LABELS)))


class Sentence:
    __slots__ = ("forms", "upos", "xpos", "feats", "lemmas", "heads", "rels", "names", "id", "source", "space",
                 "mentions", "document")

    def __init__(self, source, forms):
        self.source, self.forms, self.id = source, forms, ""
        self.upos = self.xpos = self.feats = self.lemmas = self.heads = self.rels = self.names = self.space = None
        self.mentions = None  # (anchor, begin, end, class) where known
        self.document = ""


def read_conllu(path, source):
    out, rows, ident = [], [], ""
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("# sent_id = "):
                ident = line[12:]
            elif line and line[0] != "#":
                cols = line.split("\t")
                if cols[0].isdigit():
                    rows.append(cols)
            elif not line and rows:
                s = Sentence(source, [c[1] for c in rows])
                s.id = ident
                s.lemmas, s.upos = [c[2] for c in rows], [c[3] for c in rows]
                s.xpos, s.feats = [c[4] for c in rows], [c[5] for c in rows]
                s.heads, s.rels = [int(c[6]) for c in rows], [c[7] for c in rows]
                s.space = [c[9] for c in rows]  # MISC, for the readers below
                out.append(s)
                rows = []
    return out


def spans_to_sets(n, spans, outside):
    """spans: (begin, end, types); outside: one label set per token for what no span covers."""
    sets = list(outside)
    for b, e, types in spans:
        for i in range(b, e):
            p = "S" if e - b == 1 else "B" if i == b else "E" if i == e - 1 else "I"
            sets[i] = frozenset(INDEX[f"{p}-{t}"] for t in types)
    return sets


NOTHING = frozenset([0])
OPEN_OTHERS = frozenset([0] + [INDEX[f"{p}-{t}"] for t in OTHERS for p in "BIES"])
DEMONYM = re.compile(r"(ese|ish|ian|ans?|eli|iraqi|french|dutch|welsh|greek|czech|swiss)s?$", re.I)


def bio_spans(tags):
    spans, begin = [], None
    for i, t in enumerate(tags + ["O"]):
        if begin is not None and not (t.startswith("I-") and t[2:] == tags[begin][2:]):
            spans.append((begin, i, tags[begin][2:]))
            begin = None
        if t != "O" and begin is None:
            begin = i
    return spans


UNER = {"PER": ("person",), "ORG": ("organization",), "LOC": ("place",)}


def add_uner(sentences, path):
    """Names of Universal NER on the sentences with the same sent_id."""
    by_id, ident, tags = {}, "", []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# sent_id = "):
            ident, tags = line[12:], []
            by_id[ident] = tags
        elif line and line[0] != "#":
            tags.append(line.split("\t")[2])
    for s in sentences:
        tags = by_id.get(s.id)
        if tags is None or len(tags) != len(s.forms):
            s.names = [ALL] * len(s.forms)
            continue
        stray = {i for i, t in enumerate(tags) if t.endswith("-O")}
        spans = []
        for b, e, t in bio_spans(["O" if i in stray else t for i, t in enumerate(tags)]):
            if t in UNER:
                spans.append((b, e, UNER[t]))
            else:
                group = all(x in ("JJ", "NNPS") for x in s.xpos[b:e])
                spans.append((b, e, ("group",) if group else OTHERS))
        outside = [OPEN_OTHERS if u == "PROPN" else NOTHING for u in s.upos]
        s.names = spans_to_sets(len(tags), spans, outside)


def uner_spans(path):
    """Gold (PER, ORG, LOC) spans of a released file, by sent_id, for scoring."""
    by_id, ident = {}, ""
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# sent_id = "):
            ident = line[12:]
            by_id[ident] = []
        elif line and line[0] != "#":
            by_id[ident].append(line.split("\t")[2])
    return {i: set(x for x in bio_spans(t) if x[2] in UNER) for i, t in by_id.items()}


def read_columns(path, source):
    """Two-column name files: the word, its tag."""
    out, words, tags = [], [], []
    for line in list(open(path, encoding="utf-8")) + ["\n"]:
        cols = line.split()
        if len(cols) >= 2:
            words.append(cols[0])
            tags.append(cols[-1].split(",")[0])
        elif words:
            s = Sentence(source, words)
            spans = []
            for b, e, t in bio_spans(tags):
                types = NAMES[source].get(t)
                if types is None:
                    types = OTHERS
                    if e - b == 1 and DEMONYM.search(words[b]):
                        types = ("group",)
                spans.append((b, e, types))
            loose = WNUT_OPEN if source == "wnut" else NOTHING
            outside = [loose if w[:1].isupper() else NOTHING for w in words]
            s.names = spans_to_sets(len(words), spans, outside)
            if len(words) > 1:
                out.append(s)
            words, tags = [], []
    return out


WNUT_OPEN = frozenset([0] + [INDEX[f"{p}-{t}"] for t in ("event", "group") for p in "BIES"])
NAMES = {
    "wikigold": {"PER": ("person",), "ORG": ("organization",), "LOC": ("place",)},
    "wnut": {"person": ("person",), "location": ("place",), "corporation": ("organization",),
             "group": ("organization",), "product": ("product",), "creative-work": ("work",)},
}
GUM = {"person": ("person",), "organization": ("organization",), "place": ("place",), "event": ("event",),
       "object": ("product",), "abstract": ("work", "product", "event"), "substance": (), "time": (), "animal": (),
       "plant": ()}
OPENING = re.compile(r"\(([^()]+)|([^()]*)\)")


def gum_entities(sentence):
    """(begin, end, type) of every continuous entity span that opens and closes in the sentence."""
    stack, spans = [], []
    for i, misc in enumerate(sentence.space):
        m = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
        if not m:
            continue
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", m.group(1)):
            ident = part.strip("()").split("-")[0]
            if part.startswith("("):
                stack.append((ident, part.strip("()").split("-")[1], i))
                if part.endswith(")"):
                    b = stack.pop()
                    spans.append((b[2], i + 1, b[1]))
            else:
                for k in range(len(stack) - 1, -1, -1):
                    if stack[k][0] == ident:
                        b = stack.pop(k)
                        spans.append((b[2], i + 1, b[1]))
                        break
    return spans


def gum_names(s):
    """Entities headed by a proper noun, cut to the name: the proper words round the head, titles left out."""
    n = len(s.forms)
    taken, spans = [None] * n, []

    def proper(i):
        return s.xpos[i] in ("NNP", "NNPS") and s.rels[i] not in ("appos", "conj", "nmod:desc", "parataxis")

    entities = gum_entities(s)
    for b, e, kind in sorted(entities, key=lambda x: x[1] - x[0]):
        heads = [i for i in range(b, e) if not b < s.heads[i] <= e]
        if len(heads) != 1 or s.upos[heads[0]] != "PROPN":
            continue
        left = right = heads[0]
        grown = True
        while grown:
            grown = False
            if left > b and s.heads[left - 1] - 1 in range(left - 1, right + 1) and (
                    proper(left - 1) or s.upos[left - 1] in ("ADJ", "NOUN") and s.forms[left - 1][:1].isupper()
                    and s.rels[left - 1] not in ("nmod:desc", "appos")):
                left, grown = left - 1, True
                while left > b and proper(left - 1) and s.heads[left - 1] - 1 in range(left - 1, right + 1):
                    left -= 1
            for skip in (1, 2):  # the next run of proper words, behind at most one small word
                first = right + skip
                last = first
                while last + 1 < e and proper(last + 1):
                    last += 1
                if last >= e or not proper(first):
                    continue
                if skip == 2 and s.forms[right + 1] not in ("of", "-", "and", "&", "for", "'s", "de"):
                    continue
                inner = [i for i in range(first, last + 1) if s.heads[i] - 1 in range(left, right + 1)]
                if inner and s.rels[inner[0]] in ("flat", "compound", "nmod", "nmod:unmarked", "conj", "nummod", "obl") or (
                        skip == 1 and any(s.heads[i] - 1 in range(first, last + 1) for i in range(left, right + 1))):
                    right, grown = last, True
                    break
            if not grown and right + 1 < e and s.upos[right + 1] == "NUM" and s.heads[right + 1] - 1 in range(left, right + 1):
                right, grown = right + 1, True
            if not grown and left - 1 > b and s.forms[left - 1] == "-" and proper(left - 2):
                left, grown = left - 2, True
        if any(taken[i] for i in range(left, right + 1)):
            continue
        types = ("group",) if kind == "person" and s.xpos[heads[0]] == "NNPS" else GUM.get(kind, ())
        for i in range(left, right + 1):
            taken[i] = True
        spans.append((left, right + 1, types, kind))
    outside = []
    for i in range(n):
        if taken[i]:
            outside.append(NOTHING)
        elif s.upos[i] == "PROPN" and any(b <= i < e for b, e, _ in entities):
            outside.append(ALL)
        elif s.upos[i] == "ADJ" and s.forms[i][:1].isupper() and i:
            outside.append(frozenset([0, INDEX["S-group"]]))
        else:
            outside.append(NOTHING)
    s.names = spans_to_sets(n, [x[:3] for x in spans if x[2]], outside)
    for b, e, types, kind in spans:
        if kind == "abstract":
            for i in range(b, e):
                s.names[i] = s.names[i] | NOTHING


def load(folder):
    """All parts of the training data: a dict of lists of sentences."""
    ewt = {k: read_conllu(os.path.join(folder, "ewt", k + ".conllu"), "ewt") for k in ("train", "dev", "test")}
    for part, name in (("train", "train-early"), ("dev", "dev"), ("test", "test")):
        add_uner(ewt[part], os.path.join(folder, "uner_ewt", name + ".iob2"))
    import mentions
    gum = {}
    for part in ("train", "dev"):
        gum[part] = []
        for path in sorted(glob.glob(os.path.join(folder, "gum", part, "*.conllu"))):
            for s in read_conllu(path, "gum"):
                s.document = os.path.basename(path)
                gum_names(s)
                s.mentions = mentions.anchored(s)
                gum[part].append(s)
    names = read_columns(os.path.join(folder, "wikigold", "wikigold.conll.txt"), "wikigold")
    for f in ("wnut17train.conll", "emerging.dev.conll", "emerging.test.annotated"):
        names += read_columns(os.path.join(folder, "wnut17", f), "wnut")
    return {"ewt": ewt, "gum": gum, "names": names}


if __name__ == "__main__":
    import sys
    d = load(sys.argv[1])
    for s in d["gum"]["train"][:400]:
        for i, t in enumerate(s.names):
            if 0 not in t:
                print(s.forms[i], [LABELS[x] for x in sorted(t)], end="; ")
