// Lists of articles, from the first on.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "lode/statement.h"
#include "lode/status.h"
#include "lode/store.h"

namespace lode {

struct ArticlesWanted {
  std::string part;       // of a path, title, source, URL or id; case of ASCII does not matter
  std::string set;        // articles of that set; empty: all
  std::size_t limit = 0;  // at most so many articles; 0: all
};

struct ArticlesPage {
  std::vector<ArticleInfo> articles;
  bool more = false;  // the limit left some out
};

// Threads and errors of these: as Store. kNotFound: there is no such set. What is damaged goes
// into `damage`, where there is room for it; else it is the error.

// Sorted by path, part, id. Cost: with a limit and without a part, what is listed, and a look at
// all articles of a path where the list ends; else a look at every article's header.
Result<ArticlesPage> ListArticles(const Store& store, const ArticlesWanted& wanted,
                                  Damage* damage = nullptr);

struct StoriesPage {
  std::vector<std::vector<ArticleInfo>> stories;
  bool more = false;  // the limit left stories or articles out
};

// Stories as SameStories gives them: those that have a wanted article, whole but for the last one
// where it is cut. Cost: a walk over what is kept of all texts; headers as ListArticles.
Result<StoriesPage> ListStories(const Store& store, const ArticlesWanted& wanted,
                                Damage* damage = nullptr);

}  // namespace lode
