// Finds the names of an article.
//
// The model marks names sentence by sentence and makes the mistakes of such models:
// a title taken into the name, half a name, a name seen in one sentence and missed in
// the next. What it missed is found again in two ways: words that are a name
// elsewhere in the article, and runs of proper nouns. The hard bit is what is no
// name: acronyms before a noun ("AI chips"), months, titles, headlines in capitals.

#include "loaders/extraction/names/mention_finding.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "loaders/extraction/names/name_extent.h"
#include "loaders/extraction/names/parentheses.h"
#include "loaders/extraction/names/term_acronyms.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

using Covered = std::vector<std::vector<bool>>;  // [sentence][word]

class NameFinder {
 public:
  explicit NameFinder(const ArticleText& text) : text_(text), acronyms_(FindTermAcronyms(text)) {
    for (const Sentence& sentence : text.sentences)
      covered_.emplace_back(sentence.tokens.size() + 2, false);
  }

  std::vector<MentionDraft> Find() {
    CountLowerCase();
    for (std::size_t i = 0; i < text_.sentences.size(); ++i) TakeFromModel(i);
    DropDoubtful();
    TakeSpelledOut();
    RepeatKnownNames();
    for (std::size_t i = 0; i < text_.sentences.size(); ++i) TakeProperNouns(i);
    JoinParts();
    AbsorbParts();
    RepeatKnownNames();
    std::ranges::sort(drafts_, [](const MentionDraft& a, const MentionDraft& b) {
      return std::pair(a.sentence, a.first) < std::pair(b.sentence, b.first);
    });
    return std::move(drafts_);
  }

 private:
  void CountLowerCase();
  void TakeFromModel(std::size_t sentence);
  void DropDoubtful();
  void TakeSpelledOut();
  void TakeProperNouns(std::size_t sentence);
  void JoinParts();
  void AbsorbParts();
  void Replace(std::size_t sentence, WordRange range, const std::string& type);
  void RepeatKnownNames();
  void RepeatIn(std::size_t sentence, const std::map<std::vector<std::string>, std::string>& known,
                std::size_t longest);
  void Add(std::size_t sentence, WordRange range, std::string type, bool from_model);

  WordRange Widen(const SentenceGraph& graph, WordRange range, std::size_t sentence) const;
  bool IsNameLikeAdjective(const SentenceGraph& graph, WordRange range) const;
  bool IsNameWord(const SentenceGraph& graph, int word) const;
  bool IsUsableRun(const SentenceGraph& graph, WordRange range) const;

  const ArticleText& text_;
  const std::vector<TermAcronym> acronyms_;
  Covered covered_;
  std::vector<MentionDraft> drafts_;
  std::map<std::string, int> lower_case_;  // words seen in lower case, how often
};

void NameFinder::CountLowerCase() {
  for (const Sentence& sentence : text_.sentences)
    for (const Token& token : sentence.tokens)
      if (!IsCapitalized(token.form)) ++lower_case_[FoldWord(token.form)];
}

// Takes in the rest of a name that was cut short: "flat" parts, and capitalised
// compounds right before it.
WordRange NameFinder::Widen(const SentenceGraph& graph, WordRange range,
                            std::size_t sentence) const {
  const auto free = [&](int word) {
    return word >= 1 && word <= graph.size() && !covered_[sentence][static_cast<std::size_t>(word)];
  };
  for (bool grew = true; grew;) {
    grew = false;
    const int after = range.last + 1;
    if (free(after) && graph.Is(after, "flat") && range.contains(graph.head(after)) &&
        graph.IsUpos(after, "PROPN") && graph.word(after).xpos.starts_with("NN"))
      ++range.last, grew = true;
    if (free(after) && IsCodeOfName(text_.lexicon, graph, range)) range.last = after, grew = true;
    // "the Orrin 3": a number is a part of what has an article, unless it counts.
    if (free(after) && range.first == range.last && IsNumberOfName(graph, range.first, after))
      range.last = after, grew = true;
    const int form_at = free(after) && graph.word(after).form == "," ? after + 1 : after;
    if (free(form_at) && text_.lexicon.IsCompanySuffix(graph.word(form_at).form) &&
        IsCapitalized(graph.word(form_at).form) && !range.contains(form_at) &&
        IsCapitalized(graph.word(range.last).form))
      range.last = form_at, grew = true;
    if (free(after) && range.first == range.last &&
        IsLineOfBusiness(text_.lexicon, graph, range.last, after))
      range.last = after, grew = true;
    const int before = range.first - 1;
    if (free(before) && free(before - 1) &&
        (IsPossessorInName(graph, range) || IsHyphenedFirstName(text_.lexicon, graph, range)))
      range.first -= 2, grew = true;
    else if (free(before) && (IsAdjectiveOfName(text_.lexicon, graph, range) ||
                              IsShoutedPart(text_.lexicon, graph, range)))
      --range.first, grew = true;
    if (free(before) && graph.IsUpos(before, "PROPN") && range.contains(graph.head(before)) &&
        graph.Is(before, "compound") && graph.word(before).space_after &&
        text_.lexicon.Country(graph.word(before).form).empty() &&
        (text_.lexicon.NameWordType(graph.word(before).form).empty() ||
         !text_.lexicon.IsFirstName(graph.word(range.first).form)) &&
        !(graph.lemma(before - 1) == "of" && graph.head(before - 1) == before) &&
        (!IsTitleWord(text_.lexicon, graph, before) ||
         text_.lexicon.NameWordType(graph.word(range.last).form) == "government-body"))
      --range.first, grew = true;
  }
  return range;
}

void NameFinder::Add(std::size_t sentence, WordRange range, std::string type, bool from_model) {
  const SentenceGraph& graph = text_.graphs[sentence];
  while (IsHungTitle(text_.lexicon, graph, range, type)) ++range.first;  // widened or repeated
  MentionDraft draft;
  draft.sentence = static_cast<std::uint32_t>(sentence);
  draft.first = range.first;
  draft.last = range.last;
  draft.head = HeadOf(graph, range);
  draft.type = std::move(type);
  draft.from_model = from_model;
  draft.text = PhraseText(graph, range);
  const bool people = draft.type == "group" || draft.type.empty();
  const bool plain = range.first == range.last ||
                     (draft.head == range.last && range.first + 1 == range.last &&
                      graph.Is(range.first, "compound") && graph.head(range.first) == draft.head);
  if (people && plain && IsSomeOfPeople(graph, draft.head)) return;
  draft.plural = IsPlural(graph, draft.head) && graph.word(range.last).xpos != "NNP";
  if (draft.text.empty()) return;
  AttachTitle(text_.lexicon, graph, draft);
  for (int word = range.first; word <= range.last; ++word)
    covered_[sentence][static_cast<std::size_t>(word)] = true;
  drafts_.push_back(std::move(draft));
}

void NameFinder::TakeFromModel(std::size_t sentence) {
  const SentenceGraph& graph = text_.graphs[sentence];
  if (IsNameHeading(text_.sentences[sentence])) {
    Add(sentence, {1, graph.size()}, text_.sentences[sentence].mentions.front().type, true);
    return;
  }
  for (const Mention& mention : text_.sentences[sentence].mentions) {
    WordRange range{std::max(1, mention.first), std::min(graph.size(), mention.last)};
    range = TrimName(text_.lexicon, graph, range, mention.type);
    if (range.first > range.last) continue;
    range = TrimName(text_.lexicon, graph, Widen(graph, range, sentence), mention.type);
    if (!IsUsableRun(graph, range)) continue;
    Add(sentence, range, mention.type, true);
  }
}

// A single word that the model calls a name in less than half of the places where it
// stands, mostly before a common noun: "AI", "EV". The list of places outranks this.
void NameFinder::DropDoubtful() {
  std::map<std::string, int> seen, before_noun, marked;
  for (const SentenceGraph& graph : text_.graphs)
    for (int word = 1; word <= graph.size(); ++word) {
      const std::string& form = graph.word(word).form;
      ++seen[form];
      const int head = graph.head(word);
      before_noun[form] += graph.Is(word, "compound") && head > word && graph.IsUpos(head, "NOUN");
    }
  for (const MentionDraft& draft : drafts_) ++marked[draft.text];
  std::erase_if(drafts_, [&](const MentionDraft& draft) {
    if (draft.first != draft.last || !text_.lexicon.PlaceType(draft.text).empty()) return false;
    const int count = seen[draft.text];
    const bool doubtful = 2 * marked[draft.text] < count && 2 * before_noun[draft.text] >= count &&
                          count > 2 && std::ranges::none_of(draft.text, [](char c) {
                            return std::isdigit(static_cast<unsigned char>(c)) != 0;
                          });
    if (doubtful) covered_[draft.sentence][static_cast<std::size_t>(draft.first)] = false;
    return doubtful;
  });
}

// "the Western Economic Area (WEA)": the initials say which words are the name.
void NameFinder::TakeSpelledOut() {
  for (const OtherName& other : FindOtherNames(text_)) {
    if (other.kind != OtherNameKind::kAcronym || other.spelled == 0) continue;
    const SentenceGraph& graph = text_.graphs[other.sentence];
    const WordRange range{other.spelled, other.before};
    bool capitals = range.last > range.first;
    std::string type;
    for (int word = range.first; word <= range.last; ++word)
      capitals = capitals && (IsCapitalized(graph.word(word).form) || graph.IsUpos(word, "ADP") ||
                              graph.IsUpos(word, "DET") || graph.IsUpos(word, "CCONJ"));
    bool inside = false;  // of a longer name
    for (const MentionDraft& draft : drafts_) {
      if (draft.sentence != other.sentence) continue;
      inside = inside || (draft.first <= range.first && range.last <= draft.last);
      if (draft.last == range.last || draft.first == other.first) type = draft.type;
    }
    if (capitals && !inside) Replace(other.sentence, range, type);
  }
}

// A name has a capital or a digit, is no lone adjective ("Chinese"), month or title.
bool NameFinder::IsUsableRun(const SentenceGraph& graph, WordRange range) const {
  bool capital = false;
  for (int word = range.first; word <= range.last; ++word) {
    const std::string& form = graph.word(word).form;
    capital = capital || IsCapitalized(form) ||
              (form.size() > 1 && std::isdigit(static_cast<unsigned char>(form.back())) != 0 &&
               std::isalpha(static_cast<unsigned char>(form[0])) != 0) ||
              (form.size() > 2 && IsCapitalized(std::string_view(form).substr(1)));
    if (IsSumOfMoney(form)) return false;
    if (LooksLikeAddress(form) || form[0] == '#') return false;
  }
  if (!capital || IsOpeningPhrase(text_.lexicon, graph, range)) return false;
  if (range.first < range.last) return true;
  const Token& token = graph.word(range.first);
  if (token.upos == "ADJ" || token.upos == "NUM" || token.upos == "VERB" || token.upos == "ADV" ||
      token.upos == "PUNCT" || token.upos == "DET" || token.upos == "PRON")
    return false;
  if (token.form.size() < 2 || text_.lexicon.IsEmptyNoun(token.form) ||
      text_.lexicon.IsCommonAcronym(token.form) || text_.lexicon.IsCompanySuffix(token.form) ||
      TermAcronymAt(acronyms_, token.form) != nullptr)
    return false;
  return !IsTitleWord(text_.lexicon, graph, range.first) &&
         lower_case_.count(FoldWord(token.form)) == 0;
}

bool NameFinder::IsNameWord(const SentenceGraph& graph, int word) const {
  return graph.IsUpos(word, "PROPN") && !text_.lexicon.IsEmptyNoun(graph.word(word).form) &&
         (IsCapitalized(graph.word(word).form) || !graph.word(word).form.empty());
}

// Runs of proper nouns that no mention covers.
void NameFinder::TakeProperNouns(std::size_t sentence) {
  const SentenceGraph& graph = text_.graphs[sentence];
  if (IsShouting(text_.sentences[sentence])) return;
  for (int word = 1; word <= graph.size(); ++word) {
    if (covered_[sentence][static_cast<std::size_t>(word)] || !IsNameWord(graph, word)) continue;
    int last = word;
    while (last < graph.size() && !covered_[sentence][static_cast<std::size_t>(last) + 1] &&
           IsNameWord(graph, last + 1) && graph.word(last).space_after)
      ++last;
    WordRange range = TrimName(text_.lexicon, graph, {word, last}, "person");
    word = last;
    if (range.first <= range.last) range = Widen(graph, range, sentence);
    if (range.first > range.last || !IsUsableRun(graph, range)) continue;
    const int head = HeadOf(graph, range);
    // "AI chips", "A-share market": a compound before a common noun is no name by itself,
    // unless it has a digit in it ("X9 chips").
    const bool digit = std::ranges::any_of(graph.word(range.last).form, [](char c) {
      return std::isdigit(static_cast<unsigned char>(c)) != 0;
    });
    const bool before_noun = graph.Is(head, "compound") && graph.IsUpos(graph.head(head), "NOUN");
    if (range.first == range.last &&
        ((before_noun && !digit) || IsWordForAThing(text_.lexicon, graph, range.first)))
      continue;
    // "Trade Minister" is what somebody is called, not a name.
    if (IsTitleWord(text_.lexicon, graph, range.last)) continue;
    Add(sentence, range, {}, false);
  }
}

// Puts one name in the place of those inside its range.
void NameFinder::Replace(std::size_t sentence, WordRange range, const std::string& type) {
  std::erase_if(drafts_, [&](const MentionDraft& draft) {
    return draft.sentence == sentence && range.contains(draft.first) && range.contains(draft.last);
  });
  Add(sentence, range, type, false);
}

// "State Council" + "for Trade", "Lumen" + "Robotics": names that the tree says are one.
void NameFinder::JoinParts() {
  std::ranges::sort(drafts_, [](const MentionDraft& a, const MentionDraft& b) {
    return std::pair(a.sentence, a.first) < std::pair(b.sentence, b.first);
  });
  for (std::size_t i = 0; i + 1 < drafts_.size(); ++i) {
    const MentionDraft a = drafts_[i], b = drafts_[i + 1];
    if (a.sentence != b.sentence) continue;
    const SentenceGraph& graph = text_.graphs[a.sentence];
    const int between = b.first - a.last - 1;
    const std::string_view word_type = text_.lexicon.NameWordType(graph.word(a.last).form);
    const bool complement = between == 1 && graph.head(b.head) == a.head &&
                            graph.Is(b.head, "nmod") &&
                            text_.lexicon.IsCue("field-preposition", graph.lemma(b.first - 1)) &&
                            (word_type == "government-body" || word_type == "organization" ||
                             text_.lexicon.IsCue("placed-body", graph.word(a.last).form));
    const bool compound = between == 0 && graph.word(a.last).space_after && a.last == a.first &&
                          !b.from_model && text_.lexicon.Country(a.text).empty() &&
                          text_.lexicon.NameWordType(graph.word(b.last).form) == "company";
    // "the People's Republic of Tarn"
    const bool possessed = between == 1 && a.first == a.last && graph.head(a.first) == b.head &&
                           b.type != "person" && IsPluralPossessor(graph, a.first);
    const bool hyphened = between == 1 && IsHyphenedName(text_.lexicon, graph, a, b);
    if (!complement && !compound && !hyphened && !possessed) continue;
    Replace(a.sentence, {a.first, b.last},
            complement              ? std::string(word_type)
            : hyphened || possessed ? b.type
                                    : "company");
    std::ranges::sort(drafts_, [](const MentionDraft& x, const MentionDraft& y) {
      return std::pair(x.sentence, x.first) < std::pair(y.sentence, y.first);
    });
  }
}

// A longer name that the article has elsewhere takes the place of its parts.
void NameFinder::AbsorbParts() {
  std::map<std::string, std::string> known;  // forms joined by blanks -> type
  for (const MentionDraft& draft : drafts_)
    if (draft.last > draft.first) known[draft.text] = draft.type;
  std::vector<std::pair<std::size_t, WordRange>> found;
  for (const MentionDraft& draft : drafts_) {
    const SentenceGraph& graph = text_.graphs[draft.sentence];
    WordRange best;
    for (int first = std::max(1, draft.first - 4); first <= draft.first; ++first)
      for (int last = draft.last; last <= std::min(graph.size(), draft.last + 5); ++last) {
        if (last - first <= draft.last - draft.first || last - first > 6) continue;
        if (last - first <= best.last - best.first) continue;
        if (known.contains(PhraseText(graph, {first, last})) && graph.IsUpos(last, "PROPN") &&
            IsCapitalized(graph.word(first).form))
          best = {first, last};
      }
    if (best.first != 0) found.emplace_back(draft.sentence, best);
  }
  for (const auto& [sentence, range] : found)
    Replace(sentence, range, known[PhraseText(text_.graphs[sentence], range)]);
}

// Words that are a name elsewhere are one here too, of the type it mostly has.
void NameFinder::RepeatKnownNames() {
  std::map<std::vector<std::string>, std::map<std::string, int>> votes;
  std::size_t longest = 0;
  for (const MentionDraft& draft : drafts_) {
    std::vector<std::string> words;
    for (int word = draft.first; word <= draft.last; ++word)
      words.push_back(text_.graphs[draft.sentence].word(word).form);
    longest = std::max(longest, words.size());
    ++votes[words][draft.type];
  }
  std::map<std::vector<std::string>, std::string> known;
  for (const auto& [words, types] : votes) {
    const auto most = std::ranges::max_element(
        types, [](const auto& a, const auto& b) { return a.second < b.second; });
    known[words] = most->first;
  }
  for (std::size_t i = 0; i < text_.sentences.size(); ++i) RepeatIn(i, known, longest);
}

// "Orrin spokeswoman", where the tree takes a name that the article has elsewhere for
// an adjective.
bool NameFinder::IsNameLikeAdjective(const SentenceGraph& graph, WordRange range) const {
  const std::string& form = graph.word(range.first).form;
  return range.first == range.last && graph.IsUpos(range.first, "ADJ") && range.first > 1 &&
         IsCapitalized(form) && text_.lexicon.CountryOfDemonym(form).empty() &&
         !lower_case_.contains(FoldWord(form));
}

void NameFinder::RepeatIn(std::size_t sentence,
                          const std::map<std::vector<std::string>, std::string>& known,
                          std::size_t longest) {
  const SentenceGraph& graph = text_.graphs[sentence];
  for (int first = 1; first <= graph.size(); ++first) {
    std::vector<std::string> words;
    WordRange found;
    for (int last = first; last <= graph.size() && words.size() < longest; ++last) {
      if (covered_[sentence][static_cast<std::size_t>(last)]) break;
      words.push_back(graph.word(last).form);
      if (known.contains(words)) found = {first, last};
    }
    if (found.first == 0) continue;
    words.resize(static_cast<std::size_t>(found.last - found.first) + 1);
    if (IsUsableRun(graph, found) || IsNameLikeAdjective(graph, found))
      Add(sentence, found, known.at(words), false);
    first = found.last;
  }
}

}  // namespace

bool IsSumOfMoney(std::string_view form) {
  std::size_t at = 0;
  while (at < form.size() && std::isupper(static_cast<unsigned char>(form[at])) != 0) ++at;
  const std::size_t letters = at;
  while (at < form.size() && std::isdigit(static_cast<unsigned char>(form[at])) != 0) ++at;
  if (letters == 0 || letters > 3 || at == letters) return false;
  const std::string_view rest = form.substr(at);
  return rest == "bn" || rest == "m" || rest == "mn" || rest == "tn" || rest == "k" ||
         rest.starts_with(',') || rest.starts_with('.');
}

std::vector<MentionDraft> FindNames(const ArticleText& text) {
  return NameFinder(text).Find();
}

}  // namespace lode
