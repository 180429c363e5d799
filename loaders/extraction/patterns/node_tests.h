// What a pattern asks of one word.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "loaders/extraction/names/entities.h"
#include "loaders/extraction/patterns/pattern_set.h"

namespace lode {

// One sentence as the tests see it. References: all of it outlives the matching.
class WordView {
 public:
  WordView(const PatternSet& set, ArticleEntities& entities, std::uint32_t sentence)
      : set_(set),
        graph_(entities.text().graphs[sentence]),
        entities_(&entities),
        sentence_(sentence) {}
  // A tree that is being mended, before anything is known of its names: no word heads one.
  WordView(const PatternSet& set, const SentenceGraph& graph) : set_(set), graph_(graph) {}

  const SentenceGraph& graph() const { return graph_; }
  const EntityLexicon& lexicon() const { return set_.lexicon(); }
  const PatternSet& set() const { return set_; }
  // REQUIRES: the view is of an article.
  ArticleEntities& entities() const { return *entities_; }
  std::uint32_t sentence() const { return sentence_; }

  // The name that the word heads or, for a proper noun, belongs to; null if none.
  const EntityMention* NameAt(int word) const;
  // The type of what the noun phrase stands for, empty for nothing.
  std::string TypeOf(int word) const;
  // The role noun at the word; "chief executive" is looked up before "executive". Null if none.
  const RoleNoun* RoleOf(int word) const;
  // The role noun of two words that ends with the word. Null if none.
  const RoleNoun* RoleOfTwo(int word) const;
  // What a list says of the word: of it and the word before, of its lemma, of its form.
  std::string_view Listed(std::string_view list, int word) const;
  // The first and the last word of the name at the word, or the word twice.
  int FirstOf(int word) const;
  int LastOf(int word) const;

  // Does the test hold? Where it is a list or an office, `key` takes what that gives.
  bool Holds(const NodeTest& test, int word, std::string_view* key) const;

 private:
  bool Holds(const TestAtom& atom, int word, std::string_view* key) const;
  bool IsKind(TestKind kind, int word) const;
  bool IsAmount(TestKind kind, int word) const;

  const PatternSet& set_;
  const SentenceGraph& graph_;
  ArticleEntities* entities_ = nullptr;
  std::uint32_t sentence_ = 0;
};

// "*-based" fits "Aarhus-based": a star at either end stands for anything.
bool FitsWildcard(std::string_view text, std::string_view pattern);

}  // namespace lode
