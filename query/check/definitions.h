// Which predicates there are: those of the schema, those that stored statements use,
// those that rules define.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lode/query.h"
#include "query/syntax/ast.h"
#include "storage/schema/schema.h"
#include "storage/snapshot/snapshot.h"

namespace lode {

// Threads: immutable once made. REQUIRES: snapshot and rules outlive it.
class Definitions {
 public:
  // `rules` in force, then those of the program that is checked.
  Definitions(const Snapshot& snapshot, const std::vector<const ast::Rule*>& rules,
              SensesOf senses = {});

  const Snapshot& snapshot() const { return snapshot_; }
  const PredicateInfo* InSchema(std::string_view predicate) const;
  bool IsStored(std::string_view predicate) const;   // of the schema, or used in statements
  bool IsDefined(std::string_view predicate) const;  // rules or facts have it as their head
  // How many arguments its first head has; none when no rule defines it.
  std::optional<std::size_t> ArityOf(std::string_view predicate) const;
  // Where that head stands: "rules/trade:3".
  std::string OriginOf(std::string_view predicate) const;
  // Whether a head of a rule or fact has this name among its arguments.
  bool IsMentioned(const std::string& name) const { return mentioned_.count(name) > 0; }

  // Known predicates that it may stand for: those that begin with its words ("met-with" for
  // `met`), those that the word means, those spelt nearly so.
  std::vector<std::string> Suggest(std::string_view predicate) const;

 private:
  const Snapshot& snapshot_;
  std::map<std::string, const ast::Rule*, std::less<>> first_;
  std::set<std::string> mentioned_;
  SensesOf senses_;
};

}  // namespace lode
