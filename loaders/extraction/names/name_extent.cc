// Looks at the words of a name and those beside it.
//
// A model marks too much or too little: the title before a name, the mark after it, one
// word of two. Each question here is about one sentence and its tree alone; what the
// rest of the article knows is the finder's to ask.

#include "loaders/extraction/names/name_extent.h"

#include <algorithm>
#include <cctype>

#include "loaders/extraction/names/name_text.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {

int HeadOf(const SentenceGraph& graph, WordRange range) {
  for (int word = range.first; word <= range.last; ++word)
    if (!range.contains(graph.head(word)) && !graph.IsUpos(word, "PUNCT") &&
        !graph.IsUpos(word, "DET") && !graph.IsUpos(word, "ADP"))
      return word;
  return range.last;
}

bool IsShouting(const Sentence& sentence) {
  int words = 0, capitals = 0;
  bool only_names = sentence.tokens.size() <= 6;  // a heading that is just a name
  for (const Token& token : sentence.tokens) {
    only_names = only_names && (token.upos == "PROPN" || token.upos == "PUNCT");
    if (token.form.size() < 4 || std::isalpha(static_cast<unsigned char>(token.form[0])) == 0)
      continue;
    ++words;
    capitals += IsCapitalized(token.form) ? 1 : 0;
  }
  return !only_names && words >= 3 && capitals * 10 >= words * 8;
}

bool IsTitleWord(const EntityLexicon& lexicon, const SentenceGraph& graph, int word) {
  if (graph.IsVerb(word)) return false;  // "heads Orrin Group"
  const RoleNoun* role = lexicon.Role(graph.word(word).form);
  if (role == nullptr) role = lexicon.Role(graph.lemma(word));
  return role != nullptr && role->title;
}

bool IsHungTitle(const EntityLexicon& lexicon, const SentenceGraph& graph, WordRange range,
                 std::string_view type) {
  const bool saint = type != "person" && graph.word(range.first).form.ends_with('.') &&
                     graph.head(range.first) == range.first + 1 && range.last > range.first + 1;
  return range.first < range.last && type != "place" && !saint &&  // "St. Louis Rams"
         graph.Is(range.first, "nmod:desc") && IsTitleWord(lexicon, graph, range.first) &&
         lexicon.NameWordType(graph.word(range.last).form).empty();
}

// "[Frenchman] Ruud Dahl", "[as] Dahl": what people are is no part of their names.
static bool IsNoPartOfPerson(const EntityLexicon& lexicon, const SentenceGraph& graph,
                             WordRange range) {
  const int word = range.first;
  const std::string& form = graph.word(word).form;
  const bool nation = !lexicon.CountryOfDemonym(form).empty() ||
                      lexicon.NounType(form) == "group" || lexicon.NounType(form) == "person";
  const bool verb = graph.IsVerb(word) && !IsCapitalized(form);
  const bool called = (graph.Is(word, "nmod:desc") || graph.Is(word, "amod")) &&
                      (graph.IsUpos(word, "ADJ") || range.last > word + 1) &&
                      !lexicon.IsFirstName(form) &&  // "[Sleepy] Bo Dahl"
                      lexicon.IsFirstName(graph.word(word + 1).form);
  if (called) return true;
  return (nation && graph.IsUpos(word + 1, "PROPN") && !lexicon.IsFirstName(form)) || verb;
}

// "[drugmaker] Orrin Inc.": what it is, in front of what it is called. Not "hurricane Ana".
static bool IsClassBeforeName(const EntityLexicon& lexicon, const SentenceGraph& graph,
                              WordRange range) {
  constexpr std::size_t kLeastLetters = 5;  // "van", "eBay" and "al-Qaeda" begin names
  const Token& token = graph.word(range.first);
  const bool small =
      token.form.size() >= kLeastLetters && std::ranges::all_of(token.form, [](char c) {
        return std::islower(static_cast<unsigned char>(c)) != 0;
      });
  return range.first < range.last && small && token.space_after &&
         IsCapitalized(graph.word(range.first + 1).form) && lexicon.NounType(token.form) != "event";
}

// "[Browns'] Jimmy Dahl": whose he is.
static int AfterPossessor(const SentenceGraph& graph, WordRange range) {
  for (int word = range.first + 1; word < range.last; ++word)
    if (graph.word(word).xpos == "POS" && IsCapitalized(graph.word(word + 1).form)) return word + 1;
  return range.first;
}

// "Ana Dahl[, R-Tarn]"; but "Ana Dahl, Jr."
static int BeforeComma(const EntityLexicon& lexicon, const SentenceGraph& graph, WordRange range) {
  for (int word = range.first + 1; word < range.last; ++word)
    if (graph.word(word).form == "," && !lexicon.IsCue("generation", graph.word(word + 1).form))
      return word - 1;
  return range.last;
}

WordRange TrimName(const EntityLexicon& lexicon, const SentenceGraph& graph, WordRange range,
                   std::string_view type) {
  if (type == "person" && lexicon.NameWordType(graph.word(range.last).form).empty())
    range.first = AfterPossessor(graph, range);
  if (type == "person") range.last = BeforeComma(lexicon, graph, range);
  while (range.first <= range.last) {
    const Token& token = graph.word(range.first);
    const bool person = range.first < range.last && type == "person";
    const bool drop =
        token.upos == "DET" || token.upos == "PRON" || token.upos == "PUNCT" ||
        token.upos == "ADP" || token.upos == "PART" || token.upos == "CCONJ" ||
        (person && IsTitleWord(lexicon, graph, range.first) &&
         lexicon.NameWordType(graph.word(range.last).form).empty()) ||
        (person && IsNoPartOfPerson(lexicon, graph, range)) ||
        IsHungTitle(lexicon, graph, range, type) ||
        ((type != "place" || token.upos == "VERB") && IsClassBeforeName(lexicon, graph, range));
    if (!drop) break;
    ++range.first;
  }
  while (range.last > range.first) {
    const std::string& upos = graph.word(range.last).upos;
    if (upos != "PUNCT" && upos != "PART" && upos != "ADP" && upos != "CCONJ" && upos != "AUX" &&
        upos != "VERB")
      break;
    if (upos == "VERB" && IsCapitalized(graph.word(range.last).form)) break;
    --range.last;
  }
  // "AI chip X9": a name in letters and digits after what it is.
  for (int word = range.last - 1; word > range.first; --word)
    if (graph.IsUpos(word, "NOUN") && !IsCapitalized(graph.word(word).form)) {
      if (std::ranges::any_of(graph.word(range.last).form, [](char c) {
            return std::isdigit(static_cast<unsigned char>(c)) != 0;
          }))
        range.first = word + 1;
      break;
    }
  // "[Oslo] District Attorney": the office takes its first word back.
  if (type == "place" && range.last > range.first && range.last < graph.size()) {
    const std::string& next = graph.word(range.last + 1).form;
    const std::string office = graph.word(range.last).form + " " + next;
    if (IsCapitalized(next) && lexicon.Role(office) != nullptr) --range.last;
  }
  // "[Orrin 5] AI chips": what stands before the noun belongs to the noun.
  while (range.last > range.first && range.last < graph.size() &&
         graph.IsUpos(range.last + 1, "NOUN") &&
         lexicon.IsCommonAcronym(graph.word(range.last).form))
    --range.last;
  return range;
}

bool IsNumberOfName(const SentenceGraph& graph, int name, int number) {
  const std::string& form = graph.word(number).form;
  const bool digits = !form.empty() && form.size() <= 2 && std::ranges::all_of(form, [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
  });
  if (!digits || name == 1 || !graph.IsUpos(name - 1, "DET") || !graph.IsUpos(name, "PROPN"))
    return false;
  const std::string& upos = graph.word(number + 1).upos;
  return graph.word(name).space_after && upos != "NOUN" && upos != "SYM" && upos != "NUM" &&
         upos != "ADJ" && graph.word(number + 1).form != "%";
}

bool IsCodeOfName(const EntityLexicon& lexicon, const SentenceGraph& graph, WordRange range) {
  const int code = range.last + 1;
  if (code > graph.size() || !range.contains(graph.head(code)) ||
      !HoldsDigit(graph.word(code).form))
    return false;
  const std::string& last = graph.word(range.last).form;
  const bool numbered = lexicon.IsCue("numbered", last);
  const bool beside = graph.Is(code, "nummod") || graph.word(code).deprel == "nmod:unmarked";
  const auto& children = graph.children(code);  // "sold Orrin Corp 30 boats"
  const bool alone =
      std::ranges::all_of(children, [&](int child) { return graph.IsUpos(child, "PUNCT"); });
  const bool person = lexicon.IsFirstName(graph.word(range.first).form);
  return alone && graph.word(range.last).space_after && (IsCapitalized(last) || HoldsDigit(last)) &&
         (numbered ? beside || graph.Is(code, "flat")
                   : graph.Is(code, "flat") && range.first < range.last && !person);
}

bool IsLineOfBusiness(const EntityLexicon& lexicon, const SentenceGraph& graph, int name,
                      int after) {
  const std::string& form = graph.word(after).form;
  const bool tied = graph.head(name) == after || graph.head(after) == name;
  const std::string& next = graph.word(after + 1).form;
  return tied && IsCapitalized(form) && IsCapitalized(graph.word(name).form) &&
         graph.word(name).space_after && lexicon.NameWordType(form) == "company" &&
         lexicon.PlaceType(graph.word(name).form).empty() && !IsCapitalized(next) &&
         !IsShouting(graph.sentence());
}

bool IsPluralPossessor(const SentenceGraph& graph, int word) {
  const Token& token = graph.word(word);
  return graph.IsUpos(word + 1, "PART") && graph.Is(word, "nmod:poss") &&
         IsCapitalized(token.form) && (token.xpos.ends_with("S") || token.form == "People");
}

bool IsPossessorInName(const SentenceGraph& graph, WordRange range) {
  const int mark = range.first - 1;
  return mark > 1 && range.contains(graph.head(mark - 1)) && IsPluralPossessor(graph, mark - 1) &&
         IsCapitalized(graph.word(range.first).form);
}

bool IsHyphenedFirstName(const EntityLexicon& lexicon, const SentenceGraph& graph,
                         WordRange range) {
  const int hyphen = range.first - 1;
  return hyphen > 1 && range.first < range.last && graph.word(hyphen).form == "-" &&
         !graph.word(hyphen).space_after && !graph.word(hyphen - 1).space_after &&
         IsCapitalized(graph.word(hyphen - 1).form) &&
         IsCapitalized(graph.word(range.first).form) &&
         lexicon.Country(graph.word(hyphen - 1).form).empty() &&
         lexicon.PlaceType(graph.word(hyphen - 1).form).empty() &&
         lexicon.CountryOfDemonym(graph.word(hyphen - 1).form).empty();
}

bool IsShoutedPart(const EntityLexicon& lexicon, const SentenceGraph& graph, WordRange range) {
  const int word = range.first - 1;
  const std::string& form = graph.word(word).form;
  return word > 1 && form.size() >= 3 && graph.Is(word, "compound") &&
         range.contains(graph.head(word)) && graph.word(word).space_after &&
         std::ranges::all_of(
             form, [](char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }) &&
         !lexicon.IsCommonAcronym(form) && !IsShouting(graph.sentence());
}

bool IsAdjectiveOfName(const EntityLexicon& lexicon, const SentenceGraph& graph, WordRange range) {
  const int word = range.first - 1;
  if (word <= 1 || !graph.IsUpos(word, "ADJ") || !graph.Is(word, "amod") ||
      !range.contains(graph.head(word)) || !IsCapitalized(graph.word(word).form) ||
      !graph.word(word).space_after)
    return false;
  const std::string& tag = graph.word(word - 1).upos;
  const bool body = !lexicon.NameWordType(graph.word(range.last).form).empty();
  const bool quality = tag == "ADJ" && !IsCapitalized(graph.word(word - 1).form);
  return (tag == "NOUN" || tag == "PROPN" || tag == "DET" || (body && (tag == "ADP" || quality))) &&
         lexicon.CountryOfDemonym(graph.word(word).form).empty();
}

bool IsOpeningPhrase(const EntityLexicon& lexicon, const SentenceGraph& graph, WordRange range) {
  if (range.first != 1 || !graph.IsUpos(range.last, "NOUN") ||
      !lexicon.WholeName(graph.word(1).form).empty())
    return false;
  for (int word = 2; word <= range.last; ++word)
    if (IsCapitalized(graph.word(word).form) || graph.IsUpos(word, "PROPN")) return false;
  const bool plural = graph.word(range.last).xpos == "NNS";
  const std::string& lemma = graph.lemma(range.last);
  if (range.last > 1) return plural && lexicon.CountryOfDemonym(graph.word(1).form).empty();
  return !lexicon.NounType(lemma).empty() || lexicon.Role(lemma) != nullptr;
}

bool IsWordForAThing(const EntityLexicon& lexicon, const SentenceGraph& graph, int word) {
  const std::string& form = graph.word(word).form;
  const bool pointed_at = graph.IsUpos(word - 1, "DET") || graph.IsUpos(word + 1, "NUM");
  return pointed_at && !lexicon.NounType(FoldWord(form)).empty() &&
         lexicon.NameWordKind(form) != NameWord::kCommon && lexicon.WholeName(form).empty() &&
         lexicon.PlaceType(form).empty();
}

bool IsFullNameOfPerson(const EntityLexicon& lexicon, const SentenceGraph& graph, WordRange range) {
  const std::string& first = graph.word(range.first).form;
  const std::string& last = graph.word(range.last).form;
  const std::string& middle = graph.word(range.first + 1).form;
  const bool middle_fits = range.last == range.first + 1 || middle.size() == 2 ||
                           lexicon.IsFirstName(middle) || lexicon.IsCommonSurname(middle);
  if (range.last == range.first || range.last > range.first + 2 || !middle_fits ||
      !lexicon.IsFirstName(first) || !lexicon.PlaceType(first).empty() ||
      graph.word(range.last).xpos != "NNP" || !lexicon.NounType(FoldWord(last)).empty() ||
      lexicon.IsCompanySuffix(last) || !lexicon.WholeName(last).empty() ||
      !lexicon.WholeName(PhraseText(graph, range)).empty() ||
      !lexicon.PlaceType(PhraseText(graph, range)).empty())
    return false;
  for (int word = range.first; word <= range.last; ++word) {
    const std::string& form = graph.word(word).form;
    const bool letters = std::ranges::all_of(
        form, [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
    const bool initial = form.size() == 2 && form[1] == '.';
    const bool shouted = form.size() > 1 && std::isupper(static_cast<unsigned char>(form[1])) != 0;
    if (!IsCapitalized(form) || (!letters && !initial) || shouted ||
        !lexicon.NameWordType(form).empty() ||
        lexicon.NameWordKind(form) != NameWord::kDistinctive || lexicon.Role(form) != nullptr ||
        !lexicon.CountryOfDemonym(form).empty())
      return false;
  }
  return true;
}

void AttachTitle(const EntityLexicon& lexicon, const SentenceGraph& graph, MentionDraft& draft) {
  for (int child : graph.children(draft.head)) {
    if (child >= draft.first || !graph.Is(child, "nmod:desc")) continue;
    draft.role = child;
    const std::vector<int> words = graph.Subtree(child);
    WordRange range{words.front(), draft.last};
    while (range.first < child &&
           (graph.IsUpos(range.first, "DET") || graph.IsUpos(range.first, "PUNCT")))
      ++range.first;
    if (draft.last - range.first <= 9) draft.titled = PhraseText(graph, range);
    return;
  }
  // "Minister" tagged as a part of the name, or hung elsewhere.
  const int before = draft.first - 1;
  if (before >= 1 && IsTitleWord(lexicon, graph, before) && graph.word(before).space_after) {
    draft.role = before;
    const WordRange title = NamingPhrase(graph, before, lexicon);
    draft.titled = PhraseText(graph, {std::min(title.first, before), draft.last});
  }
}

bool IsHyphenedName(const EntityLexicon& lexicon, const SentenceGraph& graph, const MentionDraft& a,
                    const MentionDraft& b) {
  const int hyphen = a.last + 1;
  return graph.word(hyphen).form == "-" && !graph.word(a.last).space_after &&
         !graph.word(hyphen).space_after && a.first == a.last && lexicon.Country(a.text).empty() &&
         lexicon.PlaceType(b.text).empty() && (b.type == "company" || b.type == "organization") &&
         b.first < b.last;
}

bool IsNameHeading(const Sentence& sentence) {
  if (sentence.tokens.size() < 2 || sentence.tokens.size() > 5 || sentence.mentions.size() != 1)
    return false;
  return std::ranges::all_of(sentence.tokens, [](const Token& token) {
    return token.upos == "PROPN" && IsCapitalized(token.form);
  });
}

}  // namespace lode
