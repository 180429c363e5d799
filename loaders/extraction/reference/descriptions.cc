// A description stands for a name only where its noun says enough: "the company" for the one
// company in sight, "the ministry" for a name with that word in it, "the minister" for the
// person who was called so.
//
// The hard bit is what comes in between: a second company makes "the company" either, and an
// unnamed one ("a shipping line") mostly that one.
#include "loaders/extraction/reference/descriptions.h"

#include <algorithm>

#include "loaders/extraction/names/mention_types.h"
#include "loaders/extraction/names/name_text.h"
#include "loaders/extraction/names/things.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

constexpr std::uint32_t kDescriptionReach = 4;  // sentences

// "Orrin hired the firm": who does a thing is not what it is done to.
std::set<std::uint32_t> ActorsBeside(const SentenceGraph& graph, int word,
                                     const std::vector<Antecedent>& candidates) {
  std::set<std::uint32_t> actors;
  const int first = graph.FirstConjunct(word), verb = graph.head(first);
  if (!graph.IsVerb(verb) || graph.Is(first, "nsubj")) return actors;
  for (const Antecedent& candidate : candidates)
    if (candidate.is_subject && graph.head(graph.FirstConjunct(candidate.head)) == verb)
      actors.insert(candidate.node);
  return actors;
}

}  // namespace

void Descriptions::CollectRoles(const std::vector<MentionDraft>& names) {
  for (const MentionDraft& name : names) {
    const auto cluster = static_cast<std::uint32_t>(name.cluster);
    const SentenceGraph& graph = text_.graphs[name.sentence];
    if (const int noun = ClassNounOf(graph, name, text_.lexicon); noun != 0)
      called_[cluster].insert(FoldWord(graph.lemma(noun)));
    if (clusters_[cluster].type != "person") continue;
    std::vector<int> nouns;
    if (name.role != 0) nouns.push_back(name.role);
    for (int child : graph.children(name.head))
      if (graph.Is(child, "appos") && graph.IsUpos(child, "NOUN")) nouns.push_back(child);
    if (graph.Is(name.head, "appos")) nouns.push_back(graph.head(name.head));
    for (int noun : nouns)
      roles_[FoldWord(graph.lemma(noun))][{name.sentence, name.head}] = cluster;
  }
}

// "the company", "the Danish company", "that ministry": nothing that tells it from
// others of its kind.
bool Descriptions::IsBareDescription(const SentenceGraph& graph, int word) const {
  if (IsPlural(graph, word) || graph.Child(word, "cop") != 0 || graph.Is(word, "appos") ||
      graph.Is(word, "compound") || graph.Is(word, "nmod:desc") || graph.Is(word, "obl:unmarked"))
    return false;
  bool definite = false;
  for (int child : graph.children(word)) {
    const std::string form = FoldWord(graph.word(child).form);
    if (text_.lexicon.IsCue("reflexive", form)) continue;
    if (graph.Is(child, "det")) {
      if (!text_.lexicon.IsCue("points-back", form)) return false;
      definite = true;
    } else if (graph.Is(child, "amod")) {
      if (text_.lexicon.CountryOfDemonym(graph.word(child).form).empty() && form != "same")
        return false;
    } else if (graph.Is(child, "acl:relcl") &&
               graph.IsUpos(graph.Subtree(child).front(), "PUNCT")) {
      continue;  // "the company, which has two mills"
    } else if (graph.Is(child, "nmod") || graph.Is(child, "acl") || graph.Is(child, "nummod") ||
               graph.Is(child, "appos") || graph.Is(child, "conj") ||
               (graph.Is(child, "compound") && graph.IsUpos(child, "PROPN"))) {
      return false;
    }
  }
  return definite;
}

std::uint32_t Descriptions::Described(std::uint32_t sentence, int word) const {
  const SentenceGraph& graph = text_.graphs[sentence];
  if (!IsBareDescription(graph, word)) return kNoNode;
  const std::string noun = FoldWord(graph.lemma(word));
  if (text_.lexicon.Role(noun) != nullptr) return HolderOf(sentence, word, noun);
  const std::string_view type = text_.lexicon.NounType(noun);
  const std::string_view family = FamilyOf(type);
  if (family == "organization" || family == "place" || type == "product" || type == "work")
    return NearestOf(sentence, word, type, noun);
  return kNoNode;
}

// The last person before the word who was given that role.
std::uint32_t Descriptions::HolderOf(std::uint32_t sentence, int word,
                                     const std::string& noun) const {
  const auto role = roles_.find(noun);
  if (role == roles_.end()) return kNoNode;
  const auto after = role->second.lower_bound({sentence, word});
  if (after == role->second.begin()) return kNoNode;
  std::set<std::uint32_t> holders;
  for (const auto& [place, cluster] : role->second) holders.insert(cluster);
  const auto last = std::prev(after);
  if (ActorsBeside(text_.graphs[sentence], word, candidates_[sentence]).contains(last->second))
    return kNoNode;
  if (holders.size() > 1 && sentence - last->first.first > kDescriptionReach) return kNoNode;
  return last->second;
}

// Was it called so ("Orrin, an airline"), or does its name end in the noun ("the Kelp Zoo"), before
// its number ("House Bill 731")?
bool Descriptions::IsCalled(std::uint32_t cluster, const std::string& noun) const {
  const auto called = called_.find(cluster);
  if (called != called_.end() && called->second.contains(noun)) return true;
  std::vector<std::string> words = WordsOfName(clusters_[cluster].name);
  while (words.size() > 2 && HoldsDigit(words.back())) words.pop_back();
  return words.size() > 1 && FoldWord(words.back()) == noun;
}

// May "the noun" mean this name? It has the noun in it ("the ministry"), was called so
// ("Orrin, an airline … the airline"), or the noun says no more than the name's type does:
// "the company", "the country", "the city". "The bank" is no battalion and no airline.
bool Descriptions::Fits(std::uint32_t cluster, std::string_view type,
                        const std::string& noun) const {
  const NameCluster& named = clusters_[cluster];
  if (FamilyOf(named.type) != FamilyOf(type)) return false;
  if (IsCalled(cluster, noun)) return true;
  bool holds = false, body = false;  // the noun; a word of what is no company
  for (const std::string& word : WordsOfName(named.name)) {
    const std::string folded = FoldWord(word);
    holds = holds || folded == noun || (noun.size() > 3 && folded == noun + "s");
    const std::string_view says = text_.lexicon.NameWordType(word);
    body = body || (!says.empty() && says != "company");
  }
  if (holds) return true;
  if (!text_.lexicon.IsGenericNoun(noun)) return false;
  if (type != "company") return named.type == type;
  return named.type == "company" || (named.type == "organization" && !body);
}

// Is the candidate a name that the noun may mean, and of no other country than the sentence's?
bool Descriptions::MayBe(const Antecedent& candidate, std::string_view country,
                         std::string_view type, const std::string& noun) const {
  // "Tarn Airlines" is one, for all its plural.
  const bool many = candidate.plural && FamilyOf(candidate.type) != "organization";
  return candidate.node != kNoNode && candidate.node < clusters_.size() && !many &&
         candidate.type != "topic" &&
         !IsOfOther(clusters_[candidate.node].name, country, text_.lexicon) &&
         Fits(candidate.node, type, noun);
}

// "a shipping line": something of that type that was not there before.
bool Descriptions::IsNewThing(const Antecedent& candidate, std::string_view type) const {
  if (candidate.is_name || candidate.node < clusters_.size() || candidate.plural) return false;
  const SentenceGraph& graph = text_.graphs[candidate.sentence];
  const int article = graph.Child(candidate.head, "det");
  return article != 0 && graph.lemma(article) == "a" &&
         (candidate.kind == FamilyOf(type) ||
          FamilyOf(text_.lexicon.NounType(graph.lemma(candidate.head))) == FamilyOf(type) ||
          FamilyOf(text_.lexicon.NounType(graph.lemma(candidate.head - 1) + " " +
                                          graph.lemma(candidate.head))) == FamilyOf(type));
}

// The entity that fits, in sight: the only one of the nearest sentence that has any, or
// its subject. None if something else of that type came in between.
std::uint32_t Descriptions::NearestOf(std::uint32_t sentence, int word, std::string_view type,
                                      const std::string& noun) const {
  const std::set<std::uint32_t> actors =
      ActorsBeside(text_.graphs[sentence], word, candidates_[sentence]);
  for (std::uint32_t back = 0; back <= std::min(sentence, kDescriptionReach); ++back) {
    std::set<std::uint32_t> fits, subjects;
    bool between = false;
    const std::string_view country = CountryInFront(text_.graphs[sentence], text_.lexicon);
    for (const Antecedent& candidate : candidates_[sentence - back]) {
      if (back == 0 && candidate.head >= word) continue;
      between = between || IsNewThing(candidate, type);
      if (!MayBe(candidate, country, type, noun) || actors.contains(candidate.node)) continue;
      fits.insert(candidate.node);
      if (candidate.is_subject) subjects.insert(candidate.node);
    }
    if (between) return kNoNode;
    if (fits.size() == 1) return *fits.begin();
    if (subjects.size() == 1) return *subjects.begin();
    if (!fits.empty()) return kNoNode;
  }
  const std::uint32_t only = OnlyOneOf(sentence, type, noun);
  return actors.contains(only) ? kNoNode : only;
}

// The one entity of the article so far that fits and is called so, out of sight: "the zoo" of
// an article about one zoo.
std::uint32_t Descriptions::OnlyOneOf(std::uint32_t sentence, std::string_view type,
                                      const std::string& noun) const {
  std::set<std::uint32_t> fits;
  const std::string_view country = CountryInFront(text_.graphs[sentence], text_.lexicon);
  for (std::uint32_t at = 0; at < sentence; ++at)
    for (const Antecedent& candidate : candidates_[at]) {
      if (IsNewThing(candidate, type)) return kNoNode;
      if (MayBe(candidate, country, type, noun)) fits.insert(candidate.node);
    }
  return fits.size() == 1 && IsCalled(*fits.begin(), noun) ? *fits.begin() : kNoNode;
}

}  // namespace lode
