// A clause's other arguments as qualifiers, and what hangs on its object: phrases under their
// prepositions, amounts, rates.
//
// The hard bit is what to leave out: a phrase that the object says already, and one that is
// another's ("including two in Norway").
#include <algorithm>
#include <cctype>

#include "loaders/extraction/clauses/clause_projector.h"
#include "loaders/extraction/values/measures.h"
#include "loaders/extraction/words/extent.h"

namespace lode {

void ClauseProjector::AddQualifiers(StatementRecord& statement, int without) {
  for (const Oblique& oblique : obliques_)
    if (oblique.word != without && !IsSetOff(oblique) && oblique.first != GroupOf(without) &&
        !IsOfOther(oblique) && (!IsIdiom(oblique) || DurationOf(oblique.word)))
      AddQualifier(statement, oblique.preposition, oblique.word);
  for (int word : clause_.recipients) AddQualifier(statement, "to", word);
  for (int word : bare_) {
    if (word != without) AddAmount(statement, word);
    AddScore(statement, word);
    AddOften(statement, word);
    // "lasted six weeks", but not "six weeks after he left"
    if (clause_.kind == ClauseKind::kVerb && DurationOf(word) &&
        (word == graph_.size() ||
         !context_.rules.lists.Has("measured-from", graph_.lemma(word + 1))))
      AddQualifier(statement, "for", word);
  }
  AddRate(statement);
  AddPartners(statement);
  AddLimits(statement);
  if (clause_.kind != ClauseKind::kVerb) return;
  AddPredicative(statement);
  AddManner(statement);
  AddRank(statement);
  AddReason(statement);
}

// "Norwick and Tarvia clashed", "… signed an accord": with each other.
void ClauseProjector::AddPartners(StatementRecord& statement) {
  const WordLists& lists = context_.rules.lists;
  const std::string_view joint = lists.Find("joint-deed", clause_.lemma);
  const std::string role(lists.Find("joint-role", joint));
  const bool with_object = joint == "with" && lists.Has("joint-thing", graph_.lemma(object_));
  if (clause_.passive || role.empty() || clause_.subjects.size() < 2 || clause_.complement != 0 ||
      clause_.open_complement != 0 || (joint == "with" ? !with_object : !objects_.empty()) ||
      statement.qualifiers.contains(role))
    return;
  for (const Oblique& oblique : obliques_)
    if (oblique.preposition == role) return;  // "met with the board"
  for (int word : clause_.subjects)
    if (lists.Has("either", graph_.lemma(graph_.Child(word, "cc")))) return;
  for (int word : clause_.subjects) {
    const PhraseArgument partner = ReadPhrase(context_, sentence_, word);
    if (partner.ok && partner.argument.is_node() && partner.argument.node != statement.subject)
      statement.qualifiers.emplace(role, partner.argument);
  }
}

// "seized 1,960 homes each quarter": per quarter.
void ClauseProjector::AddRate(StatementRecord& statement) {
  const WordLists& lists = context_.rules.lists;
  for (int above : {clause_.predicate, object_})
    for (int child : graph_.children(above)) {
      const int det = graph_.Child(child, "det");
      const std::string role(lists.Find("rate", graph_.lemma(det)));
      if (above == 0 || child < clause_.predicate || det == 0 || role.empty() ||
          graph_.Subtree(child).size() != 2 || !lists.Has("period", graph_.lemma(child)) ||
          !graph_.word(child).deprel.ends_with(":unmarked") ||
          !statement.object.literal.per.empty() || statement.qualifiers.contains(role))
        continue;
      if (child < graph_.size() && lists.Has("measured-from", graph_.lemma(child + 1)))
        continue;  // "a day after the raid"
      if (graph_.HasFeature(det, "PronType=Art") && graph_.Child(object_, "nummod") == 0 &&
          !lists.Has("of-many", graph_.lemma(object_)))
        continue;
      Argument period;
      period.literal.kind = ValueKind::kText;
      period.literal.text = graph_.lemma(child);
      statement.qualifiers.emplace(role, period);
    }
}

// "gets 3 boats in March and 2 crews in May": the object that stands behind the phrase has
// one of its own.
bool ClauseProjector::IsOfOther(const Oblique& oblique) const {
  if (oblique.word > object_ || oblique.word < clause_.predicate) return false;
  const auto& children = graph_.children(object_);
  return graph_.Is(object_, "conj") &&
         std::any_of(children.begin(), children.end(), [&](int child) {
           return graph_.Is(child, "nmod") && graph_.Preposition(child) == oblique.preposition;
         });
}

int ClauseProjector::GroupOf(int word) const {
  for (const Oblique& oblique : obliques_)
    if (oblique.word == word) return oblique.first;
  return -1;
}

void ClauseProjector::AddPhraseQualifiers(StatementRecord& statement, int word) {
  for (int child : graph_.children(word)) {
    if (graph_.word(child).deprel == "nmod:poss" && graph_.IsUpos(child, "PROPN"))
      AddQualifier(statement, "of", child);
    if (graph_.Is(child, "nmod") && child > word) {
      for (int each : graph_.Conjuncts(child))
        AddQualifier(statement, graph_.Preposition(child), each);
      if (!context_.rules.lists.Has("no-role", graph_.Preposition(child)))
        AddPhraseQualifiersOnce(statement, child);
    }
    if (IsHyphened(child)) continue;
    if (const int pages = graph_.Child(child, "nummod");
        pages != 0 && graph_.Is(child, "compound") && child < word)
      AddCount(statement, child, pages);
    if ((graph_.Is(child, "nummod") || graph_.Is(child, "compound") || graph_.Is(child, "amod")) &&
        child < word)
      AddAmount(statement, child);
    if (graph_.Is(child, "nummod") && child < word) AddCount(statement, word, child);
  }
}

// "the 86-story tower", "a 20-tonne craft": what it is like, not how much of it; but "a 15-percent
// stake".
bool ClauseProjector::IsHyphened(int measure) const {
  const int number = graph_.Child(measure, "nummod");
  return graph_.Is(measure, "compound") && number != 0 && number + 2 == measure &&
         graph_.word(number + 1).form == "-" &&
         ReadPhrase(context_, sentence_, measure).type != "percent";
}

// "carries 16.1 million crates": how many of them.
void ClauseProjector::AddCount(StatementRecord& statement, int word, int number, bool with_unit) {
  const std::vector<int> words = PhraseWords(graph_, word);
  const Span phrase = graph_.Cover(words);
  const std::string_view text(context_.article.text);
  for (const FoundValue& found :
       FindMeasures(text.substr(phrase.begin, phrase.end - phrase.begin))) {
    const Span at = graph_.word(number).span;
    const bool here =
        found.span.begin + phrase.begin <= at.begin && at.end <= found.span.end + phrase.begin;
    const bool counts = found.value.kind == ValueKind::kQuantity ||
                        (found.value.kind == ValueKind::kNumber && !with_unit);
    if (!here || !counts) continue;
    Argument amount;
    amount.literal = found.value;
    const auto [begin, end] = statement.qualifiers.equal_range("amount");
    const bool known = std::any_of(begin, end, [&](const auto& other) {
      return other.second.literal.text == amount.literal.text ||
             other.second.literal.number == amount.literal.number;
    });
    if (known || amount.literal == statement.object.literal) continue;
    statement.qualifiers.emplace("amount", amount);
  }
}

void ClauseProjector::AddPhraseQualifiersOnce(StatementRecord& statement, int word) {
  for (int child : graph_.children(word))
    if (graph_.Is(child, "nmod") && child > word)
      for (int each : graph_.Conjuncts(child))
        AddQualifier(statement, graph_.Preposition(child), each);
}

// "in 91 percent of patients": a share is none without what it is of.
PhraseArgument ClauseProjector::WithWhole(const PhraseArgument& share, int word) const {
  const auto& children = graph_.children(word);
  const bool alone = std::none_of(children.begin(), children.end(), [&](int child) {
    return child > word && graph_.Is(child, "nmod") &&
           context_.rules.lists.Has("doubling", graph_.Preposition(child));
  });
  if (alone) return share;
  return InWords(WholePhrase(graph_, word));
}

void ClauseProjector::AddQualifier(StatementRecord& statement, const std::string& role, int word) {
  const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  if (role.empty() || !is_letter(role.front()) || context_.rules.lists.Has("no-role", role)) return;
  if (IsNegatedConjunct(graph_, word, context_.rules.lists)) return;  // "to Norway, not to Sweden"
  if (graph_.IsUpos(word, "NUM") && graph_.Is(word, "conj") &&
      graph_.IsUpos(graph_.head(word), "PROPN"))
    return;  // "as Moe Dahl, 21,": how old he is
  if (const std::optional<Value> clock = ClockOf(word)) {
    Argument hour;
    hour.literal = *clock;
    if (!statement.qualifiers.contains(role)) statement.qualifiers.emplace(role, hour);
    return;
  }
  if (role == "of") AddAmount(statement, word);  // "a stake of 22%"
  if (const std::optional<Value> duration = DurationOf(word)) {
    Argument length;
    length.literal = *duration;
    const auto [begin, end] = statement.qualifiers.equal_range(role);
    if (std::none_of(begin, end,
                     [&](const auto& known) { return known.second.literal == length.literal; }))
      statement.qualifiers.emplace(role, length);
    return;
  }
  PhraseArgument value = ReadPhrase(context_, sentence_, word);
  if (!value.ok || value.type == "date") return;
  if (value.type == "percent" || value.type == "number") value = WithWhole(value, word);
  if (role == "of" && !value.argument.is_node() && value.type != "number") return;
  if (value.argument.is_node() && value.argument.node == statement.subject) return;
  if (IsTold(statement, value) || HoldsPredicate(value)) return;
  const auto [begin, end] = statement.qualifiers.equal_range(role);
  for (auto it = begin; it != end; ++it)
    if (it->second.node == value.argument.node && it->second.literal == value.argument.literal)
      return;
  statement.qualifiers.emplace(role, value.argument);
  for (int child : graph_.children(word))
    if (graph_.Is(child, "nummod") && child < word && value.argument.is_node())
      AddCount(statement, word, child, true);
}

// Does the object say it already? It is the object, or a common noun or a measure
// among its words ("tons of cobalt"); names in it stay, as they can be asked for.
bool ClauseProjector::IsTold(const StatementRecord& statement, const PhraseArgument& value) const {
  if (value.argument.is_node() && statement.object.is_node() &&
      value.argument.node == statement.object.node)
    return true;
  if (!value.argument.is_node() && !statement.object.is_node() &&
      value.argument.literal == statement.object.literal)
    return true;
  if (value.argument.is_node() && IsNamed(context_.entities.nodes()[value.argument.node].identity))
    return false;
  for (const Span& whole : statement.object_span)
    for (const Span& part : value.spans)
      if (whole.begin <= part.begin && part.end <= whole.end) return value.argument.is_node();
  return false;
}

void ClauseProjector::AddAmount(StatementRecord& statement, int word) {
  PhraseArgument value = ReadPhrase(context_, sentence_, word);
  if (value.ok && !value.argument.is_node() && value.type != "date" && value.type != "number" &&
      !IsTold(statement, value))
    statement.qualifiers.emplace("amount", value.argument);
}

}  // namespace lode
