// The rules of control know these slips and see through them; here the tree is put right,
// so that the extents of arguments see what the clauses see.
#include "loaders/extraction/clauses/rehang.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loaders/extraction/clauses/control.h"

namespace lode {
namespace {

struct Move {
  int word = 0, head = 0;
  const char* relation = "";
};

// "described the ruling as historic": the verb that takes its object as something. 0 if none.
int TakerAs(const SentenceGraph& graph, int word, const WordLists& lists) {
  const int object = graph.head(word);
  if (!graph.Is(word, "nmod") || word < object || graph.Preposition(word) != "as") return 0;
  const int verb = graph.head(object);
  const bool takes =
      lists.Has("naming", graph.lemma(verb)) || lists.Has("taking-as", graph.lemma(verb));
  return graph.Is(object, "obj") && takes ? verb : 0;
}

std::vector<Move> MovesOf(const SentenceGraph& graph, const WordLists& lists) {
  std::vector<Move> moves;
  for (int word = 1; word <= graph.size(); ++word) {
    if (const int verb = TakerAs(graph, word, lists); verb != 0)
      moves.push_back({word, verb, "obl"});
    if (!graph.IsVerb(word)) continue;
    if (const int noun = NounOfInfinitive(graph, word, lists); noun != 0) {
      if (noun != graph.head(word)) moves.push_back({word, noun, "acl"});
    } else if (const int verb = GovernorThroughNoun(graph, word, lists); verb != 0) {
      moves.push_back({word, verb, "advcl"});
    }
  }
  return moves;
}

// "Orrin named Ana Holm chairwoman.", read as a passive: the subjects, each with its verb.
// Heads are the graph's, which are sound.
std::vector<std::pair<int, int>> FalsePassives(const SentenceGraph& graph) {
  std::vector<std::pair<int, int>> found;
  for (int word = 1; word <= graph.size(); ++word) {
    const int verb = graph.head(word);
    if (graph.word(word).deprel == "nsubj:pass" && graph.IsVerb(verb) && !IsPassive(graph, verb))
      found.emplace_back(word, verb);
  }
  return found;
}

void MakeActive(Sentence& sentence, int subject, int verb) {
  constexpr std::string_view kPassive = "Voice=Pass";
  sentence.tokens[static_cast<std::size_t>(subject - 1)].deprel = "nsubj";
  std::string& features = sentence.tokens[static_cast<std::size_t>(verb - 1)].feats;
  const std::size_t at = features.find(kPassive);
  if (at == std::string::npos) return;
  const std::size_t bar = at > 0 ? 1 : 0;  // the one before it
  features.erase(at - bar, kPassive.size() + bar);
}

}  // namespace

void RehangVerbs(std::vector<Sentence>& sentences, const WordLists& lists) {
  for (Sentence& sentence : sentences) {
    for (const auto& [subject, verb] : FalsePassives(SentenceGraph(sentence)))
      MakeActive(sentence, subject, verb);
    for (const Move& move : MovesOf(SentenceGraph(sentence), lists)) {
      Token& token = sentence.tokens[static_cast<std::size_t>(move.word - 1)];
      token.head = move.head;
      token.deprel = move.relation;
    }
  }
}

}  // namespace lode
