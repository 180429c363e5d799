"""New sentences out of the training sentences, for the teacher to read: parts of one tree in the place of like parts of
another, names in the place of names (of the word's neighbourhood in GloVe or of lists, of any length), words in the
place of their neighbours. Nothing is claimed of the result; what a word is in it, the teacher says.

The student remembers the sentences it is taught on (its distance to the teacher is four times as great on others, for
heads and for names); only sentences it has not seen help.
"""
import json
import os
import re
from collections import defaultdict

import data
import features as ft

TOKEN = re.compile(r"n't\b|'(?:s|re|ve|ll|d|m)\b|\w+(?=n't\b)|(?-i:(?:[A-Z]\.)+|(?:Co|Corp|Dr|Inc|Jr|Ltd|Mt|St)\.)|"
                   r"\w+(?:[.,]\d+)*|[^\w\s]", re.I)
MOVED = ("nsubj", "obj", "obl", "nmod", "advcl", "ccomp", "xcomp", "acl", "acl:relcl", "appos", "nsubj:pass", "conj")
LONGEST = 14  # words of a part that moves
WORDNET = {"04": "event", "06": "product", "10": "work", "14": "organization", "15": "place", "18": "person"}
LANDS = {"001", "us", "gb", "gb-eng", "gb-sct", "ca", "au", "nz", "ie", "in", "za", "sg", "hk", "ae"}


def instances(folder):
    """WordNet's single beings: {type: names as words}."""
    out = defaultdict(set)
    for line in open(os.path.join(folder, "data.noun"), encoding="latin-1"):
        if line[0] != " " and " @i " in line:
            cols = line.split()
            kind = WORDNET.get(cols[1])
            for k in range(int(cols[3], 16)):
                name = cols[4 + 2 * k].replace("_", " ")
                if kind and name[:1].isupper() and len(name) > 2:
                    out[kind].add(tuple(TOKEN.findall(name)))
    return out


def brands(folder):
    """Names of businesses and public bodies in English-speaking lands, from the name-suggestion-index."""
    out = set()
    for path, group in json.load(open(os.path.join(folder, "dist/json/nsi.json"), encoding="utf-8"))["nsi"].items():
        if path.startswith(("brands/", "operators/")):
            for item in group["items"]:
                name = item["tags"].get("name:en") or item["tags"].get("name") or item["tags"].get("operator") or item["displayName"]
                lands = item.get("locationSet", {}).get("include", [])
                if name.isascii() and name[:1].isupper() and 2 < len(name) < 50 and any(
                        isinstance(l, str) and (l in LANDS or l.startswith("us-")) for l in lands):
                    out.add(tuple(TOKEN.findall(name)))
    return {n for n in out if 1 <= len(n) <= 7}


class Recombiner:
    def __init__(self, trees, lists, near, common, wordnet, index):
        """near: label.Neighbours; common: words that are no names; wordnet, index: folders."""
        self.lists, self.near, self.common = lists, near, common
        self.names = {k: sorted(v) for k, v in instances(wordnet).items()}
        self.names["organization"] += sorted(brands(index)) * 2
        self.names["place"] += [tuple(n) for names in lists.place.values() for n in names]
        self.kin = {}
        self.parts = defaultdict(list)
        for s in trees:
            for part in self.movable(s):
                self.parts[part[0]].append((s, *part[1:]))

    @staticmethod
    def movable(s):
        """((relation, kind of head), begin, end) of the continuous subtrees that may move."""
        n = len(s.forms)
        low, high, size = list(range(n)), list(range(n)), [1] * n
        for i in range(n):
            at = s.heads[i] - 1
            while at >= 0:
                low[at], high[at], size[at] = min(low[at], i), max(high[at], i), size[at] + 1
                at = s.heads[at] - 1
        for i in range(n):
            if s.rels[i] in MOVED and size[i] == high[i] - low[i] + 1 <= LONGEST:
                yield (s.rels[i], s.xpos[i][:2], s.forms[low[i]].lower() if s.rels[i] in ("obl", "nmod") else ""), low[i], high[i] + 1

    def exchange(self, s, count, rng):
        """Tokens (form, UPOS, label sets) of s with up to `count` parts of other trees in it."""
        tokens = list(zip(s.forms, s.upos, s.names))
        places = [p for p in self.movable(s) if len(self.parts[p[0]]) > 3]
        rng.shuffle(places)
        taken = []
        for key, b, e in places:
            if len(taken) < count and all(e <= b2 or e2 <= b for _, b2, e2 in taken):
                taken.append((key, b, e))
        for key, b, e in sorted(taken, key=lambda x: -x[1]):
            other, ob, oe = rng.choice(self.parts[key])
            new = list(zip(other.forms[ob:oe], other.upos[ob:oe], other.names[ob:oe]))
            if ob == 0 and b and new[0][1] not in ("PROPN",) and new[0][0] != "I":
                new[0] = (new[0][0][:1].lower() + new[0][0][1:], *new[0][1:])
            if b == 0 and ob:
                new[0] = (new[0][0][:1].upper() + new[0][0][1:], *new[0][1:])
            tokens[b:e] = new
        return tokens

    def neighbours(self, word):
        found = self.kin.get(word)
        if found is None:
            found = self.kin[word] = [w for w in self.near.close(word, 40, 0.4) if w not in self.common]
        return found

    def alike(self, form, rng):
        """A word near a name's word, written as that is."""
        w = ft.key(form)
        if w in self.near.row and w not in self.common and len(w) > 1:
            near = self.neighbours(w)
            if near:
                other = rng.choice(near)
                return other.upper() if form.isupper() and len(other) < 7 else other[:1].upper() + other[1:] if form[:1].isupper() else other
        return form

    def rename(self, tokens, share, rng):
        out, i, n = [], 0, len(tokens)
        while i < n:
            form, upos, names = tokens[i]
            first = [data.LABELS[x] for x in names]
            kinds = {l[2:] for l in first}
            if names != data.ALL and 0 not in names and first[0][0] in "BS":
                e = i + 1
                while first[0][0] == "B" and e < n and all(data.LABELS[x][0] in "IE" for x in tokens[e][2]):
                    e += 1
                old = [t[0] for t in tokens[i:e]]
                kind = rng.choice(sorted(kinds))
                r, new = rng.random(), None
                if r < 0.35 * share:
                    new = [self.alike(f, rng) if f[:1].isupper() else f for f in old]
                elif r < 0.75 * share and self.names.get(kind):
                    new = list(rng.choice(self.names[kind]))
                elif r < share and kind in ("person", "place", "product"):
                    new = self.lists.other(kind, rng.choice((1, 2)) if kind == "person" else 1, rng)
                if new and old[0].islower() and rng.random() < 0.7:
                    new = [w.lower() for w in new]
                out += new or old
                i = e
                continue
            if upos == "PROPN" and rng.random() < 0.5 * share:
                form = self.alike(form, rng)
            elif upos in ("NOUN", "VERB", "ADJ") and form == ft.key(form) and form in self.near.row and rng.random() < 0.3:
                other = self.near.of(form)
                form = rng.choice(other) if other else form
            out.append(form)
            i += 1
        return out

    def __call__(self, s, rng):
        """A bare sentence, of which nothing is known."""
        if s.heads is not None:
            tokens = self.exchange(s, rng.choice((0, 1, 1, 2, 3)), rng)
        else:
            tokens = list(zip(s.forms, ["X"] * len(s.forms), s.names))
        forms = self.rename(tokens, 0.8, rng)
        r = rng.random()
        if r < 0.14:
            how = str.upper if r < 0.03 else ft.lower if r < 0.10 else lambda w: w[:1].upper() + w[1:]
            forms = [how(f) for f in forms]
        bare = data.Sentence("text", forms)
        bare.names = [data.ALL] * len(forms)
        return bare
