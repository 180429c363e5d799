// Links the names of one article.
//
// The idea is that of a multi-pass sieve: every pass joins what it is sure of and
// leaves the rest to a later, less precise one. Clusters grow by union of name
// strings rather than of mentions, as the same words mean the same thing all
// through an article; only surnames, which may belong to two people, are looked up
// mention by mention, in the order of the text (surnames.h).

#include "loaders/extraction/reference/coreference.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <numeric>
#include <set>

#include "loaders/extraction/names/mention_types.h"
#include "loaders/extraction/names/name_text.h"
#include "loaders/extraction/names/parentheses.h"
#include "loaders/extraction/reference/bare_names.h"
#include "loaders/extraction/reference/surnames.h"
#include "loaders/extraction/reference/told_gender.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

bool IsAcronym(std::string_view word) {
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
    return other.type == "person" && IsShortPersonName(text_, group, other);
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
    if (IsAcronym(group.words.back()) && text_.lexicon.NameWordType(word) != "media")
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

void NameLinker::LinkAcronyms() {
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    if (groups_[i].words.size() != 1 || !IsAcronym(groups_[i].words[0])) continue;
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
    cluster.gender = text_.lexicon.FirstName(WordsOfName(cluster.name).front());
  for (std::size_t draft : cluster.drafts) cluster.plural = cluster.plural && drafts_[draft].plural;
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

}  // namespace

std::vector<NameCluster> LinkNames(const ArticleText& text, std::vector<MentionDraft>& drafts) {
  return NameLinker(text, drafts).Link();
}

}  // namespace lode
