// Rules that draw statements of an article from others of it, as the schema has them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loaders/extraction/words/schema_mapping.h"
#include "lode/status.h"
#include "storage/schema/schema.h"

namespace lode {

struct DerivationCondition {
  enum class Kind {
    kStatement,    // predicates(first, second) @ statement
    kType,         // type(first)
    kDifferent,    // first != second
    kSameKind,     // same-kind(first, second)
    kOneSentence,  // one-sentence(first, second): statements
    kDescribes,    // describes(first, second): statements
  };
  Kind kind = Kind::kStatement;
  bool negated = false;
  std::vector<std::string> predicates;  // with their children; or the one type
  std::vector<std::string> symmetric;   // those of them that hold both ways
  std::string first, second;            // variables; "_" is any thing
  std::vector<std::pair<std::string, std::string>> qualifiers;  // role, variable
  std::string statement;                                        // variable; may be empty
};

struct DerivationRule {
  std::string name, predicate, first, second;
  std::vector<DerivationCondition> conditions;
  std::string text;
  int line = 0;
};

// The format is described at the top of schema/news.rules.
// Threads: immutable after the last change.
class DerivationRules {
 public:
  // Predicates and types are those of the schema from now on.
  void SetSchema(std::shared_ptr<const Schema> schema) { schema_ = std::move(schema); }
  // A rule replaces an earlier one of its name. kInvalidInput names file and line.
  Status Add(std::string_view text, const std::string& file);
  // kNotFound when there is none of that name.
  Status Drop(std::string_view name);
  void DropAll();

  const std::vector<DerivationRule>& rules() const { return rules_; }
  const std::vector<FrameExample>& examples() const { return examples_; }
  std::size_t newest() const { return newest_; }  // rules that the last text has
  const std::shared_ptr<const Schema>& schema() const { return schema_; }

 private:
  Status AddLine(std::string_view line, const std::string& file, int number);
  Status AddRule(std::string_view line, int number);
  Status CheckRule(const DerivationRule& rule) const;
  Status ReadCondition(std::string_view text, DerivationCondition& condition) const;
  Status ReadAtom(std::string_view text, DerivationCondition& condition) const;

  std::shared_ptr<const Schema> schema_ = Schema::BuiltIn();
  std::string name_;  // of the rule that is due
  std::size_t newest_ = 0;
  std::vector<DerivationRule> rules_;
  std::vector<FrameExample> examples_;
};

}  // namespace lode
