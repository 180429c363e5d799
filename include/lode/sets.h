// Sets of articles: those that were named when they were loaded, and those of one origin.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "lode/statement.h"
#include "lode/status.h"
#include "lode/store.h"

namespace lode {

// An article joins a set by being loaded with LoadOptions::set, and may be in several.
struct SetInfo {
  std::string name;
  std::uint64_t articles = 0, statements = 0, text_bytes = 0;
};

// A longer name, or one with control characters, is none: kInvalidInput.
inline constexpr std::size_t kMostSetName = 200;
Status CheckSetName(std::string_view name);

// Threads and errors of all of these: as Store.

// Sorted by name. Cost: looks at the articles of each.
Result<std::vector<SetInfo>> Sets(const Store& store);
// The sets of an article, sorted. kNotFound: there is no such article.
Result<std::vector<std::string>> SetsOf(const Store& store, std::string_view article_id);
// Sorted by path, part, id. kNotFound: there is no such set.
Result<std::vector<ArticleInfo>> ArticlesOfSet(const Store& store, std::string_view set,
                                               Damage* damage = nullptr);
// As Store::Export, of the articles of the set. kNotFound.
Status ExportSet(const Store& store, std::string_view set, ExportFormat format, std::ostream& out,
                 Damage* damage = nullptr);
// Drops a set: its articles go, but those that are in another set, or were loaded outside of
// any, are only in it no more. In steps of some hundred articles; a kill leaves a smaller set.
// kNotFound. Returns how many articles went.
Result<std::uint64_t> ForgetSet(Store& store, std::string_view set);

// Articles that tell one story in the same words, copies of each other or of one origin:
// groups of at least two, the largest first. Within one, by path. A function of the set of
// articles. Cost: a walk over what is kept of all texts.
Result<std::vector<std::vector<ArticleInfo>>> SameStories(const Store& store,
                                                          Damage* damage = nullptr);

}  // namespace lode
