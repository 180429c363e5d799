"""Random programs, and how an answer of lode and one of an SQL engine are compared."""

import csv
import io
import random
import re
import subprocess

VARIABLES = ["X", "Y", "Z", "W", "U"]
ORDERS = ["<", "<=", ">", ">="]


class Words:
    """What a store says: statements, so that what is asked of it has answers."""

    def __init__(self, tables):
        self.statements = tables.execute(
            "SELECT s.text, substr(x.predicate, 3), o.text, o.kind, x.polarity, x.modality, x.ended, x.id "
            "FROM statements x JOIN terms s ON s.key = x.subject JOIN terms o ON o.key = x.object "
            "ORDER BY x.id").fetchall()
        self.by_name = {}
        for statement in self.statements:
            self.by_name.setdefault(statement[0], []).append(statement)
            if statement[3] == "entity":
                self.by_name.setdefault(statement[2], []).append(statement)
        self.roles = {}
        for statement, role in tables.execute(
                "SELECT statement, role FROM qualifiers ORDER BY 1, 2").fetchall():
            self.roles.setdefault(statement, []).append(role)
        self.sources = [row[0] for row in tables.execute(
            "SELECT DISTINCT source FROM articles WHERE source IS NOT NULL ORDER BY 1").fetchall()]


class Programs:
    """The program of a seed: rules with joins, recursion, negation, aggregates, and a question."""

    def __init__(self, words, seed):
        self.words, self.random = words, random.Random(seed)
        self.views = []  # name, how many arguments, what kind the last one has

    def pick(self, things):
        return self.random.choice(things)

    def chance(self, share):
        return self.random.random() < share

    def quoted(self, name):
        return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def predicate(self, name):
        bare = name.replace("-", "")
        return name if bare.isascii() and bare.isalpha() and bare.islower() else self.quoted(name)

    def any_predicate(self):
        return self.predicate(self.pick(self.words.statements)[1])

    def variable(self, name, kinds, kind):
        """The variable that stands for this name in the body."""
        for variable, (known, _) in kinds.items():
            if known == name:
                return variable
        free = [v for v in VARIABLES if v not in kinds]
        if not free:
            return "_"
        kinds[free[0]] = (name, kind)
        return free[0]

    def argument(self, name, kinds, kind):
        if kind == "entity" and self.chance(0.07):
            return self.quoted(name)
        return "_" if self.chance(0.07) else self.variable(name, kinds, kind)

    def prefix(self, statement):
        _, _, _, _, polarity, modality, ended, _ = statement
        if self.chance(0.15):
            return "any "
        text = "denied " if polarity == "negated" else ""
        return text + ("" if modality == "actual" else modality + " ") + ("former " if ended else "")

    def atom(self, statement, kinds):
        subject, predicate, object_, kind, *_ = statement
        x = self.argument(subject, kinds, "entity")
        y = self.argument(object_, kinds, kind)
        prefix = self.prefix(statement)
        if prefix == "" and self.views and self.chance(0.3):
            name, arity, last = self.pick(self.views)
            if arity == 1:
                return f"{name}({self.variable(subject, kinds, 'entity')})"
            if last == kind or last == "number":
                if last == "number":
                    y = "M"
                    kinds.setdefault("M", (None, "number"))
                return f"{name}({x}, {y})"
        roles = self.words.roles.get(statement[7], [])
        form = self.random.random()
        if form < 0.12:
            return f"{prefix}triple({x}, {self.pick(['P', 'Q'])}, {y})"
        if form < 0.2:
            return f"{prefix}any({x}, {y})"
        if form < 0.3:
            return f"Who: {prefix}{self.predicate(predicate)}({x}, {y})"
        if form < 0.5 and roles and roles[0].isalpha():
            kinds.setdefault("V", (None, "value"))
            return f"{prefix}{self.predicate(predicate)}({x}, {y}, {roles[0]}: V)"
        if form < 0.55:
            return f"{prefix}^{self.predicate(predicate)}({y}, {x})"
        return f"{prefix}{self.predicate(predicate)}({x}, {y})"

    def attribute(self, statement, kinds):
        x = self.argument(statement[0], kinds, "entity")
        y = self.argument(statement[2], kinds, statement[3])
        base = f"{self.prefix(statement)}{self.predicate(statement[1])}({x}, {y}) @ S"
        kind = self.pick(["article", "confidence", "polarity", "modality", "said-by", "time", "sentence",
                          "qualifier", "source", "published", "title", "ended", "via", "sentences"])
        if kind == "qualifier":
            return f"{base}, qualifier(S, R, V)"
        if kind == "ended":
            return f"{base}, {self.pick(['', 'not '])}ended(S)"
        if kind == "confidence":
            return f"{base}, confidence(S, C), C {self.pick(ORDERS)} 0.{self.random.randint(2, 9)}"
        if kind == "sentence":
            return f'{base}, sentence(S, T), contains(T, "{self.pick(["the", "of", "said", "a"])}")'
        if kind == "sentences":
            return f'{base}, article(S, A), sentences(A, N, T), N < 4, starts-with(T, "{self.pick("ABT")}")'
        if kind == "source" and self.words.sources and self.chance(0.5):
            return f"{base}, article(S, A), source(A, {self.quoted(self.pick(self.words.sources).upper())})"
        if kind == "published":
            return f"{base}, article(S, A), published(A, D)" + self.pick(
                [", D >= 2024-06", ", year(D) = 2025", ", month(D) < 7", ", during(D, 2025)",
                 ", before(D, 2026)", ", Y2 = year(D) + 1", ", overlaps(D, 2025-03)"])
        if kind in ("source", "title"):
            return f"{base}, article(S, A), {kind}(A, D)"
        return f"{base}, {kind}(S, K)"

    def test(self, kinds):
        variable = self.pick(sorted(kinds))
        name, kind = kinds[variable]
        other = self.pick(sorted(kinds))
        if kind == "number":
            return self.pick([
                f"{variable} {self.pick(ORDERS)} {self.random.randint(-5, 40)}",
                f"{variable} != {self.random.randint(0, 20)}", f"{variable} = 12",
                f"K = {variable} * 2 + 1, K > 9", f"{variable} / 2 < 8", f"{variable} {self.pick(ORDERS)} 2024-06"])
        if kind == "date":
            return self.pick([
                f"{variable} {self.pick(ORDERS)} 2024-05", f"year({variable}) = 2024", f"{variable} != 2023",
                f"during({variable}, 2024)", f"before({variable}, 2025)", f"E = year({variable})"])
        if kind in ("percent", "money", "quantity", "duration", "value"):
            return self.pick([
                f"{variable} {self.pick(ORDERS)} {self.random.randint(1, 70)}%",
                f"{variable} > 5 million USD", f"{variable} >= 100 metric tons", f"{variable} < 3 weeks",
                f"K = {variable} * 2, K > 60%", f"{variable} != 3", f'contains({variable}, "2")'])
        part = name[self.random.randrange(len(name)):][:3].strip() if name else "a"
        word = (name or "a b").split()[0]
        return self.pick([
            f"{variable} != {other}", f"{variable} < {other}", f"contains({variable}, {self.quoted(part)})",
            f"starts-with({variable}, {self.quoted(word)})", f"{variable} != {self.quoted(name or 'x')}",
            f'matches({variable}, "(?i){self.pick(["an", "^n", "o.*e", "ing|ore", "[a-f]+ "])}")',
            f"length({variable}) {self.pick(ORDERS)} {self.random.randint(5, 30)}",
            f"L = length({variable}), K = L * 2 + 1, K > 9", f'lower({variable}) != "lovik"',
            f"{variable} = {self.quoted(name or 'x')}", f"O = lower({variable})"])

    def body(self, most=3):
        kinds = {}
        statement = self.pick(self.words.statements)
        parts = [self.attribute(statement, kinds) if self.chance(0.25) else self.atom(statement, kinds)]
        for _ in range(self.random.randrange(most)):
            known = [name for name, kind in kinds.values() if kind == "entity"]
            if not known:
                break
            statement = self.pick(self.words.by_name[self.pick(known)])
            parts.append(self.atom(statement, kinds))
        entities = [v for v, (_, kind) in kinds.items() if kind == "entity"]
        if entities and self.chance(0.25):
            one, p = self.pick(entities), self.any_predicate()
            parts.append("not " + self.pick([
                f"{p}({one}, _)", f"{p}(_, {one})", f"any {p}({one}, {self.pick(entities)})", f"any({one}, {one})",
                f"{p}({one}, {self.quoted(self.pick(self.words.statements)[0])})"]))
        if kinds and self.chance(0.45):
            parts.append(self.test(kinds))
        return ", ".join(parts), kinds

    def variables(self, text):
        bare = re.sub(r'"(\\.|[^"\\])*"', "", text)
        bare = re.sub(r"not [^()]*\([^()]*\)", "", bare)
        return list(dict.fromkeys(re.findall(r"(?<![\w-])[A-Z][A-Za-z0-9]*\b", re.sub(r"\b[A-Z]{3}\b", "", bare))))

    def rules(self):
        lines = []
        if self.chance(0.25):
            names = sorted({self.pick(self.words.statements)[0] for _ in range(4)})
            lines += [f"watched({self.quoted(name)}, {i + 1})." for i, name in enumerate(names)]
            self.views.append(("watched", 2, "number"))
        if self.chance(0.5):
            before = len(lines)
            for _ in range(self.pick([1, 1, 2])):
                body, kinds = self.body(2)
                entities = [v for v, (_, kind) in kinds.items() if kind == "entity" and v in self.variables(body)]
                if len(entities) >= 2:
                    lines.append(f"linked({entities[0]}, {entities[1]}) :- {body}.")
            if len(lines) > before:
                self.views.append(("linked", 2, "entity"))
        if self.chance(0.35):
            statement = self.pick([s for s in self.words.statements if s[3] == "entity"])
            p, q = self.predicate(statement[1]), self.predicate(self.pick(self.words.by_name[statement[2]])[1])
            lines += [f"reach(X, Y) :- {p}(X, Y).", self.pick([
                f"reach(X, Z) :- reach(X, Y), {q}(Y, Z).", f"reach(X, Z) :- {p}(X, Y), reach(Y, Z), X != Z."])]
            if self.chance(0.4):
                lines.append(f"reach(X, Z) :- reach(Z, X), not {q}(X, _).")
            self.views.append(("reach", 2, "entity"))
        if self.chance(0.3):
            p = self.any_predicate()
            lines += [f"tally(X, count(Y)) :- {p}(X, Y).", "many(X) :- tally(X, N), N > 1."]
            self.views += [("tally", 2, "number"), ("many", 1, "entity")]
        return lines

    def program(self):
        self.views = []
        lines = self.rules()
        body, kinds = self.body()
        known = self.variables(body)
        if not known or self.chance(0.05):
            return "\n".join(lines + [body + "?"])
        some = lambda most: self.random.sample(known, min(len(known), most))
        if self.chance(0.25):
            numbers = [v for v in known if v in "LKNCM"]
            folded = self.pick(["count()", f"count({self.pick(known)})", f"min({self.pick(known)})",
                                f"max({self.pick(known)})", "count()"]
                               + [f"{kind}({v})" for v in numbers for kind in ("sum", "avg", "min")])
            return "\n".join(lines + [f"{body} select {', '.join(some(self.pick([0, 1, 1, 2])) + [folded + ' as F'])}?"])
        columns = some(self.pick([1, 2, 3]))
        tail = " select " + ", ".join(columns)
        if self.chance(0.25):
            tail += f" order by {self.pick(columns)}" + self.pick(["", " desc"])
            if self.chance(0.5):
                tail += f" limit {self.pick([1, 3, 10])}" + self.pick(["", " offset 2"])
        return "\n".join(lines + [body + tail + "?"])


def run(program, store, *command, text):
    return subprocess.run([program, "--store", str(store), *command], input=text,
                          capture_output=True, text=True)


def asked(program, store, text, *options):
    """Rows of `lode query`, as texts; None where it has no answer."""
    done = run(program, store, "query", "-", "--format", "csv", *options, text=text)
    if done.returncode != 0:
        return None, done.stderr
    rows = list(csv.reader(io.StringIO(done.stdout)))
    return (rows[1:] if not rows or rows[0] not in (["yes"], ["no"]) else rows), done.stderr


def cell(value, is_number):
    if not is_number:
        return "" if value is None else str(value)
    number = float(str(value).replace(",", ""))
    return float(f"{number:.9g}")


def comparable(rows, numbers):
    return sorted(tuple(cell(v, n) for v, n in zip(row, numbers)) for row in rows)


def of_engine(execute, script):
    """Runs a script; the rows of its last statement, and which columns are numbers."""
    rows, numbers = [], []
    for statement in script.split(";\n\n"):
        if statement.strip():
            rows, numbers = execute(statement)
    return rows, numbers
