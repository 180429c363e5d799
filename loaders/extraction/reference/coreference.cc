// Links the names of one article.
//
// The idea is that of a multi-pass sieve: every pass joins what it is sure of and
// leaves the rest to a later, less precise one. Clusters grow by union of name
// strings rather than of mentions, as the same words mean the same thing all
// through an article; only surnames, which may belong to two people, are looked up
// mention by mention, in the order of the text (surnames.h).

#include "loaders/extraction/reference/coreference.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "loaders/extraction/names/mention_types.h"
#include "loaders/extraction/names/name_text.h"
#include "loaders/extraction/names/parentheses.h"
#include "loaders/extraction/reference/name_linker.h"
#include "loaders/extraction/reference/told_gender.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {

void NameLinker::GroupByWords() {
  std::map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < drafts_.size(); ++i) {
    const std::string folded = FoldName(drafts_[i].text);
    const auto [it, added] = index.emplace(folded, groups_.size());
    if (added) groups_.push_back({folded, drafts_[i].type, WordsOfName(drafts_[i].text), {}});
    groups_[it->second].drafts.push_back(i);
  }
  parent_.resize(groups_.size());
  std::iota(parent_.begin(), parent_.end(), std::size_t{0});
}

void NameLinker::LinkCountries() {
  std::map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    if (FamilyOf(groups_[i].type) != "place") continue;
    const std::string_view country = text_.lexicon.Country(drafts_[groups_[i].drafts.front()].text);
    if (country.empty()) continue;
    const auto [it, added] = first.emplace(country, i);
    if (!added) Join(it->second, i);
  }
}

void NameLinker::LinkAcronyms() {
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    if (groups_[i].words.size() != 1 || !IsAcronymOfName(groups_[i].words[0])) continue;
    if (groups_[i].type == "person" || FamilyOf(groups_[i].type) == "place") continue;
    std::string letters = FoldName(groups_[i].words[0]);
    std::set<std::size_t> fits;
    for (std::size_t j = 0; j < groups_.size(); ++j)
      if (groups_[j].words.size() > 1 && groups_[j].type != "person" &&
          FoldName(InitialsOf(drafts_[groups_[j].drafts.front()].text)) == letters)
        fits.insert(Root(j));
    if (fits.size() == 1) Join(i, *fits.begin());
  }
}

// "Orrin (NYSE: ORR) … ORR fell".
void NameLinker::LinkParentheses() {
  for (const OtherName& other : FindOtherNames(text_)) {
    if (other.kind == OtherNameKind::kScript) continue;
    std::size_t named = groups_.size(), inside = groups_.size();
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      if (groups_[i].folded == FoldName(other.text)) inside = i;
      for (std::size_t draft : groups_[i].drafts)
        if (drafts_[draft].sentence == other.sentence && drafts_[draft].first <= other.before &&
            other.before <= drafts_[draft].last)
          named = i;
    }
    if (named != groups_.size() && inside != groups_.size()) Join(named, inside);
  }
}

// "Orrin X9" is the X9 where Orrin is a name of its own.
void NameLinker::LinkProducts() {
  std::map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < groups_.size(); ++i) index[groups_[i].folded] = i;
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    if (groups_[i].type != "product" || groups_[i].words.size() < 2) continue;
    for (std::size_t cut = 1; cut < groups_[i].words.size(); ++cut) {
      std::string maker, rest;
      for (std::size_t j = 0; j < groups_[i].words.size(); ++j) {
        std::string& part = j < cut ? maker : rest;
        part += (part.empty() ? "" : " ") + groups_[i].words[j];
      }
      const auto made_by = index.find(FoldName(maker)), product = index.find(FoldName(rest));
      if (made_by == index.end() || product == index.end()) continue;
      if (FamilyOf(groups_[made_by->second].type) == "organization" &&
          groups_[product->second].type == "product")
        Join(i, product->second);
    }
  }
}

// "Otto" of "Hurricane Otto".
void NameLinker::LinkStorms() {
  for (std::size_t i = 0; i < groups_.size(); ++i)
    for (std::size_t j = 0; j < groups_.size(); ++j)
      if (groups_[i].words.size() == 1 && groups_[j].words.size() == 2 &&
          groups_[j].type == "event" &&
          text_.lexicon.FirstWordType(groups_[j].words.front()) == "event" &&
          groups_[j].folded.ends_with(" " + groups_[i].folded)) {
        groups_[i].type = groups_[j].type;
        Join(i, j);
      }
}

void NameLinker::LinkPeople() {
  const Surnames surnames(text_, drafts_, groups_);
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    const std::string& type = groups_[i].type;
    const bool named = type == "person" || type == "topic";
    const bool known_place =
        !text_.lexicon.PlaceType(drafts_[groups_[i].drafts.front()].text).empty();
    if (!named && groups_[i].words.size() > 1) continue;
    if (Root(i) != i) continue;
    for (std::size_t draft : groups_[i].drafts) {
      // "Bronson said", of an article on Ana Bronson: not the town.
      if (!named && known_place && !DoesAsPeople(drafts_[draft])) continue;
      if (const std::size_t full = surnames.FullNameFor(i, drafts_[draft]); full != groups_.size())
        surname_of_[draft] = full;
    }
  }
}

// Does it what people do, or have what people have?
bool NameLinker::DoesAsPeople(const MentionDraft& draft) const {
  const SentenceGraph& graph = text_.graphs[draft.sentence];
  const int parent = graph.head(draft.head);
  if (parent == 0) return false;
  const std::string& lemma = graph.lemma(parent);
  return (graph.Is(draft.head, "nsubj") && (text_.lexicon.IsCue("people-do", lemma) ||
                                            text_.lexicon.IsCue("speaks-again", lemma))) ||
         (graph.Is(draft.head, "nmod:poss") && text_.lexicon.IsCue("of-people", lemma));
}

void NameLinker::Describe(NameCluster& cluster) const {
  std::map<std::string, int> counts, types;
  for (std::size_t draft : cluster.drafts) {
    ++counts[drafts_[draft].text];
    ++types[drafts_[draft].type];
  }
  const bool only_product =
      types.contains("product") && std::ranges::none_of(types, [](const auto& type) {
        return FamilyOf(type.first) == "organization";
      });
  std::size_t longest = 0;
  for (const auto& [name, count] : counts) {
    // The fullest name: most words, then longest, unless it is all shouting.
    std::size_t weight = WordsOfName(name).size() * 1000 + name.size();
    if (only_product) weight = 100000 - weight;  // the X9, not the Orrin X9
    if (weight > longest) longest = weight, cluster.name = name;
  }
  for (std::size_t draft : cluster.drafts)
    if (drafts_[draft].text == cluster.name) cluster.type = drafts_[draft].type;
  NameByTitle(cluster);
  if (cluster.type == "topic" || cluster.type == FamilyOf(cluster.type)) {
    for (const auto& [type, count] : types)
      if (type != "topic" && AreCompatible(type, cluster.type) &&
          (cluster.type == "topic" || type != FamilyOf(type)))
        cluster.type = type;
  }
  for (std::size_t draft : cluster.drafts) {
    if (cluster.gender != Gender::kUnknown) break;
    if (cluster.type != "person") continue;
    cluster.gender = TitleGender(text_, drafts_[draft]);
  }
  if (cluster.type == "person" && cluster.gender == Gender::kUnknown &&
      WordsOfName(cluster.name).size() > 1)
    cluster.gender = GenderByFirstName(cluster);
  for (std::size_t draft : cluster.drafts) cluster.plural = cluster.plural && drafts_[draft].plural;
}

// "Shannon Moe", where he says of himself that he left: the first name tells nothing.
Gender NameLinker::GenderByFirstName(const NameCluster& cluster) const {
  const Gender by_name = text_.lexicon.FirstName(WordsOfName(cluster.name).front());
  bool other = false;
  for (std::size_t draft : cluster.drafts) {
    const Gender own = OwnWordsGender(text_, drafts_[draft]);
    if (own == by_name) return by_name;
    other = other || own != Gender::kUnknown;
  }
  return other ? Gender::kUnknown : by_name;
}

// "Pope Otto": the title is a part of the name. "Lady Moe" beside an "Alan Moe": only the
// title tells them apart.
void NameLinker::NameByTitle(NameCluster& cluster) const {
  if (cluster.type != "person" || cluster.name.find(' ') != std::string::npos) return;
  for (std::size_t draft : cluster.drafts) {
    const MentionDraft& mention = drafts_[draft];
    const Gender told = TitleGender(text_, mention);
    if (text_.lexicon.IsCue("regnal", mention.titled.substr(0, mention.titled.find(' ')))) {
      cluster.name = mention.titled;
      return;
    }
    const bool beside = std::ranges::any_of(groups_, [&](const NameGroup& other) {
      return other.words.size() > 1 && other.type == "person" &&
             GenderOfName(text_, drafts_, other) != told &&
             FoldName(other.words.back()) == FoldName(mention.text);
    });
    if (told == Gender::kUnknown || mention.titled.empty() || !beside) continue;
    cluster.name = mention.titled;
    return;
  }
}

std::vector<NameCluster> NameLinker::MakeClusters() {
  std::map<std::size_t, std::size_t> index;  // root group -> cluster
  std::vector<std::size_t> group_of(drafts_.size());
  for (std::size_t i = 0; i < groups_.size(); ++i)
    for (std::size_t draft : groups_[i].drafts) group_of[draft] = i;
  std::vector<NameCluster> clusters;
  for (std::size_t i = 0; i < drafts_.size(); ++i) {
    const auto surname = surname_of_.find(i);
    const std::size_t root = Root(surname == surname_of_.end() ? group_of[i] : surname->second);
    const auto [it, added] = index.emplace(root, clusters.size());
    if (added) clusters.emplace_back().plural = true;
    clusters[it->second].drafts.push_back(i);
    drafts_[i].cluster = static_cast<int>(it->second);
  }
  for (NameCluster& cluster : clusters) Describe(cluster);
  return clusters;
}

std::vector<NameCluster> LinkNames(const ArticleText& text, std::vector<MentionDraft>& drafts) {
  return NameLinker(text, drafts).Link();
}

}  // namespace lode
