// Folding names. ICU does case and compatibility forms (NFKC_Casefold); the rest
// is a short list of things news writers vary without meaning anything by it.
// The hard bit is to stop before a name is gone: "The The", "Inc." and "Mr." are
// names too when nothing else is left.

#include "storage/name_form.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "storage/schema.h"

namespace lode {

namespace {

struct Spelling {
  std::string_view written, folded;
};
// After NFKC_Casefold, so only what that leaves apart.
constexpr Spelling kSpellings[] = {
    {"\u2018", "'"},  {"\u2019", "'"},  {"\u201a", "'"},  {"\u201b", "'"},  {"\u2032", "'"},
    {"`", "'"},       {"\u201c", "\""}, {"\u201d", "\""}, {"\u201e", "\""}, {"\u00ab", "\""},
    {"\u00bb", "\""}, {"\u2010", "-"},  {"\u2011", "-"},  {"\u2012", "-"},  {"\u2013", "-"},
    {"\u2014", "-"},  {"\u2212", "-"},  {"\u00a0", " "},  {"\u2009", " "},  {"\u202f", " "},
};

std::string CaseFold(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(error);
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  if (U_SUCCESS(error))
    folding->normalizeUTF8(0, {text.data(), static_cast<int32_t>(text.size())}, sink, nullptr,
                           error);
  return U_SUCCESS(error) ? folded : std::string(text);
}

bool IsPlainAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<signed char>(c) > 0; });
}

std::string Respell(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t taken = 0;
    if (text[i] == '`' || static_cast<unsigned char>(text[i]) >= 0x80) {
      for (const Spelling& s : kSpellings)
        if (std::string_view(text).substr(i, s.written.size()) == s.written) {
          out += s.folded;
          taken = s.written.size();
          break;
        }
    }
    if (taken == 0) out.push_back(text[i++]);
    i += taken;
  }
  return out;
}

std::vector<std::string> SplitWords(std::string_view text) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while ((at = text.find_first_not_of(" \t\r\n", at)) != std::string_view::npos) {
    std::size_t end = std::min(text.find_first_of(" \t\r\n", at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// "u.s." -> "us", "j.r.r." -> "jrr"; "inc." -> "inc"; "3.5" stays.
std::string WithoutDots(const std::string& word) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool after_letter = i > 0 && IsLetter(word[i - 1]);
    const bool initial = after_letter && (i == 1 || word[i - 2] == '.' || word[i - 2] == '-');
    const bool last = i + 1 == word.size();
    if (word[i] == '.' && after_letter && (initial || last)) continue;
    out.push_back(word[i]);
  }
  return out.empty() ? word : out;
}

bool IsDeterminer(const std::string& word) {
  return word == "the" || word == "a" || word == "an";
}

void DropPossessive(std::string& word) {
  if (word.size() > 2 && word.ends_with("'s"))
    word.resize(word.size() - 2);
  else if (word.size() > 2 && word.ends_with("s'"))
    word.resize(word.size() - 1);
}

void DropComma(std::string& word) {
  while (word.size() > 1 && (word.back() == ',' || word.back() == ';' || word.back() == ':'))
    word.pop_back();
}

bool IsIn(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string Join(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out.push_back(' ');
    out += word;
  }
  return out;
}

std::string StripOnce(std::vector<std::string> words, IdentityClass identity,
                      const Schema& schema) {
  if (words.empty()) return {};
  DropPossessive(words.back());
  while (words.size() > 1 && IsDeterminer(words.front())) words.erase(words.begin());
  if (identity == IdentityClass::kPerson)
    while (words.size() > 1 && IsIn(schema.titles(), words.front())) words.erase(words.begin());
  if (identity == IdentityClass::kName)
    while (words.size() > 1 && IsIn(schema.suffixes(), words.back())) words.pop_back();
  DropComma(words.back());
  return Join(words);
}

constexpr std::string_view kIdentities[] = {"person", "place", "name", "term", "particular"};
constexpr std::string_view kParticularKey = "particular|a:";

}  // namespace

std::string FoldText(std::string_view text) {
  std::string folded;
  if (IsPlainAscii(text)) {
    folded = text;
    for (char& c : folded)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  } else {
    folded = CaseFold(text);
  }
  std::vector<std::string> words = SplitWords(Respell(folded));
  for (std::string& word : words) word = WithoutDots(word);
  return Join(words);
}

std::string FoldName(std::string_view name, IdentityClass identity, const Schema& schema) {
  std::string folded = FoldText(name);
  // Taking one part away may bare the next ("Nordic Ore Co., Inc."). Each round
  // makes the name shorter, so this ends; usually after the second.
  for (std::string before; folded != before;) {
    before = folded;
    folded = FoldText(StripOnce(SplitWords(folded), identity, schema));
  }
  return folded;
}

std::string_view NameOf(IdentityClass identity) {
  const auto index = static_cast<std::size_t>(identity) - 1;
  return index < std::size(kIdentities) ? kIdentities[index] : kIdentities[3];
}

std::vector<std::string> KeysOfNodes(const std::vector<EntityNode>& nodes,
                                     std::string_view article_id, const Schema& schema) {
  std::vector<std::string> keys;
  std::unordered_map<std::string, std::size_t> seen;
  for (const EntityNode& node : nodes) {
    std::string key = NodeKey(node.identity, node.name, schema);
    if (node.identity == IdentityClass::kParticular) {
      const std::size_t ordinal = ++seen[key];
      key.insert(key.find('|'), "|" + std::string(article_id) + "/" + std::to_string(ordinal));
    }
    keys.push_back(std::move(key));
  }
  return keys;
}

std::string NodeKey(IdentityClass identity, std::string_view name, const Schema& schema) {
  return std::string(NameOf(identity)) + "|" + FoldName(name, identity, schema);
}

IdentityClass IdentityOfKey(std::string_view key) {
  const std::string_view name = key.substr(0, key.find('|'));
  for (std::size_t i = 0; i < std::size(kIdentities); ++i)
    if (kIdentities[i] == name) return static_cast<IdentityClass>(i + 1);
  return IdentityClass::kTerm;
}

std::string_view NameOfKey(std::string_view key) {
  std::size_t bar = key.find('|');
  if (!ArticleOfKey(key).empty()) bar = key.find('|', bar + 1);
  return bar == std::string_view::npos ? key : key.substr(bar + 1);
}

bool IsShorterForm(std::string_view name, std::string_view whole) {
  if (name.empty() || name.size() >= whole.size()) return false;
  const std::string words = " " + std::string(whole) + " ";
  while (!name.empty()) {
    const std::size_t end = std::min(name.find(' '), name.size());
    if (words.find(" " + std::string(name.substr(0, end)) + " ") == std::string::npos) return false;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return true;
}

std::string_view ArticleOfKey(std::string_view key) {
  if (!key.starts_with(kParticularKey)) return {};
  const std::string_view scope = key.substr(key.find('|') + 1);
  const std::size_t slash = scope.find('/');
  return slash < scope.find('|') ? scope.substr(0, slash) : std::string_view();
}

}  // namespace lode
