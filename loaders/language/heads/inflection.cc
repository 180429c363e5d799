// Undoes the regular endings; irregular verbs stand in a list.
//
// An ending leaves one of a few stems: "stopp", "hop", "cri", "enumerat". Which
// letters belong to the base is a matter of spelling (a short stem with one
// vowel and one consonant had to double it) and of whether the result is a word.
#include "loaders/language/heads/inflection.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace lode {
namespace {

using IrregularForm = std::pair<std::string_view, std::string_view>;

// Sorted by form. Only forms of one verb: no "found", "lay", "wound".
constexpr std::array kIrregularForms = std::to_array<IrregularForm>({
    {"arisen", "arise"},
    {"arose", "arise"},
    {"ate", "eat"},
    {"awoke", "awake"},
    {"awoken", "awake"},
    {"beaten", "beat"},
    {"became", "become"},
    {"began", "begin"},
    {"begun", "begin"},
    {"bent", "bend"},
    {"betook", "betake"},
    {"bitten", "bite"},
    {"bled", "bleed"},
    {"blew", "blow"},
    {"blown", "blow"},
    {"bought", "buy"},
    {"bred", "breed"},
    {"broken", "break"},
    {"brought", "bring"},
    {"built", "build"},
    {"burnt", "burn"},
    {"caught", "catch"},
    {"chose", "choose"},
    {"chosen", "choose"},
    {"clung", "cling"},
    {"crept", "creep"},
    {"dealt", "deal"},
    {"drank", "drink"},
    {"drawn", "draw"},
    {"drew", "draw"},
    {"driven", "drive"},
    {"drove", "drive"},
    {"drunk", "drink"},
    {"dug", "dig"},
    {"eaten", "eat"},
    {"fallen", "fall"},
    {"fed", "feed"},
    {"felt", "feel"},
    {"fled", "flee"},
    {"flew", "fly"},
    {"flown", "fly"},
    {"flung", "fling"},
    {"forbade", "forbid"},
    {"forbidden", "forbid"},
    {"foresaw", "foresee"},
    {"foreseen", "foresee"},
    {"forgave", "forgive"},
    {"forgiven", "forgive"},
    {"forgot", "forget"},
    {"forgotten", "forget"},
    {"fought", "fight"},
    {"froze", "freeze"},
    {"frozen", "freeze"},
    {"gave", "give"},
    {"given", "give"},
    {"grew", "grow"},
    {"grown", "grow"},
    {"heard", "hear"},
    {"held", "hold"},
    {"hidden", "hide"},
    {"hung", "hang"},
    {"kept", "keep"},
    {"knelt", "kneel"},
    {"knew", "know"},
    {"known", "know"},
    {"leant", "lean"},
    {"leapt", "leap"},
    {"learnt", "learn"},
    {"led", "lead"},
    {"lent", "lend"},
    {"lost", "lose"},
    {"meant", "mean"},
    {"met", "meet"},
    {"misled", "mislead"},
    {"mistaken", "mistake"},
    {"mistook", "mistake"},
    {"misunderstood", "misunderstand"},
    {"outgrew", "outgrow"},
    {"outgrown", "outgrow"},
    {"overcame", "overcome"},
    {"oversaw", "oversee"},
    {"overseen", "oversee"},
    {"overtaken", "overtake"},
    {"overthrew", "overthrow"},
    {"overthrown", "overthrow"},
    {"overtook", "overtake"},
    {"paid", "pay"},
    {"rebuilt", "rebuild"},
    {"repaid", "repay"},
    {"ridden", "ride"},
    {"risen", "rise"},
    {"rode", "ride"},
    {"run", "run"},
    {"rung", "ring"},
    {"said", "say"},
    {"sang", "sing"},
    {"sank", "sink"},
    {"sent", "send"},
    {"shaken", "shake"},
    {"shone", "shine"},
    {"shook", "shake"},
    {"shown", "show"},
    {"shrank", "shrink"},
    {"shrunk", "shrink"},
    {"slept", "sleep"},
    {"slid", "slide"},
    {"sold", "sell"},
    {"sought", "seek"},
    {"spent", "spend"},
    {"spoken", "speak"},
    {"sprang", "spring"},
    {"sprung", "spring"},
    {"stolen", "steal"},
    {"stood", "stand"},
    {"struck", "strike"},
    {"stuck", "stick"},
    {"stung", "sting"},
    {"sung", "sing"},
    {"sunk", "sink"},
    {"swam", "swim"},
    {"swept", "sweep"},
    {"swollen", "swell"},
    {"swore", "swear"},
    {"sworn", "swear"},
    {"swum", "swim"},
    {"swung", "swing"},
    {"taken", "take"},
    {"taught", "teach"},
    {"thought", "think"},
    {"threw", "throw"},
    {"thrown", "throw"},
    {"told", "tell"},
    {"took", "take"},
    {"torn", "tear"},
    {"undergone", "undergo"},
    {"understood", "understand"},
    {"undertaken", "undertake"},
    {"undertook", "undertake"},
    {"underwent", "undergo"},
    {"undid", "undo"},
    {"undone", "undo"},
    {"upheld", "uphold"},
    {"went", "go"},
    {"wept", "weep"},
    {"withdrawn", "withdraw"},
    {"withdrew", "withdraw"},
    {"withheld", "withhold"},
    {"withstood", "withstand"},
    {"woke", "wake"},
    {"woken", "wake"},
    {"won", "win"},
    {"wore", "wear"},
    {"worn", "wear"},
    {"wove", "weave"},
    {"woven", "weave"},
    {"written", "write"},
    {"wrote", "write"},
    {"wrung", "wring"},
});

bool Vowel(char c) {
  return std::string_view("aeiou").find(c) != std::string_view::npos;
}

// One vowel and then one consonant, in one syllable: "fad", "scrap", not "boil".
bool WouldDouble(std::string_view stem) {
  if (stem.size() < 3 || Vowel(stem.back()) || stem.find_last_of("wxy") == stem.size() - 1) {
    return false;
  }
  const auto vowels = std::count_if(stem.begin(), stem.end(), Vowel);
  const bool glide = stem.find('y') != std::string_view::npos || stem.find("qu") == 0;
  return vowels == 1 && !glide && Vowel(stem[stem.size() - 2]);
}

// A stem of some syllables that ends as bases do that drop an "e": "escap", "persuad",
// "electrocut", "eas"; not "visit", "aid", "develop".
bool NeedsE(std::string_view stem) {
  if (stem.size() < 3 || !Vowel(stem[stem.size() - 2]) || stem.ends_with("lop")) return false;
  if (std::count_if(stem.begin(), stem.end(), Vowel) < 2) return stem.back() == 's';
  if (stem.back() == 's') return true;
  const char before = stem[stem.size() - 3];
  if (Vowel(before) && before != 'u') return false;
  return std::string_view("pdkgzv").find(stem.back()) != std::string_view::npos ||
         stem.ends_with("ut");
}

// The ending that xpos says the form has; empty if it has it not.
std::string_view Ending(std::string_view form, std::string_view xpos) {
  const std::string_view ending = xpos == "VBG"                    ? "ing"
                                  : xpos == "VBD" || xpos == "VBN" ? "ed"
                                  : xpos == "JJR" || xpos == "RBR" ? "er"
                                  : xpos == "JJS" || xpos == "RBS" ? "est"
                                                                   : "";
  return form.size() >= ending.size() + 2 && form.ends_with(ending) ? ending : "";
}

// What stem + ending may be a form of, the likeliest first.
std::vector<std::string> BasesOf(std::string_view stem, std::string_view ending) {
  const std::string bare(stem);
  if (std::none_of(stem.begin(), stem.end(), [](char c) { return Vowel(c) || c == 'y'; }))
    return {};
  const char last = stem.back();
  const bool twice = stem.size() > 2 && last == stem[stem.size() - 2] && !Vowel(last);
  std::vector<std::string> bases;
  if (last == 'i' && ending != "ing") bases.push_back(bare.substr(0, bare.size() - 1) + "y");
  if (twice && WouldDouble(stem.substr(0, stem.size() - 1))) {
    bases.push_back(bare.substr(0, bare.size() - 1));
  }
  if (!WouldDouble(stem)) bases.push_back(bare);
  bases.push_back(bare + "e");
  if (twice) bases.push_back(bare.substr(0, bare.size() - 1));
  if (stem.ends_with("ck")) bases.push_back(bare.substr(0, bare.size() - 1));
  return bases;
}

// The base of stem + ending that is a word; empty if none is.
std::string Regular(std::string_view stem, std::string_view ending, const IsWord& is_word) {
  const std::vector<std::string> bases = BasesOf(stem, ending);
  const auto found = std::find_if(bases.begin(), bases.end(), is_word);
  return found == bases.end() ? std::string() : *found;
}

bool HasConsonantY(std::string_view base) {
  return base.size() > 1 && base.ends_with('y') && !Vowel(base[base.size() - 2]);
}

bool Hisses(std::string_view base) {
  for (const std::string_view ending : {"s", "x", "z", "ch", "sh"})
    if (base.ends_with(ending)) return true;
  return false;
}

std::string_view Without(std::string_view word, std::size_t letters) {
  return word.substr(0, word.size() - letters);
}

// What the word may be a form of, itself first.
std::vector<std::string> BasesOfForm(std::string_view word) {
  constexpr std::size_t kShortestStem = 3;
  std::vector<std::string> bases = {std::string(word)};
  for (const auto& [form, base] : kIrregularForms)
    if (form == word) bases.emplace_back(base);
  const auto add = [&](std::string_view ending) {
    if (word.size() < kShortestStem + ending.size() || !word.ends_with(ending)) return;
    const std::vector<std::string> more = BasesOf(Without(word, ending.size()), ending);
    bases.insert(bases.end(), more.begin(), more.end());
  };
  add("ed");
  add("ing");
  const bool is_plural = word.size() > kShortestStem && word.ends_with('s') &&
                         !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is");
  if (!is_plural) return bases;
  if (word.ends_with("ies") && word.size() > kShortestStem + 1)
    bases.push_back(std::string(Without(word, 3)) + "y");
  else if (word.ends_with("es") && (Hisses(Without(word, 2)) || word.ends_with("oes")))
    bases.emplace_back(Without(word, 2));
  bases.emplace_back(Without(word, 1));
  return bases;
}

}  // namespace

std::string WithS(const std::string& base) {
  if (HasConsonantY(base)) return std::string(Without(base, 1)) + "ies";
  return base + (Hisses(base) || base.ends_with('o') ? "es" : "s");
}

std::string WithEd(const std::string& base) {
  if (base.ends_with('e')) return base + "d";
  if (HasConsonantY(base)) return std::string(Without(base, 1)) + "ied";
  return WouldDouble(base) ? base + base.back() + "ed" : base + "ed";
}

std::string WithIng(const std::string& base) {
  if (base.size() > 2 && base.ends_with('e') && !base.ends_with("ee"))
    return std::string(Without(base, 1)) + "ing";
  return WouldDouble(base) ? base + base.back() + "ing" : base + "ing";
}

std::vector<std::string> FormsLike(std::string_view word) {
  std::vector<std::string> forms;
  const auto add = [&](std::string form) {
    if (form != word && std::find(forms.begin(), forms.end(), form) == forms.end())
      forms.push_back(std::move(form));
  };
  for (const std::string& base : BasesOfForm(word)) {
    for (std::string form : {base, WithS(base), WithEd(base), WithIng(base)}) add(std::move(form));
    for (const auto& [form, known] : kIrregularForms)
      if (known == base) add(std::string(form));
  }
  return forms;
}

bool Inflected(std::string_view xpos) {
  return xpos == "VBD" || xpos == "VBN" || xpos == "VBG" || xpos == "JJR" || xpos == "JJS" ||
         xpos == "RBR" || xpos == "RBS";
}

std::string BaseForm(std::string_view form, std::string_view xpos, std::string guess,
                     const IsWord& is_word) {
  const bool past = xpos == "VBD" || xpos == "VBN";
  if (past) {
    const auto at = std::lower_bound(kIrregularForms.begin(), kIrregularForms.end(), form,
                                     [](const IrregularForm& i, auto f) { return i.first < f; });
    if (at != kIrregularForms.end() && at->first == form) return std::string(at->second);
    if (guess != form && is_word(guess) && !form.ends_with("ed")) return guess;
  }
  const std::string_view ending = Ending(form, xpos);
  if (ending.empty()) return guess;
  const std::string_view stem = form.substr(0, form.size() - ending.size());
  const std::string longer = std::string(stem) + "e";
  const bool needs_e = guess == stem && NeedsE(stem);
  if (needs_e && is_word(longer)) return longer;
  const bool cannot = guess == form || !is_word(guess) || (guess == stem && WouldDouble(stem));
  if (!cannot) return guess;
  std::string base = Regular(stem, ending, is_word);
  if (base.empty()) return needs_e && stem.back() != 's' ? longer : guess;
  return base;
}

}  // namespace lode
