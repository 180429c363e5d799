// Numbers of articles rise from key to key, but for articles that were read anew; so what is
// found is mostly sorted, and is looked at before it is sorted. The words of an article that
// waits are sorted, and so are those that are looked for: both lists are gone through once.

#include "storage/text/postings.h"

#include <algorithm>
#include <numeric>

#include "storage/disk/coding.h"
#include "storage/terms/key_layout.h"
#include "storage/text/article_words.h"
#include "storage/text/word_tables.h"

namespace lode {

namespace {

void Add(Postings& postings, std::uint64_t article, std::string_view places) {
  postings.articles.push_back({article, places});
  // A sentence is a varint, and each has one last byte.
  postings.sentences += static_cast<std::uint64_t>(
      std::count_if(places.begin(), places.end(), [](char byte) { return (byte & '\x80') == 0; }));
}

Status AddMerged(const KvView& view, std::string_view word, Postings& postings) {
  return VisitMerged(view, word, [&](std::uint64_t first, std::string_view value) {
    postings.values.emplace_back(value);
    return VisitPostings(first, postings.values.back(),
                         [&](std::uint64_t article, std::string_view places) {
                           Add(postings, article, places);
                           return true;
                         });
  });
}

// `order`: numbers of the words, in the order of these.
Status AddWaiting(const KvView& view, const std::vector<std::string>& words,
                  const std::vector<std::size_t>& order, std::vector<Postings>& found) {
  auto it = view.Iterate(KeyOf(Table::kArticleWords));
  for (; it->valid(); it->Next()) {
    if (it->key().size() != 9) continue;
    const std::uint64_t article = ByteReader(it->key().substr(1)).Big64();
    std::size_t at = 0;
    const Status status =
        VisitArticleWords(it->value(), [&](std::string_view word, std::string_view places) {
          while (at < order.size() && words[order[at]] < word) ++at;
          for (; at < order.size() && words[order[at]] == word; ++at) {
            Postings& postings = found[order[at]];
            postings.values.emplace_back(places);
            Add(postings, article, postings.values.back());
          }
          return at < order.size();
        });
    if (!status.ok()) return status;
  }
  return it->status();
}

}  // namespace

Result<std::vector<Postings>> PostingsOf(const KvView& view,
                                         const std::vector<std::string>& words) {
  std::vector<std::size_t> order(words.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return words[a] < words[b]; });
  std::vector<Postings> found(words.size());
  for (std::size_t i = 0; i < words.size(); ++i)
    if (Status status = AddMerged(view, words[i], found[i]); !status.ok()) return status;
  if (Status status = AddWaiting(view, words, order, found); !status.ok()) return status;
  const auto before = [](const Posting& a, const Posting& b) { return a.article < b.article; };
  for (Postings& postings : found)
    if (!std::is_sorted(postings.articles.begin(), postings.articles.end(), before))
      std::sort(postings.articles.begin(), postings.articles.end(), before);
  return found;
}

}  // namespace lode
