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
  } else if (before < word - 1 && (noun.upos == "NOUN" || noun.upos == "PROPN") &&
             At(sentence, before + 1)->lemma == "of") {
    noun.deprel = "nmod:desc";
    noun.head = word;
  }
}

// "Secretary of Forestry Marit Dahl", with the name hung on the title: the title
// describes the name.
void MendTitleWithPhrase(Sentence& sentence, int word) {
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
  Token& title = *At(sentence, title_at);
  name.head = title.head;
  name.deprel = title.deprel;
  title.head = word;
  title.deprel = "nmod:desc";
  for (int w = word + 1; w <= static_cast<int>(sentence.tokens.size()); ++w)
    if (At(sentence, w)->head == title_at) At(sentence, w)->head = word;
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

// "chaired", "joined": two vowels before one consonant need no e ("require" has a u
// that is none).
bool HasNoE(std::string_view stem) {
  const std::size_t n = stem.size();
  if (n < 4 || std::string_view("dklmnpr").find(stem[n - 1]) == std::string_view::npos)
    return false;
  return IsVowel(stem[n - 2]) && IsVowel(stem[n - 3]) && stem[n - 4] != 'q';
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
  if (suffix == 0) return;
  const std::string stem = form.substr(0, form.size() - suffix);
  if (verb.lemma == stem + "e" && HasNoE(stem)) verb.lemma = stem;
  if (verb.lemma.size() > stem.size()) return;
  if (stem.starts_with(verb.lemma) && HasLostAnE(stem)) verb.lemma = stem + "e";
}

bool IsCapital(const Token& token) {
  return !token.form.empty() && token.form[0] >= 'A' && token.form[0] <= 'Z';
}

bool IsNamed(const Sentence& sentence, int word) {
  return std::any_of(sentence.mentions.begin(), sentence.mentions.end(),
                     [&](const Mention& m) { return m.first <= word && word <= m.last; });
}

// "the Food and Drug Administration", read as two things: one name, if all its words
// have capitals and its last is one that bodies are called by. "Congress and the Trade
// Commission" has an article, "Norway and Trade Ministry officials" a name before "and".
void MendJoinedBody(Sentence& sentence, int word, const EntityLexicon& lexicon) {
  if (At(sentence, word)->form != "and" && At(sentence, word)->form != "&") return;
  int last = word;
  while (At(sentence, last + 1) != nullptr && IsCapital(*At(sentence, last + 1)) && last < word + 4)
    ++last;
  const std::string_view type =
      last == word ? std::string_view() : lexicon.NameWordType(At(sentence, last)->form);
  if (type != "government-body" && type != "organization") return;
  int first = word;
  while (first > 1 && IsCapital(*At(sentence, first - 1)) && !IsNamed(sentence, first - 1) &&
         At(sentence, first - 1)->upos != "PUNCT" && At(sentence, first - 1)->upos != "DET")
    --first;
  const Token* before = At(sentence, first - 1);
  if (first == word || before == nullptr) return;
  if (before->upos != "DET" && !IsNamed(sentence, first - 1) && before->upos != "ADJ") return;
  Token outer;
  for (int w = first; w <= last; ++w) {
    const Token& part = *At(sentence, w);
    const int head = static_cast<int>(part.head);
    if ((head < first || head > last) && outer.deprel.empty()) outer = part;
  }
  if (outer.deprel.empty()) return;
  for (Token& token : sentence.tokens)
    if (const int head = static_cast<int>(token.head); head >= first && head <= last)
      token.head = last;
  for (int w = first; w <= last; ++w) {
    Token& part = *At(sentence, w);
    part.upos = "PROPN";
    part.xpos = "NNP";
    part.deprel = w == last ? outer.deprel : "compound";
    part.head = w == last ? outer.head : last;
  }
  std::erase_if(sentence.mentions,
                [&](const Mention& m) { return m.first >= first && m.last <= last; });
}

// "the KRT said", with capitals for a common noun: who acts so is a name.
void MendCapitals(Sentence& sentence, int word, const EntityLexicon& lexicon) {
  Token& name = *At(sentence, word);
  const Token* article = At(sentence, word - 1);
  const bool capitals =
      name.form.size() >= 2 && name.form.size() <= 5 &&
      std::all_of(name.form.begin(), name.form.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (name.upos != "NOUN" || !capitals || name.deprel != "nsubj" || article == nullptr ||
      FoldWord(article->form) != "the" || lexicon.IsCommonAcronym(name.form))
    return;
  if (const Token* verb = At(sentence, static_cast<int>(name.head));
      verb == nullptr || verb->upos != "VERB")
    return;
  name.upos = "PROPN";
  name.xpos = "NNP";
  name.lemma = name.form;
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

std::vector<Sentence> MendTrees(const std::vector<Sentence>& sentences,
                                const EntityLexicon& lexicon) {
  std::vector<Sentence> mended = sentences;
  for (Sentence& sentence : mended)
    for (int word = 1; word <= static_cast<int>(sentence.tokens.size()); ++word) {
      MendExpletive(sentence, word);
      MendDoubleSubject(sentence, word);
      MendTitleWithPhrase(sentence, word);
      MendAccusation(sentence, word);
      MendLemma(sentence, word);
      MendMine(sentence, word);
      MendJoinedBody(sentence, word, lexicon);
      MendCapitals(sentence, word, lexicon);
    }
  return mended;
}

}  // namespace lode
