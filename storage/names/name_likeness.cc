// A likeness gives each name a key, and names of one key are alike: so likeness is an
// equivalence, and no chain of near misses can form.

#include "storage/names/name_likeness.h"

#include <algorithm>
#include <vector>

#include "storage/names/name_form.h"
#include "storage/names/name_spelling.h"
#include "storage/schema/schema.h"

namespace lode {

namespace {

// "chips" -> "chip", "batteries" -> "battery"; a word that is no plural stays.
std::string SingularOf(const std::string& word, const Schema& schema) {
  auto without = [&](std::size_t count, std::string_view end) {
    return word.substr(0, word.size() - count) + std::string(end);
  };
  if (word.size() < 4 || !word.ends_with('s') || schema.IsPluralApart(word)) return word;
  for (std::string_view end : {"ss", "us", "is"})
    if (word.ends_with(end)) return word;
  if (word.ends_with("ies") && word.size() > 4) return without(3, "y");
  for (std::string_view end : {"sses", "shes", "ches", "xes"})
    if (word.ends_with(end)) return without(2, "");
  return without(1, "");
}

// What stands between the first name and the last: "m" of "ana m rivera".
std::string MiddleOf(std::string_view key) {
  const std::vector<std::string> words = WordsOf(NameOfKey(key));
  std::string middle;
  for (std::size_t i = 1; i + 1 < words.size(); ++i) middle += (i > 1 ? " " : "") + words[i];
  return middle;
}

std::string FirstAndLast(std::string_view name, const Schema& schema) {
  const std::vector<std::string> words = WordsOf(name);
  if (words.front().size() < 2 || words.size() > 4) return {};
  return SoundOf(words.front() + " " + words.back(), schema);
}

std::string Singular(std::string_view name, const Schema& schema) {
  std::vector<std::string> words = WordsOf(name);
  if (words.empty()) return {};
  words.back() = SingularOf(words.back(), schema);
  std::string singular;
  for (const std::string& word : words) singular += word + " ";
  return singular;
}

}  // namespace

std::string_view NameOf(NameLikeness likeness) {
  constexpr std::string_view kNames[] = {"same-letters", "spelling", "spelling", "middle-name",
                                         "plural"};
  return kNames[static_cast<std::size_t>(likeness)];
}

std::string LikenessKey(NameLikeness likeness, std::string_view node_key, const Schema& schema) {
  constexpr std::size_t kLeastLetters = 5;  // "u-2", "u2"
  const IdentityClass identity = IdentityOfKey(node_key);
  if (identity == IdentityClass::kParticular) return {};
  const std::string_view name = NameOfKey(node_key);
  const bool is_person = identity == IdentityClass::kPerson;
  if (is_person && name.find(' ') == std::string_view::npos) return {};
  std::string key;
  switch (likeness) {
    case NameLikeness::kLetters:
      key = LettersOf(name);
      if (key.size() < kLeastLetters) return {};
      break;
    case NameLikeness::kPlaceSpelling:
      if (identity != IdentityClass::kPlace) return {};
      key = SoundOf(name, schema);
      break;
    case NameLikeness::kSpelling:
      if (!is_person && identity != IdentityClass::kName) return {};
      key = SoundOf(name, schema);
      break;
    case NameLikeness::kMiddle:
      if (!is_person) return {};
      key = FirstAndLast(name, schema);
      break;
    case NameLikeness::kPlural:
      if (identity != IdentityClass::kTerm) return {};
      key = Singular(name, schema);
      break;
  }
  if (key.empty()) return {};
  return std::string(NameOf(identity)) + "|" + key;
}

double ScoreOfNames(NameLikeness likeness) {
  constexpr double kScores[] = {0.95, 0.9, 0.5, 0.4, 0.8};
  return kScores[static_cast<std::size_t>(likeness)];
}

bool MiddlesAgree(std::string_view node_key, std::string_view other) {
  const std::string a = MiddleOf(node_key), b = MiddleOf(other);
  if (a.empty() || b.empty()) return true;
  return a.size() == 1 ? b.starts_with(a) : b.size() == 1 ? a.starts_with(b) : a == b;
}

}  // namespace lode
