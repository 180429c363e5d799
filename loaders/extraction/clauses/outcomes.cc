// How a deed came out and why it was done: scores and votes, ranks, reasons.
//
// None of them is a phrase under a preposition. A reason restricts what it stands behind, so it
// is kept in the article's words; behind a "not" nothing tells whether the deed or the reason is
// denied ("did not leave because he was ill"), and it is left out.
#include <algorithm>

#include "loaders/extraction/clauses/clause_projector.h"
#include "loaders/extraction/words/extent.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {

// "beat Tarn Rovers 3-1", "passed the bill 220-200"
void ClauseProjector::AddScore(StatementRecord& statement, int word) {
  const int other = graph_.Child(word, "nmod");
  if (!graph_.IsUpos(word, "NUM") || other != word + 2 || !graph_.IsUpos(other, "NUM")) return;
  const std::string& dash = graph_.word(word + 1).form;
  if (graph_.IsUpos(word + 1, "ADP") || graph_.IsUpos(word + 1, "NOUN") || dash.empty()) return;
  if (graph_.word(word).space_after || graph_.word(word + 1).space_after) return;
  Argument score;
  score.literal.kind = ValueKind::kText;
  score.literal.text = graph_.word(word).form + dash + graph_.word(other).form;
  statement.qualifiers.emplace("score", score);
}

// "was shot several times": how often.
void ClauseProjector::AddOften(StatementRecord& statement, int word) {
  const std::vector<int> words = graph_.Subtree(word);
  const bool alone = words.back() == word && graph_.word(word).xpos == "NNS" &&
                     !graph_.HasFeature(graph_.Child(word, "det"), "Definite=Def");
  const Spans& object = statement.object_span;
  const bool told =  // "is 5.5 times higher"
      !object.empty() && object.front().begin == graph_.Cover(words).begin;
  if (!alone || told || !context_.rules.lists.Has("how-often", graph_.lemma(word)) ||
      statement.qualifiers.contains("manner"))
    return;
  Argument times;
  times.literal.kind = ValueKind::kText;
  times.literal.text = lode::TextOf(graph_, words);
  statement.qualifiers.emplace("manner", times);
}

// "finished second", "came in third"
void ClauseProjector::AddRank(StatementRecord& statement) {
  const WordLists& lists = context_.rules.lists;
  if (!lists.Has("ranking-verb", clause_.lemma)) return;
  for (int child : graph_.children(clause_.predicate)) {
    const std::string form = FoldWord(graph_.word(child).form);
    const bool place = graph_.Is(child, "advmod") || graph_.Is(child, "xcomp");
    if (!place || child < clause_.predicate || !lists.Has("rank-word", form)) continue;
    Argument rank;
    rank.literal.kind = ValueKind::kText;
    rank.literal.text = form;
    statement.qualifiers.emplace("rank", rank);
  }
}

// "was canceled because the crew was ill"
void ClauseProjector::AddReason(StatementRecord& statement) {
  const WordLists& lists = context_.rules.lists;
  for (int verb = clause_.predicate; verb != 0; verb = graph_.head(verb)) {
    for (int child : graph_.children(verb))
      if (lists.Has("negation", graph_.lemma(child))) return;
    if (!graph_.Is(verb, "xcomp")) break;  // "is not going to leave because"
  }
  for (int child : graph_.children(clause_.predicate)) {
    const int mark = graph_.Child(child, "mark");
    if (!graph_.Is(child, "advcl") || child < clause_.predicate ||
        !lists.Has("reason-mark", graph_.lemma(mark)) || !HasSubject(graph_, child) ||
        graph_.Subtree(child).size() > kLongestArgument)
      continue;
    const PhraseArgument why = TextOf(child, mark + 1);
    if (why.ok) statement.qualifiers.emplace(graph_.lemma(mark), why.argument);
  }
}

}  // namespace lode
