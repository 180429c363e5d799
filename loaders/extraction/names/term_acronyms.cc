// Finds the acronyms of terms.
//
// An acronym of a name is a name; one of common nouns ("wide area detectors (WAD)") is
// a short form of a term, and neither a model nor its capitals should make a name of it.

#include "loaders/extraction/names/term_acronyms.h"

#include "loaders/extraction/names/parentheses.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

std::string Singular(std::string text) {
  if (text.size() > 2 && text.ends_with('s')) text.pop_back();
  return text;
}

// Are the words common nouns and adjectives, at least one of them in lower case?
bool IsTerm(const SentenceGraph& graph, int first, int last) {
  for (int word = first; word <= last; ++word)
    if (!IsCapitalized(graph.word(word).form) && graph.word(word).form.size() > 2 &&
        graph.word(word).form != "and" && graph.word(word).form != "for")
      return true;
  return false;
}

}  // namespace

std::vector<TermAcronym> FindTermAcronyms(const ArticleText& text) {
  std::vector<TermAcronym> found;
  for (const OtherName& other : FindOtherNames(text)) {
    if (other.kind != OtherNameKind::kAcronym || other.spelled == 0) continue;
    if (!IsTerm(text.graphs[other.sentence], other.spelled, other.before)) continue;
    if (TermAcronymAt(found, other.text) != nullptr) continue;
    found.push_back({other.sentence, other.spelled, other.before, other.first, other.text});
  }
  return found;
}

const TermAcronym* TermAcronymAt(const std::vector<TermAcronym>& acronyms,
                                 const std::string& form) {
  if (form.size() < 2 || !IsCapitalized(form)) return nullptr;
  for (const TermAcronym& acronym : acronyms)
    if (Singular(acronym.text) == Singular(form)) return &acronym;
  return nullptr;
}

std::uint32_t TermNodeOf(const ArticleText& text, const TermAcronym& acronym,
                         ArticleEntities& entities) {
  const SentenceGraph& graph = text.graphs[acronym.sentence];
  const std::string name = FoldWord(PhraseText(graph, {acronym.spelled, acronym.head}));
  std::string_view type = text.lexicon.NounType(graph.lemma(acronym.head));
  const std::uint32_t node = entities.Term(name, type.empty() ? "topic" : type);
  return node;
}

}  // namespace lode
