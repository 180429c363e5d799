#include "loaders/extraction/clauses/comparisons.h"

#include <string>

namespace lode {

std::string_view DegreeOf(const SentenceGraph& graph, int adjective, const WordLists& lists) {
  for (int child : graph.children(adjective)) {
    if (!graph.Is(child, "advmod")) continue;
    const std::string_view degree = lists.Find("comparing-degree", graph.lemma(child));
    if (!degree.empty()) return degree;
  }
  return {};
}

bool IsComparedToAnother(const ReadingContext& context, std::uint32_t sentence, int predicate) {
  const SentenceGraph& graph = context.graphs[sentence];
  for (int child : graph.children(predicate)) {
    const std::string preposition = child > predicate ? graph.Preposition(child) : std::string();
    if (context.rules.lists.Find("mark", preposition) != "unsaid") continue;
    const PhraseArgument other = ReadPhrase(context, sentence, child);
    if (other.ok && other.type != "date" && other.argument.is_node()) return true;
  }
  return false;
}

std::optional<Argument> HowMuch(const ReadingContext& context, std::uint32_t sentence,
                                int adjective) {
  const SentenceGraph& graph = context.graphs[sentence];
  for (int child : graph.children(adjective)) {
    if (child > adjective || graph.Child(child, "case") != 0 || graph.Is(child, "nsubj")) continue;
    const PhraseArgument by = ReadPhrase(context, sentence, child);
    if (by.ok && !by.argument.is_node() && by.type != "date") return by.argument;
  }
  return std::nullopt;
}

}  // namespace lode
