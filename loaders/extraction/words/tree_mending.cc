// Each mending is a shape in the tree that no grammatical sentence has in that
// reading, so that a right tree is left alone. The hard bit is to keep it so: what
// can be read in two ways is no business of this room.
#include "loaders/extraction/words/tree_mending.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "loaders/extraction/words/attachment_mending.h"
#include "loaders/extraction/words/clause_mending.h"
#include "loaders/extraction/words/coordination_mending.h"
#include "loaders/extraction/words/office_mending.h"
#include "loaders/extraction/words/sentence_edit.h"
#include "loaders/extraction/words/slip_mending.h"
#include "loaders/extraction/words/word_mending.h"

namespace lode {
namespace {

// "minister Rivera said", "the head of the union Ana Rivera said": two subjects side by
// side are one, the first with its "of" phrase a title of the second.
void MendDoubleSubject(Sentence& sentence, int word) {
  Token& name = *At(sentence, word);
  if (name.upos != "PROPN" || !name.deprel.starts_with("nsubj")) return;
  int before = word - 1;
  const int farthest = std::max(1, word - 10);
  while (before >= farthest &&
         (At(sentence, before)->head != name.head || At(sentence, before)->deprel != name.deprel)) {
    const std::string& tag = At(sentence, before)->upos;
    if (tag == "PUNCT" || tag == "VERB" || tag == "AUX" || tag == "CCONJ") return;
    --before;
  }
  if (before < farthest) return;
  Token& noun = *At(sentence, before);
  if (before == word - 1 && noun.upos == "NOUN") {
    name.deprel = "appos";
    name.head = before;
  } else if (before == word - 1 && noun.upos == "PROPN" && noun.xpos == name.xpos) {
    noun.deprel = "nmod:desc";  // "Ms Bardien"
    noun.head = word;
  } else if (before < word - 1 && (noun.upos == "NOUN" || noun.upos == "PROPN") &&
             At(sentence, before + 1)->lemma == "of") {
    noun.deprel = "nmod:desc";
    noun.head = word;
  }
}

// "Secretary of Forestry Marit Dahl", with the name hung on the title: the title
// describes the name. Not so "the widow of singer Marit Dahl", who is the singer.
void MendTitleWithPhrase(Sentence& sentence, int word, const EntityLexicon& lexicon) {
  Token& name = *At(sentence, word);
  const int title_at = name.head;
  if (name.upos != "PROPN" || title_at < 1 || title_at >= word - 1 || title_at < word - 8) return;
  if (name.deprel != "nmod" && name.deprel != "appos" && name.deprel != "nmod:unmarked") return;
  const bool person = std::any_of(
      sentence.mentions.begin(), sentence.mentions.end(),
      [&](const Mention& m) { return m.first == word && m.type == "person" && m.last > word; });
  if (!person || At(sentence, title_at + 1)->lemma != "of" ||
      Child(sentence, word, "case") != nullptr)
    return;
  for (int between = title_at + 1; between < word; ++between) {
    const std::string& tag = At(sentence, between)->upos;
    if (tag == "PUNCT" || tag == "VERB" || tag == "CCONJ" || tag == "AUX") return;
  }
  const Token& nearer = *At(sentence, word - 1);
  if (nearer.upos == "NOUN" &&
      (lexicon.Role(nearer.lemma) != nullptr || lexicon.NounType(nearer.lemma) == "person"))
    return;
  Token& title = *At(sentence, title_at);
  name.head = title.head;
  name.deprel = title.deprel;
  title.head = word;
  title.deprel = "nmod:desc";
  for (int w = 1; w <= static_cast<int>(sentence.tokens.size()); ++w)
    if (Token& token = *At(sentence, w);
        token.head == title_at && (w > word || token.deprel == "case"))
      token.head = word;
}

bool IsFinite(const Token& token) {
  return token.upos == "VERB" &&
         (token.xpos == "VBD" || token.xpos == "VBZ" || token.xpos == "VBP");
}

// "Prices rose after the mill said …", with "after the mill" as a phrase of "rose" and
// "said" as the verb of the sentence: the phrase is the subject of a clause.
void MendClauseReadAsPhrase(Sentence& sentence, int word, const WordLists& lists) {
  Token& verb = *At(sentence, word);
  if (!IsFinite(verb) || Child(sentence, word, "nsubj") != nullptr ||
      Child(sentence, word, "mark") != nullptr)
    return;
  int subject = word - 1;
  while (subject > 0 && (At(sentence, subject)->upos == "PUNCT" ||
                         (At(sentence, subject)->head < word && At(sentence, subject)->head > 0 &&
                          At(sentence, subject)->deprel != "obl")))
    --subject;
  if (subject <= 0) return;
  // "after the check, a spokesperson said, and …": who stands behind the comma speaks.
  const Token* beside = Child(sentence, subject, "appos");
  if (beside != nullptr && word < static_cast<int>(sentence.tokens.size()) &&
      At(sentence, word + 1)->form == ",")
    return;
  Token& noun = *At(sentence, subject);
  const int governor = noun.head;
  if (noun.deprel != "obl" || governor <= 0 || governor >= subject) return;
  Token* mark = Child(sentence, subject, "case");
  if (mark == nullptr || !lists.Has("phrase-or-clause", mark->lemma)) return;
  Token& main = *At(sentence, governor);
  if (main.head == word) {  // the verb had taken what stands before it for its content
    main.head = verb.head;
    main.deprel = verb.deprel;
  }
  verb.head = governor;
  verb.deprel = "advcl";
  noun.head = word;
  noun.deprel = "nsubj";
  mark->head = word;
  mark->deprel = "mark";
}

// "The bank, which is expected to …, confirmed that …", read as a noun with clauses:
// the finite verb behind the comma is the sentence's.
void MendMainVerb(Sentence& sentence) {
  const int size = static_cast<int>(sentence.tokens.size());
  int root = 0;
  for (int w = 1; w <= size; ++w)
    if (At(sentence, w)->head == 0) root = w;
  if (root == 0 || size < 8 || At(sentence, size)->form != ".") return;
  Token& noun = *At(sentence, root);
  if ((noun.upos != "NOUN" && noun.upos != "PROPN") || Child(sentence, root, "cop") != nullptr ||
      Child(sentence, root, "nsubj") != nullptr)
    return;
  const Token* clause = Child(sentence, root, "acl:relcl");
  if (clause == nullptr) return;
  for (int w = root + 3; w < size; ++w) {
    Token& verb = *At(sentence, w);
    const bool past = IsFinite(verb) || (verb.upos == "VERB" && verb.xpos == "VBN");
    if (!past || At(sentence, w - 1)->form != "," || verb.deprel == "acl:relcl") continue;
    if (Child(sentence, w, "nsubj") != nullptr || Child(sentence, w, "aux") != nullptr ||
        Child(sentence, w, "aux:pass") != nullptr || Child(sentence, w, "cc") != nullptr)
      continue;
    for (int later = w + 1; later <= size; ++later)
      if (Token& token = *At(sentence, later); token.head < w) token.head = w;
    if (verb.xpos == "VBN") verb.xpos = "VBD";
    verb.head = 0;
    verb.deprel = "root";
    noun.head = w;
    noun.deprel = "nsubj";
    return;
  }
}

// "against the shipping firm Orrin", with the name hung elsewhere: the noun says what it is.
void MendNounBeforeName(Sentence& sentence, int word, const EntityLexicon& lexicon) {
  Token& name = *At(sentence, word);
  Token* noun = At(sentence, word - 1);
  if (noun == nullptr || name.upos != "PROPN" || noun->xpos != "NN" || !noun->space_after) return;
  const bool starts = std::any_of(sentence.mentions.begin(), sentence.mentions.end(),
                                  [&](const Mention& m) { return m.first == word; });
  if (!starts || lexicon.NounType(noun->lemma).empty() || lexicon.IsEmptyNoun(noun->lemma)) return;
  int head = word;  // of the name
  for (const Mention& m : sentence.mentions)
    if (m.first == word)
      for (int w = m.first; w <= m.last; ++w)
        if (At(sentence, w)->head < m.first || At(sentence, w)->head > m.last) head = w;
  Token& top = *At(sentence, head);
  const std::string& relation = top.deprel;
  const bool loose = relation == "obl" || relation == "nmod" || relation == "obj" ||
                     relation == "appos" || relation == "obl:unmarked" ||
                     relation == "nmod:unmarked";
  const bool sisters = relation != "appos" || (top.head == noun->head && noun->deprel == "appos");
  if (!loose || !sisters || top.head == word - 1 || noun->head == head ||
      Child(sentence, head, "case") != nullptr)
    return;
  if (noun->deprel == "compound" || noun->deprel == "nmod:desc" || noun->deprel == "amod") return;
  for (int up = word - 1, steps = 0; up > 0 && steps < 40; up = At(sentence, up)->head, ++steps)
    if (up == head) return;  // the noun is under the name
  top.head = word - 1;
  top.deprel = "appos";
}

// "accused him of taking bribes and of hiding results", with "hiding" read as a part of
// "results": a second gerund behind the same preposition is joined to the first.
void MendJoinedGerund(Sentence& sentence, int word) {
  Token& gerund = *At(sentence, word);
  Token* preposition = At(sentence, word - 1);
  Token* joiner = At(sentence, word - 2);
  const int noun_at = gerund.head;
  if (gerund.xpos != "VBG" || joiner == nullptr || joiner->upos != "CCONJ" || noun_at <= word ||
      (gerund.deprel != "compound" && gerund.deprel != "amod") ||
      (preposition->head != noun_at && preposition->head != word))
    return;
  int first = word - 3;
  const int farthest = std::max(1, word - 30);
  while (first > farthest && (At(sentence, first)->xpos != "VBG" ||
                              At(sentence, first - 1)->lemma != preposition->lemma))
    --first;
  if (first <= farthest || At(sentence, first)->upos != "VERB") return;
  for (int between = word; between < noun_at; ++between)
    if (Token& token = *At(sentence, between); token.head < word) return;
  gerund.upos = "VERB";
  gerund.head = first;
  gerund.deprel = "conj";
  Token& noun = *At(sentence, noun_at);
  noun.head = word;
  noun.deprel = "obj";
  preposition->head = joiner->head = word;
  preposition->deprel = "mark";
  joiner->deprel = "cc";
}

// A word whose head is outside the sentence, or that hangs on itself, is a root: no mending
// need look beyond the sentence's ends, whatever a model says.
void MakeForest(Sentence& sentence) {
  for (int word = 1; word <= static_cast<int>(sentence.tokens.size()); ++word) {
    Token& token = *At(sentence, word);
    if (At(sentence, token.head) != nullptr && !IsUnder(sentence, token.head, word)) continue;
    token.head = 0;
    token.deprel = "root";
  }
}

}  // namespace

std::vector<Sentence> MendTrees(const std::vector<Sentence>& sentences,
                                const EntityLexicon& lexicon, const WordLists& lists) {
  std::vector<Sentence> mended = sentences;
  for (Sentence& sentence : mended) {
    MakeForest(sentence);
    MendMainVerb(sentence);
    MendSlips(sentence, lexicon, lists);
    MendOffices(sentence, lexicon);
    for (int word = 1; word <= static_cast<int>(sentence.tokens.size()); ++word) {
      MendDoubleSubject(sentence, word);
      MendTitleWithPhrase(sentence, word, lexicon);
      MendNounBeforeName(sentence, word, lexicon);
      MendJoinedGerund(sentence, word);
      MendClauseReadAsPhrase(sentence, word, lists);
      MendWord(sentence, word, lexicon);
    }
    for (int word = 1; word <= static_cast<int>(sentence.tokens.size()); ++word) {
      MendClauseAt(sentence, word, lexicon, lists);
      MendAttachmentAt(sentence, word, lists);
      MendCoordinationAt(sentence, word, lexicon, lists);
    }
  }
  return mended;
}

}  // namespace lode
