// Every key of the store, drawn. The first byte names the table; numbers in keys
// are 8 bytes, big end first (coding.h). All of it is the store's format: a
// change here is a new format version (format_version.h).
//
//   table  key                                  value
//   'm'    name                                 "schema": text; "next:<tag>": number;
//                                               "index": how much there is (delta.h);
//                                               "words": likewise (word_tables.h)
//   'd'    tag(1) bytes                         payload: term -> id
//   't'    id                                   bytes: id -> term
//   'a'    article number                       article header (article_table.h)
//   'x'    article number                       stored text
//   'b'    article number, content hash (16)    article record (record_codec.h)
//   'n'    article number                       names and aliases (article_names.h)
//   'i'    "a:..." NUL article number           empty: by id
//   'p'    path NUL article number              empty: by path
//   'u'    url NUL article number               empty: by URL
//   's'    id of each 1024th of an article      columns of the statements from this one on,
//          from its first statement on          up to the next key (statement_block.h)
//   'h'    first 4 bytes of a statement's hash, empty: by "st:..."
//          article number without its zeros
//          in front
//   'X'    subject predicate object statement   block of rows from this one on (block.h)
//   'Y'    predicate object subject statement   likewise
//   'Z'    object subject predicate statement   likewise
//   'S'    subject predicate object statement   row not merged into a block yet (delta.h)
//   'P'    predicate object subject statement   likewise
//   'O'    object subject predicate statement   likewise
//   'M'    node, statement id                   empty: speakers and qualifiers
//   'c'    predicate                            number of statements
//   'r'    name of a group of rules             its text
//   'k'    node key NUL node key                empty: kept apart by hand
//   'g'    "a:..."                              article of an import under way
//   'f'    node                                 what articles say of it (node_facts.h)
//   'e'    a 4,096th of a node                  which nodes are one (node_chunk.h)
//   'l'    kind, hash, node                     empty: nodes by their names (name_index.h)
//   'v'    node, short id of an article (4)     times: further articles of a node
//   'w'    node, node, short id of an article   times each way: an article says they are one
//   'j'    node, node                           likeness, score: why they are one
//   'y'    node, node                           empty: the second shares the first with others
//   'z'    node                                 which nodes it shares with others
//   'A'    set NUL article number               empty: the articles of a set
//   'Q'    article number                       its words, not merged yet (article_words.h)
//   'W'    word NUL article number              places of the word, of articles from this one
//                                               on (word_tables.h)
//   'V'    word                                 empty: some key of 'W' has it
//   'D'    article number                       traits of its text (text_traits.h)
//   'F'    hash (5), short id of an article,    empty: articles by their text
//          article number
//   'H'    address                              what it answered when it was fetched
//                                               (fetch_table.h)
//   'R'    kind, name or number                 what is kept of rules (kept_table.h)
//   'K'    number (4) column (1) columns        a row of a kept relation (kept_table.h)
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "storage/disk/coding.h"
#include "storage/terms/term_id.h"

namespace lode {

enum class Table : char {
  kMeta = 'm',
  kTermId = 'd',
  kTermBytes = 't',
  kArticle = 'a',
  kText = 'x',
  kRecord = 'b',
  kNames = 'n',
  kArticleById = 'i',
  kArticleByPath = 'p',
  kArticleByUrl = 'u',
  kStatement = 's',
  kStatementByHash = 'h',
  kSpo = 'S',
  kPos = 'P',
  kOsp = 'O',
  kSpoBlocks = 'X',
  kPosBlocks = 'Y',
  kOspBlocks = 'Z',
  kMentioned = 'M',
  kCount = 'c',
  kRules = 'r',
  kApart = 'k',
  kStaged = 'g',
  kNodeFacts = 'f',
  kNodeChunk = 'e',
  kNameIndex = 'l',
  kNodeArticle = 'v',
  kSaidOne = 'w',
  kAlike = 'j',
  kSharedBy = 'y',
  kShares = 'z',
  kArticleBySet = 'A',
  kArticleWords = 'Q',
  kWordPlaces = 'W',
  kVocabulary = 'V',
  kTraits = 'D',
  kSketchHash = 'F',
  kFetched = 'H',
  kKept = 'R',
  kKeptRow = 'K',
};

inline std::string KeyOf(Table table) {
  return std::string(1, static_cast<char>(table));
}
inline std::string KeyOf(Table table, std::string_view name) {
  return KeyOf(table).append(name);
}
inline std::string KeyOf(Table table, std::uint64_t number) {
  std::string key = KeyOf(table);
  PutBig64(key, number);
  return key;
}
inline std::string KeyOf(Table table, TermId id) {
  return KeyOf(table, id.bits);
}

// For 'i', 'p' and 'u': all articles of one name, or one of them.
inline std::string NamePrefix(Table table, std::string_view name) {
  return KeyOf(table, name).append(1, '\0');
}
inline std::string NameKey(Table table, std::string_view name, std::uint64_t article) {
  std::string key = NamePrefix(table, name);
  PutBig64(key, article);
  return key;
}

// Two statements of an article may have one key.
inline std::string StatementHashPrefix(std::uint64_t hash) {
  return KeyOf(Table::kStatementByHash, hash).substr(0, 5);
}
inline std::string StatementHashKey(std::uint64_t hash, std::uint64_t article) {
  std::string number;
  PutBig64(number, article);
  return StatementHashPrefix(hash).append(number,
                                          std::min(number.find_first_not_of('\0'), std::size_t{7}));
}
// The article of such a key.
inline std::uint64_t ArticleOfHashKey(std::string_view key) {
  std::uint64_t article = 0;
  for (const char c : key.substr(std::min<std::size_t>(key.size(), 5)))
    article = article << 8 | static_cast<unsigned char>(c);
  return article;
}

// A statement's id: which article, and which of its statements.
inline constexpr unsigned kStatementIndexBits = 22;
inline constexpr std::uint64_t kMaxStatementsOfArticle = 1ull << kStatementIndexBits;
constexpr TermId StatementTerm(std::uint64_t article, std::uint64_t index) {
  return TermId::Make(TermTag::kStatement, article << kStatementIndexBits | index);
}
constexpr std::uint64_t ArticleOfStatement(TermId statement) {
  return statement.payload() >> kStatementIndexBits;
}
constexpr std::uint32_t IndexOfStatement(TermId statement) {
  return static_cast<std::uint32_t>(statement.payload() & (kMaxStatementsOfArticle - 1));
}
constexpr TermId ArticleTerm(std::uint64_t article) {
  return TermId::Make(TermTag::kArticle, article);
}

}  // namespace lode
