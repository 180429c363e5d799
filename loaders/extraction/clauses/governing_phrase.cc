// Finds the phrase before a clause by its words alone, backwards from the clause, and only
// then looks where it hangs: a parser may hang "close to" in five ways, but the words stand
// where they stand.
#include "loaders/extraction/clauses/governing_phrase.h"

#include <string>
#include <string_view>

#include "loaders/extraction/words/predicates.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

constexpr int kLongest = 6;  // words of a phrase of the list
constexpr int kDeepestPhrase = 40;

class PhraseFinder {
 public:
  PhraseFinder(const SentenceGraph& graph, const WordLists& lists) : graph_(graph), lists_(lists) {}

  std::optional<GoverningPhrase> Find(int word) const {
    const int start = CoreStart(word);
    GoverningPhrase phrase;
    const int first = FirstOf(SectionOf(word, start), start, phrase.signature);
    // "parts used to build" are not what used to build.
    if (first == 0 || (graph_.IsVerb(first) && IsPassive(graph_, first))) return std::nullopt;
    phrase.top = TopOf(first, start, word);
    return phrase;
  }

 private:
  bool IsAdverb(int word) const {
    return graph_.IsUpos(word, "ADV") && graph_.lemma(word).ends_with("ly") &&
           !lists_.Has("phrase-word", graph_.lemma(word));
  }

  // The first of the words that go with the head of the clause right before it: its
  // auxiliaries, determiners and adverbs.
  int CoreStart(int word) const {
    const auto goes_with = [&](int child) {
      return graph_.head(child) == word &&
             (graph_.Is(child, "aux") || graph_.Is(child, "cop") || graph_.Is(child, "det") ||
              graph_.Is(child, "amod") || graph_.Is(child, "compound") ||
              graph_.Is(child, "nmod:poss") || (graph_.Is(child, "advmod") && IsAdverb(child)));
    };
    int first = word;
    while (first > 1 && goes_with(first - 1)) --first;
    return first;
  }

  std::string_view SectionOf(int word, int start) const {
    const std::string& tag = graph_.word(word).xpos;
    if (tag != "VBG" && start > 1 && graph_.lemma(start - 1) == "to" &&
        (graph_.IsVerb(word) || graph_.Child(word, "cop") != 0))
      return "before-infinitive";
    if (tag == "VBG" || tag == "NN" || tag == "NNS" || tag == "JJ") return "before-deed";
    return graph_.IsVerb(word) ? "before-verb" : "";
  }

  // The first word of the longest phrase that ends before `start`, 0 if none. Adverbs
  // inside it do not count: "came very close to".
  int FirstOf(std::string_view section, int start, Signature& signature) const {
    std::string phrase;
    int found = 0;
    for (int word = start - 1, count = 0; word > 0 && count < kLongest; --word) {
      if (count > 0 && IsAdverb(word)) continue;
      ++count;
      if (FindSignature(lists_, section, FoldWord(graph_.word(word).form) + phrase, signature) ||
          FindSignature(lists_, section, graph_.lemma(word) + phrase, signature))
        found = word;
      phrase = " " + graph_.lemma(word) + phrase;
    }
    return found;
  }

  int TopOf(int first, int end, int word) const {
    for (int at = graph_.head(word), steps = 0; at != 0 && steps < kDeepestPhrase;
         at = graph_.head(at), ++steps) {
      const int above = graph_.head(at);
      if (at >= first && at < end && (above < first || above >= end)) return at;
    }
    return 0;
  }

  const SentenceGraph& graph_;
  const WordLists& lists_;
};

}  // namespace

std::optional<GoverningPhrase> FindGoverningPhrase(const SentenceGraph& graph, int word,
                                                   const WordLists& lists) {
  if (word < 1 || word > graph.size()) return std::nullopt;  // above the root stands nothing
  return PhraseFinder(graph, lists).Find(word);
}

}  // namespace lode
