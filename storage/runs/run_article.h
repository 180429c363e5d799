// An article at one place as a run has it: read, prepared, and with all that a store would
// otherwise work out of its text.
//
//   article   string id, string path, varint part, varint statements
//             strings title, source, author, url, published, language
//             varint sets, a string each
//             string text, string record (articles/record_codec.h)
//             string names (names/article_names.h), string words (text/article_words.h),
//             string traits (text/text_traits.h)
//             8 bytes for the id of each statement, big end first
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "storage/names/article_names.h"
#include "storage/names/prepared_article.h"
#include "storage/text/text_facts.h"

namespace lode {

struct RunArticle {
  PreparedArticle article;        // its info has id, path and part
  std::vector<std::string> sets;  // that it joins; "": none
  std::string record;             // the article's record, encoded
  ArticleNames names;             // without numbers
  TextFacts text;
};

// Works out what is missing. REQUIRES: the names of nodes are those of this schema.
RunArticle MakeRunArticle(PreparedArticle article, std::vector<std::string> sets,
                          const Schema& schema);

std::string EncodeRunArticle(const RunArticle& article);
// kCorrupt: the bytes are none. Every index and span is looked at; that names, words and
// statement ids are those of the text and the record is believed, but for the article's id.
Result<RunArticle> DecodeRunArticle(std::string_view bytes);

// What runs are sorted by. Views into the article's bytes; all empty where these are none.
struct RunPlace {
  std::string_view id, path;
  std::uint32_t part = 0;
  auto operator<=>(const RunPlace&) const = default;
};
RunPlace PlaceOfRunArticle(std::string_view bytes);
std::uint64_t StatementsOfRunArticle(std::string_view bytes);

}  // namespace lode
