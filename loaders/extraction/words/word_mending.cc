// Slips in single words: lemmas, tags, and names that were read as common nouns.
//
// Each of them is a form that the tagger's reading cannot have, or a shape that only a
// name has. The hard bit is English spelling, which drops and keeps final e's.
#include "loaders/extraction/words/word_mending.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "loaders/extraction/words/sentence_edit.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

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
  if (n < 3 || std::string_view("dklmnpr").find(stem[n - 1]) == std::string_view::npos)
    return false;
  return IsVowel(stem[n - 2]) && IsVowel(stem[n - 3]) && (n < 4 || stem[n - 4] != 'q');
}

// "shackl", "insinuat", "prioritis", "revolv": no verb is spelt so without its e. Of those in
// "at", "is", "iz" and "id" only short ones and those with two vowels ("repeat", "avoid") are.
bool MustEndInE(std::string_view stem) {
  const std::size_t n = stem.size();
  if (n < 4) return false;
  const char last = stem[n - 1], before = stem[n - 2];
  if (last == 'v' || last == 'u') return true;
  if (last == 'l' && std::string_view("bdfgkptz").find(before) != std::string_view::npos)
    return true;
  const bool ending =
      stem.ends_with("at") || stem.ends_with("is") || stem.ends_with("iz") || stem.ends_with("id");
  const auto vowels = std::count_if(stem.begin(), stem.end() - 2, IsVowel);
  return ending && vowels > (stem.ends_with("iz") || stem.ends_with("is") ? 0 : 1) &&
         (!IsVowel(stem[n - 3]) || stem[n - 3] == 'i' || stem[n - 3] == 'u');
}

void MendLemma(Sentence& sentence, int word, const EntityLexicon& lexicon) {
  Token& verb = *At(sentence, word);
  if (verb.upos != "VERB") return;
  const std::string form = FoldWord(verb.form);
  if (verb.xpos.starts_with("VB") && verb.xpos != "VB")  // pasts that lemmatisers leave as they are
    if (const std::string_view lemma = lexicon.LemmaOfPast(form); !lemma.empty())
      verb.lemma = lemma;
  if (form.size() > 5 && form.ends_with("oes") && verb.lemma.ends_with("oe"))
    verb.lemma.pop_back();  // "echoes"
  const std::size_t suffix = form.ends_with("ing") ? 3 : form.ends_with("ed") ? 2 : 0;
  if (suffix == 0) return;
  // "dangling" from "dang": a consonant before "ling" or "led" has lost its "le".
  const std::size_t n = verb.lemma.size();
  if (n > 2 && !IsVowel(verb.lemma[n - 1]) && !IsVowel(verb.lemma[n - 2]) &&
      form == verb.lemma + "l" + form.substr(form.size() - suffix))
    verb.lemma += "le";
  const std::string stem = form.substr(0, form.size() - suffix);
  const bool doubled = stem.size() > 3 && stem[stem.size() - 1] == stem[stem.size() - 2];
  if (verb.lemma == stem + "e" && (HasNoE(stem) || doubled)) verb.lemma = stem;
  // "robbed": its b is doubled for the vowel before it.
  if (verb.lemma == stem && doubled && stem.size() > 3 && IsVowel(stem[stem.size() - 3]) &&
      lexicon.IsCue("doubled", std::string(1, stem.back())))
    verb.lemma.pop_back();
  if (verb.lemma.size() > stem.size()) return;
  if (verb.lemma == stem && MustEndInE(stem)) verb.lemma += "e";
  if (form.size() == 4 && form.ends_with("ied")) verb.lemma = form.substr(0, 3);  // "vied"
  // "molesting" from "moles": the ending is all that goes, but for a doubled letter and "panicked".
  const bool cut = verb.lemma.size() > 2 && verb.lemma.size() < stem.size() && !doubled &&
                   stem.starts_with(verb.lemma) && !stem.ends_with("ck");
  if (cut) verb.lemma = stem;
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

// "Managing Director", with the participle as a verb: a part of the title.
void MendTitleParticiple(Sentence& sentence, int word, const EntityLexicon& lexicon) {
  Token& part = *At(sentence, word);
  Token* title = At(sentence, word + 1);
  if (word < 2 || title == nullptr || part.xpos != "VBG") return;
  const bool managing = part.form == "managing" && title->xpos == "NN";  // "managing director"
  if (!managing && (!IsCapital(part) || !IsCapital(*title))) return;
  const RoleNoun* role = lexicon.Role(title->form);
  if (role == nullptr || !role->title) return;
  Token* name = title->head == word ? title : At(sentence, title->head);  // what stays on top
  if (name == nullptr || name->head != word) return;
  const int top = static_cast<int>(name - sentence.tokens.data()) + 1;
  for (Token& token : sentence.tokens)
    if (token.head == word && &token != name) token.head = top;
  name->head = part.head;
  name->deprel = part.deprel;
  if (Token* firm = At(sentence, part.head); part.deprel == "acl" && part.head == word - 1) {
    name->head = firm->head;
    name->deprel = firm->deprel;
    firm->head = word + 1;
    firm->deprel = "compound";
  }
  part.upos = "PROPN";
  part.xpos = "NNP";
  part.head = word + 1;
  part.deprel = "compound";
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

}  // namespace

void MendWord(Sentence& sentence, int word, const EntityLexicon& lexicon) {
  MendLemma(sentence, word, lexicon);
  MendJoinedBody(sentence, word, lexicon);
  MendTitleParticiple(sentence, word, lexicon);
  MendCapitals(sentence, word, lexicon);
}

}  // namespace lode
