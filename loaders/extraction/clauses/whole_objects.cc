// Objects that are none without what stands behind them: what is seen doing something, both ends
// of a range, and those who are only told or given something.
//
// The hard bit is a gerund behind a noun: right behind it, it tells what the noun does; behind a
// name it mostly tells what the subject does ("scoured the Java Sea looking for debris").
#include <algorithm>

#include "loaders/extraction/clauses/clause_cues.h"
#include "loaders/extraction/clauses/clause_projector.h"
#include "loaders/extraction/words/extent.h"

namespace lode {

// "told the paper", "gave the driver": to whom, where what is not found, says nothing.
bool ClauseProjector::LacksItsThing(const PhraseArgument& object, int word,
                                    const StatementRecord& statement) const {
  if (!context_.rules.lists.Has("wants-a-thing", clause_.lemma) || !clause_.particle.empty() ||
      !IsType(object.type, "agent") || !HoldsNothingBehind(word))
    return false;
  return std::none_of(
      statement.qualifiers.begin(), statement.qualifiers.end(),
      [&](const auto& part) { return context_.rules.lists.Has("thing-of-it", part.first); });
}

// "gave the drivers talking points", read as one phrase, holds what was given.
bool ClauseProjector::HoldsNothingBehind(int noun) const {
  const auto& children = graph_.children(noun);
  return std::none_of(children.begin(), children.end(), [&](int child) {
    return (child > noun && (graph_.Is(child, "acl") || graph_.Is(child, "nmod"))) ||
           (graph_.Is(child, "compound") && graph_.Child(child, "amod") != 0);
  });
}

// "in what Kano called a triumph": what was called so is not among the arguments.
bool ClauseProjector::IsNameOfWhat(int object) const {
  const WordLists& lists = context_.rules.lists;
  const int verb = clause_.predicate;
  if (object < verb || !lists.Has("naming", clause_.lemma)) return false;
  if (graph_.word(verb).deprel == "acl:relcl" &&
      lists.Has("gap-pronoun", graph_.lemma(graph_.head(verb))))
    return true;
  const auto& children = graph_.children(verb);
  return std::any_of(children.begin(), children.end(), [&](int child) {
    return child < verb && !graph_.Is(child, "nsubj") &&
           lists.Has("gap-pronoun", graph_.lemma(child));
  });
}

// "the conclusion the board reached", with the board's reaching in the words of what it
// reached: the phrase says who, and what it is nobody learns.
bool ClauseProjector::IsToldByItself(int object, const PhraseArgument& argument) const {
  const int verb = clause_.predicate, subject = graph_.Child(verb, "nsubj");
  if (object > verb || graph_.word(verb).deprel != "acl:relcl" || !argument.argument.is_node() ||
      (!graph_.IsUpos(subject, "NOUN") && !graph_.IsUpos(subject, "PROPN")))
    return false;
  if (graph_.Child(verb, "obl") != 0) return false;  // "the hold China has on trade": on what
  const std::string& name = context_.entities.nodes()[argument.argument.node].name;
  return name.find(" " + graph_.word(verb).form) != std::string::npos;
}

// "was granted a licence"; not "the price has been accelerated warming".
bool ClauseProjector::KeepsAnObject() const {
  const WordLists& lists = context_.rules.lists;
  for (std::string_view section : {"giving", "double-object", "appointing", "naming"})
    if (lists.Has(section, clause_.lemma)) return true;
  return false;
}

// "detected radars turning on": the gerund right behind the object, without which it is not
// what was detected; 0 if there is none.
int ClauseProjector::DeedBehind(int object) const {
  const int deed = clause_.open_complement;
  if (!graph_.IsUpos(object, "NOUN") &&
      (graph_.IsUpos(object, "PRON") || !context_.rules.lists.Has("perceiving", clause_.lemma)))
    return 0;
  return graph_.word(deed).xpos == "VBG" && graph_.Child(deed, "mark") == 0 && deed > object &&
                 graph_.Subtree(deed).front() == graph_.Subtree(object).back() + 1 &&
                 !graph_.IsUpos(graph_.Subtree(deed).front(), "PUNCT")
             ? deed
             : 0;
}

PhraseArgument ClauseProjector::WithDeed(int object, int deed) const {
  std::vector<int> words = WholePhrase(graph_, object);
  for (int word : graph_.Subtree(deed)) words.push_back(word);
  return InWords(words);
}

PhraseArgument ClauseProjector::InWords(const std::vector<int>& words) const {
  PhraseArgument text;
  text.ok = words.size() <= kLongestArgument;
  text.type = "text";
  text.spans = RunsOf(graph_, words);
  text.argument.literal.kind = ValueKind::kText;
  text.argument.literal.text = lode::TextOf(graph_, words);
  return text;
}

// "differs between Norway and Chile": between the two, not between one.
PhraseArgument ClauseProjector::BothEnds(const Oblique& oblique) const {
  const std::vector<int> row = graph_.Conjuncts(oblique.first);
  if (clause_.kind != ClauseKind::kVerb || row.size() < 2 ||
      !context_.rules.lists.Has("two-ends", oblique.preposition))
    return {};
  int first = graph_.Child(oblique.first, "case") + 1;
  if (graph_.HasFeature(first, "PronType=Art")) ++first;
  return TextOf(oblique.first, first);
}

bool ClauseProjector::HoldsPredicate(const PhraseArgument& value) const {
  const Span verb = graph_.word(clause_.predicate).span;
  return std::any_of(value.spans.begin(), value.spans.end(), [&](const Span& span) {
    return span.begin <= verb.begin && verb.end <= span.end;
  });
}

void ClauseProjector::DropDoubled(StatementRecord& statement) const {
  const auto text = [&](const Argument& argument) -> std::string_view {
    return argument.is_node() ? context_.entities.nodes()[argument.node].name
                              : argument.literal.text;
  };
  const auto doubles = [&](const auto& one) {
    if (context_.rules.lists.Has("doubling", one.first)) {
      const std::string_view object = text(statement.object);
      return !object.empty() && text(one.second).size() > object.size() &&
             text(one.second).find(object) != std::string_view::npos;
    }
    if (one.first != "amount" || text(one.second).empty()) return false;
    if (!statement.object.is_node() && text(statement.object).find(text(one.second)) == 0)
      return true;  // "$2,800" of "$2,800 a month"
    return std::any_of(statement.qualifiers.begin(), statement.qualifiers.end(),
                       [&](const auto& other) {
                         return other.first != "amount" &&
                                text(other.second).find(text(one.second)) != std::string_view::npos;
                       });
  };
  std::erase_if(statement.qualifiers, doubles);
  std::erase_if(statement.qualifiers, [&](const auto& one) {  // one end of two
    return context_.rules.lists.Has("two-ends", one.first) && one.second.is_node() &&
           IsNamed(context_.entities.nodes()[one.second.node].identity) &&
           statement.qualifiers.count(one.first) == 1;
  });
  for (const auto& [role, time] : bounds_)
    if (statement.time && statement.time->date == time.date) statement.time.reset();
}

// What was sold to Norway; the deed through which something was reached ("struck a tentative
// deal with Norway"), where its noun says more than the predicate does.
void ClauseProjector::AddDirect(StatementRecord& statement, const PhraseArgument& direct,
                                int deed) const {
  if (deed == 0) {
    statement.qualifiers.emplace("of", direct.argument);
    return;
  }
  int phrases = 0;
  for (int child : graph_.children(deed)) {
    if (graph_.Is(child, "nmod")) ++phrases;
    if (graph_.Is(child, "amod") || graph_.Is(child, "compound") || graph_.Is(child, "nummod") ||
        graph_.Is(child, "acl"))
      phrases = 2;
  }
  const std::string role(context_.rules.lists.Find("direct-role", "deed"));
  if (phrases > 1) statement.qualifiers.emplace(role, direct.argument);
}

}  // namespace lode
