// The articles that were read last, decoded: exports and answers ask for many
// statements of one article in a row.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/names/prepared_article.h"
#include "storage/snapshot/generations.h"

namespace lode {

class Schema;

struct CachedArticle {
  std::uint64_t number = 0;
  std::shared_ptr<const ArticleInfo> info;
  std::vector<std::string> sets;
  PreparedArticle article;
};

// Reads an article of the view, whole: its header, text and first record.
// kNotFound when there is none of that number; what is damaged is named (damage.h), by
// `id` where its header cannot be read.
Result<std::shared_ptr<const CachedArticle>> ReadArticle(const KvView& view, const Schema& schema,
                                                         std::uint64_t number,
                                                         std::string_view id = {});

// One of the article's readings, by its record's hash, without its info but the id.
Result<PreparedArticle> ReadReading(const KvView& view, const Schema& schema, std::uint64_t number,
                                    const std::string& record_hash);

// An article's text with its sentences, as a person reads it, and its record as it is stored.
struct CachedSentences {
  std::uint64_t number = 0;
  std::shared_ptr<const ArticleInfo> info;
  std::string text, record;
  std::vector<Span> spans;  // inside the text
};

// Reads them without decoding the rest. Errors as ReadArticle.
Result<std::shared_ptr<const CachedSentences>> ReadSentences(const KvView& view,
                                                             std::uint64_t number);

// Threads: any.
class ArticleCache {
 public:
  Result<std::shared_ptr<const CachedArticle>> Get(const KvView& view, const Schema& schema,
                                                   std::uint64_t number);
  Result<std::shared_ptr<const CachedSentences>> SentencesOf(const KvView& view,
                                                             std::uint64_t number);

 private:
  std::mutex mutex_;                                         // guards what follows
  std::list<std::shared_ptr<const CachedArticle>> entries_;  // last used first
  // Rows of a question come from all articles over and over.
  Generations<std::uint64_t, CachedSentences> sentences_{16 << 20};
};

}  // namespace lode
