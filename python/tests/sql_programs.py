"""Random programs, and how an answer of lode and one of an SQL engine are compared."""

import csv
import io
import random
import subprocess

VARIABLES = ["X", "Y", "Z", "W"]
COMPARE = ["<", "<=", ">", ">=", "=", "!="]


class Words:
    """What a store talks about: names and predicates to ask for."""

    def __init__(self, tables):
        one = lambda query: [row[0] for row in tables.execute(query).fetchall()]
        self.predicates = one(
            "SELECT substr(predicate, 3) FROM statements GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 24")
        self.names = one(
            "SELECT t.text FROM statements s JOIN terms t ON t.key = s.subject "
            "GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 24")
        self.roles = tables.execute(
            "SELECT substr(predicate, 3), role FROM qualifiers JOIN statements ON id = statement "
            "GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2 LIMIT 24").fetchall()
        self.sources = one("SELECT DISTINCT source FROM articles WHERE source IS NOT NULL ORDER BY 1")
        self.numbers = one("SELECT amount FROM terms WHERE kind = 'number' ORDER BY 1 LIMIT 20")


class Programs:
    """Programs of a seed: rules with joins, recursion, negation, aggregates, and a question."""

    def __init__(self, words, seed):
        self.words, self.random = words, random.Random(seed)
        self.views = []  # name, arity

    def pick(self, things):
        return self.random.choice(things)

    def chance(self, share):
        return self.random.random() < share

    def quoted(self, name):
        return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def predicate(self):
        name = self.pick(self.words.predicates)
        return name if name.replace("-", "").isalpha() and name.islower() else self.quoted(name)

    def argument(self, known):
        if self.chance(0.06):
            return self.quoted(self.pick(self.words.names))
        if known and self.chance(0.45):
            return self.pick(known)
        return "_" if self.chance(0.12) else self.pick(VARIABLES)

    def atom(self, known):
        kind = self.random.random()
        a, b = self.argument(known), self.argument(known)
        if kind < 0.2 and self.views:
            name, arity = self.pick(self.views)
            return f"{name}({', '.join([a, b, 'N'][:arity])})"
        if kind < 0.3:
            return f"triple({a}, {self.pick(['P', 'Q'])}, {b})"
        if kind < 0.42 and known:
            return f"any({a}, {b})"
        prefix = self.pick([""] * 5 + ["any "] * 3 + ["denied ", "planned ", "rumored ", "former "])
        if kind < 0.44:
            speaker = self.pick(["Who", self.quoted(self.pick(self.words.names))])
            return f"{speaker}: {prefix}{self.predicate()}({a}, {b})"
        if kind < 0.52 and self.words.roles:
            predicate, role = self.pick(self.words.roles)
            if not role.isalpha() or predicate not in self.words.predicates:
                return f"any({a}, {b})"
            return f'"{predicate}"({a}, {b}, {role}: V)'
        return f"{prefix}{self.predicate()}({a}, {b})"

    def attribute(self):
        kind = self.pick(["article", "confidence", "polarity", "modality", "said-by", "time",
                          "sentence", "qualifier", "source", "published", "title", "ended", "via"])
        at = self.predicate() if self.chance(0.5) else "any " + self.predicate()
        base = f"{at}(X, Y) @ S"
        if kind == "qualifier":
            return f"{base}, qualifier(S, R, V)"
        if kind == "ended":
            return f"{base}, ended(S)"
        if kind == "confidence":
            return f"{base}, confidence(S, C), C {self.pick(COMPARE[:4])} 0.{self.random.randint(2, 9)}"
        if kind == "sentence":
            return f'{base}, sentence(S, T), contains(T, "{self.pick(["the", "of", "said", "a"])}")'
        if kind in ("source", "published", "title"):
            text = f"{base}, article(S, A), {kind}(A, D)"
            if kind == "published":
                text += self.pick([", D >= 2024-06", ", year(D) = 2025", ", month(D) < 7", ", during(D, 2025)"])
            elif kind == "source" and self.words.sources and self.chance(0.5):
                text = f"{base}, article(S, A), source(A, {self.quoted(self.pick(self.words.sources).upper())})"
            return text
        return f"{base}, {kind}(S, {self.pick(['K', 'Y'])})"

    def variables(self, text):
        import re

        bare = re.sub(r'"(\\.|[^"\\])*"', "", text)
        found = re.findall(r"(?<![\w-])[A-Z][A-Za-z]*\b(?!\s*\()", bare)
        return [name for name in dict.fromkeys(found) if not name.isupper() or len(name) == 1]

    def body(self):
        parts = [self.attribute() if self.chance(0.25) else self.atom([])]
        known = [name for name in self.variables(parts[0]) if name in "XYZWPV"]
        for _ in range(self.pick([0, 0, 1, 1, 2])):
            part = self.atom(known)
            if not set(self.variables(part)) & set(known):
                continue  # no cross products
            parts.append(part)
            known = [name for name in self.variables(", ".join(parts)) if name in "XYZWPV"]
        if known and self.chance(0.3):
            one = self.pick(known)
            parts.append("not " + self.pick([f"{self.predicate()}({one}, _)", f"{self.predicate()}(_, {one})",
                                             f"any {self.predicate()}({one}, {self.pick(known)})"]))
        plain = [name for name in known if name in VARIABLES]
        if plain and self.chance(0.35):
            one, other = self.pick(plain), self.pick(plain)
            number = self.pick(self.words.numbers) if self.words.numbers else 5
            parts.append(self.pick([
                f"{one} != {other}", f"{one} {self.pick(COMPARE)} {number:g}",
                f"{one} != {self.quoted(self.pick(self.words.names))}",
                f'contains({one}, "{self.pick(["a", "er", "o", "2"])}")',
                f'starts-with({one}, "{self.pick(["A", "The", "N", "1"])}")',
                f'matches({one}, "(?i){self.pick(["an", "^n", "o.*e", "ing|ore"])}")',
                f"length({one}) > {self.random.randint(3, 20)}",
                f"{one} {self.pick(COMPARE[:4])} 60%", f"{one} < 3 weeks",
                f"{one} {self.pick(COMPARE)} 2024", f"{one} < {other}",
                f"L = length({one}), K = L * 2 + 1, K > 9",
            ]))
        return ", ".join(parts), self.variables(", ".join(parts))

    def head(self, known, most=2):
        chosen = self.random.sample(known, min(len(known), most))
        return chosen or None

    def rules(self):
        lines = []
        if self.chance(0.25):
            names = self.random.sample(self.words.names, min(3, len(self.words.names)))
            lines += [f"watched({self.quoted(name)}, {i})." for i, name in enumerate(names)]
            self.views.append(("watched", 2))
        if self.chance(0.55):
            for _ in range(self.pick([1, 1, 2])):
                body, known = self.body()
                known = [name for name in known if name in VARIABLES]
                if len(known) >= 2:
                    lines.append(f"linked({', '.join(self.random.sample(known, 2))}) :- {body}.")
            if lines and lines[-1].startswith("linked"):
                self.views.append(("linked", 2))
        if self.chance(0.35):
            p, q = self.predicate(), self.predicate()
            lines += [f"reach(X, Y) :- {p}(X, Y).", self.pick([
                f"reach(X, Z) :- reach(X, Y), {q}(Y, Z).", f"reach(X, Z) :- {q}(X, Y), reach(Y, Z), X != Z."])]
            if self.chance(0.4):
                lines.append(f"reach(X, Z) :- reach(Z, X), not {q}(X, _).")
            self.views.append(("reach", 2))
        if self.chance(0.3):
            lines.append(f"tally(X, count(Y)) :- {self.predicate()}(X, Y).")
            lines.append("many(X) :- tally(X, N), N > 1.")
            self.views += [("tally", 2), ("many", 1)]
        return lines

    def program(self):
        self.views = []
        lines = self.rules()
        body, known = self.body()
        if not known or self.chance(0.05):
            return "\n".join(lines + [body + "?"])
        if self.chance(0.25):
            group = self.head(known, self.pick([0, 1, 1, 2])) or []
            folded = self.pick(["count()", f"count({self.pick(known)})", f"min({self.pick(known)})",
                                f"max({self.pick(known)})", "count()"])
            return "\n".join(lines + [f"{body} select {', '.join(group + [folded + ' as Folded'])}?"])
        columns = self.head(known, self.pick([1, 2, 3]))
        tail = " select " + ", ".join(columns)
        if self.chance(0.25):
            tail += f" order by {self.pick(columns)}" + self.pick(["", " desc"])
            if self.chance(0.5):
                tail += f" limit {self.pick([1, 3, 10])}" + self.pick(["", " offset 2"])
        return "\n".join(lines + [body + tail + "?"])


def run(program, store, *command, text):
    return subprocess.run([program, "--store", str(store), *command], input=text,
                          capture_output=True, text=True)


def asked(program, store, text):
    """Rows of `lode query`, as texts; None where it has no answer."""
    done = run(program, store, "query", "-", "--format", "csv", text=text)
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
