// Rules and queries as the planner sees them: predicates resolved to term ids and
// relations, variables numbered, constants interned, sugar gone.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "lode/statement.h"
#include "query/syntax/ast.h"
#include "query/syntax/builtins.h"
#include "storage/terms/term_id.h"

namespace lode::ir {

// A variable of one rule: the number of its cell in a row.
using Slot = std::uint32_t;
inline constexpr Slot kNoSlot = ~Slot{0};

// A relation that rules define, by number.
using RelationId = std::uint32_t;

// An argument: a slot, or a constant where `slot` is kNoSlot.
struct Term {
  Slot slot = kNoSlot;
  TermId constant;
  bool is_slot() const { return slot != kNoSlot; }
  static Term Of(Slot slot) { return {slot, {}}; }
  static Term Of(TermId constant) { return {kNoSlot, constant}; }
};

// -- Expressions over the slots of a row

// What a name may stand for in a comparison: any of its entities, or its words.
struct Constant {
  std::vector<TermId> terms;  // entities, and predicates of that name
  Value value;                // the literal, or the words of the name
  bool is_name = false;
};
struct Expr;
using ExprPtr = std::shared_ptr<const Expr>;
struct FunctionCall {
  Builtin function = Builtin::kLower;
  std::vector<ExprPtr> arguments;
};
struct Arithmetic {
  char op = '+';
  ExprPtr left, right;
};
struct Expr {
  std::variant<Slot, Constant, FunctionCall, Arithmetic> node;
};

// -- Atoms

enum class ColumnKind : std::uint8_t {
  kSubject,
  kObject,
  kPredicate,
  kStatement,
  kSpeaker,
  kQualifier,
};
struct StoredColumn {
  ColumnKind kind = ColumnKind::kSubject;
  std::string role;  // of kQualifier
};
struct PredicateUse {
  TermId id;
  bool symmetric = false;
};

// The rows that stored statements give. Unset polarity, modality or ended: all of them.
struct StoredPart {
  bool any_predicate = false;
  std::vector<PredicateUse> predicates;  // those asked for; of any_predicate, the symmetric ones
  std::vector<StoredColumn> columns;     // what each argument of the atom is
  std::optional<Polarity> polarity = Polarity::kAffirmed;
  std::optional<Modality> modality = Modality::kActual;
  std::optional<bool> ended = false;
};

// The rows of a relation, with columns 0 and 1 exchanged where `swapped`; a third
// column is the predicate where it is set.
struct RelationPart {
  RelationId relation = 0;
  bool swapped = false;
  TermId predicate;
};

struct PathPart;

// A positive or negated atom is the union of its parts, or one path.
struct Atom {
  std::optional<StoredPart> stored;
  std::vector<RelationPart> relations;
  std::optional<Builtin> attribute;      // a relation of statements or articles
  std::string part;                      // of `sentences`: a test wants it in the words
  std::vector<TermId> inline_terms;      // one column: these terms
  std::shared_ptr<const PathPart> path;  // two columns, and a third for the path itself
  std::vector<Term> terms;
  ast::Place place;
  const ast::Atom* source = nullptr;  // null: made by the lowering
};

// One way to get on: the rows of `link`, whose columns are subject, object and, where a
// filter looks at statements, the statement.
struct PathLink {
  Atom link;
  bool any_predicate = false;
};
// A hop of the path expression as it is written out: which link it goes along, and
// whether against its direction.
struct PathPosition {
  std::size_t link = 0;
  bool inverse = false;
};
// What a hop must be like.
struct PathFilter {
  std::vector<TermId> avoid;          // nodes that are not gone through
  std::optional<Value> since, until;  // publication of the statement's article
  std::vector<std::string> sources;   // outlets, folded; empty = any
  double confidence = 0;
  bool roles = false;  // hops go to and from what stands in a role, too
  bool looks_at_statements() const { return since || until || !sources.empty() || confidence > 0; }
};
// A regular path expression as an automaton without empty moves (Glushkov 1961): its
// states are the positions of the expression and, at 0, the start.
struct PathPart {
  std::vector<PathLink> links;
  std::vector<PathPosition> positions;             // [0] stands for the start
  std::vector<std::vector<std::uint32_t>> follow;  // by position: which may come next, ascending
  std::vector<bool> accepts;                       // by position
  std::uint32_t max_hops = 0;                      // 0 = as many as there are
  bool shortest = false;
  std::uint32_t shortest_k = 1;
  bool wants_path = false;  // a third column takes the path
  PathFilter filter;
};

// A row passes when the comparison holds. `matches` is equality as a constant in an
// atom means it: what cannot be compared is different, not an error.
struct Comparison {
  ast::Compare op = ast::Compare::kEqual;
  bool matches = false;
  bool folded = false;  // letter case does not matter (metadata)
  ExprPtr left, right;
  ast::Place place;
};
struct Test {  // contains, matches, before ...
  Builtin builtin = Builtin::kContains;
  std::vector<ExprPtr> arguments;
  ast::Place place;
};
struct Binding {  // slot := value; the slot occurs in no positive atom
  Slot slot = kNoSlot;
  ExprPtr value;
  ast::Place place;
};
struct Literal;
struct Negation {  // no row of `body` (an atom and the tests of its constants)
  std::vector<Literal> body;
  ast::Place place;
  const ast::Atom* source = nullptr;
};
struct Literal {
  std::variant<Atom, Negation, Comparison, Test, Binding> node;
};

// -- Rules

struct Aggregate {
  ast::AggregateKind kind = ast::AggregateKind::kCount;
  Slot argument = kNoSlot;  // kNoSlot: of count()
};
using HeadColumn = std::variant<Term, Aggregate>;

struct Rule {
  RelationId head = 0;  // meaningless in a query
  std::vector<HeadColumn> columns;
  std::vector<Literal> body;
  Slot slot_count = 0;
  std::vector<std::string> slot_names;  // by slot; "" for anonymous and made ones
  std::vector<Slot> named;              // what an aggregate ranges over
  std::shared_ptr<const ast::Rule> source;
  // Where the body says besides for which rows it is asked: the rule without that. Else null.
  std::shared_ptr<const Rule> proved;
  bool has_aggregate() const;
};

struct Query {
  Rule rule;
  std::vector<std::string> column_names;
  bool yes_no = false;
  bool has_closures = false;  // paths stand in it for relations of rules
};

// The column whose least or greatest value a relation keeps, for each group of the others.
struct BestColumn {
  std::size_t column = 0;
  bool is_least = true;
};

struct RelationInfo {
  std::string name;
  std::uint32_t arity = 0;
  std::optional<BestColumn> best = {};    // rows of a recursion, until nothing better comes
  std::optional<RelationId> so_far = {};  // the relation of which this one is the best rows
};

// All rules of an engine; relations are numbered by their place in `relations`.
struct Program {
  std::vector<RelationInfo> relations;
  std::vector<Rule> rules;
};

// The relations that a body reads, with whether they must be finished before: those that
// it negates, and those that a path goes along.
struct Dependency {
  RelationId relation = 0;
  bool strict = false;
};
std::vector<Dependency> DependenciesOf(const std::vector<Literal>& body);

// The slots that a literal reads or binds, each once, in order.
std::vector<Slot> SlotsOf(const Literal& literal);
void AppendSlots(const Expr& expr, std::vector<Slot>& slots);

// The slots whose distinct bindings a rule's aggregates range over: its named
// variables, and what its columns compute from them.
std::vector<Slot> BindingSlots(const Rule& rule);

// For people reading a plan: "said(X, Q)", "Q := lower(T)".
std::string ToString(const Rule& rule, const Program& program);
// `name_of` writes a constant; null: by its number.
using TermWriter = std::function<std::string(TermId)>;
std::string ToString(const Literal& literal, const Rule& rule, const Program& program,
                     const TermWriter& name_of = {});

}  // namespace lode::ir
