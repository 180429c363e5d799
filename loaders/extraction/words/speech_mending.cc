// Verbs of saying stand oddly: behind what is said, in its middle, with phrases between
// verb and clause. Parsers hang such clauses on the last noun, and take subjects for
// people who are told. Each mending here is a shape that the verb's own grammar rules out:
// nobody "says visitors", and a that-clause with all its parts restricts no vote.
#include "loaders/extraction/words/speech_mending.h"

#include <algorithm>
#include <string>

#include "loaders/extraction/words/report_mending.h"
#include "loaders/extraction/words/sentence_edit.h"

namespace lode {
namespace {

class Mending : private EditableTree {
 public:
  Mending(Sentence& sentence, const WordLists& lists) : EditableTree(sentence), lists_(lists) {}

  void Run() {
    for (int word = 1; word <= size(); ++word) {
      if (lists_.Has("speech-noun", Word(word).lemma)) MendClauseOfNoun(word);
      if (!IsSpeech(word)) continue;
      MendQuotedSubject(word);
      MendFrontedClause(word);
      MendLateParticiple(word);
      MendLoneReporter(word);
      MendAsideAmongClauses(word);
      MendParenthesis(word);
      MendClosingSpeaker(word);
      MendContentOnPhrase(word);
      MendSubjectReadAsObject(word);
      MendAddresseeInContent(word);
      MendSecondContent(word);
      MendCircumstanceOfContent(word);
    }
  }

 private:
  bool IsSpeech(int word) {
    const Token& token = Word(word);
    return token.upos == "VERB" &&
           (lists_.Has("communication", token.lemma) || lists_.Has("cognition", token.lemma));
  }
  bool Addresses(int verb) { return lists_.Has("addressing", Word(verb).lemma); }
  bool IsFinite(int verb) {
    const std::string& tag = Word(verb).xpos;
    return tag == "VBD" || tag == "VBZ" || tag == "VBP";
  }
  // "said visitors and staff would pay": the clause has no subject, and nobody is told.
  void MendSubjectReadAsObject(int verb) {
    const int clause = ChildOf(verb, "ccomp");
    if (clause < verb || Addresses(verb)) return;
    int object = ChildOf(verb, "iobj");
    if (object == 0) object = ChildOf(verb, "obj");
    if (object < verb || object > clause || FirstOf(object) != verb + 1) return;
    if (ChildOf(clause, "nsubj") != 0 || ChildOf(clause, "csubj") != 0 ||
        ChildOf(clause, "expl") != 0 || ChildOf(clause, "mark") != 0)
      return;
    Word(object).head = clause;
    Word(object).deprel = ChildOf(clause, "aux:pass") != 0 ? "nsubj:pass" : "nsubj";
  }

  // "tells households how to cope", with the households in the clause: they are told.
  void MendAddresseeInContent(int verb) {
    const int clause = ChildOf(verb, "ccomp");
    if (clause < verb || !Addresses(verb) || ChildOf(verb, "obj") != 0 ||
        ChildOf(verb, "iobj") != 0)
      return;
    int how = verb + 1;
    while (how < clause && Word(how).xpos != "WRB" && Word(how).xpos != "WP") ++how;
    for (int w = verb + 1; w < how && how < clause; ++w)
      if (static_cast<int>(Word(w).head) == clause && (Is(w, "iobj") || Is(w, "obj"))) {
        Word(w).head = verb;
        Word(w).deprel = "iobj";
      }
  }

  // "said he was hopeful a deal would be reached": what he hopes, not what else he said.
  void MendSecondContent(int verb) {
    const int first = ChildOf(verb, "ccomp");
    if (first < verb) return;
    for (int second = first + 2; second <= std::min(size(), first + kReach); ++second) {
      if (static_cast<int>(Word(second).head) != verb || Word(second).deprel != "ccomp") continue;
      if (ChildOf(second, "nsubj") == 0 || ChildOf(second, "mark") != 0) return;
      int before = FirstOf(second) - 1;
      while (before > first && (Word(before).form == "\"" || Word(before).form == "”")) --before;
      if (before <= first) return;  // it began before what was said first
      const bool quality = Word(before).upos == "ADJ" && !Is(before, "amod");
      if (quality && Under(before, first)) Word(second).head = before;
      return;
    }
  }

  // "said he was there when doctors told them": when he was there, not when he said so; but
  // "said so when reporters asked".
  void MendCircumstanceOfContent(int verb) {
    const int said = ChildOf(verb, "ccomp");
    if (said < verb) return;
    for (int clause = said + 2; clause <= std::min(size(), said + kReach); ++clause) {
      if (static_cast<int>(Word(clause).head) != verb || !Is(clause, "advcl")) continue;
      const int first = FirstOf(clause);
      const bool tells_when = lists_.Has("limiting-mark", Word(first).lemma) ||
                              lists_.Has("time-mark", Word(first).lemma) ||
                              lists_.Has("cause-mark", Word(first).lemma);
      if (!tells_when || first <= said || IsMark(first - 1) || ChildOf(clause, "nsubj") == 0 ||
          Word(clause).lemma == "ask")
        continue;
      Word(clause).head = said;
    }
  }

  // "told reporters after the vote that …": a that-clause with all its parts, hung on a
  // phrase of the verb.
  void MendContentOnPhrase(int verb) {
    if (ChildOf(verb, "ccomp") != 0) return;
    for (int that = verb + 2; that <= std::min(size(), verb + kReach); ++that) {
      const Token& mark = Word(that);
      if (mark.lemma != "that" || !Is(that, "mark")) continue;
      const int clause = mark.head;
      if (clause <= that || Word(clause).deprel != "acl" || ChildOf(clause, "nsubj") == 0) continue;
      if (!IsPhraseOf(Word(clause).head, verb)) continue;
      Word(clause).head = verb;
      Word(clause).deprel = "ccomp";
      return;
    }
  }

  // "“Pointless,” said a docker": of two subjects, the one inside the marks is what is said.
  void MendQuotedSubject(int verb) {
    const int first = ChildOf(verb, "nsubj");
    if (first == 0 || first > verb || !IsMark(verb - 1) || !IsClosing(verb - 1)) return;
    for (int w = verb + 1; w <= std::min(size(), verb + kReach); ++w)
      if (static_cast<int>(Word(w).head) == verb && Is(w, "nsubj")) {
        Word(first).deprel = "ccomp";
        return;
      }
  }

  // "But prices have risen, said Kano", with the clause as a conjunct of what follows it:
  // conjuncts stand behind, so it is what is said.
  void MendFrontedClause(int verb) {
    for (int w = std::max(1, verb - kReach); w < verb; ++w)
      if (Word(w).head == verb && Is(w, "conj") && Word(w).upos == "VERB") Word(w).deprel = "ccomp";
  }

  // "…, the affidavit stated, listing prices": what stands before is stated; the participle
  // goes along.
  void MendLateParticiple(int verb) {
    const int said = ChildOf(verb, "ccomp");
    if (said < verb || !Is(verb, "parataxis") || Word(said).xpos != "VBG") return;
    if (ChildOf(said, "nsubj") == 0 && ChildOf(said, "mark") == 0) Word(said).deprel = "advcl";
  }

  // "The bridge fell, the mayor of Oslo, Ana Kano, told reporters", with the mayor beside the
  // bridge: who stands between two commas before a verb of saying that has no subject speaks.
  void MendLoneReporter(int verb) {
    const bool tells = Addresses(verb) && (ChildOf(verb, "iobj") != 0 || ChildOf(verb, "obj") != 0);
    const bool joined = Is(verb, "conj") && ChildOf(verb, "cc") == 0 && (IsMark(verb + 1) || tells);
    const int fronted = Is(verb, "root") ? ChildOf(verb, "ccomp") : 0;
    if ((!Is(verb, "parataxis") && !joined && fronted == 0) || !IsFinite(verb) ||
        ChildOf(verb, "nsubj") != 0)
      return;
    if ((fronted != 0 || tells) && (!IsMark(verb - 1) || ChildOf(verb, "conj") != 0)) return;
    const int main = fronted != 0 ? fronted : static_cast<int>(Word(verb).head);
    if (main < 1 || main > verb || (fronted == 0 && ChildOf(verb, "ccomp") != 0)) return;
    int speaker = 0, closed = 0;
    for (int w = verb - 1; w > main; --w) {
      closed += Word(w).form == ")" ? 1 : Word(w).form == "(" ? -1 : 0;
      if (closed > 0) continue;  // "Ana Kano (R., Oslo), a member, said"
      const bool beside = (Is(w, "appos") || (Is(w, "conj") && ChildOf(w, "cc") == 0)) &&
                          static_cast<int>(Word(w).head) < w;
      if (!beside || (Word(w).upos != "NOUN" && Word(w).upos != "PROPN")) continue;
      if (!StandsBehindComma(w) || Under(static_cast<int>(Word(w).head), w)) continue;
      const int outer = static_cast<int>(Word(w).head);  // "…, Ana Kano": a name of the name before
      if (Is(outer, "nmod") && Is(static_cast<int>(Word(outer).head), "appos")) continue;
      if (speaker == 0) speaker = w;
      // "…, Ana Kano, a professor at Lund, told": the name in front of what she is.
      const bool describes = Word(speaker).upos == "NOUN" && Word(w).upos == "PROPN" &&
                             (outer == static_cast<int>(Word(speaker).head) ||
                              static_cast<int>(Word(speaker).head) == w);
      if (describes) speaker = w;
      if (w != speaker || Word(w).upos == "PROPN") break;
    }
    if (speaker == 0) return;
    const int outer = static_cast<int>(Word(speaker).head);
    for (int w = speaker + 1; w < verb; ++w)
      if (static_cast<int>(Word(w).head) == outer && Is(w, "appos")) Word(w).head = speaker;
    Word(speaker).head = verb;
    Word(speaker).deprel = "nsubj";
    if (joined && tells) Word(verb).deprel = "parataxis";
  }

  // "It began in July, officials said, and meetings were held": the aside is none of the
  // clauses, which are joined to each other.
  void MendAsideAmongClauses(int verb) {
    const int first = static_cast<int>(Word(verb).head), next = ChildOf(verb, "conj");
    const bool aside = Is(verb, "parataxis") && next != 0 && !IsSpeech(next);
    if ((!Is(verb, "conj") && !aside) || first < 1 || first > verb || ChildOf(verb, "cc") != 0)
      return;
    const int subject = ChildOf(verb, "nsubj");
    if (subject == 0 || subject > verb || ChildOf(verb, "ccomp") != 0 || !IsMark(verb + 1)) return;
    Word(verb).deprel = "parataxis";
    if (next > verb && ChildOf(next, "nsubj") != 0) Word(next).head = first;
  }

  // Does a comma stand before the first word of the phrase?
  bool StandsBehindComma(int head) {
    int first = head;
    while (first > 1 && Under(first - 1, head)) --first;
    return IsMark(first) || (first > 1 && IsMark(first - 1));
  }

  void MendClauseOfNoun(int noun) {
    const int verb = Word(noun).head;
    if (verb < 1 || verb > noun || IsSpeech(verb) || noun + 2 > size() ||
        (!Is(noun, "obj") && !Is(noun, "obl")) || Word(noun).upos != "NOUN")
      return;
    const Token& that = Word(noun + 1);
    if (that.lemma != "that" || !Is(noun + 1, "mark") || that.head <= noun) return;
    Token& clause = Word(that.head);
    if (clause.head != verb || clause.deprel != "ccomp") return;
    clause.head = noun;
    clause.deprel = "acl";
  }

  // Is the noun the occasion, time or addressee of the saying, or in such a phrase?
  bool IsPhraseOf(int noun, int verb) {
    if (noun < verb) return false;
    const bool takes_clause =
        lists_.Has("speech-noun", Word(noun).lemma) || lists_.Has("that-noun", Word(noun).lemma);
    if (takes_clause && !lists_.Has("occasion", Word(noun).lemma)) return false;
    int at = noun;
    for (int steps = 0; at != verb && steps < 6; ++steps) {
      const int head = Word(at).head;
      const bool phrase = Is(at, "obl") || Is(at, "nmod") || Is(at, "iobj") ||
                          (Is(at, "obj") && (head != verb || Addresses(verb))) || Is(at, "advcl");
      if (!phrase || head < verb) return false;
      if (Is(at, "advcl") && !lists_.Has("citing", Word(at).lemma)) return false;
      at = head;
    }
    return at == verb;
  }

  // "…, people close to the talks said.": the last word, with its subject hung elsewhere.
  void MendClosingSpeaker(int verb) {
    int end = size();
    while (end > verb && IsMark(end)) --end;
    if (end != verb || !IsFinite(verb) || ChildOf(verb, "nsubj") != 0 ||
        ChildOf(verb, "ccomp") != 0 || ChildOf(verb, "obj") != 0)
      return;
    int comma = verb - 1;
    while (comma > 1 && verb - comma <= 12 && Word(comma).form != "," && !IsClosing(comma)) --comma;
    if (comma <= 1 || verb - comma > 12 || verb - comma < 2) return;
    const int speaker = PhraseBetween(comma, verb);
    if (speaker != 0) MakeMain(verb, speaker);
  }
  // "Wild boars, said the mayor, are to blame": the clause is the sentence's, round the
  // verb of saying.
  void MendParenthesis(int verb) {
    if (verb < 3 || Word(verb - 1).form != "," || !IsFinite(verb)) return;
    int end = verb + 1;
    while (end <= size() && end - verb <= 10 && !IsMark(end)) ++end;
    if (end > size() || Word(end).form != "," || end - verb > 10) return;
    const int clause = ChildOf(verb, "ccomp"), speaker = PhraseBetween(verb, end);
    if (clause < end || speaker == 0) return;
    for (int w = std::max(1, verb - kReach); w < verb; ++w)
      if (Word(w).head == verb) Word(w).head = clause;
    for (int w = std::max(1, verb - kReach); w < verb; ++w)
      if (Word(w).head == clause && Is(w, "nsubj"))
        Word(w).deprel = ChildOf(clause, "aux:pass") != 0 ? "nsubj:pass" : "nsubj";
    Word(speaker).head = verb;
    Word(speaker).deprel = "nsubj";
    Word(clause).head = Word(verb).head;
    Word(clause).deprel = Word(verb).deprel;
    Word(verb).head = clause;
    Word(verb).deprel = "parataxis";
  }

  // The head of the one noun phrase that fills the words between two, 0 if none does.
  int PhraseBetween(int begin, int end) {
    int top = 0;
    for (int w = begin + 1; w < end; ++w) {
      if (Word(w).upos == "VERB" || Word(w).upos == "AUX") return 0;
      const int head = Word(w).head;
      if (head > begin && head < end) continue;
      if (top != 0) return 0;
      top = w;
    }
    const std::string tag = top == 0 ? "" : Word(top).upos;
    return tag == "NOUN" || tag == "PROPN" || tag == "PRON" || tag == "NUM" ? top : 0;
  }

  bool IsClosing(int word) { return Word(word).form == "”" || Word(word).xpos == "''"; }

  void MakeMain(int verb, int speaker) {
    int root = 0;
    for (int w = 1; w <= size(); ++w)
      if (Word(w).head == 0) root = w;
    Word(speaker).head = verb;
    Word(speaker).deprel = "nsubj";
    if (root == verb || root == 0) return;
    if (root == speaker) return;
    Word(verb).head = 0;
    Word(verb).deprel = "root";
    Word(root).head = verb;
    Word(root).deprel = "ccomp";
  }

  const WordLists& lists_;
};

}  // namespace

void MendSpeech(std::vector<Sentence>& sentences, const WordLists& lists) {
  for (Sentence& sentence : sentences) {
    MendReports(sentence, lists);
    Mending(sentence, lists).Run();
  }
}

}  // namespace lode
