// Which names are one entity, worked out in parts, for engines that group by keys (docs/scale.md).
// A store does the same over all of its articles.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "lode/load.h"
#include "lode/statement.h"
#include "lode/status.h"

namespace lode {

// Of the articles of a name, in the order of their ids, so many are looked at for what else they
// name; a name that so many articles have says nothing of others. Part of the store's format.
inline constexpr std::uint64_t kArticlesOfAName = 64;

// What one article says of one name, or, with `bytes` empty, that another name is called so too.
struct ArticleName {
  std::string article = {}, path = {};  // its id; where it was read
  std::string key = {};                 // of the name, as in the export
  std::string bytes = {};               // for ResolveNames
  bool is_context = false;              // a proper name: articles that share it are near each other
  bool is_sampled = false;  // its first articles are looked at, in the order of their ids
  // Only names with a link in common can be one entity. Of `listed` and `short_for` one has
  // to be among them where the other is not: who lists a short form, and who goes by it.
  std::vector<std::string> links = {}, listed = {}, short_for = {};
};

// How many articles name a name, of which not all are given.
struct NameCount {
  std::string article;  // one that names it
  std::string key;
  std::uint64_t articles = 0;
};

struct ResolvedName {
  std::string key;
  Entity entity;  // without key
};

// Reads texts as ExtractTexts does and gives the names in them, article by article. Threads and
// errors are those of ExtractTexts.
Result<LoadReport> ExtractNames(const std::vector<GivenText>& texts, const LoadOptions& options,
                                const std::function<void(const std::vector<ArticleName>&)>& sink);

// The entities of some names: those of a store of all articles, where `names` has
// - all that any article says of these names and of those that hang together with them by links;
// and `context`, for the first kArticlesOfAName articles (by id) of each sampled name that hangs
// together with another, every context name of the article that is not among `names`, with the
// number of all articles that have it, as far as kArticlesOfAName. Sorted by key. `schema_path`: as
// in LoadOptions. kInvalidInput: bytes are none of ExtractNames. Cost: memory and time by all that
// is given. Threads: any.
Result<std::vector<ResolvedName>> ResolveNames(const std::vector<ArticleName>& names,
                                               const std::vector<NameCount>& context,
                                               const std::string& schema_path = {});

}  // namespace lode
