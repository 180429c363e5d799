// A surname may belong to two people of one article, so it is looked up where it stands.
//
// The hard bit is a family: what tells its members apart is a title, the pronoun that goes on
// with the name, or whom the article is about.
#include "loaders/extraction/reference/surnames.h"

#include <algorithm>
#include <map>
#include <utility>

#include "loaders/extraction/names/name_text.h"
#include "loaders/extraction/reference/told_gender.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

// How many sentences after a full name a surname that two people share may mean it.
constexpr std::uint32_t kSurnameReach = 1;

}  // namespace

// "Rivera" or "Ana" of "Ana Rivera"; "Xu" of "Xu Lan", where the family name is first.
bool IsShortPersonName(const EntityLexicon& lexicon, const NameGroup& group,
                       const NameGroup& full) {
  std::size_t all = full.words.size();  // "Otis Hale Jr." is a Hale
  while (all > 2 && !lexicon.IsCue("generation", group.words.back()) &&
         lexicon.IsCue("generation", full.words[all - 1]))
    --all;
  if (group.words.size() >= all) return false;
  const std::size_t extra = all - group.words.size();
  bool tail = true, front = true;
  for (std::size_t i = 0; i < group.words.size(); ++i) {
    tail = tail && FoldName(group.words[i]) == FoldName(full.words[i + extra]);
    front = front && FoldName(group.words[i]) == FoldName(full.words[i]);
  }
  if (tail) return true;
  if (full.words.size() > 2 && group.words.size() == 2)  // "Ana Rivera" of "Ana Maria Rivera"
    return FoldName(group.words.front()) == FoldName(full.words.front()) &&
           FoldName(group.words.back()) == FoldName(full.words[all - 1]);
  return front && group.words.size() == 1;
}

// The longer name of several words that this one is short for, if there is just one.
std::size_t Surnames::WholeName(std::size_t group) const {
  std::size_t whole = group;
  for (std::size_t j = 0; j < groups_.size(); ++j)
    if (j != group && groups_[group].words.size() > 1 && groups_[j].type == "person" &&
        IsShortPersonName(text_.lexicon, groups_[group], groups_[j])) {
      if (whole != group) return group;
      whole = j;
    }
  return whole;
}

// The full name that a short one means here: the only one; else the one that the article
// is about, which it names again and again or from the start; else the nearest, if near.
std::size_t Surnames::FullNameFor(std::size_t short_group, const MentionDraft& mention) const {
  const std::size_t none = groups_.size();
  std::map<std::size_t, std::pair<std::uint32_t, int>> fits;  // group -> last place before
  std::map<std::size_t, std::size_t> weights;
  for (std::size_t j = 0; j < groups_.size(); ++j) {
    if (j == short_group || groups_[j].type != "person") continue;
    if (!IsShortPersonName(text_.lexicon, groups_[short_group], groups_[j])) continue;
    if (IsKin(groups_[j], mention)) continue;  // "Moe came with his wife, Eva Moe."
    const std::size_t whole = WholeName(j);    // "Ana Rivera" of "Ana M. Rivera"
    std::pair<std::uint32_t, int>& place = fits[whole];
    weights[whole] +=
        groups_[j].drafts.size() + (drafts_[groups_[j].drafts.front()].sentence < 2 ? 1 : 0);
    for (std::size_t draft : groups_[j].drafts) {
      const std::pair<std::uint32_t, int> at{drafts_[draft].sentence + 1, drafts_[draft].first};
      if (at < std::pair(mention.sentence + 1, mention.first)) place = std::max(place, at);
    }
  }
  if (fits.empty()) return none;
  const auto is_other = [&](Gender told) {
    return [&, told](const auto& fit) {
      const Gender own = GenderOfName(text_, drafts_, groups_[fit.first]);
      return told != Gender::kUnknown && own != Gender::kUnknown && own != told;
    };
  };
  std::erase_if(fits, is_other(TitleGender(text_, mention)));
  if (fits.empty()) return none;
  const Gender later = PronounGender(text_, mention);
  if (!std::ranges::all_of(fits, is_other(later))) std::erase_if(fits, is_other(later));
  std::erase_if(weights, [&](const auto& weight) { return !fits.contains(weight.first); });
  std::size_t nearest = fits.begin()->first, main = nearest;
  for (const auto& [group, place] : fits) {
    if (place > fits.at(nearest)) nearest = group;
    if (weights[group] > weights[main]) main = group;
  }
  if (fits.size() == 1) return nearest;
  const bool outstanding = std::ranges::all_of(weights, [&](const auto& weight) {
    return weight.first == main || weights[main] >= 2 * weight.second;
  });
  if (outstanding) return main;
  const std::uint32_t last = fits.at(nearest).first;
  return last == 0 || mention.sentence + 1 - last > kSurnameReach ? none : nearest;
}

// What the title or the first name tells.
Gender GenderOfName(const ArticleText& text, const std::vector<MentionDraft>& drafts,
                    const NameGroup& group) {
  for (std::size_t draft : group.drafts)
    if (const Gender told = TitleGender(text, drafts[draft]); told != Gender::kUnknown) return told;
  return group.words.size() > 1 ? text.lexicon.FirstName(group.words.front()) : Gender::kUnknown;
}

// "his wife, Eva Moe": not the Moe named before her, or beside her.
bool Surnames::IsKin(const NameGroup& group, const MentionDraft& mention) const {
  const MentionDraft& first = drafts_[group.drafts.front()];
  const SentenceGraph& graph = text_.graphs[first.sentence];
  const int word = graph.IsUpos(first.first - 1, "PUNCT") ? first.first - 2 : first.first - 1;
  return word > 1 && mention.sentence <= first.sentence &&
         text_.lexicon.IsCue("kin", graph.lemma(word)) && graph.Child(word, "nmod:poss") != 0;
}

}  // namespace lode
