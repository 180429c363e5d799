// A verb that was read as something else takes its clause down with it. What gives it away
// is what hangs on it: an adjective has no object behind "would", a participle before a
// noun no subject.
#include "loaders/extraction/words/slip_mending.h"

#include <algorithm>
#include <string>

#include "loaders/extraction/words/sentence_edit.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

class SlipMending : private EditableTree {
 public:
  SlipMending(Sentence& sentence, const EntityLexicon& lexicon, const WordLists& lists)
      : EditableTree(sentence), lexicon_(lexicon), lists_(lists) {}

  void Run() {
    for (int word = 1; word <= size(); ++word) {
      MendPartedNegation(word);
      MendBareLemma(word);
      MendListedApposition(word);
      MendWorth(word);
      MendMarkOfPerson(word);
    }
  }

 private:
  bool IsNoun(int word) {
    return word >= 1 && word <= size() && (Word(word).upos == "NOUN" || Word(word).upos == "PROPN");
  }

  // Gives `to` the place of `from` in the tree, and all that hangs on it.
  void TakePlace(int from, int to) {
    Hang(to, static_cast<int>(Word(from).head), Word(from).deprel);
    for (int w = std::max(1, from - kReach); w <= std::min(size(), from + kReach); ++w)
      if (w != to && static_cast<int>(Word(w).head) == from) Word(w).head = to;
  }

  // "wouldn ´ t sign", in three pieces: "would not".
  void MendPartedNegation(int word) {
    if (word + 3 > size() || FoldWord(Word(word + 2).form) != "t") return;
    const std::string& mark = Word(word + 1).form;
    if (mark != "´" && mark != "`" && mark != "’" && mark != "'") return;
    std::string form = FoldWord(Word(word).form);
    if (form.size() < 3 || form.back() != 'n' || Word(word).space_after ||
        Word(word + 1).space_after)
      return;
    form.pop_back();
    const std::string_view whole = lists_.Find("clipped-auxiliary", form);
    const std::string base(whole.empty() ? std::string_view(form) : whole);
    if (!lists_.Has("auxiliary", base) && !lists_.Has("plain-auxiliary", base)) return;
    int verb = word + 3;
    while (verb <= std::min(size(), word + 6) && Word(verb).upos == "ADV") ++verb;
    if (verb > size() ||
        (Word(verb).upos != "VERB" && Word(verb).upos != "ADJ" && Word(verb).upos != "NOUN"))
      return;
    for (int piece = word; piece <= word + 2; ++piece)
      if (Under(verb, piece)) TakePlace(piece, verb);
    for (int w = 1; w <= size(); ++w)
      if (static_cast<int>(Word(w).head) >= word && static_cast<int>(Word(w).head) <= word + 2)
        Word(w).head = verb;
    Set(word, "AUX", "MD", base);
    Set(word + 1, "PART", "RB", "not");
    Set(word + 2, "X", "FW", "t");
    const bool be = lists_.Find("plain-auxiliary", base) == "be";
    const bool passive = be && Word(verb).xpos == "VBN";
    Hang(word, verb, passive ? "aux:pass" : be && Word(verb).upos != "VERB" ? "cop" : "aux");
    Hang(word + 1, verb, "advmod");
    Hang(word + 2, verb, "dep");
    if (word > 1 && IsNoun(word - 1) && ChildOf(verb, "nsubj") == 0) Hang(word - 1, verb, "nsubj");
    if (const int subject = ChildOf(verb, "nsubj"); passive && subject != 0)
      Word(subject).deprel = "nsubj:pass";
  }

  void Set(int word, std::string_view upos, std::string_view xpos, std::string_view lemma) {
    Word(word).upos = std::string(upos);
    Word(word).xpos = std::string(xpos);
    Word(word).lemma = std::string(lemma);
  }

  // "to lower": the bare form is the lemma.
  void MendBareLemma(int word) {
    if (Word(word).upos == "VERB" && Word(word).xpos == "VB")
      Word(word).lemma = FoldWord(Word(word).form);
  }

  // "Tom Varga and his partner, Lea Brun, own the inn", with three owners: a name between
  // commas behind kin or staff of somebody's says who that is.
  void MendListedApposition(int word) {
    if (!IsNoun(word) || Word(word).upos != "NOUN" || word + 3 > size() || !Is(word, "conj") ||
        Word(word + 1).form != "," || Word(word + 2).upos != "PROPN")
      return;
    const int name = word + 2;
    const bool person = lexicon_.Role(Word(word).lemma) != nullptr ||
                        lexicon_.NounType(Word(word).lemma) == "person" ||
                        lexicon_.IsCue("kin", Word(word).lemma);
    if (!person || ChildOf(word, "nmod:poss") == 0 || !Is(name, "conj") ||
        Word(name).head != Word(word).head || ChildOf(name, "cc") != 0)
      return;
    int end = name;
    while (end < size() && Word(end + 1).upos == "PROPN") ++end;
    if (end < size() && IsMark(end + 1)) Hang(name, word, "appos");
  }

  // "The mill is worth $2 billion", with "the mill" hung on "worth" beside the amount.
  void MendWorth(int word) {
    const int amount = static_cast<int>(Word(word).head), subject = ChildOf(word, "nsubj");
    if (Word(word).lemma != "worth" || !Is(word, "amod") || subject == 0 || amount < word ||
        ChildOf(amount, "cop") == 0 || ChildOf(amount, "nsubj") != 0)
      return;
    Word(subject).head = amount;
  }

  // "Ada Moe, R-Ky., left", "Ada Moe, Ph.D., left": of what party and state somebody is, or of
  // what degree, is nobody's name.
  void MendMarkOfPerson(int comma) {
    const int first = comma + 1;
    if (comma < 2 || Word(comma).form != "," || Word(comma - 1).upos != "PROPN") return;
    int last = lexicon_.IsCue("degree-mark", Word(first).form) ? first : 0;
    if (lexicon_.IsCue("party-letter", Word(first).form) && !Word(first).space_after &&
        Word(first + 1).form == "-" && IsNoun(first + 2))
      last = first + 2;
    if (last == 0 || !IsMark(last + 1)) return;
    int person = comma - 1;
    while (Is(person, "flat") && Word(Word(person).head).upos == "PROPN")
      person = static_cast<int>(Word(person).head);
    if (person >= first) return;
    for (int piece = first; piece <= last; ++piece)
      if (Under(person, piece)) TakePlace(piece, person);
    for (int w = 1; w <= size(); ++w)
      if (const int head = static_cast<int>(Word(w).head); head >= first && head <= last)
        Word(w).head = static_cast<std::uint32_t>(person);
    for (int piece = first; piece <= last; ++piece) {
      if (!IsMark(piece)) Set(piece, "X", "FW", Word(piece).form);
      Hang(piece, person, IsMark(piece) ? "punct" : "appos");
    }
    std::erase_if(sentence_.mentions, [&](const Mention& mention) {
      return static_cast<int>(mention.first) >= first && static_cast<int>(mention.last) <= last + 1;
    });
  }

  const EntityLexicon& lexicon_;
  const WordLists& lists_;
};

}  // namespace

void MendSlips(Sentence& sentence, const EntityLexicon& lexicon, const WordLists& lists) {
  SlipMending(sentence, lexicon, lists).Run();
}

}  // namespace lode
