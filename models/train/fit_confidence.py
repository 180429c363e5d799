#!/usr/bin/env python3
"""Fits the critic: fit_confidence.py SIGNS.jsonl ... [--common PLAIN.jsonl ...]
[--curve CURVE.jsonl ...] [--held HELD.jsonl ...] [--write FILE.trees]

SIGNS, CURVE and HELD come from judged_signs (statements that strict readers judged), PLAIN, of
other texts, from judged_signs or statement_signs: how common a predicate is there is a sign, too.
Two things weigh a statement, and their sums are added: boosted small trees over the signs that are
numbers, and small networks over the same signs, over the marks that are frequent, and over the main
components of the encoder's vectors of the words that the statement stands on. Several runs of each
are averaged and put on a logistic curve by what they say of articles they did not see (scikit-learn
1.9; the same input gives the same file).
Prints how sure and how right statements are in folds by article, and those of HELD; writes
trees and networks as loaders/extraction/critic/critic.h describes.

CURVE is of articles that no rule was written on. Rules are written on the faults of others, which
then hold fewer of them than news at large: trees and networks learn from both, the curve from CURVE
alone.
"""
import argparse
import collections
import json
import os

for library in ("OPENBLAS", "OMP"):  # one core: sums in one order, and no waiting for others
    os.environ.setdefault(library + "_NUM_THREADS", "1")
import numpy
from sklearn.ensemble import HistGradientBoostingClassifier

FOLDS = 8
COMMON = ("predicate", "word")  # families of marks of which it counts how common they are
COMMON_LEAST = 2
TREE_RUNS = 2
SETTINGS = {"max_iter": 300, "learning_rate": 0.03, "max_leaf_nodes": 16, "l2_regularization": 5.0,
            "min_samples_leaf": 20, "max_features": 0.3, "early_stopping": False}
# Of the networks: which marks they see and how many statements have one, and how they learn
# (Adam; the rate falls to 0 along a cosine; shares of inputs and units are dropped at random).
MARKS = ("predicate", "qualifier", "modality", "subject-type", "object-type", "speaker-type",
         "block", "word-tag", "subject-tag", "object-tag", "object-kind", "last-part",
         "subject-pronoun", "word-relation")
MARK_LEAST = 60
COMPONENTS = 48  # of the encoder's vectors
MOST_DEVIATIONS = 3
NETWORKS, UNITS, PASSES, BATCH = 3, 24, 15, 256
RATE, DECAY, DROPPED_INPUTS, DROPPED_UNITS = 2e-3, 0.3, 0.2, 0.3


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


class Inputs:
    """What the networks see of statements."""

    def __init__(self, statements, common, places):
        self.places, self.common = places, common
        counts = collections.Counter(m for s in statements for m in s["marks"]
                                     if m.split("=")[0] in MARKS and " " not in m)
        self.marks = sorted(mark for mark, n in counts.items() if n >= MARK_LEAST)
        signs = self.signs(statements)
        self.mean = signs.mean(0).astype(numpy.float32)
        self.deviation = numpy.maximum(signs.std(0), 1e-3).astype(numpy.float32)
        self.deviation[-len(self.marks):] = 1
        rows = self.words(statements)
        vectors = rows[:, :, :-1][rows[:, :, -1] > 0]
        middle = vectors.mean(0)
        moved = vectors - middle
        variances, components = numpy.linalg.eigh(moved.T @ moved / len(moved))
        components = components[:, ::-1][:, :COMPONENTS] / numpy.sqrt(variances[-1])
        components *= numpy.sign(components[numpy.abs(components).argmax(0), range(COMPONENTS)])
        self.components = numpy.vstack([components, -middle @ components])  # the last: constants

    def signs(self, statements):
        number = {mark: i for i, mark in enumerate(self.marks)}
        there = numpy.zeros((len(statements), len(number)))
        for row, statement in zip(there, statements):
            row[[number[mark] for mark in statement["marks"] if mark in number]] = 1
        return numpy.column_stack([matrix(statements, self.common), there])

    def words(self, statements):
        words = numpy.array([s["words"] for s in statements])
        return words.reshape(len(statements), len(self.places), -1)

    def of(self, statements):
        signs = (self.signs(statements).astype(numpy.float32) - self.mean) / self.deviation
        rows = self.words(statements)
        made = numpy.concatenate([rows @ self.components, rows[:, :, -1:]], 2)
        return numpy.column_stack([numpy.clip(signs, -MOST_DEVIATIONS, MOST_DEVIATIONS),
                                   made.reshape(len(rows), -1)]).astype(numpy.float32)


class Network:
    """Fitted to (inputs, right)."""

    def __init__(self, inputs, right, seed):
        random = numpy.random.Generator(numpy.random.PCG64(seed))
        f = numpy.float32
        wide = inputs.shape[1]
        self.parts = [random.standard_normal((wide, UNITS), f) / f(numpy.sqrt(wide)),
                      numpy.zeros(UNITS, f),
                      random.standard_normal(UNITS, f) * f(0.5 / numpy.sqrt(UNITS)),
                      numpy.zeros((), f)]
        first = [numpy.zeros_like(part) for part in self.parts]
        second = [numpy.zeros_like(part) for part in self.parts]
        steps = PASSES * -(-len(right) // BATCH)
        step = 0
        for _ in range(PASSES):
            order = random.permutation(len(right))
            for begin in range(0, len(right), BATCH):
                batch = order[begin:begin + BATCH]
                step += 1
                rate = f(RATE * 0.5 * (1 + numpy.cos(numpy.pi * step / steps)))
                for k, slope in enumerate(self.slopes(inputs[batch], right[batch], random)):
                    first[k] = f(0.9) * first[k] + f(0.1) * slope
                    second[k] = f(0.999) * second[k] + f(0.001) * slope * slope
                    move = first[k] / f(1 - 0.9 ** step) / (
                        numpy.sqrt(second[k] / f(1 - 0.999 ** step)) + f(1e-8))
                    decay = f(DECAY) if k in (0, 2) else f(0)
                    self.parts[k] = self.parts[k] - rate * (move + decay * self.parts[k])

    def slopes(self, inputs, right, random):
        f = numpy.float32
        kept = (random.random(inputs.shape, f) > DROPPED_INPUTS) * f(1 / (1 - DROPPED_INPUTS))
        inputs = inputs * kept
        weights, constants, shares, offset = self.parts
        units = inputs @ weights + constants
        on = (units > 0) * (random.random(units.shape, f) > DROPPED_UNITS) * f(
            1 / (1 - DROPPED_UNITS))
        units *= on
        error = (1 / (1 + numpy.exp(-(units @ shares + offset))) - right).astype(f) / f(len(right))
        back = numpy.outer(error, shares) * on
        return inputs.T @ back, back.sum(0), units.T @ error, error.sum()

    def odds(self, inputs):
        weights, constants, shares, offset = self.parts
        return numpy.maximum(inputs @ weights + constants, 0) @ shares + offset


class Critic:
    """Trees and networks fitted to statements: their signs, their inputs and whether right."""

    def __init__(self, signs, inputs, right):
        self.trees = [HistGradientBoostingClassifier(random_state=seed, **SETTINGS).fit(signs, right)
                      for seed in range(TREE_RUNS)]
        self.networks = [Network(inputs, right, seed) for seed in range(NETWORKS)]

    def odds(self, signs, inputs):
        return (numpy.mean([model.decision_function(signs) for model in self.trees], axis=0)
                + numpy.mean([network.odds(inputs) for network in self.networks], axis=0))


def curve(sums, right):
    """Slope and offset of the logistic curve, by Newton's method."""
    x = numpy.column_stack([sums, numpy.ones(len(sums))])
    weights = numpy.zeros(2)
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


def out_of_fold(signs, inputs, right, fold):
    """What a critic that saw none of a statement's article says of it."""
    sums = numpy.zeros(len(right))
    for k in range(FOLDS):
        train, test = fold != k, fold == k
        critic = Critic(signs[train], inputs[train], right[train])
        sums[test] = critic.odds(signs[test], inputs[test])
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
        return f"{node['value'] / TREE_RUNS:.4f}"
    return (f"? {sign_of(node['feature_idx'])} {node['num_threshold']:.9g} "
            f"{tree_text(nodes, node['left'], sign_of)} {tree_text(nodes, node['right'], sign_of)}")


def row(numbers, digits):
    whole = 10 ** digits
    return " ".join(f"{round(number * whole) / whole:g}" for number in numbers.tolist())


def write(path, critic, inputs, names, scale, count, documents):
    names = names + [f"common:{family}" for family in COMMON] + inputs.marks
    trees = []
    for model in critic.trees:
        trees.append(f"tree {model._baseline_prediction.item() / TREE_RUNS:.5f}")
        trees += ["tree " + tree_text(predictors[0].nodes, 0, int)
                  for predictors in model._predictors]
    offset = numpy.mean([network.parts[3] for network in critic.networks])
    with open(path, "w", encoding="utf-8") as out:
        out.write("# How likely a strict reader signs a statement, from the signs of its reading:\n"
                  "# loaders/extraction/critic/critic.h says how this is read. Made by\n"
                  f"# models/train/fit_confidence.py from {count} statements of {documents} news articles.\n")
        for name in names:
            out.write(f"sign {name}\n")
        for mark, value in sorted(inputs.common.items()):
            out.write(f"common {mark} {value}\n")
        for sign, (mean, deviation) in enumerate(zip(inputs.mean, inputs.deviation)):
            out.write(f"input {sign} {mean:.6g} {deviation:.6g}\n")
        for component in inputs.components.T:
            out.write(f"component {row(component, 4)}\n")
        out.write(f"places {' '.join(inputs.places)}\n")
        for network in critic.networks:
            weights, constants, shares, _ = network.parts
            for unit, constant, share in zip(weights.T, constants, shares):
                out.write(f"unit {share / NETWORKS:.5g} {constant:.4g} {row(unit, 3)}\n")
        out.write(f"scale {scale[0]:.4f} {scale[1]:.4f}\ntree {offset:.5f}\n")
        out.write("\n".join(trees) + "\n")


def read_all(paths):
    names, places, statements = [], [], []
    for path in paths:
        names, places, more = read(path)
        statements += more
    return names, places, statements


def rightness(statements):
    return numpy.array([s["verdict"] == "S" for s in statements], dtype=float)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("signs", nargs="*")
    for name in ("--common", "--curve", "--held"):
        parser.add_argument(name, nargs="*", default=[])
    parser.add_argument("--write")
    options = parser.parse_args()
    names, places, statements = read_all(options.curve)
    unseen = len(statements)  # they stand first
    more = read_all(options.signs)
    if not unseen:
        names, places, _ = more
    statements += more[2]
    unseen = numpy.arange(len(statements)) < (unseen or len(statements))
    right = rightness(statements)
    inputs = Inputs(statements, commonness(options.common), places)
    signs, seen = matrix(statements, inputs.common), inputs.of(statements)
    fold = folds_of(statements, 1)
    sums = out_of_fold(signs, seen, right, fold)
    confidence = numpy.zeros(len(right))
    for k in range(FOLDS):  # the curve, too, from other articles
        others = unseen & (fold != k)
        confidence[fold == k] = probability(sums[fold == k], curve(sums[others], right[others]))
    report("folds by article", confidence[unseen], right[unseen])
    scale = curve(sums[unseen], right[unseen])
    critic = Critic(signs, seen, right)
    for path in options.held:
        held = read(path)[2]
        held_right = rightness(held)
        report(f"{path}, as printed", numpy.array([s["confidence"] for s in held]), held_right)
        odds = critic.odds(matrix(held, inputs.common), inputs.of(held))
        report(f"{path}, fitted now", probability(odds, scale), held_right)
    if options.write:
        write(options.write, critic, inputs, names, scale, len(right),
              len({s["document"] for s in statements}))


main()
