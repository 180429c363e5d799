// Reading articles back. A stored record was canonical when it was written, so
// preparing it again only computes its keys and ids; that is also the check that
// damaged bytes do not get any further.

#include "storage/snapshot/article_cache.h"

#include "storage/articles/article_table.h"
#include "storage/articles/record_codec.h"
#include "storage/disk/content_hash.h"
#include "storage/lines/stored_lines.h"
#include "storage/names/lines_record.h"
#include "storage/snapshot/damage.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

constexpr std::size_t kEntries = 32;
constexpr std::size_t kEntryBytes = 1024;  // beside a text, its sentences and its record

using Read = Result<std::shared_ptr<const CachedArticle>>;

Status Lost() {
  return {Code::kCorrupt, "its record or text is not the one that was stored"};
}

Result<ArticleRecord> ReadRecord(const KvView& view, std::uint64_t number,
                                 const std::string& record_hash) {
  auto found = view.MultiGet({RecordKey(number, record_hash), KeyOf(Table::kText, number)});
  if (!found.ok()) return found.status();
  if (!(*found)[0] || !(*found)[1]) return Lost();
  auto record = DecodeRecord(*(*found)[0], *(*found)[1]);
  if (record.ok()) record->article.text = *std::move((*found)[1]);
  return record;
}

Result<ArticleRecord> ReadLinesRecord(const KvView& view, const Schema* schema,
                                      std::uint64_t number, const LineReading& reading) {
  const auto text = ReadText(view, number);
  if (!text.ok()) return text.status();
  return text->has_value() ? RecordOfLines(**text, reading, schema) : Lost();
}

Read ReadUnnamed(const KvView& view, const Schema& schema, std::uint64_t number) {
  auto header = ReadHeader(view, number);
  if (!header.ok()) return header.status();
  if (!header->has_value()) return {Code::kNotFound, "there is no such article"};
  auto article = ReadReading(view, schema, number, (*header)->record_hash());
  if (!article.ok()) return article.status();
  if (article->record.article.info.id != (*header)->id) return Lost();
  article->record.article.info = (*header)->Info();
  auto cached = std::make_shared<CachedArticle>();
  cached->number = number;
  cached->sets = (*header)->Sets();
  cached->info = std::make_shared<const ArticleInfo>(article->record.article.info);
  cached->article = *std::move(article);
  return std::shared_ptr<const CachedArticle>(std::move(cached));
}

}  // namespace

Result<PreparedArticle> ReadReading(const KvView& view, const Schema& schema, std::uint64_t number,
                                    const std::string& record_hash) {
  const auto lines = LineReadingOf(record_hash);
  auto record = lines ? ReadLinesRecord(view, &schema, number, *lines)
                      : ReadRecord(view, number, record_hash);
  if (!record.ok()) return record.status();
  const std::size_t statements = record->statements.size();
  auto article = Prepare(*std::move(record), schema);
  if (!article.ok() || article->record.statements.size() != statements) return Lost();
  article->lines = lines;
  return article;
}

Result<std::shared_ptr<const CachedArticle>> ReadArticle(const KvView& view, const Schema& schema,
                                                         std::uint64_t number,
                                                         std::string_view id) {
  Read article = ReadUnnamed(view, schema, number);
  if (article.ok() || !IsDamage(article.status())) return article;
  return DamagedArticle(view, number, article.status(), id);
}

namespace {

// The record is told by its hash, and the text by the article's id. Of lines the record is made:
// whoever reads it takes the nodes from the columns of statements.
Result<std::shared_ptr<const CachedSentences>> ReadUnnamedSentences(const KvView& view,
                                                                    std::uint64_t number) {
  auto header = ReadHeader(view, number);
  if (!header.ok()) return header.status();
  if (!header->has_value()) return {Code::kNotFound, "there is no such article"};
  const std::string& hash = (*header)->record_hash();
  std::optional<std::string> record, text;
  if (const auto lines = LineReadingOf(hash)) {
    auto made = ReadLinesRecord(view, nullptr, number, *lines);
    if (!made.ok()) return made.status();
    record = EncodeRecord(*made);
    text = std::move(made->article.text);
  } else {
    auto found = view.MultiGet({RecordKey(number, hash), KeyOf(Table::kText, number)});
    if (!found.ok()) return found.status();
    record = std::move((*found)[0]), text = std::move((*found)[1]);
    if (record && ContentHash128(*record) != hash) return Lost();
  }
  if (!record || !text) return Lost();
  if ("a:" + HexHash(*text, 12) != (*header)->id) return Lost();
  auto spans = DecodeSentences(*record);
  if (!spans.ok()) return spans.status();
  auto cached = std::make_shared<CachedSentences>();
  cached->number = number;
  cached->info = std::make_shared<const ArticleInfo>((*header)->Info());
  cached->text = *std::move(text);
  cached->record = *std::move(record);
  cached->spans = *std::move(spans);
  for (const Span& span : cached->spans)
    if (span.begin > span.end || span.end > cached->text.size()) return Lost();
  return std::shared_ptr<const CachedSentences>(std::move(cached));
}

// The entry of the article, moved to the front; null when there is none.
template <typename Entry>
Entry UseOf(std::list<Entry>& entries, std::uint64_t number) {
  for (auto it = entries.begin(); it != entries.end(); ++it)
    if ((*it)->number == number) {
      entries.splice(entries.begin(), entries, it);
      return entries.front();
    }
  return nullptr;
}

template <typename Entry>
void Keep(std::list<Entry>& entries, const Entry& entry) {
  entries.push_front(entry);
  if (entries.size() > kEntries) entries.pop_back();
}

}  // namespace

Result<std::shared_ptr<const CachedSentences>> ReadSentences(const KvView& view,
                                                             std::uint64_t number) {
  auto sentences = ReadUnnamedSentences(view, number);
  if (sentences.ok() || !IsDamage(sentences.status())) return sentences;
  return DamagedArticle(view, number, sentences.status());
}

Result<std::shared_ptr<const CachedSentences>> ArticleCache::SentencesOf(const KvView& view,
                                                                         std::uint64_t number) {
  if (auto kept = sentences_.Find(number)) return kept;
  auto sentences = ReadSentences(view, number);
  if (!sentences.ok()) return sentences;
  const CachedSentences& read = **sentences;
  sentences_.Keep(
      number, *sentences,
      read.text.size() + read.record.size() + read.spans.size() * sizeof(Span) + kEntryBytes);
  return sentences;
}

Result<std::shared_ptr<const CachedArticle>> ArticleCache::Get(const KvView& view,
                                                               const Schema& schema,
                                                               std::uint64_t number) {
  {
    std::lock_guard lock(mutex_);
    if (auto kept = UseOf(entries_, number)) return kept;
  }
  auto article = ReadArticle(view, schema, number);
  if (!article.ok()) return article;
  std::lock_guard lock(mutex_);
  Keep(entries_, *article);
  return article;
}

}  // namespace lode
