// English marks a conjunct by what stands before it, a comma or "and", and a subject by
// standing before its verb. A tree in which a verb has neither joiner nor subject, or in
// which a noun is joined to a verb, says what the words do not.
//
// The hard bit is where the noun phrase begins that the verb is to have for its subject:
// it is the one that ends right before the verb, cut at the last "and" that joins clauses.
#include "loaders/extraction/words/coordination_mending.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "loaders/extraction/words/sentence_edit.h"
#include "loaders/extraction/words/trade_mending.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

bool IsNominalWord(const Token& token) {
  return token.upos == "NOUN" || token.upos == "PROPN" || token.upos == "NUM";
}

bool IsFiniteTag(std::string_view tag) {
  return tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD";
}

// The first word of a predicate with its auxiliaries and the adverbs between.
int FirstOfGroup(const Sentence& sentence, int predicate) {
  int first = predicate;
  while (first > 1) {
    const Token& before = sentence.tokens[static_cast<std::size_t>(first - 2)];
    const std::string& relation = before.deprel;
    const bool part = relation.starts_with("aux") || relation == "cop" || relation == "case" ||
                      relation == "advmod" || relation == "det";
    if (static_cast<int>(before.head) != predicate) break;
    if (relation == "obl:unmarked") {  // "officials this week said"
      first = FirstUnder(sentence, first - 1);
      continue;
    }
    if (!part) break;
    --first;
  }
  return first;
}

// Is the predicate that begins there tensed?
bool IsFinite(Sentence& sentence, int predicate, int first) {
  for (int w = first; w <= predicate; ++w) {
    const Token& token = *At(sentence, w);
    if (token.upos == "AUX" || w == predicate)
      return IsFiniteTag(token.xpos) && (token.upos == "AUX" || token.upos == "VERB");
  }
  return false;
}

bool HasOwnSubject(Sentence& sentence, int predicate) {
  for (const Token& token : sentence.tokens)
    if (static_cast<int>(token.head) == predicate &&
        (token.deprel.starts_with("nsubj") || token.deprel.starts_with("csubj") ||
         token.deprel == "expl"))
      return true;
  return false;
}

// "tears is", "tear are": not its subject.
bool Disagrees(Sentence& sentence, int noun, int first, int predicate) {
  const std::string& tag = At(sentence, noun)->xpos;
  const bool joined = Child(sentence, noun, "conj") != nullptr;
  for (int w = first; w <= predicate; ++w) {
    const Token& token = *At(sentence, w);
    const std::string form = FoldWord(token.form);
    const bool singular = token.xpos == "VBZ" || form == "was";
    const bool plural = token.xpos == "VBP" || form == "were";
    if (singular) return tag == "NNS" || joined;
    if (plural) return (tag == "NN" || tag == "NNP") && !joined;
  }
  return false;
}

void MakeSubject(Sentence& sentence, int noun, int predicate) {
  const bool passive = Child(sentence, predicate, "aux:pass") != nullptr;
  At(sentence, noun)->head = predicate;
  At(sentence, noun)->deprel = passive ? "nsubj:pass" : "nsubj";
}

// The head of the noun phrase that ends at `last`, up to what joins it; 0 if none does.
int PhraseEndingAt(Sentence& sentence, int last, int predicate) {
  int top = last;
  if (!IsNominalWord(*At(sentence, last))) return 0;
  for (int steps = 0; steps < 12; ++steps) {
    const Token& token = *At(sentence, top);
    const int head = static_cast<int>(token.head);
    if (head == 0 || head > last || token.deprel == "conj" || token.deprel == "obj" ||
        token.deprel == "obl" || token.deprel == "iobj" || head == predicate)
      break;
    if (!IsNominalWord(*At(sentence, head)) || IsUnder(sentence, predicate, head)) break;
    top = head;
  }
  return IsNominalWord(*At(sentence, top)) ? top : 0;
}

// "showed a raider had sunk", with the raider as what is shown.
void MendContentWithoutThat(Sentence& sentence, int word, const WordLists& lists) {
  Token& predicate = *At(sentence, word);
  if (predicate.deprel != "ccomp" && predicate.deprel != "conj" && predicate.deprel != "parataxis")
    return;
  const int first = FirstOfGroup(sentence, word);
  if (first < 4 || !IsFinite(sentence, word, first) || HasOwnSubject(sentence, word) ||
      Child(sentence, word, "mark") != nullptr || Child(sentence, word, "cc") != nullptr)
    return;
  int noun = first - 1;
  while (noun > 2 && At(sentence, noun)->upos != "PUNCT" &&
         (At(sentence, noun)->deprel != "obj" || !IsNominalWord(*At(sentence, noun)) ||
          LastUnder(sentence, noun) != first - 1))
    --noun;
  const Token& object = *At(sentence, noun);
  const int verb = static_cast<int>(object.head);
  if (object.deprel != "obj" || verb < 1 || verb >= noun || verb == word) return;
  const std::string& lemma = At(sentence, verb)->lemma;
  const bool takes = lists.Has("communication", lemma) || lists.Has("cognition", lemma) ||
                     lists.Has("evidence", lemma);
  if (!takes || IsUnder(sentence, verb, word)) return;
  if (Disagrees(sentence, noun, first, word)) return;
  MakeSubject(sentence, noun, word);
  predicate.head = verb;
  predicate.deprel = "ccomp";
}

// "rose as stocks in Oslo fell", with the stocks as a phrase of "rose".
void MendStrandedSubject(Sentence& sentence, int word) {
  Token& predicate = *At(sentence, word);
  if (predicate.deprel != "advcl" && predicate.deprel != "acl") return;
  const int first = FirstOfGroup(sentence, word);
  if (first < 3 || !IsFinite(sentence, word, first) || HasOwnSubject(sentence, word)) return;
  int noun = PhraseEndingAt(sentence, first - 1, word);
  if (noun == 0 || noun == static_cast<int>(predicate.head)) return;
  if (At(sentence, noun)->deprel == "conj") noun = static_cast<int>(At(sentence, noun)->head);
  const int governor = static_cast<int>(At(sentence, noun)->head);
  if (At(sentence, noun)->deprel != "obl" || governor < 1) return;
  if (governor == word && Child(sentence, noun, "case") == nullptr) {  // "after Herman led"
    const Token* mark = Child(sentence, word, "mark");
    if (NumberOf(sentence, mark) == FirstUnder(sentence, noun) - 1 && mark != nullptr)
      MakeSubject(sentence, noun, word);
  }
  if (governor > noun) return;
  const int last = noun;  // "stocks in three ports", with both hung on the verb before "as"
  for (int w = noun - 1; w > governor && Child(sentence, word, "mark") == nullptr; --w) {
    const Token& token = *At(sentence, w);
    if (token.upos == "PUNCT") break;
    const Token* as = Child(sentence, w, "case");
    if (token.deprel == "obl" && static_cast<int>(token.head) == governor && as != nullptr &&
        as->lemma == "as")
      noun = w;
  }
  const int before = FirstUnder(sentence, noun) - 1;
  Token* mark = Child(sentence, word, "mark");
  Token* marker = Child(sentence, noun, "case");
  const bool marked = mark != nullptr && NumberOf(sentence, mark) == before;
  const bool as = mark == nullptr && marker != nullptr && marker->lemma == "as" &&
                  NumberOf(sentence, marker) == before + 1;
  if (!marked && !as) return;
  if (Disagrees(sentence, noun, first, word)) return;
  if (as) {
    marker->head = word;
    marker->deprel = "mark";
  }
  if (last != noun) {
    At(sentence, last)->head = noun;
    At(sentence, last)->deprel = "nmod";
  }
  MakeSubject(sentence, noun, word);
  predicate.head = governor;
  predicate.deprel = "advcl";
}

// "off the roads and shops were shut": nothing joins "were shut" but the "and" before the
// shops.
void MendUnjoinedClause(Sentence& sentence, int word) {
  const Token& predicate = *At(sentence, word);
  if (predicate.deprel != "conj" || predicate.upos == "NOUN") return;
  const int first = FirstOfGroup(sentence, word);
  if (first < 4 || !IsFinite(sentence, word, first) || HasOwnSubject(sentence, word)) return;
  const Token& last = *At(sentence, first - 1);
  if (!IsNominalWord(last)) return;
  int noun = PhraseEndingAt(sentence, first - 1, word);
  if (noun == 0 || At(sentence, noun)->deprel != "conj") return;
  const int start = FirstUnder(sentence, noun);
  int joiner = At(sentence, start)->upos == "CCONJ" ? start : start - 1;
  if (joiner < 2 || At(sentence, joiner)->upos != "CCONJ") return;
  // "the roads and shops and ferries were shut": shops and ferries.
  const int partner = joiner - 1;
  const Token& other = *At(sentence, partner);
  if (IsNominalWord(other) && other.deprel == "conj" && other.head == At(sentence, noun)->head &&
      partner > 2 && At(sentence, partner - 1)->upos == "CCONJ") {
    At(sentence, noun)->head = partner;
    At(sentence, joiner)->head = noun;
    noun = partner;
    joiner = partner - 1;
  }
  if (Disagrees(sentence, noun, first, word)) return;
  MakeSubject(sentence, noun, word);
  At(sentence, joiner)->head = word;
  At(sentence, joiner)->deprel = "cc";
}

bool HasAuxiliary(Sentence& sentence, int verb) {
  return Child(sentence, verb, "aux") != nullptr || Child(sentence, verb, "aux:pass") != nullptr;
}

// "were hunting fish already caught or taking the bait": taking goes with hunting, not with
// caught; "work that could be built on and tested" with built.
void MendUnlikeConjuncts(Sentence& sentence, int word) {
  Token& verb = *At(sentence, word);
  if (verb.deprel != "conj" || verb.upos != "VERB" || HasAuxiliary(sentence, word) ||
      HasOwnSubject(sentence, word) || Child(sentence, word, "cc") == nullptr)
    return;
  const int first = static_cast<int>(verb.head);
  if (first < 1 || first > word || At(sentence, first)->upos != "VERB") return;
  if (At(sentence, first)->xpos == verb.xpos) return;
  if (verb.xpos == "VBG") {
    for (int up = static_cast<int>(At(sentence, first)->head), steps = 0; up > 0 && steps < 4;
         up = static_cast<int>(At(sentence, up)->head), ++steps)
      if (up < first && At(sentence, up)->upos == "VERB" && At(sentence, up)->xpos == "VBG") {
        verb.head = up;
        return;
      }
  }
  if (verb.xpos != "VBN" || HasAuxiliary(sentence, first) == false) return;
  const std::string& tag = At(sentence, first)->xpos;
  if (tag != "VB" && tag != "VBG") return;
  for (int near = word - 2; near > first && near > word - 8; --near) {
    const Token& token = *At(sentence, near);
    if (token.form == ",") return;
    if (token.xpos != "VBN" || Child(sentence, near, "aux:pass") == nullptr) continue;
    if (IsUnder(sentence, near, first)) verb.head = near;
    return;
  }
}

// 'D' for what was, 'Z' for what is or will be, ' ' for neither.
char TenseOf(Sentence& sentence, int predicate) {
  for (int w = FirstOfGroup(sentence, predicate); w <= predicate; ++w) {
    const std::string& tag = At(sentence, w)->xpos;
    if (tag == "VBD") return 'D';
    if (tag == "VBZ" || tag == "VBP" || tag == "MD") return 'Z';
  }
  return ' ';
}

// The nearest verb above `word` that is tensed, so if it is not ' ', and has a subject or shares
// one; 0 if none stands before.
int TensedAbove(Sentence& sentence, int word, char tense) {
  for (int up = static_cast<int>(At(sentence, word)->head), steps = 0; up > 0 && steps < 12;
       up = static_cast<int>(At(sentence, up)->head), ++steps)
    if (up < word && (tense == ' ' || TenseOf(sentence, up) == tense) &&
        IsFinite(sentence, up, FirstOfGroup(sentence, up)) &&
        (HasOwnSubject(sentence, up) || At(sentence, up)->deprel == "conj"))
      return up;
  return 0;
}

// "refused to comment and left", "found that adults smoke and showed that": what is tensed is
// joined to nothing untensed, and what happened then not to what holds now below a verb of then.
void MendTenseOfConjunct(Sentence& sentence, int word) {
  Token& verb = *At(sentence, word);
  if (verb.deprel != "conj" || verb.upos != "VERB" || HasOwnSubject(sentence, word) ||
      Child(sentence, word, "cc") == nullptr ||
      (FoldWord(verb.form) == verb.lemma && !HasAuxiliary(sentence, word)))
    return;
  const bool bare = verb.xpos == "VBN" && !HasAuxiliary(sentence, word);  // "to stay and called on"
  if (!bare && !IsFinite(sentence, word, FirstOfGroup(sentence, word))) return;
  const int first = static_cast<int>(verb.head);
  if (first < 1 || first > word || At(sentence, first)->upos != "VERB") return;
  const Token& other = *At(sentence, first);
  const bool untensed = other.xpos == "VB" && !HasOwnSubject(sentence, first) &&
                        Child(sentence, first, "aux") == nullptr;
  const char tense = TenseOf(sentence, word), below = TenseOf(sentence, first);
  const bool under = other.deprel == "ccomp" || other.deprel == "advcl";
  const bool now = under && tense != ' ' && below != ' ' && tense != below;
  const int above = untensed || now ? TensedAbove(sentence, first, untensed ? ' ' : tense) : 0;
  if (above == 0) return;
  verb.head = above;
  if (bare) verb.xpos = "VBD";
}

// "a gap between sellers and those who buy", with the buyers joined to the gap: between takes two.
void MendBetween(Sentence& sentence, int word) {
  const Token* between = Child(sentence, word, "case");
  const int noun = At(sentence, word)->head;
  if (between == nullptr || between->lemma != "between" || noun == 0 || noun > word ||
      At(sentence, word)->upos == "NUM" || Child(sentence, word, "conj") != nullptr)
    return;
  const int next = LastUnder(sentence, word) + 1;
  const Token* joiner = At(sentence, next);
  if (joiner == nullptr || joiner->lemma != "and") return;
  Token* other = At(sentence, static_cast<int>(joiner->head));
  if (other != nullptr && other->deprel == "conj" && static_cast<int>(other->head) == noun &&
      (IsNominalWord(*other) || other->xpos == "DT") && NumberOf(sentence, other) > next)
    other->head = word;
}

// "Costa" and "Rica", joined to the same word with nothing between them: one name.
void MendNeighbours(Sentence& sentence, int word) {
  Token& first = *At(sentence, word);
  if (first.deprel != "conj" || !IsNominalWord(first) || !first.space_after) return;
  int at = word + 1;  // the neighbour, with what stands before it in its phrase
  while (At(sentence, at) != nullptr && at < word + 4 && At(sentence, at)->deprel == "compound")
    ++at;
  const Token* second = At(sentence, at);
  if (second == nullptr || second->deprel != "conj" || first.head != second->head ||
      !IsNominalWord(*second) || FirstUnder(sentence, at) != word + 1)
    return;
  for (Token& token : sentence.tokens)
    if (static_cast<int>(token.head) == word && (at == word + 1 || token.deprel == "cc"))
      token.head = at;
  first.head = at;
  first.deprel = "compound";
}

}  // namespace

void MendCoordinationAt(Sentence& sentence, int word, const EntityLexicon& lexicon,
                        const WordLists& lists) {
  MendNeighbours(sentence, word);
  MendTradesAt(sentence, word, lexicon);
  MendContentWithoutThat(sentence, word, lists);
  MendStrandedSubject(sentence, word);
  MendUnjoinedClause(sentence, word);
  MendUnlikeConjuncts(sentence, word);
  MendTenseOfConjunct(sentence, word);
  MendBetween(sentence, word);
}

}  // namespace lode
