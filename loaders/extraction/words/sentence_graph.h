// A parsed sentence, seen as a graph: who is under whom, and what the tree
// leaves unsaid (shared subjects, relative pronouns, control).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loaders/language/sentences/sentence.h"
#include "lode/statement.h"

namespace lode {

// Words are named by their index from 1, as in Token::head; 0 is "no word".
// Threads: immutable after construction. Keeps a reference: the sentence must
// outlive it. A tree with cycles or heads out of range is mended on the way in:
// such words hang on the root.
class SentenceGraph {
 public:
  explicit SentenceGraph(const Sentence& sentence);

  const Sentence& sentence() const { return *sentence_; }
  int size() const { return static_cast<int>(heads_.size()) - 1; }
  // An empty token for 0 and for words past the end.
  const Token& word(int index) const;
  const std::string& lemma(int index) const { return lemmas_[static_cast<std::size_t>(index)]; }
  int head(int index) const { return heads_[static_cast<std::size_t>(index)]; }
  const std::vector<int>& children(int index) const {
    return children_[static_cast<std::size_t>(index)];
  }
  int root() const { return root_; }

  // Is the word's relation `relation`, with or without subtype? "nsubj" holds for
  // "nsubj:pass", "nsubj:pass" only for itself.
  bool Is(int index, std::string_view relation) const;
  bool IsUpos(int index, std::string_view upos) const { return word(index).upos == upos; }
  bool HasFeature(int index, std::string_view feature) const;
  bool IsNominal(int index) const;  // noun, name, pronoun, number, symbol
  bool IsVerb(int index) const { return IsUpos(index, "VERB") || IsUpos(index, "AUX"); }

  // The first child of that relation, 0 if none.
  int Child(int index, std::string_view relation) const;
  // The first child of that relation with that lemma.
  int Child(int index, std::string_view relation, std::string_view lemma) const;
  // The word and its conjuncts, in order.
  std::vector<int> Conjuncts(int index) const;
  // The first of the conjuncts that the word is one of.
  int FirstConjunct(int index) const;

  // Is `word` in the subtree of `ancestor` (or it)?
  bool Under(int word, int ancestor) const;

  // Lower-case case marker of a phrase, its parts joined: "to", "because-of",
  // "according-to"; empty if none. That of a relative pronoun may stand behind its verb.
  std::string Preposition(int index) const;

  // The same as a relation is called by it: with a second preposition right behind it,
  // "out-of".
  std::string NamedPreposition(int index) const;
  // A relative pronoun's antecedent; otherwise the word itself.
  int Antecedent(int index) const;

  // Words of the subtree, in order, without those under `without`.
  std::vector<int> Subtree(int index, const std::vector<int>& without = {}) const;
  // The bytes from the first to the last word of a list, trimmed of punctuation at
  // both ends; {0,0} for an empty list.
  Span Cover(const std::vector<int>& words) const;
  // The word whose bytes hold this offset, 0 if none.
  int WordAt(std::uint32_t offset) const;

 private:
  const Sentence* sentence_;
  std::vector<int> heads_;  // [0] unused
  std::vector<std::string> lemmas_;
  std::vector<std::vector<int>> children_;
  int root_ = 0;
};

}  // namespace lode
