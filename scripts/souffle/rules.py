"""Writes a program of Soufflé in lode's language.

A clause becomes one rule for each of its heads and for each branch of its alternatives. An
aggregate becomes a relation of its own: of the variables that it shares with the clause around it,
and of its value; where Soufflé counts nothing as 0, a second rule says so.
"""
import itertools
import re

from syntax import NotInTheLanguage

BASES = {"number", "unsigned", "float", "symbol"}
SUMS = {"count", "sum"}
OURS = {"mean": "avg"}
FUNCTIONS = {"strlen": "length"}
DIGITS = 15  # before the point of a number


def base(program, name, seen=()):
    """What values of a type are."""
    if name in BASES:
        return name
    if name in seen or name not in program.types:
        return "symbol"
    kinds = {base(program, part, (*seen, name)) for part in program.types[name]
             if part not in ("a record", "a branch")}
    if set(program.types[name]) & {"a record", "a branch"}:
        raise NotInTheLanguage("records" if "a record" in program.types[name] else "algebraic types")
    return kinds.pop() if len(kinds) == 1 else "symbol"


def text(words):
    out = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{out}"'


def number(value):
    if abs(value) >= 10 ** DIGITS:
        raise NotInTheLanguage(f"numbers of more than {DIGITS} digits")
    return repr(value) if isinstance(value, int) else f"{value:.17f}".rstrip("0") + "0"


def branches(item, is_negated=False):
    """A body as alternatives of conjunctions, in which `not` stands before atoms only."""
    kind = item[0]
    if kind == "not":
        return branches(item[1], not is_negated)
    if kind in ("and", "or"):
        parts = [branches(part, is_negated) for part in item[1]]
        if (kind == "or") != is_negated:
            return [branch for part in parts for branch in part]
        return [list(itertools.chain(*choice)) for choice in itertools.product(*parts)]
    if not is_negated:
        return [[item]]
    if kind == "test":
        turned = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "=": "!=", "!=": "="}
        if item[1] not in turned:
            return [[("test", "not " + item[1], item[2], item[3])]]
        return [[("test", turned[item[1]], item[2], item[3])]]
    return [[("not", item)]]


def parts(term):
    yield term
    if term[0] == "call":
        for inner in term[2]:
            yield from parts(inner)


def terms_of(item):
    """All terms of an item of a body, without what stands inside aggregates."""
    if item[0] == "not":
        yield from terms_of(item[1])
    elif item[0] in ("and", "or"):
        for inner in item[1]:
            yield from terms_of(inner)
    else:
        for term in item[2:] if item[0] == "test" else item[2]:
            yield from parts(term)


def aggregates(item):
    return [term for term in terms_of(item) if term[0] == "aggregate"]


def variables(items):
    return {term[1] for item in items for term in terms_of(item) if term[0] == "variable"}


def relations_in(item):
    """The relations of a body, also of the aggregates in it."""
    if item[0] == "not":
        return relations_in(item[1])
    if item[0] in ("and", "or"):
        return set().union(*map(relations_in, item[1]))
    found = {item[1]} if item[0] == "atom" else set()
    return found.union(*(relations_in(inner[3]) for inner in aggregates(item)))


def inner_variables(aggregate):
    """The variables inside an aggregate, also of those inside it."""
    of = [] if aggregate[2] is None else [("test", "=", aggregate[2], aggregate[2])]
    items = [*of, aggregate[3]]
    found = variables(items)
    for item in items:
        for inner in aggregates(item):
            found |= inner_variables(inner)
    return found


def atoms(items):
    return [item for item in items if item[0] == "atom"]


def bound(items):
    """The variables that a conjunction gives values to."""
    known = {arg[1] for item in atoms(items) for arg in item[2] if arg[0] == "variable"}
    tests = [item for item in items if item[0] == "test" and item[1] == "="]
    for _ in tests:
        for _, _, left, right in tests:
            for one, other in ((left, right), (right, left)):
                needs = {t[1] for t in parts(other) if t[0] == "variable"}
                if one[0] == "variable" and needs <= known:
                    known.add(one[1])
    return known


class Writer:
    def __init__(self, program):
        self.program = program
        self.lines = []
        self.names = {name: f"r{i}" for i, name in enumerate(program.relations)}
        self.types = {name: [base(program, t) for t in relation.types]
                      for name, relation in program.relations.items()}
        self.made = 0
        self.reads = self.all_read()

    def all_read(self):
        """Relation -> those that it is drawn from, itself among them where it recurs or is read
        by what it reads."""
        reads = {name: set() for name in self.names}
        for heads, body in self.program.clauses:
            for head in heads:
                reads.setdefault(head[1], set()).update(relations_in(body) if body else ())
        for _ in reads:
            grown = {name: found.union(*(reads.get(one, ()) for one in found))
                     for name, found in reads.items()}
            if grown == reads:
                break
            reads = grown
        return {name: found | {name} for name, found in reads.items()}

    def write(self):
        for name, relation in self.program.relations.items():
            if relation.is_equivalence:
                r = self.names[name]
                self.lines += [f"{r}(X, X) :- {r}(X, _).", f"{r}(Y, X) :- {r}(X, Y).",
                               f"{r}(X, Z) :- {r}(X, Y), {r}(Y, Z)."]
        for heads, body in self.program.clauses:
            for branch in [[]] if body is None else branches(body):
                for head in heads:
                    self.rule(head, branch)
        return self.lines

    def empty(self, facts):
        """The relations that no rule and no fact draws."""
        drawn = {line.split("(", 1)[0] for line in [*self.lines, *facts]}
        return [name for name, ours in self.names.items() if ours not in drawn]

    def fresh(self):
        self.made += 1
        return f"T{self.made}"

    def rule(self, head, items):
        self.clause_types = {}
        self.head = head[1]
        self.note_types([head, *items])
        body = []
        if (self.program.relations[head[1]].is_inline if head[1] in self.names else False) and (
                variables([head]) - bound(items)):
            raise NotInTheLanguage("inline relations to which their readers give values")
        args = [self.argument(term, body, [head, *items], items) for term in head[2]]
        body = self.body(items, [head], ()) + body
        self.lines.append(f"{self.relation(head)}({', '.join(args)})"
                          + (f" :- {', '.join(body)}." if body else "."))

    def note_types(self, items):
        for item in items:
            inner = item[1] if item[0] == "not" else item
            if inner[0] == "atom" and inner[1] in self.types:
                for term, kind in zip(inner[2], self.types[inner[1]]):
                    if term[0] == "variable":
                        self.clause_types[term[1]] = kind
            for aggregate in aggregates(item):
                for branch in branches(aggregate[3]):
                    self.note_types(branch)

    def relation(self, atom):
        if atom[1] not in self.names:
            raise NotInTheLanguage(f"a relation that is not declared ({atom[1]})")
        return self.names[atom[1]]

    def body(self, items, around, context, names_any=False):
        """The conditions of a conjunction. `around`: the items outside it that bind nothing here
        but whose variables it shares; `context`: those that do, for aggregates inside."""
        written = []
        for item in items:
            atom = item[1] if item[0] == "not" else item
            if item[0] == "test":
                written.append(self.test(item, written, [*around, *items], [*context, *items]))
                continue
            if names_any and item[0] == "atom":
                atom = (*atom[:2], [("variable", self.fresh()) if t[0] == "any" else t
                                    for t in atom[2]])
            args = [self.argument(term, written, [*around, *items], [*context, *items])
                    for term in atom[2]]
            written.append(("not " if item[0] == "not" else "")
                           + f"{self.relation(atom)}({', '.join(args)})")
        return written

    def argument(self, term, written, scope, context):
        """A term where lode has a variable or a constant only."""
        if term[0] in ("call", "aggregate") and not (term[0] == "call" and term[1] == "as"):
            name = self.fresh()
            written.append(f"{name} = {self.term(term, written, scope, context)}")
            return name
        return self.term(term, written, scope, context)

    def test(self, item, written, scope, context):
        _, operator, left, right = item
        if operator.removeprefix("not ") in ("match", "contains"):
            if left[0] != "text":
                raise NotInTheLanguage(f"`{operator}` with a pattern that is no constant")
            pattern = (f"^(?:{left[1]})$" if operator.endswith("match")
                       else re.sub(r"([^A-Za-z0-9])", r"\\\1", left[1]))
            called = "not matches" if operator.startswith("not ") else "matches"
            return f"{called}({self.argument(right, written, scope, context)}, {text(pattern)})"
        return (f"{self.term(left, written, scope, context)} {operator} "
                f"{self.term(right, written, scope, context)}")

    def is_float(self, term):
        if term[0] == "number":
            return isinstance(term[1], float)
        if term[0] == "variable":
            return self.clause_types.get(term[1]) == "float"
        if term[0] == "aggregate":
            return term[1] == "mean" or (term[2] is not None and self.is_float(term[2]))
        return term[0] == "call" and any(self.is_float(inner) for inner in term[2])

    def term(self, term, written, scope, context):
        kind = term[0]
        if kind == "any":
            return "_"
        if kind == "variable":
            return self.variable(term[1])
        if kind == "number":
            return number(term[1])
        if kind == "text":
            return text(term[1])
        if kind == "aggregate":
            return self.aggregate(term, written, scope, context)
        name, inner = term[1], term[2]
        if name == "as":
            if base(self.program, inner[1][1]) == "symbol" and inner[0][0] == "number":
                raise NotInTheLanguage("`as` between kinds of values")
            return self.term(inner[0], written, scope, context)
        args = [self.term(one, written, scope, context) for one in inner]
        if name == "-" and len(args) == 1:
            return f"-({args[0]})"
        if name in ("+", "-", "*") and len(args) == 2:
            return f"({args[0]} {name} {args[1]})"
        if name == "/":
            if not any(self.is_float(one) for one in inner):
                raise NotInTheLanguage("division of whole numbers")
            return f"({args[0]} / {args[1]})"
        if name in FUNCTIONS:
            return f"{FUNCTIONS[name]}({args[0]})"
        raise NotInTheLanguage({"%": "remainders", "^": "powers"}.get(
            name, f"`{name}`" if name not in ("min", "max") else "min and max of two terms"))

    def variable(self, name):
        return name if re.fullmatch(r"T\d+", name) else "V" + name.replace("?", "Q")

    def aggregate(self, term, written, scope, context):
        _, operator, of, body = term
        # A variable that only this aggregate could give a value to is another one inside it; one
        # that nothing outside gives a value to is Soufflé's witness.
        inside = inner_variables(term)
        without = [item for item in context if not any(one is term for one in aggregates(item))]
        if inside & variables(scope) - bound(context):
            raise NotInTheLanguage("witnesses of aggregates")
        shared = sorted(inside & variables(scope) & bound(without))
        relation, value = f"a{self.made}", self.fresh()
        self.made += 1
        keys = [self.variable(name) for name in shared]
        alternatives = branches(body)
        if len(alternatives) != 1:
            raise NotInTheLanguage("alternatives in an aggregate")
        items = alternatives[0]
        missing = set(shared) - bound(items)
        needs_groups = bool(shared) and (operator in SUMS or missing)
        groups = self.groups(shared, context) if needs_groups else []
        of_scope = [("test", "=", of, of)] if of is not None else []
        conditions = self.body(items, [*scope, *of_scope], context, operator not in ("min", "max"))
        given = "" if of is None else self.term(of, conditions, scope, context)
        conditions = groups + conditions
        function = f"{OURS.get(operator, operator)}({given})"
        tail = f" :- {', '.join(conditions)}." if conditions else "."
        self.lines.append(f"{relation}({', '.join([*keys, function])}){tail}")
        if shared and operator in SUMS:
            some = f"{relation}-some"
            self.lines.append(f"{some}({', '.join(keys)}){tail}")
            self.lines.append(f"{relation}({', '.join([*keys, '0'])}) :- "
                              f"{', '.join([*groups, f'not {some}' + '(' + ', '.join(keys) + ')'])}.")
        written.append(f"{relation}({', '.join([*keys, value])})")
        return value

    def groups(self, shared, context):
        """Conditions that give the shared variables every value for which the aggregate may be
        asked: atoms around it, as a relation of its own so that no more variables are counted."""
        around = [item for item in context if item[0] in ("atom", "test") and not aggregates(item)]
        wanted = set(shared)
        chosen = [item for item in around if item[0] == "atom"
                  and wanted & {t[1] for t in item[2] if t[0] == "variable"}]
        if not wanted <= bound(chosen):
            chosen = [item for item in around if item[0] == "atom" or item[1] == "="]
            known = bound(chosen)
            chosen = [item for item in chosen if item[0] == "atom" or variables([item]) <= known]
        if any(self.head in self.reads[atom[1]] for atom in atoms(chosen)):
            raise NotInTheLanguage("aggregates of groups that their own recursion draws")
        name = f"g{self.made}"
        self.made += 1
        keys = ", ".join(self.variable(key) for key in shared)
        body = self.body(chosen, [], ())
        self.lines.append(f"{name}({keys}) :- {', '.join(body)}.")
        return [f"{name}({keys})"]
