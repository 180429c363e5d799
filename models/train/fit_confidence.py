#!/usr/bin/env python3
"""Fits the critic: fit_confidence.py SIGNS.jsonl [--common PLAIN.jsonl ...] [--curve CURVE.jsonl]
[--held HELD.jsonl] [--write FILE.trees]

SIGNS and HELD come from judged_signs (statements that strict readers judged), PLAIN, of other
texts, from judged_signs or statement_signs: how common a predicate is there is a sign, too. So is
what a linear function makes of the encoder's vectors of the words that a statement stands on (ridge
regression on their main components); trees learn from what it says of articles that it has not
seen, in each fold again. Boosted small trees over the signs that are numbers, several runs averaged,
put on a logistic curve by what they say of articles they did not see (scikit-learn 1.9; the same
input gives the same trees).
Prints how sure and how right statements are in folds by article, and those of HELD; writes the
trees as loaders/extraction/critic/critic.h describes.

CURVE is of articles that no rule was written on. Rules are written on the faults of others, which
then hold fewer of them than news at large: the trees learn from both, the curve from CURVE alone.
"""
import argparse
import collections
import json

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier

FOLDS, RUNS = 8, 4
COMMON = ("predicate", "word")  # families of marks of which it counts how common they are
COMMON_LEAST = 2
COMPONENTS = 128  # of the encoder's vectors
RIDGE = 150.0     # in variances of the first component
SETTINGS = {"max_iter": 300, "learning_rate": 0.03, "max_leaf_nodes": 10, "l2_regularization": 5.0,
            "min_samples_leaf": 10, "max_features": 0.3, "early_stopping": False}


def read(path):
    with open(path, encoding="utf-8") as file:
        first = json.loads(file.readline())
        statements = []
        for line in file:
            statement = json.loads(line)
            statement["words"] = numpy.array(statement["words"], dtype=numpy.float32) / 100
            statements.append(statement)
        return first["signs"], first["places"], statements


def commonness(paths):
    """log(1 + n) of each mark that n statements of other texts have."""
    counts = collections.Counter()
    for path in paths:
        with open(path, encoding="utf-8") as file:
            next(file)
            for line in file:
                counts.update(mark for mark in json.loads(line)["marks"]
                              if mark.split("=")[0] in COMMON and " " not in mark)
    return {mark: round(float(numpy.log1p(n)), 3) for mark, n in counts.items() if n >= COMMON_LEAST}


def matrix(statements, common):
    rows = []
    for statement in statements:
        highest = dict.fromkeys(COMMON, 0.0)
        for mark in statement["marks"]:
            family = mark.split("=")[0]
            if family in highest:
                highest[family] = max(highest[family], common.get(mark, 0.0))
        rows.append(statement["numbers"] + list(highest.values()))
    return numpy.array(rows, dtype=float)


class WordScores:
    """A linear function of the encoder's vectors at each place (fitted by `weights`)."""

    def __init__(self, statements, places):
        rows = self.rows(statements, places)
        there = rows[:, :, -1] > 0
        vectors = rows[:, :, :-1][there]
        self.mean = vectors.mean(0)
        moved = vectors - self.mean
        variances, components = numpy.linalg.eigh(moved.T @ moved / len(moved))
        self.components = components[:, ::-1][:, :COMPONENTS] / numpy.sqrt(variances[-1])
        self.inputs = self.reduced(rows)

    @staticmethod
    def rows(statements, places):
        words = numpy.array([s["words"] for s in statements])
        return words.reshape(len(statements), len(places), -1)

    def reduced(self, rows):
        there = rows[:, :, -1:]
        inner = (rows[:, :, :-1] - self.mean) @ self.components * there
        return numpy.concatenate([inner, there], 2).reshape(len(rows), -1)

    def solve(self, square, keep, right):
        wanted = (right[keep] - right[keep].mean()).astype(numpy.float32)
        return numpy.linalg.solve(square + RIDGE * numpy.eye(len(square), dtype=numpy.float32),
                                  self.inputs[keep].T @ wanted)

    def by_fold(self, right, fold):
        """[k, i]: what is said of statement i without those of its own fold and of fold k."""
        said = numpy.zeros((FOLDS, len(right)))
        squares = [self.inputs[fold == k].T @ self.inputs[fold == k] for k in range(FOLDS)]
        for k in range(FOLDS):
            for other in range(k, FOLDS):
                square = sum(squares[j] for j in range(FOLDS) if j not in (k, other))
                weights = self.solve(square, (fold != k) & (fold != other), right)
                said[k, fold == other] = self.inputs[fold == other] @ weights
                said[other, fold == k] = self.inputs[fold == k] @ weights
        return said

    def weights(self, right):
        """For each place the weights of the vector's numbers, and of the word's being there."""
        square = self.inputs.T @ self.inputs
        inner = self.solve(square, slice(None), right).reshape(-1, COMPONENTS + 1)
        outer = inner[:, :-1] @ self.components.T
        return numpy.column_stack([outer, inner[:, -1] - outer @ self.mean])


def boost(signs, right):
    return [HistGradientBoostingClassifier(random_state=seed, **SETTINGS).fit(signs, right)
            for seed in range(RUNS)]


def odds(models, signs):
    return numpy.mean([model.decision_function(signs) for model in models], axis=0)


def curve(sums, right):
    """Slope and offset of the logistic curve, by Newton's method."""
    x = numpy.column_stack([sums, numpy.ones(len(sums))])
    weights = numpy.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + numpy.exp(-x @ weights))
        weights += numpy.linalg.solve((x * (p * (1 - p))[:, None]).T @ x, x.T @ (right - p))
    return weights


def probability(sums, weights):
    p = numpy.clip(1 / (1 + numpy.exp(-(weights[0] * sums + weights[1]))), 0.02, 0.98)
    return numpy.round(p, 2)


def folds_of(statements, seed):
    documents = sorted({s["document"] for s in statements})
    numpy.random.RandomState(seed).shuffle(documents)
    place = {d: i % FOLDS for i, d in enumerate(documents)}
    return numpy.array([place[s["document"]] for s in statements])


def out_of_fold(signs, said, right, fold):
    """What trees that saw none of a statement's article say of it."""
    sums = numpy.zeros(len(right))
    for k in range(FOLDS):
        train, test = fold != k, fold == k
        seen = numpy.column_stack([signs, said[k]])
        sums[test] = odds(boost(seen[train], right[train]), seen[test])
    return sums


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
    order = numpy.argsort(-confidence, kind="stable")
    top = "  ".join(f"{share:.0%} {right[order[:int(len(order) * share)]].mean():.3f}"
                    for share in (0.2, 0.4, 0.6, 0.8))
    print(f"  right of the surest: {top}")
    print(f"  mean {confidence.mean():.3f}  Brier {((confidence - right) ** 2).mean():.4f}  "
          f"ECE {error:.4f}  ranking {ranking(confidence, right):.3f}")
    print("  kept from  share  right  of the right ones kept")
    for least in numpy.arange(0.1, 0.85, 0.05):
        kept = confidence >= least - 1e-9
        if kept.any():
            print(f"  {least:.2f}       {kept.mean():.3f}  {right[kept].mean():.3f}  "
                  f"{right[kept].sum() / right.sum():.3f}")


def tree_text(nodes, at, sign_of):
    node = nodes[at]
    if node["is_leaf"]:
        return f"{node['value'] / RUNS:.5f}"
    return (f"? {sign_of(node['feature_idx'])} {node['num_threshold']:.9g} "
            f"{tree_text(nodes, node['left'], sign_of)} {tree_text(nodes, node['right'], sign_of)}")


def write(path, models, names, common, words, weights, count, documents):
    used, lines = {}, []
    sign_of = lambda feature: used.setdefault(int(feature), len(used))
    for model in models:
        lines.append(f"tree {model._baseline_prediction.item() / RUNS:.5f}")
        lines += ["tree " + tree_text(predictors[0].nodes, 0, sign_of)
                  for predictors in model._predictors]
    with open(path, "w", encoding="utf-8") as out:
        out.write("# How likely a strict reader signs a statement, from the signs of its reading:\n"
                  "# loaders/extraction/critic/critic.h says how this is read. Made by\n"
                  f"# models/train/fit_confidence.py from {count} statements of {documents} news articles.\n")
        for feature in used:
            out.write(f"sign {names[feature]}\n")
        for mark, value in sorted(common.items()):
            out.write(f"common {mark} {value}\n")
        for place, numbers in words:
            out.write(f"words {place} {' '.join(f'{number:.4g}' for number in numbers)}\n")
        out.write(f"scale {weights[0]:.4f} {weights[1]:.4f}\n")
        out.write("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("signs")
    parser.add_argument("--common", nargs="*", default=[])
    parser.add_argument("--curve")
    parser.add_argument("--held")
    parser.add_argument("--write")
    options = parser.parse_args()
    names, places, statements = read(options.signs)
    unseen = numpy.full(len(statements), not options.curve)
    if options.curve:
        statements += read(options.curve)[2]
        unseen = numpy.arange(len(statements)) >= len(unseen)
    right = numpy.array([s["verdict"] == "S" for s in statements], dtype=float)
    common = commonness(options.common)
    fold = folds_of(statements, 1)
    words = WordScores(statements, places)
    said = words.by_fold(right, fold)
    signs = matrix(statements, common)
    sums = out_of_fold(signs, said, right, fold)
    confidence = numpy.zeros(len(right))
    for k in range(FOLDS):  # the curve, too, from other articles
        others = unseen & (fold != k)
        confidence[fold == k] = probability(sums[fold == k], curve(sums[others], right[others]))
    report("folds by article", confidence[unseen], right[unseen])
    scale = curve(sums[unseen], right[unseen])
    models = boost(numpy.column_stack([signs, said[fold, numpy.arange(len(fold))]]), right)
    weights = words.weights(right)
    if options.held:
        _, _, held = read(options.held)
        held_right = numpy.array([s["verdict"] == "S" for s in held], dtype=float)
        report("held out, as printed", numpy.array([s["confidence"] for s in held]), held_right)
        of_words = numpy.einsum("spn,pn->s", words.rows(held, places), weights)
        seen = numpy.column_stack([matrix(held, common), of_words])
        report("held out, fitted now", probability(odds(models, seen), scale), held_right)
    if options.write:
        write(options.write, models, names + [f"common:{f}" for f in COMMON] + ["words"], common,
              zip(places, weights), scale, len(right), len({s["document"] for s in statements}))


main()
