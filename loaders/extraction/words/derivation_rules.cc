// Reads rules, a line each. The text is cut at the commas outside brackets, and every
// piece is an atom, a test or a comparison. What a rule may not say is told here, so
// that nothing is left to find out while articles are read.
#include "loaders/extraction/words/derivation_rules.h"

#include <algorithm>
#include <set>

namespace lode {
namespace {

using Kind = DerivationCondition::Kind;

std::string_view Trim(std::string_view s) {
  const std::string_view blank = " \t\r";
  const std::size_t begin = s.find_first_not_of(blank);
  if (begin == std::string_view::npos) return {};
  return s.substr(begin, s.find_last_not_of(blank) - begin + 1);
}

Status Invalid(std::string message) {
  return {Code::kInvalidInput, std::move(message)};
}

// The pieces between separators that stand outside brackets.
std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] == '(') ++depth;
    if (i < text.size() && text[i] == ')') --depth;
    if (i < text.size() && (text[i] != separator || depth != 0)) continue;
    pieces.push_back(Trim(text.substr(begin, i - begin)));
    begin = i + 1;
  }
  return pieces;
}

bool IsVariable(std::string_view word) {
  if (word == "_") return true;
  if (word.empty() || word.front() < 'A' || word.front() > 'Z') return false;
  return std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

// Takes "not" off the front.
bool TakeNot(std::string_view& text) {
  if (!text.starts_with("not ")) return false;
  text = Trim(text.substr(4));
  return true;
}

}  // namespace

Status DerivationRules::Add(std::string_view text, const std::string& file) {
  name_.clear();
  newest_ = 0;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    const std::string_view line = Trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (Status status = AddLine(line, file, number); !status.ok())
      return {status.code(), file + ", line " + std::to_string(number) + ": " + status.message()};
  }
  return Status::Ok();
}

Status DerivationRules::Drop(std::string_view name) {
  const std::size_t before = rules_.size();
  std::erase_if(rules_, [&](const DerivationRule& rule) { return rule.name == name; });
  if (rules_.size() < before) return Status::Ok();
  return {Code::kNotFound,
          "there is no rule '" + std::string(name) + "'; `lode schema list` names the rules"};
}

void DerivationRules::DropAll() {
  rules_.clear();
}

Status DerivationRules::AddLine(std::string_view line, const std::string& file, int number) {
  if (line.empty() || line.front() == '#') return Status::Ok();
  if (line.starts_with("rule ")) {
    name_ = std::string(Trim(line.substr(5)));
    return name_.find(' ') == std::string::npos ? Status::Ok()
                                                : Invalid("a rule's name is one word.");
  }
  const bool refuses = line.starts_with("not:");
  if (!refuses && !line.starts_with("example:")) return AddRule(line, number);
  const std::vector<std::string_view> parts = Split(line.substr(line.find(':') + 1), '|');
  if (parts.size() != 3 || rules_.empty())
    return Invalid("below a rule, an example is 'text | subject | object'.");
  FrameExample example;
  example.predicate = rules_.back().predicate;
  example.sentence = std::string(parts[0]);
  example.subject = std::string(parts[1]);
  example.object = std::string(parts[2]);
  example.refuses = refuses;
  example.file = file;
  example.line = number;
  examples_.push_back(std::move(example));
  return Status::Ok();
}

Status DerivationRules::AddRule(std::string_view line, int number) {
  const std::size_t arrow = line.find(":-");
  if (name_.empty() || arrow == std::string_view::npos || line.back() != '.')
    return Invalid("write 'rule NAME', and below it 'head(X, Y) :- condition, condition.'");
  DerivationRule rule;
  rule.name = name_;
  rule.line = number;
  rule.text = std::string(line);
  DerivationCondition head;
  if (Status status = ReadAtom(Trim(line.substr(0, arrow)), head); !status.ok()) return status;
  const std::string_view named = Trim(line.substr(0, line.find('(')));
  if (schema_->FindPredicate(named) == nullptr)
    return Invalid("there is no predicate '" + std::string(named) + "'; declare it in the schema.");
  rule.predicate = std::string(named);
  rule.first = head.first;
  rule.second = head.second;
  for (std::string_view piece : Split(line.substr(arrow + 2, line.size() - arrow - 3), ',')) {
    DerivationCondition condition;
    if (Status status = ReadCondition(piece, condition); !status.ok()) return status;
    rule.conditions.push_back(std::move(condition));
  }
  if (Status status = CheckRule(rule); !status.ok()) return status;
  name_.clear();
  std::erase_if(rules_, [&](const DerivationRule& other) { return other.name == rule.name; });
  rules_.push_back(std::move(rule));
  ++newest_;
  return Status::Ok();
}

// Every variable gets its value from a statement in front of where it is tested.
Status DerivationRules::CheckRule(const DerivationRule& rule) const {
  std::set<std::string> bound;
  const auto check = [&](const std::string& variable) {
    if (variable == "_" || bound.contains(variable)) return Status::Ok();
    return Invalid("'" + variable + "' is in no statement before it is used.");
  };
  for (const DerivationCondition& condition : rule.conditions) {
    if (condition.kind == Kind::kStatement && !condition.negated) {
      bound.insert({condition.first, condition.second, condition.statement});
      for (const auto& [role, variable] : condition.qualifiers) bound.insert(variable);
      continue;
    }
    for (const std::string* variable : {&condition.first, &condition.second})
      if (!variable->empty())
        if (Status status = check(*variable); !status.ok()) return status;
  }
  for (const std::string* variable : {&rule.first, &rule.second})
    if (*variable == "_" || !bound.contains(*variable))
      return Invalid("'" + *variable + "' of the head is in no statement.");
  return Status::Ok();
}

Status DerivationRules::ReadCondition(std::string_view text, DerivationCondition& condition) const {
  condition.negated = TakeNot(text);
  if (const std::size_t differs = text.find("!="); differs != std::string_view::npos) {
    condition.kind = Kind::kDifferent;
    condition.first = std::string(Trim(text.substr(0, differs)));
    condition.second = std::string(Trim(text.substr(differs + 2)));
    return IsVariable(condition.first) && IsVariable(condition.second)
               ? Status::Ok()
               : Invalid("'!=' stands between two variables.");
  }
  return ReadAtom(text, condition);
}

// "name(X, Y, role: Z) @ S" or "type(X)"
Status DerivationRules::ReadAtom(std::string_view text, DerivationCondition& condition) const {
  const std::size_t open = text.find('('), close = text.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open)
    return Invalid("'" + std::string(text) + "' is no condition; write predicate(X, Y).");
  const std::string_view behind = Trim(text.substr(close + 1));
  if (behind.starts_with('@')) condition.statement = std::string(Trim(behind.substr(1)));
  if (!behind.empty() && !IsVariable(condition.statement))
    return Invalid("behind an atom, only '@ Statement' may stand.");
  const std::string_view name = Trim(text.substr(0, open));
  std::vector<std::string_view> arguments = Split(text.substr(open + 1, close - open - 1), ',');
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::size_t colon = arguments[i].find(':');
    const std::string variable(Trim(arguments[i].substr(colon + 1)));
    if (!IsVariable(variable))
      return Invalid("'" + variable + "' is no variable; those begin with a capital.");
    if (colon != std::string_view::npos)
      condition.qualifiers.emplace_back(Trim(arguments[i].substr(0, colon)), variable);
    else
      (i == 0 ? condition.first : condition.second) = variable;
  }
  if (arguments.size() == 1) {
    condition.kind = Kind::kType;
    condition.predicates = {std::string(name)};
    if (schema_->FindType(name) != nullptr || schema_->FindSet(name) != nullptr)
      return Status::Ok();
    return Invalid("there is no type '" + std::string(name) + "'.");
  }
  if (condition.second.empty()) return Invalid("'" + std::string(text) + "' needs two variables.");
  if (name == "same-kind") condition.kind = Kind::kSameKind;
  if (name == "one-sentence") condition.kind = Kind::kOneSentence;
  if (name == "describes") condition.kind = Kind::kDescribes;
  if (condition.kind != Kind::kStatement) return Status::Ok();
  for (std::string_view predicate : Split(name, '|')) {
    if (predicate.empty()) return Invalid("'" + std::string(text) + "' names no predicate.");
    for (const std::string& below : schema_->WithDescendants(predicate)) {
      condition.predicates.push_back(below);
      const PredicateInfo* info = schema_->FindPredicate(below);
      if (info != nullptr && info->symmetric) condition.symmetric.push_back(below);
    }
  }
  return Status::Ok();
}

}  // namespace lode
