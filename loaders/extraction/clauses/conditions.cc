#include "loaders/extraction/clauses/conditions.h"

#include "loaders/extraction/clauses/clause_cues.h"

namespace lode {
namespace {

// "if you look at it, she is right" conditions nothing.
bool AddressesReader(const SentenceGraph& graph, int condition, int clause) {
  return graph.Child(condition, "nsubj", "you") != 0 && graph.Child(clause, "nsubj", "you") == 0;
}

}  // namespace

bool IsCondition(const SentenceGraph& graph, int word, const WordLists& lists) {
  word = FirstClause(graph, word, lists);
  if (!graph.Is(word, "advcl")) return false;
  for (int child : graph.children(word))
    if (graph.Is(child, "mark") && lists.Has("condition", JoinedForm(graph, child))) return true;
  return false;
}

bool IsGeneralCase(const SentenceGraph& graph, int word, const WordLists& lists) {
  word = FirstClause(graph, word, lists);
  if (!graph.Is(word, "advcl")) return false;
  int finite = graph.Child(word, "aux");
  if (finite == 0) finite = graph.Child(word, "cop");
  const std::string& tag = graph.word(finite != 0 ? finite : word).xpos;
  const bool present = tag == "VBZ" || tag == "VBP";
  for (int child : graph.children(word))
    if (child < word && (graph.Is(child, "mark") || graph.Is(child, "advmod")) &&
        (lists.Has("condition", JoinedForm(graph, child)) ||
         (present && lists.Has("whenever-mark", JoinedForm(graph, child)))))
      return true;
  return false;
}

bool HasCondition(const SentenceGraph& graph, int word, bool told, const WordLists& lists) {
  for (int child : graph.children(word)) {
    if (!graph.Is(child, "advcl") || (told && AddressesReader(graph, child, word))) continue;
    bool marked = false;
    for (int inner : graph.children(child)) {
      marked = marked || graph.Is(inner, "mark");
      if (graph.Is(inner, "mark") && lists.Has("condition", JoinedForm(graph, inner)) &&
          graph.lemma(inner - 1) != "even")  // "even if it loses" changes nothing
        return true;
    }
    const int auxiliary = graph.Child(child, "aux"), subject = graph.Child(child, "nsubj");
    if (!marked && auxiliary != 0 && subject > auxiliary &&
        lists.Has("inverted", graph.lemma(auxiliary)))
      return true;
  }
  return false;
}

}  // namespace lode
