#include "query/run/path_reach.h"

#include <algorithm>

namespace lode {

namespace {
constexpr std::uint64_t kBytesAPlace = sizeof(PathState) + 72;  // with its cells and its node
}

std::size_t PathReach::CellOf(const PathState& state) const {
  const std::uint64_t hash = TermIdHash()({state.node.bits ^ std::uint64_t{state.position} << 40});
  std::size_t at = hash >> 20 & (cells_.size() - 1);
  while (cells_[at] != 0 && places_[cells_[at] - 1].state != state)
    at = (at + 1) & (cells_.size() - 1);
  return at;
}

void PathReach::GrowCells() {
  cells_.assign(std::max<std::size_t>(64, cells_.size() * 2), 0);
  for (std::uint32_t place = 0; place < places_.size(); ++place)
    cells_[CellOf(places_[place].state)] = place + 1;
}

bool PathReach::IsWhole(const PathState& state) {
  const ir::PathPart& part = graph_.part();
  if (state.position != 0)
    return backward_ ? graph_.Follows(0, state.position) : part.accepts[state.position];
  return part.accepts[0] && graph_.IsAtHome(state.node);
}

std::uint32_t PathReach::PlaceOf(const PathState& state) {
  if ((places_.size() + 1) * 2 > cells_.size()) GrowCells();
  const std::size_t cell = CellOf(state);
  if (cells_[cell] != 0) return cells_[cell] - 1;
  Place& place = places_.emplace_back();
  place.state = state;
  place.node = nodes_.NumberOf(state.node);
  place.is_whole = IsWhole(state);
  if (place.node == given_in_.size()) given_in_.push_back(0);
  bytes_ += kBytesAPlace;
  graph_.execution().budget.Take(kBytesAPlace);
  cells_[cell] = static_cast<std::uint32_t>(places_.size());
  return cells_[cell] - 1;
}

bool PathReach::Hop(std::uint32_t place, std::uint32_t position) {
  if (!graph_.Hop(places_[place].state.node, position, backward_, hop_)) return false;
  for (const TermId node : hop_) made_.push_back(PlaceOf({node, position}));
  return true;
}

// What the place leads to, kept among the edges.
bool PathReach::LookUp(std::uint32_t place) {
  if (places_[place].count != kUnknown) return true;
  const PathState state = places_[place].state;
  made_.clear();
  if (!backward_) {
    for (const std::uint32_t next : graph_.part().follow[state.position])
      if (graph_.MayPass(state.node, state.position, next) && !Hop(place, next)) return false;
  } else if (state.position == 0) {
    for (const std::uint32_t last : graph_.AcceptingPositions())
      if (!Hop(place, last)) return false;
  } else {
    for (const std::uint32_t before : graph_.Before(state.position))
      if (before != 0 && graph_.MayPass(state.node, before, state.position) && !Hop(place, before))
        return false;
  }
  places_[place].begin = static_cast<std::uint32_t>(edges_.size());
  places_[place].count = static_cast<std::uint32_t>(made_.size());
  edges_.insert(edges_.end(), made_.begin(), made_.end());
  const std::uint64_t bytes = made_.size() * sizeof(std::uint32_t);
  bytes_ += bytes;
  return graph_.execution().budget.Take(bytes);
}

void PathReach::Forget() {
  places_ = {};
  cells_ = {};
  edges_ = {};
  nodes_ = {};
  given_in_ = {};
  search_ = 0;
  graph_.execution().budget.GiveBack(bytes_);
  bytes_ = 0;
}

bool PathReach::From(TermId end, std::uint32_t max_hops, const NodeReceiver& receive) {
  Budget& budget = graph_.execution().budget;
  if (bytes_ > budget.memory_left() / 4 || ++search_ == 0) {
    Forget();
    search_ = 1;
  }
  level_.assign(1, PlaceOf({end, 0}));
  places_[level_.front()].seen_in = search_;
  for (std::uint32_t depth = 0;; ++depth) {
    for (const std::uint32_t at : level_) {
      const Place& place = places_[at];
      if (!place.is_whole || given_in_[place.node] == search_) continue;
      given_in_[place.node] = search_;
      if (!receive(place.state.node)) return false;
    }
    if (depth >= max_hops) return true;
    next_.clear();
    for (const std::uint32_t at : level_) {
      if (!LookUp(at) || !budget.Tick()) return false;
      const std::uint32_t begin = places_[at].begin, end_edge = begin + places_[at].count;
      for (std::uint32_t i = begin; i < end_edge; ++i) {
        Place& to = places_[edges_[i]];
        if (to.seen_in == search_) continue;
        to.seen_in = search_;
        next_.push_back(edges_[i]);
      }
    }
    if (next_.empty()) return true;
    level_.swap(next_);
  }
}

}  // namespace lode
