// What the index of words takes, key by key.

#include "lode/search.h"
#include "storage/database.h"
#include "storage/terms/key_layout.h"
#include "storage/text/word_tables.h"

namespace lode {

Result<WordIndexSize> MeasureWordIndex(const Store& store) {
  const auto view = store.database().View();
  const auto counts = ReadWordCounts(*view);
  if (!counts.ok()) return counts.status();
  WordIndexSize size{counts->articles, counts->sentences, counts->words, counts->waiting, 0, 0};
  for (const Table table : {Table::kArticleWords, Table::kWordPlaces, Table::kVocabulary}) {
    auto it = view->Iterate(KeyOf(table));
    for (; it->valid(); it->Next()) {
      ++size.keys;
      size.bytes += it->key().size() + it->value().size();
    }
    if (Status status = it->status(); !status.ok()) return status;
  }
  return size;
}

}  // namespace lode
