// The same steps as for a change, on tables that hold nothing. What is compared are bytes:
// two ways to one set of articles must leave the same ones.

#include "storage/names/computed_names.h"

#include "storage/articles/article_table.h"
#include "storage/lines/stored_lines.h"
#include "storage/names/name_update.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

constexpr Table kNameTables[] = {Table::kNodeFacts,   Table::kNodeChunk, Table::kNameIndex,
                                 Table::kNodeArticle, Table::kSaidOne,   Table::kAlike,
                                 Table::kSharedBy,    Table::kShares};

}  // namespace

Result<ComputedNames> ComputeNames(const KvView& view, const Schema& schema,
                                   const std::set<std::uint64_t>& without,
                                   const std::vector<const ArticleNames*>& added) {
  ComputedNames computed;
  const auto nothing = MemoryView({});
  NameUpdate update(*nothing, view, schema);
  for (const std::uint64_t number : without) {
    const auto header = ReadHeader(view, number);
    if (!header.ok()) return header.status();
    if (header->has_value()) update.LeaveOut((*header)->id);
  }
  const auto lines = ArticlesOfLines(view);
  if (!lines.ok()) return lines.status();
  std::vector<std::uint64_t> numbers = *lines;
  auto it = view.Iterate(KeyOf(Table::kNames));
  for (; it->valid(); it->Next()) numbers.push_back(ByteReader(it->key().substr(1)).Big64());
  if (Status status = it->status(); !status.ok()) return status;
  for (const std::uint64_t number : numbers) {
    if (without.contains(number)) continue;
    ++computed.articles;
    const auto names = ReadNames(view, number);
    if (names.ok() && names->has_value())
      update.PutInStored(**names);
    else if (names.ok() || names.status().code() == Code::kCorrupt)
      computed.damaged.push_back(number);
    else
      return names.status();
  }
  for (const ArticleNames* names : added) update.PutIn(*names);
  auto apart = ReadApart(view);
  if (!apart.ok()) return apart.status();
  update.KeepApart(*std::move(apart));
  if (Status status = update.Finish(); !status.ok()) return status;
  for (const auto& [key, value] : update.changes())
    if (value) computed.keys.emplace_hint(computed.keys.end(), key, value);
  return computed;
}

Result<KeyChanges> DifferenceOf(const KvView& kept, const KeyChanges& computed) {
  KeyChanges difference = computed;
  for (const Table table : kNameTables) {
    auto it = kept.Iterate(KeyOf(table));
    for (; it->valid(); it->Next()) {
      const auto [found, is_new] = difference.try_emplace(std::string(it->key()), std::nullopt);
      if (!is_new && found->second == it->value()) difference.erase(found);
    }
    if (Status status = it->status(); !status.ok()) return status;
  }
  return difference;
}

}  // namespace lode
