// The graph that a path is looked for in: what one hop of a path expression leads to.
#pragma once

#include <memory>
#include <vector>

#include "query/program/ir.h"
#include "query/rows/execution.h"
#include "query/run/scan.h"

namespace lode {

// A place in the search: a node, and the position of the expression by which it was
// reached (0: by none). In a search from the end, the position that leaves the node.
struct PathState {
  TermId node;
  std::uint32_t position = 0;
  bool operator==(const PathState&) const = default;
};

// REQUIRES: the part and the execution outlive it. Threads: one at a time.
class PathGraph {
 public:
  PathGraph(const ir::PathPart& part, Execution& execution);

  const ir::PathPart& part() const { return part_; }
  Execution& execution() const { return execution_; }
  // Positions after which a position may come, 0 among them.
  const std::vector<std::uint32_t>& Before(std::uint32_t position) const {
    return before_[position];
  }
  const std::vector<std::uint32_t>& AcceptingPositions() const { return accepting_; }

  // The nodes that the hop leads to from `node`, or comes from where `backward`; each
  // once. False when the budget stopped.
  bool Hop(TermId node, std::uint32_t position, bool backward, std::vector<TermId>& nodes);
  // The nodes at which some path may begin, each once. False when the budget stopped.
  bool Starts(std::vector<TermId>& nodes);
  // Whether a path of no hops is one, from this node to itself: it must stand in some row of
  // the expression's links, so that the answer does not depend on how it is looked for.
  bool IsAtHome(TermId node);

  // Whether a path may come to the node by one hop and leave it by the other. Nothing goes
  // through what the filter avoids; and `any` is no link through a value or a kind, which
  // are what many unrelated things have in common.
  bool MayPass(TermId node, std::uint32_t in, std::uint32_t out) const;
  bool Follows(std::uint32_t position, std::uint32_t next) const;

  // Which two places of the statement the nodes of a hop stand in.
  struct Ends {
    std::string role;  // empty: subject and object
    bool inverse = false;
  };
  Ends EndsIn(const IndexRow& row, TermId from, TermId to) const;

  // The statements behind one hop that pass the filter, the surest first, at most a few.
  std::vector<TermId> EvidenceOf(std::uint32_t position, TermId from, TermId to) const;
  bool Passes(TermId statement) const;

 private:
  struct Way {  // a link in one direction
    std::unique_ptr<RowSource> source;
    std::vector<TermId> key;
  };
  Way& WayOf(std::size_t link, bool from_object);
  bool Collect(std::size_t link, bool from_object, TermId node, std::vector<TermId>& nodes);
  // What stands in a role of statements that have the node as subject or object; or these,
  // where the node stands in a role.
  bool CollectRoles(const ir::StoredPart& part, bool from_role, TermId node,
                    std::vector<TermId>& nodes);
  bool StartInRoles(std::vector<TermId>& nodes);
  // Whether the statement is one that the link reads and the filter lets pass.
  bool IsOf(const ir::StoredPart& part, TermId statement, const StatementRow& row) const;
  bool IsAny(std::uint32_t position) const {
    return part_.links[part_.positions[position].link].any_predicate;
  }

  const ir::PathPart& part_;
  Execution& execution_;
  std::vector<std::vector<std::uint32_t>> before_;
  std::vector<std::uint32_t> accepting_;  // without 0
  std::vector<Way> ways_;                 // two a link
};

}  // namespace lode
