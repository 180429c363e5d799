// Folding names: what does not belong to a name goes. The hard bit is to stop before a name is
// gone: "The The", "Inc." and "Mr." are names too when nothing else is left.

#include "storage/names/name_form.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "storage/schema/schema.h"

namespace lode {

namespace {

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

std::string FoldName(std::string_view name, IdentityClass identity, const Schema& schema) {
  std::string folded = FoldText(name);
  // Taking one part away may bare the next ("Nordic Ore Co., Inc."). Each round
  // makes the name shorter, so this ends; usually after the second.
  // Where nothing went, folding once more changes nothing, unless dots or odd letters do.
  const bool is_settled = std::all_of(folded.begin(), folded.end(), [](char c) {
    return static_cast<signed char>(c) > 0 && c != '.' && c != '`';
  });
  for (std::string before; folded != before;) {
    before = folded;
    std::string stripped = StripOnce(SplitWords(folded), identity, schema);
    if (is_settled && stripped == before) break;
    folded = FoldText(stripped);
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
