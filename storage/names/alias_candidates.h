// Which names of different articles are one name written in two ways.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "storage/names/alias_table.h"

namespace lode {

class Schema;

// All that the articles together say about one node.
struct NodeFacts {
  bool known = false, is_full = false, is_short = false;
  std::string key;
  std::map<std::string, ArticleNames::Form> forms;  // by text
  std::map<std::string, std::uint64_t> types;       // weights
  std::set<std::string> short_forms;                // folded
  std::vector<std::string> short_in;                // articles that know only the short form
  std::vector<std::uint32_t> articles;              // in which it is named, by number
};

// How two names can be alike, in the order in which they are tried.
enum class NameLikeness : std::uint8_t {
  kLetters,        // "São Paulo", "Sao Paulo"; "Xi Jin-ping", "Xi Jinping"
  kPlaceSpelling,  // of places: "Odesa", "Odessa"
  kSpelling,       // of other names: "Tchaikovsky", "Chaikovskii"
  kMiddle,         // "Ana M. Rivera", "Ana Rivera"
  kPlural,         // "chip", "chips"
};
inline constexpr NameLikeness kNameLikenesses[] = {
    NameLikeness::kLetters, NameLikeness::kPlaceSpelling, NameLikeness::kSpelling,
    NameLikeness::kMiddle, NameLikeness::kPlural};
std::string_view NameOf(NameLikeness likeness);  // "same-letters", "spelling" ...

struct NearNames {
  AliasTable::Node node = 0, other = 0;
  double score = 0;
};

// Looks for them. What it finds is a function of the articles' set: the numbers of nodes
// and of articles tell things apart and decide nothing.
// REQUIRES: what it was made with outlives it.
class NameCandidates {
 public:
  using Node = AliasTable::Node;

  // `roots`: by node, the component it belongs to so far.
  NameCandidates(const std::vector<NodeFacts>& facts, const std::vector<Node>& roots,
                 const std::vector<std::vector<Node>>& nodes_of_article, const Schema& schema);

  // Pairs of full names that it is safe to join, of two components each. Names of one
  // spelling are safe where their articles name other things in common and no article
  // names both, which would keep them apart.
  std::vector<NearNames> Alike(NameLikeness likeness) const;

 private:
  std::string KeyOf(NameLikeness likeness, Node node) const;  // empty: no candidate
  std::vector<std::vector<Node>> Groups(NameLikeness likeness) const;
  std::vector<NearNames> SafePairs(NameLikeness likeness, const std::vector<Node>& group) const;
  bool KeptApart(const std::vector<Node>& group) const;
  double Context(Node a, Node b) const;
  std::map<Node, std::uint64_t> NamedWith(Node root) const;
  std::string TypeOf(Node root) const;

  const std::vector<NodeFacts>& facts_;
  const std::vector<Node>& roots_;
  const std::vector<std::vector<Node>>& nodes_of_article_;
  const Schema& schema_;
  std::vector<std::vector<Node>> members_;  // by root
};

}  // namespace lode
