#!/usr/bin/env python3
"""Analyse CoNLL-U with a checkpoint: forms and sentence breaks are read, everything else is predicted.

    predict.py RUN_DIR IN.conllu OUT.conllu [--checkpoint best.pt] [--uner GOLD.iob2]

The reference that the C++ inference is compared with.
"""
import argparse
import os
import pickle

import numpy as np
import torch

import data
import lemmas
import mentions
import network
from train import PLAIN, data_type, decode_names, tensors


def load(run, checkpoint="best.pt"):
    tables = pickle.load(open(os.path.join(run, "tables.pkl"), "rb"))
    saved = torch.load(os.path.join(run, checkpoint))
    vocabulary, classes = tables["vocabulary"], tables["classes"]
    net = network.Network(torch.from_numpy(vocabulary.glove), vocabulary.learned, saved["sizes"],
                          order=saved["order"])
    net.load_state_dict(saved["net"])
    net.eval()
    return net, vocabulary, classes


def tree(scores):
    """Maximum spanning tree with one root: scores[d][h], h = 0 is the root, d = 0 is word 1 -> heads."""
    n = scores.shape[0]
    s = np.full((n + 1, n + 1), -np.inf)
    s[1:] = scores
    s[1:, 0] -= 1e5  # one root only: every further one costs more than any tree can gain
    np.fill_diagonal(s, -np.inf)
    return edmonds(s)[1:]


def edmonds(s):
    """Chu-Liu/Edmonds: s[d][h]; node 0 is the root."""
    n = s.shape[0]
    heads = s.argmax(1)
    heads[0] = -1
    state = np.zeros(n, dtype=int)
    cycle = None
    for start in range(1, n):
        at, path = start, []
        while at > 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if at > 0 and state[at] == 1:
            cycle = path[path.index(at):]
            break
        for x in path:
            state[x] = 2
    if cycle is None:
        return heads
    inside = set(cycle)
    outside = [v for v in range(n) if v not in inside]
    total = sum(s[v, heads[v]] for v in cycle)
    c = len(outside)
    m = np.full((c + 1, c + 1), -np.inf)
    enter = {}
    leave = {}
    for i, v in enumerate(outside):
        if v:
            for j, h in enumerate(outside):
                m[i, j] = s[v, h]
            best = max(cycle, key=lambda u: s[v, u])
            m[i, c], leave[i] = s[v, best], best
        entries = {u: total - s[u, heads[u]] + s[u, v] for u in cycle}
        best = max(cycle, key=lambda u: entries[u])
        m[c, i], enter[i] = entries[best], best
    np.fill_diagonal(m, -np.inf)
    sub = edmonds(m)
    result = heads.copy()
    for i, v in enumerate(outside):
        if v:
            result[v] = leave[i] if sub[i] == c else outside[sub[i]]
    result[enter[sub[c]]] = outside[sub[c]]
    result[0] = -1
    return result


def tags(out, classes):
    """The best lemma scripts, and the best (UPOS, XPOS, features) among those that training saw together."""
    upos, xpos, feats = classes.combinations.astype(np.int64).T
    sums = (out["upos"].numpy()[..., upos] + out["xpos"].numpy()[..., xpos]) + out["feats"].numpy()[..., feats]
    best = sums.argmax(-1)
    return {"upos": upos[best], "xpos": xpos[best], "feats": feats[best], "lemma": out["lemma"].argmax(-1).numpy()}


@torch.no_grad()
def analyse(net, vocabulary, classes, sentences):
    """sentences: lists of forms -> per sentence a list of (lemma, upos, xpos, feats, head, rel), names, mentions."""
    ids = [np.array([vocabulary.id(f) for f in forms]) for forms in sentences]
    vocabulary.freeze()
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    answers = [None] * len(ids)
    for at in range(0, len(order), 32):
        part = order[at:at + 32]
        group = [(ids[i], {**{k: -np.ones(len(ids[i])) for k in PLAIN},
                           "name": np.ones((len(ids[i]), len(data.LABELS)))}) for i in part]
        inputs, _ = tensors(group, vocabulary)
        out = net(*inputs)
        heads = np.zeros(inputs[3].shape[:2], dtype=np.int64)
        arcs = out["arcs"].numpy()
        for row, i in enumerate(part):
            n = len(ids[i])
            heads[row, :n] = tree(arcs[row, :n, :n + 1].astype(np.float64))
        rel = net.relations(out, torch.from_numpy(heads))
        root = classes.index["rel"]["root"]
        top = torch.from_numpy(heads) == 0
        rel[..., root] = torch.where(top, torch.tensor(1e9), torch.tensor(-1e9))
        best = tags(out, classes)
        best["rel"] = rel.argmax(-1).numpy()
        for row, i in enumerate(part):
            n = len(ids[i])
            name = {k: [classes.names[k][x] for x in v[row, :n]] for k, v in best.items()}
            words = [(lemmas.apply(name["lemma"][t], sentences[i][t]), name["upos"][t], name["xpos"][t],
                      name["feats"][t], int(heads[row, t]), name["rel"][t]) for t in range(n)]
            scores = (out[k][row, :n, :n if k != "mention" else None].numpy() for k in ("mention", "left", "right"))
            spans = mentions.decode(*scores, [w[4] for w in words], [w[5] for w in words], mentions.BONUS)
            answers[i] = (words, decode_names(out["name"][row, :n].numpy()), spans)
    return answers


def main():
    p = argparse.ArgumentParser()
    p.add_argument("run")
    p.add_argument("source")
    p.add_argument("target")
    p.add_argument("--checkpoint", default="best.pt")
    p.add_argument("--uner")
    a = p.parse_args()
    torch.set_num_threads(1)
    net, vocabulary, classes = load(a.run, a.checkpoint)
    sentences = data.read_conllu(a.source, "ewt")
    answers = analyse(net, vocabulary, classes, [s.forms for s in sentences])
    with open(a.target, "w", encoding="utf-8") as f:
        k = 0
        for block in open(a.source, encoding="utf-8").read().strip("\n").split("\n\n"):
            words, names, spans = answers[k]
            k += 1
            at = 0
            misc = {i: ["Entity=" + text] for i, text in mentions.brackets(spans).items()}
            for b, e, t in names:
                for i in range(b, e):
                    misc.setdefault(i, []).append("Mention=" + ("B-" if i == b else "I-") + t)
            for line in block.split("\n"):
                cols = line.split("\t")
                if line.startswith("#") or "-" in cols[0]:
                    f.write(line + "\n")
                elif "." not in cols[0]:
                    lemma, upos, xpos, feats, head, rel = words[at]
                    f.write("\t".join([cols[0], cols[1], lemma, upos, xpos, feats, str(head), rel, "_",
                                       "|".join(misc.get(at, ["_"]))]) + "\n")
                    at += 1
            f.write("\n")
    if a.uner:
        gold = data.uner_spans(a.uner)
        hit = found = wanted = 0
        for s, (_, names, _) in zip(sentences, answers):
            spans = {(b, e, data_type(t)) for b, e, t in names if data_type(t)}
            hit, found, wanted = hit + len(spans & gold[s.id]), found + len(spans), wanted + len(gold[s.id])
        print(f"names: precision {100 * hit / found:.2f} recall {100 * hit / wanted:.2f} F1 {200 * hit / (found + wanted):.2f}")


if __name__ == "__main__":
    main()
