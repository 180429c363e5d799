// Each mending is a shape that no grammatical sentence has in that reading: a copula
// before an infinitive with a person for its subject, two subjects with a colon between.
//
// The hard bit is, as in tree_mending.cc, to leave alone what can be read in two ways.
#include "loaders/extraction/words/clause_mending.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/extraction/words/amount_mending.h"
#include "loaders/extraction/words/sentence_edit.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

bool IsNominal(const Token& token) {
  return token.upos == "NOUN" || token.upos == "PROPN" || token.upos == "NUM";
}

// Does somebody, rather than a plan or a goal, stand there?
bool IsSomebody(const Token& token, const EntityLexicon& lexicon) {
  if (token.upos == "PROPN" || (token.upos == "PRON" && FoldWord(token.form) != "it" &&
                                FoldWord(token.form) != "this" && FoldWord(token.form) != "that"))
    return true;
  const std::string_view type = lexicon.NounType(token.lemma);
  return lexicon.Role(token.lemma) != nullptr || type == "person" || type == "group" ||
         type == "organization" || type == "company" || type == "government-body" ||
         type == "party" || type == "media";
}

// "Moe and his father are to travel": not "the plan is to travel".
void MendBeTo(Sentence& sentence, int word, const EntityLexicon& lexicon) {
  Token& verb = *At(sentence, word);
  Token* be = Child(sentence, word, "cop");
  if (verb.upos != "VERB" || verb.xpos != "VB" || be == nullptr) return;
  const Token* to = Child(sentence, word, "mark");
  Token* subject = Child(sentence, word, "nsubj");
  if (subject == nullptr) subject = Child(sentence, word, "nsubj:outer");
  if (to == nullptr || to->lemma != "to" || subject == nullptr ||
      NumberOf(sentence, be) != NumberOf(sentence, to) - 1 || !IsSomebody(*subject, lexicon))
    return;
  be->deprel = "aux";
  subject->deprel = "nsubj";
}

// "Velt and 6G: The U.S. blacklisted …": of two subjects with a colon between them, the
// first is a label.
void MendLabel(Sentence& sentence, int word) {
  Token& label = *At(sentence, word);
  if (label.deprel != "nsubj") return;
  int colon = 0;
  for (int w = word + 1; w < static_cast<int>(label.head); ++w) {
    const Token& token = *At(sentence, w);
    if (token.form == ":") colon = w;
    if (colon != 0 && token.head == label.head && token.deprel.starts_with("nsubj")) {
      label.deprel = "dislocated";
      return;
    }
  }
}

// "retaken by rebels backed by Ostrava, not by the army": joined to the phrase of the
// clause that has the same preposition.
void MendNegatedPhrase(Sentence& sentence, int word) {
  Token& phrase = *At(sentence, word);
  const Token* no = Child(sentence, word, "advmod");
  const Token* marker = Child(sentence, word, "case");
  if (!IsNominal(phrase) || no == nullptr || no->lemma != "not" || marker == nullptr ||
      phrase.deprel == "conj")
    return;
  const int at = NumberOf(sentence, no);
  if (at != NumberOf(sentence, marker) - 1 || at < 2 || At(sentence, at - 1)->form != ",") return;
  const Token* first = nullptr;
  for (int w = at - 1; w > 0; --w) {
    Token& token = *At(sentence, w);
    const Token* own = Child(sentence, w, "case");
    if (!IsNominal(token) || own == nullptr || own->lemma != marker->lemma || w == word) continue;
    const Token* verb = At(sentence, token.head);
    if (verb != nullptr && verb->deprel == "acl") continue;  // "backed by Ostrava": inside
    first = &token;
    break;
  }
  if (first == nullptr) return;
  phrase.head = NumberOf(sentence, first);
  phrase.deprel = "conj";
}

const Mention* PersonAt(const Sentence& sentence, int word) {
  for (const Mention& mention : sentence.mentions)
    if (mention.type == "person" && mention.first <= word && word <= mention.last) return &mention;
  return nullptr;
}

// The role noun that begins behind a name: "chief executive", "the new chairman". 0 if none.
int RoleBehind(Sentence& sentence, int last, const EntityLexicon& lexicon) {
  for (int w = last + 1; w <= last + 5; ++w) {
    const Token* token = At(sentence, w);
    if (token == nullptr || token->upos == "PUNCT" || token->upos == "ADP" ||
        token->upos == "VERB" || token->upos == "CCONJ")
      return 0;
    const Token* next = At(sentence, w + 1);
    if (token->upos == "NOUN" && lexicon.Role(token->lemma) != nullptr &&
        (next == nullptr || next->upos != "NOUN"))
      return w;
  }
  return 0;
}

// "named Anna Berg chief executive", "elected Lars Holm chairman": her, and what she is
// to be.
void MendAppointment(Sentence& sentence, int word, const EntityLexicon& lexicon,
                     const WordLists& lists) {
  const Token& verb = *At(sentence, word);
  if (verb.upos != "VERB" || !lists.Has("appointing", verb.lemma)) return;
  const Mention* person = PersonAt(sentence, word + 1);
  if (person == nullptr || person->first != word + 1) return;
  const int role = RoleBehind(sentence, person->last, lexicon);
  if (role == 0) return;
  const int name = person->first;
  for (int w = name; w <= person->last; ++w) {
    At(sentence, w)->head = w == name ? word : name;
    At(sentence, w)->deprel = w == name ? "obj" : "flat";
  }
  for (int w = person->last + 1; w < role; ++w)
    if (Token& token = *At(sentence, w); token.head <= person->last) token.head = role;
  At(sentence, role)->head = word;
  At(sentence, role)->deprel = "xcomp";
  for (int w = role + 1; w <= static_cast<int>(sentence.tokens.size()); ++w)
    if (Token& token = *At(sentence, w); token.head >= name && token.head <= person->last)
      token.head = role;
}

// The last nominal before a place, past what belongs to a name: "Oslo" in "in New Oslo".
int NominalBefore(Sentence& sentence, int word) {
  while (word > 0 && At(sentence, word)->upos == "PUNCT") --word;
  for (int steps = 0; word > 0 && steps < 8; ++steps) {
    const Token& token = *At(sentence, word);
    if (token.deprel != "flat" && token.deprel != "compound") break;
    word = token.head < word ? token.head : word - 1;
  }
  return word;
}

// "employs 300 people in Oslo and 200 in Bergen": the second is joined to what the first
// says, and each has the place behind it.
void MendGap(Sentence& sentence, int word) {
  Token& second = *At(sentence, word);
  const Token* number = Child(sentence, word, "nummod");
  const int start = number != nullptr && NumberOf(sentence, number) == word - 1 ? word - 1 : word;
  const Token* joined = At(sentence, start - 1);
  const Token* marker = At(sentence, word + 1);
  if (!IsNominal(second) || joined == nullptr || joined->upos != "CCONJ" || marker == nullptr ||
      marker->upos != "ADP" || marker->head <= word + 1)
    return;
  const int place = marker->head;
  const int first = NominalBefore(sentence, start - 2);
  const Token* first_marker = first > 0 ? Child(sentence, first, "case") : nullptr;
  if (first_marker == nullptr || first_marker->lemma != marker->lemma ||
      !IsNominal(*At(sentence, first)) || !IsNominal(*At(sentence, place)))
    return;
  const int counted = NumberOf(sentence, first_marker) - 1;
  const Token* noun = At(sentence, counted);
  if (noun == nullptr || noun->upos != "NOUN" ||
      (noun->deprel != "obj" && noun->deprel != "obl:unmarked"))
    return;
  const bool numbers = Child(sentence, counted, "nummod") != nullptr &&
                       (second.upos == "NUM" || (start != word && second.lemma == noun->lemma));
  const bool things = second.upos == "NOUN" && second.head == first && second.deprel == "conj" &&
                      At(sentence, first)->upos == "PROPN" && At(sentence, place)->upos == "PROPN";
  if (!numbers && !things) return;
  At(sentence, first)->head = counted;
  At(sentence, first)->deprel = "nmod";
  second.head = counted;
  second.deprel = "conj";
  At(sentence, place)->head = word;
  At(sentence, place)->deprel = "nmod";
}

// "Orr, Tessal, and Kelp—halted exports", with the exports as one more in the list.
bool MendDashedList(Sentence& sentence, int word) {
  Token& verb = *At(sentence, word);
  const int object_at = static_cast<int>(verb.head);
  Token& object = *At(sentence, object_at);
  Token* first = At(sentence, static_cast<int>(object.head));
  Token* last = At(sentence, word - 2);
  if (object.deprel != "conj" || first == nullptr || last == nullptr || first->head != 0 ||
      first->upos != "PROPN" || last->upos != "PROPN" || static_cast<int>(object.head) > word)
    return false;
  const int first_at = static_cast<int>(object.head);
  for (int w = 1; w < word; ++w)
    if (Token& token = *At(sentence, w); static_cast<int>(token.head) == object_at)
      token.head = word - 2;
  last->head = first_at;
  last->deprel = "conj";
  first->head = word;
  first->deprel = "nsubj";
  object.head = word;
  object.deprel = "obj";
  verb.head = 0;
  verb.deprel = "root";
  verb.xpos = "VBD";
  for (int w = object_at + 1; w <= static_cast<int>(sentence.tokens.size()); ++w)
    if (Token& token = *At(sentence, w); static_cast<int>(token.head) == first_at)
      token.head = word;
  return true;
}

// "Orr, Tessal, and Kelp—halted exports", with "halted" as a participle before the noun.
void MendDashedVerb(Sentence& sentence, int word) {
  Token& verb = *At(sentence, word);
  const Token* dash = At(sentence, word - 1);
  if (verb.upos != "VERB" || verb.xpos != "VBN" || verb.deprel != "amod" || dash == nullptr ||
      (dash->form != "—" && dash->form != "–"))
    return;
  Token* object = At(sentence, verb.head);
  const int object_at = verb.head;
  if (object != nullptr && object_at > word && MendDashedList(sentence, word)) return;
  if (object == nullptr || object->head != 0 || object_at < word) return;
  Token* subject = Child(sentence, object_at, "nsubj");
  Token* last = At(sentence, word - 2);
  if (subject == nullptr || last == nullptr || last->upos != "PROPN") return;
  const int first = NumberOf(sentence, subject);
  for (int w = 1; w <= static_cast<int>(sentence.tokens.size()); ++w) {
    Token& token = *At(sentence, w);
    if (token.head != object_at || w == word) continue;
    if (w < word)
      token.head = w == first ? word : first;
    else if (token.upos == "PUNCT")
      token.head = word;
  }
  if (last != subject) {
    last->head = first;
    last->deprel = "conj";
  }
  verb.xpos = "VBD";
  verb.head = 0;
  verb.deprel = "root";
  object->head = word;
  object->deprel = "obj";
}

}  // namespace

void MendClauseAt(Sentence& sentence, int word, const EntityLexicon& lexicon,
                  const WordLists& lists) {
  MendBeTo(sentence, word, lexicon);
  MendLabel(sentence, word);
  MendNegatedPhrase(sentence, word);
  MendAppointment(sentence, word, lexicon, lists);
  MendGap(sentence, word);
  MendAmount(sentence, word);
  MendDashedVerb(sentence, word);
}

}  // namespace lode
