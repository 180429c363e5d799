// A message names the article in the words that commands take, and the two ways out:
// reading the article again, which needs only its source, or a copy of the store.

#include "storage/snapshot/damage.h"

#include <string>

#include "storage/articles/article_table.h"

namespace lode {

Status DamagedArticle(const KvView& view, std::uint64_t number, const Status& why,
                      std::string_view id) {
  std::string name = id.empty() ? "number " + std::to_string(number) : "'" + std::string(id) + "'";
  if (const auto header = ReadHeader(view, number); header.ok() && header->has_value())
    name = "'" + (*header)->id + "' (" + (*header)->sightings.front().path + ")";
  return {why.code(), "article " + name + " is damaged: " + why.message() +
                          "; forget it and load it again, or restore the store from a copy"};
}

bool IsDamage(const Status& status) {
  return status.code() == Code::kCorrupt || status.code() == Code::kIo;
}

void DamageLog::Add(std::uint64_t article, const Status& named) {
  std::lock_guard lock(mutex_);
  articles_.emplace(article, named);
}

std::vector<Status> DamageLog::All() const {
  std::lock_guard lock(mutex_);
  std::vector<Status> all;
  for (const auto& [number, status] : articles_)
    if (all.size() < kMostNamed) all.push_back(status);
  if (articles_.size() > all.size())
    all.emplace_back(Code::kCorrupt, std::to_string(articles_.size() - all.size()) +
                                         " more articles are damaged; restore the "
                                         "store from a copy");
  return all;
}

}  // namespace lode
