// The sieves that link the names of one article, at work. For the rooms of coreference only.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/extraction/reference/coreference.h"
#include "loaders/extraction/reference/surnames.h"

namespace lode {

class NameLinker {
 public:
  enum class Fit { kNone, kMaybe, kIntroduced, kSure };

  NameLinker(const ArticleText& text, std::vector<MentionDraft>& drafts)
      : text_(text), drafts_(drafts) {}

  std::vector<NameCluster> Link() {
    GroupByWords();
    LinkCountries();
    LinkCompanies();
    LinkAcronyms();
    LinkParentheses();
    LinkProducts();
    LinkStorms();
    LinkPeople();
    return MakeClusters();
  }

 private:
  void GroupByWords();
  void LinkCountries();
  void LinkCompanies();
  void LinkAcronyms();
  void LinkParentheses();
  void LinkProducts();
  void LinkStorms();
  void LinkPeople();
  bool DoesAsPeople(const MentionDraft& draft) const;
  bool MayBeOrganization(const NameGroup& group) const;
  Fit ShortCompanyName(const NameGroup& group, const NameGroup& full) const;
  bool AreTogether(const NameGroup& a, const NameGroup& b) const;
  bool HasArticle(const NameGroup& group) const;
  bool IsGivenFirst(const NameGroup& full, const NameGroup& group) const;
  std::vector<NameCluster> MakeClusters();
  void Describe(NameCluster& cluster) const;
  void NameByTitle(NameCluster& cluster) const;
  Gender GenderByFirstName(const NameCluster& cluster) const;

  std::size_t Root(std::size_t group) const {
    while (parent_[group] != group) group = parent_[group];
    return group;
  }
  void Join(std::size_t a, std::size_t b) {
    a = Root(a), b = Root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

  const ArticleText& text_;
  std::vector<MentionDraft>& drafts_;
  std::vector<NameGroup> groups_;
  std::vector<std::size_t> parent_;                // of groups
  std::map<std::size_t, std::size_t> surname_of_;  // draft -> group, where it differs
};

// Is the word made of capitals, dots and ampersands: "NWC", "O.R.N."?
bool IsAcronymOfName(std::string_view word);

}  // namespace lode
