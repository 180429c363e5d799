// Each mending is a shape in the tree that no grammatical sentence has in that
// reading, so that a right tree is left alone. The hard bit is to keep it so: what
// can be read in two ways is no business of this room.
#include "loaders/extraction/tree_mending.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace lode {
namespace {

constexpr std::array<std::string_view, 7> kOfVerbs = {"accuse", "acquit", "convict", "deprive", "rob", "strip", "suspect"};

Token* At(Sentence& sentence, int word) {
  const bool inside = word >= 1 && static_cast<std::size_t>(word) <= sentence.tokens.size();
  return inside ? &sentence.tokens[static_cast<std::size_t>(word - 1)] : nullptr;
}

Token* Child(Sentence& sentence, int head, std::string_view relation) {
  for (Token& token : sentence.tokens)
    if (static_cast<int>(token.head) == head && token.deprel == relation) return &token;
  return nullptr;
}

// An expletive "it" goes with adjectives and clauses; with "in talks", "in a
// position" it is somebody.
void MendExpletive(Sentence& sentence, int word) {
  Token& it = *At(sentence, word);
  const int predicate = static_cast<int>(it.head);
  const Token* noun = At(sentence, predicate);
  if (it.deprel != "expl" || noun == nullptr || noun->upos != "NOUN") return;
  Token* infinitive = Child(sentence, predicate, "csubj");
  if (infinitive == nullptr || Child(sentence, predicate, "cop") == nullptr || Child(sentence, predicate, "case") == nullptr) return;
  it.deprel = "nsubj";
  infinitive->deprel = "acl";
}

void MendDoubleSubject(Sentence& sentence, int word) {
  Token& name = *At(sentence, word);
  Token* noun = At(sentence, word - 1);
  if (noun == nullptr || name.upos != "PROPN" || noun->upos != "NOUN" || name.head != noun->head) return;
  if (name.deprel != noun->deprel || !name.deprel.starts_with("nsubj")) return;
  name.deprel = "appos";
  name.head = static_cast<decltype(name.head)>(word - 1);
}

void MendAccusation(Sentence& sentence, int word) {
  Token& phrase = *At(sentence, word);
  const Token* object = At(sentence, static_cast<int>(phrase.head));
  if (phrase.deprel != "nmod" || object == nullptr || object->deprel != "obj") return;
  const Token* verb = At(sentence, static_cast<int>(object->head));
  const Token* marker = Child(sentence, word, "case");
  if (verb == nullptr || marker == nullptr || marker->lemma != "of") return;
  if (std::find(kOfVerbs.begin(), kOfVerbs.end(), verb->lemma) == kOfVerbs.end()) return;
  phrase.deprel = "obl";
  phrase.head = object->head;
}

}  // namespace

std::vector<Sentence> MendTrees(const std::vector<Sentence>& sentences) {
  std::vector<Sentence> mended = sentences;
  for (Sentence& sentence : mended)
    for (int word = 1; word <= static_cast<int>(sentence.tokens.size()); ++word) {
      MendExpletive(sentence, word);
      MendDoubleSubject(sentence, word);
      MendAccusation(sentence, word);
    }
  return mended;
}

}  // namespace lode
