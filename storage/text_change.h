// What is kept of the texts of articles, changed with them: words, traits, sketches.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lode/statement.h"
#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/disk/overlay.h"
#include "storage/text/text_facts.h"
#include "storage/text/word_tables.h"

namespace lode {

// Every key that an article's text gives, beside its words: its traits and its sketch.
KeyChanges RowsOfTraits(const TextTraits& traits, std::string_view article_id,
                        std::uint64_t number);

// Threads: one. Lives within one Database::Change; nothing is written before Apply.
class TextChange {
 public:
  explicit TextChange(const KvView& view) : view_(view), words_(view) {}

  // `article`: its text and blocks; `id`: info may lack it.
  void PutIn(std::uint64_t number, std::string_view id, const Article& article,
             const std::vector<Span>& sentences) {
    PutIn(number, id, FactsOfText(article, sentences));
  }
  void PutIn(std::uint64_t number, std::string_view id, TextFacts facts);
  // Looks at what the view has of the article. What is damaged is searched for and taken out
  // all the same.
  Status TakeOut(std::uint64_t number, std::string_view id);
  // As TakeOut, for articles of which nothing is to be believed: searches for their numbers.
  Status TakeOutSearched(const std::set<std::uint64_t>& numbers);
  // `counts`: of all words after the change, where the kept ones are not to be believed.
  Status Apply(KvBatch& batch, const WordCounts* counts = nullptr);

 private:
  const KvView& view_;
  WordTables words_;
  KeyChanges keys_;
};

}  // namespace lode
