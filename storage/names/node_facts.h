// All that the articles together say about one node, as counts: so that an article is taken
// away by what it added.
//
//   key, varint named, varint shorts, varint others, u8 links,
//   varint n, n x (text, u8 1: folded is the key's name | 0: string folded,
//                  varint count, varint refs, varint name refs),
//   varint n, n x (type, varint weight),  varint n, n x (short form, varint refs),
//   varint many, varint n, n x u32 (big end first) short ids of articles, ascending
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "storage/names/article_names.h"
#include "storage/names/sorted_map.h"

namespace lode {

// A name as many new articles of lines have it.
struct CountedName {
  struct Form {
    std::string_view text;
    std::uint64_t count = 0, articles = 0;
  };
  NameNode number = 0;
  std::string_view key;
  std::uint64_t articles = 0;
  std::vector<Form> forms;  // each once
};

struct NodeFacts {
  struct Form {
    std::string folded;
    std::uint64_t count = 0;                // mentions
    std::uint64_t refs = 0, name_refs = 0;  // who has it; who has it as a name
  };
  // What may join the node with others before short forms are looked at.
  enum Link : std::uint8_t {
    kLinked = 1,     // an article says it is another, or others are written much alike
    kContested = 2,  // others are, and articles must have more in common than the name
    kPlural = 4,     // others are, and types count
  };

  std::string key;
  std::uint64_t named = 0;   // articles' nodes
  std::uint64_t shorts = 0;  // of these, which have only a short form
  std::uint64_t others = 0;  // articles that say that something else is called so too
  std::uint8_t links = 0;
  SortedMap<std::string, Form> forms;                 // by text
  SortedMap<std::string, std::uint64_t> types;        // weights
  SortedMap<std::string, std::uint64_t> short_forms;  // folded; who lists it
  // Short ids of the articles that have it: of persons and other proper names, and where
  // the article has the short form only. More than kMostHere stand by themselves.
  SortedMap<std::uint32_t, std::uint64_t> articles;
  std::uint64_t many = 0;  // how many different ones stand by themselves

  static constexpr std::size_t kMostHere = 64;  // lode/names.h has it as kArticlesOfAName

  bool is_known() const { return named + others > 0; }
  bool is_full() const { return named > shorts; }
  bool is_short() const { return shorts > 0; }
  // Whether other names are compared with it and may be short for it.
  bool stands_in_full() const { return is_known() && (!is_short() || is_full()); }

  // Adds (or takes away) what an article says, but for `articles`. False: what is to be
  // taken away was never added.
  bool Count(const ArticleNames::Node& node, bool add);
  bool Count(const ArticleNames::Evidence& evidence, bool add);  // of evidence.other
  void Add(const CountedName& name);
};

// Whether an article's node is among NodeFacts::articles.
bool ListsArticle(const ArticleNames::Node& node);

std::string EncodeFacts(const NodeFacts& facts);
Result<NodeFacts> DecodeFacts(std::string_view bytes);

}  // namespace lode
