// Sets of articles.

#include "storage/store_sets.h"

#include <algorithm>

#include "lode/sets.h"
#include "storage/article_change.h"
#include "storage/articles/article_table.h"
#include "storage/database.h"
#include "storage/exchange/export.h"
#include "storage/snapshot/stored_snapshot.h"
#include "storage/snapshot/told.h"

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

bool IsControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

}  // namespace

Result<std::vector<std::uint64_t>> NumbersOfSet(const KvView& view, std::string_view set) {
  auto numbers = ArticlesOfSet(view, set);
  if (numbers.ok() && numbers->empty()) return NoSuchSet(set);
  return numbers;
}

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

Status ExportSet(const Store& store, std::string_view set, ExportFormat format, std::ostream& out,
                 Damage* damage) {
  const auto snapshot = SnapshotOf(store);
  if (const auto numbers = NumbersOfSet(snapshot->view(), set); !numbers.ok())
    return numbers.status();
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

}  // namespace lode
