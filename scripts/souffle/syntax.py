"""Reads a program of Soufflé (.dl) into declarations and clauses.

Source of the forms: Soufflé's own scanner and parser, https://github.com/souffle-lang/souffle.
What is read is a little more than what rules.py can put into lode's language, so that what it
cannot is told by the name of the feature. Terms are tuples:
  ("variable", name)  ("any",)  ("number", value)  ("text", words)
  ("call", operator, [terms])  ("aggregate", operator, term or None, body)
and what stands in a body is
  ("atom", relation, [terms])  ("test", operator, left, right)  ("not", item)
  ("and", [items])  ("or", [items])
"""
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field


class NotInTheLanguage(Exception):
    """The feature that stands in the way."""


class Unreadable(Exception):
    """No program that this reader knows; the place and what stands there."""


@dataclass
class Relation:
    name: str
    types: list  # names of the columns' types
    is_equivalence: bool = False
    is_inline: bool = False


@dataclass
class Program:
    relations: dict = field(default_factory=dict)
    types: dict = field(default_factory=dict)      # name -> names of what it is made of
    clauses: list = field(default_factory=list)    # (heads, body or None)
    directives: list = field(default_factory=list)  # (input | output | printsize, relation, options)


TOKEN = re.compile(r"""
    (?P<space>\s+|//[^\n]*|/\*.*?\*/)
  | (?P<text>"(?:\\.|[^"\\])*")
  | (?P<directive>\.(?:decl|functor|input|output|printsize|limitsize|type|comp|init|number_type
                       |symbol_type|override|pragma|plan|lattice|include|once)(?![A-Za-z0-9_]))
  | (?P<address>\d+\.\d+\.\d+\.\d+)
  | (?P<float>\d+\.\d+)
  | (?P<number>0b[01]+u?|0x[0-9a-fA-F]+u?|\d+u?)
  | (?P<word>choice-domain|[A-Za-z_?][A-Za-z0-9_?]*)
  | (?P<sign>:-|<:|<=|>=|!=|->|::|@!|[|\[\]$+\-(),:;.<>=!*/^%{}@])
""", re.X | re.S)
ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
TESTS = {"<", ">", "<=", ">=", "=", "!="}
QUALIFIERS = {"overridable", "inline", "no_inline", "magic", "no_magic", "brie", "btree", "eqrel",
              "output", "input", "printsize", "btree_delete"}
AGGREGATES = {"count", "sum", "min", "max", "mean"}
FUNCTORS = {"cat", "ord", "range", "strlen", "substr", "to_float", "to_number", "to_string",
            "to_unsigned"}
# Weakest first, as Soufflé has them.
BINARY = [{"lor"}, {"lxor"}, {"land"}, {"bor"}, {"bxor"}, {"band"}, {"bshl", "bshr", "bshru"},
          {"+", "-"}, {"*", "/", "%"}, {"^"}]
FEATURES = {"comp": "components", "init": "components", "override": "components",
            "functor": "functors of the host", "lattice": "lattices", "limitsize": ".limitsize"}


def preprocessed(path):
    """The text after the C preprocessor, where it has work to do."""
    text = open(path, encoding="utf-8", errors="replace").read()
    if not re.search(r"^\s*#", text, re.M):
        return text
    if shutil.which("cpp") is None:
        raise NotInTheLanguage("the C preprocessor, which is not installed here")
    done = subprocess.run(["cpp", "-P", "-w", "-undef", path], capture_output=True, text=True)
    if done.returncode != 0:
        raise Unreadable(done.stderr.splitlines()[0])
    return done.stdout


def tokens_of(path, seen=()):
    text, at, found = preprocessed(path), 0, []
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            raise Unreadable(f"{path}: {text[at:at + 20]!r}")
        at = match.end()
        if match.lastgroup != "space":
            found.append((match.lastgroup, match.group()))
    whole = []
    for i, token in enumerate(found):
        if token == ("directive", ".once"):
            continue
        if i > 0 and found[i - 1] == ("directive", ".include"):
            other = os.path.join(os.path.dirname(path), words_of(token[1]))
            if other not in seen:
                whole.extend(tokens_of(other, (*seen, other)))
        elif token != ("directive", ".include"):
            whole.append(token)
    return whole


def words_of(literal):
    return re.sub(r"\\(.)", lambda m: ESCAPES.get(m.group(1), m.group(1)), literal[1:-1])


class Reader:
    def __init__(self, tokens):
        self.tokens, self.at, self.program = tokens, 0, Program()

    def peek(self, ahead=0):
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else ("end", "")

    def next(self):
        self.at += 1
        return self.peek(-1)

    def take(self, text):
        if self.peek()[1] == text and self.peek()[0] != "text":
            self.at += 1
            return True
        return False

    def must(self, text):
        if not self.take(text):
            around = " ".join(token for _, token in self.tokens[max(0, self.at - 6):self.at + 4])
            raise Unreadable(f"{text!r} is missing in: {around}")

    def list_of(self, one, end):
        items = []
        while not self.take(end):
            items.append(one())
            if not self.take(","):
                self.must(end)
                break
        return items

    # Declarations.
    def read(self):
        while self.peek()[0] != "end":
            kind, text = self.peek()
            if kind == "directive":
                self.at += 1
                self.directive(text[1:])
            elif text == "@":
                self.annotation()
            else:
                self.clause()
        return self.program

    def annotation(self):
        self.must("@")
        self.take("!")
        self.must("[")
        depth = 1
        while depth > 0:
            depth += {"[": 1, "]": -1}.get(self.next()[1], 0)

    def directive(self, name):
        if name in FEATURES:
            raise NotInTheLanguage(FEATURES[name])
        if name == "decl":
            self.declaration()
        elif name == "type":
            self.type_declaration()
        elif name in ("number_type", "symbol_type"):
            self.program.types[self.word()] = [name.removesuffix("_type")]
        elif name == "pragma":
            while self.peek()[0] == "text":
                self.at += 1
        elif name == "plan":
            while self.peek()[0] == "number":
                self.at += 1
                self.must(":")
                self.must("(")
                self.list_of(self.next, ")")
                self.take(",")
        else:
            self.stream(name)

    def word(self):
        kind, text = self.next()
        if kind != "word":
            raise Unreadable(f"a name is missing before {text!r}")
        if self.peek()[1] == "." and self.peek(1)[0] == "word" and self.peek(2)[1] in ".(":
            raise NotInTheLanguage("components")
        return text

    def declaration(self):
        names = [self.word()]
        while self.take(","):
            names.append(self.word())
        self.must("(")
        types = self.list_of(self.column, ")")
        qualifiers = set()
        while self.peek()[1] in QUALIFIERS | {"choice-domain"}:
            if self.next()[1] == "choice-domain":
                raise NotInTheLanguage("choice domains")
            qualifiers.add(self.peek(-1)[1])
        for name in names:
            self.program.relations[name] = Relation(name, types, "eqrel" in qualifiers,
                                                    "inline" in qualifiers)
            for kind in qualifiers & {"input", "output", "printsize"}:
                self.program.directives.append((kind, name, {}))

    def column(self):
        self.word()
        self.must(":")
        name = self.word()
        if self.take("<"):
            raise NotInTheLanguage("lattices")
        return name

    def type_declaration(self):
        name = self.word()
        if self.take("<:"):
            self.program.types[name] = [self.word()]
        elif self.take("="):
            if self.peek()[1] == "[":
                self.next()
                self.list_of(self.column, "]")
                self.program.types[name] = ["a record"]
                return
            parts = []
            while True:
                branch = self.word()
                if self.take("{"):
                    self.list_of(self.column, "}")
                    branch = "a branch"
                parts.append(branch)
                if not self.take("|"):
                    break
            self.program.types[name] = parts
        else:
            self.program.types[name] = ["symbol"]

    def stream(self, kind):
        names = [self.word()]
        while self.take(","):
            names.append(self.word())
        options = {}
        if self.take("("):
            for key, value in self.list_of(self.option, ")"):
                options[key] = value
        self.program.directives.extend((kind, name, options) for name in names)

    def option(self):
        key = self.next()[1]
        self.must("=")
        kind, text = self.next()
        return key, words_of(text) if kind == "text" else text

    # Clauses.
    def clause(self):
        heads = [self.atom()]
        while self.take(","):
            heads.append(self.atom())
        if self.peek()[1] == "<=":
            raise NotInTheLanguage("subsumption")
        body = self.disjunction() if self.take(":-") else None
        self.must(".")
        self.program.clauses.append((heads, body))

    def disjunction(self):
        items = [self.conjunction()]
        while self.take(";"):
            items.append(self.conjunction())
        return items[0] if len(items) == 1 else ("or", items)

    def conjunction(self):
        items = [self.item()]
        while self.take(","):
            items.append(self.item())
        return ("and", items)

    def item(self):
        while self.peek()[1] == "@" and self.peek(1)[1] in ("[", "!"):
            self.annotation()
        if self.take("!"):
            return ("not", self.item())
        kind, text = self.peek()
        if text in ("true", "false") and kind == "word":
            self.next()
            return ("and", []) if text == "true" else ("or", [])
        if text in ("match", "contains") and self.peek(1)[1] == "(":
            self.next()
            self.must("(")
            terms = self.list_of(self.term, ")")
            return ("test", text, *terms)
        if kind == "word" and self.peek(1)[1] == "(" and text not in FUNCTORS | AGGREGATES | {
                "autoinc", "as", "recursive_iteration_cnt", "bnot", "lnot"}:
            return self.atom()
        if text == "(":
            start = self.at  # of a term or of a body: a test follows a term
            try:
                return self.test()
            except Unreadable:
                self.at = start
            self.must("(")
            inner = self.disjunction()
            self.must(")")
            return inner
        return self.test()

    def atom(self):
        name = self.word()
        if name not in self.program.relations and self.peek()[1] == ".":
            raise NotInTheLanguage("components")
        self.must("(")
        return ("atom", name, self.list_of(self.term, ")"))

    def test(self):
        left = self.term()
        if self.peek()[1] not in TESTS:
            raise Unreadable(f"a test is missing before {self.peek()[1]!r}")
        return ("test", self.next()[1], left, self.term())

    def term(self, level=0):
        if level == len(BINARY):
            return self.signed()
        left = self.term(level + 1)
        while self.peek()[0] != "text" and self.peek()[1] in BINARY[level]:
            operator = self.next()[1]
            # `^` goes to the right, all others to the left.
            left = ("call", operator, [left, self.term(level + (operator != "^"))])
        return left

    def signed(self):
        if self.peek()[0] != "text" and self.peek()[1] in ("-", "bnot", "lnot"):
            operator, inner = self.next()[1], self.signed()
            if operator == "-" and inner[0] == "number":
                return ("number", -inner[1])
            return ("call", operator, [inner])
        return self.plain()

    def plain(self):
        kind, text = self.next()
        if kind == "text":
            return ("text", words_of(text))
        if kind == "float":
            return ("number", float(text))
        if kind == "address":
            a, b, c, d = map(int, text.split("."))
            return ("number", (a << 24) + (b << 16) + (c << 8) + d)
        if kind == "number":
            return ("number", int(text.rstrip("u"), 0) if text[:2] in ("0x", "0b")
                    else int(text.rstrip("u")))
        if text == "(":
            inner = self.term()
            self.must(")")
            return inner
        if text in ("[", "nil"):
            raise NotInTheLanguage("records")
        if text == "$":
            raise NotInTheLanguage("counters" if self.peek()[0] != "word" else "algebraic types")
        if text == "@":
            raise NotInTheLanguage("functors of the host")
        if kind == "word":
            return self.called(text)
        raise Unreadable(f"a term is missing before {text!r}")

    def called(self, name):
        if name in AGGREGATES and self.peek()[1] != "(" or name in AGGREGATES and self.is_aggregate():
            return self.aggregate(name)
        if name == "as" and self.take("("):
            inner = self.term()
            self.must(",")
            target = self.word()
            self.must(")")
            return ("call", "as", [inner, ("text", target)])
        if name == "autoinc":
            raise NotInTheLanguage("counters")
        if self.take("("):
            return ("call", name, self.list_of(self.term, ")"))
        if name in ("__LINE__", "__FILE__", "__INCL__"):
            raise NotInTheLanguage(f"`{name}`")
        return ("any",) if name == "_" else ("variable", name)

    def is_aggregate(self):
        """Whether `max (…) : …` follows, and not the functor `max(…, …)`."""
        depth, at = 0, self.at
        while at < len(self.tokens):
            depth += {"(": 1, ")": -1}.get(self.tokens[at][1], 0)
            at += 1
            if depth == 0:
                break
        while at < len(self.tokens) and self.tokens[at][1] in ("+", "-", "*"):
            at += 2
        return at < len(self.tokens) and self.tokens[at][1] == ":"

    def aggregate(self, name):
        of = None if self.peek()[1] == ":" else self.term()
        self.must(":")
        if self.take("{"):
            body = self.disjunction()
            self.must("}")
        else:
            body = self.atom()
        return ("aggregate", name, of, body)


def read(path):
    return Reader(tokens_of(path)).read()
