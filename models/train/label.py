#!/usr/bin/env python3
"""The teacher reads text, and what it thinks of it is kept for the student.

    label.py DATA GLOVE.json TEACHER_RUN MPNET OUT_DIR --companies companies.txt [--wordnet DIR] [--text FILE]
             [--versions 2] [--recombined 0 --index DIR]

Writes OUT_DIR/0.pkl, 1.pkl, ...: the training sentences as they are first, then changed versions of them (names
swapped, words replaced by neighbours in GloVe, news style, noise of case), the name sets, WordNet's examples and
further text, last the sentences made out of them by `recombine.py`. Parts that are there are kept. An item is (forms, hard targets, soft targets); a soft target is the few best classes of a word and their probabilities.
`train.py --labels OUT_DIR` reads whatever parts are there when an epoch begins.
"""
import argparse
import os
import pickle
import random
import re
from collections import Counter, defaultdict

import numpy as np
import torch

import data
import features as ft
from name_lists import NameLists
from news_style import NewsStyle
from recombine import TOKEN, Recombiner
from teacher import Pieces, Teacher
from train import batches, common_words, encode, hold_out, noisy, tensors

KEPT = {"upos": 3, "xpos": 3, "feats": 3, "lemma": 3, "arc": 6, "rel": 4, "name": 4, "mention": 4, "left": 4, "right": 4}
PARTS = 4  # files for each version of the sentences
ENDINGS = ("ing", "ed", "ly", "est", "er", "s")


class Neighbours:
    """Other words that could stand where a word stands, by their vectors and what training saw of their tags."""

    def __init__(self, vocabulary, trees, near=10):
        seen = defaultdict(Counter)
        for s in trees:
            for f, x in zip(s.forms, s.xpos):
                seen[ft.key(f)][x] += 1
        self.tag = {w: c.most_common(1)[0][0] for w, c in seen.items()}
        self.words, self.near = vocabulary.words, near
        m = torch.from_numpy(vocabulary.glove[1:])
        self.unit = m / m.norm(dim=1, keepdim=True).clamp(min=1e-6)
        self.row, self.known = vocabulary.row, {}

    @staticmethod
    def ending(w):
        return next((e for e in ENDINGS if w.endswith(e)), "")

    def close(self, word, count, least):
        """The nearest words, as much alike as `least` (cosine)."""
        at = self.row[word] - 1
        near = torch.topk(self.unit @ self.unit[at], count + 1)
        return [self.words[i] for v, i in zip(near.values.tolist(), near.indices.tolist())
                if i != at and v > least and self.words[i].isalpha()]

    def of(self, word):
        found = self.known.get(word)
        if found is None:
            tag = self.tag.get(word)
            found = [w for w in self.close(word, self.near, 0.5) if self.ending(w) == self.ending(word)
                     and self.tag.get(w, tag) == tag]
            self.known[word] = found
        return found

    def replace(self, s, forms, share, rng):
        """Puts neighbours for some nouns, verbs and adjectives into forms; -> the places."""
        places = set()
        for i, u in enumerate(s.upos):
            w = ft.key(forms[i])
            if u in ("NOUN", "VERB", "ADJ") and forms[i] == w and w in self.row and rng.random() < share:
                other = self.of(w)
                if other:
                    forms[i] = rng.choice(other)
                    places.add(i)
        return places


def examples(folder):
    """The quoted examples of WordNet's glosses, as bare sentences."""
    out = []
    for part in ("noun", "verb", "adj", "adv"):
        for line in open(os.path.join(folder, "data." + part), encoding="latin-1"):
            for text in re.findall(r'"([^"]{30,200})"', line.partition(" | ")[2]):
                forms = TOKEN.findall(text)
                if 6 <= len(forms) <= 40:
                    s = data.Sentence("wordnet", forms)
                    s.names = [data.ALL] * len(forms)
                    out.append(s)
    return out


def texts(path):
    """The sentences of a CoNLL-U file whose forms alone are taken, as `lode analyze` writes it."""
    out = []
    for s in data.read_conllu(path, "text"):
        if 4 <= len(s.forms) <= 80:
            bare = data.Sentence("text", s.forms)
            bare.names = [data.ALL] * len(s.forms)
            out.append(bare)
    return out


def top(scores, k):
    p, at = torch.topk(scores.float().softmax(-1), k)
    return at.numpy().astype(np.int16), (p / p.sum(-1, keepdim=True)).numpy().astype(np.float16)


@torch.no_grad()
def read(net, items, vocabulary, pieces, limit=4000):
    """items: (ids, hard targets) -> (forms, hard, soft) in some order."""
    vocabulary.freeze()
    out = []
    for group in batches(items, limit, random.Random(1), lambda ids: pieces.count(vocabulary, ids)):
        inputs, target = tensors(group, vocabulary, pieces=pieces)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            o = net(*inputs)
            heads = torch.where(target["arc"] >= 0, target["arc"], o["arcs"].argmax(-1))
            scores = {k: o[k] for k in ("upos", "xpos", "feats", "lemma", "name", "mention", "left", "right")}
            scores["arc"], scores["rel"] = o["arcs"], net.relations(o, heads)
        soft = {k: top(v, min(KEPT[k], v.shape[-1])) for k, v in scores.items()}
        for row, (ids, hard) in enumerate(group):
            n = len(ids)
            kept = {k: (at[row, :n], p[row, :n]) for k, (at, p) in soft.items()}
            kept["head"] = heads[row, :n].numpy().astype(np.int16)
            out.append(([vocabulary.forms[i] for i in ids], hard, kept))
    return out


def main():
    p = argparse.ArgumentParser()
    for name in ("data", "glove", "teacher", "mpnet", "out"):
        p.add_argument(name)
    p.add_argument("--companies", required=True)
    p.add_argument("--wordnet")
    p.add_argument("--text", help="CoNLL-U of further text; its forms are read")
    p.add_argument("--versions", type=int, default=2)
    p.add_argument("--recombined", type=int, default=0, help="versions made by recombine.py")
    p.add_argument("--index", help="folder of the npm package name-suggestion-index: names to put in")
    p.add_argument("--hold", type=int, default=15)
    p.add_argument("--seed", type=int, default=21)
    p.add_argument("--checkpoint", default="best.pt")
    p.add_argument("--files", type=int, default=10**6, help="write at most so many")
    p.add_argument("--part", default="1/1", help="k/n: process k of n, which share the work")
    a = p.parse_args()
    if a.recombined and not (a.wordnet and a.index):
        p.error("--recombined takes names from --wordnet and --index")
    torch.set_num_threads(1)
    rng = random.Random(a.seed)
    torch.manual_seed(a.seed)
    os.makedirs(a.out, exist_ok=True)
    tables = pickle.load(open(os.path.join(a.teacher, "tables.pkl"), "rb"))
    vocabulary, classes = tables["vocabulary"], tables["classes"]
    saved = torch.load(os.path.join(a.teacher, a.checkpoint))
    net = Teacher(a.mpnet, torch.from_numpy(vocabulary.glove), vocabulary.learned, saved["sizes"], order=saved["order"])
    net.load_state_dict(saved["net"])
    net.eval()
    pieces = Pieces(a.mpnet)
    sets = data.load(a.data)
    trees = [s for s in sets["ewt"]["train"] + sets["gum"]["train"] if len(s.forms) <= 120]
    names = [s for s in sets["names"] if len(s.forms) <= 120]
    hold_out(trees, a.hold)
    lists = NameLists(a.companies, common_words(trees), a.seed)
    style, near = NewsStyle(trees, lists), Neighbours(vocabulary, trees)
    recombine = Recombiner(trees, lists, near, common_words(trees), a.wordnet, a.index) if a.recombined else None

    def write(number, items):
        target = os.path.join(a.out, f"{number}.pkl")
        with open(target + ".part", "wb") as f:
            pickle.dump(read(net, items, vocabulary, pieces), f)
        os.replace(target + ".part", target)
        print(number, len(items), "sentences", sum(len(x[0]) for x in items), "words", flush=True)

    def plain(s):
        return encode(s, vocabulary, classes)

    def changed(s, rng):
        if s.source in ("wordnet", "text"):
            return plain(s)
        if s.heads is None:
            return noisy(plain(s), s, vocabulary, classes, rng, lists)
        if rng.random() < 0.2:
            other = style.rewrite(s, rng)
            if other is not None:
                return noisy(plain(other), other, vocabulary, classes, rng)
        ids, t = noisy(plain(s), s, vocabulary, classes, rng, lists)
        if len(ids) == len(s.forms) and rng.random() < 0.7:
            forms = [vocabulary.forms[i] for i in ids]
            places = near.replace(s, forms, 0.25, rng)
            t = dict(t)
            t["lemma"] = np.array([-1 if i in places else x for i, x in enumerate(t["lemma"])])
            ids = np.array([vocabulary.id(f) for f in forms])
        return ids, t

    def remade(s, rng):
        if s.source in ("wordnet", "text"):
            return plain(s)
        tries = (recombine(s, rng) for _ in range(3))
        other = next((x for x in tries if x.forms != s.forms and len(x.forms) <= 120), None)
        return plain(other) if other else None

    more = (examples(a.wordnet) if a.wordnet else []) + (texts(a.text) if a.text else [])
    rng.shuffle(more)
    print(len(more), "sentences of which nothing is known", flush=True)
    mine, all_of_us = map(int, a.part.split("/"))
    count = a.versions + 1 + a.recombined
    wanted = [n for n in range(count * PARTS) if n % all_of_us == mine - 1][:a.files]
    wanted = [n for n in wanted if not os.path.exists(os.path.join(a.out, f"{n}.pkl"))]
    for version in range(count):
        mixed = trees + names + more[version::count]
        rng.shuffle(mixed)
        for k in range(PARTS):
            number = version * PARTS + k
            if number in wanted:
                own = random.Random(f"{a.seed} {number}")
                change = changed if version <= a.versions else remade
                items = [plain(s) if version == 0 else change(s, own) for s in mixed[k::PARTS]]
                write(number, [x for x in items if x])


if __name__ == "__main__":
    main()
