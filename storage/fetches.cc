// Forgetting an article leaves the record of its address: what it says is compared with the
// articles that are there, so no list has to be kept in step.

#include "storage/fetches.h"

#include "storage/articles/article_table.h"
#include "storage/database.h"
#include "storage/terms/key_layout.h"

namespace lode {

Result<std::optional<FetchRecord>> FindFetch(const Store& store, std::string_view address) {
  const auto view = store.database().View();
  const auto bytes = view->Get(KeyOf(Table::kFetched, address));
  if (!bytes.ok()) return bytes.status();
  if (!bytes->has_value()) return std::optional<FetchRecord>();
  auto record = DecodeFetch(**bytes);
  if (!record.ok()) return std::optional<FetchRecord>();
  for (const std::string& id : record->articles) {
    const auto number = FindArticle(*view, id);
    if (!number.ok()) return number.status();
    if (!number->has_value()) return std::optional<FetchRecord>();
  }
  return std::optional(*std::move(record));
}

Status PutFetch(Store& store, std::string_view address, const FetchRecord& record) {
  const std::string key = KeyOf(Table::kFetched, address), bytes = EncodeFetch(record);
  return store.database().Change(false, [&](const KvView& view, KvBatch& batch) -> Status {
    const auto before = view.Get(key);
    if (!before.ok()) return before.status();
    if (!before->has_value() || **before != bytes) batch.Put(key, bytes);
    return {};
  });
}

}  // namespace lode
