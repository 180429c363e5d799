// The same steps as for a change, on tables that hold nothing. What is compared are bytes:
// two ways to one set of articles must leave the same ones.

#include "storage/names/computed_names.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "storage/articles/article_table.h"
#include "storage/lines/stored_lines.h"
#include "storage/names/name_update.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

constexpr Table kNameTables[] = {Table::kNodeFacts,   Table::kNodeChunk, Table::kNameIndex,
                                 Table::kNodeArticle, Table::kSaidOne,   Table::kAlike,
                                 Table::kSharedBy,    Table::kShares};

// Puts in the names of all articles; `computed` gets what there is to say but the keys, which
// are the update's.
Status PutInAll(const KvView& view, const std::set<std::uint64_t>& without,
                const std::vector<const ArticleNames*>& added, NameUpdate& update,
                ComputedNames& computed) {
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
  return update.Finish();
}

}  // namespace

Result<ComputedNames> ComputeNames(const KvView& view, const Schema& schema,
                                   const std::set<std::uint64_t>& without,
                                   const std::vector<const ArticleNames*>& added) {
  ComputedNames computed;
  const auto nothing = MemoryView({});
  NameUpdate update(*nothing, view, schema);
  if (Status status = PutInAll(view, without, added, update, computed); !status.ok()) return status;
  for (const auto& [key, value] : update.changes())
    if (value) computed.keys.emplace_hint(computed.keys.end(), key, value);
  return computed;
}

Result<ComparedNames> CompareNames(const KvView& view, const Schema& schema,
                                   const std::set<std::uint64_t>& without,
                                   const std::vector<const ArticleNames*>& added) {
  ComputedNames computed;
  const auto nothing = MemoryView({});
  NameUpdate update(*nothing, view, schema);
  if (Status status = PutInAll(view, without, added, update, computed); !status.ok()) return status;
  ComparedNames compared;
  compared.articles = computed.articles;
  compared.damaged = std::move(computed.damaged);
  const auto is_there = [](const auto& change) { return change.second.has_value(); };
  compared.keys = static_cast<std::uint64_t>(std::ranges::count_if(update.changes(), is_there));
  auto difference = DifferenceOf(view, update.changes());
  if (!difference.ok()) return difference.status();
  compared.difference = *std::move(difference);
  return compared;
}

Result<KeyChanges> DifferenceOf(const KvView& kept, const KeyChanges& computed) {
  KeyChanges difference;
  for (const Table table : kNameTables) {
    const std::string prefix = KeyOf(table);
    auto it = kept.Iterate(prefix);
    auto at = computed.lower_bound(prefix);
    while (true) {
      while (at != computed.end() && !at->second) ++at;  // it is not there
      const bool is_computed = at != computed.end() && at->first.starts_with(prefix);
      if (!it->valid() && !is_computed) break;
      const int order = !it->valid() ? 1 : !is_computed ? -1 : it->key().compare(at->first);
      if (order < 0)
        difference.emplace(it->key(), std::nullopt);
      else if (order > 0 || at->second != it->value())
        difference.insert(*at);
      if (order <= 0) it->Next();
      if (order >= 0) ++at;
    }
    if (Status status = it->status(); !status.ok()) return status;
  }
  return difference;
}

}  // namespace lode
