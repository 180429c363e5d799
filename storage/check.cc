// The check is the computation from scratch and a comparison of bytes: nothing is believed
// that the tables say of themselves.

#include "lode/check.h"

#include "storage/database.h"
#include "storage/follower.h"
#include "storage/names/computed_names.h"
#include "storage/snapshot/damage.h"
#include "storage/text_check.h"

namespace lode {

namespace {

// `batch`: gets what puts the names right; null: nothing is changed.
Status Compare(const KvView& view, const Schema& schema, StoreCheck& check, KvBatch* batch) {
  const TellDifference tell = [&](std::string_view key, std::optional<std::string_view> computed) {
    ++check.wrong;
    if (batch == nullptr) return;
    if (computed)
      batch->Put(key, *computed);
    else
      batch->Delete(key);
  };
  const auto compared = CompareNames(view, schema, tell);
  if (!compared.ok()) return compared.status();
  check.articles = compared->articles;
  check.name_entries = compared->keys;
  const Status why(Code::kCorrupt, "its names are not what was stored");
  for (const std::uint64_t number : compared->damaged)
    check.damaged.push_back(DamagedArticle(view, number, why));
  return {};
}

// Rows of kept rules follow from articles and entities: they are looked at when these are right.
Status CompareKept(Database& database, bool mend, StoreCheck& check) {
  Follower* follower = database.follower();
  if (follower == nullptr) return {};
  const auto compare = [&](KvBatch* batch) -> Status {
    const auto found = follower->Compare(database.View(), *database.schema(), batch);
    if (!found.ok()) return found.status();
    check.kept_rows = found->rows;
    check.wrong_kept = found->wrong;
    if (batch != nullptr) check.mended_kept = found->wrong;
    return {};
  };
  if (!mend) return compare(nullptr);
  return database.Change(false,
                         [&](const KvView&, KvBatch& batch) -> Status { return compare(&batch); });
}

}  // namespace

Result<StoreCheck> CheckStore(Store& store, bool mend) {
  StoreCheck check;
  Database& database = store.database();
  if (!mend) {
    Status status = Compare(*database.View(), *database.schema(), check, nullptr);
    const auto texts = CheckTexts(*database.View(), nullptr);
    if (status.ok()) status = texts.status();
    if (!status.ok()) return status;
    check.text_entries = texts->entries;
    check.wrong_texts = texts->wrong;
    if (status = CompareKept(database, false, check); !status.ok()) return status;
    return check;
  }
  Status status = database.Change(true, [&](const KvView& view, KvBatch& batch) {
    Status compared = Compare(view, *database.schema(), check, &batch);
    if (!compared.ok()) return compared;
    const auto texts = CheckTexts(view, &batch);
    if (!texts.ok()) return texts.status();
    check.text_entries = texts->entries;
    check.wrong_texts = check.mended_texts = texts->wrong;
    return Status();
  });
  if (!status.ok()) return status;
  check.mended = check.wrong;
  if (status = CompareKept(database, true, check); !status.ok()) return status;
  return check;
}

}  // namespace lode
