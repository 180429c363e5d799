// Which name a description stands for: "the company", "the ministry", "the minister".
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loaders/extraction/reference/antecedents.h"

namespace lode {

// The descriptions of one article. `text`, `clusters` and `candidates` outlive it; what is
// added to the candidates is seen by later questions. One thread.
class Descriptions {
 public:
  Descriptions(const ArticleText& text, const std::vector<MentionDraft>& names,
               const std::vector<NameCluster>& clusters,
               const std::vector<std::vector<Antecedent>>& candidates)
      : text_(text), clusters_(clusters), candidates_(candidates) {
    CollectRoles(names);
  }

  // The node of the name that the noun stands for; kNoNode if it is no bare description, or
  // nobody knows. Costs a walk over the sentences within reach, or before it.
  std::uint32_t Described(std::uint32_t sentence, int word) const;

 private:
  void CollectRoles(const std::vector<MentionDraft>& names);
  bool IsBareDescription(const SentenceGraph& graph, int word) const;
  std::uint32_t NearestOf(std::uint32_t sentence, int word, std::string_view type,
                          const std::string& noun) const;
  std::uint32_t OnlyOneOf(std::uint32_t sentence, std::string_view type,
                          const std::string& noun) const;
  bool MayBe(const Antecedent& candidate, std::string_view country, std::string_view type,
             const std::string& noun) const;
  bool IsCalled(std::uint32_t cluster, const std::string& noun) const;
  bool Fits(std::uint32_t cluster, std::string_view type, const std::string& noun) const;
  bool IsNewThing(const Antecedent& candidate, std::string_view type) const;
  std::uint32_t HolderOf(std::uint32_t sentence, int word, const std::string& noun) const;

  const ArticleText& text_;
  const std::vector<NameCluster>& clusters_;
  const std::vector<std::vector<Antecedent>>& candidates_;
  // role noun -> where it was said of whom: (sentence, word) -> cluster
  std::map<std::string, std::map<std::pair<std::uint32_t, int>, std::uint32_t>> roles_;
  std::map<std::uint32_t, std::set<std::string>> called_;  // cluster -> its class nouns
};

}  // namespace lode
