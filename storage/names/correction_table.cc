// A pair of keys is one key of the store, with NUL between, which no folded name has.

#include "storage/names/correction_table.h"

#include "storage/terms/key_layout.h"

namespace lode {

namespace {

std::string KeyOfPair(const std::pair<std::string, std::string>& pair) {
  return KeyOf(Table::kApart, pair.first + '\0' + pair.second);
}

}  // namespace

std::pair<std::string, std::string> KeyPair(std::string a, std::string b) {
  return a < b ? std::pair(std::move(a), std::move(b)) : std::pair(std::move(b), std::move(a));
}

Result<KeyPairs> ReadApart(const KvView& view) {
  KeyPairs pairs;
  auto it = view.Iterate(KeyOf(Table::kApart));
  for (; it->valid(); it->Next()) {
    const std::string_view pair = it->key().substr(1);
    const std::size_t nul = pair.find('\0');
    if (nul == std::string_view::npos)
      return {Code::kCorrupt, "a correction of names in the store is damaged"};
    pairs.emplace(pair.substr(0, nul), pair.substr(nul + 1));
  }
  Status status = it->status();
  if (!status.ok()) return status;
  return pairs;
}

void PutApart(KvBatch& batch, const KeyPairs& pairs) {
  for (const auto& pair : pairs) batch.Put(KeyOfPair(pair), "");
}

void DeleteApart(KvBatch& batch, const KeyPairs& pairs) {
  for (const auto& pair : pairs) batch.Delete(KeyOfPair(pair));
}

}  // namespace lode
