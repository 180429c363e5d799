// Sets of articles, and articles of one origin.

#include <algorithm>
#include <map>

#include "lode/sets.h"
#include "storage/article_change.h"
#include "storage/articles/article_table.h"
#include "storage/database.h"
#include "storage/exchange/export.h"
#include "storage/snapshot/stored_snapshot.h"
#include "storage/terms/key_layout.h"
#include "storage/text/near_articles.h"

namespace lode {

namespace {

constexpr std::size_t kArticlesOfStep = 256;

Status NoSuchSet(std::string_view name) {
  return {Code::kNotFound,
          "there is no set '" + std::string(name) + "'; `lode sets` lists those that there are"};
}

std::shared_ptr<const StoredSnapshot> SnapshotOf(const Store& store) {
  return std::static_pointer_cast<const StoredSnapshot>(store.database().OpenSnapshot());
}

// What reading met: an error, or damage where there is no room for it.
Status Told(const StoredSnapshot& snapshot, Damage* damage) {
  if (Status status = snapshot.status(); !status.ok()) return status;
  const Damage found = snapshot.damage();
  if (damage == nullptr && !found.empty()) return found.front();
  if (damage != nullptr) damage->insert(damage->end(), found.begin(), found.end());
  return {};
}

void SortByPath(std::vector<ArticleInfo>& articles) {
  std::sort(articles.begin(), articles.end(), [](const ArticleInfo& a, const ArticleInfo& b) {
    return std::tie(a.path, a.part, a.id) < std::tie(b.path, b.part, b.id);
  });
}

bool IsControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

}  // namespace

Status CheckSetName(std::string_view name) {
  if (name.empty() || name.size() > kMostSetName ||
      std::any_of(name.begin(), name.end(), IsControl))
    return {Code::kInvalidInput,
            "a set's name has 1 to " + std::to_string(kMostSetName) +
                " bytes and no control characters; name the set in another way"};
  return {};
}

Result<std::vector<SetInfo>> Sets(const Store& store) {
  const auto view = store.database().View();
  const auto names = NamesOfSets(*view);
  if (!names.ok()) return names.status();
  std::vector<SetInfo> sets;
  for (const std::string& name : *names) {
    const auto numbers = ArticlesOfSet(*view, name);
    if (!numbers.ok()) return numbers.status();
    SetInfo info{name, numbers->size(), 0, 0};
    for (const std::uint64_t number : *numbers) {
      const auto header = ReadHeader(*view, number);
      if (!header.ok()) return DamagedArticle(*view, number, header.status());
      if (!header->has_value()) continue;
      info.statements += (*header)->statements;
      info.text_bytes += (*header)->text_bytes;
    }
    sets.push_back(std::move(info));
  }
  return sets;
}

Result<std::vector<std::string>> SetsOf(const Store& store, std::string_view article_id) {
  const auto snapshot = SnapshotOf(store);
  const auto article = snapshot->FindArticle(article_id);
  if (Status status = snapshot->status(); !status.ok()) return status;
  if (!article)
    return {Code::kNotFound, "there is no article with the id '" + std::string(article_id) + "'"};
  std::vector<std::string> sets = snapshot->SetsOf(*article);
  if (Status status = Told(*snapshot, nullptr); !status.ok()) return status;
  return sets;
}

Result<std::vector<ArticleInfo>> ArticlesOfSet(const Store& store, std::string_view set,
                                               Damage* damage) {
  const auto snapshot = SnapshotOf(store);
  const auto numbers = ArticlesOfSet(snapshot->view(), set);
  if (!numbers.ok()) return numbers.status();
  if (numbers->empty()) return NoSuchSet(set);
  std::vector<ArticleInfo> articles;
  for (const std::uint64_t number : *numbers)
    if (auto info = snapshot->ArticleAt(ArticleTerm(number))) articles.push_back(*std::move(info));
  SortByPath(articles);
  if (Status status = Told(*snapshot, damage); !status.ok()) return status;
  return articles;
}

Status ExportSet(const Store& store, std::string_view set, ExportFormat format, std::ostream& out,
                 Damage* damage) {
  const auto snapshot = SnapshotOf(store);
  const auto numbers = ArticlesOfSet(snapshot->view(), set);
  if (!numbers.ok()) return numbers.status();
  if (numbers->empty()) return NoSuchSet(set);
  return ExportTo(*snapshot, format, set, out, damage);
}

Result<std::uint64_t> ForgetSet(Store& store, std::string_view name) {
  Database& database = store.database();
  std::uint64_t removed = 0;
  for (bool first = true, more = true; more; first = false) {
    Status status = database.Change(true, [&](const KvView& view, KvBatch& batch) -> Status {
      auto numbers = ArticlesOfSet(view, name);
      if (!numbers.ok()) return numbers.status();
      if (numbers->empty() && first) return NoSuchSet(name);
      more = numbers->size() > kArticlesOfStep;
      ArticleChange change(view, batch, *database.schema());
      Status done;
      for (std::size_t i = 0; i < std::min(kArticlesOfStep, numbers->size()); ++i)
        if (done.ok()) done = change.DropSet((*numbers)[i], name);
      if (done.ok()) done = change.Apply();
      if (done.ok()) removed += change.removed();
      return done;
    });
    if (!status.ok()) return status;
  }
  return removed;
}

Result<std::vector<std::vector<ArticleInfo>>> SameStories(const Store& store, Damage* damage) {
  const auto snapshot = SnapshotOf(store);
  const auto roots = OriginsOfAll(snapshot->view());
  if (!roots.ok()) return roots.status();
  std::map<std::uint64_t, std::vector<ArticleInfo>> groups;
  for (const auto& [article, root] : *roots)
    if (auto info = snapshot->ArticleAt(ArticleTerm(article)))
      groups[root].push_back(*std::move(info));
  std::vector<std::vector<ArticleInfo>> same;
  for (auto& [root, group] : groups) {
    SortByPath(group);
    same.push_back(std::move(group));
  }
  std::sort(same.begin(), same.end(), [](const auto& a, const auto& b) {
    if (a.size() != b.size()) return a.size() > b.size();
    return std::tie(a[0].path, a[0].part, a[0].id) < std::tie(b[0].path, b[0].part, b[0].id);
  });
  if (Status status = Told(*snapshot, damage); !status.ok()) return status;
  return same;
}

}  // namespace lode
