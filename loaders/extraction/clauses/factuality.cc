// Factuality: a walk from a predicate to the root. At each clause its auxiliaries,
// adverbs and subordinators speak; at each step upwards the governing verb, noun or
// adjective does ("plans to", "refusal to", "unable to"). Effects add up: negations
// cancel in pairs, and of two modalities the one farther from fact wins.
//
// The hard bit is where to stop. A verb of saying asserts its content in the
// speaker's name, whatever the frame around the saying; a relative clause is taken
// for granted by what surrounds it.
#include "loaders/extraction/clauses/factuality.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "loaders/extraction/clauses/clauses.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

int Rank(Modality modality) {
  switch (modality) {
    case Modality::kActual: return 0;
    case Modality::kPlanned: return 1;
    case Modality::kPossible: return 2;
    case Modality::kDemanded: return 3;
    case Modality::kConditional: return 4;
    case Modality::kRumored: return 5;
  }
  return 0;
}

class Walk {
 public:
  Walk(const SentenceGraph& graph, const WordLists& lists) : graph_(graph), lists_(lists) {}

  Factuality Run(int predicate) {
    int word = predicate;
    for (int steps = 0; word != 0 && steps < 40; ++steps) {
      if (!shared_only_) ReadClause(word);
      word = StepUp(word);
    }
    return result_;
  }

 private:
  void Apply(std::string_view effect) {
    if (effect.empty() || effect == "actual") return;
    if (effect == "negated") {
      result_.polarity =
          result_.polarity == Polarity::kAffirmed ? Polarity::kNegated : Polarity::kAffirmed;
      return;
    }
    if (const auto modality = ModalityOf(effect);
        modality && Rank(*modality) > Rank(result_.modality))
      result_.modality = *modality;
  }

  std::string Joined(int word) const {
    std::string out = FoldWord(graph_.word(word).form);
    for (int part : graph_.children(word))
      if (graph_.Is(part, "fixed")) out += "-" + FoldWord(graph_.word(part).form);
    return out;
  }

  // "not only X but Y" denies nothing.
  bool IsNotOnly(int adverb) const {
    if (adverb >= graph_.size()) return false;
    const std::string& next = graph_.lemma(adverb + 1);
    return next == "only" || next == "just" || next == "merely" || next == "simply" ||
           next == "least";
  }

  void ReadAdverb(int adverb) {
    const std::string form = Joined(adverb);
    if ((form == "longer" || form == "more") && graph_.Child(adverb, "advmod", "no") != 0)
      return Apply("negated");
    const std::string_view effect = lists_.Find("adverb", form);
    if (effect == "negated" && IsNotOnly(adverb)) return;
    Apply(effect);
  }

  // "said the mill would close": the "will" of what was said, told in the past. Not so
  // inside quotation marks, which keep the speaker's tense, nor of "it would be better".
  bool IsWillToldInThePast(int auxiliary, int word) const {
    const std::string form = FoldWord(graph_.word(auxiliary).form);
    if ((form != "would" && form != "'d") || !graph_.IsVerb(word)) return false;
    const int told = graph_.head(graph_.FirstConjunct(word));
    if (!graph_.Is(graph_.FirstConjunct(word), "ccomp") || told == 0) return false;
    if (graph_.word(told).xpos != "VBD" && graph_.Child(told, "aux", "have") == 0) return false;
    for (int i = std::min(told, word); i <= std::max(told, word); ++i)
      if (const std::string& tag = graph_.word(i).xpos; tag == "``" || tag == "''") return false;
    return true;
  }

  void ReadAuxiliaries(int word) {
    for (int child : graph_.children(word))
      if (graph_.Is(child, "aux"))
        Apply(IsWillToldInThePast(child, word)
                  ? "planned"
                  : lists_.Find("auxiliary", FoldWord(graph_.word(child).form)));
    // "was due to be released", with "due to" as the mark.
    if (const int due = graph_.Child(word, "mark", "due");
        due != 0 && graph_.word(word).xpos != "VBG")
      Apply("planned");
    if (graph_.Child(word, "mark", "to") != 0 && graph_.Child(word, "nsubj") != 0) Apply("planned");
  }

  // "could boost X and erode Y": the second verb shares the first one's auxiliary.
  bool SharesAuxiliary(int word) const {
    if (!graph_.Is(word, "conj") || graph_.Child(word, "nsubj") != 0 ||
        graph_.Child(word, "aux") != 0)
      return false;
    const std::string& tag = graph_.word(word).xpos;
    return tag == "VB" || tag == "VBN" || tag == "VBG" ||
           (graph_.Child(word, "cop") != 0 && graph_.word(graph_.Child(word, "cop")).xpos == "VB");
  }

  void ReadClause(int word) {
    bool has_condition = false;
    for (int child : graph_.children(word)) {
      if (graph_.Is(child, "advmod")) ReadAdverb(child);
      if (graph_.Is(child, "mark") || (graph_.Is(child, "case") && graph_.IsVerb(word)))
        Apply(lists_.Find("mark", Joined(child)));
      if (graph_.Is(child, "det") && !graph_.IsVerb(word))
        Apply(lists_.Find("determiner", graph_.lemma(child)));
      if (graph_.Is(child, "nsubj") || graph_.Is(child, "obj")) ReadNegatedArgument(child);
      if (graph_.Is(child, "advcl")) {
        const int mark = graph_.Child(child, "mark");
        has_condition =
            has_condition ||
            (mark != 0 && (graph_.lemma(mark) == "if" || graph_.lemma(mark) == "unless"));
      }
      if (graph_.Is(child, "cc") &&
          (graph_.lemma(child) == "nor" || Joined(child) == "rather-than"))
        Apply("negated");
    }
    ReadAuxiliaries(word);
    if (has_condition && result_.modality != Modality::kActual) Apply("conditional");
  }

  void ReadNegatedArgument(int argument) {
    const int determiner = graph_.Child(argument, "det");
    const bool none = graph_.Is(argument, "nsubj") &&
                      (graph_.lemma(argument) == "nobody" || graph_.lemma(argument) == "none");
    if (graph_.Is(argument, "nsubj") && determiner != 0)
      Apply(lists_.Find("determiner", graph_.lemma(determiner)));
    if (none) Apply("negated");
  }

  std::string LemmaWithParticle(int verb) const {
    const std::string particle = ParticleOf(graph_, verb);
    return particle.empty() ? graph_.lemma(verb) : graph_.lemma(verb) + " " + particle;
  }

  // The effect of a governing verb or adjective on its infinitive.
  void ApplyGovernor(int governor) {
    if (graph_.IsUpos(governor, "ADJ"))
      return Apply(lists_.Find("adjective", graph_.lemma(governor)));
    if (IsPassive(graph_, governor))
      return Apply(lists_.Find("passive-verb", graph_.lemma(governor)));
    const std::string_view whole = lists_.Find("verb", LemmaWithParticle(governor));
    Apply(whole.empty() ? lists_.Find("verb", graph_.lemma(governor)) : whole);
  }

  // Finite complements: what the verb says of them; the walk ends here.
  int LeaveFinite(int governor) {
    Apply(lists_.Find("finite-complement", graph_.lemma(governor)));
    if (IsPassive(graph_, governor)) Apply(lists_.Find("passive-verb", graph_.lemma(governor)));
    Factuality saying = Walk(graph_, lists_).Run(governor);
    if (saying.polarity == Polarity::kNegated) {
      const std::string_view thought = lists_.Find("cognition", graph_.lemma(governor));
      Apply(thought == "believes" || thought == "expects" ? "negated" : "possible");
    }
    return 0;
  }

  // Returns the next clause whose cues count, 0 at the end.
  int StepUp(int word) {
    const int head = graph_.head(word);
    shared_only_ = false;
    if (head == 0) return 0;
    const std::string& relation = graph_.word(word).deprel;
    if (graph_.Is(word, "conj")) return StepToConjunct(word, head);
    if (const int noun = NounOfInfinitive(graph_, word, lists_)) {
      Apply(lists_.Find("noun", graph_.lemma(noun)));
      const int determiner = graph_.Child(noun, "det");
      if (determiner != 0) Apply(lists_.Find("determiner", graph_.lemma(determiner)));
      if (graph_.Child(noun, "cop") != 0) return noun;  // "denied that it is in talks to buy"
      return graph_.Is(noun, "obj") && graph_.lemma(graph_.head(noun)) == "have" ? graph_.head(noun)
                                                                                 : 0;
    }
    if (relation == "xcomp") {
      if (!graph_.IsVerb(word) && lists_.Has("naming", graph_.lemma(head)))
        return 0;  // in the namer's voice
      const bool bare = graph_.IsNominal(word) && !IsInfinitive(graph_, word);
      if (bare && lists_.Find("passive-verb", graph_.lemma(head)) == "planned")
        return 0;  // "a book entitled X"
      ApplyGovernor(head);
      return head;
    }
    if (relation == "ccomp") {
      const bool infinitive = graph_.Child(word, "mark", "to") != 0;
      if (!infinitive) return LeaveFinite(head);
      ApplyGovernor(head);
      return head;
    }
    if (graph_.Is(word, "obj") && graph_.IsVerb(head)) {  // "planned a sale", "stopped the sale"
      if (lists_.Has("presupposing", graph_.lemma(head))) return 0;  // "plans to boost output"
      const std::string_view ended = lists_.Find("ended-noun", graph_.lemma(head));
      if (!ended.empty())
        Apply(ended);
      else
        ApplyGovernor(head);
      return head;
    }
    if (graph_.Is(word, "nmod") && graph_.IsUpos(head, "NOUN"))  // "a ban on exports"
      Apply(lists_.Find("ended-noun", graph_.lemma(head)));
    if (relation == "acl" && graph_.Child(word, "mark", "that") != 0) return LeaveReport(head);
    if (relation == "acl" && graph_.Child(word, "mark") != 0 && graph_.word(word).xpos == "VBG" &&
        graph_.lemma(head) != "way") {  // "an application for listing", "a ban on selling"
      Apply(lists_.Find("noun", graph_.lemma(head)));
      Apply(lists_.Find("ended-noun", graph_.lemma(head)));
    }
    if (graph_.Is(word, "nmod") && graph_.Is(head, "obj")) return StepUp(head);
    if (graph_.Is(word, "advcl")) return StepFromAdverbial(word, head);
    if (const int governor = GovernorThroughNoun(graph_, word, lists_))
      return StepFromAdverbial(word, governor);
    return 0;
  }

  // "rumors that …" by nobody in particular, "denied reports that …".
  int LeaveReport(int noun) {
    const bool object = graph_.Is(noun, "obj");
    const int verb = graph_.head(noun);
    if (object && lists_.Find("finite-complement", graph_.lemma(verb)) == "negated")
      Apply("negated");
    else if (PossessorOf(graph_, noun) == 0 && !object)
      Apply(lists_.Find("noun", graph_.lemma(noun)) == "rumored" ? "rumored" : "");
    return 0;
  }

  int StepToConjunct(int word, int head) {
    if (SharesAuxiliary(word)) {
      for (int child : graph_.children(head))
        if (graph_.Is(child, "aux"))
          Apply(lists_.Find("auxiliary", FoldWord(graph_.word(child).form)));
    }
    shared_only_ = true;
    return head;
  }

  // "would grow by selling", "while selling": as real as what it goes with.
  bool IsAlongside(int mark) const {
    const std::string& lemma = graph_.lemma(mark);
    return lemma == "while" || lemma == "by" || lemma == "through" || lemma == "in" ||
           lemma == "when";
  }

  // "voted on Tuesday to approve": a complement behind an adverbial, not a purpose.
  bool IsLateComplement(int word, int head) const {
    return graph_.IsVerb(head) && word > head && graph_.Child(head, "obj") == 0 &&
           !IsPassive(graph_, head) && !lists_.Find("verb", LemmaWithParticle(head)).empty();
  }

  int StepFromAdverbial(int word, int head) {
    const int mark = graph_.Child(word, "mark");
    if (mark != 0 && graph_.lemma(mark) == "from") {
      Apply(lists_.Find("verb", graph_.lemma(head)) == "negated" ? "negated" : "");
      return 0;
    }
    if (mark != 0 && lists_.Has("accusation", graph_.lemma(head)) && graph_.lemma(mark) != "to") {
      Apply("rumored");
      return 0;
    }
    if (graph_.Child(word, "mark", "to") != 0 && graph_.Child(head, "obj") != 0 &&
        lists_.Find("verb", graph_.lemma(head)) == "demanded") {
      Apply("demanded");
      return 0;
    }
    if (mark != 0 && graph_.lemma(mark) == "as" && graph_.Child(word, "mark", "to") != 0)
      return head;  // "should not be so broad as to block"
    const std::string& tag = graph_.word(word).xpos;
    if ((mark == 0 || IsAlongside(mark)) &&
        tag == "VBG") {  // "..., allowing them to compete": as real as what it goes with
      const Modality around = Walk(graph_, lists_).Run(ClauseOfParticiple(graph_, word)).modality;
      Apply(NameOf(around));
    } else if (graph_.Child(word, "mark", "to") != 0 && graph_.Child(word, "aux", "have") == 0) {
      if (IsLateComplement(word, head)) {
        ApplyGovernor(head);
        return head;
      }
      Apply("planned");  // of purpose; "strong enough to have helped" has helped
    }
    return 0;
  }

  const SentenceGraph& graph_;
  const WordLists& lists_;
  Factuality result_;
  bool shared_only_ = false;  // the next clause is a conjunct: its own cues do not count
};

}  // namespace

Factuality FactualityOf(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  return Walk(graph, lists).Run(predicate);
}

Factuality WithArgument(const SentenceGraph& graph, Factuality clause, int argument,
                        const WordLists& lists) {
  const int determiner = graph.Child(argument, "det");
  if (determiner != 0 && lists.Find("determiner", graph.lemma(determiner)) == "negated")
    clause.polarity =
        clause.polarity == Polarity::kAffirmed ? Polarity::kNegated : Polarity::kAffirmed;
  return clause;
}

}  // namespace lode
