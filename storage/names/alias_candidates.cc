// Candidates for one name. A likeness gives each name a key, and names of one key are
// alike: so likeness is an equivalence and no chain of near misses can form. Being alike
// is not enough where two people may well be called so; then the articles must name
// other things in common, each thing counting the less the more articles name it. The
// hard bit is to be sure and to depend on nothing but the set of articles: a group is
// looked at as a whole, and a doubt about two of it is a doubt about all.

#include "storage/names/alias_candidates.h"

#include <algorithm>
#include <functional>
#include <tuple>

#include "storage/names/name_form.h"
#include "storage/names/name_spelling.h"
#include "storage/schema/schema.h"

namespace lode {

namespace {

using Node = AliasTable::Node;

// How much the names alone say, and from where on they are joined. Set by hand: two
// articles that share one other name that no third article has come to 0.75.
constexpr double kLettersScore = 0.95, kPlaceScore = 0.9, kPluralScore = 0.8;
constexpr double kSpellingScore = 0.5, kMiddleScore = 0.4, kSafe = 0.6;
constexpr std::size_t kMostInGroup = 16;  // more are a common word, not one name

std::vector<std::string> WordsOf(std::string_view name) {
  std::vector<std::string> words;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find(' '), name.size());
    if (end > 0) words.emplace_back(name.substr(0, end));
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return words;
}

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

// None, the same, or an initial of it.
bool MiddlesAgree(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return true;
  return a.size() == 1 ? b.starts_with(a) : b.size() == 1 ? a.starts_with(b) : a == b;
}

}  // namespace

std::string_view NameOf(NameLikeness likeness) {
  constexpr std::string_view kNames[] = {"same-letters", "spelling", "spelling", "middle-name",
                                         "plural"};
  return kNames[static_cast<std::size_t>(likeness)];
}

NameCandidates::NameCandidates(const std::vector<NodeFacts>& facts, const std::vector<Node>& roots,
                               const std::vector<std::vector<Node>>& nodes_of_article,
                               const Schema& schema)
    : facts_(facts),
      roots_(roots),
      nodes_of_article_(nodes_of_article),
      schema_(schema),
      members_(facts.size()) {
  for (Node node = 0; node < facts.size(); ++node)
    if (facts[node].known) members_[roots[node]].push_back(node);
}

std::string NameCandidates::KeyOf(NameLikeness likeness, Node node) const {
  const NodeFacts& f = facts_[node];
  if (!f.known || (f.is_short && !f.is_full)) return {};
  const IdentityClass identity = IdentityOfKey(f.key);
  if (identity == IdentityClass::kParticular) return {};
  const std::string_view name = NameOfKey(f.key);
  const bool is_person = identity == IdentityClass::kPerson;
  if (is_person && name.find(' ') == std::string_view::npos) return {};
  std::string key;
  switch (likeness) {
    case NameLikeness::kLetters:
      key = LettersOf(name);
      if (key.size() < 5) return {};  // "u-2", "u2"
      break;
    case NameLikeness::kPlaceSpelling:
      if (identity != IdentityClass::kPlace) return {};
      key = SoundOf(name, schema_);
      break;
    case NameLikeness::kSpelling:
      if (!is_person && identity != IdentityClass::kName) return {};
      key = SoundOf(name, schema_);
      break;
    case NameLikeness::kMiddle: {
      const std::vector<std::string> words = WordsOf(name);
      if (!is_person || words.front().size() < 2 || words.size() > 4) return {};
      key = SoundOf(words.front() + " " + words.back(), schema_);
      break;
    }
    case NameLikeness::kPlural: {
      if (identity != IdentityClass::kTerm) return {};
      std::vector<std::string> words = WordsOf(name);
      words.back() = SingularOf(words.back(), schema_);
      for (const std::string& word : words) key += word + " ";
      key += "|" + TypeOf(roots_[node]);
      break;
    }
  }
  return std::string(NameOf(identity)) + "|" + key;
}

// Names of one key. Most keys are had by one name alone: their hashes tell, so that no
// key is kept.
std::vector<std::vector<Node>> NameCandidates::Groups(NameLikeness likeness) const {
  std::vector<std::pair<std::size_t, Node>> hashes;
  for (Node node = 0; node < facts_.size(); ++node)
    if (const std::string key = KeyOf(likeness, node); !key.empty())
      hashes.emplace_back(std::hash<std::string>()(key), node);
  std::sort(hashes.begin(), hashes.end());
  std::vector<std::vector<Node>> groups;
  for (auto from = hashes.begin(); from != hashes.end();) {
    const auto to = std::find_if(from, hashes.end(),
                                 [&](const auto& entry) { return entry.first != from->first; });
    if (to - from > 1) {
      std::map<std::string, std::vector<Node>> by_key;
      for (; from != to; ++from) by_key[KeyOf(likeness, from->second)].push_back(from->second);
      for (auto& [key, nodes] : by_key)
        if (nodes.size() > 1 && nodes.size() <= kMostInGroup) groups.push_back(std::move(nodes));
    }
    from = to;
  }
  return groups;
}

std::vector<NearNames> NameCandidates::Alike(NameLikeness likeness) const {
  std::vector<NearNames> pairs;
  for (std::vector<Node>& group : Groups(likeness)) {
    std::sort(group.begin(), group.end(),
              [&](Node a, Node b) { return facts_[a].key < facts_[b].key; });
    // Of each component the first name stands for it.
    std::vector<Node> firsts;
    for (Node node : group)
      if (std::none_of(firsts.begin(), firsts.end(),
                       [&](Node first) { return roots_[first] == roots_[node]; }))
        firsts.push_back(node);
    if (firsts.size() < 2) continue;
    const std::vector<NearNames> safe = SafePairs(likeness, firsts);
    pairs.insert(pairs.end(), safe.begin(), safe.end());
  }
  std::sort(pairs.begin(), pairs.end(), [&](const NearNames& a, const NearNames& b) {
    return std::tie(facts_[a.node].key, facts_[a.other].key) <
           std::tie(facts_[b.node].key, facts_[b.other].key);
  });
  return pairs;
}

std::vector<NearNames> NameCandidates::SafePairs(NameLikeness likeness,
                                                 const std::vector<Node>& group) const {
  double names_alone = 0;
  switch (likeness) {
    case NameLikeness::kLetters: names_alone = kLettersScore; break;
    case NameLikeness::kPlaceSpelling: names_alone = kPlaceScore; break;
    case NameLikeness::kSpelling: names_alone = kSpellingScore; break;
    case NameLikeness::kMiddle: names_alone = kMiddleScore; break;
    case NameLikeness::kPlural: names_alone = kPluralScore; break;
  }
  if (names_alone < kSafe && KeptApart(group)) return {};
  std::vector<NearNames> pairs;
  for (std::size_t i = 0; i < group.size(); ++i)
    for (std::size_t j = i + 1; j < group.size(); ++j) {
      const Node a = group[i], b = group[j];
      if (likeness == NameLikeness::kMiddle &&
          !MiddlesAgree(MiddleOf(facts_[a].key), MiddleOf(facts_[b].key)))
        return {};
      double score = names_alone;
      if (score < kSafe) score += (1 - score) * Context(roots_[a], roots_[b]);
      if (score >= kSafe) pairs.push_back({a, b, score});
    }
  return pairs;
}

// Does an article name two of them, and not as one?
bool NameCandidates::KeptApart(const std::vector<Node>& group) const {
  std::set<std::uint32_t> seen;
  for (Node node : group) {
    std::set<std::uint32_t> own;
    for (Node member : members_[roots_[node]])
      own.insert(facts_[member].articles.begin(), facts_[member].articles.end());
    for (std::uint32_t article : own)
      if (!seen.insert(article).second) return true;
  }
  return false;
}

// The proper names in the articles of a component, with the number of all articles that
// have them.
std::map<Node, std::uint64_t> NameCandidates::NamedWith(Node root) const {
  std::map<Node, std::uint64_t> named;
  for (Node member : members_[root])
    for (std::uint32_t article : facts_[member].articles)
      for (Node node : nodes_of_article_[article]) {
        const Node other = roots_[node];
        const IdentityClass identity = IdentityOfKey(facts_[node].key);
        if (other == root || identity == IdentityClass::kTerm ||
            identity == IdentityClass::kParticular)
          continue;
        if (!named.emplace(other, 0).second) continue;
        for (Node one : members_[other]) named[other] += facts_[one].articles.size();
      }
  return named;
}

double NameCandidates::Context(Node a, Node b) const {
  const std::map<Node, std::uint64_t> near_a = NamedWith(a), near_b = NamedWith(b);
  std::vector<std::uint64_t> shared;
  for (const auto& [name, articles] : near_a)
    if (name != b && near_b.contains(name)) shared.push_back(articles);
  std::sort(shared.begin(), shared.end());  // a sum depends on its order
  double context = 0;
  for (std::uint64_t articles : shared) context += 1.0 / static_cast<double>(articles);
  return std::min(1.0, context);
}

std::string NameCandidates::TypeOf(Node root) const {
  std::map<std::string, std::uint64_t> weights;
  for (Node member : members_[root])
    for (const auto& [type, weight] : facts_[member].types) weights[type] += weight;
  std::string best = "topic";
  std::uint64_t most = 0;
  for (const auto& [type, weight] : weights) {
    const bool earlier = weight == most && schema_.TypeOrder(type) < schema_.TypeOrder(best);
    if (weight > most || earlier) best = type, most = weight;
  }
  return best;
}

}  // namespace lode
