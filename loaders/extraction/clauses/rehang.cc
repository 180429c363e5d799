// The rules of control know these slips and see through them; here the tree is put right,
// so that the extents of arguments see what the clauses see.
#include "loaders/extraction/clauses/rehang.h"

#include "loaders/extraction/clauses/control.h"

namespace lode {
namespace {

struct Move {
  int word = 0, head = 0;
  const char* relation = "";
};

std::vector<Move> MovesOf(const SentenceGraph& graph, const WordLists& lists) {
  std::vector<Move> moves;
  for (int word = 1; word <= graph.size(); ++word) {
    if (!graph.IsVerb(word)) continue;
    if (const int noun = NounOfInfinitive(graph, word, lists); noun != 0) {
      if (noun != graph.head(word)) moves.push_back({word, noun, "acl"});
    } else if (const int verb = GovernorThroughNoun(graph, word, lists); verb != 0) {
      moves.push_back({word, verb, "advcl"});
    }
  }
  return moves;
}

}  // namespace

void RehangVerbs(std::vector<Sentence>& sentences, const WordLists& lists) {
  for (Sentence& sentence : sentences)
    for (const Move& move : MovesOf(SentenceGraph(sentence), lists)) {
      Token& token = sentence.tokens[static_cast<std::size_t>(move.word - 1)];
      token.head = move.head;
      token.deprel = move.relation;
    }
}

}  // namespace lode
