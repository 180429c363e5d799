"""Mentions of GUM: what trains the nominal-mention head, and how its scores become spans.

Every continuous `Entity=` span belongs to one word, its anchor: the head of the span in the tree. A coordination whose
first member already stands at that word is anchored at its conjunction, a clause with a copula at the copula; what
then still has no word of its own (1 in 150) is not learned. The network says of each word whether it anchors a mention
and of which class, and points from an anchor to the first and the last word of the span.
"""
import numpy as np

import data

CLASSES = ["none", "abstract", "animal", "event", "object", "organization", "person", "place", "plant", "substance",
           "time"]
BONUS = (0.5, 0.3, 0.5, 0.3)  # see decode; set on documents held out of training
NUMBER = {c: i for i, c in enumerate(CLASSES)}


def anchored(s):
    """(anchor, begin, end, class) for the sentence's spans, small spans first served."""
    taken, out = set(), []
    for b, e, kind in sorted(set(data.gum_entities(s)), key=lambda x: (x[1] - x[0], x[0])):
        head = next(i for i in range(b, e) if not b < s.heads[i] <= e)
        if head in taken:
            children = [i for i in range(b, e) if s.heads[i] - 1 == head]
            joined = {i for i in children if s.rels[i].startswith("conj")}
            spare = [i for i in range(b, e) if s.rels[i] == "cc" and s.heads[i] - 1 in joined and i not in taken]
            spare += [i for i in children if s.rels[i] == "cop" and i not in taken]
            if not spare:
                continue
            head = spare[0]
        taken.add(head)
        out.append((head, b, e, kind))
    return out


def targets(s):
    """Arrays: class of each word (-1 not known), first and last word of its span (-1 none)."""
    n = len(s.forms)
    kind, left, right = (np.full(n, -1) for _ in range(3))
    if s.mentions is not None:
        kind[:] = 0
        for at, b, e, name in s.mentions:
            kind[at], left[at], right[at] = NUMBER[name], b, e - 1
    return {"mention": kind, "left": left, "right": right}


def edges(heads):
    """Heads (0: root) -> for each word, the ends of the subtrees that hang on it on either side, itself included."""
    n = len(heads)
    low, high = list(range(n)), list(range(n))
    for i in range(n):  # a word widens every word above it
        at, steps = heads[i] - 1, 0
        while at >= 0 and steps < n:
            low[at], high[at] = min(low[at], i), max(high[at], i)
            at, steps = heads[at] - 1, steps + 1
    lefts, rights = [{i} for i in range(n)], [{i} for i in range(n)]
    for d in range(n):
        h = heads[d] - 1
        if h > d:
            lefts[h].add(low[d])
        elif h >= 0:
            rights[h].add(high[d])
    return lefts, rights


def decode(kind, left, right, heads, rels, bonus):
    """Scores of one sentence -> [(begin, end, class)] without two equal or crossing spans; left, right: n x n."""
    n = len(kind)
    best = kind[:, 1:].argmax(1) + 1
    margin = kind[np.arange(n), best] - kind[:, 0]
    found = []
    lefts, rights = edges(heads) if any(bonus) else (None, None)
    for i in np.nonzero(margin > 0)[0]:
        l, r = left[i, :i + 1].copy(), right[i, i:].copy()
        if lefts and not rels[i].startswith("cc"):
            low, high = sorted(x for x in lefts[i] if x <= i), sorted(x for x in rights[i] if x >= i)
            l[low] += bonus[0]
            l[low[0]] += bonus[1]
            r[[x - i for x in high]] += bonus[2]
            r[high[-1] - i] += bonus[3]
        found.append((float(margin[i]), i, i - int(l[::-1].argmax()), i + int(r.argmax()) + 1, CLASSES[best[i]]))
    kept = []
    for _, _, b, e, name in sorted(found, key=lambda x: (-x[0], x[1])):
        clash = any((b, e) == (x, y) or b < x < e < y or x < b < y < e for x, y, _ in kept)
        if not clash:
            kept.append((b, e, name))
    return sorted(kept)


def brackets(spans):
    """GUM's brackets without numbers, by word: what opens, outermost first, what is one word, what closes."""
    out = {}
    for b, e, name in sorted(spans, key=lambda x: (x[0], -x[1])):
        if e - b > 1:
            out[b] = out.get(b, "") + "(" + name
    for b, e, name in spans:
        if e - b == 1:
            out[b] = out.get(b, "") + f"({name})"
    for b, e, name in sorted(spans, key=lambda x: (x[1], -x[0])):
        if e - b > 1:
            out[e - 1] = out.get(e - 1, "") + name + ")"
    return out


class Score:
    """Span F1 and type accuracy of the matched spans, in percent."""

    def __init__(self):
        self.hit = self.typed = self.found = self.wanted = 0

    def add(self, gold, system):
        g, f = {x[:2]: x[2] for x in gold}, {x[:2]: x[2] for x in system}
        both = g.keys() & f.keys()
        self.hit += len(both)
        self.typed += sum(g[x] == f[x] for x in both)
        self.found += len(f)
        self.wanted += len(g)

    def f1(self):
        return 200 * self.hit / max(1, self.found + self.wanted)

    def types(self):
        return 100 * self.typed / max(1, self.hit)
