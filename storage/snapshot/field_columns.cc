// Most fields have few values: a code for each is what a statement keeps, and whoever compares
// looks at the value once. Numbers of articles have few gaps, so an array tells where each
// article's statements begin.

#include "storage/snapshot/field_columns.h"

#include <optional>
#include <unordered_map>

#include "storage/articles/article_table.h"
#include "storage/statements/permutation.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

constexpr std::size_t kMostBytes = 256 << 20;
constexpr std::size_t kDayLetters = 10;
constexpr std::size_t kBlocksALook = 64;  // between two questions whether to go on

const std::string& FieldOf(const Sighting& sighting, ArticleField field) {
  switch (field) {
    case ArticleField::kTitle: return sighting.title;
    case ArticleField::kSource: return sighting.source;
    case ArticleField::kUrl: return sighting.url;
    case ArticleField::kLanguage: return sighting.language;
    case ArticleField::kAuthor: return sighting.author;
    case ArticleField::kPublished: break;
  }
  return sighting.published;
}

}  // namespace

void CodeArray::Append(std::uint32_t code) {
  if (width_ == 1 && code > 0xFF) {
    pairs_.assign(bytes_.begin(), bytes_.end());
    bytes_ = {};
    width_ = 2;
  }
  if (width_ == 2 && code > 0xFFFF) {
    fours_.assign(pairs_.begin(), pairs_.end());
    pairs_ = {};
    width_ = 4;
  }
  ++size_;
  if (width_ == 1)
    bytes_.push_back(static_cast<std::uint8_t>(code));
  else if (width_ == 2)
    pairs_.push_back(static_cast<std::uint16_t>(code));
  else
    fours_.push_back(code);
}

std::uint32_t StatementColumn::CodeOf(TermId statement) const {
  const std::uint64_t article = ArticleOfStatement(statement);
  if (article + 1 >= begins_.size()) return 0;
  const std::size_t place = std::size_t{begins_[article]} + IndexOfStatement(statement);
  return place < begins_[article + 1] ? codes_.at(place) : 0;
}

std::uint32_t ArticleColumn::CodeOf(TermId article) const {
  return article.payload() < codes_.size() ? codes_.at(article.payload()) : 0;
}

// Makes columns. What it returns is how many bytes one has; none: it cannot be made, or need
// not be any more.
class ColumnMaker {
 public:
  ColumnMaker(const KvView& view, std::size_t most_bytes, const MayGoOn& go_on)
      : view_(view), most_bytes_(most_bytes), go_on_(go_on) {}

  std::optional<std::size_t> Make(StatementField field, const AliasTable& aliases,
                                  StatementColumn& column) {
    std::unordered_map<std::uint64_t, std::uint32_t> code_of;
    std::vector<std::uint64_t> numbers;
    const auto bytes = [&] {
      return column.codes_.bytes() + column.begins_.size() * 4 + column.values_.size() * 64;
    };
    auto it = view_.Iterate(KeyOf(Table::kStatement));
    for (; it->valid(); it->Next()) {
      const TermId first{ByteReader(it->key().substr(1)).Big64()};
      StatementBlock block;
      const std::uint64_t article = ArticleOfStatement(first);
      const bool comes_next = IndexOfStatement(first) == 0
                                  ? article >= column.begins_.size()
                                  : IsNext(column, article, IndexOfStatement(first));
      if (!comes_next || article * 4 > most_bytes_ || !block.Open(first, it->value())) return {};
      column.begins_.resize(article + 1, static_cast<std::uint32_t>(column.codes_.size()));
      numbers.resize(block.size());
      block.ReadField(field, numbers);
      for (const std::uint64_t number : numbers) {
        const auto next = static_cast<std::uint32_t>(column.values_.size());
        const auto [at, is_new] = code_of.try_emplace(number, next);
        if (is_new) column.values_.push_back(number);
        column.codes_.Append(at->second);
      }
      if (!Goes(bytes())) return {};
    }
    if (!it->status().ok() || column.codes_.size() > ~std::uint32_t{0}) return {};
    column.begins_.push_back(static_cast<std::uint32_t>(column.codes_.size()));
    if (field == StatementField::kSpeaker)
      for (std::uint64_t& bits : column.values_)
        bits = RepresentativeOf(aliases, TermId{bits}).bits;
    return bytes();
  }

  std::optional<std::size_t> Make(ArticleField field, ArticleColumn& column) {
    std::unordered_map<std::string, std::uint32_t> code_of;
    std::size_t bytes = 0;
    auto it = view_.Iterate(KeyOf(Table::kArticle));
    for (; it->valid(); it->Next()) {
      if (it->key().size() != 9) continue;
      const std::uint64_t article = ByteReader(it->key().substr(1)).Big64();
      const auto header = DecodeHeader(it->value());
      if (!header.ok() || article * 4 > most_bytes_) return {};
      std::string words = FieldOf(header->sightings.front(), field);
      if (field == ArticleField::kPublished && words.size() > kDayLetters)
        words.resize(kDayLetters);
      while (column.codes_.size() < article) column.codes_.Append(0);
      if (words.empty()) {
        column.codes_.Append(0);
        continue;
      }
      const auto next = static_cast<std::uint32_t>(column.values_.size());
      const auto [at, is_new] = code_of.try_emplace(std::move(words), next);
      if (is_new) {
        column.values_.push_back(at->first);
        bytes += 2 * at->first.size() + 128;
      }
      column.codes_.Append(at->second);
      if (!Goes(bytes + column.codes_.bytes())) return {};
    }
    if (!it->status().ok()) return {};
    return bytes + column.codes_.bytes();
  }

 private:
  // Whether the block goes on where the article's last one ended.
  static bool IsNext(const StatementColumn& column, std::uint64_t article, std::uint32_t index) {
    return article + 1 == column.begins_.size() &&
           column.codes_.size() == std::size_t{column.begins_[article]} + index;
  }
  bool Goes(std::size_t bytes) {
    return bytes <= most_bytes_ && (++looks_ % kBlocksALook != 0 || go_on_());
  }

  const KvView& view_;
  const std::size_t most_bytes_;
  const MayGoOn& go_on_;
  std::size_t looks_ = 0;
};

// The column is made outside of the lock, since others want columns that are there; two may
// make it at once, then the first one stays.
template <typename Column, typename Make>
const Column* FieldColumns::Get(Kept<Column>& kept, const MayGoOn* go_on, const Make& make) const {
  std::size_t most = 0;
  {
    std::lock_guard lock(mutex_);
    if (kept.column != nullptr || kept.cannot_be || go_on == nullptr) return kept.column.get();
    most = kMostBytes - bytes_;
  }
  auto column = std::make_unique<Column>();
  bool stopped = false;
  const MayGoOn looks = [&] { return !(stopped = stopped || !(*go_on)()); };
  const std::optional<std::size_t> bytes = make(most, looks, *column);
  std::lock_guard lock(mutex_);
  if (kept.column != nullptr || stopped) return kept.column.get();
  kept.cannot_be = !bytes || *bytes > kMostBytes - bytes_;
  if (kept.cannot_be) return nullptr;
  bytes_ += *bytes;
  kept.column = std::move(column);
  return kept.column.get();
}

const StatementColumn* FieldColumns::Of(StatementField field, const KvView& view,
                                        const AliasTable& aliases, const MayGoOn* make) const {
  return Get(of_statements_[static_cast<std::size_t>(field)], make,
             [&](std::size_t most, const MayGoOn& go_on, StatementColumn& column) {
               return ColumnMaker(view, most, go_on).Make(field, aliases, column);
             });
}

const ArticleColumn* FieldColumns::Of(ArticleField field, const KvView& view,
                                      const MayGoOn* make) const {
  return Get(of_articles_[static_cast<std::size_t>(field)], make,
             [&](std::size_t most, const MayGoOn& go_on, ArticleColumn& column) {
               return ColumnMaker(view, most, go_on).Make(field, column);
             });
}

}  // namespace lode
