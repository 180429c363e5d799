// Putting articles in and taking them out, each in one atomic change.

#include "storage/writer.h"

#include <algorithm>
#include <set>

#include "storage/article_change.h"
#include "storage/articles/article_table.h"
#include "storage/database.h"
#include "storage/names/prepared_article.h"
#include "storage/schema/schema.h"

namespace lode {

namespace {

std::vector<std::string> PathsOf(const std::vector<ArticleRecord>& records) {
  std::set<std::string> paths;
  for (const ArticleRecord& record : records) paths.insert(record.article.info.path);
  return {paths.begin(), paths.end()};
}

// The sighting at the same place, if the article was there before.
const Sighting* SamePlace(const std::optional<ArticleHeader>& before, const Sighting& sighting) {
  if (!before) return nullptr;
  for (const Sighting& s : before->sightings)
    if (s.path == sighting.path && s.part == sighting.part) return &s;
  return nullptr;
}

// All facts but the record and the sets.
bool SameFacts(Sighting a, const Sighting& b) {
  a.record_hash = b.record_hash;
  a.sets = b.sets;
  return a == b;
}

Result<bool> IsNew(const KvView& view, const ArticleInfo& info, const std::string& id,
                   bool replace_path) {
  auto known = FindArticle(view, id);
  if (!known.ok()) return known.status();
  if (known->has_value()) return false;
  if (replace_path) {
    auto numbers = ArticlesAtPath(view, info.path);
    if (!numbers.ok()) return numbers.status();
    if (!numbers->empty()) return false;
  }
  if (info.url.empty()) return true;
  auto numbers = ArticlesAtUrl(view, info.url);
  if (!numbers.ok()) return numbers.status();
  return numbers->empty();
}

}  // namespace

Result<WriteOutcome> WriteArticles(Store& store, const std::vector<ArticleRecord>& records,
                                   bool replace_path, const std::string& set) {
  const std::shared_ptr<const Schema> schema = store.database().schema();
  std::vector<PreparedArticle> articles;
  for (const ArticleRecord& record : records) {
    auto article = Prepare(record, *schema);
    if (!article.ok()) return article.status();
    articles.push_back(*std::move(article));
  }
  const std::vector<std::string> paths = PathsOf(records);
  WriteOutcome outcome;
  Status status = store.database().Change(true, [&](const KvView& view, KvBatch& batch) -> Status {
    ArticleChange change(view, batch, *schema);
    Status done;
    for (const std::string& path : paths)
      if (replace_path && done.ok()) done = change.DropPath(path);
    for (const PreparedArticle& article : articles)
      if (done.ok()) done = change.DropUrlElsewhere(article.record.article.info.url, paths);
    for (PreparedArticle& article : articles) {
      if (!done.ok()) return done;
      const ArticleInfo info = article.record.article.info;
      done = change.Add(std::move(article), {set});
      const std::optional<ArticleHeader> before = change.Before(info.id);
      const Sighting* same = SamePlace(before, SightingOf(info, {}));
      if (same != nullptr && !SameFacts(SightingOf(info, {}), *same))
        ++outcome.replaced, ++outcome.added;
      else if (before)
        ++outcome.unchanged;
    }
    if (done.ok()) done = change.Apply();
    outcome.added += change.added();
    outcome.replaced += change.removed();
    outcome.statements = change.statements();
    return done;
  });
  if (!status.ok()) return status;
  return outcome;
}

bool IsNewArticle(const Store& store, const ArticleRecord& record, bool replace_path) {
  const auto is_new = IsNew(*store.database().View(), record.article.info,
                            ArticleIdOf(record.article), replace_path);
  return is_new.ok() && *is_new;
}

Result<bool> WriteNewArticles(Store& store, const std::vector<NewArticle>& articles,
                              const std::string& set) {
  const std::shared_ptr<const Schema> schema = store.database().schema();
  std::vector<PreparedArticle> prepared;
  for (const NewArticle& article : articles) {
    auto one = Prepare(article.record, *schema);
    if (!one.ok()) return one.status();
    prepared.push_back(*std::move(one));
  }
  bool are_new = true;
  Status status = store.database().Change(true, [&](const KvView& view, KvBatch& batch) -> Status {
    for (std::size_t i = 0; are_new && i < articles.size(); ++i) {
      const ArticleInfo& info = prepared[i].record.article.info;
      const auto is_new = IsNew(view, info, info.id, articles[i].replace_path);
      if (!is_new.ok()) return is_new.status();
      are_new = *is_new;
    }
    if (!are_new) return {};
    ArticleChange change(view, batch, *schema);
    Status done;
    for (PreparedArticle& article : prepared)
      if (done.ok()) done = change.Add(std::move(article), {set});
    return done.ok() ? change.Apply() : done;
  });
  if (!status.ok()) return status;
  return are_new;
}

Result<std::uint64_t> DropStale(Store& store, std::string_view path,
                                const std::vector<FilePart>& keep) {
  const std::set<FilePart> kept(keep.begin(), keep.end());
  std::uint64_t removed = 0;
  Status status = store.database().Change(true, [&](const KvView& view, KvBatch& batch) -> Status {
    ArticleChange change(view, batch, *store.database().schema());
    Status done = change.DropPath(path, [&](const std::string& id, std::uint32_t part) {
      return kept.contains({id, part});
    });
    if (done.ok()) done = change.Apply();
    removed = change.removed();
    return done;
  });
  if (!status.ok()) return status;
  return removed;
}

std::vector<std::string> PathsAtUrl(const Store& store, std::string_view url) {
  std::set<std::string> paths;
  if (url.empty()) return {};
  auto view = store.database().View();
  auto numbers = ArticlesAtUrl(*view, url);
  if (!numbers.ok()) return {};
  for (std::uint64_t number : *numbers) {
    auto header = ReadHeader(*view, number);
    if (!header.ok() || !header->has_value()) continue;
    for (const Sighting& sighting : (*header)->sightings)
      if (sighting.url == url) paths.insert(sighting.path);
  }
  return {paths.begin(), paths.end()};
}

bool HasArticle(const Store& store, const Article& article, const std::string& set) {
  auto view = store.database().View();
  auto number = FindArticle(*view, ArticleIdOf(article));
  if (!number.ok() || !number->has_value()) return false;
  auto header = ReadHeader(*view, **number);
  if (!header.ok()) return false;
  const Sighting sighting = SightingOf(article.info, {});
  const Sighting* same = SamePlace(*header, sighting);
  return same != nullptr && SameFacts(sighting, *same) &&
         std::binary_search(same->sets.begin(), same->sets.end(), set);
}

}  // namespace lode
