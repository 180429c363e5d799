// A look-up over three sources of predicates. Rules count wherever they stand: a
// clause may use what a later one defines.

#include "query/check/definitions.h"

#include <algorithm>
#include <utility>

#include "query/syntax/builtins.h"
#include "query/syntax/nearest_names.h"
#include "query/syntax/walk.h"

namespace lode {

namespace {

constexpr std::size_t kMostSuggested = 3;

}  // namespace

Definitions::Definitions(const Snapshot& snapshot, const std::vector<const ast::Rule*>& rules,
                         SensesOf senses)
    : snapshot_(snapshot), senses_(std::move(senses)) {
  for (const ast::Rule* rule : rules) {
    first_.try_emplace(rule->head.predicate, rule);
    WalkHead(rule->head, [&](const ast::Expr& expr) {
      if (const auto* name = std::get_if<ast::Name>(&expr.node)) mentioned_.insert(name->text);
    });
  }
}

const PredicateInfo* Definitions::InSchema(std::string_view predicate) const {
  return snapshot_.schema().FindPredicate(predicate);
}

bool Definitions::IsStored(std::string_view predicate) const {
  return InSchema(predicate) != nullptr || snapshot_.FindPredicate(predicate).has_value();
}

bool Definitions::IsDefined(std::string_view predicate) const {
  return first_.find(predicate) != first_.end();
}

std::optional<std::size_t> Definitions::ArityOf(std::string_view predicate) const {
  const auto found = first_.find(predicate);
  if (found == first_.end()) return std::nullopt;
  return found->second->head.arguments.size();
}

std::string Definitions::OriginOf(std::string_view predicate) const {
  const auto found = first_.find(predicate);
  if (found == first_.end()) return "";
  return found->second->origin + ":" + std::to_string(found->second->place.line);
}

std::vector<std::string> Definitions::Suggest(std::string_view predicate) const {
  std::vector<std::string> names = snapshot_.PredicateNames();
  for (const PredicateInfo& info : snapshot_.schema().predicates()) names.push_back(info.name);
  for (const auto& [name, rule] : first_) names.push_back(name);
  std::vector<std::string> suggested;
  const auto add = [&](const std::string& name) {
    if (suggested.size() < kMostSuggested &&
        std::find(suggested.begin(), suggested.end(), name) == suggested.end())
      suggested.push_back(name);
  };
  for (const std::string& name : names)
    if (name.starts_with(std::string(predicate) + "-")) add(name);
  if (senses_)
    for (const std::string& name : senses_(std::string(predicate)))
      if (IsStored(name)) add(name);
  for (int i = 0; i <= static_cast<int>(Builtin::kMonth); ++i)
    names.emplace_back(InfoOf(static_cast<Builtin>(i)).name);
  for (const std::string& name : NearestNames(predicate, names)) add(name);
  return suggested;
}

}  // namespace lode
