// Articles, and the statements that were read from them.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lode/value.h"

namespace lode {

// Byte offsets [begin, end).
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  auto operator<=>(const Span&) const = default;
};

// What kind of text a block is. Numbers are part of the store's format.
enum class BlockKind : std::uint8_t {
  kTitle = 1,
  kByline = 2,
  kDateline = 3,
  kHeading = 4,
  kParagraph = 5,
  kQuotation = 6,
  kTweet = 7,
  kList = 8,
  kCaption = 9,
  kSourceHeader = 10,
  kTimelineEntry = 11,
  kSummary = 12,
  kTranslation = 13,
  kBoilerplate = 14,
};

// "title", "byline", "timeline-entry" ...
std::string_view NameOf(BlockKind kind);
std::optional<BlockKind> BlockKindOf(std::string_view name);

// A run of an article's stored text, and the bytes of the file it came from.
struct Block {
  BlockKind kind = BlockKind::kParagraph;
  Span text;                       // into Article::text
  Span source;                     // into the decoded-from file's bytes (of the line, for JSONL)
  std::string language;            // ISO 639-1; empty where it is the article's
  std::string date;                // timeline entries, tweets: ISO date that governs the block
  std::int32_t duplicate_of = -1;  // index of the near-identical earlier block, or -1
};

// What is known of an article as a whole. Unknown fields are empty.
struct ArticleInfo {
  std::string id;                  // "a:" and a hash of the stored text
  std::string path;                // the first path in byte order under which it was loaded
  std::vector<std::string> paths;  // all of them, sorted
  std::uint32_t part = 1;          // which article of the file, from 1
  std::string title, source, author, url;
  std::string published;        // ISO 8601, cut to its precision
  std::string language = "en";  // ISO 639-1
};

// One text of one outlet: decoded, NFC, markup removed, boilerplate marked.
struct Article {
  ArticleInfo info;
  std::string text;
  std::vector<Block> blocks;  // in order, not overlapping
};

// The numbers are part of the store's format.
enum class Polarity : std::uint8_t { kAffirmed = 0, kNegated = 1 };
enum class Modality : std::uint8_t {
  kActual = 0,
  kPossible = 1,
  kPlanned = 2,
  kConditional = 3,
  kRumored = 4,
  kDemanded = 5,
};
std::string_view NameOf(Polarity polarity);
std::string_view NameOf(Modality modality);
std::optional<Polarity> PolarityOf(std::string_view name);
std::optional<Modality> ModalityOf(std::string_view name);

// Where an argument stands in the article's text: one span, several when the
// words are split, none when the text has no words for it.
using Spans = std::vector<Span>;

// A triple as one article put it, with its provenance. Field by field as in
// docs/export.md. Threads: a value, copy it (the article is shared).
struct Statement {
  std::string id;  // "st:" and a hash of the content
  Entity subject;
  std::string predicate;
  Value object;
  std::shared_ptr<const ArticleInfo> article;
  std::uint32_t sentence = 0;  // from 1
  std::string text;            // the sentence
  Spans subject_span, predicate_span, object_span;
  std::optional<Entity> said_by;  // nearest speaker; none = the article's own voice
  std::vector<Value> via;         // further speakers outwards
  bool derived = false;
  std::vector<std::string> premises;  // statement ids
  std::string relation;               // the open predicate as read
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kActual;
  bool ended = false;  // the text says that it holds no longer: "former", "until 2021"
  std::optional<Value> time;
  std::multimap<std::string, Value> qualifiers;  // role -> value, sorted
  double confidence = 0;
  std::string extractor;  // "quote/1"
};

}  // namespace lode
