// The query language as trees: what `parse` makes, `check` approves and the
// planner reads. Every node knows its place in the text.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lode/statement.h"
#include "lode/value.h"

namespace lode::ast {

// Code points from the start of the text, and line and column from 1.
struct Place {
  std::uint32_t offset = 0, length = 1, line = 1, column = 1;
};

struct Expr;
using ExprPtr = std::shared_ptr<const Expr>;

struct Variable {
  std::string name;
  bool anonymous() const { return name == "_"; }
};
struct Parameter {
  std::string name;
};  // without '$'
struct Name {
  std::string text;
  bool quoted = false;
};  // entity or text, decided by position
struct EntityRef {
  std::string id;
};  // "e:12ab"
struct Literal {
  Value value;
};  // number, measure, percent, date
struct Call {
  std::string function;
  std::vector<ExprPtr> arguments;
};  // lower, length, year ...
struct Binary {
  char op = '+';
  ExprPtr left, right;
};  // + - * /
struct Negate {
  ExprPtr operand;
};

struct Expr {
  Place place;
  std::variant<Variable, Parameter, Name, EntityRef, Literal, Call, Binary, Negate> node;
};

// A path expression; a plain predicate is a kPredicate.
struct Path;
using PathPtr = std::shared_ptr<const Path>;
struct Path {
  enum class Kind { kPredicate, kAny, kSequence, kAlternative, kInverse, kRepeat };
  Kind kind = Kind::kPredicate;
  Place place;
  std::string predicate;              // kPredicate
  std::vector<PathPtr> parts;         // one for kInverse and kRepeat
  std::uint32_t least = 1;            // kRepeat
  std::optional<std::uint32_t> most;  // none = unbounded
};

struct NamedArgument {
  std::string role;
  Place place;
  ExprPtr value;
};

// [not] [Who:] [prefix ...] [shortest [k]] path(arguments) [@ S] [as P]
struct Atom {
  Place place;
  bool negated = false;              // `not`
  ExprPtr speaker;                   // `Who:`, or null
  bool any = false;                  // prefix `any`: every polarity and modality, ended or not
  std::optional<Polarity> polarity;  // prefix `denied`
  std::optional<Modality> modality;  // prefixes `rumored`, `planned` ...
  bool former = false;               // prefix `former`: what holds no longer
  bool shortest = false;
  std::uint32_t shortest_k = 1;
  bool HasPrefix() const { return any || former || polarity || modality; }
  PathPtr path;
  std::vector<ExprPtr> arguments;            // positional
  std::vector<NamedArgument> named;          // qualifiers
  std::optional<std::string> statement;      // variable of `@ S`
  std::optional<std::string> path_variable;  // of `as P`
  Place statement_place;
  // Whether it is searched as a path; `p`, `^p`, `any` and `^any` are read as triples.
  bool is_path() const {
    const Path* step = path.get();
    while (step && step->kind == Path::Kind::kInverse) step = step->parts.front().get();
    const bool plain =
        step && (step->kind == Path::Kind::kPredicate || step->kind == Path::Kind::kAny);
    return shortest || path_variable || !plain;
  }
  std::string_view predicate() const {  // "" when the path is not a bare name
    return path && path->kind == Path::Kind::kPredicate ? std::string_view(path->predicate)
                                                        : std::string_view();
  }
};

enum class Compare { kEqual, kNotEqual, kLess, kLessEqual, kGreater, kGreaterEqual };
struct Comparison {
  Place place;
  Compare op = Compare::kEqual;
  ExprPtr left, right;
};

using BodyLiteral = std::variant<Atom, Comparison>;

enum class AggregateKind { kCount, kSum, kAvg, kMin, kMax, kList };
struct Aggregate {
  Place place;
  AggregateKind kind = AggregateKind::kCount;
  ExprPtr argument;
};  // argument may be null

struct Column {
  Place place;
  std::variant<ExprPtr, Aggregate> value;
  std::string name;
};

struct Head {
  Place place;
  std::string predicate;
  std::vector<std::variant<ExprPtr, Aggregate>> arguments;
};

struct Rule {  // a fact when the body is empty
  Place place;
  std::string text;    // as written, without comments
  std::string origin;  // file, or "rules/NAME" for stored ones
  bool is_stored = false;
  Head head;
  std::vector<BodyLiteral> body;
};

enum class Verb { kAsk, kExplain, kProfile, kWhy, kWhyNot };
struct OrderKey {
  Place place;
  std::string variable;
  bool descending = false;
};
struct Count {
  Place place;
  std::variant<std::uint64_t, Parameter> value;
};

struct Query {
  Place place;
  std::string text;
  Verb verb = Verb::kAsk;
  std::vector<BodyLiteral> body;
  std::vector<Column> select;  // empty = all named variables in order of appearance
  std::vector<OrderKey> order;
  std::optional<Count> limit, offset;
};

using Clause = std::variant<Rule, Query>;

struct Program {
  std::vector<Clause> clauses;
};

}  // namespace lode::ast
