// The table of abbreviations, as sorted lists.
//
// Four lists, because the full stop means four things. After "Mr." a sentence
// never ends. After "Inc." it may, and the stop still belongs to the word.
// "no." and "p." are abbreviations only before a number, and "sun." or "rep."
// are words unless a name or a number follows. Single letters and letters with
// stops between them ("U.S.", "p.m.") are recognised by their form, elsewhere.
#include "loaders/language/text/abbreviations.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

namespace lode {
namespace {

constexpr std::string_view kTitles[] = {
    "adm", "attys", "brig", "capt", "cllr", "cmdr", "col", "comdr", "congr", "cpl",    "dr",
    "drs", "fr",    "ft",   "gen",  "gov",  "govs", "hon", "lt",    "maj",   "messrs", "mlle",
    "mme", "mr",    "mrs",  "ms",   "msgr", "mt",   "pfc", "pres",  "prof",  "profs",  "pte",
    "pvt", "reps",  "rev",  "sens", "sgt",  "spc",  "st",  "ste",   "supt",  "viz",    "vs"};

constexpr std::string_view kGeneral[] = {
    "al",   "approx", "arr",   "assn", "assoc", "attn", "aug",  "ave",  "avg",  "bldg",
    "blvd", "bros",   "cf",    "cie",  "co",    "comm", "conf", "corp", "dec",  "dept",
    "dist", "div",    "ed",    "eds",  "eg",    "esp",  "est",  "etc",  "ext",  "feb",
    "fri",  "govt",   "hrs",   "hwy",  "ie",    "inc",  "incl", "intl", "jan",  "jr",
    "lb",   "lbs",    "ltd",   "mfg",  "mgr",   "mins", "misc", "mos",  "natl", "nov",
    "oct",  "oz",     "ph",    "plc",  "pls",   "pp",   "pty",  "ret",  "sept", "sr",
    "tel",  "thur",   "thurs", "tues", "univ",  "vol",  "vols", "wed",  "yr",   "yrs"};

constexpr std::string_view kBeforeNumbers[] = {"art",   "c",  "ca",  "ch",   "chap", "fig",
                                               "figs",  "no", "nos", "nr",   "p",    "para",
                                               "paras", "pg", "sec", "sect", "tab"};

constexpr std::string_view kBeforeNames[] = {
    "ala",  "amb",  "apr",  "ariz", "ark",  "asst", "atty", "cal",  "calif", "colo", "conn", "del",
    "det",  "fla",  "ga",   "hq",   "ill",  "ind",  "insp", "jul",  "jun",   "kan",  "kans", "ky",
    "la",   "mar",  "mass", "md",   "mich", "minn", "miss", "mo",   "mon",   "mont", "neb",  "nev",
    "okla", "ont",  "ore",  "pa",   "penn", "que",  "rep",  "sat",  "sec",   "sen",  "sep",  "spec",
    "sun",  "supr", "tenn", "tex",  "tue",  "va",   "vt",   "wash", "wis",   "wyo"};

}  // namespace

Abbreviation AbbreviationOf(std::string_view word) {
  std::array<char, 8> folded{};
  if (word.empty() || word.size() > folded.size()) return Abbreviation::kNone;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    folded[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  const std::string_view key(folded.data(), word.size());
  if (std::ranges::binary_search(kTitles, key)) return Abbreviation::kTitle;
  if (std::ranges::binary_search(kGeneral, key)) return Abbreviation::kGeneral;
  if (std::ranges::binary_search(kBeforeNumbers, key)) return Abbreviation::kBeforeNumber;
  if (std::ranges::binary_search(kBeforeNames, key)) return Abbreviation::kBeforeName;
  return Abbreviation::kNone;
}

}  // namespace lode
