// Articles are listed by where they were seen first, and what finds them by path knows where they
// were seen at all: so a page is read path by path. Of a path with very many articles, a file of
// records, the order is not known before all of their headers are looked at, as little as is
// needed. Who wants a part of some text has every header looked at.

#include <algorithm>
#include <cctype>
#include <optional>
#include <span>

#include "lode/articles.h"
#include "lode/sets.h"
#include "storage/articles/article_place.h"
#include "storage/articles/article_table.h"
#include "storage/database.h"
#include "storage/snapshot/stored_snapshot.h"
#include "storage/snapshot/told.h"
#include "storage/store_sets.h"
#include "storage/terms/key_layout.h"
#include "storage/text/near_articles.h"

namespace lode {

namespace {

using Numbers = std::vector<std::uint64_t>;
using Places = std::vector<ArticlePlace>;

constexpr std::size_t kMostLookedUp = 256;  // more headers than these are read in one walk

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

// `part`: in lower case.
bool Matches(const ArticleInfo& article, const std::string& part) {
  const auto holds = [&](const std::string& text) { return Lower(text).find(part) != text.npos; };
  return holds(article.id) || holds(article.title) || holds(article.source) || holds(article.url) ||
         std::any_of(article.paths.begin(), article.paths.end(), holds);
}

class Lister {
 public:
  Lister(const StoredSnapshot& snapshot, const ArticlesWanted& wanted)
      : snapshot_(snapshot), part_(Lower(wanted.part)), limit_(wanted.limit) {}

  Status Restrict(std::string_view set) {
    if (set.empty()) return {};
    auto numbers = NumbersOfSet(snapshot_.view(), set);
    if (!numbers.ok()) return numbers.status();
    of_set_ = *std::move(numbers);
    return {};
  }

  Result<ArticlesPage> Page() {
    const bool by_path = limit_ != 0 && part_.empty();
    if (Status status = by_path ? TakePaths() : TakeAll(); !status.ok()) return status;
    return std::move(page_);
  }

  Result<StoriesPage> Stories();

 private:
  // Leaves the groups that have an article that is wanted.
  Status KeepWanted(std::vector<Numbers>& groups) const {
    Numbers wanted;
    const Status status =
        VisitWanted([&](std::uint64_t number, const ArticleInfo&) { wanted.push_back(number); });
    std::sort(wanted.begin(), wanted.end());
    std::erase_if(groups, [&](const Numbers& group) {
      return std::none_of(group.begin(), group.end(), [&](std::uint64_t number) {
        return std::binary_search(wanted.begin(), wanted.end(), number);
      });
    });
    return status;
  }

  bool IsOfSet(std::uint64_t number) const {
    return !of_set_ || std::binary_search(of_set_->begin(), of_set_->end(), number);
  }
  bool IsFull() const { return limit_ != 0 && page_.articles.size() >= limit_; }

  std::optional<ArticleInfo> InfoOf(std::uint64_t number) const {
    return snapshot_.ArticleAt(ArticleTerm(number));
  }

  // Calls `visit` with every article that is wanted.
  template <typename Visit>
  Status VisitWanted(const Visit& visit) const {
    const auto look = [&](std::uint64_t number) {
      const auto info = InfoOf(number);
      if (info && Matches(*info, part_)) visit(number, *info);
    };
    if (of_set_) {
      for (const std::uint64_t number : *of_set_) look(number);
      return {};
    }
    return VisitHeaders(snapshot_.view(), 0, UINT64_MAX,
                        [&](std::uint64_t number, std::string_view bytes) {
                          if (!part_.empty() && Lower(bytes).find(part_) == std::string::npos)
                            return;
                          const auto header = DecodeHeader(bytes);
                          if (!header.ok()) return look(number);  // which tells what is wrong
                          if (const ArticleInfo info = header->Info(); Matches(info, part_))
                            visit(number, info);
                        });
  }

  Status TakeAll() {
    std::vector<ArticleInfo>& articles = page_.articles;
    const Status status =
        VisitWanted([&](std::uint64_t, const ArticleInfo& info) { articles.push_back(info); });
    std::sort(articles.begin(), articles.end(), [](const ArticleInfo& a, const ArticleInfo& b) {
      return std::tie(a.path, a.part, a.id) < std::tie(b.path, b.part, b.id);
    });
    page_.more = limit_ != 0 && articles.size() > limit_;
    if (page_.more) articles.resize(limit_);
    return status;
  }

  Status TakePaths() {
    Status read;
    const Status status =
        VisitPaths(snapshot_.view(), [&](std::string_view path, const Numbers& numbers) {
          Numbers wanted;
          std::copy_if(numbers.begin(), numbers.end(), std::back_inserter(wanted),
                       [&](std::uint64_t number) { return IsOfSet(number); });
          Places places;
          read = PlacesAt(wanted, places);
          std::erase_if(places, [&](const ArticlePlace& place) { return place.path != path; });
          Take(std::move(places));
          return read.ok() && !page_.more;
        });
    return read.ok() ? status : read;
  }

  // Where the articles are listed. REQUIRES: ascending.
  Status PlacesAt(const Numbers& numbers, Places& places) const {
    if (numbers.size() <= kMostLookedUp) {
      for (const std::uint64_t number : numbers)
        if (const auto info = InfoOf(number))
          places.push_back({info->path, info->part, info->id, number});
      return {};
    }
    return VisitHeaders(snapshot_.view(), numbers.front(), numbers.back(),
                        [&](std::uint64_t number, std::string_view header) {
                          if (!std::binary_search(numbers.begin(), numbers.end(), number)) return;
                          if (auto place = PlaceOf(number, header))
                            places.push_back(*std::move(place));
                          else
                            InfoOf(number);  // which tells what is wrong
                        });
  }

  Status PlacesOf(std::span<const Numbers> groups, std::vector<Places>& of_groups) const;

  // Takes them in their order while there is room.
  void Take(Places places) {
    const std::size_t room = limit_ - page_.articles.size();
    const std::size_t most = std::min(room, places.size());
    const auto end = places.begin() + static_cast<std::ptrdiff_t>(most);
    std::partial_sort(places.begin(), end, places.end());
    page_.more = places.size() > room;
    for (auto place = places.begin(); place != end; ++place)
      if (auto info = InfoOf(place->number)) page_.articles.push_back(*std::move(info));
  }

  const StoredSnapshot& snapshot_;
  const std::string part_;  // in lower case
  const std::size_t limit_;
  std::optional<Numbers> of_set_;  // ascending; none: of all
  ArticlesPage page_;
};

// Where the articles of each group are listed, in one walk.
Status Lister::PlacesOf(std::span<const Numbers> groups, std::vector<Places>& of_groups) const {
  std::vector<std::pair<std::uint64_t, std::size_t>> group_of;  // by article
  Numbers members;
  for (std::size_t group = 0; group < groups.size(); ++group)
    for (const std::uint64_t number : groups[group]) group_of.emplace_back(number, group);
  std::sort(group_of.begin(), group_of.end());
  for (const auto& [number, group] : group_of) members.push_back(number);
  Places places;
  if (Status status = PlacesAt(members, places); !status.ok()) return status;
  of_groups.resize(groups.size());
  auto of = group_of.begin();
  for (ArticlePlace& place : places) {  // ascending
    while (of->first != place.number) ++of;
    of_groups[of->second].push_back(std::move(place));
  }
  return {};
}

// Only what can be listed is read: what is of the sizes that the page comes to, largest first.
Result<StoriesPage> Lister::Stories() {
  auto origins = OriginsOfAll(snapshot_.view());
  if (!origins.ok()) return origins.status();
  if (!part_.empty() || of_set_)
    if (Status status = KeepWanted(*origins); !status.ok()) return status;
  std::sort(origins->begin(), origins->end(),
            [](const Numbers& a, const Numbers& b) { return a.size() > b.size(); });
  std::size_t groups = 0, articles = 0;
  for (; groups < origins->size(); articles += (*origins)[groups++].size())
    if (limit_ != 0 && articles > limit_ &&
        (*origins)[groups].size() < (*origins)[groups - 1].size())
      break;
  std::vector<Places> sorted;
  if (Status status = PlacesOf({origins->data(), groups}, sorted); !status.ok()) return status;
  std::erase_if(sorted, [](const Places& group) { return group.empty(); });
  for (Places& group : sorted) {
    const std::size_t most = limit_ == 0 ? group.size() : std::min(group.size(), limit_);
    std::partial_sort(group.begin(), group.begin() + static_cast<std::ptrdiff_t>(most),
                      group.end());
  }
  std::sort(sorted.begin(), sorted.end(), [](const Places& a, const Places& b) {
    return a.size() != b.size() ? a.size() > b.size() : a[0] < b[0];
  });
  StoriesPage page;
  std::size_t count = 0;
  for (const Places& group : sorted) {
    if (page.more) break;
    std::vector<ArticleInfo> story;
    for (const ArticlePlace& place : group) {
      page.more = limit_ != 0 && count == limit_;
      if (page.more) break;
      if (auto info = InfoOf(place.number)) story.push_back(*std::move(info)), ++count;
    }
    if (!story.empty()) page.stories.push_back(std::move(story));
  }
  return page;
}

template <typename Page, typename Make>
Result<Page> Listed(const Store& store, const ArticlesWanted& wanted, Damage* damage,
                    const Make& make) {
  const auto snapshot =
      std::static_pointer_cast<const StoredSnapshot>(store.database().OpenSnapshot());
  Lister lister(*snapshot, wanted);
  if (Status status = lister.Restrict(wanted.set); !status.ok()) return status;
  Result<Page> page = make(lister);
  if (Status status = Told(*snapshot, damage); page.ok() && !status.ok()) return status;
  return page;
}

}  // namespace

Result<ArticlesPage> ListArticles(const Store& store, const ArticlesWanted& wanted,
                                  Damage* damage) {
  return Listed<ArticlesPage>(store, wanted, damage, [](Lister& lister) { return lister.Page(); });
}

Result<StoriesPage> ListStories(const Store& store, const ArticlesWanted& wanted, Damage* damage) {
  return Listed<StoriesPage>(store, wanted, damage,
                             [](Lister& lister) { return lister.Stories(); });
}

Result<std::vector<ArticleInfo>> Store::Articles(Damage* damage) const {
  auto page = ListArticles(*this, {}, damage);
  if (!page.ok()) return page.status();
  return std::move(page->articles);
}

Result<std::vector<ArticleInfo>> ArticlesOfSet(const Store& store, std::string_view set,
                                               Damage* damage) {
  auto page = ListArticles(store, {{}, std::string(set), 0}, damage);
  if (!page.ok()) return page.status();
  return std::move(page->articles);
}

Result<std::vector<std::vector<ArticleInfo>>> SameStories(const Store& store, Damage* damage) {
  auto page = ListStories(store, {}, damage);
  if (!page.ok()) return page.status();
  return std::move(page->stories);
}

}  // namespace lode
