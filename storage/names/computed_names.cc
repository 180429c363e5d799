// The same steps as for a change, on tables that hold nothing. What is compared are bytes:
// two ways to one set of articles must leave the same ones.

#include "storage/names/computed_names.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "storage/articles/article_table.h"
#include "storage/disk/sorted_keys.h"
#include "storage/lines/stored_lines.h"
#include "storage/names/correction_table.h"
#include "storage/names/counted_lines.h"
#include "storage/names/many_names.h"
#include "storage/names/name_update.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

constexpr Table kNameTables[] = {Table::kNodeFacts,   Table::kNodeChunk, Table::kNameIndex,
                                 Table::kNodeArticle, Table::kSaidOne,   Table::kAlike,
                                 Table::kSharedBy,    Table::kShares};

Status LeaveOutAll(const KvView& view, const std::set<std::uint64_t>& without, NameUpdate& update) {
  for (const std::uint64_t number : without) {
    const auto header = ReadHeader(view, number);
    if (!header.ok()) return header.status();
    if (header->has_value()) update.LeaveOut((*header)->id);
  }
  return {};
}

// Numbers of articles that have names of their own, ascending.
Result<std::vector<std::uint64_t>> ArticlesOfNames(const KvView& view) {
  std::vector<std::uint64_t> numbers;
  auto it = view.Iterate(KeyOf(Table::kNames));
  for (; it->valid(); it->Next()) numbers.push_back(ByteReader(it->key().substr(1)).Big64());
  if (Status status = it->status(); !status.ok()) return status;
  return numbers;
}

// Has `add` put in each of them. kCorrupt of one: it is damaged.
template <typename Add>
Status AddEach(const std::vector<std::uint64_t>& numbers, const std::set<std::uint64_t>& without,
               std::uint64_t& articles, std::vector<std::uint64_t>& damaged, const Add& add) {
  for (const std::uint64_t number : numbers) {
    if (without.contains(number)) continue;
    ++articles;
    const Status status = add(number);
    if (status.code() == Code::kCorrupt)
      damaged.push_back(number);
    else if (!status.ok())
      return status;
  }
  return {};
}

// An article's names as the view has them, into the update.
auto PutInFrom(const KvView& view, NameUpdate& update) {
  return [&view, &update](std::uint64_t number) -> Status {
    const auto names = ReadNames(view, number);
    if (names.ok() && names->has_value()) update.PutInStored(**names);
    return names.status();
  };
}

Status FinishApart(const KvView& view, NameUpdate& update) {
  auto apart = ReadApart(view);
  if (!apart.ok()) return apart.status();
  update.KeepApart(*std::move(apart));
  return update.Finish();
}

// Computed keys beside the kept ones, table by table. Keys may come in order, and `others` stand
// in memory; of a key that both have, the one that comes counts.
class Comparison : public SortedKeys {
 public:
  Comparison(const KvView& kept, const KeyChanges& others, const TellDifference& tell)
      : kept_(kept), others_(others), tell_(tell) {}

  Status Put(std::string_view key, std::string_view value) override {
    if (table_.empty() || key.front() != table_.front()) {
      if (Status status = EndTable(); !status.ok()) return status;
      Begin(key.substr(0, 1));
    }
    PutOthers(key);
    if (other_ != others_.end() && other_->first == key) ++other_;
    Compare(key, value);
    return it_->status();
  }
  // After all keys: the tables of which none came.
  Status End() {
    Status status = EndTable();
    for (const Table table : kNameTables) {
      if (!status.ok() || done_.contains(static_cast<char>(table))) continue;
      Begin(KeyOf(table));
      status = EndTable();
    }
    return status;
  }
  std::uint64_t keys() const { return keys_; }

 private:
  void Begin(std::string_view table) {
    table_ = table;
    done_.insert(table.front());
    it_ = kept_.Iterate(table_);
    other_ = others_.lower_bound(table_);
  }
  Status EndTable() {
    if (it_ == nullptr) return {};
    PutOthers({});
    for (; it_->valid(); it_->Next()) tell_(it_->key(), std::nullopt);
    const Status status = it_->status();
    it_ = nullptr;
    return status;
  }
  // Up to the key; none: all of the table.
  void PutOthers(std::string_view before) {
    for (; other_ != others_.end() && other_->first.starts_with(table_) &&
           (before.empty() || other_->first < before);
         ++other_)
      if (other_->second) Compare(other_->first, *other_->second);
  }
  void Compare(std::string_view key, std::string_view value) {
    ++keys_;
    for (; it_->valid() && it_->key() < key; it_->Next()) tell_(it_->key(), std::nullopt);
    const bool is_there = it_->valid() && it_->key() == key;
    if (!is_there || it_->value() != value) tell_(key, value);
    if (is_there) it_->Next();
  }

  const KvView& kept_;
  const KeyChanges& others_;
  const TellDifference& tell_;
  std::string table_;
  std::set<char> done_;
  std::unique_ptr<KvIterator> it_;
  KeyChanges::const_iterator other_;
  std::uint64_t keys_ = 0;
};

// Articles first, by themselves; then all lines together, as a change of these: most of their names
// are like no other, and are compared as they come.
class Comparing {
 public:
  Comparing(const KvView& view, const Schema& schema, const std::set<std::uint64_t>& without,
            const std::vector<const ArticleNames*>& added)
      : view_(view), schema_(schema), without_(without), added_(added) {}

  Result<ComparedNames> Run(const TellDifference& tell) {
    const auto lines = ArticlesOfLines(view_);
    if (!lines.ok()) return lines.status();
    Status status = PutInArticles();
    if (status.ok() && !lines->empty()) status = PutInLines(*lines);
    Comparison comparison(view_, computed_, tell);
    if (status.ok() && put_) {
      status = put_->PutPlain(changes_, comparison);
      for (auto& [key, value] : changes_)  // of other tables
        if (value) computed_.insert_or_assign(key, std::move(value));
    }
    if (status.ok()) status = comparison.End();
    if (!status.ok()) return status;
    compared_.keys = comparison.keys();
    return std::move(compared_);
  }

 private:
  Status PutInArticles() {
    const auto numbers = ArticlesOfNames(view_);
    if (!numbers.ok()) return numbers.status();
    const auto nothing = MemoryView({});
    NameUpdate update(*nothing, view_, schema_);
    Status status = LeaveOutAll(view_, without_, update);
    if (status.ok())
      status = AddEach(*numbers, without_, compared_.articles, compared_.damaged,
                       PutInFrom(view_, update));
    for (const ArticleNames* names : added_) update.PutIn(*names);
    if (status.ok()) status = FinishApart(view_, update);
    computed_ = update.TakeChanges();
    return status;
  }

  Status PutInLines(const std::vector<std::uint64_t>& numbers) {
    auto counted = CountedLines::Begin(view_);
    if (!counted.ok()) return counted.status();
    lines_ = *std::move(counted);
    Status status = AddEach(numbers, without_, compared_.articles, compared_.damaged,
                            [&](std::uint64_t number) { return lines_->Add(number); });
    if (!status.ok()) return status;
    lines_->End();
    of_articles_ = MemoryView(computed_);
    put_.emplace(*of_articles_, schema_, *lines_);
    if (status = put_->Sort(); !status.ok()) return status;
    NameUpdate update(*of_articles_, view_, schema_);
    status = LeaveOutAll(view_, without_, update);
    for (const ArticleNames* names : added_) update.Show(*names);
    for (const std::uint32_t other : put_->others()) update.PutIn(lines_->At(other));
    if (status.ok()) status = FinishApart(view_, update);
    changes_ = update.TakeChanges();
    for (const auto& [key, value] : changes_)
      if (!value) computed_.erase(key);
    return status;
  }

  const KvView& view_;
  const Schema& schema_;
  const std::set<std::uint64_t>& without_;
  const std::vector<const ArticleNames*>& added_;
  ComparedNames compared_;
  KeyChanges computed_;  // of articles, then without what lines take away
  KeyChanges changes_;   // of names of lines that others are like
  std::optional<CountedLines> lines_;
  std::shared_ptr<const KvView> of_articles_;
  std::optional<NamesPut> put_;
};

}  // namespace

Result<ComputedNames> ComputeNames(const KvView& view, const Schema& schema,
                                   const std::set<std::uint64_t>& without,
                                   const std::vector<const ArticleNames*>& added) {
  ComputedNames computed;
  const auto nothing = MemoryView({});
  NameUpdate update(*nothing, view, schema);
  Status status = LeaveOutAll(view, without, update);
  if (!status.ok()) return status;
  auto numbers = ArticlesOfLines(view);
  if (!numbers.ok()) return numbers.status();
  const auto others = ArticlesOfNames(view);
  if (!others.ok()) return others.status();
  numbers->insert(numbers->end(), others->begin(), others->end());
  status = AddEach(*numbers, without, computed.articles, computed.damaged, PutInFrom(view, update));
  for (const ArticleNames* names : added) update.PutIn(*names);
  if (status.ok()) status = FinishApart(view, update);
  if (!status.ok()) return status;
  for (const auto& [key, value] : update.changes())
    if (value) computed.keys.emplace_hint(computed.keys.end(), key, value);
  return computed;
}

Result<ComparedNames> CompareNames(const KvView& view, const Schema& schema,
                                   const TellDifference& tell,
                                   const std::set<std::uint64_t>& without,
                                   const std::vector<const ArticleNames*>& added) {
  return Comparing(view, schema, without, added).Run(tell);
}

Result<KeyChanges> DifferenceOf(const KvView& kept, const KeyChanges& computed) {
  KeyChanges difference;
  const TellDifference tell = [&](std::string_view key, std::optional<std::string_view> value) {
    difference.emplace(key, value);
  };
  if (Status status = Comparison(kept, computed, tell).End(); !status.ok()) return status;
  return difference;
}

}  // namespace lode
