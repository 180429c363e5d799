"""The word table: which words keep a vector, and the cached features of every form seen."""
import json

import numpy as np

import features as ft
import lemmas
import mentions


def read_glove(path, keep, wanted):
    """The `keep` most frequent words of the package and every wanted word -> {word: row of 100 floats}."""
    vectors = json.load(open(path, encoding="utf-8"))
    order, table = vectors["words"], vectors["vectors"]
    out = {}
    for i, w in enumerate(order):
        if (i < keep or w in wanted) and w in table and ft.lower(w) == w:
            out[w] = np.array(table[w][:ft.GLOVE_COLUMNS], dtype=np.float32)
    return out


class Vocabulary:
    """Rows 1..learned have a learned vector too; every row 1..n may have a GloVe row (glove_of_row, 0: none)."""

    def __init__(self, counts, glove, lexicon, least=2):
        learned = sorted((w for w, c in counts.items() if c >= least), key=lambda w: (-counts[w], w))
        rest = sorted(w for w in glove if counts.get(w, 0) < least)
        self.words = learned + rest
        self.learned = len(learned)
        self.row = {w: i + 1 for i, w in enumerate(self.words)}
        matrix = np.zeros((len(self.words) + 1, ft.GLOVE_COLUMNS), dtype=np.float32)
        for w, v in glove.items():
            matrix[self.row[w]] = v
        # int8 with a scale per row: what the network sees in training is what the shipped file holds
        self.scale = np.maximum(np.abs(matrix).max(1), 1e-6).astype(np.float32) / np.float32(127)
        self.glove8 = np.clip(np.rint(matrix / self.scale[:, None]), -127, 127).astype(np.int8)
        self.glove = self.glove8.astype(np.float32) * self.scale[:, None]
        # what the word lists say, rows 1..n; words without a row have no such features
        self.lexicon = np.zeros((len(self.words) + 1, len(ft.LEXICON)), dtype=np.uint8)
        self.lexicon[1:] = [lexicon.of(w) for w in self.words]
        self.forms, self.ids = [], {}
        self.rows, self.hashed, self.grams = [], [], []

    def id(self, form):
        """A number for a form, with its features computed once."""
        k = self.ids.get(form)
        if k is None:
            k = self.ids[form] = len(self.forms)
            self.forms.append(form)
            row = self.row.get(ft.key(form), 0)
            self.rows.append((row, row if row <= self.learned else 0, *self.lexicon[row]))
            h, g = ft.hashed(form)
            self.hashed.append(h)
            self.grams.append(g + [0] * (ft.MAX_NGRAMS - len(g)))
        return k

    def freeze(self):
        self.rows_a = np.array(self.rows)
        self.hashed_a = np.array(self.hashed)
        self.grams_a = np.array(self.grams)

    def __getstate__(self):
        return {k: v for k, v in self.__dict__.items() if k in ("words", "learned", "row", "scale", "glove8", "glove", "lexicon")}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.forms, self.ids, self.rows, self.hashed, self.grams = [], {}, [], [], []


class Classes:
    """The class names of every head; the lemma scripts and the dictionary of exceptions."""

    def __init__(self, sentences, name_labels):
        from collections import Counter
        count = {k: Counter() for k in ("upos", "xpos", "feats", "lemma", "rel")}
        for s in sentences:
            for i, form in enumerate(s.forms):
                count["upos"][s.upos[i]] += 1
                count["xpos"][s.xpos[i]] += 1
                count["feats"][s.feats[i]] += 1
                count["rel"][s.rels[i]] += 1
                count["lemma"][lemmas.script(form, s.lemmas[i])] += 1
        least = {"upos": 1, "xpos": 1, "feats": 2, "rel": 1, "lemma": 4}
        self.names = {k: sorted(x for x, n in c.items() if n >= least[k]) for k, c in count.items()}
        self.names["name"] = list(name_labels)
        self.names["mention"] = list(mentions.CLASSES)
        self.index = {k: {x: i for i, x in enumerate(v)} for k, v in self.names.items()}
        self.combinations = self.seen_together(sentences)

    def seen_together(self, sentences):
        """Rows of (UPOS, XPOS, features) indices that the sentences hold, sorted."""
        feats = self.index["feats"]
        seen = {(self.index["upos"][u], self.index["xpos"][x], feats[f]) for s in sentences
                for u, x, f in zip(s.upos, s.xpos, s.feats) if f in feats}
        return np.array(sorted(seen), dtype=np.uint32)

    def sizes(self):
        return {k: len(v) for k, v in self.names.items()}
