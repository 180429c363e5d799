// Judges names of one word.
//
// A model that never saw a name guesses from its shape, and "Orrin" has the shape of a
// surname as well as of a town. News decides otherwise: people come with a full name,
// a title or a pronoun, towns with a preposition, and what comes with neither and acts
// is mostly a company. So a person or a place of one word needs a witness in the text.

#include "loaders/extraction/reference/bare_names.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "loaders/extraction/names/mention_types.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

bool IsOneWord(std::string_view name) {
  return name.find(' ') == std::string_view::npos;
}

bool IsHeOrShe(std::string_view form, const EntityLexicon& lexicon) {
  const std::string word = FoldWord(form);
  return lexicon.IsCue("he-pronoun", word) || lexicon.IsCue("she-pronoun", word);
}

class Witnesses {
 public:
  Witnesses(const ArticleText& text, const std::vector<MentionDraft>& drafts,
            const std::vector<NameCluster>& clusters)
      : text_(text), drafts_(drafts), clusters_(clusters) {}

  bool ForPerson(const MentionDraft& draft) const;
  bool ForActor(const MentionDraft& draft) const;

 private:
  bool ByPronoun(const MentionDraft& draft) const;
  bool ByNeighbour(const MentionDraft& draft) const;
  bool IsFullPerson(const MentionDraft& draft) const {
    const NameCluster& cluster = clusters_[static_cast<std::size_t>(draft.cluster)];
    return cluster.type == "person" && !IsOneWord(cluster.name);
  }

  const ArticleText& text_;
  const std::vector<MentionDraft>& drafts_;
  const std::vector<NameCluster>& clusters_;
};

bool Witnesses::ForPerson(const MentionDraft& draft) const {
  const SentenceGraph& graph = text_.graphs[draft.sentence];
  if (draft.role != 0 || text_.lexicon.IsFirstName(draft.text)) return true;
  const int noun = ClassNounOf(graph, draft, text_.lexicon);
  if (noun != 0 && text_.lexicon.Role(graph.lemma(noun)) != nullptr) return true;
  for (int child : graph.children(draft.head)) {
    if (graph.Is(child, "appos") && text_.lexicon.Role(graph.word(child).form) != nullptr)
      return true;
    if (graph.Is(child, "acl:relcl") && graph.Child(child, "nsubj", "who") != 0) return true;
  }
  const int parent = graph.head(draft.head);
  if (parent != 0) {
    const std::string& lemma = graph.lemma(parent);
    const bool owner = graph.Is(draft.head, "nmod:poss") || graph.Is(draft.head, "compound");
    if (owner && text_.lexicon.IsCue("of-people", lemma)) return true;
    if (graph.Is(draft.head, "nsubj") && text_.lexicon.IsCue("people-do", lemma)) return true;
  }
  return ByNeighbour(draft) || ByPronoun(draft);
}

// Acts, trades, or is listed with those who do.
bool Witnesses::ForActor(const MentionDraft& draft) const {
  const SentenceGraph& graph = text_.graphs[draft.sentence];
  const int first = graph.FirstConjunct(draft.head);
  const int governor = graph.head(first);
  if (governor == 0) return false;
  if (graph.IsVerb(governor)) {
    if (graph.Is(first, "nsubj")) return true;
    const std::string preposition = graph.Preposition(first);
    const bool party = graph.Is(first, "obj") || preposition == "from" || preposition == "to";
    if (party && text_.lexicon.IsCue("trade-deed", graph.lemma(governor))) return true;
  }
  return std::ranges::any_of(drafts_, [&](const MentionDraft& other) {
    return other.sentence == draft.sentence && other.head != draft.head &&
           graph.FirstConjunct(other.head) == first &&
           clusters_[static_cast<std::size_t>(other.cluster)].type == "company";
  });
}

// "Ana Rivera and Orrin": people are listed with people.
bool Witnesses::ByNeighbour(const MentionDraft& draft) const {
  const SentenceGraph& graph = text_.graphs[draft.sentence];
  const int first = graph.FirstConjunct(draft.head);
  return std::ranges::any_of(drafts_, [&](const MentionDraft& other) {
    return other.sentence == draft.sentence && other.head != draft.head && IsFullPerson(other) &&
           graph.FirstConjunct(other.head) == first;
  });
}

// A "he" or "she" soon after it, and nobody else near who is surely meant.
bool Witnesses::ByPronoun(const MentionDraft& draft) const {
  const std::size_t end = std::min<std::size_t>(draft.sentence + 2u, text_.graphs.size());
  bool pronoun = false;
  for (std::size_t i = draft.sentence; i < end; ++i) {
    const SentenceGraph& graph = text_.graphs[i];
    for (int word = i == draft.sentence ? draft.last + 1 : 1; word <= graph.size(); ++word)
      pronoun = pronoun ||
                (graph.IsUpos(word, "PRON") && IsHeOrShe(graph.word(word).form, text_.lexicon));
  }
  if (!pronoun) return false;
  return std::ranges::none_of(drafts_, [&](const MentionDraft& other) {
    return other.sentence >= draft.sentence && other.sentence < end && IsFullPerson(other);
  });
}

// "Orrin, a town of 9,000".
bool IsCalledPlace(const ArticleText& text, const MentionDraft& draft) {
  const SentenceGraph& graph = text.graphs[draft.sentence];
  const int noun = ClassNounOf(graph, draft, text.lexicon);
  return noun != 0 && FamilyOf(text.lexicon.NounType(graph.lemma(noun))) == "place";
}

// "They gave her Orrin", "Orrin injections": what is taken, used or bought.
bool IsUsedAsProduct(const ArticleText& text, const MentionDraft& draft) {
  const SentenceGraph& graph = text.graphs[draft.sentence];
  const int parent = graph.head(draft.head);
  if (parent == 0) return false;
  const std::string& lemma = graph.lemma(parent);
  if (graph.Is(draft.head, "compound")) return text.lexicon.IsCue("of-product", lemma);
  return graph.Is(draft.head, "obj") && text.lexicon.IsCue("take-product", lemma);
}

// "Ana Dahl, of Orrin, said": where somebody is from.
bool IsHomeOfPerson(const ArticleText& text, const std::vector<MentionDraft>& drafts,
                    const MentionDraft& draft) {
  const SentenceGraph& graph = text.graphs[draft.sentence];
  if (!graph.Is(draft.head, "nmod") ||
      !text.lexicon.IsCue("field-preposition", graph.Preposition(draft.head)))
    return false;
  const int comma = draft.first - 2;
  return comma > 1 && graph.word(comma).form == "," &&
         std::ranges::any_of(drafts, [&](const MentionDraft& other) {
           return other.sentence == draft.sentence && other.head == graph.head(draft.head) &&
                  other.type == "person" && other.last == comma - 1;
         });
}

// What most of the mentions say; ties say nothing.
bool IsMostlyPlace(const ArticleText& text, const std::vector<MentionDraft>& drafts,
                   const NameCluster& cluster) {
  const auto places = std::ranges::count_if(
      cluster.drafts, [&](std::size_t i) { return IsUsedAsPlace(text, drafts[i]); });
  return 2 * places > std::ssize(cluster.drafts);
}

}  // namespace

bool IsUsedAsPlace(const ArticleText& text, const MentionDraft& draft) {
  const SentenceGraph& graph = text.graphs[draft.sentence];
  for (int child : graph.children(draft.head))
    if ((graph.Is(child, "appos") || graph.Is(child, "nmod:unmarked")) && child > draft.last &&
        !text.lexicon.PlaceType(graph.word(child).form).empty())
      return true;
  const int parent = graph.head(draft.head);
  if (parent == 0) return false;
  const std::string preposition = graph.Preposition(draft.head);
  const std::string& lemma = graph.lemma(parent);
  if (preposition == "of") return text.lexicon.IsCue("part-of-place", lemma);
  return text.lexicon.IsCue("place-preposition", preposition) &&
         !text.lexicon.IsCue("put-into", lemma);
}

std::string DistinctiveName(std::string_view name, const EntityLexicon& lexicon) {
  std::string_view kept = name;
  const auto last_word = [&] {
    const std::size_t blank = kept.rfind(' ');
    return std::pair(blank, blank == std::string_view::npos ? kept : kept.substr(blank + 1));
  };
  for (auto [blank, word] = last_word(); blank != std::string_view::npos;
       std::tie(blank, word) = last_word()) {
    const bool joins = word == "&" || word == "and";
    const NameWord kind = lexicon.NameWordKind(word);
    const bool generic = kind == NameWord::kBusiness || kind == NameWord::kBranch || joins;
    if (!generic && !lexicon.IsCompanySuffix(word)) break;
    kept = kept.substr(0, blank);
    while (kept.ends_with(',') || kept.ends_with(' ')) kept.remove_suffix(1);
  }
  const bool tells = lexicon.NameWordType(kept).empty() && lexicon.PlaceType(kept).empty() &&
                     lexicon.CountryOfDemonym(kept).empty() && !lexicon.IsEmptyNoun(kept) &&
                     lexicon.NounType(kept).empty() && kept.size() > 2 &&
                     lexicon.NameWordKind(kept) != NameWord::kCommon;
  return std::string(tells ? kept : name);
}

void DoubtBareNames(const ArticleText& text, const std::vector<MentionDraft>& drafts,
                    std::vector<NameCluster>& clusters) {
  const Witnesses witnesses(text, drafts, clusters);
  for (NameCluster& cluster : clusters) {
    if (!IsOneWord(cluster.name) || !text.lexicon.PlaceType(cluster.name).empty() ||
        !text.lexicon.WholeName(cluster.name).empty())
      continue;
    const auto any = [&](auto&& holds) {
      return std::ranges::any_of(cluster.drafts, [&](std::size_t i) { return holds(drafts[i]); });
    };
    if (cluster.type == "person") {
      if (any([&](const MentionDraft& draft) { return witnesses.ForPerson(draft); })) continue;
      const bool product =
          any([&](const MentionDraft& draft) { return IsUsedAsProduct(text, draft); });
      const bool home =
          any([&](const MentionDraft& draft) { return IsHomeOfPerson(text, drafts, draft); });
      cluster.type = home || IsMostlyPlace(text, drafts, cluster) ? "place"
                     : product                                    ? "product"
                                                                  : "organization";
      cluster.gender = Gender::kUnknown;
    } else if (FamilyOf(cluster.type) == "organization") {
      const bool company =
          any([&](const MentionDraft& draft) { return witnesses.ForActor(draft); });
      const bool called =
          any([&](const MentionDraft& draft) { return IsCalledPlace(text, draft); });
      if (called || (!company && IsMostlyPlace(text, drafts, cluster))) cluster.type = "place";
    } else if (cluster.type == "place") {
      const bool place = any([&](const MentionDraft& draft) { return IsUsedAsPlace(text, draft); });
      const bool acts = any([&](const MentionDraft& draft) { return witnesses.ForActor(draft); });
      if (acts && !place) cluster.type = "organization";
    }
  }
}

}  // namespace lode
