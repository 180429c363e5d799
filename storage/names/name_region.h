// Which of some nodes are one, by what articles say and by how they are written.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "storage/names/entity_of.h"
#include "storage/names/name_likeness.h"
#include "storage/names/name_state.h"

namespace lode {

// Nodes that nothing outside of them can join or part: with each node, all that an article
// says it is, and all that are like it. Two rules, in this order:
//
//   1. two nodes that some article says are one are one;
//   2. two full names that are alike are one where their score is kSafeScore or more. The
//      likenesses come one after another, each looking at what the ones before it left. A
//      group of like names is looked at as a whole, and a doubt about two of it is a doubt
//      about all.
//
// Threads: one. Errors go to the state.
class NameRegion {
 public:
  explicit NameRegion(NameState& state) : state_(state) {}

  // Adds a node and those that hang together with it.
  void Grow(NameNode node);
  // Applies the rules. REQUIRES: every index key of kAlike is as it will be. Call once.
  void Join();

  bool Has(NameNode node) const { return nodes_.contains(node); }
  // In the region, after Join; ascending.
  const std::map<NameNode, NodeFacts*>& nodes() const { return nodes_; }
  NameNode RootOf(NameNode node) const;
  const std::vector<NameNode>& PartOf(NameNode root) const { return parts_.at(root); }

  struct Joined {
    NameNode node = 0, other = 0;  // by their keys
    NameLikeness likeness = NameLikeness::kLetters;
    double score = 0;
  };
  const std::vector<Joined>& joined() const { return joined_; }
  // What the articles of a contested name share with those of others, by the first of two.
  const std::map<NameNode, std::set<NameNode>>& shared() const { return shared_; }

 private:
  using Group = std::vector<NameNode>;
  struct Text {
    std::size_t count = 0;  // nodes that will stand under it, as far as counted
    bool is_alive = false;  // no more of them than are looked at
  };
  struct Likeness {
    NameLikeness likeness;
    std::string key;
    bool is_alive;
  };

  void Reach(NameNode node, std::vector<NameNode>& next);
  const Text& Expand(const std::string& text, std::vector<NameNode>& next);
  void SetLinks(NameNode node, NodeFacts& facts, bool said_one);
  void JoinStated();
  void JoinAlike(NameLikeness likeness);
  std::vector<Group> Groups(NameLikeness likeness);
  std::vector<Joined> SafePairs(NameLikeness likeness, const Group& group);
  bool KeptApart(const Group& group);
  double Context(NameNode a, NameNode b);
  std::set<NameNode> NamedWith(NameNode root, NameNode other);
  std::vector<std::uint32_t> SampleOf(NameNode root);
  void Unite(NameNode a, NameNode b);
  void MakeParts();
  const std::string& KeyOf(NameNode node) { return nodes_.at(node)->key; }
  Members MembersOf(NameNode root);

  NameState& state_;
  std::map<NameNode, NodeFacts*> nodes_;
  std::unordered_map<std::string, Text> texts_;
  std::unordered_map<NameNode, std::vector<Likeness>> likenesses_;  // of linked nodes
  std::unordered_map<NameNode, NameNode> parent_;                   // union-find
  std::unordered_map<NameNode, std::vector<NameNode>> parts_;       // by root, ascending
  std::vector<std::pair<NameNode, NameNode>> edges_;
  std::vector<Joined> joined_;
  std::map<NameNode, std::set<NameNode>> shared_;
};

// How much it says that the articles of two names name a third one, by how many articles
// do. Changes by steps, and not at all where it is common.
double WeightOfShared(std::uint64_t articles);

}  // namespace lode
