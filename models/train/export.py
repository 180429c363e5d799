#!/usr/bin/env python3
"""Checkpoint -> the model file that the C++ analyser maps into memory.

    export.py RUN_DIR DATA OUT.lode [--checkpoint best.pt]

The layout is drawn in loaders/language/model/model_file.h. Weights become int8 with a scale for every output row, tables
int8 with a scale for every row. DATA is read once more for the lemma exceptions: words of the training trees that
the network's edit scripts get wrong.
"""
import argparse
import struct
from collections import Counter, defaultdict

import numpy as np
import torch
import xxhash

import data
import features as ft
import lemmas
import mentions
import network
import predict

MAGIC, VERSION, ALIGN = b"LODEMODL", 4, 64
BYTES, INT8, FLOAT32, UINT32 = 0, 1, 2, 3
LANES, DEPTH = 16, 4  # outputs and inputs of one packed cell
HEADS = ("tags", "name1", "name2", "arc", "arc_u", "arc_far", "rel", "rel_out", "mention1", "mention2", "span", "span_far")


class Writer:
    def __init__(self):
        self.sections = []

    def add(self, name, kind, array, rows=0, columns=0):
        self.sections.append((name, kind, rows, columns, array if isinstance(array, bytes) else array.tobytes()))

    def strings(self, name, values):
        blob = [v.encode("utf-8") for v in values]
        offsets = np.zeros(len(blob) + 1, dtype=np.uint32)
        offsets[1:] = np.cumsum([len(b) for b in blob])
        self.add(name + ".at", UINT32, offsets, len(offsets), 1)
        self.add(name + ".text", BYTES, b"".join(blob))

    def floats(self, name, values):
        a = values.detach().numpy().astype(np.float32)
        a = a.reshape(a.shape[0], -1)
        self.add(name, FLOAT32, a, *a.shape)

    def table(self, name, matrix):
        a = matrix.detach().numpy().astype(np.float32)
        scale = np.maximum(np.abs(a).max(1), 1e-12).astype(np.float32) / np.float32(127)
        q = np.clip(np.rint(a / scale[:, None]), -127, 127).astype(np.int8)
        self.add(name, INT8, q, *q.shape)
        self.add(name + ".scale", FLOAT32, scale, len(scale), 1)

    def matrix(self, name, weight, bias):
        """weight: outputs x inputs, packed in cells of 16 outputs by 4 inputs."""
        w = weight.detach().numpy().astype(np.float32)
        n, k = w.shape
        assert k % DEPTH == 0
        scale = np.maximum(np.abs(w).max(1), 1e-12).astype(np.float32) / np.float32(127)
        padded = -(-n // LANES) * LANES
        q = np.zeros((padded, k), dtype=np.int8)
        q[:n] = np.clip(np.rint(w / scale[:, None]), -127, 127)
        cells = q.reshape(padded // LANES, LANES, k // DEPTH, DEPTH).transpose(0, 2, 1, 3)
        self.add(name, INT8, np.ascontiguousarray(cells), padded, k)

        def fill(a, kind):
            out = np.zeros(padded, dtype=kind)
            out[:n] = a
            return out
        self.add(name + ".scale", FLOAT32, fill(scale, np.float32), padded, 1)
        self.add(name + ".bias", FLOAT32, fill(bias.detach().numpy(), np.float32), padded, 1)

    def write(self, path):
        table, body = b"", b""
        start = 64 + 64 * len(self.sections)
        at = start
        for name, kind, rows, columns, raw in self.sections:
            pad = -at % ALIGN
            body += b"\0" * pad
            at += pad
            assert len(name) < 32, name
            table += struct.pack("<32sIIIIQQ", name.encode(), kind, rows, columns, 0, at, len(raw))
            body += raw
            at += len(raw)
        rest = table + body
        head = struct.pack("<8sIIQQ", MAGIC, VERSION, len(self.sections), 64 + len(rest), xxhash.xxh3_64_intdigest(rest))
        head += b"\0" * (56 - len(head))
        head += struct.pack("<Q", xxhash.xxh3_64_intdigest(head))
        with open(path, "wb") as f:
            f.write(head + rest)
        return 64 + len(rest)


def exceptions(net, vocabulary, classes, sentences):
    """Sorted "form<TAB>UPOS<TAB>lemma" lines: what training says consistently and the edit scripts get wrong."""
    answers = predict.analyse(net, vocabulary, classes, [s.forms for s in sentences])
    gold, wrong = defaultdict(Counter), Counter()
    for s, (words, _, _) in zip(sentences, answers):
        for form, upos, lemma, word in zip(s.forms, s.upos, s.lemmas, words):
            if lemma == "_" or upos == "PROPN" or "\t" in form:
                continue
            key = (form if form.isupper() and len(form) > 1 else ft.lower(form), upos)
            gold[key][lemma] += 1
            wrong[key] += word[0] != lemma
    lines = []
    for key, counter in gold.items():
        lemma, n = counter.most_common(1)[0]
        total = sum(counter.values())
        if n >= 0.9 * total and wrong[key] * 4 >= total:
            lines.append(f"{key[0]}\t{key[1]}\t{lemma}")
    return sorted(lines, key=lambda l: l.encode())


def words(out, vocabulary):
    """The word table: texts of rows 1..n, and an open-addressing table of row numbers (0: free)."""
    size = 1
    while size < 2 * len(vocabulary.words):
        size *= 2
    slots = np.zeros(size, dtype=np.uint32)
    for i, w in enumerate(vocabulary.words):
        at = ft.fnv(w, 9) & (size - 1)
        while slots[at]:
            at = (at + 1) & (size - 1)
        slots[at] = i + 1
    out.strings("words", vocabulary.words)
    out.add("words.slots", UINT32, slots, size, 1)
    out.add("glove", INT8, vocabulary.glove8, *vocabulary.glove8.shape)
    out.add("glove.scale", FLOAT32, vocabulary.scale, len(vocabulary.scale), 1)
    out.add("lexicon", BYTES, np.ascontiguousarray(vocabulary.lexicon))


def layers(out, net):
    for i, layer in enumerate(net.layers):
        name = f"layer{i}"
        out.floats(name + ".norm.weight", layer.norm.weight)
        out.floats(name + ".norm.bias", layer.norm.bias)
        if isinstance(layer, network.Conv):
            w = layer.lin.weight
            d = network.WIDTH
            three = torch.cat([w[:, :d], w[:, d:2 * d], w[:, 2 * d:]], 0)  # what it takes from left, middle, right
            out.matrix(name, three, torch.cat([torch.zeros(d), layer.lin.bias, torch.zeros(d)]))
        else:
            out.matrix(name + ".qkv", layer.qkv.weight, layer.qkv.bias)
            out.matrix(name + ".out", layer.out.weight, layer.out.bias)
            out.floats(name + ".far", layer.bias)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("run")
    p.add_argument("data")
    p.add_argument("target")
    p.add_argument("--checkpoint", default="best.pt")
    a = p.parse_args()
    torch.set_num_threads(1)
    net, vocabulary, classes = predict.load(a.run, a.checkpoint)
    sets = data.load(a.data)
    out = Writer()
    out.add("config", UINT32, np.array([network.WIDTH, network.HEADS, network.HEAD_WIDTH, network.ARC, network.REL,
                                        network.NAME, ft.INPUT, network.DISTANCES, network.MENTION, network.SPAN],
                                       dtype=np.uint32), 10, 1)
    out.add("layers", BYTES, net.order.encode())
    for k in ("upos", "xpos", "feats", "lemma", "rel", "name", "mention"):
        out.strings("class." + k, classes.names[k])
    out.add("tag.combinations", UINT32, classes.combinations, *classes.combinations.shape)
    words(out, vocabulary)
    out.table("word", net.embed.word.weight)
    for name, table in zip(ft.HASHED, net.embed.tables):
        out.table(name, table.weight)
    out.table("ngram", net.embed.grams.weight)
    for name, table in zip(ft.LEXICON, net.embed.lexicon):
        out.table(name, table.weight)
    out.matrix("project", net.project.weight, net.project.bias)
    layers(out, net)
    out.floats("norm.weight", net.norm.weight)
    out.floats("norm.bias", net.norm.bias)
    for name in HEADS:
        m = getattr(net, name)
        out.matrix(name, m.weight, m.bias)
    out.floats("root", torch.relu(net.root))
    out.floats("rel_root", net.rel_root)
    out.add("mention.tree", FLOAT32, np.array(mentions.BONUS, dtype=np.float32), 4, 1)
    trees = sets["ewt"]["train"] + sets["gum"]["train"]
    lines = exceptions(net, vocabulary, classes, trees)
    out.strings("lemma.exceptions", lines)
    print(f"{len(lines)} lemma exceptions; {out.write(a.target)} bytes")


if __name__ == "__main__":
    main()
