// A clause's own cues. Each child of the predicate may be one: what it does stands in
// factuality.list under the name of its relation (auxiliary, adverb, mark, determiner,
// pronoun).
//
// The hard bit is scope: "not only" and "not because" deny nothing of the clause, "not
// until 2021" says that it held from then on, "nobody but Kano" affirms it of Kano, and
// a conjunct shares some of the cues of the first one and not others.
#include "loaders/extraction/clauses/clause_cues.h"

#include <algorithm>

#include "loaders/extraction/clauses/auxiliary_cues.h"
#include "loaders/extraction/clauses/conditions.h"
#include "loaders/extraction/clauses/factuality_effects.h"
#include "loaders/extraction/words/predicates.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

class ClauseReader {
 public:
  ClauseReader(const SentenceGraph& graph, const WordLists& lists) : graph_(graph), lists_(lists) {}

  Factuality Read(int word) {
    ReadMarks(Nearest(word, [&](int clause) { return HasMark(clause); }));
    ReadSubject(Nearest(word, [&](int clause) { return graph_.Child(clause, "nsubj") != 0; }));
    ReadAuxiliaries(word);
    const int finite = Nearest(word, [&](int clause) { return !SharesAuxiliary(clause); });
    if (finite != word) {
      ReadAuxiliaries(finite);
      if (IsOneOfSeveral(word, finite)) ReadSharedNegation(finite);
    }
    ReadAdverbs(word);
    ReadSharedHearsay(word);
    ReadObliques(word);
    if (!graph_.IsVerb(word)) ReadDeterminers(word);
    ReadUntil(word);
    ReadCommand(FirstClause(graph_, word, lists_));
    const bool told = clause_.modality == Modality::kActual;
    if ((!told || IsPresentDeed(word)) && HasCondition(graph_, word, told, lists_))
      Say("conditional");
    SettleEnd(clause_);
    return clause_;
  }

  // The words before a noun, and the preposition it stands behind.
  Factuality ReadNoun(int noun) {
    ReadMarks(noun);
    ReadDeterminers(noun);
    Say(lists_.Find("pronoun", graph_.lemma(noun)));
    return clause_;
  }

  // The nearest of the clause and those it is joined to that fits, else the clause itself.
  template <typename Fits>
  int Nearest(int word, const Fits& fits) const {
    for (int clause = word;; clause = graph_.head(clause)) {
      if (fits(clause)) return clause;
      if (!graph_.Is(clause, "conj") || !IsPredicate(graph_, graph_.head(clause), lists_))
        return word;
    }
  }

  bool Denies(int argument) const {
    if (IsException(argument)) return false;
    if (lists_.Find("pronoun", graph_.lemma(argument)) == "negated") return true;
    const auto denies = [&](int child) {
      if (child < argument &&
          lists_.Has("determiner", graph_.lemma(child) + " " + graph_.lemma(child + 1)))
        return true;  // "not a single"
      if (graph_.word(child).deprel == "nmod:poss" && Denies(child))
        return true;  // "no clerk's pay"
      return (graph_.Is(child, "det") || graph_.Is(child, "amod") || graph_.Is(child, "cc")) &&
             lists_.Find("determiner", Determiner(child)) == "negated";
    };
    const auto& children = graph_.children(argument);
    return std::any_of(children.begin(), children.end(), denies);
  }

 private:
  void Say(std::string_view effect) {
    if (!effect.empty()) Apply(ReadEffect(effect), clause_);
  }

  // The determiner as the list has it; "a few" and "the little firm" are not "few" and
  // "little".
  std::string Determiner(int word) const {
    const std::string own = FoldWord(graph_.word(word).form);
    const int noun = graph_.head(word);
    const bool other = graph_.Is(word, "amod") &&
                       (graph_.Child(noun, "det") != 0 || graph_.Child(noun, "nmod:poss") != 0);
    return other || graph_.lemma(word - 1) == "a" ? "a " + own : own;
  }

  // "nobody but Kano", "no firm except Kano"
  bool IsException(int argument) const {
    for (int child : graph_.children(argument))
      if (child > argument && (graph_.Is(child, "conj") || graph_.Is(child, "nmod")))
        for (int marker : graph_.children(child))
          if (lists_.Has("exception", graph_.lemma(marker))) return true;
    return false;
  }

  bool HasMark(int word) const {
    return graph_.Child(word, "mark") != 0 ||
           (graph_.Child(word, "case") != 0 && graph_.IsVerb(word));
  }

  void ReadMarks(int word) {
    for (int child : graph_.children(word))
      if (graph_.Is(child, "mark") || graph_.Is(child, "case")) {
        const std::string form = WholeMark(child, word);
        const std::string_view effect = lists_.Find("mark", form);
        const bool of_noun = graph_.Is(child, "case") && !graph_.IsVerb(word);
        // "is without power": the preposition is part of what is said of it.
        if (of_noun && graph_.Child(word, "cop") != 0) continue;
        const bool settled = HasPastTense(graph_, word) && lists_.Has("settled", form) &&
                             !HasModal(graph_.head(word));
        if (!settled && !(of_noun && IsClauseOnly(form))) Say(effect);
      }
  }

  // The mark with the word that it belongs to: "as long as they pay", "would rather sell than
  // lease".
  std::string WholeMark(int mark, int word) const {
    const std::string form = JoinedForm(graph_, mark);
    const int head = graph_.head(word);
    for (int sooner : graph_.children(head))
      if (graph_.Is(sooner, "advmod") && graph_.IsVerb(head))
        if (const std::string two = graph_.lemma(sooner) + "-" + form; lists_.Has("mark", two))
          return two;
    const std::string around = FoldWord(graph_.word(mark - 1).form) + "-" + form;
    const std::string longer = FoldWord(graph_.word(mark - 2).form) + "-" + around;
    return mark > 2 && lists_.Has("mark", longer) ? longer : form;
  }

  bool HasModal(int word) const {
    for (int child : graph_.children(word))
      if (graph_.Is(child, "aux") && lists_.Has("modal", FoldWord(graph_.word(child).form)))
        return true;
    return false;
  }

  // "until the sale", "once" and such are conditions of a clause, not of a noun.
  bool IsClauseOnly(const std::string& mark) const { return lists_.Has("clause-mark", mark); }

  void ReadSubject(int word) {
    for (int child : graph_.children(word)) {
      if (graph_.Is(child, "nsubj") && Denies(child)) Say("negated");
      const bool argument = graph_.Is(child, "nsubj") || graph_.Is(child, "obj");
      if (argument && child < word &&
          lists_.Has("unknown-degree", graph_.lemma(graph_.Subtree(child).front())))
        Say("unsaid");
    }
  }

  // "sold to nobody", "at no time": in either case it did not happen.
  void ReadObliques(int word) {
    for (int child : graph_.children(word)) {
      if (!graph_.Is(child, "obl") || !Denies(child)) continue;
      const std::string preposition = graph_.Preposition(child);
      if (lists_.Has("denied-by", preposition + " " + graph_.lemma(child)) ||
          lists_.Has("denied-by", preposition))
        Say("negated");
    }
  }

  void ReadDeterminers(int word) {
    for (int child : graph_.children(word))
      if (graph_.Is(child, "det") || graph_.Is(child, "amod"))
        Say(lists_.Find("determiner", Determiner(child)));
  }

  void ReadAuxiliaries(int word) {
    for (int child : graph_.children(word))
      if (graph_.Is(child, "aux") || graph_.Is(child, "cop"))
        Say(AuxiliaryEffect(graph_, child, word, lists_));
    if (IsContraryToFact(graph_, word)) Say("unsaid");
  }

  // "could boost X and erode Y": the second verb shares the first one's auxiliary.
  bool SharesAuxiliary(int word) const {
    if (graph_.Child(word, "nsubj") != 0 || graph_.Child(word, "aux") != 0) return false;
    const std::string& tag = graph_.word(word).xpos;
    const int copula = graph_.Child(word, "cop");
    if (graph_.IsUpos(word, "ADJ") && copula == 0)  // "can be open and safe"
      return graph_.Child(graph_.head(word), "cop") != 0;
    return tag == "VB" || tag == "VBN" || tag == "VBG" ||
           (copula != 0 && graph_.word(copula).xpos == "VB");
  }

  // "did not sign, ratify or keep it": is the word joined to the first by "or"?
  bool IsOneOfSeveral(int word, int first) const {
    const auto has_or = [&](int clause) {
      const int conjunction = graph_.Child(clause, "cc");
      return conjunction != 0 && lists_.Has("either", graph_.lemma(conjunction));
    };
    const auto& joined = graph_.children(first);
    return has_or(word) || std::any_of(joined.begin(), joined.end(), [&](int other) {
             return other > word && graph_.Is(other, "conj") && has_or(other);
           });
  }

  // "did not sign or ratify"
  void ReadSharedNegation(int first) {
    for (int child : graph_.children(first))
      if (graph_.Is(child, "advmod") && child < first &&
          lists_.Find("adverb", JoinedForm(graph_, child)) == "negated")
        Say("negated");
  }

  void ReadAdverbs(int word) {
    if (graph_.word(word).deprel == "advcl:relcl")  // "asked how it sold it"
      if (lists_.Find("adverb", graph_.lemma(graph_.head(word))) == "unsaid") Say("unsaid");
    for (int child : graph_.children(word))
      if (graph_.Is(child, "advmod") ||
          (graph_.Is(child, "discourse") && graph_.word(child).xpos != "UH"))
        ReadAdverb(child, word);
    for (int child : graph_.children(word))  // what "not" changes: "not … any longer"
      if (graph_.Is(child, "advmod") && clause_.polarity == Polarity::kNegated)
        if (const std::string_view other = lists_.FindOther("adverb", Phrase(child));
            !other.empty()) {
          clause_.polarity = Polarity::kAffirmed;
          Say(other);
        }
    for (int child : graph_.children(word))
      if (graph_.Is(child, "cc")) Say(lists_.Find("mark", JoinedForm(graph_, child)));
  }

  // "allegedly beat a guard and fled": both are hearsay.
  void ReadSharedHearsay(int word) {
    const int first = Nearest(word, [&](int clause) { return graph_.Child(clause, "nsubj") != 0; });
    if (first == word || graph_.Child(word, "nsubj") != 0) return;
    for (int child : graph_.children(first))
      if (graph_.Is(child, "advmod") && child < first &&
          lists_.Find("adverb", JoinedForm(graph_, child)) == "rumored")
        Say("rumored");
  }

  // An adverb with the word before it, where the list has the two: "no longer".
  std::string Phrase(int adverb) const {
    const std::string own = JoinedForm(graph_, adverb);
    const std::string two = FoldWord(graph_.word(adverb - 1).form) + " " + own;
    return lists_.Has("adverb", two) ? two : own;
  }

  void ReadAdverb(int adverb, int word) {
    const std::string own = Phrase(adverb);
    if (adverb < graph_.size())
      for (const std::string& first : {own, graph_.lemma(adverb)})  // "not only", "didn't just"
        if (const std::string two = first + " " + graph_.lemma(adverb + 1);
            lists_.Has("adverb", two))
          return Say(lists_.Find("adverb", two));
    if (adverb > word && lists_.Has("either", graph_.lemma(adverb - 1))) return;  // "or not"
    for (int inner : graph_.children(adverb))  // "not far off the mark"
      if (graph_.Is(inner, "advmod") && inner < adverb && lists_.Has("degree-denied", own) &&
          lists_.Find("adverb", JoinedForm(graph_, inner)) == "negated")
        Say("negated");
    // "is less fond of it": neither that it is, nor that it is not.
    const int whereof = graph_.Child(word, "obl");
    if (adverb + 1 == word && graph_.IsUpos(word, "ADJ") && whereof > word &&
        lists_.Has("lessened", own) &&
        lists_.Find("mark", graph_.Preposition(whereof)) != "unsaid")  // but "less fond than"
      return Say("unsaid");
    const std::string_view effect = lists_.Find("adverb", own);
    if (effect == "negated" && lists_.Has("outdone", own) && IsOutdone(adverb, word))
      return Say("unsaid");
    if (effect == "ended" && !IsBeforeState(adverb, word, own)) return;
    if (effect == "near-miss") {  // "almost doubled" rounds a figure
      if (graph_.IsVerb(word) && adverb < word && !lists_.Has("rounded", graph_.lemma(word)))
        Say("negated");
      return;
    }
    Say(effect);
  }

  // "has never been older", "never more sure": it is as old as that now.
  bool IsOutdone(int adverb, int word) const {
    if (graph_.word(word).xpos == "JJR") return true;
    return std::ranges::any_of(graph_.children(word), [&](int degree) {
      return degree > adverb && degree < word && graph_.Is(degree, "advmod") &&
             lists_.Has("outdoing", FoldWord(graph_.word(degree).form));
    });
  }

  // "once owned", "was once a mill": of states, and not "once a week" or "visited once".
  bool IsBeforeState(int adverb, int word, const std::string& form) const {
    if (!lists_.Has("state-only", form)) return true;
    if (adverb > word || graph_.word(word).xpos == "VBG") return false;
    return graph_.Child(word, "cop") != 0 || lists_.Has("state", graph_.lemma(word));
  }

  bool IsPast(int word) const {
    if (graph_.word(word).xpos == "VBD" || graph_.word(word).xpos == "VBN") return true;
    for (int child : graph_.children(word))
      if ((graph_.Is(child, "cop") || graph_.Is(child, "aux")) &&
          (graph_.word(child).xpos == "VBD" || graph_.lemma(child) == "have"))
        return true;
    return false;
  }

  // "was a supplier until 2021" has ended; "did not open until 2021" opened then; "is open
  // until Friday" has an end that is still to come.
  void ReadUntil(int word) {
    for (int child : graph_.children(word)) {
      if (!graph_.Is(child, "obl") && !graph_.Is(child, "nmod") && !graph_.Is(child, "advmod") &&
          !graph_.Is(child, "advcl"))
        continue;
      const int until = Until(child);
      if (until == 0 || lists_.Has("until-goal", graph_.lemma(word))) continue;
      if (clause_.polarity == Polarity::kNegated) {
        // "did not open until May" opened then; "until May it did not open" tells of before.
        if (child > word) clause_.polarity = Polarity::kAffirmed;
      } else if (until < word && graph_.lemma(until - 1) == "not") {
        continue;  // "Not until 2021 did it open."
      } else {
        if (!graph_.Is(child, "advcl")) clause_.end = child;
        if (IsPast(word) && !IsYetToCome(child)) clause_.ended = true;
      }
    }
  }

  // "until the bridge is repaired"
  bool IsYetToCome(int clause) const {
    int finite = graph_.Child(clause, "cop");
    for (int child : graph_.children(clause))
      if (graph_.Is(child, "aux")) finite = finite == 0 ? child : std::min(finite, child);
    const std::string& tag = graph_.word(finite != 0 ? finite : clause).xpos;
    return graph_.Is(clause, "advcl") && (tag == "VBZ" || tag == "VBP" || tag == "MD");
  }

  int Until(int phrase) const {
    for (int child : graph_.children(phrase))
      if ((graph_.Is(child, "case") || graph_.Is(child, "mark") || graph_.Is(child, "advmod")) &&
          lists_.Has("until", graph_.lemma(child)))
        return child;
    return 0;
  }

  // "Open the gates.": nobody has opened them.
  void ReadCommand(int word) {
    if (graph_.word(word).xpos != "VB" ||
        !(graph_.Is(word, "root") || graph_.Is(word, "parataxis") || graph_.Is(word, "ccomp")))
      return;
    for (int child : graph_.children(word))
      if (graph_.Is(child, "nsubj") || graph_.Is(child, "mark") || graph_.Is(child, "expl") ||
          (graph_.Is(child, "aux") && graph_.lemma(child) != "do"))
        return;
    Say("demanded");
  }

  // "faces a fine if convicted"; a saying is none the less so for what it is said of.
  bool IsPresentDeed(int word) const {
    return !IsPast(word) && !lists_.Has("communication", graph_.lemma(word));
  }

  const SentenceGraph& graph_;
  const WordLists& lists_;
  Factuality clause_;
};

}  // namespace

int FirstClause(const SentenceGraph& graph, int word, const WordLists& lists) {
  while (graph.Is(word, "conj") && IsPredicate(graph, graph.head(word), lists))
    word = graph.head(word);
  return word;
}

bool HasPastTense(const SentenceGraph& graph, int word) {
  const auto past = [&](int at) { return at != 0 && graph.word(at).xpos == "VBD"; };
  return past(word) || past(graph.Child(word, "cop")) || past(graph.Child(word, "aux"));
}

bool IsPerfect(const SentenceGraph& graph, int word) {
  return graph.Child(word, "aux", "have") != 0;
}

std::string JoinedForm(const SentenceGraph& graph, int word) {
  std::string out = FoldWord(graph.word(word).form);
  for (int part : graph.children(word))
    if (graph.Is(part, "fixed")) out += "-" + FoldWord(graph.word(part).form);
  return out;
}

Factuality OwnCues(const SentenceGraph& graph, int word, const WordLists& lists) {
  return ClauseReader(graph, lists).Read(word);
}

Factuality NounCues(const SentenceGraph& graph, int noun, const WordLists& lists) {
  return ClauseReader(graph, lists).ReadNoun(noun);
}

bool IsNegatedArgument(const SentenceGraph& graph, int argument, const WordLists& lists) {
  return ClauseReader(graph, lists).Denies(argument);
}

}  // namespace lode
