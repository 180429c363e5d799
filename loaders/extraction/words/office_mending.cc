// An office with "of" before a name: taggers take the place for a part of the name, and
// parsers hang the name on the office or on the place. Who it is shows in the first name.
#include "loaders/extraction/words/office_mending.h"

#include <string>

#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/sentence_edit.h"

namespace lode {
namespace {

constexpr int kLongestField = 6;  // words of "Housing and Urban Development"

class OfficeMending : private EditableTree {
 public:
  OfficeMending(Sentence& sentence, const EntityLexicon& lexicon)
      : EditableTree(sentence), lexicon_(lexicon) {}

  void Run() {
    for (std::size_t i = 0; i < sentence_.mentions.size(); ++i) Mend(i);
  }

 private:
  // The office whose "of" phrase the words before `first` are, 0 if none.
  int OfficeBefore(int first) {
    const Token& last = Word(first - 1);  // "Chief of Army Staff General …" has two offices
    const RoleNoun* second = lexicon_.Role(last.form);
    if ((last.upos != "PROPN" && last.upos != "NOUN") || (second != nullptr && second->title))
      return 0;
    for (int of = first - 1; of > 1 && of >= first - kLongestField; --of) {
      const Token& token = Word(of);
      if (token.lemma == "of" || token.lemma == "for") {
        const RoleNoun* role = lexicon_.Role(Word(of - 1).form);
        return role != nullptr && role->title ? of - 1 : 0;
      }
      if (token.upos != "PROPN" && token.upos != "NOUN" && token.upos != "CCONJ") return 0;
      if (token.upos != "CCONJ" && !IsCapitalized(token.form)) return 0;
    }
    return 0;
  }

  // "Vestland Ada Lind": where the person's own name begins.
  int FirstOfName(const Mention& person) {
    const int first = person.first;
    if (first > 3 && Word(first - 1).upos == "PROPN" && lexicon_.IsFirstName(Word(first - 1).form))
      return first - 1;  // "Secretary of State Clara" and "Rennick Novak"
    if (person.last - first < 2 || first < 3 || Word(first - 1).lemma != "of") return first;
    const bool place = !lexicon_.PlaceType(Word(first).form).empty() ||
                       !lexicon_.Country(Word(first).form).empty();
    const bool given =
        lexicon_.IsFirstName(Word(first + 1).form) && !lexicon_.IsFirstName(Word(first).form);
    return place || given ? first + 1 : first;
  }

  void Mend(std::size_t index) {
    if (sentence_.mentions[index].type != "person") return;
    const int first = FirstOfName(sentence_.mentions[index]);
    const int last = sentence_.mentions[index].last;
    if (first < 4 || last > size() || last <= first) return;
    const int office = OfficeBefore(first);
    if (office == 0 || office + 2 >= first) return;
    if (first > sentence_.mentions[index].first)
      SplitOff(index, first);
    else
      sentence_.mentions[index].first = first;
    Rehang(office, first, last);
  }

  void SplitOff(std::size_t index, int first) {
    Mention place = sentence_.mentions[index];
    place.last = first - 1;
    place.type = "place";
    sentence_.mentions[index].first = first;
    sentence_.mentions.insert(sentence_.mentions.begin() + static_cast<std::ptrdiff_t>(index),
                              place);
  }

  void Rehang(int office, int first, int last) {
    const auto outside = [&](int word) {
      const int head = static_cast<int>(Word(word).head);
      return head < office || head > last;
    };
    int top = 0;
    for (int w = office; w <= last && top == 0; ++w)
      if (outside(w) && Word(w).upos != "ADP") top = w;
    if (top == 0) return;
    const int head = static_cast<int>(Word(top).head);
    const std::string relation = Word(top).deprel;
    for (int w = office + 2; w <= last; ++w)  // another phrase reaches in: it is no office
      if (w != top && outside(w) && Word(w).upos != "ADP" && head != 0 &&
          static_cast<int>(Word(w).head) != head)
        return;
    Hang(first, head, relation);
    for (int w = first + 1; w <= last; ++w) Hang(w, first, "flat");
    Hang(office, first, "nmod:desc");
    const int field = first - 1;
    Hang(field, office, "nmod");
    Hang(office + 1, field, "case");
    for (int w = office + 2; w < field; ++w)
      Hang(w, field, Word(w).upos == "CCONJ" ? "cc" : "compound");
    for (int w = 1; w <= size(); ++w) {
      const int up = static_cast<int>(Word(w).head);
      if ((w < office || w > last) && up >= office && up <= last &&
          !(w < office && Word(w).upos == "DET"))
        Word(w).head = first;
    }
  }

  const EntityLexicon& lexicon_;
};

}  // namespace

void MendOffices(Sentence& sentence, const EntityLexicon& lexicon) {
  OfficeMending(sentence, lexicon).Run();
}

}  // namespace lode
