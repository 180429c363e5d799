#!/usr/bin/env python3
"""How many pairs of one origin `lode articles --same` finds, and how many it makes up.

    bench/same_story.py LODE [PAIRS]

Makes PAIRS (200) pairs of articles in five strengths of rewriting, loads them into a new store
and compares its groups with the pairs. The texts are drawn by a Markov chain of two words from
docs/*.md, so that texts of different stories share as many runs of words as texts on one
subject do. Their letters are exchanged (ROT13), so that nothing is analysed: sketches are of
all running text, whatever its language. The same texts every time.
"""
import codecs
import collections
import glob
import json
import os
import random
import re
import subprocess
import sys
import tempfile

STRENGTHS = [
    (1, "same text, other headline and credit"),
    (2, "paragraphs in another order, a third left out"),
    (3, "half of the text shared, the rest each one's own"),
    (4, "the same, and every twelfth shared word replaced"),
    (5, "a third shared, and every eighth shared word replaced"),
]


def chain_of(root):
    words = []
    for name in sorted(glob.glob(os.path.join(root, "docs", "*.md"))):
        with open(name, encoding="utf-8") as file:
            words += re.findall(r"[A-Za-z']+", file.read())
    chain = collections.defaultdict(list)
    for one, two, three in zip(words, words[1:], words[2:]):
        chain[one.lower(), two.lower()].append(three.lower())
    return chain, sorted(set(word.lower() for word in words))


def paragraph(chain, starts, draw):
    pair = draw.choice(starts)
    text = list(pair)
    sentences = []
    for _ in range(draw.randint(2, 4)):
        for _ in range(draw.randint(10, 24)):
            follow = chain.get(tuple(text[-2:]))
            text.append(draw.choice(follow) if follow else draw.choice(starts)[0])
        sentences.append(" ".join(text).capitalize() + ".")
        text = text[-2:]
    return " ".join(sentences)


def replaced(text, every, words, draw):
    return " ".join(draw.choice(words) if draw.randrange(every) == 0 else word
                    for word in text.split(" "))


def pairs_of(root, count):
    draw = random.Random(7)
    chain, words = chain_of(root)
    starts = sorted(chain)
    for number in range(count):
        strength = STRENGTHS[number % len(STRENGTHS)][0]
        new = lambda n: [paragraph(chain, starts, draw) for _ in range(n)]
        first = new(9)
        second = list(first)
        if strength == 2:
            draw.shuffle(second)
            second = second[:6]
        elif strength in (3, 4, 5):
            kept = 3 if strength == 5 else len(first) // 2 + number // 5 % 2
            second = draw.sample(first, kept) + new(9 - kept)
            draw.shuffle(second)
        every = {4: 12, 5: 8}.get(strength)
        if every:
            second = [replaced(p, every, words, draw) if p in first else p for p in second]
        for side, text in ((0, first), (1, second)):
            credit = "ARN (Fjordnews) - " if side and strength == 1 else ""
            yield number, strength, {
                "title": f"Story {number} as told by outlet {side}",
                "source": f"Outlet {side} of {number}",
                "url": f"https://news.example/{number}/{side}",
                "language": "fi",
                "text": credit + codecs.encode("\n\n".join(text), "rot13")}


def main():
    lode = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    with tempfile.TemporaryDirectory() as work:
        of_title = {}
        path = os.path.join(work, "pairs.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for number, strength, record in pairs_of(root, count):
                of_title[record["title"]] = (number, strength)
                file.write(json.dumps(record) + "\n")
        store = os.path.join(work, "store")
        subprocess.run([lode, "load", path, "--store", store, "--quiet", "--no-derived"],
                       check=True)
        listed = subprocess.run(
            [lode, "articles", "--same", "--store", store, "--format", "jsonl"],
            check=True, capture_output=True, text=True).stdout
    groups = collections.defaultdict(list)
    for line in listed.splitlines():
        row = json.loads(line)
        groups[row["story"]].append(of_title[row["title"]])
    found = collections.Counter()
    wrong = 0
    for members in groups.values():
        numbers = collections.Counter(members)
        for (_, strength), size in numbers.items():
            found[strength] += size == 2
        total = len(members)
        wrong += (total * (total - 1) - sum(n * (n - 1) for n in numbers.values())) // 2
    for strength, what in STRENGTHS:
        of = len(range(strength - 1, count, len(STRENGTHS)))
        print(f"{strength}  {found[strength]:3} of {of:3}  {what}")
    print(f"found {sum(found.values())} of {count}, false pairs {wrong}")


if __name__ == "__main__":
    main()
