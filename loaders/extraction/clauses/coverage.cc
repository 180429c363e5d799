// What a clause says beyond its arguments: the state that something is left in, what the deed
// is for, and phrases that stand for no node.
//
// The idea is coverage: a statement must not say less than its sentence where the rest
// restricts it. What a qualifier can hold becomes one; what none can hold keeps a deed without
// an object from being stated ("sold compared with its neighbours" is no selling).
#include <algorithm>

#include "loaders/extraction/clauses/clause_projector.h"
#include "loaders/extraction/words/extent.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {

// "was found dead", "were left damaged": 0 if none.
int ClauseProjector::StateLeft() const {
  const int verb = clause_.predicate;
  if (clause_.kind != ClauseKind::kVerb || !clause_.passive) return 0;
  for (int child : graph_.children(verb)) {
    if (child < verb || (!graph_.Is(child, "xcomp") && !graph_.Is(child, "advcl"))) continue;
    const std::string& tag = graph_.word(child).xpos;
    const bool participle =
        tag == "VBN" && context_.rules.lists.Has("leaving-in-state", clause_.lemma);
    if (!participle && tag != "JJ") continue;
    bool alone = !HasSubject(graph_, child);
    for (std::string_view relation : {"mark", "obj", "cop", "aux", "aux:pass", "ccomp", "xcomp"})
      alone = alone && graph_.Child(child, relation) == 0;
    for (int word = verb + 1; word < child; ++word) alone = alone && graph_.IsUpos(word, "ADV");
    if (alone) return child;
  }
  return 0;
}

// "waiting to see the rates": what for, of a deed that says it without a comma; 0 if none.
int ClauseProjector::PurposeOfDeed() const {
  for (int child : graph_.children(clause_.predicate)) {
    if (child < clause_.predicate || !graph_.Is(child, "advcl") || !IsInfinitive(graph_, child))
      continue;
    const int first = graph_.Subtree(child).front();
    if (!graph_.IsUpos(first, "PUNCT") && !graph_.IsUpos(first - 1, "PUNCT")) return child;
  }
  return 0;
}

// Does a clause or phrase restrict the deed that no qualifier holds?
bool ClauseProjector::IsRestricted() const {
  const int state = StateLeft();
  for (int child : graph_.children(clause_.predicate)) {
    if (child < clause_.predicate || child == state) continue;
    if (context_.rules.lists.Has("reflexive", graph_.lemma(child)))
      return true;  // "was talking to himself"
    if (!graph_.Is(child, "advcl") || HasSubject(graph_, child)) continue;
    const int first = graph_.Subtree(child).front();
    const bool aside = graph_.IsUpos(first, "PUNCT") || graph_.IsUpos(first - 1, "PUNCT");
    const std::string& tag = graph_.word(child).xpos;
    const bool marked = graph_.Child(child, "mark") != 0 || graph_.Child(child, "advmod") == first;
    if (!aside && !marked && (tag == "VBG" || tag == "VBN" || tag == "JJ")) return true;
  }
  return false;
}

// Phrases that no node stands for ("by the additions") are kept as their words.
void ClauseProjector::AddUnread(StatementRecord& statement, const std::string& role, int word) {
  const bool noun = graph_.IsUpos(word, "NOUN") || graph_.IsUpos(word, "PROPN");
  if (!noun || role.empty() || context_.rules.lists.Has("no-role", role) ||
      statement.qualifiers.contains(role) ||
      IsNegatedConjunct(graph_, word, context_.rules.lists) || DurationOf(word) ||
      ReadPhrase(context_, sentence_, word).ok)
    return;
  const std::vector<int> words = WholePhrase(graph_, word);
  if (words.empty()) return;
  Argument text;
  text.literal.kind = ValueKind::kText;
  text.literal.text = lode::TextOf(graph_, words);
  statement.qualifiers.emplace(role, text);
}

// What a deed without an object says besides.
void ClauseProjector::AddRest(StatementRecord& statement) {
  for (const Oblique& oblique : obliques_)
    if (!IsIdiom(oblique)) AddUnread(statement, oblique.preposition, oblique.word);
  if (!turned_)
    for (int agent : clause_.agents) AddUnread(statement, "by", agent);
  const int purpose = PurposeOfDeed();
  if (purpose == 0 || statement.qualifiers.contains("to")) return;
  const PhraseArgument text = TextOf(purpose, graph_.Child(purpose, "mark", "to") + 1);
  if (text.ok) statement.qualifiers.emplace("to", text.argument);
}

}  // namespace lode
