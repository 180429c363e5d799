#!/usr/bin/env python3
"""Runs Soufflé's test programs on lode and compares the rows.

  scripts/souffle/compare.py LODE FOLDER [--show NAME] [--explained FILE] [--keep DIR]

FOLDER is the folder `tests` of a copy of https://github.com/souffle-lang/souffle, or any folder of
folders with a program NAME/NAME.dl, its input NAME/facts/*.facts and the rows that are expected,
NAME/*.csv and what NAME/NAME.out says of `.printsize` and of output to the screen. Programs without
expected rows (those that must be refused) are passed over. Each of the others
  agrees     all expected relations have the same rows (floats to five digits),
  differs    some have not, or lode refuses the program, or
  is not in the language, with the feature that is missing.
EXPLAINED has a line `NAME<tab>reason` for each program whose difference is known. The exit status is
1 when one differs that is not there, or agrees that is.
"""
import argparse
import collections
import csv
import glob
import json
import os
import subprocess
import sys
import tempfile

from rules import Writer, number, text
from syntax import NotInTheLanguage, Unreadable, read

SECONDS = 60
ROWS = 5_000_000
PART = 500_000  # characters of one text of facts, of which lode takes a MiB
SHOWN = 5  # rows of a difference
PREDICATE = "zzqxp"  # of the one triple of the store, which joins nothing with itself
RULED = "-" * 15  # above the name of a relation on the screen; the same of `=` above and below rows
FORMS = {"filename", "delimiter", "IO", "name"}


class Refused(Exception):
    """What lode said."""


def path_of(folder, options, otherwise):
    if set(options) - FORMS or options.get("IO", "file") not in ("file", "stdout"):
        raise NotInTheLanguage("other forms of input and output than tables")
    return os.path.join(folder, options.get("filename", otherwise))


def lines_of(path):
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        whole = file.read()
    lines = whole.replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def parsed(field, kind):
    if kind == "symbol":
        return field
    if kind == "float":
        return float(field)
    return int(field, 0) if field.lstrip("-")[:2] in ("0x", "0b") else int(field.rstrip("u"))


def rows_of(lines, delimiter, types):
    if not types:
        return [()] * (len(lines) > 0)
    rows = []
    for line in lines:
        fields = line.split(delimiter)
        if len(fields) != len(types):
            raise NotInTheLanguage("other forms of input and output than tables")
        try:
            rows.append(tuple(parsed(f, t) for f, t in zip(fields, types)))
        except ValueError:
            raise NotInTheLanguage("input that Soufflé refuses") from None
    return rows


def printed(path):
    """What a program says on the screen: sizes by relation, and rows as lines."""
    sizes, tables = {}, {}
    lines = lines_of(path) if os.path.exists(path) else []
    at = 0
    while at < len(lines):
        if lines[at].startswith(RULED) and lines[at + 2:at + 3] == [RULED.replace("-", "=")]:
            end = lines.index(RULED.replace("-", "="), at + 3)
            tables[lines[at + 1]] = lines[at + 3:end]
            at = end
        elif lines[at].count("\t") == 1 and lines[at].split("\t")[1].isdigit():
            sizes[lines[at].split("\t")[0]] = int(lines[at].split("\t")[1])
        at += 1
    return sizes, tables


def canonical(row, types):
    return tuple(float(f"{v:.5g}") if t == "float" else v for v, t in zip(row, types))


def expected_of(program, writer, folder, name):
    """Relation -> rows, or a number of rows."""
    sizes, tables = printed(os.path.join(folder, name + ".out"))
    expected = {}
    for kind, relation, options in program.directives:
        if relation not in writer.types:
            raise NotInTheLanguage("components" if "." in relation else "undeclared relations")
        types, delimiter = writer.types[relation], options.get("delimiter", "\t")
        if kind == "printsize" and relation in sizes:
            expected.setdefault(relation, sizes[relation])
        if kind != "output":
            continue
        if options.get("IO") == "stdout":
            path_of(folder, options, "")
            if relation in tables:
                expected[relation] = rows_of(tables[relation], delimiter, types)
            continue
        path = path_of(folder, options, relation + ".csv")
        if os.path.exists(path):
            expected[relation] = rows_of(lines_of(path), delimiter, types)
    return expected


def input_of(program, writer, folder):
    """The facts that the program reads, as lines."""
    lines = []
    for kind, relation, options in program.directives:
        if kind != "input" or relation not in writer.types:
            continue
        path = path_of(os.path.join(folder, "facts"), options, relation + ".facts")
        if not os.path.exists(path):
            continue  # there are none
        types = writer.types[relation]
        for row in rows_of(lines_of(path), options.get("delimiter", "\t"), types):
            cells = [text(v) if t == "symbol" else number(v) for v, t in zip(row, types)]
            lines.append(f"{writer.names[relation]}({', '.join(cells)}).")
    return lines


def asked(lode, store, facts, text, kept):
    """The lines that answer. Facts that are too many for one text go into the store first."""
    def run(*arguments):
        done = subprocess.run([lode, *arguments], capture_output=True, text=True, errors="replace")
        if done.returncode != 0:
            said = done.stderr.splitlines()
            at = next((i for i, line in enumerate(said) if "error" in line), 0)
            raise Refused("; ".join(said[at:at + 2]).replace(kept, "")
                          or f"status {done.returncode}")
        return done.stdout.splitlines()

    def write(lines):
        with open(kept, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")

    parts, room = [[]], PART
    for fact in facts:
        if len(fact) > room:
            parts.append([])
            room = PART
        parts[-1].append(fact)
        room -= len(fact)
    while len(parts) > 1:
        write(parts.pop())
        run("rules", "add", "--store", store, "--name", f"part{len(parts)}", kept)
    write([*parts[0], *text])
    return run("query", "--store", store, "--format", "jsonl", "--timeout", str(SECONDS),
               "--max-rows", str(ROWS), "--file", kept)


def value(cell, kind):
    found = cell.get("value")
    return found if kind == "symbol" else found if found is None else float(found)


def difference(lode, store, folder, name, kept):
    """What differs, or an empty text; None where nothing is expected."""
    screen = os.path.join(folder, name + ".out")
    if not (glob.glob(os.path.join(folder, "*.csv"))
            or os.path.exists(screen) and os.path.getsize(screen) > 0):
        return None
    if glob.glob(os.path.join(folder, "*.cpp")):
        raise NotInTheLanguage("programs that a program of C++ drives")
    program = read(os.path.join(folder, name + ".dl"))
    writer = Writer(program)
    expected = expected_of(program, writer, folder, name)
    if not expected:
        return None
    writer.write()
    facts = input_of(program, writer, folder)
    for relation in writer.empty(facts):
        columns = ", ".join(["X"] * len(writer.types[relation]))
        writer.lines.append(f"{writer.names[relation]}({columns}) :- {PREDICATE}(X, X).")
    questions, nullary = [], []
    for relation in expected:
        columns = [f"C{writer.names[relation]}x{i}" for i in range(len(writer.types[relation]))]
        questions.append(f"{writer.names[relation]}({', '.join(columns)})?")
        if not columns:
            nullary.append(relation)
    found = collections.defaultdict(list)
    by_name = {f"C{writer.names[r]}x0": r for r in expected}
    for line in asked(lode, store, facts, [*writer.lines, *questions], kept):
        row = json.loads(line)
        if isinstance(row, bool):
            relation = nullary.pop(0)
            found[relation] += [()] * row
            continue
        relation = by_name[next(iter(row))]
        found[relation].append(tuple(value(cell, t)
                                     for cell, t in zip(row.values(), writer.types[relation])))
    for relation, wanted in expected.items():
        types = writer.types[relation]
        have = {canonical(row, types) for row in found[relation]}
        if isinstance(wanted, int):
            if len(found[relation]) != wanted:
                return f"{relation} has {len(found[relation])} rows, {wanted} are expected"
            continue
        must = {canonical(row, types) for row in wanted}
        if have != must:
            key = lambda row: tuple(map(str, row))
            return (f"{relation}: {len(must - have)} missing {sorted(must - have, key=key)[:SHOWN]}"
                    f", {len(have - must)} too many {sorted(have - must, key=key)[:SHOWN]}")
    return ""


def made_store(lode, folder):
    """A store of one triple that no program speaks of."""
    triples = os.path.join(folder, "one.tsv")
    with open(triples, "w", encoding="utf-8") as file:
        file.write(f"zzqxa\t{PREDICATE}\tzzqxb\n")
    store = os.path.join(folder, "store")
    subprocess.run([lode, "import", "--store", store, triples], check=True, capture_output=True)
    return store


def main():
    options = argparse.ArgumentParser(description="Soufflé's test programs on lode")
    options.add_argument("lode")
    options.add_argument("folder")
    options.add_argument("--only", default="", help="programs whose name has these words in it")
    options.add_argument("--explained", default=os.path.join(os.path.dirname(__file__),
                                                             "explained.tsv"))
    options.add_argument("--keep", help="a folder for the programs as lode is given them")
    given = options.parse_args()
    with open(given.explained, encoding="utf-8") as file:
        explained = dict(row[:2] for row in csv.reader(file, delimiter="\t") if row)
    agree, missing, known, new, without = [], collections.Counter(), [], [], 0
    with tempfile.TemporaryDirectory() as scratch:
        for path in sorted(glob.glob(os.path.join(given.folder, "**", "*.dl"), recursive=True)):
            folder, file = os.path.split(path)
            name = file.removesuffix(".dl")
            if os.path.basename(folder) != name or given.only not in path:
                continue
            title = os.path.relpath(folder, given.folder)
            kept = os.path.join(given.keep or scratch, title.replace("/", "-") + ".lode")
            try:
                with tempfile.TemporaryDirectory() as place:
                    differs = difference(given.lode, made_store(given.lode, place), folder, name,
                                         kept)
            except NotInTheLanguage as feature:
                missing[str(feature)] += 1
                continue
            except (Unreadable, OSError) as why:
                missing["not read: " + str(why)] += 1
                continue
            except Refused as why:
                differs = f"refused: {why}"
            if differs is None:
                without += 1
            elif differs == "":
                agree.append(title)
            elif title in explained:
                known.append(title)
                print(f"differs  {title}: {explained[title]}")
            else:
                new.append(title)
                print(f"DIFFERS  {title}: {differs}")
    stale = sorted(set(explained) & set(agree))
    for title in stale:
        print(f"AGREES, though a difference is explained: {title}")
    print(f"\n{len(agree) + len(known) + len(new)} run, {len(agree)} agree, {len(known)} differ as "
          f"explained, {len(new)} differ otherwise; {without} without expected rows; "
          f"{sum(missing.values())} not in the language:")
    for feature, count in missing.most_common():
        print(f"{count:6} {feature}")
    return 1 if new or stale else 0


if __name__ == "__main__":
    sys.exit(main())
