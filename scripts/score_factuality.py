#!/usr/bin/env python3
"""Scores what clause_factuality prints against the factuality that people judged.

    score_factuality.py GOLD.tsv TREES.conllu PREDICTED.tsv [--kinds] [--errors N]

GOLD.tsv is data/uds_ewt/{dev,test}.tsv (Universal Decompositional Semantics 2.0 on the words of
UD EWT), TREES.conllu the sentences that PREDICTED.tsv was made from, in the same order.

A judged word happened when its `factual` is above 0. It is read as having happened when it is
affirmed and actual, ended or not; in any other case as not having happened, or not yet. Words
whose judges were unsure (confidence below .7) are left out. Accuracy, the F1 of "did not happen",
and Pearson's r between `factual` and the reading as a number: 1 for affirmed and actual, -1 for
the rest.
"""
import argparse
import collections
import math
import random


def sentence_ids(path):
    return [line.split(" = ", 1)[1].strip() for line in open(path, encoding="utf-8")
            if line.startswith("# sent_id = ")]


def texts(path):
    ids, out = None, {}
    for line in open(path, encoding="utf-8"):
        if line.startswith("# sent_id = "):
            ids = line.split(" = ", 1)[1].strip()
        elif line.startswith("# text = "):
            out[ids] = line.split(" = ", 1)[1].strip()
    return out


def judged(path, sure):
    out = {}
    for line in open(path, encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        for item in fields[3:]:
            key, _, value = item.partition("=")
            if key == "factual":
                score, confidence = map(float, value.split(":"))
                if confidence >= sure:
                    out[fields[0], int(fields[1])] = score
    return out


def pearson(xs, ys):
    n = len(xs)
    mx, my = sum(xs) / n, sum(ys) / n
    cov = sum((x - mx) * (y - my) for x, y in zip(xs, ys))
    return cov / math.sqrt(sum((x - mx) ** 2 for x in xs) * sum((y - my) ** 2 for y in ys))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold")
    parser.add_argument("trees")
    parser.add_argument("predicted")
    parser.add_argument("--kinds", action="store_true", help="how often each reading happened")
    parser.add_argument("--errors", type=int, default=0, help="print so many wrong ones")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sure", type=float, default=0.7, help="leave out judgements below it")
    options = parser.parse_args()

    ids, gold = sentence_ids(options.trees), judged(options.gold, options.sure)
    kinds, wrong, gold_values, read_values = collections.defaultdict(list), [], [], []
    tp = fp = fn = right = 0
    for line in open(options.predicted, encoding="utf-8"):
        sentence, word, form, polarity, modality, ended = line.rstrip("\n").split("\t")
        key = ids[int(sentence) - 1], int(word)
        if key not in gold:
            continue
        happened = polarity == "affirmed" and modality == "actual"
        kinds[polarity, modality, ended].append(gold[key])
        gold_values.append(gold[key])
        read_values.append(1 if happened else -1)
        right += happened == (gold[key] > 0)
        tp += not happened and gold[key] <= 0
        fp += not happened and gold[key] > 0
        fn += happened and gold[key] <= 0
        if happened != (gold[key] > 0):
            wrong.append((key, form, polarity, modality, ended, gold[key]))
    n = len(gold_values)
    precision, recall = tp / (tp + fp), tp / (tp + fn)
    print(f"{n} judged words: accuracy {right / n:.4f} (always happened: "
          f"{sum(g > 0 for g in gold_values) / n:.4f}), not happened P {precision:.4f} "
          f"R {recall:.4f} F1 {2 * precision * recall / (precision + recall):.4f}, "
          f"r {pearson(gold_values, read_values):.4f}")
    if options.kinds:
        for kind, values in sorted(kinds.items(), key=lambda item: -len(item[1])):
            print(f"  {len(values):6d} {sum(v > 0 for v in values) / len(values):.2f} happened, "
                  f"mean {sum(values) / len(values):+.2f}  {' '.join(kind)}")
    text = texts(options.trees)
    random.Random(options.seed).shuffle(wrong)
    for key, form, polarity, modality, ended, value in wrong[:options.errors]:
        print(f"{form}/{key[1]} read {polarity} {modality} {ended}, judged {value:+.2f}: "
              f"{text[key[0]]}")


if __name__ == "__main__":
    main()
