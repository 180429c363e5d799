#!/usr/bin/env python3
"""Fits the weights of confidence: fit_confidence.py SIGNS.tsv HELD_OUT.tsv [WEIGHTS.inc]

Both tables come from judged_signs (statements that strict readers judged) or from
statement_signs (statements that gold trees judge). A logistic regression with a small penalty, by
Newton's method; the same input gives the same weights. Prints how sure and how right
the held-out statements are, by the confidence that the table holds and by the weights
fitted now, and writes the weights. Without WEIGHTS.inc nothing is written; with one
table alone only that is judged.
"""
import sys

import numpy

PENALTY = 5.0  # of squared weights; the bias goes free. Chosen by folds of articles


def read(path):
    with open(path, encoding="utf-8") as file:
        names = file.readline().rstrip("\n").split("\t")[3:-2]
        rows = [line.rstrip("\n").split("\t") for line in file]
    confidence = numpy.array([float(row[1]) for row in rows])
    right = numpy.array([float(row[2]) for row in rows])
    signs = numpy.array([[float(x) for x in row[3:-2]] for row in rows])
    return names, confidence, right, signs


def fit(signs, right):
    weights = numpy.zeros(signs.shape[1])
    penalty = numpy.full(signs.shape[1], PENALTY)
    penalty[0] = 1e-6
    for _ in range(50):
        p = 1 / (1 + numpy.exp(-signs @ weights))
        slope = signs.T @ (right - p) - penalty * weights
        curve = (signs * (p * (1 - p))[:, None]).T @ signs + numpy.diag(penalty)
        step = numpy.linalg.solve(curve, slope)
        weights += step
        if numpy.abs(step).max() < 1e-9:
            break
    return weights


def probability(signs, weights):
    return numpy.clip(1 / (1 + numpy.exp(-signs @ weights)), 0.02, 0.98)


def ranking(confidence, right):
    """How often a right statement is surer than a wrong one (area under the ROC)."""
    order = confidence.argsort(kind="stable")
    ranks = numpy.empty(len(order))
    ranks[order] = numpy.arange(1, len(order) + 1)
    for value in numpy.unique(confidence):
        same = confidence == value
        ranks[same] = ranks[same].mean()
    n = right.sum()
    return (ranks[right == 1].sum() - n * (n + 1) / 2) / (n * (len(right) - n))


def report(title, confidence, right):
    error = 0.0
    print(f"{title}: {len(right)} statements, {right.mean():.3f} right")
    print("  confidence  statements  mean  right")
    for low in range(10):
        inside = (confidence >= low / 10) & (
            (confidence < (low + 1) / 10) if low < 9 else (confidence <= 1))
        if not inside.any():
            continue
        mean, share = confidence[inside].mean(), right[inside].mean()
        error += inside.mean() * abs(mean - share)
        print(f"  {low / 10:.1f}-{(low + 1) / 10:.1f}     {inside.sum():8d}  {mean:.2f}  {share:.2f}")
    brier = ((confidence - right) ** 2).mean()
    print(f"  mean confidence {confidence.mean():.3f}  Brier {brier:.4f}  "
          f"ECE {error:.4f}  ranking {ranking(confidence, right):.3f}")


def main():
    if len(sys.argv) == 2:
        _, confidence, right, _ = read(sys.argv[1])
        report("as printed", confidence, right)
        return
    names, _, right, signs = read(sys.argv[1])
    _, known, held_right, held = read(sys.argv[2])
    weights = fit(signs, right)
    report("fitted on", probability(signs, weights), right)
    report("held out, as printed", known, held_right)
    report("held out, fitted now", probability(held, weights), held_right)
    if len(sys.argv) < 4:
        return
    with open(sys.argv[3], "w", encoding="utf-8") as out:
        out.write("// The weights of confidence, one for each sign. Made by models/train/fit_confidence.py from\n"
                  f"// {len(right)} statements of news articles, right where a strict reader signed them\n"
                  "// (docs/measurements.md says which).\n")
        for name, weight in zip(names, weights):
            out.write(f"{weight:.3f},  // {name}\n")


main()
