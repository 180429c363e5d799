// Which conditions hang together is a union of sets over their variables. A condition
// without variables is a test of everything and joins nothing.

#include "query/check/loose_ends.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "query/check/stratify.h"
#include "query/syntax/builtins.h"
#include "query/syntax/walk.h"

namespace lode {

namespace {

// The parts of a body that share no variable, by the first condition of each.
class Parts {
 public:
  explicit Parts(const std::vector<ast::BodyLiteral>& body) : parent_(body.size()) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    std::map<std::string, std::size_t> first_user;
    for (std::size_t i = 0; i < body.size(); ++i)
      for (const VariableUse& use : VariablesOf(body[i])) {
        const auto [user, is_new] = first_user.emplace(use.name, i);
        if (!is_new)
          parent_[std::max(Top(i), Top(user->second))] = std::min(Top(i), Top(user->second));
      }
  }

  std::size_t Top(std::size_t i) const {
    while (parent_[i] != i) i = parent_[i];
    return i;
  }

 private:
  std::vector<std::size_t> parent_;
};

// A built-in that looks at values and finds none of its own.
bool OnlyTests(const ast::Atom& atom) {
  const BuiltinInfo* builtin = SeesRules(atom) ? FindBuiltinNamed(atom.predicate()) : nullptr;
  return builtin &&
         (builtin->kind == BuiltinKind::kTest || builtin->kind == BuiltinKind::kFunction);
}

void NoteUnjoined(const ast::Query& query, Findings& findings) {
  const Parts parts(query.body);
  const ast::Atom* first = nullptr;
  std::size_t first_part = 0;
  for (std::size_t i = 0; i < query.body.size(); ++i) {
    const auto* atom = std::get_if<ast::Atom>(&query.body[i]);
    if (!atom || atom->negated || OnlyTests(*atom) || VariablesOf(query.body[i]).empty()) continue;
    if (!first) {
      first = atom;
      first_part = parts.Top(i);
    } else if (parts.Top(i) != first_part) {
      return findings.Note(atom->place,
                           "nothing joins this to what stands before it: every answer of the one "
                           "is paired with every answer of the other; a variable in both joins "
                           "them");
    }
  }
}

// A sum takes a value once for each different row of the named variables.
void NoteHiddenRows(const ast::Query& query, Findings& findings) {
  std::set<std::string> shown, in_body;
  const ast::Aggregate* sum = nullptr;
  for (const ast::Column& column : query.select) {
    const auto* aggregate = std::get_if<ast::Aggregate>(&column.value);
    const bool sums = aggregate && (aggregate->kind == ast::AggregateKind::kSum ||
                                    aggregate->kind == ast::AggregateKind::kAvg);
    if (sums && !sum) sum = aggregate;
    const ast::ExprPtr& value =
        aggregate ? aggregate->argument : std::get<ast::ExprPtr>(column.value);
    for (const VariableUse& use : VariablesOf(value)) shown.insert(use.name);
  }
  if (!sum) return;
  for (const ast::BodyLiteral& literal : query.body)
    if (const auto* atom = std::get_if<ast::Atom>(&literal); atom && !atom->negated)
      for (const VariableUse& use : VariablesOf(literal))
        if (shown.count(use.name) == 0 && in_body.insert(use.name).second)
          return findings.Note(sum->place, "a value counts once for every `" + use.name +
                                               "` as well, which no column shows: select `" +
                                               use.name + "` to see what is summed");
}

}  // namespace

void NoteLooseEnds(const ast::Query& query, Findings& findings) {
  NoteUnjoined(query, findings);
  NoteHiddenRows(query, findings);
}

}  // namespace lode
