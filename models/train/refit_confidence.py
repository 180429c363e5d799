#!/usr/bin/env python3
"""Makes the signs of judged statements with today's program and fits the critic to them:

    refit_confidence.py BUILD SETS WORK [--unseen NAME ...] [--held NAME ...]
                        [--plain FILE.conllu ...] [--write FILE.trees]

BUILD is a build with -DLODE_BUILD_TRAINING=ON. SETS holds, for each set, NAME.articles.jsonl (what
`lode load` takes) and NAME.judged.jsonl: statements as some version of `lode export` printed them,
each with a "verdict" more, S, L or W (docs/evaluation.md). A verdict counts where today's program
prints the very same statement from the same sentence. Of the sets in --unseen no rule knows the
articles: the curve rests on them (all, if none is named). Those in --held are only asked about.
--plain: trees by whose statements predicates are common or rare. Files between are left in WORK.
"""
import argparse
import collections
import json
import pathlib
import shutil
import subprocess
import sys


def shown(value):
    """A value as a form shows it."""
    if value is None:
        return ""
    text = value.get("name") or (value.get("value") if value.get("kind") in ("date", "boolean")
                                 else value.get("text", value.get("value")))
    return str(text).lower()


def said(statement):
    """Everything that a reader of the statement saw."""
    time = statement.get("time") or {}
    qualifiers = [(role, shown(value))
                  for role, values in (statement.get("qualifiers") or {}).items()
                  for value in (values if isinstance(values, list) else [values])]
    return (" ".join(statement["text"].split()), shown(statement["subject"]),
            statement["predicate"], shown(statement["object"]), statement["polarity"],
            statement["modality"], statement["ended"], shown(statement["said_by"]),
            tuple(sorted(qualifiers)), time.get("value") or time.get("text"))


def begin(statement, part):
    span = (statement.get("span") or {}).get(part)
    return "" if not span else str(span[0][0] if isinstance(span[0], list) else span[0])


def lines(path):
    with open(path, encoding="utf-8") as file:
        yield from map(json.loads, file)


def signs_of(name, options):
    """Writes the signs of a set's judged statements; their file."""
    work, build = options.work, options.build
    lode, articles = str(build / "lode"), work / f"{name}.articles.jsonl"
    store, printed = str(work / f"{name}.store"), work / f"{name}.jsonl"
    shutil.rmtree(store, ignore_errors=True)
    subprocess.run([lode, "load", "--store", store, "--quiet", "--min-confidence", "0",
                    str(options.sets / f"{name}.articles.jsonl")], check=True)
    for path, form in ((printed, "jsonl"), (articles, "articles")):
        with open(path, "w", encoding="utf-8") as out:
            subprocess.run([lode, "export", "--store", store, "--format", form], stdout=out,
                           check=True)
    shutil.rmtree(store)
    verdicts = {said(s): s["verdict"] for s in lines(options.sets / f"{name}.judged.jsonl")}
    judged, found = work / f"{name}.judged.tsv", collections.Counter()
    with open(judged, "w", encoding="utf-8") as out:
        for statement in lines(printed):
            verdict = verdicts.get(said(statement))
            if verdict:
                found[verdict] += 1
                print(statement["article"]["id"], statement["sentence"], statement["predicate"],
                      begin(statement, "subject"), begin(statement, "object"), verdict, sep="\t",
                      file=out)
    print(f"set {name}: {len(verdicts)} judged, {sum(found.values())} of them still printed:",
          dict(found), flush=True)
    signs = work / f"{name}.signs.jsonl"
    with open(signs, "w", encoding="utf-8") as out:
        subprocess.run([str(build / "models/train/judged_signs"), str(build / "share/lode"),
                        str(articles), str(judged)], stdout=out, check=True)
    return str(signs)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("build", "sets", "work"):
        parser.add_argument(name, type=pathlib.Path)
    for name in ("--unseen", "--held", "--plain"):
        parser.add_argument(name, nargs="*", default=[])
    parser.add_argument("--write")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    names = sorted(path.name.removesuffix(".judged.jsonl")
                   for path in options.sets.glob("*.judged.jsonl"))
    unknown = (set(options.unseen) | set(options.held)) - set(names)
    if unknown or not names:
        sys.exit(f"no set {' or '.join(sorted(unknown)) or '*.judged.jsonl'} in {options.sets}")
    signs = {name: signs_of(name, options) for name in names}
    fit = [sys.executable, str(pathlib.Path(__file__).with_name("fit_confidence.py"))]
    fit += [signs[n] for n in names if n not in options.unseen and n not in options.held]
    fit += ["--curve"] + [signs[n] for n in options.unseen if n not in options.held]
    fit += ["--held"] + [signs[n] for n in options.held]
    if options.plain:
        plain = options.work / "plain.jsonl"
        with open(plain, "w", encoding="utf-8") as out:
            subprocess.run([str(options.build / "models/train/statement_signs"),
                            str(options.build / "share/lode"), *options.plain], stdout=out,
                           check=True)
        fit += ["--common", str(plain)]
    subprocess.run(fit + (["--write", options.write] if options.write else []), check=True)


main()
