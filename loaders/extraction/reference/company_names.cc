// Short names of companies: "Orrin" of "Orrin Holdings Inc."
//
// What a company goes by is the front of its name, and so is what its daughters are called.
// How much the rest tells of the business, whether the long name came first, and whether
// both stand in one sentence decide between the two.

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "loaders/extraction/names/mention_types.h"
#include "loaders/extraction/names/name_text.h"
#include "loaders/extraction/reference/bare_names.h"
#include "loaders/extraction/reference/name_linker.h"
#include "loaders/extraction/words/noun_phrase.h"

namespace lode {

bool IsAcronymOfName(std::string_view word) {
  if (word.size() < 2 || word.size() > 7) return false;
  int capitals = 0;
  for (char c : word) {
    if (std::isupper(static_cast<unsigned char>(c)) != 0)
      ++capitals;
    else if (c != '.' && c != '&' && std::islower(static_cast<unsigned char>(c)) == 0)
      return false;
  }
  return capitals >= 2 && IsCapitalized(word);
}

// May these words, as the article uses them, be short for a company, whatever type
// they were given? Not where they are a place or a person to the text or the lists.
bool NameLinker::MayBeOrganization(const NameGroup& group) const {
  const MentionDraft& first = drafts_[group.drafts.front()];
  if (!text_.lexicon.PlaceType(first.text).empty() ||
      !text_.lexicon.CountryOfDemonym(first.text).empty())
    return false;
  const std::string_view family = FamilyOf(group.type);
  if (family == "organization" || family == "topic") return true;
  const auto contradicts = std::ranges::count_if(group.drafts, [&](std::size_t draft) {
    return drafts_[draft].role != 0 || IsUsedAsPlace(text_, drafts_[draft]);
  });
  if (2 * contradicts > std::ssize(group.drafts)) return false;
  if (group.type != "person") return true;
  if (text_.lexicon.IsFirstName(group.words.front())) return false;
  return std::ranges::none_of(groups_, [&](const NameGroup& other) {
    return other.type == "person" && IsShortPersonName(text_.lexicon, group, other);
  });
}

// "Orrin" of "Orrin Holdings Inc.": the leading words. How sure that is depends on the
// rest: legal form and line of business say nothing else; "Energy" and "Cloud" may make
// it a part of a bigger thing; of other words ("Orrin Tarn") nothing is known.
NameLinker::Fit NameLinker::ShortCompanyName(const NameGroup& group, const NameGroup& full) const {
  if (group.words.size() >= full.words.size()) return Fit::kNone;
  for (std::size_t i = 0; i < group.words.size(); ++i)
    if (FoldName(group.words[i]) != FoldName(full.words[i])) return Fit::kNone;
  Fit fit = Fit::kSure;
  for (std::size_t i = group.words.size(); i < full.words.size(); ++i) {
    const std::string& word = full.words[i];
    const NameWord kind = text_.lexicon.NameWordKind(word);
    if (text_.lexicon.IsCompanySuffix(word) || word == "," || word == "&") continue;
    // "ORN Network" and "ORN Store" are of a body that goes by its letters.
    if (IsAcronymOfName(group.words.back()) && text_.lexicon.NameWordType(word) != "media")
      return Fit::kNone;
    if (kind == NameWord::kBusiness) continue;
    if (kind == NameWord::kBranch || kind == NameWord::kDivision) {
      if (AreTogether(full, group) || (kind == NameWord::kDivision && !IsGivenFirst(full, group)))
        return Fit::kNone;
      fit = std::min(fit, Fit::kIntroduced);
    } else {
      const std::string_view type = text_.lexicon.NameWordType(word);
      const bool unknown =
          IsCapitalized(word) &&
          (type.empty() || type == "media" || (type == "organization" && group.type != "product"));
      if (!unknown || FamilyOf(group.type) == "place" || HasArticle(full) ||
          !IsGivenFirst(full, group))
        return Fit::kNone;
      fit = Fit::kMaybe;
    }
  }
  return fit;
}

// Is the long name there before the short one is? What a headline says does not count,
// as it shortens what it cannot have introduced.
bool NameLinker::IsGivenFirst(const NameGroup& full, const NameGroup& group) const {
  std::size_t first = group.drafts.front();
  if (const SentenceGraph& opening = text_.graphs.front(); !opening.IsUpos(opening.size(), "PUNCT"))
    for (std::size_t i = 1; drafts_[first].sentence == 0 && i < group.drafts.size(); ++i)
      first = group.drafts[i];
  return full.drafts.front() < first;
}

// Names in one sentence are hardly names of one thing: "Orrin Energy, a unit of Orrin".
bool NameLinker::AreTogether(const NameGroup& a, const NameGroup& b) const {
  return std::ranges::any_of(a.drafts, [&](std::size_t i) {
    return std::ranges::any_of(
        b.drafts, [&](std::size_t j) { return drafts_[i].sentence == drafts_[j].sentence; });
  });
}

// "the Orrin Spark" is a thing rather than a company.
bool NameLinker::HasArticle(const NameGroup& group) const {
  return std::ranges::any_of(group.drafts, [&](std::size_t i) {
    const MentionDraft& draft = drafts_[i];
    return draft.first > 1 && text_.graphs[draft.sentence].IsUpos(draft.first - 1, "DET");
  });
}

void NameLinker::LinkCompanies() {
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    if (!MayBeOrganization(groups_[i])) continue;
    std::map<Fit, std::set<std::size_t>> fits;
    for (std::size_t j = 0; j < groups_.size(); ++j)
      if (j != i && FamilyOf(groups_[j].type) == "organization")
        if (const Fit fit = ShortCompanyName(groups_[i], groups_[j]); fit != Fit::kNone)
          fits[fit].insert(Root(j));
    if (!fits.empty() && fits.rbegin()->second.size() == 1) Join(i, *fits.rbegin()->second.begin());
  }
}

}  // namespace lode
