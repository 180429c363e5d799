// Factuality: what a clause says of itself (clause_cues), under what governs it, up to
// the root or to an act of speech. A governor is a phrase that ends right before the
// clause ("came close to"), or a verb, noun or adjective with the relation in which the
// clause stands to it; what it does is its signature in factuality.list.
//
// The hard bit is where to stop. A verb of saying asserts its content in the speaker's
// name, whatever the frame around the saying; a relative clause is taken for granted by
// what surrounds it.
#include "loaders/extraction/clauses/factuality.h"

#include <optional>
#include <string>
#include <string_view>

#include "loaders/extraction/clauses/clause_cues.h"
#include "loaders/extraction/clauses/clauses.h"
#include "loaders/extraction/clauses/factuality_effects.h"
#include "loaders/extraction/clauses/governing_phrase.h"
#include "loaders/extraction/clauses/governing_words.h"
#include "loaders/extraction/clauses/loose_participle.h"
#include "loaders/extraction/clauses/open_clauses.h"
#include "loaders/extraction/clauses/purposes.h"
#include "loaders/extraction/clauses/reported_clauses.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

constexpr int kDeepest = 40;  // governors above one clause; deeper ones do not count

class Reading {
 public:
  Reading(const SentenceGraph& graph, const WordLists& lists) : graph_(graph), lists_(lists) {}

  Factuality Of(int word, int depth = 0) const {
    if (word < 1 || word > graph_.size()) return {};
    const Factuality own = OwnCues(graph_, word, lists_);
    return depth < kDeepest ? Governed(word, own, depth + 1) : own;
  }

 private:
  // A clause with those cues of its own, under what governs `word`.
  Factuality Governed(int word, const Factuality& own, int depth) const {
    const int place = FirstClause(graph_, word, lists_);
    Factuality out = own;
    if (ByPhrase(place, own, depth, out)) return out;
    const int head = graph_.head(place);
    if (IsToBeDone(graph_, place) || IsToBeDone(graph_, word)) {
      Apply(ReadEffect("planned"), out);
      return out;
    }
    const int told_of = graph_.Child(place, "dislocated");  // "the fear is that they sell"
    if (told_of != 0 && graph_.Child(place, "discourse", "be") > told_of &&
        lists_.Has("noun-that", graph_.lemma(told_of)))
      return UnderReport(told_of, own, depth);
    if (head == 0) return own;
    if (const int noun = NounOfInfinitive(graph_, place, lists_))
      return UnderNoun(noun, own, depth);
    if (graph_.Is(place, "xcomp")) return FromComplement(place, head, own, depth);
    if (graph_.Is(place, "ccomp") || graph_.Is(place, "csubj"))
      return FromClause(place, head, own, depth);
    if (graph_.word(place).deprel == "acl:relcl") return FromRelative(place, head, own, depth);
    if (graph_.Is(place, "acl")) return FromNounClause(place, head, own, depth);
    if (graph_.Is(place, "advcl")) return FromAdverbial(place, head, own, depth);
    if (graph_.IsNominal(place) || graph_.Is(place, "obj"))
      return FromDeed(place, head, own, depth);
    return own;
  }

  bool Holds(const Factuality& governor) const { return governor.polarity == Polarity::kAffirmed; }

  // ---- phrases right before the clause

  bool ByPhrase(int word, const Factuality& own, int depth, Factuality& out) const {
    const std::optional<GoverningPhrase> phrase = FindGoverningPhrase(graph_, word, lists_);
    if (!phrase) return false;
    Factuality governor;
    if (phrase->top == 0) {  // "in lieu of selling": as real as what it goes with
      governor.modality = graph_.head(word) != 0 && graph_.IsVerb(graph_.head(word))
                              ? Of(graph_.head(word), depth).modality
                              : Modality::kActual;
    } else {
      governor = Of(phrase->top, depth);
    }
    out = Under(governor, phrase->signature, own);
    return true;
  }

  // ---- verbs and adjectives

  std::string WithParticle(int verb) const { return lode::WithParticle(graph_, verb, lists_); }

  Signature OfGovernor(std::string_view section, int governor, std::string_view mark = {},
                       std::string_view otherwise = "actual") const {
    return SignatureOf(graph_, lists_, {section, otherwise}, governor, mark);
  }

  Signature OfComplement(int governor, std::string_view mark = {}) const {
    return SignatureOfComplement(graph_, lists_, governor, mark);
  }

  Factuality FromComplement(int word, int head, const Factuality& own, int depth) const {
    if (!graph_.IsVerb(word) && lists_.Has("naming", graph_.lemma(head)))
      return own;  // in the namer's voice
    if (IsDoneBySaying(graph_, word, head, lists_)) return own;
    if (graph_.word(word).xpos == "VBG" && MightBeSaid(graph_, lists_, head))
      return Under(Of(head, depth), ReadSignature("unsaid", "unsaid"), own);
    if (IsSeenDoing(graph_, word, head, lists_))
      return Under(Of(head, depth), ReadSignature("actual", ""), own);
    const bool bare = graph_.IsNominal(word) && !IsInfinitive(graph_, word);
    if (bare && lists_.Find("passive-verb", graph_.lemma(head)) == "planned")
      return own;  // "a book entitled X"
    Signature signature = OfComplement(head, MarkOf(word));
    const Modality modality = signature.affirmed.modality;
    if (!graph_.IsVerb(word) && !IsInfinitive(graph_, word) &&
        (modality == Modality::kDemanded || modality == Modality::kPlanned ||
         signature.affirmed.negated))
      signature = ReadSignature("actual", "");  // "pleaded guilty", "escaped unharmed"
    return Under(Of(head, depth), signature, own);
  }

  std::string MarkOf(int word) const { return lode::MarkOf(graph_, lists_, word); }

  Factuality FromClause(int word, int head, const Factuality& own, int depth) const {
    const bool gerund = graph_.word(word).xpos == "VBG" && graph_.Child(word, "aux") == 0;
    if (lists_.Has("condition", MarkOf(word)))  // "asked if it sold it"
      return Under(Of(head, depth), ReadSignature("unsaid", "unsaid"), own);
    if (IsInfinitive(graph_, word) || gerund)
      return Under(Of(head, depth), OfComplement(head, MarkOf(word)), own);
    if (graph_.IsUpos(head, "ADJ")) {  // "it is odd that": most adjectives take it for granted
      Signature signature;
      const std::string made = graph_.lemma(graph_.head(head)) + " " + graph_.lemma(head);
      if (!graph_.Is(head, "xcomp") || !FindSignature(lists_, "adjective-that", made, signature))
        signature = OfGovernor("adjective-that", head, {}, "fact");  // "make sure that"
      if (IsBareVerb(graph_, word))
        signature = ReadSignature("demanded", "");  // "adamant that he be fired"
      return Under(Of(head, depth), signature, own);
    }
    if (graph_.IsNominal(head) && graph_.Child(head, "cop") != 0) {  // "it is a pity that"
      Signature signature = OfGovernor("noun-that", head, {}, "fact");
      FindToldOfNoun(graph_, lists_, head, signature);
      return Under(Of(head, depth), signature, own);
    }
    return Reported(head, word, own, depth);
  }

  // Finite complements: what the verb says of them; nothing above it counts.
  Factuality Reported(int verb, int word, const Factuality& own, int depth) const {
    Factuality saying;
    const Factuality governor = Of(verb, depth);
    saying.polarity = governor.polarity;
    if (governor.modality == Modality::kConditional && !IsOfSpeech(graph_, lists_, verb))
      saying.modality = governor.modality;  // "which would mean that"
    if (IsYetToBeSaid(graph_, lists_, verb)) saying.modality = Modality::kPossible;
    Signature signature = SignatureOfReport(graph_, lists_, verb, word, governor.modality);
    if (MightBeSaid(graph_, lists_, verb)) signature = ReadSignature("unsaid", "unsaid");
    if (governor.modality == Modality::kDemanded &&
        signature.affirmed.modality == Modality::kPlanned)
      saying.modality = governor.modality;  // "urged the board to ensure that"
    return Under(saying, signature, own);
  }

  // ---- nouns

  // Whether there is what a noun names: "no plan", "lacks a plan", "does not have a plan".
  Factuality OfNoun(int noun, int depth) const {
    if (graph_.Child(noun, "cop") != 0) return Of(noun, depth);
    const Factuality own = NounCues(graph_, noun, lists_);
    const int verb = graph_.head(noun);
    if (verb == 0 || !graph_.IsVerb(verb)) return own;
    if (graph_.Is(noun, "obj")) {
      Signature signature;
      if (FindDeed(verb, signature)) return Under(Of(verb, depth), signature, own);
      if (lists_.Has("having", graph_.lemma(verb)))
        return Under(Of(verb, depth), ReadSignature("actual", ""), own);
      if (FindSignature(lists_, "lessening", graph_.lemma(verb), signature))
        return Under(Of(verb, depth), signature, own);  // "hampered its ability to sell"
    }
    const bool found = graph_.word(noun).deprel == "nsubj:pass"  // "no evidence was found"
                           ? lists_.Has("having", graph_.lemma(verb))
                           : lists_.Has("arising", graph_.lemma(verb));
    if (graph_.Is(noun, "nsubj") && !Denied(noun) && (graph_.Child(verb, "expl") != 0 || found))
      return Under(Of(verb, depth), ReadSignature("actual", ""), own);
    if (graph_.Is(noun, "nsubj") && graph_.Child(verb, "expl") != 0) {
      Factuality there = own;
      there.modality = Farther(there.modality, Of(verb, depth).modality);
      return there;
    }
    return own;
  }

  // What a verb does to the deed that its object names.
  bool FindDeed(int verb, Signature& signature) const {
    return FindSignature(lists_, "deed", WithParticle(verb), signature);
  }

  bool Denied(int argument) const { return IsNegatedArgument(graph_, argument, lists_); }

  Factuality UnderNoun(int noun, const Factuality& own, int depth) const {
    const int verb = graph_.Is(noun, "obj") ? graph_.head(noun) : 0;
    const bool purpose = verb != 0 && !lists_.Has("having", graph_.lemma(verb));
    const bool instrument = verb != 0 && lists_.Has("instrument", graph_.lemma(verb));
    if (instrument) return Under(Of(verb, depth), ReadSignature("actual", ""), own);
    const std::string_view unlisted = IsFirst(graph_, noun, lists_) ? "actual"
                                      : purpose                     ? "planned"
                                                                    : "possible";
    Signature signature = ReadSignature(unlisted, "");
    FindSignature(lists_, "noun", graph_.lemma(noun), signature);
    return Under(OfNoun(noun, depth), signature, own);
  }

  // "evidence that", "a ban on selling", "a plan to sell", "firms selling boats".
  Factuality FromNounClause(int word, int noun, const Factuality& own, int depth) const {
    const std::string mark = MarkOf(word);
    if (mark == "that") return UnderReport(noun, own, depth);
    if (const int governor = GovernorThroughNoun(graph_, word, lists_))
      return FromAdverbial(word, governor, own, depth);
    if (mark.empty() || graph_.word(word).xpos != "VBG" || graph_.lemma(noun) == "way") return own;
    const int verb = graph_.Is(noun, "obj") ? graph_.head(noun) : 0;
    if (verb != 0 && lists_.Has("belonging", mark))
      return Under(Of(verb, depth), OfGovernor("verb", verb), own);
    Signature signature;
    if (FindSignature(lists_, "deed", graph_.lemma(noun), signature) ||
        FindSignature(lists_, "noun", graph_.lemma(noun) + " " + mark, signature) ||
        FindSignature(lists_, "noun", graph_.lemma(noun), signature))
      return Under(OfNoun(noun, depth), signature, own);
    Factuality out = own;  // "will join talks on selling the mill"
    if (verb != 0 && graph_.IsVerb(verb))
      out.modality = Farther(out.modality, Of(verb, depth).modality);
    return out;
  }

  // "his claim that …" is his; "rumors that …" are nobody's.
  Factuality UnderReport(int noun, const Factuality& own, int depth) const {
    const Factuality there = OfNoun(noun, depth);
    const int told =
        graph_.Is(noun, "nsubj") ? graph_.head(noun) : 0;  // "the claim that … is false"
    if (told != 0 && lists_.Has("refuting", FoldWord(graph_.word(told).form)))
      return Under(Of(told, depth), ReadSignature("negated", "actual"), own);
    if (Holds(there) && PossessorOf(graph_, noun) != 0 &&
        lists_.Has("speech-noun", graph_.lemma(noun))) {
      const std::string_view said = lists_.Find("speech-noun", graph_.lemma(noun));
      const bool wished = said == "hopes" || said == "fears";
      return wished ? Under({}, ReadSignature("possible", ""), own) : own;
    }
    const int verb = graph_.head(noun);
    Signature signature = ReadSignature("actual", "");
    if (!FindToldOfNoun(graph_, lists_, noun, signature))
      FindSignature(lists_, "noun-that", graph_.lemma(noun), signature);
    if (graph_.Is(noun, "obj") && signature.affirmed.modality != Modality::kDemanded &&
        lists_.Find("finite-complement", graph_.lemma(verb)) == "negated")
      return Under(Of(verb, depth), ReadSignature("negated", "possible"), own);
    return Under(there, signature, own);
  }

  // A relative clause is taken for granted, but not that of what there is not: "there is
  // no firm that sells it".
  Factuality FromRelative(int word, int noun, const Factuality& own, int depth) const {
    if (IsContentOf(graph_, word, noun) && lists_.Has("noun-that", graph_.lemma(noun)))
      return UnderReport(noun, own, depth);  // "rumors that it owns it"
    const int verb = graph_.head(noun);
    const bool exists = graph_.Is(noun, "nsubj") && graph_.Child(verb, "expl") != 0;
    const bool found = graph_.Is(noun, "obj") && lists_.Has("having", graph_.lemma(verb)) &&
                       !IsDefinite(graph_, noun);
    if ((!exists && !found) || Holds(OfNoun(noun, depth))) return own;
    Factuality out = own;
    Apply(ReadEffect("negated"), out);
    return out;
  }

  // ---- deeds that a noun names: "halted the exports", "a ban on exports"

  Factuality FromDeed(int noun, int head, const Factuality& own, int depth) const {
    const std::string& lemma = graph_.lemma(head);
    Signature signature;
    if (graph_.IsVerb(head)) {
      const bool object = graph_.Is(noun, "obj") || graph_.word(noun).deprel == "nsubj:pass";
      if (object && lists_.Has("presupposing", lemma)) return own;  // "plans to boost output"
      if (object && FindDeed(head, signature)) return Under(Of(head, depth), signature, own);
      if (object)
        return lists_.Has("verb", WithParticle(head)) || lists_.Has("verb", lemma) ||
                       lists_.Has("light-verb", lemma)
                   ? Under(Of(head, depth), OfGovernor("verb", head), own)
                   : own;
      if (graph_.Is(noun, "nsubj") && FindSignature(lists_, "deed-subject", lemma, signature))
        return Under(Of(head, depth), signature, own);
      if (graph_.Is(noun, "obl"))
        return FindSignature(lists_, "verb", lemma + " " + graph_.Preposition(noun), signature)
                   ? Under(Of(head, depth), signature, own)
                   : own;
      return own;
    }
    if (!graph_.Is(noun, "nmod")) return own;
    if (FindSignature(lists_, "deed", lemma, signature))
      return Under(OfNoun(head, depth), signature, own);
    return graph_.Is(head, "obj") ? FromDeed(head, graph_.head(head), own, depth) : own;
  }

  // ---- adverbial clauses

  Factuality FromAdverbial(int word, int head, const Factuality& own, int depth) const {
    const int mark = graph_.Child(word, "mark");
    const std::string form = MarkOf(word);
    const bool gerund = graph_.word(word).xpos == "VBG";  // "admitted to entering": no purpose
    if (mark != 0 && form != "as" && IsInfinitive(graph_, word) && !gerund)
      return FromPurpose(word, head, own, depth);
    Signature signature;
    const std::string_view section = graph_.IsUpos(head, "ADJ") ? "adjective"
                                     : IsPassive(graph_, head)  ? "passive-verb"
                                                                : "verb";
    const bool calls = graph_.Child(head, "obj") != 0 &&
                       lists_.Has("naming", graph_.lemma(head));  // "called him rude for asking"
    if (!form.empty() && !calls &&
        (FindSignature(lists_, section, graph_.lemma(head) + " " + form, signature) ||
         FindSignature(lists_, "verb", graph_.lemma(head) + " " + form, signature)))
      return Hindered(head, signature, Under(Of(head, depth), signature, own));
    if (IsSeenDoing(graph_, word, head, lists_))
      return Under(Of(head, depth), ReadSignature("actual", ""), own);
    if (form.empty() && IsGerundObject(graph_, word, head, lists_) &&
        lists_.Has(section, WithParticle(head)))
      return Under(Of(head, depth), OfComplement(head), own);
    if (form == "as" && IsInfinitive(graph_, word))
      return Under(Of(head, depth), ReadSignature("actual", ""), own);  // "so broad as to block"
    if (lists_.Has("belonging", form) && gerund)  // "proposed cuts, including closing it"
      return Under(Of(head, depth), OfGovernor(section, head), own);
    // "while selling", "before they sell": as real as what it goes with.
    const std::string& tag = graph_.word(word).xpos;
    const bool contrasts = tag != "VBG" && lists_.Has("contrasting", form);
    const bool alongside =
        form.empty() ? tag == "VBG" : lists_.Has("alongside", form) && !contrasts;
    const bool present = tag != "VBD" && tag != "VBN" && !IsPerfect(graph_, word);
    Factuality out = own;
    if (alongside && present) {
      const int clause = tag == "VBG" ? ClauseOfParticiple(graph_, word, lists_) : head;
      const bool was = IsPerfect(graph_, clause) && lists_.Has("beside-the-past", form);
      const Modality around = was ? Modality::kActual : Of(clause, depth).modality;
      // "accused of killing him by driving", "… and fleeing, leaving him": all of it
      const bool both = tag == "VBG" && graph_.word(clause).xpos == "VBG";
      if (around != Modality::kRumored || form == "by" || form.empty() || both)
        out.modality = Farther(out.modality, around);
      SettleEnd(out);
    }
    return out;
  }

  // "accused of", "kept from". "Wants to keep them from selling" does not say that they will
  // not, nor that they do.
  Factuality Hindered(int verb, const Signature& signature, Factuality out) const {
    const bool wished = signature.affirmed.negated && graph_.Child(verb, "obj") != 0 &&
                        out.modality != Modality::kDemanded && IsInfinitive(graph_, verb) &&
                        graph_.Child(verb, "nsubj") == 0;
    if (wished) out.asserted = false;
    return out;
  }

  Factuality FromPurpose(int word, int head, const Factuality& own, int depth) const {
    for (int degree : graph_.children(head)) {  // "too weak to sell"
      Signature signature;
      if (graph_.Is(degree, "advmod") &&
          FindSignature(lists_, "degree", graph_.lemma(degree), signature))
        return Under(Of(head, depth), signature, own);
    }
    if (lists_.Has("instrument", graph_.lemma(head)) && graph_.Child(head, "obj") != 0)
      return Under(Of(head, depth), ReadSignature("actual", ""), own);
    if (IsLateComplement(graph_, word, head, lists_) || IsAskedDeed(graph_, word, head, lists_))
      return Under(Of(head, depth), OfComplement(head, "to"), own);
    if (IsFirst(graph_, NounBefore(graph_, word, lists_), lists_))
      return own;  // "making her the first woman to lead it"
    const Factuality deed = Of(head, depth);
    if (IsToldPurpose(graph_, word, head, lists_) && IsDone(deed)) return own;
    Factuality out = own;
    if (!IsPerfect(graph_, word)) Apply(ReadEffect("planned"), out);
    // "urged them to text a word to help the town": asked or supposed like what it is for.
    if (IsNeeded(graph_, head, lists_))
      out.asserted = false;  // "must take the train to reach the city"
    else if (deed.modality == Modality::kDemanded || deed.modality == Modality::kConditional)
      out.modality = Farther(out.modality, deed.modality);
    out.purpose = !IsPassive(graph_, head);  // "was designed to evade radar": so it is meant
    return out;                              // "strong enough to have helped" has helped
  }

  const SentenceGraph& graph_;
  const WordLists& lists_;
};

}  // namespace

Factuality FactualityOf(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  return Reading(graph, lists).Of(predicate);
}

Factuality WithArgument(const SentenceGraph& graph, Factuality clause, int argument,
                        const WordLists& lists) {
  if (argument != 0 && IsNegatedArgument(graph, argument, lists))
    clause.polarity = Opposite(clause.polarity);
  return clause;
}

}  // namespace lode
