// What an arc may join is known by the words at its ends: an adjective has no object, an
// adverb of direction no phrase, a word in the middle of hyphens no life of its own.
//
// The hard bit is to move whole phrases only, and only to a place that is free.
#include "loaders/extraction/words/attachment_mending.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "loaders/extraction/words/sentence_edit.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

bool IsFinite(const Token& token) {
  return token.xpos == "VBD" || token.xpos == "VBZ" || token.xpos == "VBP";
}

int Size(const Sentence& sentence) {
  return static_cast<int>(sentence.tokens.size());
}

// "left unchanged its forecast", with the forecast as the object of "unchanged".
void MendObjectOfAdjective(Sentence& sentence, int word, const WordLists& lists) {
  Token& object = *At(sentence, word);
  const int quality = static_cast<int>(object.head);
  if (object.deprel != "obj" || quality < 2 || quality > word) return;
  Token& adjective = *At(sentence, quality);
  const Token& verb = *At(sentence, quality - 1);
  const bool participle = (adjective.xpos == "VBN" || adjective.xpos == "VBD") &&
                          adjective.form.starts_with("un") && lists.Has("making-so", verb.lemma);
  if ((adjective.upos != "ADJ" && !participle) || adjective.deprel != "xcomp" ||
      static_cast<int>(adjective.head) != quality - 1 || verb.upos != "VERB" ||
      Child(sentence, quality - 1, "obj") != nullptr || Child(sentence, quality, "cop") != nullptr)
    return;
  object.head = quality - 1;
  if (!participle) return;
  adjective.upos = "ADJ";
  adjective.xpos = "JJ";
  adjective.lemma = FoldWord(adjective.form);
}

// "came back to the idea", with the idea hung on "back".
void MendPhraseOfAdverb(Sentence& sentence, int word, const WordLists& lists) {
  Token& phrase = *At(sentence, word);
  const int adverb = static_cast<int>(phrase.head);
  if ((phrase.deprel != "obl" && phrase.deprel != "nmod") || adverb < 2 || adverb > word) return;
  const Token& where = *At(sentence, adverb);
  const int verb = static_cast<int>(where.head);
  if (where.upos != "ADV" || where.deprel != "advmod" || verb < 1 || verb > adverb ||
      At(sentence, verb)->upos != "VERB" || Child(sentence, word, "case") == nullptr)
    return;
  if (!lists.Has("whither", where.lemma) && !lists.Has("adverb-particle", where.lemma)) return;
  if ((phrase.upos != "NOUN" && phrase.upos != "PROPN" && phrase.upos != "PRON") ||
      FirstUnder(sentence, word) != adverb + 1 || FirstUnder(sentence, adverb) != adverb ||
      Child(sentence, word, "case")->lemma == "of" || At(sentence, adverb - 1)->form == ",")
    return;
  phrase.head = verb;
  phrase.deprel = "obl";
}

// "play recorded music", with "recorded" as a clause that has the music for its object.
void MendParticipleBeforeObject(Sentence& sentence, int word, const WordLists& lists) {
  Token& participle = *At(sentence, word);
  Token* verb = At(sentence, word - 1);
  if (verb == nullptr || participle.xpos != "VBN" || verb->upos != "VERB" || word < 2) return;
  if (participle.deprel != "ccomp" && participle.deprel != "xcomp") return;
  if (static_cast<int>(participle.head) != word - 1 && participle.head != verb->head) return;
  const int noun_at = NumberOf(sentence, Child(sentence, word, "obj"));
  if (noun_at <= word || noun_at > word + 3 || lists.Has("causative", verb->lemma) ||
      Child(sentence, word - 1, "obj") != nullptr || Child(sentence, word, "nsubj") != nullptr ||
      Child(sentence, word, "aux:pass") != nullptr || FirstUnder(sentence, noun_at) != word + 1 ||
      Child(sentence, noun_at, "det") != nullptr || IsUnder(sentence, word - 1, word))
    return;
  for (Token& token : sentence.tokens)
    if (static_cast<int>(token.head) == word) token.head = word - 1;
  At(sentence, noun_at)->head = word - 1;
  participle.head = noun_at;
  participle.deprel = "amod";
}

// "on a scale not seen before", with the scale as a phrase of "seen".
void MendPhraseBeforeParticiple(Sentence& sentence, int word) {
  Token& participle = *At(sentence, word);
  const int verb = static_cast<int>(participle.head);
  if (participle.xpos != "VBN" || participle.deprel != "advcl" || verb < 1 || verb > word) return;
  if (Child(sentence, word, "mark") != nullptr || Child(sentence, word, "aux:pass") != nullptr ||
      Child(sentence, word, "aux") != nullptr || Child(sentence, word, "nsubj:pass") != nullptr)
    return;
  int noun_at = word - 1;
  while (noun_at > verb && At(sentence, noun_at)->upos != "NOUN" &&
         static_cast<int>(At(sentence, noun_at)->head) == word)
    --noun_at;
  Token& noun = *At(sentence, noun_at);
  if (noun_at <= verb || noun.upos != "NOUN" || noun.deprel != "obl" ||
      static_cast<int>(noun.head) != word || Child(sentence, noun_at, "case") == nullptr)
    return;
  noun.head = verb;
  participle.head = noun_at;
  participle.deprel = "acl";
}

// "another called Tarn has members", with "called" as the verb of a clause.
void MendParticipleAsVerb(Sentence& sentence, int word) {
  Token& participle = *At(sentence, word);
  Token* subject = At(sentence, word - 1);
  if (participle.xpos != "VBN" || subject == nullptr || !subject->deprel.starts_with("nsubj") ||
      static_cast<int>(subject->head) != word || Child(sentence, word, "aux:pass") != nullptr ||
      Child(sentence, word, "aux") != nullptr)
    return;
  const int last = std::min(Size(sentence), word + 12);
  for (int w = word + 2; w <= last; ++w) {
    Token& verb = *At(sentence, w);
    if (verb.form == "," || verb.form == ";") return;
    if (verb.upos != "VERB" || !IsFinite(verb)) continue;
    const int head = static_cast<int>(verb.head);
    const int mark = NumberOf(sentence, Child(sentence, w, "mark"));
    if (Child(sentence, w, "nsubj") != nullptr || mark > word ||
        Child(sentence, w, "cc") != nullptr ||
        (head != static_cast<int>(participle.head) && head != word &&
         static_cast<int>(participle.head) != w))
      return;
    if (static_cast<int>(participle.head) != w) {
      verb.head = participle.head;
      verb.deprel = participle.deprel;
    }
    for (Token& token : sentence.tokens)
      if (static_cast<int>(token.head) == word &&
          (token.deprel == "mark" || token.deprel == "cc" || token.form == ","))
        token.head = w;
    subject->head = w;
    subject->deprel = "nsubj";
    participle.head = word - 1;
    participle.deprel = "acl";
    return;
  }
}

// "feel-good pills", with "feel" above the pills: the hyphened word goes with them.
void MendHyphenedAbove(Sentence& sentence, int word) {
  const Token& hyphen = *At(sentence, word);
  Token* left = At(sentence, word - 1);
  Token* right = At(sentence, word + 1);
  if (hyphen.form != "-" || hyphen.space_after || left == nullptr || right == nullptr || word < 2 ||
      left->space_after)
    return;
  const int noun_at = static_cast<int>(right->head);
  if (noun_at <= word + 1 || noun_at > word + 4) return;
  Token& noun = *At(sentence, noun_at);
  if (static_cast<int>(noun.head) != word - 1 || noun.upos != "NOUN" ||
      (right->deprel != "amod" && right->deprel != "compound"))
    return;
  noun.head = left->head;
  noun.deprel = left->deprel;
  for (int w = 1; w <= Size(sentence); ++w)
    if (Token& token = *At(sentence, w); static_cast<int>(token.head) == word - 1 && w != word)
      token.head = noun_at;
  left->head = word + 1;
  left->deprel = "compound";
}

// "take place in Oslo", with Oslo as a phrase of the place.
void MendIdiomOfVerb(Sentence& sentence, int word, const WordLists& lists) {
  Token& phrase = *At(sentence, word);
  const int noun = static_cast<int>(phrase.head);
  if (phrase.deprel != "nmod" || noun < 1 || noun > word) return;
  const Token& object = *At(sentence, noun);
  const int verb = static_cast<int>(object.head);
  if (object.deprel != "obj" || verb < 1 || verb > noun ||
      Child(sentence, noun, "det") != nullptr || Child(sentence, noun, "amod") != nullptr)
    return;
  if (!lists.Has("verb-with-noun", At(sentence, verb)->lemma + " " + object.lemma)) return;
  phrase.head = verb;
  phrase.deprel = "obl";
}

// "makes imports, including oil, dearer", with "dearer" hung on the oil.
void MendObjectComplement(Sentence& sentence, int word, const WordLists& lists) {
  Token& verb = *At(sentence, word);
  if (verb.upos != "VERB" || !lists.Has("making-so", verb.lemma)) return;
  const int object = NumberOf(sentence, Child(sentence, word, "obj"));
  if (object <= word || Child(sentence, word, "xcomp") != nullptr ||
      Child(sentence, word, "ccomp") != nullptr)
    return;
  const int last = std::min(Size(sentence), word + 30);
  for (int w = object + 2; w <= last; ++w) {
    Token& quality = *At(sentence, w);
    const int noun = static_cast<int>(quality.head);
    if (quality.upos != "ADJ" || quality.deprel != "amod" || noun < object || noun > w) continue;
    const int first = FirstUnder(sentence, w);
    const int before = At(sentence, first)->form == "," ? first : first - 1;
    if (At(sentence, before)->form != "," || !IsUnder(sentence, noun, object)) continue;
    quality.head = word;
    quality.deprel = "xcomp";
    return;
  }
}

// "voted in May to leave", with "to leave" as a purpose.
void MendLateComplement(Sentence& sentence, int word, const WordLists& lists) {
  Token& infinitive = *At(sentence, word);
  const int verb = static_cast<int>(infinitive.head);
  if (infinitive.deprel != "advcl" || infinitive.xpos != "VB" || verb < 1 || verb > word) return;
  const Token* to = Child(sentence, word, "mark");
  if (to == nullptr || to->lemma != "to" || NumberOf(sentence, to) != FirstUnder(sentence, word))
    return;
  const Token& governor = *At(sentence, verb);
  if (governor.upos != "VERB" || !lists.Has("infinitive-verb", governor.lemma) ||
      Child(sentence, verb, "xcomp") != nullptr || Child(sentence, verb, "obj") != nullptr ||
      Child(sentence, verb, "ccomp") != nullptr || Child(sentence, verb, "aux:pass") != nullptr)
    return;
  if (const Token* before = At(sentence, NumberOf(sentence, to) - 1);
      before == nullptr || before->form == "," || before->form == "order")
    return;
  infinitive.deprel = "xcomp";
}

// "a lawn and garden company", "a job or student applicant", with the lawn and the job as
// things of their own: with one article for both, they are what the last noun is for.
void MendModifierReadAsConjunct(Sentence& sentence, int word, const WordLists& lists) {
  Token& noun = *At(sentence, word);
  if (noun.deprel != "conj" || noun.xpos != "NN") return;
  const int joiner = NumberOf(sentence, Child(sentence, word, "cc"));
  const int first = joiner - 1;
  if (first < 1 || joiner >= word - 1 || At(sentence, joiner + 1)->deprel != "compound") return;
  Token& other = *At(sentence, first);
  if (other.xpos != "NN" || lists.Has("person-noun", other.lemma) ||
      !IsUnder(sentence, joiner + 1, word))
    return;
  const Token* own = Child(sentence, word, "det");
  if (own == nullptr) own = Child(sentence, word, "nmod:poss");
  const bool before = own != nullptr && NumberOf(sentence, own) < first;
  const bool inside = before && other.deprel == "conj" && other.head == noun.head;
  const Token* article = Child(sentence, first, "det");
  const bool one = article != nullptr && (article->lemma == "a" || article->lemma == "an" ||
                                          Child(sentence, first, "cop") != nullptr);
  const bool shared = static_cast<int>(noun.head) == first && (before || (own == nullptr && one));
  if (!inside && !shared) return;
  if (shared) {
    noun.head = other.head;
    noun.deprel = other.deprel;
  }
  for (Token& token : sentence.tokens)
    if (static_cast<int>(token.head) == first) token.head = word;
  other.head = word;
  other.deprel = "compound";
  At(sentence, joiner)->head = joiner + 1;
  At(sentence, joiner + 1)->head = first;
  At(sentence, joiner + 1)->deprel = "conj";
}

// "in various video game forums", with the game and the forums as two phrases of the verb:
// one has no preposition.
void MendPhraseReadAsTwo(Sentence& sentence, int word) {
  Token& first = *At(sentence, word);
  Token* second = At(sentence, word + 1);
  int at = word + 1;
  while (second != nullptr && second->deprel == "compound" && at < word + 3)
    second = At(sentence, ++at);
  if (second == nullptr || first.deprel != "obl" || second->deprel != "obl" ||
      first.upos != "NOUN" || second->upos != "NOUN" || first.head != second->head ||
      Child(sentence, word, "case") == nullptr || Child(sentence, at, "case") != nullptr ||
      FirstUnder(sentence, at) != word + 1 || LastUnder(sentence, word) != word)
    return;
  for (Token& token : sentence.tokens)
    if (static_cast<int>(token.head) == word) token.head = at;
  first.head = at;
  first.deprel = "compound";
}

// "close mines before it can recover", with the clause hung on the mines: the verb's.
void MendClauseOnNoun(Sentence& sentence, int word, const WordLists& lists) {
  Token& clause = *At(sentence, word);
  const Token* mark = Child(sentence, word, "mark");
  if (clause.deprel != "advcl" || mark == nullptr || Child(sentence, word, "nsubj") == nullptr ||
      (!lists.Has("time-mark", mark->lemma) && !lists.Has("limiting-mark", mark->lemma) &&
       mark->lemma != "because"))
    return;
  int up = static_cast<int>(clause.head);
  if (up < 1 || up > word || Child(sentence, up, "cop") != nullptr) return;
  const Token* on = At(sentence, up);
  if (on->upos != "NOUN" && (on->upos != "ADJ" || on->deprel != "amod")) return;
  for (int steps = 0; up > 0 && steps < 6 && At(sentence, up)->upos != "VERB"; ++steps) {
    if (Child(sentence, up, "cop") != nullptr) return;
    up = static_cast<int>(At(sentence, up)->head);
  }
  if (up > 0 && up < word && At(sentence, up)->upos == "VERB") clause.head = up;
}

// "spend more time treating patients": the time is spent so, or nothing is told.
void MendGerundOfTime(Sentence& sentence, int word, const WordLists& lists) {
  Token& gerund = *At(sentence, word);
  const int verb = static_cast<int>(gerund.head);
  if (gerund.xpos != "VBG" || gerund.deprel != "advcl" || verb < 1 || verb > word ||
      Child(sentence, word, "mark") != nullptr || FirstUnder(sentence, word) != word)
    return;
  const int object = NumberOf(sentence, Child(sentence, verb, "obj"));
  if (object <= verb || LastUnder(sentence, object) != word - 1 ||
      !lists.Has("verb-with-gerund", At(sentence, verb)->lemma + " " + At(sentence, object)->lemma))
    return;
  gerund.head = object;
  gerund.deprel = "acl";
}

}  // namespace

void MendAttachmentAt(Sentence& sentence, int word, const WordLists& lists) {
  MendHyphenedAbove(sentence, word);
  MendObjectOfAdjective(sentence, word, lists);
  MendPhraseOfAdverb(sentence, word, lists);
  MendParticipleBeforeObject(sentence, word, lists);
  MendPhraseBeforeParticiple(sentence, word);
  MendParticipleAsVerb(sentence, word);
  MendIdiomOfVerb(sentence, word, lists);
  MendObjectComplement(sentence, word, lists);
  MendLateComplement(sentence, word, lists);
  MendModifierReadAsConjunct(sentence, word, lists);
  MendGerundOfTime(sentence, word, lists);
  MendPhraseReadAsTwo(sentence, word);
  MendClauseOnNoun(sentence, word, lists);
}

}  // namespace lode
