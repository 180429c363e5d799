// A report often has two clauses or two sources, and parsers hang the second where they
// stopped: on "citing", on "exists", on the verb of saying itself. Which is meant shows in
// the commas, the marks and the tense.
#include "loaders/extraction/words/report_mending.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "loaders/extraction/words/sentence_edit.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

class ReportMending : private EditableTree {
 public:
  ReportMending(Sentence& sentence, const WordLists& lists)
      : EditableTree(sentence), lists_(lists) {}

  void Run() {
    for (int word = 1; word <= size(); ++word) {
      if (Word(word).upos != "VERB") continue;
      MendAfterColon(word);
      MendContrast(word);
    }
  }

 private:
  bool IsSpeech(int word) {
    const std::string& lemma = Word(word).lemma;
    return lists_.Has("communication", lemma) || lists_.Has("cognition", lemma) ||
           lists_.Has("evidence", lemma);
  }

  // "said he had noticed two things: rents fell, but prices rose": both are said, wherever
  // the parser hangs them.
  void MendAfterColon(int verb) {
    const int first = IsSpeech(verb) ? ChildOf(verb, "ccomp") : 0;
    if (first < verb || IsSpeech(first)) return;
    const int colon = ColonBehind(first);
    if (colon == 0) return;
    for (int second = colon + 1; second <= std::min(size(), colon + kReach); ++second) {
      const int head = static_cast<int>(Word(second).head);
      const bool clause = head > 0 && head <= verb && Under(verb, head) &&
                          (Is(second, "ccomp") || Is(second, "parataxis") || Is(second, "conj")) &&
                          (Word(second).upos == "VERB" || ChildOf(second, "cop") != 0);
      if (!clause || FirstOf(second) < colon) continue;
      Hang(second, first, "parataxis");
      for (int w = second + 1; w <= std::min(size(), second + kReach); ++w)
        if (static_cast<int>(Word(w).head) == head && Is(w, "conj") && ChildOf(w, "cc") != 0)
          Word(w).head = second;
      return;
    }
  }

  // The colon right behind the clause, 0 if none: what is quoted behind it has its own way.
  int ColonBehind(int clause) {
    for (int w = clause + 1; w < std::min(size(), clause + kReach); ++w)
      if (Word(w).form == ":") {
        const std::string& tag = Word(w + 1).xpos;
        const bool quoted = tag == "``" || tag == "''" || Word(w + 1).upos == "PUNCT";
        return !quoted && Under(w - 1, clause) ? w : 0;
      }
    return 0;
  }

  // "He says herds are growing, but grass is being lost": what a thing does, in the tense of
  // the saying, in that of reported speech or behind "and", is said like the rest, and so is
  // what has a "that" of its own.
  void MendContrast(int verb) {
    const int said = IsSpeech(verb) ? ChildOf(verb, "ccomp") : 0;
    if (said < verb) return;
    for (int other = said + 1; other <= std::min(size(), said + kReach); ++other) {
      if (static_cast<int>(Word(other).head) != verb || !Is(other, "conj")) continue;
      const int subject = ChildOf(other, "nsubj"), join = ChildOf(other, "cc"),
                mark = ChildOf(other, "mark");
      if (subject == 0 || join == 0 || join > subject || Word(join).lemma == "while") return;
      const bool that = mark > join && mark < subject && lists_.Has("told-mark", Word(mark).lemma);
      if (!that && !IsToldOn(verb, other, subject, join)) return;
      Word(other).head = said;
      return;
    }
  }

  bool IsToldOn(int verb, int other, int subject, int join) {
    const std::string_view key = lists_.Find("communication", Word(verb).lemma);
    const bool plain = Word(verb).lemma == "say" || key == "told" || key == "announced";
    if (!plain ||  // who "claims" is not believed
        (Word(verb).xpos != "VBZ" && Word(verb).xpos != "VBP" && Word(verb).xpos != "VBD"))
      return false;
    if (Word(subject).upos == "PRON") return GoesOn(verb, other);
    return Word(subject).upos == "NOUN" && !IsSpeech(other) && !Speaks(subject) &&
           (lists_.Has("told-on", Word(join).lemma) || IsReportedTense(verb, other));
  }

  // "said he took office in May and he began to build", "said his kin own land, but he has left":
  // of whom it was told already, or in a perfect that only a saying leads to.
  bool GoesOn(int verb, int other) {
    const int subject = ChildOf(ChildOf(verb, "ccomp"), "nsubj"), perfect = ChildOf(other, "aux");
    const bool same = subject != 0 && Word(subject).lemma == Word(ChildOf(other, "nsubj")).lemma;
    const bool told = perfect != 0 && Word(perfect).lemma == "have" && Word(perfect).xpos != "VBD";
    return !IsSpeech(other) && (told || (same && Word(verb).xpos == "VBD"));
  }

  bool Speaks(int noun) {
    for (const Mention& nominal : sentence_.nominals)
      if (noun >= nominal.first && noun <= nominal.last &&
          (nominal.type == "person" || nominal.type == "organization"))
        return true;
    return lists_.Has("speaker-word", Word(noun).lemma);
  }

  // The present beside "says"; beside "said", what only reported speech has: "would", "had".
  bool IsReportedTense(int verb, int clause) {
    int finite = ChildOf(clause, "cop");
    if (finite == 0) finite = ChildOf(clause, "aux");
    if (const int first = ChildOf(clause, "aux"); first != 0) finite = first;
    if (finite == 0) finite = clause;
    const std::string& tag = Word(finite).xpos;
    if (Word(verb).xpos != "VBD") return tag == "VBZ" || tag == "VBP";
    const std::string form = FoldWord(Word(finite).form);
    return finite != clause && lists_.Has("told-past", form);
  }

  const WordLists& lists_;
};

}  // namespace

void MendReports(Sentence& sentence, const WordLists& lists) {
  ReportMending(sentence, lists).Run();
}

}  // namespace lode
