#include "loaders/extraction/clauses/past_posts.h"

#include "loaders/extraction/clauses/clause_cues.h"

namespace lode {
namespace {

// "a former president of the club", "president emeritus of the club"
bool IsCalledPast(const SentenceGraph& graph, int noun, const WordLists& lists) {
  for (int child : graph.children(noun))
    if ((graph.Is(child, "amod") || graph.Is(child, "compound") || child == noun + 1) &&
        lists.Has("past-quality", graph.lemma(child)))
      return true;
  return false;
}

// "the only sister", "the best player": no office.
bool IsRanked(const SentenceGraph& graph, int noun, const WordLists& lists) {
  for (int child : graph.children(noun))
    if (graph.Is(child, "amod") &&
        (graph.word(child).xpos == "JJS" || lists.Has("first", graph.lemma(child))))
      return true;
  return false;
}

}  // namespace

bool IsPastPost(const ReadingContext& context, const StatementRecord& statement,
                std::uint32_t sentence, int word) {
  const SentenceGraph& graph = context.graphs[sentence];
  const WordLists& lists = context.rules.lists;
  // "is-a former pilot" says so itself.
  if (lists.Has("post", statement.predicate) && IsCalledPast(graph, word, lists)) return true;
  if (statement.time || statement.polarity == Polarity::kNegated ||
      statement.modality != Modality::kActual || graph.Is(word, "ccomp"))
    return false;
  const bool role = context.rules.lexicon->Role(graph.lemma(word)) != nullptr;
  if (!lists.Has("post", statement.predicate) &&
      (statement.predicate != "is-a" || !role || IsRanked(graph, word, lists)))
    return false;
  return HasPastTense(graph, word) &&
         (graph.Child(word, "cop") != 0 || lists.Has("serving", graph.lemma(word)));
}

}  // namespace lode
