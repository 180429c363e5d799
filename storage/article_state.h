// What a change knows of one article. For the rooms of ArticleChange alone.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "storage/article_change.h"
#include "storage/names/article_names.h"
#include "storage/statements/statement_log.h"
#include "storage/text/text_facts.h"

namespace lode {

struct ArticleChange::State {
  std::uint64_t number = 0;
  std::optional<ArticleHeader> before;
  ArticleHeader after;                              // no sightings: the article goes
  std::string text;                                 // of incoming records
  std::map<std::string, std::string> encoded;       // new records by hash
  std::map<std::string, PreparedArticle> prepared;  // likewise
  struct Worked {
    ArticleNames names;
    TextFacts text;
  };
  std::map<std::string, Worked> worked;  // likewise, where it came with the record
  bool reindex = false;
  // Of the record to index.
  std::optional<ArticleNames> names;
  std::vector<std::size_t> node_slots, alias_slots;
  std::unique_ptr<StatementTerms> terms;
};

}  // namespace lode
