// For each word as many near ones are taken as give, one with each other, no more names than may be
// asked for.

#include "storage/snapshot/likely_names.h"

#include <iterator>
#include <set>
#include <utility>

#include "storage/names/name_suggestions.h"
#include "storage/terms/key_layout.h"
#include "storage/text/words.h"

namespace lode {

namespace {

using NearWords = std::set<std::pair<std::size_t, std::string>>;  // and how far each is

}  // namespace

Result<std::vector<std::string>> LikelyNamesOf(const KvView& view, std::string_view name) {
  constexpr std::size_t kMostOfEach[] = {0, kMostLikelyNames, 8, 4, 2};  // [words of the name]
  const std::vector<std::string> words = WordsIn(name);
  if (words.empty() || words.size() >= std::size(kMostOfEach)) return std::vector<std::string>();
  const std::size_t most = kMostOfEach[words.size()];
  std::vector<NearWords> near(words.size());
  auto it = view.Iterate(KeyOf(Table::kVocabulary));
  for (; it->valid(); it->Next()) {
    const std::string_view word = it->key().substr(1);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::size_t edits = MostEdits(words[i].size());
      const std::size_t distance = EditDistance(words[i], word, edits);
      if (distance > edits) continue;
      near[i].emplace(distance, word);
      if (near[i].size() > most) near[i].erase(std::prev(near[i].end()));
    }
  }
  if (Status status = it->status(); !status.ok()) return status;
  std::vector<std::string> names = {""};
  for (const NearWords& some : near) {
    std::vector<std::string> longer;
    for (const std::string& begin : names)
      for (const auto& [distance, word] : some)
        longer.push_back(begin.empty() ? word : begin + " " + word);
    names = std::move(longer);
  }
  return names;
}

}  // namespace lode
