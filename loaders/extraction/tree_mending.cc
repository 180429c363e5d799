// Each mending is a shape in the tree that no grammatical sentence has in that
// reading, so that a right tree is left alone. The hard bit is to keep it so: what
// can be read in two ways is no business of this room.
#include "loaders/extraction/tree_mending.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "loaders/extraction/word_form.h"

namespace lode {
namespace {

constexpr std::array<std::string_view, 7> kOfVerbs = {"accuse", "acquit", "convict", "deprive",
                                                      "rob",    "strip",  "suspect"};

Token* At(Sentence& sentence, int word) {
  const bool inside = word >= 1 && static_cast<std::size_t>(word) <= sentence.tokens.size();
  return inside ? &sentence.tokens[static_cast<std::size_t>(word - 1)] : nullptr;
}

Token* Child(Sentence& sentence, int head, std::string_view relation) {
  for (Token& token : sentence.tokens)
    if (static_cast<int>(token.head) == head && token.deprel == relation) return &token;
  return nullptr;
}

// An expletive "it" goes with adjectives and clauses; with "in talks", "in a
// position" it is somebody.
void MendExpletive(Sentence& sentence, int word) {
  Token& it = *At(sentence, word);
  const int predicate = static_cast<int>(it.head);
  const Token* noun = At(sentence, predicate);
  if (it.deprel != "expl" || noun == nullptr || noun->upos != "NOUN") return;
  Token* infinitive = Child(sentence, predicate, "csubj");
  if (infinitive == nullptr || Child(sentence, predicate, "cop") == nullptr ||
      Child(sentence, predicate, "case") == nullptr)
    return;
  it.deprel = "nsubj";
  infinitive->deprel = "acl";
}

void MendDoubleSubject(Sentence& sentence, int word) {
  Token& name = *At(sentence, word);
  Token* noun = At(sentence, word - 1);
  if (noun == nullptr || name.upos != "PROPN" || noun->upos != "NOUN" || name.head != noun->head)
    return;
  if (name.deprel != noun->deprel || !name.deprel.starts_with("nsubj")) return;
  name.deprel = "appos";
  name.head = static_cast<decltype(name.head)>(word - 1);
}

void MendAccusation(Sentence& sentence, int word) {
  Token& phrase = *At(sentence, word);
  const Token* object = At(sentence, static_cast<int>(phrase.head));
  if (phrase.deprel != "nmod" || object == nullptr || object->deprel != "obj") return;
  const Token* verb = At(sentence, static_cast<int>(object->head));
  const Token* marker = Child(sentence, word, "case");
  if (verb == nullptr || marker == nullptr || marker->lemma != "of") return;
  if (std::find(kOfVerbs.begin(), kOfVerbs.end(), verb->lemma) == kOfVerbs.end()) return;
  phrase.deprel = "obl";
  phrase.head = object->head;
}

// Pasts that lemmatisers leave as they are.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kPasts = {{
    {"rose", "rise"},
    {"risen", "rise"},
    {"fell", "fall"},
    {"fallen", "fall"},
    {"led", "lead"},
    {"lent", "lend"},
    {"fed", "feed"},
    {"fled", "flee"},
    {"shrank", "shrink"},
    {"shrunk", "shrink"},
    {"sank", "sink"},
    {"sunk", "sink"},
    {"slid", "slide"},
    {"lowered", "lower"},
}};

bool IsVowel(char c) {
  return std::string_view("aeiouy").find(c) != std::string_view::npos;
}

// "mined" is no form of "min", which would double its n: one vowel between single
// consonants has lost an e.
bool HasLostAnE(std::string_view stem) {
  const std::size_t n = stem.size();
  if (n < 3 || IsVowel(stem[n - 1]) || stem[n - 1] == 'w' || stem[n - 1] == 'x' ||
      !IsVowel(stem[n - 2]) || IsVowel(stem[n - 3]))
    return false;
  return std::none_of(stem.begin(), stem.end() - 2, IsVowel);
}

void MendLemma(Sentence& sentence, int word) {
  Token& verb = *At(sentence, word);
  if (verb.upos != "VERB") return;
  const std::string form = FoldWord(verb.form);
  for (const auto& [past, lemma] : kPasts)
    if (form == past && verb.xpos.starts_with("VB") && verb.xpos != "VB") verb.lemma = lemma;
  if (form.size() > 5 && form.ends_with("oes") && verb.lemma.ends_with("oe"))
    verb.lemma.pop_back();  // "echoes"
  const std::size_t suffix = form.ends_with("ing") ? 3 : form.ends_with("ed") ? 2 : 0;
  if (suffix == 0 || verb.lemma.size() + suffix > form.size()) return;
  const std::string stem = form.substr(0, form.size() - suffix);
  if (stem.starts_with(verb.lemma) && HasLostAnE(stem)) verb.lemma = stem + "e";
}

// "a new mine", tagged as the pronoun.
void MendMine(Sentence& sentence, int word) {
  Token& mine = *At(sentence, word);
  if (mine.form != "mine" || (mine.upos != "PRON" && mine.lemma == "mine")) return;
  for (std::string_view modifier : {"det", "amod", "compound", "nmod:poss", "nummod"})
    if (Child(sentence, word, modifier) != nullptr) {
      mine.upos = "NOUN";
      mine.xpos = "NN";
      mine.lemma = "mine";
      mine.feats = "Number=Sing";
    }
}

}  // namespace

std::vector<Sentence> MendTrees(const std::vector<Sentence>& sentences) {
  std::vector<Sentence> mended = sentences;
  for (Sentence& sentence : mended)
    for (int word = 1; word <= static_cast<int>(sentence.tokens.size()); ++word) {
      MendExpletive(sentence, word);
      MendDoubleSubject(sentence, word);
      MendAccusation(sentence, word);
      MendLemma(sentence, word);
      MendMine(sentence, word);
    }
  return mended;
}

}  // namespace lode
