// Puts together the statements that noun phrases carry.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/extraction/names/entities.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// Collects statements of one article. Not for two threads at a time.
class NominalWriter {
 public:
  NominalWriter(const Article& article, ArticleEntities& entities)
      : article_(article), entities_(entities) {}

  // A statement between what two noun phrases stand for, read at the words `relation`
  // (0: the text has none). Does nothing if either stands for nothing or both for one
  // thing. The pointer is for qualifiers, null if nothing was written, and valid until
  // the next call.
  StatementRecord* Relate(std::uint32_t sentence, int subject, std::string_view predicate,
                          int object, int relation, double confidence);
  // The same with a node for the object, and the words it was read from.
  StatementRecord* RelateTo(std::uint32_t sentence, int subject, std::string_view predicate,
                            std::uint32_t object, WordRange object_words, int relation,
                            double confidence);
  // The same with a text for the object.
  StatementRecord* RelateToText(std::uint32_t sentence, int subject, std::string_view predicate,
                                const std::string& text, WordRange object_words, double confidence);

  const Article& article() const { return article_; }
  ArticleEntities& entities() { return entities_; }
  const ArticleText& text() const { return entities_.text(); }
  const EntityLexicon& lexicon() const { return entities_.text().lexicon; }
  const SentenceGraph& graph(std::uint32_t sentence) const {
    return entities_.text().graphs[sentence];
  }

  // The type of what a noun phrase stands for, empty for nothing.
  std::string TypeAt(std::uint32_t sentence, int word);
  // The node of a country by its name, made where the article has none.
  std::uint32_t PlaceNode(std::string_view name);
  std::vector<StatementRecord> Take() { return std::move(statements_); }

 private:
  const Article& article_;
  ArticleEntities& entities_;
  std::vector<StatementRecord> statements_;
};

// What the phrase of a particular holds: "talks with Norway about fish" involve Norway and
// concern fish. Only of particulars that other statements are about.
void WriteParticularLinks(NominalWriter& writer, const WordLists& lists);
// Other names: acronyms, tickers, names in parentheses, names in another script.
void WriteOtherNames(NominalWriter& writer);

}  // namespace lode
