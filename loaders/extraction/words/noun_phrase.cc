// Cuts the naming words out of a noun phrase.
//
// The idea: walk outwards from the head, word by word, and ask of each word which
// child of the head it belongs to. Children that help to name the thing are taken
// whole, the first that does not ends the walk. The hard bit is where to stop:
// too short and "controls" stands for every control there is, too long and no two
// articles ever name the same node.

#include "loaders/extraction/words/noun_phrase.h"

#include <algorithm>
#include <cctype>

#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

constexpr int kLongestPhrase = 8;  // words

// Adjectives that point or count instead of naming.
bool Points(const SentenceGraph& graph, int word, const EntityLexicon& lexicon) {
  return lexicon.IsCue("pointing", FoldWord(graph.word(word).form));
}

// The child of `head` whose subtree holds `word`; 0 if none.
int BranchOf(const SentenceGraph& graph, int head, int word) {
  for (int steps = 0; word != 0 && steps <= graph.size(); ++steps) {
    if (graph.head(word) == head) return word;
    word = graph.head(word);
  }
  return 0;
}

bool IsQuoteOrHyphen(std::string_view form) {
  return form == "-" || form == "–" || form == "\"" || form == "“" || form == "”" || form == "'" ||
         form == "‘" || form == "’" || form == "/";
}

bool HasOwnClause(const SentenceGraph& graph, int branch) {
  for (int child : graph.children(branch))
    if (graph.Is(child, "acl") || graph.Is(child, "cop") || graph.Is(child, "nsubj")) return true;
  return false;
}

bool NamesFromLeft(const SentenceGraph& graph, int branch) {
  if (graph.Is(branch, "compound") || graph.Is(branch, "flat") || graph.Is(branch, "goeswith"))
    return true;
  if (graph.Is(branch, "amod")) return !HasOwnClause(graph, branch);
  if (graph.Is(branch, "nmod:desc")) return !graph.IsUpos(graph.head(branch), "PROPN");
  return graph.Is(branch, "nmod:poss") && graph.IsUpos(branch, "PROPN") &&
         !graph.IsUpos(graph.head(branch), "PROPN");
}

int ReachLeft(const SentenceGraph& graph, int head) {
  int first = head;
  for (int word = head - 1; word >= 1;) {
    const int branch = BranchOf(graph, head, word);
    if (branch == 0) break;
    if (graph.IsUpos(branch, "PUNCT")) {
      if (!IsQuoteOrHyphen(graph.word(branch).form)) break;
      --word;
      continue;
    }
    if (!NamesFromLeft(graph, branch)) break;
    const std::vector<int> words = graph.Subtree(branch);
    if (words.front() < 1 || head - words.front() >= kLongestPhrase) break;
    first = std::min(first, words.front());
    word = words.front() - 1;
  }
  return first;
}

// Adjectives that point stand outside of the phrase: "[other new] chips".
int SkipPointing(const SentenceGraph& graph, int first, int head, const EntityLexicon& lexicon) {
  const auto in_name = [&](int word) {  // "the First Lady"
    return word > 1 && graph.IsUpos(head, "PROPN") && IsCapitalized(graph.word(word).form) &&
           !graph.IsUpos(word - 1, "PUNCT");
  };
  while (first < head &&
         ((Points(graph, first, lexicon) && graph.head(first) == head && !in_name(first)) ||
          graph.IsUpos(first, "PUNCT") || graph.IsUpos(first, "DET")))
    ++first;
  return first;
}

bool IsNeededComplement(const SentenceGraph& graph, int head, int child,
                        const EntityLexicon& lexicon) {
  if (!graph.Is(child, "nmod") || child < head) return false;
  const std::string preposition = graph.Preposition(child);
  if (!lexicon.IsCue("complement-preposition", preposition)) return false;
  if (graph.IsUpos(child, "PRON") || graph.IsUpos(child, "NUM") || graph.IsUpos(child, "SYM"))
    return false;
  if (!graph.IsUpos(head, "PROPN")) return true;
  return lexicon.IsCue("field-preposition", preposition) &&
         (graph.IsUpos(child, "PROPN") || IsCapitalized(graph.word(child).form));
}

// The parts of a name after its head.
int ReachRightInName(const SentenceGraph& graph, int head, const EntityLexicon& lexicon) {
  int last = head;
  for (int child : graph.children(head)) {
    const bool part =
        graph.Is(child, "flat") || graph.Is(child, "fixed") || graph.Is(child, "goeswith") ||
        (graph.Is(child, "compound") && child > head) ||
        (graph.Is(child, "nummod") && child == last + 1 && graph.IsUpos(head, "PROPN")) ||
        (graph.Is(child, "amod") && child == head + 1 &&
         lexicon.IsCue("behind-a-title", graph.lemma(child)));
    if (part && child > last && child <= last + 2) {
      const std::vector<int> words = graph.Subtree(child);
      last = std::max(last, std::min(words.back(), child));
    }
  }
  return last;
}

bool OpensQuotation(const SentenceGraph& graph, int word) {
  const std::string& form = graph.word(word).form;
  return form == "“" || form == "``" || (form == "\"" && graph.word(word).xpos == "``");
}

// The last word of a quotation that opens there; 0 if it does not close within the sentence
// or is too long for a title.
int EndOfTitle(const SentenceGraph& graph, int open) {
  for (int word = open + 1; word <= graph.size() && word - open <= kLongestPhrase + 2; ++word) {
    const std::string& form = graph.word(word).form;
    if (form != "”" && form != "''" && form != "\"") continue;
    int last = word - 1;
    while (last > open && graph.IsUpos(last, "PUNCT")) --last;
    return last > open ? last : 0;
  }
  return 0;
}

int ReachRight(const SentenceGraph& graph, int first, int head, const EntityLexicon& lexicon) {
  int last = ReachRightInName(graph, head, lexicon);
  for (int child : graph.children(head)) {
    if (!IsNeededComplement(graph, head, child, lexicon)) continue;
    const std::vector<int> words = graph.Subtree(child);
    if (words.front() != last + 1) continue;
    int end = ReachRightInName(graph, child, lexicon);
    if (graph.IsUpos(head, "PROPN")) {  // "Department of Health and Human Services"
      for (int conjunct : graph.Conjuncts(child))
        if (graph.IsUpos(conjunct, "PROPN") && conjunct - end <= 3)
          end = std::max(end, ReachRightInName(graph, conjunct, lexicon));
    }
    // "author of “The Mills of Home”": a title is taken whole.
    for (int word = words.front(); word < child; ++word)
      if (OpensQuotation(graph, word)) end = std::max(end, EndOfTitle(graph, word));
    if (end - first < kLongestPhrase + 1) last = end;
    break;
  }
  return last;
}

bool IsSkippedInText(const SentenceGraph& graph, int word) {
  const Token& token = graph.word(word);
  if (token.upos == "DET" && word > 1 && OpensQuotation(graph, word - 1)) return false;
  if (token.upos == "DET" && word > 2 && word < graph.size() &&
      IsCapitalized(graph.word(word - 1).form) && graph.word(word + 1).xpos == "NNP" &&
      !graph.IsUpos(word - 1, "PUNCT"))
    return false;  // "Face the Isles"
  // "Summit of the Isles", "Journal of the Danish Society", "Ministry of Mines and the Interior"
  if (token.upos == "DET")
    return word == graph.size() || !IsCapitalized(graph.word(word + 1).form) ||
           (!graph.IsUpos(word - 1, "ADP") && !graph.IsUpos(word - 1, "CCONJ")) ||
           !graph.IsUpos(word - 2, "PROPN");
  if (token.upos == "PRON" && graph.Is(word, "nmod:poss")) return true;
  const std::string& form = token.form;
  return form == "\"" || form == "“" || form == "”" || form == "''" || form == "``";
}

}  // namespace

bool LooksLikeAddress(std::string_view form) {
  return form.starts_with("http") || form.starts_with("www.") || form.starts_with("@") ||
         form.find("://") != std::string_view::npos || form.find(".com") != std::string_view::npos;
}

bool IsCapitalized(std::string_view word) {
  if (word.empty()) return false;
  const auto lead = static_cast<unsigned char>(word[0]);
  if (lead < 0x80) return std::isupper(lead) != 0;
  if (word.size() < 2) return false;
  const auto next = static_cast<unsigned char>(word[1]);
  if (lead == 0xC3) return next >= 0x80 && next <= 0x9E;     // À-Þ
  if (lead == 0xC4 || lead == 0xC5) return (next & 1) == 0;  // Latin Extended-A
  if (lead == 0xCE) return next >= 0x86;                     // Greek
  return lead == 0xD0 && next >= 0x80 && next <= 0xAF;       // Cyrillic
}

bool StandsForNothing(const SentenceGraph& graph, int head, const EntityLexicon& lexicon) {
  const Token& token = graph.word(head);
  if (LooksLikeAddress(token.form)) return true;
  const bool counts = token.upos == "NUM" || token.upos == "DET" || token.upos == "SYM" ||
                      WholeOfShare(graph, head) != 0;
  const auto is_letter = [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0;
  };
  if (!counts && std::ranges::count_if(token.form, is_letter) < 2) return true;
  if (!lexicon.IsEmptyNoun(graph.lemma(head)) && !lexicon.IsEmptyNoun(token.form)) return false;
  // "way" says nothing, "way out of the crisis" does: what restricts it fills it.
  for (int child : graph.children(head))
    if ((graph.Is(child, "nmod") && child > head) || graph.Is(child, "acl") ||
        graph.Is(child, "compound") || graph.Is(child, "amod"))
      return false;
  return true;
}

bool KeepsCase(const SentenceGraph& graph, int word, const EntityLexicon& lexicon) {
  const Token& token = graph.word(word);
  const auto marked = [](char c) {
    return std::isupper(static_cast<unsigned char>(c)) != 0 ||
           std::isdigit(static_cast<unsigned char>(c)) != 0;
  };
  return token.upos == "PROPN" || std::ranges::count_if(token.form, marked) > 1 ||
         !lexicon.CountryOfDemonym(token.form).empty();
}

namespace {

bool IsPartitive(const SentenceGraph& graph, int word) {
  return graph.Preposition(word) == "of";
}

}  // namespace

bool IsSomeOfPeople(const SentenceGraph& graph, int head) {
  const bool name = graph.IsUpos(head, "PROPN") && graph.word(head).xpos == "NNPS";
  const bool noun = graph.word(head).xpos == "NNS" && head > 1 &&
                    IsCapitalized(graph.word(head).form) && !graph.IsUpos(head - 1, "PUNCT");
  if (!name && !noun) return false;
  // "some Kelp Democrats": a name before it is theirs, if their number is told.
  const int before = graph.Child(head, "compound");
  bool some = false, counted = false;
  for (int child : graph.children(head)) {
    if (graph.Is(child, "flat") || graph.Is(child, "nmod:desc") || (!name && before != 0))
      return false;
    const bool comma = child > head && graph.IsUpos(graph.Subtree(child).front(), "PUNCT");
    const bool counts = graph.Is(child, "nummod") ||
                        (graph.Is(child, "det") && !graph.HasFeature(child, "PronType=Art"));
    const bool limits =
        (graph.Is(child, "amod") && !IsCapitalized(graph.word(child).form)) ||
        (graph.Is(child, "acl") && !comma) ||
        (graph.Is(child, "nmod") && child > head && !comma && !IsPartitive(graph, child));
    counted = counted || counts;
    some = some || counts || limits || (graph.Is(child, "amod") && child == 1);
  }
  return before != 0 ? counted : some;
}

bool IsPercent(const SentenceGraph& graph, int word) {
  const std::string& unit = graph.lemma(word);
  return unit == "percent" || unit == "%" || unit == "cent";
}

int WholeOfShare(const SentenceGraph& graph, int head) {
  if (!IsPercent(graph, head)) return 0;
  for (int child : graph.children(head))
    if (graph.Is(child, "nmod") && child > head && IsPartitive(graph, child) &&
        graph.IsNominal(child) && !graph.IsUpos(child, "PRON"))
      return child;
  return 0;
}

bool IsPlural(const SentenceGraph& graph, int word) {
  return graph.HasFeature(word, "Number=Plur") || graph.word(word).xpos == "NNS" ||
         graph.word(word).xpos == "NNPS";
}

bool IsDefinite(const SentenceGraph& graph, int noun) {
  const int determiner = graph.Child(noun, "det");
  return graph.Child(noun, "nmod:poss") != 0 || graph.IsUpos(noun, "PROPN") ||
         graph.HasFeature(determiner, "Definite=Def") ||
         graph.HasFeature(determiner, "PronType=Dem");
}

WordRange NamingPhrase(const SentenceGraph& graph, int head, const EntityLexicon& lexicon) {
  int first = SkipPointing(graph, ReachLeft(graph, head), head, lexicon);
  // "[Oslo-]based firm": a word that a hyphen joins to what stands before is no word by itself.
  while (first > 2 && first < head && graph.word(first - 1).form == "-" &&
         !graph.word(first - 1).space_after && !graph.word(first - 2).space_after)
    first -= 2;
  return {first, ReachRight(graph, first, head, lexicon)};
}

std::vector<int> WordsOf(WordRange range) {
  std::vector<int> words;
  for (int word = std::max(1, range.first); word <= range.last; ++word) words.push_back(word);
  return words;
}

std::string PhraseText(const SentenceGraph& graph, WordRange range) {
  std::string text;
  bool space = false;
  for (int word = range.first; word >= 1 && word <= range.last; ++word) {
    const Token& token = graph.word(word);
    if (!IsSkippedInText(graph, word)) {
      if (space && !text.empty()) text += ' ';
      text += token.form;
      space = false;
    }
    space = space || token.space_after;
  }
  return text;
}

std::string TermName(const SentenceGraph& graph, int head, const EntityLexicon& lexicon) {
  if (StandsForNothing(graph, head, lexicon)) return {};
  const std::string& upos = graph.word(head).upos;
  if (upos != "NOUN" && upos != "PROPN" && upos != "X" && upos != "VERB" && upos != "ADJ")
    return {};
  const WordRange range = NamingPhrase(graph, head, lexicon);
  std::string text;
  bool space = false;
  for (int word = range.first; word <= range.last; ++word) {
    const Token& token = graph.word(word);
    if (!IsSkippedInText(graph, word)) {
      if (space && !text.empty()) text += ' ';
      text += KeepsCase(graph, word, lexicon) ? token.form : FoldWord(token.form);
      space = false;
    }
    space = space || token.space_after;
  }
  return text;
}

}  // namespace lode
