// Made-up triples in the shape of news, with the questions that fit them.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace lode::bench {

enum class TermKind : std::uint8_t { kName, kNumber, kDate };

struct MadeTerm {
  TermKind kind = TermKind::kName;
  std::string text;  // "n17", "417", "2023-03-09"
};

struct MadeTriple {
  std::uint32_t subject = 0, predicate = 0, object = 0;  // into `terms`, `predicates`, `terms`
};

// The same for the same `size` on every machine.
//
// News: `size` triples over 200 predicates, the k-th of them drawn 1/k as often as the
// first. Firms and documents are drawn by Zipf too; `part-of` and `located-in` are forests,
// a document has one date and one outlet, every tenth predicate has numbers and another
// tenth dates. Followers: `follows` among size / 10 users, `size` edges of skewed ends, at most
// 1.7 million edges of 100,000 users; the last tenth of the users is an island. Chain: `step-to`,
// 4,000 random edges of 2,000 nodes. Tree: `child-of`, 2,046 edges of a tree of two children each.
struct MadeGraph {
  std::vector<MadeTerm> terms;
  std::vector<std::string> predicates;
  std::vector<MadeTriple> triples;  // without repetition, in the order they were drawn
  std::uint64_t news = 0;           // so many of them come first

  // What is asked, as indexes of `triples` and names.
  std::vector<std::uint32_t> subjects_asked, objects_asked;       // triples
  std::vector<std::string> suppliers, mentioned, parts, users;    // names
  std::vector<std::pair<std::string, std::string>> pairs, apart;  // users; `apart` has no way
  std::pair<std::string, std::string> closed;  // of the chain: many steps from one to the other
};

MadeGraph MakeGraph(std::uint64_t size);

// A line a triple: subject, predicate, object, a tab between them.
void WriteTriples(const MadeGraph& graph, const std::string& path);

}  // namespace lode::bench
