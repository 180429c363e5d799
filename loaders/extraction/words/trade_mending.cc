// A trade before a name says what the person is. With "and" before it, it says so of that
// person alone, or of one person twice; what tells is who has a name and who an article.
#include "loaders/extraction/words/trade_mending.h"

#include <algorithm>
#include <string>

#include "loaders/extraction/words/sentence_edit.h"

namespace lode {
namespace {

// "Moe and dancer Ana Holm", with Moe as a part of the dancer.
void MendNameJoinedInside(Sentence& sentence, int word) {
  Token& name = *At(sentence, word);
  const int role = static_cast<int>(name.head);
  if ((name.deprel != "compound" && name.deprel != "nmod:desc") || name.upos != "PROPN" ||
      role <= word + 1)
    return;
  Token* inner = Child(sentence, word, "conj");
  const int inner_at = NumberOf(sentence, inner);
  const Token* after = At(sentence, role + 1);
  Token& noun = *At(sentence, role);
  if (inner == nullptr || inner_at <= word || inner_at >= role || inner->upos != "NOUN" ||
      noun.upos != "NOUN" || after == nullptr || after->upos != "PROPN" ||
      static_cast<int>(after->head) != role)
    return;
  Token* joiner = Child(sentence, inner_at, "cc");
  if (joiner == nullptr || FirstUnder(sentence, inner_at) != NumberOf(sentence, joiner)) return;
  name.head = noun.head;
  name.deprel = noun.deprel;
  for (int w = 1; w <= word; ++w)
    if (Token& token = *At(sentence, w); static_cast<int>(token.head) == role && w < word)
      token.head = word;
  noun.head = word;
  noun.deprel = "conj";
  inner->head = role;
  inner->deprel = "compound";
  joiner->head = role;
}

// The name that ends a phrase of two trades, 0 if none does: hung on the second trade, or
// read as a subject of its own.
int NameOfTrades(Sentence& sentence, int first, int second) {
  for (int w = second + 1; w <= std::max(second + 2, first + 5); ++w) {
    const Token* name = At(sentence, w);
    if (name == nullptr || name->upos == "PUNCT") return 0;
    if (name->upos != "PROPN") continue;
    const int head = static_cast<int>(name->head);
    const bool beside = head == second && (name->deprel == "appos" || name->deprel == "flat" ||
                                           name->deprel.starts_with("nmod"));
    const bool again = head == static_cast<int>(At(sentence, first)->head) &&
                       name->deprel == At(sentence, first)->deprel;
    return beside || again ? w : 0;
  }
  return 0;
}

// "researcher and engineer Ana Holm": one person of two trades.
void MendTwoRoles(Sentence& sentence, int word, const EntityLexicon& lexicon) {
  Token& role = *At(sentence, word);
  if (role.upos != "NOUN" || role.xpos != "NN" || lexicon.Role(role.lemma) == nullptr ||
      Child(sentence, word, "det") != nullptr)
    return;
  const Token* joiner = At(sentence, word + 1);
  if (joiner == nullptr || joiner->upos != "CCONJ") return;  // "coach Moe and driver Ana Holm"
  int at = NumberOf(sentence, Child(sentence, word, "conj"));
  if (at == 0) at = word + 2;
  if (at > word + 6 || Child(sentence, at, "det") != nullptr) return;
  const int name = NameOfTrades(sentence, word, at);
  if (name == 0) return;
  const int second = name - 1;  // "systems engineer", joined by its first word
  if (At(sentence, second)->xpos != "NN" || lexicon.Role(At(sentence, second)->lemma) == nullptr)
    return;
  At(sentence, name)->head = role.head;
  At(sentence, name)->deprel = role.deprel;
  role.head = name;
  role.deprel = "nmod:desc";
  if (second != at) {
    At(sentence, at)->head = second;
    At(sentence, at)->deprel = "compound";
    At(sentence, second)->head = word;
    At(sentence, second)->deprel = "conj";
  }
  for (int w = name + 1; w <= static_cast<int>(sentence.tokens.size()); ++w)
    if (const int head = static_cast<int>(At(sentence, w)->head); head == word || head == second)
      At(sentence, w)->head = name;
}

}  // namespace

void MendTradesAt(Sentence& sentence, int word, const EntityLexicon& lexicon) {
  MendTwoRoles(sentence, word, lexicon);
  MendNameJoinedInside(sentence, word);
}

}  // namespace lode
