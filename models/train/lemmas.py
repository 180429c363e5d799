"""Lemmas as edit scripts: one class says how the lemma is cut out of the form.

A script is "<base><k>-<suffix>": base L (lower-cased form), K (the form) or T (first letter kept, rest lower-cased);
drop k characters from the end, append the suffix. "=<text>" is the lemma itself (irregular words).
"""
from features import lower


def bases(form):
    return (("L", lower(form)), ("K", form), ("T", form[:1] + lower(form[1:])))


def script(form, lemma):
    best = None
    for name, base in bases(form):
        n = 0
        while n < min(len(base), len(lemma)) and base[n] == lemma[n]:
            n += 1
        cost = len(base) - n + len(lemma) - n
        if best is None or cost < best[0]:
            best = (cost, name, len(base) - n, lemma[n:], n)
    cost, name, drop, suffix, n = best
    if n == 0:
        return "=" + lemma
    return f"{name}{drop}-{suffix}"


def apply(rule, form):
    if rule.startswith("="):
        return rule[1:]
    drop, suffix = rule[1:].split("-", 1)
    base = dict(bases(form))[rule[0]]
    drop = int(drop)
    if drop > len(base) or (drop == len(base) and not suffix):
        return base
    return base[:len(base) - drop] + suffix
