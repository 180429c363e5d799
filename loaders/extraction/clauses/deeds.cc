// What a clause states when nothing is acted on ("resigned", "was returned within twenty
// days"), and what else it says of its deed: how it was done, what its object is taken for.
//
// A statement has an object, so a deed without one has the truth value for it: `resign` of
// Keane is true, on that day, to that end. The hard bit is to say nothing where the text
// says more than could be read: "left him" is no leaving.
#include <algorithm>

#include "loaders/extraction/clauses/clause_cues.h"
#include "loaders/extraction/clauses/clause_projector.h"
#include "loaders/extraction/clauses/conditions.h"
#include "loaders/extraction/clauses/relative_subject.h"
#include "loaders/extraction/values/measures.h"
#include "loaders/extraction/words/extent.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/paired_marks.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {

bool ClauseProjector::IsWholeDeed() const {
  if (clause_.kind != ClauseKind::kVerb || !graph_.IsUpos(clause_.predicate, "VERB")) return false;
  const WordLists& lists = context_.rules.lists;
  const std::string whole =
      clause_.particle.empty() ? clause_.lemma : clause_.lemma + " " + clause_.particle;
  const std::string_view empty =
      lists.Find(clause_.passive ? "empty-passive" : "empty-deed", whole);
  const bool dated = time_ || std::ranges::any_of(obliques_, [&](const Oblique& oblique) {
                       return ClockOf(oblique.word).has_value();
                     });
  if (!empty.empty() && !(empty == "dated" && dated) && StateLeft() == 0) return false;
  const bool holds = lists.Has("animate-only", clause_.lemma) && subject_ != nullptr &&
                     !lists.Has("speaker-type", subject_->type);  // "the dam would hold"
  const bool says =
      !holds && (lists.Has("communication", WithParticle(graph_, clause_.predicate, lists)) ||
                 lists.Has("cognition", WithParticle(graph_, clause_.predicate, lists)));
  if ((says && !clause_.passive) || IsInGap() || !IsWrittenAsVerb()) return false;
  const bool stated =
      clause_.own_subject || graph_.Is(clause_.predicate, "conj") ||
      graph_.Is(clause_.predicate, "xcomp") ||
      graph_.word(clause_.predicate).deprel == "acl:relcl" || IsDatedAside() ||
      (IsInfinitive(graph_, clause_.predicate) &&
       lists.Find("verb", graph_.lemma(graph_.head(clause_.predicate))) == "demanded" &&
       AskedToAct(graph_, clause_.predicate, lists) != 0);
  if (NeedsClause() || IsYetToCome() || IsCompared() || SharesPhrase() || IsRestricted())
    return false;
  const int state = StateLeft();
  if (!stated || clause_.complement != 0 ||
      (clause_.open_complement != 0 && clause_.open_complement != state))
    return false;
  if (!objects_.empty()) return false;
  for (int agent : clause_.agents)  // "is motivated by what he calls a fallacy"
    if (graph_.HasFeature(agent, "PronType=Int") || graph_.lemma(agent) == "what") return false;
  return std::all_of(obliques_.begin(), obliques_.end(), [&](const Oblique& oblique) {
    return IsAdjunct(oblique) || IsNegatedConjunct(graph_, oblique.word, context_.rules.lists) ||
           DurationOf(oblique.word) || ClockOf(oblique.word) ||
           ReadPhrase(context_, sentence_, oblique.word).ok;
  });
}

// "the school, built in 1990, …", "the Osprey, a ferry built in 1990": told by the way.
bool ClauseProjector::IsDatedAside() const {
  const int word = clause_.predicate, noun = graph_.head(word);
  return graph_.word(word).deprel == "acl" && graph_.word(word).xpos == "VBN" && time_ &&
         (IsAfterComma(graph_, word) || WhoIsCalled(graph_, noun, context_.rules.lists) != noun) &&
         !context_.rules.lists.Has("set-for-a-date", clause_.lemma);
}

// "the book that she used to carry": what a relative clause leaves open belongs to the deed.
bool ClauseProjector::IsInGap() const {
  int word = clause_.predicate;
  const auto is_open = [&](int child) {  // "what it has managed to achieve"
    const std::string& lemma = graph_.lemma(child);
    return context_.rules.lists.Has("gap-pronoun", lemma) && child < word &&
           !graph_.Is(child, "nsubj");
  };
  for (int child : graph_.children(clause_.open_complement))  // "what it fails to show"
    if (is_open(child)) return true;
  for (; word != 0; word = graph_.head(word)) {
    for (int child : graph_.children(word)) {
      const int det = graph_.Child(child, "det");
      if (is_open(child) || (det != 0 && is_open(det))) return true;
    }
    const bool up = graph_.Is(word, "xcomp") || graph_.Is(word, "ccomp") ||
                    graph_.Is(word, "conj") || graph_.Is(word, "advcl");
    if (graph_.word(word).deprel == "acl:relcl" || !up) break;
  }
  if (graph_.word(word).deprel != "acl:relcl" || IsFilledByOwner(graph_, word) ||
      (word == clause_.predicate && !clause_.passive && IsFilledByPronoun(graph_, word)))
    return false;
  const int noun = WhoIsCalled(graph_, graph_.head(word), context_.rules.lists);
  return std::find(clause_.subjects.begin(), clause_.subjects.end(), noun) ==
         clause_.subjects.end();
}

// "is aimed at cutting costs", "was tasked with counting": what the preposition marks belongs
// to it.
bool ClauseProjector::NeedsClause() const {
  for (int child : graph_.children(clause_.predicate)) {
    const int mark = graph_.Child(child, "mark");
    const bool absolute = graph_.lemma(mark) == "with" && HasSubject(graph_, child);
    if (mark > clause_.predicate && mark < graph_.size() &&
        (graph_.word(mark + 1).xpos == "WRB" || graph_.word(mark + 1).xpos == "WP"))
      return true;  // "carries over into how they live"
    if (mark > clause_.predicate && mark <= clause_.predicate + 3 &&
        graph_.word(child).xpos == "VBG" && !absolute)
      return context_.rules.lists.Has("gerund-preposition", graph_.lemma(mark)) &&
             !context_.rules.lists.Has(clause_.passive ? "gerund-role" : "gerund-of-deed",
                                       graph_.lemma(mark));
  }
  return false;
}

// "comparable to or exceeded the limit": the phrase behind is the verb's too.
bool ClauseProjector::SharesPhrase() const {
  const int word = clause_.predicate;
  if (!graph_.Is(word, "conj")) return false;
  for (int child : graph_.children(graph_.head(word))) {
    const int marker = graph_.Child(child, "case");
    if (child > word && (graph_.Is(child, "obl") || graph_.Is(child, "obj")) && marker != 0 &&
        marker < word)
      return true;
  }
  return false;
}

// "as quickly as they were going out": it measures another deed.
bool ClauseProjector::IsCompared() const {
  const int above = graph_.head(clause_.predicate);
  return graph_.Is(clause_.predicate, "advcl") &&
         (graph_.IsUpos(above, "ADV") || graph_.IsUpos(above, "ADJ")) &&
         context_.rules.lists.Has("compared",
                                  graph_.lemma(graph_.Child(clause_.predicate, "mark")));
}

// "when the stadium opens", "before the votes are counted", "if it rains": a time or a
// condition, not a deed that is told.
bool ClauseProjector::IsYetToCome() const {
  if (IsCondition(graph_, clause_.predicate, context_.rules.lists)) return true;
  int word = clause_.predicate;
  while (graph_.Is(word, "conj") && graph_.head(word) != 0) word = graph_.head(word);
  if (!graph_.Is(word, "advcl")) return false;
  int when = graph_.Child(word, "mark");
  if (when == 0) when = graph_.Child(word, "advmod");
  const int aux = graph_.Child(word, "aux:pass");
  const std::string& tag = graph_.word(aux != 0 ? aux : word).xpos;
  return when != 0 && context_.rules.lists.Has("time-mark", graph_.lemma(when)) &&
         (tag == "VBZ" || tag == "VBP") && graph_.Child(word, "aux") == 0;
}

// Tags that a tree makes unlikely: "an overhaul that Gates detailed", "to cut incoming rays".
bool ClauseProjector::IsWrittenAsVerb() const {
  const int word = clause_.predicate;
  const Token& token = graph_.word(word);
  if (word > 1 && IsCapitalized(token.form) && !graph_.IsUpos(word - 1, "PUNCT")) return false;
  if (token.xpos != "VBG" || graph_.Child(word, "aux") != 0) return true;
  return (graph_.Is(word, "xcomp") || graph_.Is(word, "conj")) &&
         context_.rules.lists.Find("verb", graph_.lemma(graph_.head(word))) == "actual";
}

bool ClauseProjector::IsIdleObject(int object) const {
  if (clause_.passive || !clause_.particle.empty() || time_ || clause_.complement != 0 ||
      clause_.open_complement != 0 || graph_.Subtree(object).size() > 2 ||
      !context_.rules.lists.Has("idle-object", clause_.lemma + " " + graph_.lemma(object)))
    return false;
  return std::all_of(obliques_.begin(), obliques_.end(),
                     [&](const Oblique& oblique) { return IsAdjunct(oblique); });
}

bool ClauseProjector::EmitDeed(const std::string& relation) {
  if (!IsWholeDeed()) return false;
  PhraseArgument truth;
  truth.ok = true;
  truth.type = "boolean";
  truth.argument.literal.kind = ValueKind::kBoolean;
  truth.argument.literal.boolean = true;
  StatementRecord* statement = Emit(truth, relation, nullptr);
  if (statement == nullptr) return false;
  AddQualifiers(*statement, 0);
  AddGerund(*statement, clause_.predicate);
  AddRest(*statement);
  return true;
}

std::optional<Value> ClauseProjector::DurationOf(int word) const {
  const Span span = graph_.Cover(PhraseWords(graph_, word));
  const std::string_view text(context_.article.text);
  for (const FoundValue& found : FindMeasures(text.substr(span.begin, span.end - span.begin)))
    if (found.value.kind == ValueKind::kDuration &&
        span.begin + found.span.end >= graph_.word(word).span.end)
      return found.value;
  // "within a week", "in two years" with nothing but the number
  const int one = graph_.Child(word, "det", "a");
  if (one != word - 1 || !context_.rules.lists.Has("span-of-time", graph_.lemma(word)) ||
      !context_.rules.lists.Has("lasting", graph_.Preposition(word)))
    return std::nullopt;
  Value value;
  value.kind = ValueKind::kDuration;
  value.number = 1;
  value.unit = graph_.lemma(word);
  value.text = text.substr(span.begin, span.end - span.begin);
  return value;
}

PhraseArgument ClauseProjector::ReadDuration(int word) const {
  PhraseArgument out;
  const std::optional<Value> duration = DurationOf(word);
  const bool is = clause_.kind == ClauseKind::kCopula && word == clause_.predicate;
  if (!duration || (!is && !graph_.Is(word, "obj"))) return out;
  out.ok = true;
  out.type = "duration";
  out.argument.literal = *duration;
  out.spans = {graph_.Cover(PhraseWords(graph_, word))};
  return out;
}

PhraseArgument ClauseProjector::TextOf(int head, int first) const {
  std::vector<int> words = graph_.Subtree(head);
  for (int child : graph_.children(head))  // "…, according to Kano": whose word it is
    if (context_.rules.lists.Find("source-preposition", graph_.Preposition(child)) == "according")
      std::erase_if(words, [&](int w) { return graph_.Under(w, child); });
  std::erase_if(words, [&](int w) { return w < first; });
  Span span = graph_.Cover(words);
  if (span.begin < span.end) span = WithMarks(context_.article.text, span);
  PhraseArgument text;
  text.ok = span.begin < span.end;
  text.type = "text";
  text.spans = {span};
  text.argument.literal.kind = ValueKind::kText;
  text.argument.literal.text = context_.article.text.substr(span.begin, span.end - span.begin);
  return text;
}

void ClauseProjector::AddPredicative(StatementRecord& statement) {
  int word = clause_.open_complement;
  if ((clause_.objects.empty() && !turned_) || graph_.IsVerb(word) || IsInfinitive(graph_, word) ||
      HasSubject(graph_, word))
    word = 0;
  const WordLists& lists = context_.rules.lists;
  const bool takes_as = lists.Has("naming", clause_.lemma) || lists.Has("taking-as", clause_.lemma);
  for (int child : graph_.children(clause_.predicate)) {
    if (!takes_as || word != 0) break;
    const bool quality = graph_.Child(child, "case", "as") != 0 && graph_.IsUpos(child, "ADJ");
    const bool clause = graph_.Is(child, "advcl") && graph_.Child(child, "mark", "as") != 0 &&
                        graph_.Child(child, "nsubj") == 0;
    if (quality || clause) word = child;
  }
  if (word == 0 || word < clause_.predicate || statement.qualifiers.contains("as")) return;
  // "took the road north, armed with rifles", "as money becomes free": told beside it.
  const std::vector<int> phrase = graph_.Subtree(word);
  const auto before =
      std::find_if(phrase.begin(), phrase.end(), [&](int w) { return !graph_.IsUpos(w, "PUNCT"); });
  const bool apart = *before > 1 && graph_.word(*before - 1).form == ",";
  if ((apart && !takes_as) || graph_.HasFeature(word, "VerbForm=Fin")) return;
  int first = graph_.Subtree(word).front();
  for (int child : graph_.children(word))
    if ((graph_.Is(child, "case") || graph_.Is(child, "mark") || graph_.Is(child, "det")) &&
        child < word)
      first = std::max(first, child + 1);
  PhraseArgument value;
  if (graph_.IsUpos(word, "NOUN") || graph_.IsUpos(word, "PROPN"))
    value = ReadPhrase(context_, sentence_, word);
  if (!value.ok) value = TextOf(word, first);
  if (value.ok && value.type != "date") statement.qualifiers.emplace("as", value.argument);
}

// "grew sixfold": by what factor.
void ClauseProjector::AddFactor(StatementRecord& statement, int word) {
  for (const FoundValue& found : FindMeasures(graph_.word(word).form)) {
    Argument factor;
    factor.literal = found.value;
    statement.qualifiers.emplace("factor", factor);
  }
}

// "usually sells boats", "is largely immune to it": how far it is so. What stands in an argument
// is told there.
void ClauseProjector::AddLimits(StatementRecord& statement) {
  const WordLists& lists = context_.rules.lists;
  for (int child : graph_.children(clause_.predicate)) {
    const std::string form = JoinedForm(graph_, child);
    const std::string_view limits = lists.Find("limiting", form);
    if (!graph_.Is(child, "advmod") || limits.empty()) continue;
    if (limits == "verb" && clause_.kind != ClauseKind::kVerb) continue;
    const Span at = graph_.word(child).span;
    const auto holds = [&](const Span& span) {
      return span.begin <= at.begin && at.end <= span.end;
    };
    const bool denied = lists.Find("adverb", graph_.lemma(child - 1) + " " + form) == "actual" ||
                        (lists.Find("adverb", form) == "near-miss" &&
                         graph_.IsVerb(clause_.predicate) && !lists.Has("rounded", clause_.lemma));
    if (denied || std::any_of(statement.object_span.begin(), statement.object_span.end(), holds))
      continue;  // "not only sells", "almost sold it"
    Argument words;
    words.literal.kind = ValueKind::kText;
    words.literal.text = form.find('-') == form.npos ? Measured(child) : form;
    std::replace(words.literal.text.begin(), words.literal.text.end(), '-', ' ');
    statement.qualifiers.emplace("manner", words);
  }
}

// "almost exclusively", "as quickly as they left", "very fast": an adverb with what measures it.
std::string ClauseProjector::Measured(int adverb) const {
  std::vector<int> words = graph_.Subtree(adverb);
  if (const int before = words.front() - 1;
      context_.rules.lists.Find("adverb", graph_.lemma(before)) == "near-miss" &&
      graph_.head(before) == clause_.predicate)
    words.insert(words.begin(), before);
  const auto comma = std::find_if(words.begin(), words.end(), [&](int word) {
    return word > adverb && graph_.word(word).form == ",";
  });
  words.erase(comma, words.end());  // "as far as the one tested, known as"
  const bool apart = std::any_of(words.begin(), words.end(), [&](int word) {
    return graph_.IsUpos(word, "PUNCT") || graph_.word(word).deprel == "cc:preconj";
  });
  if (apart || graph_.IsUpos(words.back(), "ADP") || words.size() > kLongestArgument)
    words = {adverb};
  std::string text = lode::TextOf(graph_, words);
  return words.size() == 1 || words.front() == 1 ? FoldWord(text) : text;
}

// "scores higher than the mill", "works better": with what it is compared to, which may hang on
// the verb.
bool ClauseProjector::AddComparison(StatementRecord& statement, int word) {
  const std::string& tag = graph_.word(word).xpos;
  if (word < clause_.predicate || (tag != "RBR" && tag != "JJR")) return false;
  std::vector<int> words = graph_.Subtree(word);
  const int next = words.back() + 1;
  const WordLists& lists = context_.rules.lists;
  const auto opens = [&](int w) { return lists.Find("compared", graph_.lemma(w)) == "more"; };
  const bool than =
      next <= graph_.size() && opens(next) && graph_.head(graph_.head(next)) == clause_.predicate;
  if (than)
    for (int each : graph_.Subtree(graph_.head(next))) words.push_back(each);
  const bool compares = std::ranges::any_of(words, opens);
  const bool apart = std::ranges::any_of(words, [&](int w) {
    return graph_.IsUpos(w, "PUNCT") || graph_.Is(w, "cc") ||
           lists.Find("comparative-time", graph_.lemma(w)) == "before";
  });
  if (!compares && lists.Has("comparative-time", FoldWord(graph_.word(word).form))) return false;
  if (apart || words.size() > kLongestArgument || ReadTime(context_, sentence_, word)) return false;
  Argument how;
  how.literal.kind = ValueKind::kText;
  how.literal.text = lode::TextOf(graph_, words);
  if (than) statement.qualifiers.erase(graph_.lemma(next));
  statement.qualifiers.emplace("manner", how);
  return true;
}

void ClauseProjector::AddManner(StatementRecord& statement) {
  const WordLists& lists = context_.rules.lists;
  for (int child : graph_.children(clause_.predicate)) {
    if (graph_.Is(child, "advmod") && AddComparison(statement, child)) continue;
    if (!graph_.Is(child, "advmod") || !graph_.IsUpos(child, "ADV")) continue;
    const std::string form = FoldWord(graph_.word(child).form);
    if (form.ends_with("fold")) AddFactor(statement, child);
    if (form == clause_.particle || graph_.word(child + 1).form == "-") continue;
    if (lists.Has("limiting", form)) continue;  // told already
    const bool where = lists.Has("whither", form);
    const bool how = form.size() > 4 && form.ends_with("ly") && !lists.Has("adverb", form) &&
                     !lists.Has("sentence-adverb", form);
    const bool measured = graph_.Child(child, "advmod", "as") != 0;  // "as far as the other"
    if (!where && !how && !measured && !lists.Has("manner", form)) continue;
    if (ReadTime(context_, sentence_, child)) continue;
    Argument words;
    words.literal.kind = ValueKind::kText;
    const auto& below = graph_.children(child);
    const bool of = where && std::ranges::any_of(below, [&](int part) {  // "south of the border"
                      return graph_.Is(part, "obl") && part > child;
                    });  // "south of the border"
    words.literal.text = of      ? lode::TextOf(graph_, graph_.Subtree(child))
                         : where ? form
                                 : Measured(child);
    statement.qualifiers.emplace(where ? "place" : "manner", words);
  }
}

}  // namespace lode
