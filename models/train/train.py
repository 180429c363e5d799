#!/usr/bin/env python3
"""Train the analyser: one command from data folders to a checkpoint.

    train.py DATA GLOVE.json OUT_DIR [--steps N] [--seed 1] [--threads 1]

DATA holds ewt/, gum/, uner_ewt/, wikigold/, wnut17/. Writes OUT_DIR/best.pt (averaged weights with the best EWT dev
score), OUT_DIR/latest.pt (averaged weights of the last evaluation) and OUT_DIR/log.txt. `export.py` turns a
checkpoint into the model file.
"""
import argparse
import copy
import math
import os
import pickle
import random
import time
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F

import data
import features as ft
import lemmas
import mentions
import network
from lexicon import Lexicon
from name_lists import NameLists
from news_style import NewsStyle
from teacher import Pieces, Teacher, padded
from vocabulary import Classes, Vocabulary, read_glove

WEIGHTS = {"arc": 1.0, "rel": 1.0, "upos": 0.5, "xpos": 0.5, "feats": 0.3, "lemma": 0.3, "name": 1.5,
           "mention": 1.0, "left": 0.3, "right": 0.5}
KEPT_WORDS = 60000
TEACHING = 0.7  # the teacher's part in the loss, where there is one
LISTS_SEED = 1  # of the name lists, which the word table's features come from


def encode(sentence, vocabulary, classes):
    """Adds the targets as arrays; -1 is "not known"."""
    n = len(sentence.forms)
    t = {}
    if sentence.heads is not None:
        for k, values in (("upos", sentence.upos), ("xpos", sentence.xpos), ("feats", sentence.feats),
                          ("rel", sentence.rels)):
            t[k] = np.array([classes.index[k].get(v, -1) for v in values])
        t["lemma"] = np.array([classes.index["lemma"].get(lemmas.script(f, l), -1)
                               for f, l in zip(sentence.forms, sentence.lemmas)])
        t["arc"] = np.array(sentence.heads)
    else:
        for k in ("upos", "xpos", "feats", "rel", "lemma", "arc"):
            t[k] = np.full(n, -1)
    allowed = np.zeros((n, len(data.LABELS)), dtype=np.float32)
    for i, labels in enumerate(sentence.names or [data.ALL] * n):
        allowed[i, list(labels)] = 1
    t["name"] = allowed
    t.update(mentions.targets(sentence))
    ids = np.array([vocabulary.id(f) for f in sentence.forms])
    return ids, t


def noisy(item, sentence, vocabulary, classes, rng, lists=None):
    """Swapped names, case noise, a missing last full stop; lemma targets are dropped where the form changed."""
    ids, t = item
    if lists is not None and rng.random() < 0.5:
        forms, changed = lists.swap(sentence, 0.6, rng)
        t = {k: v.copy() for k, v in t.items()}
        if sentence.heads is not None and rng.random() < 0.12:
            at = lists.invent(sentence, forms, t, classes, rng)
            changed |= set() if at is None else {at}
        if changed:
            ids = np.array([vocabulary.id(f) for f in forms])
            t["lemma"] = np.where(ids == item[0], t["lemma"], -1)
            return ids, t
    r = rng.random()
    if r < 0.11:
        how = str.upper if r < 0.03 else ft.lower if r < 0.06 else lambda w: w[:1].upper() + w[1:]
        ids = np.array([vocabulary.id(how(f)) for f in sentence.forms])
        t = dict(t)
        t["lemma"] = np.where(ids == item[0], t["lemma"], -1)
    if rng.random() < 0.06 and len(ids) > 3 and sentence.heads and sentence.upos[-1] == "PUNCT" \
            and len(ids) not in sentence.heads and sentence.heads[-1]:
        ids, t = ids[:-1], {k: v[:-1] for k, v in t.items()}
        t["right"] = np.minimum(t["right"], len(ids) - 1)
    return ids, t


def news(style, trees, count, vocabulary, classes, rng):
    """`count` rewritten sentences, encoded."""
    items = []
    while len(items) < count:
        s = style.rewrite(rng.choice(trees), rng)
        if s is not None:
            items.append(noisy(encode(s, vocabulary, classes), s, vocabulary, classes, rng))
    return items


def batches(items, limit, rng, length_of=len):
    """Groups of one padded length, at most `limit` padded words each (or what else is counted), in random order."""
    order = list(range(len(items)))
    rng.shuffle(order)
    by_length, out = {}, []
    for i in order:
        length = padded(length_of(items[i][0]))
        group = by_length.setdefault(length, [])
        group.append(items[i])
        if (len(group) + 1) * length > limit:
            out.append(by_length.pop(length))
    out += by_length.values()
    rng.shuffle(out)
    return out


PLAIN = ("upos", "xpos", "feats", "lemma", "arc", "rel", "mention", "left", "right")


def tensors(group, vocabulary, train=False, pieces=None):
    b, t = len(group), padded(max(len(x[0]) for x in group))
    rows = np.zeros((b, t, 2 + len(ft.LEXICON)), dtype=np.int64)
    hashed = np.zeros((b, t, len(ft.HASHED)), dtype=np.int64)
    grams = np.zeros((b, t, ft.MAX_NGRAMS), dtype=np.int64)
    mask = np.zeros((b, t, 1), dtype=np.float32)
    target = {k: np.full((b, t), -1) for k in PLAIN}
    target["name"] = np.ones((b, t, len(data.LABELS)), dtype=np.float32)
    soft = soft_arrays(group, b, t) if train and any(len(x) > 2 for x in group) else {}
    for i, (ids, tt) in enumerate(x[:2] for x in group):
        n = len(ids)
        rows[i, :n] = vocabulary.rows_a[ids]
        hashed[i, :n] = vocabulary.hashed_a[ids]
        grams[i, :n] = vocabulary.grams_a[ids]
        mask[i, :n] = 1
        for k in target:
            target[k][i, :n] = tt[k]
    if train:
        drop = np.random.rand(b, t)
        rows[..., 1][drop < (0.3 if pieces else 0.12)] = 0
        rows[drop < (0.15 if pieces else 0.03)] = 0  # as if it were no word of the table
    ten = torch.from_numpy
    more = pieces.tensors(group, vocabulary, t) if pieces else ()
    return (ten(rows), ten(hashed), ten(grams), ten(mask), *more), {k: ten(v) for k, v in {**target, **soft}.items()}


SOFT = ("upos", "xpos", "feats", "lemma", "arc", "rel", "name", "mention", "left", "right")


def soft_arrays(group, b, t):
    """What the teacher said, for the items that have it: best classes and their probabilities, and its heads."""
    out = {"head": np.zeros((b, t), dtype=np.int64)}
    for k in SOFT:
        width = max(x[2][k][0].shape[1] for x in group if len(x) > 2)
        at, p = np.zeros((b, t, width), dtype=np.int64), np.zeros((b, t, width), dtype=np.float32)
        for i, item in enumerate(group):
            if len(item) > 2:
                n = len(item[0])
                classes, likely = item[2][k]
                at[i, :n, :classes.shape[1]], p[i, :n, :classes.shape[1]] = classes, likely
        if k in ("arc", "left", "right"):
            at = np.minimum(at, t - 1 + (k == "arc"))  # what lay beyond the sentence has probability 0
        out["soft " + k], out["p " + k] = at, p
    for i, item in enumerate(group):
        if len(item) > 2:
            out["head"][i, :len(item[0])] = item[2]["head"]
    out["p left"] = out["p left"] * anchors(out)
    out["p right"] = out["p right"] * anchors(out)
    return out


def anchors(soft):
    """1 where the teacher sees a mention's anchor."""
    none = (soft["p mention"] * (soft["soft mention"] == 0)).sum(-1)
    return ((none < 0.5) & (soft["p mention"].sum(-1) > 0)).astype(np.float32)[..., None]


def distil(out, rel, target):
    """Cross entropy with the teacher's probabilities, weighted as the gold losses are."""
    total = 0
    for k in SOFT:
        at, p = target["soft " + k], target["p " + k]
        logp = (rel if k == "rel" else out["arcs" if k == "arc" else k]).float().log_softmax(-1)
        cross = -(p * logp.gather(-1, at)).sum(-1)
        total = total + WEIGHTS[k] * cross.sum() / (p.sum(-1) > 0).sum().clamp(min=1)
    return total


def losses(net, out, target, mask):
    total = 0
    known = target["arc"] >= 0
    heads = target["arc"].clamp(min=0)
    if "head" in target:
        heads = torch.where(known, heads, target["head"])
    if known.any():
        for k in ("upos", "xpos", "feats", "lemma"):
            ok = target[k] >= 0
            if ok.any():
                total = total + WEIGHTS[k] * F.cross_entropy(out[k][ok].float(), target[k][ok], label_smoothing=0.02)
        total = total + WEIGHTS["arc"] * F.cross_entropy(out["arcs"][known].float(), target["arc"][known])
        rel = net.relations(out, heads)
        total = total + WEIGHTS["rel"] * F.cross_entropy(rel[known].float(), target["rel"][known], label_smoothing=0.02)
    for k in ("mention", "left", "right"):
        ok = target[k] >= 0
        if ok.any():
            total = total + WEIGHTS[k] * F.cross_entropy(out[k][ok].float(), target[k][ok])
    logp = out["name"].float().log_softmax(-1)
    allowed = logp.masked_fill(target["name"] == 0, -1e9).logsumexp(-1)
    informed = (target["name"].sum(-1) < len(data.LABELS)) & (mask[..., 0] > 0)
    total = total - WEIGHTS["name"] * (allowed * informed).sum() / informed.sum().clamp(min=1)
    if "head" not in target:
        return total
    return (1 - TEACHING) * total + TEACHING * distil(out, net.relations(out, heads), target)


@torch.no_grad()
def evaluate(net, sentences, encoded, vocabulary, classes, gold_names=None, pieces=None):
    """Greedy scores in percent (heads without the tree constraint): a lower bound of what the parser gives."""
    net.eval()
    ok, total = Counter(), 0
    hit = found = wanted = 0
    mention_score = mentions.Score()
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].forms))
    for at in range(0, len(order), 64):
        part = order[at:at + 64]
        inputs, target = tensors([encoded[i] for i in part], vocabulary, pieces=pieces)
        out = net(*inputs)
        heads = out["arcs"].argmax(-1)
        rel = net.relations(out, heads).argmax(-1)
        m = inputs[3][..., 0] > 0
        total += int(m.sum())
        for k in ("upos", "xpos", "feats", "lemma"):
            ok[k] += int(((out[k].argmax(-1) == target[k]) & m).sum())
        right = (heads == target["arc"]) & m
        ok["uas"] += int(right.sum())
        ok["las"] += int((right & (rel == target["rel"])).sum())
        if gold_names is not None:
            names = out["name"].numpy()
            for row, i in enumerate(part):
                s = sentences[i]
                if s.id not in gold_names:
                    continue
                spans = {(b, e, data_type(t)) for b, e, t in decode_names(names[row, :len(s.forms)])}
                spans = {x for x in spans if x[2]}
                hit += len(spans & gold_names[s.id])
                found += len(spans)
                wanted += len(gold_names[s.id])
        for row, i in enumerate(part):
            if sentences[i].mentions is not None:
                n = len(sentences[i].forms)
                scores = (out[k][row, :n].numpy() for k in ("mention", "left", "right"))
                mention_score.add(data.gum_entities(sentences[i]), mentions.decode(*scores, None, None, ()))
    scores = {k: 100 * v / total for k, v in ok.items()}
    if mention_score.wanted:
        scores["spans"], scores["types"] = mention_score.f1(), mention_score.types()
    if gold_names is not None:
        scores["names"] = 200 * hit / max(1, found + wanted)
    net.train()
    return scores


def data_type(t):
    return {"person": "PER", "organization": "ORG", "place": "LOC"}.get(t)


def _transitions():
    n = len(data.LABELS)
    ok = np.zeros((n, n), dtype=bool)
    for a, la in enumerate(data.LABELS):
        for b, lb in enumerate(data.LABELS):
            inside = la[0] in "BI"
            ok[a, b] = (lb[0] in "IE" and lb[2:] == la[2:]) if inside else lb[0] in "OBS"
    return np.where(ok, 0.0, -1e9).astype(np.float32)


TRANSITIONS = _transitions()
START = np.array([0.0 if l[0] in "OBS" else -1e9 for l in data.LABELS], dtype=np.float32)
STOP = np.array([0.0 if l[0] in "OES" else -1e9 for l in data.LABELS], dtype=np.float32)


def decode_names(scores):
    """Viterbi over the allowed label sequences -> (begin, end, type)."""
    v = scores[0] + START
    back = []
    for row in scores[1:]:
        m = v[:, None] + TRANSITIONS
        back.append(m.argmax(0))
        v = m.max(0) + row
    at = int((v + STOP).argmax())
    path = [at]
    for b in reversed(back):
        at = int(b[at])
        path.append(at)
    path.reverse()
    spans, begin = [], 0
    for i, l in enumerate(path):
        label = data.LABELS[l]
        if label[0] in "BS":
            begin = i
        if label[0] in "ES":
            spans.append((begin, i + 1, label[2:]))
    return spans


def hold_out(trees, every):
    """One of `every` GUM documents, its mentions out of training; -> copies of its sentences that know them."""
    names = sorted({s.document for s in trees if s.document})
    chosen, held = set(names[every // 2::every]), []
    for s in trees:
        if s.document in chosen:
            held.append(copy.copy(s))
            s.mentions = None
    return held


def new_parts(folder, read, vocabulary):
    """Items of the parts of the teacher's labels that were not there before."""
    items = []
    for name in sorted(os.listdir(folder)):
        if name.endswith(".pkl") and name not in read:
            read.add(name)
            for forms, hard, soft in pickle.load(open(os.path.join(folder, name), "rb")):
                items.append((np.array([vocabulary.id(f) for f in forms]), hard, soft))
    return items


def common_words(trees):
    """Lower-cased words that the treebanks use as ordinary words."""
    return {ft.lower(f) for s in trees for f, u in zip(s.forms, s.upos) if u != "PROPN" and f[:1].islower()}


def make(a, vocabulary, classes):
    parts = torch.from_numpy(vocabulary.glove), vocabulary.learned, classes.sizes(), a.drop, a.order
    if a.teacher:
        return Teacher(a.teacher, *parts)
    return network.Network(*parts)


def resume(net, saved, vocabulary):
    """Takes over what fits; what is new, layers and inputs, starts so that it changes (nearly) nothing."""
    if "words" in saved and saved["words"] != vocabulary.words:
        raise SystemExit("the weights to go on from have other words")
    weights = dict(saved["net"])
    new = net.project.weight.shape[1] - weights["project.weight"].shape[1]
    weights["project.weight"] = F.pad(weights["project.weight"], (0, new))
    missing = net.load_state_dict(weights, strict=False).missing_keys
    for i in {int(k.split(".")[1]) for k in missing if k.startswith("layers.")}:
        layer = net.layers[i]
        last = layer.lin if isinstance(layer, network.Conv) else layer.out
        last.weight.data *= 0.1
        torch.nn.init.zeros_(last.bias)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("data")
    p.add_argument("glove")
    p.add_argument("out")
    p.add_argument("--steps", type=int, default=7000)
    p.add_argument("--tokens", type=int, default=2400)
    p.add_argument("--rate", type=float, default=2e-3)
    p.add_argument("--drop", type=float, default=0.2)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--evaluate", type=int, default=500)
    p.add_argument("--minutes", type=float, default=1e9, help="shorten the schedule to end by then")
    p.add_argument("--companies", required=True, help="companies.txt of @cspell/dict-companies: names to swap in")
    p.add_argument("--wordnet", default="/usr/share/wordnet", help="folder of Debian's wordnet-base")
    p.add_argument("--iso-codes", default="/usr/share/iso-codes/json", help="folder of Debian's iso-codes")
    p.add_argument("--news", type=float, default=0.0, help="rewritten sentences in the style of news, to one of the data")
    p.add_argument("--resume", help="start from this checkpoint's weights")
    p.add_argument("--order", default=network.LAYERS, help="layers, C or A; those that --resume lacks start as nothing")
    p.add_argument("--teacher", help="folder of MPNet: train the teacher on top of it")
    p.add_argument("--names", type=float, default=WEIGHTS["name"], help="weight of the loss of names")
    p.add_argument("--share", type=float, default=0.12, help="the rate of what is pre-trained, to one of the rest")
    p.add_argument("--labels", help="folder written by label.py: learn from the teacher as well")
    p.add_argument("--hold", type=int, default=15, help="of every so many documents of GUM one's mentions are kept to choose by")
    p.add_argument("--half", action="store_true", help="matrix products in bfloat16")
    a = p.parse_args()
    WEIGHTS["name"] = a.names
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    np.random.seed(a.seed)
    rng = random.Random(a.seed)
    os.makedirs(a.out, exist_ok=True)
    log_file = open(os.path.join(a.out, "log.txt"), "a")

    def log(text):
        print(text, flush=True)
        log_file.write(text + "\n")
        log_file.flush()

    sets = data.load(a.data)
    trees = [s for s in sets["ewt"]["train"] + sets["gum"]["train"] if len(s.forms) <= 120]
    names = [s for s in sets["names"] if len(s.forms) <= 120]
    counts = Counter(ft.key(f) for s in trees for f in s.forms)
    wanted = set(counts) | {ft.key(f) for s in names for f in s.forms}
    classes = Classes(trees, data.LABELS)
    held = hold_out(trees, a.hold)
    lists = NameLists(a.companies, common_words(trees), LISTS_SEED)
    log(f"{len(lists.first)} first and {len(lists.last)} last names, {len(lists.place[1])} places, {len(lists.company)} companies")
    vocabulary = Vocabulary(counts, read_glove(a.glove, KEPT_WORDS, wanted), Lexicon(a.wordnet, a.iso_codes, lists))
    log(f"{len(trees)} trees, {sum(counts.values())} words, {len(names)} name sentences; "
        f"{len(vocabulary.words)} words kept, {vocabulary.learned} learned; classes {classes.sizes()}")
    pickle.dump({"vocabulary": vocabulary, "classes": classes}, open(os.path.join(a.out, "tables.pkl"), "wb"))

    encoded = {id(s): encode(s, vocabulary, classes) for s in trees + names}
    for s in trees + names:
        for f in s.forms:
            for how in (str.upper, ft.lower, lambda w: w[:1].upper() + w[1:]):
                vocabulary.id(how(f))
    dev, gum_dev = sets["ewt"]["dev"], sets["gum"]["dev"]
    held_e = [encode(s, vocabulary, classes) for s in held]
    dev_e = [encode(s, vocabulary, classes) for s in dev]
    gum_e = [encode(s, vocabulary, classes) for s in gum_dev]
    dev_names = data.uner_spans(os.path.join(a.data, "uner_ewt", "dev.iob2"))
    style = NewsStyle(trees, lists) if a.news else None

    pieces = Pieces(a.teacher) if a.teacher else None
    net = make(a, vocabulary, classes)
    log(f"{sum(x.numel() for x in net.parameters())} parameters")
    if a.resume:
        resume(net, torch.load(a.resume), vocabulary)
    lent = {id(x) for x in net.pretrained()} if a.teacher else set()
    own = [(n, x) for n, x in net.named_parameters() if id(x) not in lent and x.requires_grad]
    decay = [x for n, x in own if x.dim() > 1 and "embed" not in n]
    plain = [x for n, x in own if not (x.dim() > 1 and "embed" not in n)]
    groups = [{"params": decay, "weight_decay": 0.02, "share": 1.0}, {"params": plain, "weight_decay": 0.0, "share": 1.0}]
    if a.teacher:
        groups.append({"params": net.pretrained(), "weight_decay": 0.01, "share": a.share})
    adam = torch.optim.AdamW(groups, lr=a.rate, betas=(0.9, 0.98), eps=1e-8, fused=True)
    average = {k: v.clone() for k, v in net.state_dict().items()}
    net.train()
    taught, parts = [], set()
    step, best, begin, seen, epoch, shown = 0, 0.0, time.time(), 0, 0, 0.0
    done = 0.0  # of the schedule
    while done < 1:
        epoch += 1
        if a.labels:
            taught += new_parts(a.labels, parts, vocabulary)
        pool = [] if taught else trees + [s for s in names if rng.random() < (0.7 if s.source == "wikigold" else 0.25)]
        items = [noisy(encoded[id(s)], s, vocabulary, classes, rng, lists) for s in pool]
        items += taught
        if style:
            items += news(style, trees, int(a.news * len(items)), vocabulary, classes, rng)
        vocabulary.freeze()
        count = (lambda ids: pieces.count(vocabulary, ids)) if pieces else len
        for group in batches(items, a.tokens, rng, count):
            rate = a.rate * min(1.0, (step + 1) / (100 if a.teacher else 300)) * max(0.0, 0.5 * (1 + math.cos(math.pi * done)) * 0.99 + 0.01)
            for g in adam.param_groups:
                g["lr"] = rate * g["share"]
            inputs, target = tensors(group, vocabulary, train=True, pieces=pieces)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=a.half):
                out = net(*inputs)
                loss = losses(net, out, target, inputs[3])
            adam.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            adam.step()
            step += 1
            done = max(step / a.steps, (time.time() - begin) / 60 / a.minutes)
            seen += int(inputs[3].sum())
            shown = 0.98 * shown + 0.02 * loss.item() if shown else loss.item()
            keep = min(0.999, (1 + step) / (20 + step))
            with torch.no_grad():
                state = net.state_dict()
                keys = [k for k in average if average[k].is_floating_point() and k != "embed.glove"]
                torch._foreach_lerp_([average[k] for k in keys], [state[k] for k in keys], 1 - keep)
            if step % 10 == 0:
                print(f"step {step} epoch {epoch} loss {shown:.3f} {seen / (time.time() - begin):.0f} words/s", flush=True)
            if step % a.evaluate == 0 or done >= 1:
                kept = {k: v.clone() for k, v in state.items()}
                net.load_state_dict(average)
                e = evaluate(net, dev, dev_e, vocabulary, classes, dev_names, pieces)
                g = evaluate(net, gum_dev, gum_e, vocabulary, classes, None, pieces)
                h = evaluate(net, held, held_e, vocabulary, classes, None, pieces)
                log(f"step {step} epoch {epoch} {time.time() - begin:.0f} s loss {shown:.3f} | EWT dev " +
                    " ".join(f"{k} {v:.2f}" for k, v in e.items()) + f" | GUM dev upos {g['upos']:.2f} las {g['las']:.2f} | " +
                    f"held out: spans {h['spans']:.2f} types {h['types']:.2f}")
                saved = {"net": average, "sizes": classes.sizes(), "step": step, "scores": e, "order": net.order}
                torch.save(saved, os.path.join(a.out, "latest.pt"))
                merit = e["las"] + 0.2 * e["names"] + 0.1 * h["spans"] + 0.1 * h["types"]
                if merit > best:
                    best = merit
                    torch.save(saved, os.path.join(a.out, "best.pt"))
                net.load_state_dict(kept)
            if done >= 1:
                break


if __name__ == "__main__":
    main()
