// Bounds and factors stand between a verb or preposition and a number, and parsers hang them
// on either. Their own words say where they belong.
#include "loaders/extraction/words/amount_mending.h"

#include <string>

#include "loaders/extraction/words/sentence_edit.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

// "grew sixfold to 352.8 tons", with the factor hung on the tons: they are what it grew to.
void MendFactor(Sentence& sentence, int word) {
  Token& factor = *At(sentence, word);
  const std::string form = FoldWord(factor.form);
  if (!form.ends_with("fold") || form.size() < 6) return;
  if (static_cast<int>(factor.head) == word - 1 && factor.deprel == "obj" &&
      At(sentence, word - 1)->upos == "VERB") {  // "rose threefold to 40 tons"
    factor.deprel = "advmod";
    factor.upos = "ADV";
    return;
  }
  if (static_cast<int>(factor.head) < word) return;
  const int unit = factor.head;
  Token* amount = At(sentence, unit);
  if (amount == nullptr ||
      (amount->deprel != "obj" && amount->deprel != "obl" && amount->deprel != "nummod"))
    return;
  int verb = amount->head, top = unit;
  if (Token* unit_of = At(sentence, verb);  // "fivefold to 2.5 million euros"
      unit_of != nullptr && verb > unit && (unit_of->deprel == "obj" || unit_of->deprel == "obl")) {
    amount = unit_of;
    top = verb;
    verb = unit_of->head;
  }
  if (verb != word - 1) return;
  Token* to = At(sentence, word + 1);
  if (to == nullptr || to->upos != "ADP") return;
  factor.head = verb;
  factor.deprel = "advmod";
  factor.upos = "ADV";
  to->head = top;
  to->deprel = "case";
  amount->deprel = "obl";
  for (int w = word + 2; w < top; ++w)
    if (Token& token = *At(sentence, w); token.head <= word + 1 && token.upos == "NUM") {
      token.head = top;
      token.deprel = "nummod";
    }
}

}  // namespace

void MendAmount(Sentence& sentence, int word) {
  MendFactor(sentence, word);
}

}  // namespace lode
