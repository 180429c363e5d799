// Articles: one per content, with every place it was seen at. What is shown of an
// article comes from its first sighting in the order of paths and parts, so it is
// a function of the set of sightings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lode/statement.h"
#include "lode/status.h"
#include "storage/disk/kv.h"

namespace lode {

// One place where the content was loaded from, what was said about it there, and
// which record was read from it (readings differ where the date known differs).
struct Sighting {
  std::string path;
  std::uint32_t part = 1;
  std::string title, source, author, url, published, language;
  std::string record_hash;  // 16 bytes: ContentHash128 of the encoded record
  // Sorted, never empty; "" stands for having been loaded without one.
  std::vector<std::string> sets = {std::string()};

  bool operator==(const Sighting&) const = default;
  bool operator<(const Sighting& other) const {
    return path != other.path ? path < other.path : part < other.part;
  }
};

Sighting SightingOf(const ArticleInfo& info, std::string record_hash);

// An article as the store keeps it. REQUIRES: sightings sorted, one a path and part.
struct ArticleHeader {
  std::string id;
  std::uint64_t statements = 0;
  std::uint64_t text_bytes = 0;
  std::vector<Sighting> sightings;

  // What is shown. REQUIRES: at least one sighting.
  ArticleInfo Info() const;
  // Of all sightings, sorted. "": one of them is in none.
  std::vector<std::string> Sets() const;
  const std::string& record_hash() const { return sightings.front().record_hash; }
};

std::string EncodeHeader(const ArticleHeader& header);
Result<ArticleHeader> DecodeHeader(std::string_view bytes);

// The number that the next new article gets.
Result<std::uint64_t> NextArticle(const KvView& view);
void PutNextArticle(KvBatch& batch, std::uint64_t number);

// None when there is no such article.
Result<std::optional<ArticleHeader>> ReadHeader(const KvView& view, std::uint64_t number);
Result<std::optional<std::uint64_t>> FindArticle(const KvView& view, std::string_view id);
Result<std::vector<std::uint64_t>> ArticlesAtPath(const KvView& view, std::string_view path);
Result<std::vector<std::uint64_t>> ArticlesAtUrl(const KvView& view, std::string_view url);
Result<std::vector<std::uint64_t>> ArticlesOfSet(const KvView& view, std::string_view set);
// What the names of all sets are, sorted.
Result<std::vector<std::string>> NamesOfSets(const KvView& view);

// Adds names to sorted ones, none twice.
void JoinSets(std::vector<std::string>& sets, const std::vector<std::string>& more);

// Changes the header and its look-up keys from `before` to `after`; none: no article.
void ReplaceHeader(KvBatch& batch, std::uint64_t number, const std::optional<ArticleHeader>& before,
                   const std::optional<ArticleHeader>& after);

std::string RecordKey(std::uint64_t number, std::string_view record_hash);

}  // namespace lode
