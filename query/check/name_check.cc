// A name stands for an entity, or for its own words where words may stand. The hard
// bit is the position that takes both: there a name is known when an entity has it,
// when some statement holds these very words, or when a rule's head mentions it.

#include "query/check/name_check.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "query/check/name_resolution.h"
#include "query/check/positions.h"
#include "query/syntax/nearest_names.h"
#include "query/syntax/walk.h"

namespace lode {

namespace {

constexpr std::size_t kShownMeanings = 4;

bool HasWords(const Snapshot& snapshot, const std::string& words) {
  Value value;
  value.kind = ValueKind::kText;
  value.text = words;
  if (snapshot.Find(value)) return true;
  value.kind = ValueKind::kQuote;
  return snapshot.Find(value).has_value();
}

class NameChecker {
 public:
  NameChecker(bool in_rule, const Definitions& definitions, Findings& findings)
      : in_rule_(in_rule),
        definitions_(definitions),
        snapshot_(definitions.snapshot()),
        findings_(findings) {}

  void CheckName(const Position& position, const ast::Name& name) {
    const ast::Place& place = position.expr->place;
    if (!position.words.empty()) return CheckWord(position, name);
    if (position.sorts == kPredicateSort) return CheckPredicateName(name.text, place);
    if (position.sorts == kArticleSort && name.text.starts_with("a:")) {
      if (!snapshot_.FindArticle(name.text))
        Report(place, "no article has the id \"" + name.text + "\": `lode articles` lists them");
      return;
    }
    if (!(position.sorts & kEntitySort)) return NoteUnseenWords(position, name.text);
    const std::vector<TermId> meanings = ResolveName(snapshot_, name);
    if (meanings.size() > 1) NoteAmbiguous(name.text, meanings, place);
    if (meanings.size() == 1) NoteDoubts(name.text, meanings.front(), place);
    if (!meanings.empty()) return CheckTypes(position, name.text, meanings);
    if ((position.sorts & kWordsSort) && HasWords(snapshot_, name.text)) return;
    if (position.of_rules && (name.quoted || definitions_.IsMentioned(name.text))) return;
    ReportUnknown(name, place);
  }

  void CheckEntityRef(const ast::EntityRef& ref, const ast::Place& place) {
    if (!ResolveEntityRef(snapshot_, ref).empty()) return;
    Report(place, "no entity has the id #" + ref.id +
                      ": ids change with the articles that are loaded, "
                      "so use a name where it is to last");
  }

 private:
  void Report(const ast::Place& place, std::string message) {
    if (in_rule_)
      findings_.Note(place, std::move(message));
    else
      findings_.Error(place, std::move(message));
  }

  void CheckWord(const Position& position, const ast::Name& name) {
    const auto& words = position.words;
    if (std::find(words.begin(), words.end(), name.text) != words.end()) return;
    std::string list;
    for (std::size_t i = 0; i < words.size(); ++i)
      list += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
    findings_.Error(position.expr->place,
                    position.what + " is " + list + ", not `" + name.text + "`");
  }

  void NoteUnseenWords(const Position& position, const std::string& words) {
    if (position.object_of.empty() || in_rule_ || HasWords(snapshot_, words)) return;
    // The words may be a name, and some article puts it where words are expected.
    for (const std::string& name : snapshot_.schema().WithDescendants(position.object_of))
      if (const std::optional<TermId> predicate = snapshot_.FindPredicate(name))
        for (const TermId meaning : snapshot_.Resolve(words))
          if (snapshot_.Estimate({{}, *predicate, meaning}) > 0) return;
    findings_.Note(position.expr->place,
                   "no statement has exactly these words: `contains(Q, \"...\")` "
                   "finds words inside of longer ones");
  }

  void CheckPredicateName(const std::string& name, const ast::Place& place) {
    if (definitions_.IsStored(name) || definitions_.IsDefined(name)) return;
    Report(place, "no statement has the predicate `" + name + "`" +
                      DidYouMean(definitions_.Suggest(name), ""));
  }

  void NoteAmbiguous(const std::string& name, const std::vector<TermId>& meanings,
                     const ast::Place& place) {
    std::string list;
    for (std::size_t i = 0; i < std::min(meanings.size(), kShownMeanings); ++i) {
      const Entity entity = snapshot_.EntityAt(meanings[i]);
      list += (i > 0 ? ", " : "") + entity.name + " (" + entity.type + ", #" + entity.id + ")";
    }
    if (meanings.size() > kShownMeanings) list += ", ...";
    findings_.Note(place, "\"" + name + "\" means " + std::to_string(meanings.size()) +
                              " entities, all of which are asked: " + list);
  }

  // One name of two, as far as the articles tell.
  void NoteDoubts(const std::string& name, TermId meaning, const ast::Place& place) {
    if (!findings_.wants_notes()) return;
    const std::vector<MergeInfo> doubts = snapshot_.DoubtsOf(meaning);
    if (doubts.empty()) return;
    findings_.Note(place, "\"" + name + "\" may be two of one name: " + doubts.front().against +
                              "; nothing tells that they are one");
  }

  void CheckTypes(const Position& position, const std::string& name,
                  const std::vector<TermId>& meanings) {
    if (!position.types) return;
    std::string type;
    for (const TermId meaning : meanings) {
      type = snapshot_.EntityAt(meaning).type;
      for (const std::string& wanted : *position.types)
        if (snapshot_.schema().IsA(type, wanted)) return;
    }
    std::string wanted;
    for (const std::string& one : *position.types)
      if (!IsLiteralType(one)) wanted += (wanted.empty() ? "" : ", ") + one;
    if (wanted.empty()) return;
    findings_.Note(position.expr->place, "\"" + name + "\" is known as " + type + ", and " +
                                             position.what + " is expected to be one of " + wanted +
                                             ": types are read from text and can err");
  }

  void ReportUnknown(const ast::Name& name, const ast::Place& place) {
    if (in_rule_ ? !findings_.wants_notes() : !findings_.wants_errors()) return;
    std::string asked = name.text;
    if (!name.quoted) std::replace(asked.begin(), asked.end(), '-', ' ');
    std::vector<std::string> near = snapshot_.Suggest(asked, 3);
    std::string message = "nobody and nothing is known as \"" + name.text + "\"";
    if (near.empty() && name.quoted)
      message += ": sentences that have the words are found by sentences(A, N, T), contains(T, \"" +
                 name.text + "\")?";
    else if (near.empty())
      message += ": a variable begins with a capital, text is found by `contains`";
    for (std::size_t i = 0; i < near.size(); ++i)
      message += (i == 0                 ? ": did you mean \""
                  : i + 1 == near.size() ? "\" or \""
                                         : "\", \"") +
                 near[i];
    Report(place, near.empty() ? message : message + "\"?");
  }

  const bool in_rule_;
  const Definitions& definitions_;
  const Snapshot& snapshot_;
  Findings& findings_;
};

// `Who` is a variable to everybody, whoever goes by WHO.
bool IsQuestionWord(const std::string& name) {
  constexpr std::array<std::string_view, 8> kWords = {"Who",  "Whom",  "Whose", "What",
                                                      "When", "Where", "Which", "How"};
  return std::find(kWords.begin(), kWords.end(), name) != kWords.end();
}

void CheckPosition(const Position& position, const std::map<std::string, Value>& parameters,
                   NameChecker& checker) {
  const auto& node = position.expr->node;
  if (const auto* name = std::get_if<ast::Name>(&node)) {
    checker.CheckName(position, *name);
  } else if (const auto* ref = std::get_if<ast::EntityRef>(&node)) {
    checker.CheckEntityRef(*ref, position.expr->place);
  } else if (const auto* parameter = std::get_if<ast::Parameter>(&node)) {
    const auto given = parameters.find(parameter->name);
    const bool is_text = given != parameters.end() && given->second.kind == ValueKind::kText;
    if (is_text) checker.CheckName(position, {given->second.text, true});
  }
}

}  // namespace

void CheckNames(const ast::Clause& clause, const Definitions& definitions,
                const std::map<std::string, Value>& parameters, Findings& findings) {
  const auto* rule = std::get_if<ast::Rule>(&clause);
  NameChecker checker(rule != nullptr, definitions, findings);
  if (rule)
    for (const Position& position : PositionsOf(rule->head, definitions))
      if (!position.of_rules) CheckPosition(position, parameters, checker);
  for (const ast::BodyLiteral& literal : BodyOf(clause)) {
    const auto* atom = std::get_if<ast::Atom>(&literal);
    if (!atom) continue;
    for (const Position& position : PositionsOf(*atom, definitions))
      CheckPosition(position, parameters, checker);
  }
}

namespace {

bool HoldsParameter(const ast::Atom& atom) {
  const auto is_parameter = [](const ast::ExprPtr& expr) {
    return expr != nullptr && std::holds_alternative<ast::Parameter>(expr->node);
  };
  return is_parameter(atom.speaker) ||
         std::any_of(atom.arguments.begin(), atom.arguments.end(), is_parameter) ||
         std::any_of(atom.named.begin(), atom.named.end(),
                     [&](const ast::NamedArgument& one) { return is_parameter(one.value); });
}

}  // namespace

void CheckParameterNames(const ast::Clause& clause, const Definitions& definitions,
                         const std::map<std::string, Value>& parameters, Findings& findings) {
  NameChecker checker(std::holds_alternative<ast::Rule>(clause), definitions, findings);
  for (const ast::BodyLiteral& literal : BodyOf(clause)) {
    const auto* atom = std::get_if<ast::Atom>(&literal);
    if (!atom || !HoldsParameter(*atom)) continue;
    for (const Position& position : PositionsOf(*atom, definitions))
      if (std::holds_alternative<ast::Parameter>(position.expr->node))
        CheckPosition(position, parameters, checker);
  }
}

void NoteNamelikeVariables(const ast::Clause& clause, const Definitions& definitions,
                           Findings& findings) {
  std::set<std::string> seen;
  const Snapshot& snapshot = definitions.snapshot();
  WalkClause(clause, [&](const ast::Expr& expr) {
    const auto* variable = std::get_if<ast::Variable>(&expr.node);
    if (!variable || variable->name.size() < 2 || IsQuestionWord(variable->name) ||
        !seen.insert(variable->name).second)
      return;
    std::string name = variable->name;
    std::replace(name.begin(), name.end(), '_', ' ');
    for (const TermId meaning : snapshot.Resolve(name)) {
      // Terms in lower case ("companies") are words for things, not names.
      const Entity entity = snapshot.EntityAt(meaning);
      if (entity.name.empty() || (entity.name[0] >= 'a' && entity.name[0] <= 'z')) continue;
      findings.Note(expr.place, "`" + variable->name +
                                    "` is a variable here and matches anything: write \"" + name +
                                    "\" for " + entity.name);
      return;
    }
  });
}

}  // namespace lode
