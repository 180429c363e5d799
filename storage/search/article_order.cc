// Ids are hashes of texts: who looks for the first of many articles is soon done.

#include "storage/search/article_order.h"

#include "storage/disk/coding.h"
#include "storage/terms/key_layout.h"

namespace lode {

Result<std::optional<std::uint64_t>> ArticleOrder::At(std::size_t rank) {
  if (rank < numbers_.size()) return std::optional(numbers_[rank]);
  if (walk_ == nullptr) walk_ = view_.Iterate(KeyOf(Table::kArticleById));
  for (; rank >= numbers_.size() && walk_->valid(); walk_->Next())
    if (const std::string_view key = walk_->key(); key.size() > 10)
      numbers_.push_back(ByteReader(key.substr(key.size() - 8)).Big64());
  if (Status status = walk_->status(); !status.ok()) return status;
  return rank < numbers_.size() ? std::optional(numbers_[rank]) : std::nullopt;
}

}  // namespace lode
