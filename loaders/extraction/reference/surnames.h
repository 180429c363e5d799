// Whose name a surname is: the full names of an article, and which of them a short one means
// where it stands.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "loaders/extraction/names/mention_finding.h"
#include "loaders/extraction/reference/coreference.h"

namespace lode {

// A name string of the article with all its mentions.
struct NameGroup {
  std::string folded, type;
  std::vector<std::string> words;  // of the first mention
  std::vector<std::size_t> drafts;
};

// "Rivera" or "Ana" of "Ana Rivera"; "Xu" of "Xu Lan", where the family name is first.
bool IsShortPersonName(const EntityLexicon& lexicon, const NameGroup& group, const NameGroup& full);

// What the title or the first name tells.
Gender GenderOfName(const ArticleText& text, const std::vector<MentionDraft>& drafts,
                    const NameGroup& group);

// Looks up surnames, mention by mention. References: all of it outlives the looking up.
class Surnames {
 public:
  Surnames(const ArticleText& text, const std::vector<MentionDraft>& drafts,
           const std::vector<NameGroup>& groups)
      : text_(text), drafts_(drafts), groups_(groups) {}

  // The group of the full name that a short one means here, the number of groups if none: the
  // only one; else the one that the article is about, which it names again and again or from
  // the start; else the nearest, if near. Costs a walk over the groups.
  std::size_t FullNameFor(std::size_t short_group, const MentionDraft& mention) const;

 private:
  std::size_t WholeName(std::size_t group) const;
  bool IsKin(const NameGroup& group, const MentionDraft& mention) const;

  const ArticleText& text_;
  const std::vector<MentionDraft>& drafts_;
  const std::vector<NameGroup>& groups_;
};

}  // namespace lode
