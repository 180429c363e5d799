// Words of an article stand in many keys, whose bytes depend on when they were merged. So what
// is compared is a sum over them for each article, which no order changes.

#include "storage/text_check.h"

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "storage/articles/article_table.h"
#include "storage/articles/record_codec.h"
#include "storage/lines/line_reading.h"
#include "storage/snapshot/article_cache.h"
#include "storage/terms/key_layout.h"
#include "storage/text_change.h"

namespace lode {

namespace {

// What an article should have, computed.
struct Computed {
  Article article;
  std::vector<Span> sentences;
  WordSum words, rows;
  std::uint64_t sentence_count = 0, word_count = 0;
};

std::optional<Computed> Compute(const KvView& view, std::uint64_t number,
                                const ArticleHeader& header) {
  auto found =
      view.MultiGet({RecordKey(number, header.record_hash()), KeyOf(Table::kText, number)});
  if (!found.ok() || !(*found)[0] || !(*found)[1]) return std::nullopt;
  if (!ReadSentences(view, number).ok()) return std::nullopt;  // it looks at the hashes
  auto record = DecodeRecord(*(*found)[0], *(*found)[1]);
  if (!record.ok()) return std::nullopt;
  Computed computed;
  computed.article = std::move(record->article);
  computed.article.text = *std::move((*found)[1]);
  for (const Block& block : computed.article.blocks)
    if (block.text.begin > block.text.end || block.text.end > computed.article.text.size())
      return std::nullopt;
  computed.sentences = std::move(record->sentences);
  const ArticleWords words = WordsOfArticle(computed.article.text, computed.sentences);
  for (const auto& [word, places] : words.places) computed.words.Add(word, places);
  computed.sentence_count = words.sentences, computed.word_count = words.words;
  TextTraits traits = TraitsOf(computed.article);
  traits.sentences = words.sentences, traits.words = words.words;
  for (const auto& [key, value] : RowsOfTraits(traits, header.id, number))
    computed.rows.Add(key, *value);
  return computed;
}

// Traits and hashes as they are kept, by article.
Result<std::map<std::uint64_t, WordSum>> StoredRows(const KvView& view) {
  std::map<std::uint64_t, WordSum> rows;
  for (const Table table : {Table::kTraits, Table::kSketchHash}) {
    auto it = view.Iterate(KeyOf(table));
    for (; it->valid(); it->Next())
      if (const std::string_view key = it->key(); key.size() >= 9)
        rows[ByteReader(key.substr(key.size() - 8)).Big64()].Add(key, it->value());
    if (Status status = it->status(); !status.ok()) return status;
  }
  return rows;
}

// Words that are in one of the vocabulary and the places only.
Result<std::map<std::string, bool>> WrongVocabulary(const KvView& view) {
  std::map<std::string, bool> wrong;  // true: it is missing
  auto places = view.Iterate(KeyOf(Table::kWordPlaces));
  auto words = view.Iterate(KeyOf(Table::kVocabulary));
  while (places->valid() || words->valid()) {
    const std::string_view key = places->valid() ? places->key() : std::string_view();
    const std::string_view placed =
        key.size() < 10 ? std::string_view() : key.substr(1, key.size() - 10);
    const std::string_view word = words->valid() ? words->key().substr(1) : std::string_view();
    if (!words->valid() || (places->valid() && placed < word)) {
      wrong[std::string(placed)] = true;
    } else if (!places->valid() || word < placed) {
      wrong[std::string(word)] = false;
      words->Next();
      continue;
    }
    const std::string seen(placed);
    if (words->valid() && words->key().substr(1) == seen) words->Next();
    while (places->valid() && places->key().size() >= 10 &&
           places->key().substr(1, places->key().size() - 10) == seen)
      places->Next();
  }
  if (Status status = places->status(); !status.ok()) return status;
  if (Status status = words->status(); !status.ok()) return status;
  return wrong;
}

class TextChecker {
 public:
  TextChecker(const KvView& view, KvBatch* mend) : view_(view), mend_(mend), change_(view) {}

  Result<TextCheck> Run() {
    auto words = StoredWordSums(view_);
    if (!words.ok()) return words.status();
    auto rows = StoredRows(view_);
    if (!rows.ok()) return rows.status();
    words_ = *std::move(words), rows_ = *std::move(rows);
    auto it = view_.Iterate(KeyOf(Table::kArticle));
    for (; it->valid(); it->Next())
      if (Status status = CheckOne(ByteReader(it->key().substr(1)).Big64(), it->value());
          !status.ok())
        return status;
    if (Status status = it->status(); !status.ok()) return status;
    for (const auto& [number, sum] : words_)
      if (sum.count > 0) wrong_.insert(number);
    for (const auto& [number, sum] : rows_)
      if (sum.count > 0) wrong_.insert(number);
    check_.wrong = wrong_.size();
    const auto vocabulary = WrongVocabulary(view_);
    if (!vocabulary.ok()) return vocabulary.status();
    check_.wrong += vocabulary->size();
    const auto counts = ReadWordCounts(view_);
    const bool counts_wrong = !counts.ok() || counts->articles != counts_.articles ||
                              counts->sentences != counts_.sentences ||
                              counts->words != counts_.words;
    if (counts_wrong && undamaged_) ++check_.wrong;
    if (mend_ != nullptr && check_.wrong > 0)
      if (Status status = Mend(*vocabulary); !status.ok()) return status;
    return check_;
  }

 private:
  Status CheckOne(std::uint64_t number, std::string_view header_bytes) {
    const auto header = DecodeHeader(header_bytes);
    if (header.ok() && IsLines(header->record_hash())) return {};  // nothing is kept of its text
    auto computed = header.ok() ? Compute(view_, number, *header) : std::nullopt;
    const WordSum words = Taken(words_, number), rows = Taken(rows_, number);
    if (!computed) {  // it is damaged: others tell of that
      undamaged_ = false;
      return {};
    }
    ++check_.articles;
    check_.entries += computed->words.count + computed->rows.count;
    ++counts_.articles;
    counts_.sentences += computed->sentence_count;
    counts_.words += computed->word_count;
    if (words == computed->words && rows == computed->rows) return {};
    wrong_.insert(number);
    if (mend_ != nullptr) change_.PutIn(number, header->id, computed->article, computed->sentences);
    return {};
  }

  static WordSum Taken(std::map<std::uint64_t, WordSum>& sums, std::uint64_t number) {
    const auto found = sums.find(number);
    if (found == sums.end()) return {};
    const WordSum sum = found->second;
    sums.erase(found);
    return sum;
  }

  Status Mend(const std::map<std::string, bool>& vocabulary) {
    for (const auto& [word, missing] : vocabulary) {
      if (missing)
        mend_->Put(KeyOf(Table::kVocabulary, word), {});
      else
        mend_->Delete(KeyOf(Table::kVocabulary, word));
    }
    if (Status status = change_.TakeOutSearched(wrong_); !status.ok()) return status;
    return change_.Apply(*mend_, &counts_);
  }

  const KvView& view_;
  KvBatch* mend_;
  TextChange change_;
  TextCheck check_;
  WordCounts counts_;
  bool undamaged_ = true;
  std::map<std::uint64_t, WordSum> words_, rows_;
  std::set<std::uint64_t> wrong_;
};

}  // namespace

Result<TextCheck> CheckTexts(const KvView& view, KvBatch* mend) {
  return TextChecker(view, mend).Run();
}

}  // namespace lode
