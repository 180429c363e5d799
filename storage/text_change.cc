// An article is taken out by what was stored of it: its traits say which keys its sketch has,
// its text which words. Where these cannot be read the tables are searched for its number.

#include "storage/text_change.h"

#include <memory>
#include <optional>

#include "storage/snapshot/article_cache.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

// Keys of the table that end in a number of an article.
Status CollectKeys(const KvView& view, Table table, const std::set<std::uint64_t>& numbers,
                   KeyChanges& keys) {
  auto it = view.Iterate(KeyOf(table));
  for (; it->valid(); it->Next())
    if (it->key().size() > 8 &&
        numbers.contains(ByteReader(it->key().substr(it->key().size() - 8)).Big64()))
      keys.try_emplace(std::string(it->key()), std::nullopt);
  return it->status();
}

}  // namespace

KeyChanges RowsOfTraits(const TextTraits& traits, std::string_view article_id,
                        std::uint64_t number) {
  KeyChanges keys;
  keys.emplace(KeyOf(Table::kTraits, number), EncodeTraits(traits));
  for (std::string& key : SketchKeys(traits, article_id, number))
    keys.emplace(std::move(key), std::string());
  return keys;
}

void TextChange::PutIn(std::uint64_t number, std::string_view id, TextFacts facts) {
  const TextTraits& traits = facts.traits;
  words_.PutIn(number, std::move(facts.words), traits.sentences, traits.words);
  for (auto& [key, value] : RowsOfTraits(traits, id, number))
    keys_.insert_or_assign(key, std::move(value));
}

Status TextChange::TakeOut(std::uint64_t number, std::string_view id) {
  const std::string key = KeyOf(Table::kTraits, number);
  auto bytes = view_.Get(key);
  if (!bytes.ok()) return bytes.status();
  keys_.try_emplace(key, std::nullopt);
  auto traits = DecodeTraits(bytes->value_or(std::string()));
  if (traits.ok()) {
    for (std::string& row : SketchKeys(*traits, id, number))
      keys_.try_emplace(std::move(row), std::nullopt);
  } else {
    traits = TextTraits();
    if (Status status = CollectKeys(view_, Table::kSketchHash, {number}, keys_); !status.ok())
      return status;
  }
  std::optional<ArticleWords> words;
  return words_.TakeOut(number, traits->sentences, traits->words, [&]() -> const ArticleWords* {
    const auto stored = ReadSentences(view_, number);
    if (!stored.ok()) return nullptr;
    words = WordsOfArticle((*stored)->text, (*stored)->spans);
    return &*words;
  });
}

Status TextChange::TakeOutSearched(const std::set<std::uint64_t>& numbers) {
  for (const Table table : {Table::kTraits, Table::kSketchHash})
    if (Status status = CollectKeys(view_, table, numbers, keys_); !status.ok()) return status;
  return words_.TakeOutSearched(numbers);
}

Status TextChange::Apply(KvBatch& batch, const WordCounts* counts) {
  for (const auto& [key, value] : keys_) {
    if (value)
      batch.Put(key, *value);
    else
      batch.Delete(key);
  }
  return words_.Apply(batch, counts);
}

}  // namespace lode
