#include "query/run/path_wave.h"

namespace lode {

namespace {
constexpr std::uint64_t kBytesAVisit = 128;  // with its cells in the tables
}

PathWave::PathWave(PathGraph& graph, bool backward, TermId end)
    : graph_(graph), backward_(backward) {
  // From the end no position has been taken yet: position 0 is nobody's and stands for that.
  Add({end, 0}, kNone, 0);
}

PathWave::~PathWave() {
  graph_.execution().budget.GiveBack(bytes_);
}

std::uint32_t PathWave::Find(const PathState& state) const {
  const auto found = number_of_.find(state);
  return found == number_of_.end() ? kNone : found->second;
}

std::uint32_t PathWave::LastAt(TermId node) const {
  const auto found = last_at_.find(node);
  return found == last_at_.end() ? kNone : found->second;
}

void PathWave::Add(const PathState& state, std::uint32_t parent, std::uint32_t depth) {
  const auto number = static_cast<std::uint32_t>(visits_.size());
  if (!number_of_.try_emplace(state, number).second) return;
  visits_.push_back({state, parent, depth});
  const auto [last, is_new] = last_at_.try_emplace(state.node, number);
  older_.push_back(is_new ? kNone : last->second);
  last->second = number;
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
