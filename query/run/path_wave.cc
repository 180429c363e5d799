#include "query/run/path_wave.h"

#include <algorithm>

namespace lode {

namespace {
constexpr std::uint64_t kBytesAVisit = 72;  // with its cells in the table
}

PathWave::PathWave(PathGraph& graph, bool backward, TermId end)
    : graph_(graph), backward_(backward) {
  // From the end no position has been taken yet: position 0 is nobody's and stands for that.
  Add({end, 0}, kNone, 0);
}

PathWave::~PathWave() {
  graph_.execution().budget.GiveBack(bytes_);
}

// The cell of the state, or the free one where it would stand.
const std::uint32_t& PathWave::CellOf(const PathState& state) const {
  const std::uint64_t hash = TermIdHash()({state.node.bits ^ std::uint64_t{state.position} << 40});
  std::size_t at = hash >> 20 & (by_state_.size() - 1);
  while (by_state_[at] != 0 && visits_[by_state_[at] - 1].state != state)
    at = (at + 1) & (by_state_.size() - 1);
  return by_state_[at];
}

const std::uint32_t& PathWave::CellOf(TermId node) const {
  std::size_t at = TermIdHash()(node) >> 20 & (by_node_.size() - 1);
  while (by_node_[at] != 0 && visits_[by_node_[at] - 1].state.node != node)
    at = (at + 1) & (by_node_.size() - 1);
  return by_node_[at];
}

std::uint32_t PathWave::Find(const PathState& state) const {
  return CellOf(state) - 1;  // of a free cell: kNone
}

std::uint32_t PathWave::LastAt(TermId node) const {
  return CellOf(node) - 1;
}

void PathWave::Grow() {
  const std::size_t size = std::max<std::size_t>(64, by_state_.size() * 2);
  by_state_.assign(size, 0);
  by_node_.assign(size, 0);
  for (std::uint32_t visit = 0; visit < visits_.size(); ++visit) {
    const_cast<std::uint32_t&>(CellOf(visits_[visit].state)) = visit + 1;
    const_cast<std::uint32_t&>(CellOf(visits_[visit].state.node)) = visit + 1;
  }
}

void PathWave::Add(const PathState& state, std::uint32_t parent, std::uint32_t depth) {
  if ((visits_.size() + 1) * 2 > by_state_.size()) Grow();
  auto& of_state = const_cast<std::uint32_t&>(CellOf(state));
  if (of_state != 0) return;
  auto& of_node = const_cast<std::uint32_t&>(CellOf(state.node));
  older_.push_back(of_node - 1);
  visits_.push_back({state, parent, depth});
  of_state = of_node = static_cast<std::uint32_t>(visits_.size());
  bytes_ += kBytesAVisit;
  graph_.execution().budget.Take(kBytesAVisit);
}

bool PathWave::HopFrom(std::uint32_t visit, std::uint32_t position) {
  if (!graph_.Hop(visits_[visit].state.node, position, backward_, nodes_)) return false;
  const std::uint32_t depth = visits_[visit].depth + 1;
  for (const TermId node : nodes_) Add({node, position}, visit, depth);
  return graph_.execution().budget.Tick();
}

bool PathWave::ExpandOne(std::uint32_t visit) {
  const PathState state = visits_[visit].state;
  if (!backward_) {
    for (const std::uint32_t next : graph_.part().follow[state.position])
      if (graph_.MayPass(state.node, state.position, next) && !HopFrom(visit, next)) return false;
    return true;
  }
  if (visit == 0) {
    for (const std::uint32_t last : graph_.AcceptingPositions())
      if (!HopFrom(visit, last)) return false;
    return true;
  }
  for (const std::uint32_t before : graph_.Before(state.position))
    if (before != 0 && graph_.MayPass(state.node, before, state.position) &&
        !HopFrom(visit, before))
      return false;
  return true;
}

bool PathWave::Expand() {
  const std::size_t end = visits_.size();
  for (std::size_t visit = level_; visit < end; ++visit)
    if (!ExpandOne(static_cast<std::uint32_t>(visit))) return false;
  level_ = end;
  if (!exhausted()) ++depth_;
  return true;
}

}  // namespace lode
