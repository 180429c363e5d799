// What an arc may join is known by the words at its ends: an adjective has no object, an
// adverb of direction no phrase, a word in the middle of hyphens no life of its own.
//
// The hard bit is to move whole phrases only, and only to a place that is free.
#include "loaders/extraction/words/attachment_mending.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "loaders/extraction/words/sentence_edit.h"

namespace lode {
namespace {

bool IsFinite(const Token& token) {
  return token.xpos == "VBD" || token.xpos == "VBZ" || token.xpos == "VBP";
}

int Size(const Sentence& sentence) {
  return static_cast<int>(sentence.tokens.size());
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

}  // namespace

void MendAttachmentAt(Sentence& sentence, int word, const WordLists& lists) {
  MendHyphenedAbove(sentence, word);
  MendParticipleBeforeObject(sentence, word, lists);
  MendParticipleAsVerb(sentence, word);
  MendModifierReadAsConjunct(sentence, word, lists);
}

}  // namespace lode
