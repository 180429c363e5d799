// Puts the rest of a name back to its front.
//
// What a model marks well is the part that looks like a name; "Foundation", "Meeting" or
// "of Polar Medicine" look like words of the language. They are no names alone, and in the
// middle of a sentence their capitals say that something before them is. The hard bit is
// what has a capital for another reason: the sentence's first word, titles of people, days,
// headlines.
#include "loaders/extraction/names/name_remainders.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

#include "loaders/extraction/names/marked_sentence.h"
#include "loaders/extraction/names/name_extent.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

constexpr std::size_t kLongestSyllable = 6;  // letters of "moon", "young"

bool IsSmallWord(std::string_view form) {
  return !form.empty() && form.size() <= kLongestSyllable && std::ranges::all_of(form, [](char c) {
    return std::islower(static_cast<unsigned char>(c)) != 0;
  });
}

class Remainders : MarkedSentence {
 public:
  Remainders(Sentence& sentence, const EntityLexicon& lexicon)
      : MarkedSentence(sentence, lexicon) {}

  std::vector<int> Run() {
    if (IsShouting(sentence_)) return {};
    for (int word = 1; word <= size_; ++word) {
      JoinFront(word);
      JoinTail(word);
      JoinHyphened(word);
      JoinField(word);
      JoinTitle(word);
    }
    return std::move(changed_);
  }

 private:
  bool IsTight(int word) const {  // a hyphen without spaces round it
    return Form(word) == "-" && !Word(word).space_after && !Word(word - 1).space_after && word > 1;
  }
  bool IsRole(int word) const {
    return lexicon_.Role(Form(word)) != nullptr || lexicon_.Role(Word(word).lemma) != nullptr;
  }
  bool IsOfNation(int word) const {
    return !lexicon_.CountryOfDemonym(Form(word)).empty() || !lexicon_.Country(Form(word)).empty();
  }
  // Do the words of [first, last] hang on `tail` or what stands before it, or it on them?
  bool AreTied(int first, int last, int tail) const {
    for (int w = first; w <= last; ++w) {
      const auto head = static_cast<int>(Word(w).head);
      const std::string& relation = Word(w).deprel;
      if (head > last && head <= tail &&
          (relation == "compound" || relation == "flat" || relation == "amod"))
        return true;
    }
    const auto head = static_cast<int>(Word(tail).head);
    return head >= first && head <= last && Word(tail).deprel == "flat";
  }
  void UniteAll(int first, int last, std::string type);
  void JoinFront(int word);
  void JoinTail(int word);
  bool IsPlainPart(int word, int tail) const;
  void JoinHyphened(int word);
  void JoinField(int word);
  void JoinTitle(int word);
};

// The range, and all of the mentions that reach into it.
void Remainders::UniteAll(int first, int last, std::string type) {
  if (const Mention* left = MentionAt(first); left != nullptr) first = left->first;
  if (const Mention* right = MentionAt(last); right != nullptr) last = right->last;
  Unite(first, last, std::move(type));
}

// A word with a capital that no list knows for anything else, between "the" or "of" and a tail.
bool Remainders::IsPlainPart(int word, int tail) const {
  const std::string& tag = Word(word).upos;
  const std::string& before = Word(word - 1).upos;
  return word > 2 && IsCapital(word) && (tag == "ADJ" || tag == "VERB" || tag == "PROPN") &&
         (before == "DET" || before == "PART" || before == "ADP") && !IsRole(word) &&
         !IsOfNation(word) && !lexicon_.IsEmptyNoun(Form(word)) && AreTied(word, word, tail);
}

// "Hurricane | Otto", "USS | Ana Dahl".
void Remainders::JoinFront(int word) {
  const std::string_view type = lexicon_.FirstWordType(Form(word));
  const Mention* name = MentionAt(word + 1);
  if ((type == "event" || type == "product") && IsCapital(word) && Word(word).space_after &&
      MentionAt(word) == nullptr && name != nullptr && name->first == word + 1)
    UniteAll(word, name->last, std::string(type));
}

void Remainders::JoinTail(int word) {
  if (Word(word).upos != "PROPN" || !IsCapital(word) || IsRole(word)) return;
  const std::string type(lexicon_.NameWordType(Form(word)));
  const bool body = type == "organization" || type == "event" || type == "facility" ||
                    (type == "media" && MentionAt(word) == nullptr);
  if (!body && !lexicon_.IsCue("name-tail", Form(word))) return;
  const Mention* own = MentionAt(word);
  if (own != nullptr && own->last != word) return;
  int first = own != nullptr ? own->first : word;
  for (int w = first; w < word; ++w)  // "High School": nothing in it that names
    if (lexicon_.NameWordType(Form(w)).empty() && Word(w).upos != "ADJ" && own->type != "product")
      return;
  if (own == nullptr && Word(first - 1).upos == "ADJ" && MentionAt(first - 1) == nullptr &&
      IsCapital(first - 1) && first > 2 && MentionAt(first - 2) != nullptr)
    --first;
  const int before = first - 1;
  const Mention* left = MentionAt(before);
  if (before < 1 || !Word(before).space_after) return;
  if (left == nullptr) {
    if (IsPlainPart(before, word)) UniteAll(before, word, own == nullptr ? type : "");
    return;
  }
  if (left->type == "group" || IsRole(left->last) ||
      (left->first == left->last && IsOfNation(before)) || !AreTied(left->first, before, word))
    return;
  first = left->first;
  while (IsTight(first - 1) && IsCapital(first - 2))
    first = MentionAt(first - 2) != nullptr ? MentionAt(first - 2)->first : first - 2;
  UniteAll(first, word, type.empty() ? "topic" : type);
}

void Remainders::JoinHyphened(int word) {
  if (!IsTight(word)) return;
  const Mention* left = MentionAt(word - 1);
  const Mention* right = MentionAt(word + 1);
  // "Orrin-Lumen", of which one half was marked.
  if (left == nullptr && right != nullptr && right->first == word + 1 &&
      (right->type == "organization" || right->type == "company") && IsCapital(word - 1) &&
      Word(word - 1).upos == "PROPN" && IsCapital(word + 1) && !IsOfNation(word - 1) &&
      lexicon_.PlaceType(Form(word - 1)).empty())
    return UniteAll(word - 1, right->last, right->type);
  // "Kim Dae-jung"; but "the Ana Dahl-era rules".
  const std::string& next = Word(word + 2).upos;
  const bool ends = next == "VERB" || next == "AUX" || next == "PUNCT" || next == "ADP" ||
                    next == "PART" || next == "CCONJ";
  if (right == nullptr && word > 2 && ends && IsSmallWord(Form(word + 1)) &&
      Word(word + 1).upos != "VERB" && Word(word + 1).upos != "ADJ" && IsCapital(word - 1) &&
      IsCapital(word - 2) && Form(word - 1).size() <= kLongestSyllable &&
      Word(word - 2).space_after && Word(word - 1).upos == "PROPN" &&
      Word(word - 2).upos == "PROPN" && !IsRole(word - 2) && !IsOfNation(word - 2) &&
      (left == nullptr || (left->type == "person" && left->first == word - 2)))
    UniteAll(word - 2, word + 1, "person");
}

// "Annals of Polar Medicine".
void Remainders::JoinField(int word) {
  if (!lexicon_.IsCue("journal-of", Form(word)) ||
      !lexicon_.IsCue("field-preposition", Form(word + 1)))
    return;
  int last = 0;
  for (int w = word + 2; w <= size_ && w < word + 8; ++w) {
    if (lexicon_.IsEmptyNoun(Form(w)) || Form(w - 1).ends_with('.')) break;  // "Monday"
    if (IsCapital(w) && Word(w).upos != "VERB")
      last = w;
    else if (Word(w).upos != "DET" && Word(w).upos != "CCONJ" &&
             !lexicon_.IsCue("field-preposition", Form(w)))
      break;
  }
  if (const Mention* other = MentionAt(last); other != nullptr) last = other->last;
  const Mention* own = MentionAt(word);
  if (last != 0 && (own == nullptr || own->last < last))
    UniteAll(own != nullptr ? own->first : word, last, "media");
}

// "Kiss From a Rose": prepositions have capitals in titles only.
void Remainders::JoinTitle(int word) {
  const bool shouted =
      Form(word).size() < 2 || std::isupper(static_cast<unsigned char>(Form(word)[1])) != 0;
  if (word < 3 || Word(word).upos != "ADP" || !IsCapital(word) || shouted || !IsCapital(word - 1) ||
      !Word(word - 1).space_after || Word(word - 1).upos == "ADP")
    return;
  int last = Word(word + 1).upos == "DET" ? word + 2 : word + 1;
  if (!IsCapital(last) || Word(last).upos == "PRON") return;
  while (IsCapital(last + 1) && Word(last).space_after && Word(last + 1).upos != "PUNCT") ++last;
  const Mention* left = MentionAt(word - 1);
  const Mention* right = MentionAt(last);
  const int first = left != nullptr ? left->first : word - 1;
  if (first > 1) UniteAll(first, right != nullptr ? right->last : last, "work");
}

}  // namespace

std::vector<int> JoinRemainders(Sentence& sentence, const EntityLexicon& lexicon) {
  return Remainders(sentence, lexicon).Run();
}

}  // namespace lode
