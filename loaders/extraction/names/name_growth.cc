// A model cuts names at what is no proper noun: a number, an adjective, a hyphen, an "of".
//
// Each rule asks for a shape that nothing but a name has: capitals on both sides, a word
// that begins names of bodies or events, a legal form at the end. The hard bit is the first
// word of a sentence, whose capital says nothing.
#include "loaders/extraction/names/name_growth.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

#include "loaders/extraction/names/marked_sentence.h"
#include "loaders/extraction/names/name_text.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/sentence_edit.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

class Grower : MarkedSentence {
 public:
  Grower(Sentence& sentence, const EntityLexicon& lexicon) : MarkedSentence(sentence, lexicon) {}

  std::vector<int> Run() {
    for (std::size_t i = 0; i < sentence_.mentions.size(); ++i) {
      Mention& mention = sentence_.mentions[i];
      if (mention.first < 1 || mention.last > size_) continue;
      const Mention before = mention;
      PartFromTown(mention);
      GrowLeft(mention);
      GrowNumber(mention);
      GrowField(mention);
      GrowCount(mention);
      if (mention.first != before.first || mention.last != before.last)
        changed_.push_back(mention.first);
    }
    for (int word = 1; word <= size_; ++word) {
      JoinStation(word);
      JoinNumbered(word);
      JoinRun(word);
      JoinByParticle(word);
      JoinHyphened(word);
      JoinComplement(word);
      JoinOfficeOf(word);
      JoinSpelled(word);
    }
    return std::move(changed_);
  }

 private:
  bool IsPlural(int word) const { return Word(word).xpos.ends_with("S"); }
  // Does the word hang on the name, or the name on it?
  bool IsTied(int word, const Mention& name) const {
    const int head = static_cast<int>(Word(word).head);
    return (name.first <= head && head <= name.last) ||
           static_cast<int>(Word(name.first).head) == word;
  }

  void PartFromTown(Mention& name);
  void GrowLeft(Mention& name);
  bool IsFirstOfFirm(int word, const Mention& name) const;
  void GrowNumber(Mention& name);
  void GrowField(Mention& name);
  void GrowCount(Mention& name);
  void JoinStation(int word);
  void JoinNumbered(int word);
  void JoinRun(int word);
  void JoinByParticle(int word);
  void JoinHyphened(int word);
  void JoinComplement(int word);
  void JoinOfficeOf(int word);
  void JoinSpelled(int word);
};

// "Mayor of Koszalin Piotr Jedlinski", with the town as the first of his names.
void Grower::PartFromTown(Mention& name) {
  if (name.type != "person" || name.last - name.first < 2 || name.first < 3) return;
  const int town = name.first, office = town - 2;
  const RoleNoun* role = lexicon_.Role(Form(office));
  if (Form(town - 1) != "of" || role == nullptr || !role->title ||
      lexicon_.IsFirstName(Form(town)) ||
      (name.last - name.first != 2 && !lexicon_.IsFirstName(Form(town + 1))))
    return;
  Token& title = sentence_.tokens[static_cast<std::size_t>(office) - 1];
  if (static_cast<int>(Word(town).head) != office) return;
  const int first = town + 1;
  Token& top = sentence_.tokens[static_cast<std::size_t>(first) - 1];
  top.head = title.head;
  top.deprel = title.deprel;
  title.head = first;
  title.deprel = "nmod:desc";
  for (int w = first + 1; w <= size_; ++w)
    if (Token& token = sentence_.tokens[static_cast<std::size_t>(w) - 1];
        static_cast<int>(token.head) == town || static_cast<int>(token.head) == office)
      token.head = first;
  name.first = first;
}

// "Credit Suisse Group AG", at the beginning: a noun, and no word for a firm or a trade.
bool Grower::IsFirstOfFirm(int word, const Mention& name) const {
  const bool begins = word == 1 || (word == 2 && Word(1).upos == "PUNCT");
  const std::string folded = FoldWord(Form(word));
  return begins && Word(word).upos == "NOUN" && IsCapital(word) && name.type != "person" &&
         lexicon_.IsCompanySuffix(Form(name.last)) && lexicon_.NounType(folded).empty() &&
         lexicon_.Role(Form(word)) == nullptr && !lexicon_.IsCommonAcronym(Form(word)) &&
         lexicon_.CountryOfDemonym(Form(word)).empty();
}

void Grower::GrowLeft(Mention& name) {
  const int word = name.first - 1;
  if (word < 1 || MentionAt(word) != nullptr || !Word(word).space_after || !IsTied(word, name))
    return;
  const bool person = name.type == "person" || name.type == "group";
  const bool number = IsOrdinal(Form(word)) && !person && IsCapital(name.first);
  const std::string& relation = Word(word).deprel;
  const bool first_name = name.type == "person" && lexicon_.IsFirstName(Form(word)) &&
                          Word(word).upos == "PROPN" && IsCapital(word) &&
                          (relation == "nmod:desc" || relation == "compound") &&
                          lexicon_.Role(Form(word)) == nullptr;
  // "northern Europe" is not Europe.
  const bool part = (name.type == "place" || name.type == "country") &&
                    lexicon_.IsCue("part-of-place", Form(word)) &&
                    (relation == "amod" || relation == "compound");
  if (number || first_name || part || IsFirstOfFirm(word, name)) --name.first;
  if (part && word > 2 && Form(word - 1) == "-" && !Word(word - 2).space_after)
    name.first -= 2;  // "south-west England"
}

// "[Lost 52] Project": a word with a capital and a number before the rest of the name.
void Grower::GrowNumber(Mention& name) {
  const int number = name.first - 1, word = name.first - 2;
  if (word < 2 || name.type == "person" || name.type == "group" || name.type == "place") return;
  if (!AllOf(Form(number), std::isdigit) || !IsCapital(word) || MentionAt(word) != nullptr ||
      MentionAt(number) != nullptr || Word(word).upos == "DET" || Word(word).upos == "ADP" ||
      !Word(word).space_after || !IsTied(number, name))
    return;
  const int head = static_cast<int>(Word(word).head);
  if (head == number || (name.first <= head && head <= name.last)) name.first = word;
}

// "Division [of Military and Naval Affairs]": adjectives and a noun, all with capitals.
void Grower::GrowField(Mention& name) {
  const int of = name.last + 1;
  if (name.type == "person" || !lexicon_.TakesFields(Form(name.last)) ||
      !lexicon_.IsCue("field-preposition", Form(of)) || !IsCapital(of + 1))
    return;
  int last = of;
  for (int w = of + 1; w <= size_ && w <= of + 6; ++w) {
    const std::string& tag = Word(w).upos;
    if (tag == "CCONJ") {
      // between two adjectives only: what else it joins is asked where names are joined
      if (Word(w - 1).upos != "ADJ" || !IsCapital(w + 1)) break;
      continue;
    }
    if (!IsCapital(w) || (tag != "NOUN" && tag != "PROPN" && tag != "ADJ")) break;
    const Mention* other = MentionAt(w);
    if (other != nullptr && (other->type == "person" || other->type == "place")) return;
    if (tag != "ADJ") last = w;
  }
  if (last > of) name.last = last;
}

// "Tarn Airlines Flight [17]", "Security Council Resolution [2375]", "Highway [101]".
void Grower::GrowCount(Mention& name) {
  const int number = name.last + 1;
  const std::string& relation = Word(number).deprel;
  const int head = static_cast<int>(Word(number).head);
  const bool numbered = lexicon_.IsCue("numbered", Form(name.last));
  const bool tied = head >= name.first && head <= name.last &&
                    (relation == "flat" || relation == "nummod" || relation == "nmod:unmarked" ||
                     relation == "appos");
  const bool place = name.type == "place" || name.type == "country";
  const bool other = name.type == "person" || name.type == "group" || (place && relation != "flat");
  if (!tied || (!numbered && (other || name.first == name.last)) ||
      !AllOf(Form(number), std::isdigit) || MentionAt(number) != nullptr ||
      !Word(name.last).space_after)
    return;
  for (int w = 1; w <= size_; ++w)  // "sold Orrin Corp 30 boats"
    if (static_cast<int>(Word(w).head) == number && Word(w).upos != "PUNCT") return;
  name.last = number;
  if (const std::string_view type = lexicon_.NameWordType(Form(number - 1));
      numbered && !type.empty())
    name.type = type;
}

// "[Tarn Kelp International] Airport", "[American Tides] Research": a place or people as the
// first words of a body's name, which ends in a word that names bodies or goes on for two.
void Grower::JoinRun(int word) {
  const Mention* first = MentionAt(word);
  if (first == nullptr || first->last != word ||
      (first->type != "place" && first->type != "group" && first->type != "country"))
    return;
  const int begin = first->first;
  int last = word;
  while (last < size_ && Word(last).space_after && IsCapital(last + 1) &&
         (Word(last + 1).upos == "PROPN" || Word(last + 1).xpos == "NNP") &&
         MentionAt(last + 1) == nullptr)
    ++last;
  const bool body = !lexicon_.NameWordType(Form(last)).empty();
  if (last == word || Word(last).upos != "PROPN" || (!body && last < word + 2) ||
      lexicon_.Role(Form(last)) != nullptr || IsPlural(last) ||
      (lexicon_.TakesFields(Form(last)) && lexicon_.IsCue("field-preposition", Form(last + 1))))
    return;
  const int head = static_cast<int>(Word(last).head);
  const std::string& relation = Word(last).deprel;
  const bool describes = relation == "nmod:desc" || relation == "flat";
  if (describes && head > last) return;  // "Tarn Police Chief Ana Holm"
  for (int w = begin; w < last; ++w) {
    int top = w;
    while (top >= begin && top < last) top = static_cast<int>(Word(top).head);
    if (top != last && (!body || Word(w).head != Word(last).head)) return;
  }
  Unite(begin, last, "organization");
}

// "NBC 4 New York".
void Grower::JoinStation(int word) {
  const std::string& number = Form(word + 1);
  const Mention* place = MentionAt(word + 2);
  if (Form(word).size() < 2 || Form(word).size() > 5 || !AllOf(Form(word), std::isupper) ||
      number.size() > 2 || !AllOf(number, std::isdigit) || place == nullptr ||
      place->first != word + 2 || place->type != "place" || Word(word).upos != "PROPN")
    return;
  const int head = static_cast<int>(Word(word).head);
  if (head >= place->first && head <= place->last) Unite(word, place->last, "organization");
}

// "the Lost 52 Project", with none of it marked: a number between two capitals that hang
// together.
void Grower::JoinNumbered(int word) {
  const int first = word - 1, last = word + 1;
  if (first < 1 || !AllOf(Form(word), std::isdigit) || Form(word).size() > 3 || !IsCapital(first) ||
      !IsCapital(last) || MentionAt(first) != nullptr || MentionAt(last) != nullptr)
    return;
  const std::string& tag = Word(first).upos;
  const bool begins = first == 1 || Word(first - 1).upos == "PUNCT";
  const bool tied = static_cast<int>(Word(first).head) == last &&
                    static_cast<int>(Word(word).head) == last &&
                    (Word(first).deprel == "amod" || Word(first).deprel == "compound");
  const bool noun = Word(last).upos == "NOUN" || Word(last).upos == "PROPN";
  if (begins || !tied || !noun || tag == "DET" || tag == "ADP" || IsPlural(last)) return;
  const std::string_view type = lexicon_.NameWordType(Form(last));
  Unite(first, last, type.empty() ? "organization" : std::string(type));
}

// "Banca Monte dei Paschi di Siena [SpA]".
void Grower::JoinByParticle(int word) {
  if (!lexicon_.IsCue("name-particle", Form(word)) || MentionAt(word) != nullptr) return;
  const Mention* left = MentionAt(word - 1);
  const Mention* right = MentionAt(word + 1);
  if (left == nullptr || right == nullptr || left->last != word - 1 || right->first != word + 1)
    return;
  int last = right->last;
  if (lexicon_.IsCompanySuffix(Form(last + 1)) && IsCapital(last + 1)) ++last;
  Unite(left->first, last, left->type);
}

// "REGN-EB3": capitals and a code; "Jing-Shan Zhao": a first name of two parts.
void Grower::JoinHyphened(int word) {
  if (Form(word) != "-" || Word(word).space_after || Word(word - 1).space_after || word < 2) return;
  const Mention* right = MentionAt(word + 1);
  const Mention* left = MentionAt(word - 1);
  if (right == nullptr && left != nullptr && left->type == "person" && left->last == word - 1 &&
      Word(word + 1).upos == "PROPN" &&  // "Ana Holm[-Dahl]", "Kim Seo[-jun]"
      (IsCapital(word + 1) || left->first < left->last)) {
    Unite(left->first, word + 1, "person");
    return;
  }
  if (right == nullptr || right->first != word + 1) return;
  if (left == nullptr) {
    const std::string& code = Form(word - 1);
    if (code.size() >= 2 && AllOf(code, std::isupper) && HoldsDigit(Form(word + 1)) &&
        right->last == word + 1)
      Unite(word - 1, right->last, right->type);
    return;
  }
  const bool single = left->first == left->last || right->first == right->last;
  // "Ana Holm-England": behind a first name, what looks like a place is none.
  const bool apposed = right->first == right->last && left->first < left->last &&
                       (Word(word + 1).deprel == "appos" || Word(word + 1).deprel == "flat");
  const bool person = left->type == "person" && (right->type == "person" || apposed) &&
                      left->last == word - 1 && single;
  if (person) Unite(left->first, right->last, "person");
}

// "Summit of the Americas", "Journal of the Tarn Society": a noun for an event, a work or a paper
// with a capital, and whose it is.
void Grower::JoinComplement(int word) {
  if (Word(word).upos != "PROPN" || !IsCapital(word) || Form(word + 1) != "of") return;
  const Mention* own = MentionAt(word);
  if (own != nullptr && own->last != word) return;
  const std::string_view type = lexicon_.NounType(FoldWord(Form(word)));
  if (type != "event" && type != "work" && type != "media") return;
  const int start = Form(word + 2) == "the" ? word + 3 : word + 2;
  const Mention* whose = MentionAt(start);
  if (whose == nullptr || whose->first != start || whose->type == "person") return;
  for (int w = whose->first; w <= whose->last; ++w)
    if (static_cast<int>(Word(w).head) == word && Word(w).deprel == "nmod") {
      Unite(own != nullptr ? own->first : word, whose->last, std::string(type));
      return;
    }
}

// "Tarn County District Attorney's Office", "National People's Congress": who it is of has
// an office or is people in general, so that what follows belongs to the name.
void Grower::JoinOfficeOf(int word) {
  if (word < 2 || (Form(word) != "'s" && Form(word) != "’s") || !IsCapital(word + 1)) return;
  const int owner = word - 1;
  const RoleNoun* role = lexicon_.Role(Form(owner));
  const bool person = role != nullptr || lexicon_.IsCue("people-in-name", FoldWord(Form(owner)));
  const Mention* right = MentionAt(word + 1);
  const int last = right != nullptr && right->first == word + 1 ? right->last : word + 1;
  const Mention* left = MentionAt(owner);
  if (!person || !IsCapital(owner) || Word(owner).upos != "PROPN" ||
      Word(word + 1).upos != "PROPN" || lexicon_.NameWordType(Form(last)).empty() ||
      (left != nullptr && (left->last != owner || left->type == "person")) ||
      (right != nullptr && right->first != word + 1))
    return;
  int first = left != nullptr ? left->first : owner;
  while (first > 2 && MentionAt(first - 1) == nullptr && IsCapital(first - 1) &&
         Word(first - 1).upos == "PROPN" && Word(first - 1).space_after)
    --first;
  if (first < owner || left != nullptr) Unite(first, last, "organization");
}

// "Forests, Lakes and Roads Tarvia (FLRT)": the letters of the bracket are those of all the
// words before it.
void Grower::JoinSpelled(int word) {
  const std::string& letters = Form(word + 1);
  if (Form(word) != "(" || Form(word + 2) != ")" || letters.size() < 3 ||
      !AllOf(letters, std::isupper))
    return;
  int first = word, commas = 0;
  for (std::size_t left = letters.size(); left > 0 && first > 1;) {
    --first;
    const std::string& form = Form(first);
    if (form == "," || Word(first).upos == "CCONJ") {
      commas += 1;
    } else if (IsCapital(first) && form.front() == letters[left - 1]) {
      if (--left == 0 && commas > 0) {
        Unite(first, word - 1, "organization");
        return;
      }
    } else if (!lexicon_.IsCue("field-preposition", form)) {
      return;
    }
  }
}

}  // namespace

std::vector<int> GrowNames(Sentence& sentence, const EntityLexicon& lexicon) {
  return Grower(sentence, lexicon).Run();
}

}  // namespace lode
