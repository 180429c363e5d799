// Between two known nodes the search grows the smaller of two waves, level by level, until
// a state of one fits a state of the other: the first level at which they meet holds a
// shortest path, since every shorter one would have met before. A wave that has nowhere to
// go ends the search, so "no path" is quick wherever one end lies in a small part.
//
// Paths by length (k shortest, all) are walked depth first, and a wave from the far end
// says how many hops are left at least, so that no walk leads nowhere.

#include "query/run/path_search.h"

#include <algorithm>
#include <limits>
#include <set>
#include <unordered_set>

namespace lode {

std::uint32_t PathSearch::MaxHops() const {
  return part_.max_hops == 0 ? std::numeric_limits<std::uint32_t>::max() : part_.max_hops;
}

namespace {

// From the start to a visit of the wave that began there.
FoundPath WayTo(const PathWave& forward, std::uint32_t f) {
  FoundPath path;
  for (std::uint32_t at = f; at != PathWave::kNone; at = forward.visits()[at].parent) {
    path.nodes.push_back(forward.visits()[at].state.node);
    if (forward.visits()[at].parent != PathWave::kNone)
      path.positions.push_back(forward.visits()[at].state.position);
  }
  std::reverse(path.nodes.begin(), path.nodes.end());
  std::reverse(path.positions.begin(), path.positions.end());
  return path;
}

// On from the node where the path ends, a visit of the wave from the end.
void GoOn(const PathWave& backward, std::uint32_t b, FoundPath& path) {
  while (backward.visits()[b].parent != PathWave::kNone) {
    path.positions.push_back(backward.visits()[b].state.position);
    b = backward.visits()[b].parent;
    path.nodes.push_back(backward.visits()[b].state.node);
  }
}

}  // namespace

bool PathSearch::Accepts(const PathState& state) {
  return part_.accepts[state.position] && (state.position != 0 || graph_.IsAtHome(state.node));
}

void PathSearch::Meet(const PathWave& forward, std::uint32_t f, const PathWave& backward,
                      std::uint32_t b, Meeting& best) {
  const PathWave::Visit& left = forward.visits()[f];
  const PathWave::Visit& right = backward.visits()[b];
  const std::uint32_t length = left.depth + right.depth;
  if (length > MaxHops() || (best.forward != PathWave::kNone && length >= best.length)) return;
  const bool at_end = b == 0;  // the very end: the path may stop here
  const bool fits =
      at_end ? Accepts(left.state)
             : graph_.Follows(left.state.position, right.state.position) &&
                   graph_.MayPass(left.state.node, left.state.position, right.state.position);
  if (fits) best = {f, b, length};
}

void PathSearch::MeetAtNewVisits(const PathWave& grown, const PathWave& other,
                                 bool grown_is_forward, Meeting& best) {
  for (std::uint32_t at = grown.level_begin(); at < grown.visits().size(); ++at)
    for (std::uint32_t there = other.LastAt(grown.visits()[at].state.node);
         there != PathWave::kNone; there = other.NextAt(there)) {
      if (grown_is_forward)
        Meet(grown, at, other, there, best);
      else
        Meet(other, there, grown, at, best);
    }
}

std::optional<FoundPath> PathSearch::Shortest(TermId from, TermId to) {
  PathWave forward(graph_, false, from), backward(graph_, true, to);
  Meeting best;
  MeetAtNewVisits(forward, backward, true, best);
  while (best.forward == PathWave::kNone) {
    if (forward.exhausted() || backward.exhausted()) return std::nullopt;
    if (forward.depth() + backward.depth() >= MaxHops()) return std::nullopt;
    const bool grow_forward = forward.frontier() <= backward.frontier();
    PathWave& grown = grow_forward ? forward : backward;
    if (!grown.Expand()) return std::nullopt;
    MeetAtNewVisits(grown, grow_forward ? backward : forward, grow_forward, best);
  }
  FoundPath path = WayTo(forward, best.forward);
  GoOn(backward, best.backward, path);
  return path;
}

bool PathSearch::ReachNodes(TermId end, bool backward, const PathReceiver& receive) {
  std::unique_ptr<PathReach>& reach = backward ? back_ : onward_;
  if (reach == nullptr) reach = std::make_unique<PathReach>(graph_, backward);
  FoundPath path{{end, end}, {}};
  return reach->From(end, MaxHops(), [&](TermId node) {
    path.nodes[backward ? 0 : 1] = node;
    return receive(path);
  });
}

bool PathSearch::Reach(TermId end, bool backward, const PathReceiver& receive) {
  if (!part_.wants_path) return ReachNodes(end, backward, receive);
  PathWave wave(graph_, backward, end);
  std::unordered_set<TermId, TermIdHash> seen;
  const auto is_whole = [&](const PathState& state, std::uint32_t visit) {
    return backward && visit != 0 ? graph_.Follows(0, state.position) : Accepts(state);
  };
  for (;;) {
    for (std::uint32_t at = wave.level_begin(); at < wave.visits().size(); ++at) {
      const PathState state = wave.visits()[at].state;
      if (!is_whole(state, at) || !seen.insert(state.node).second) continue;
      FoundPath path{{state.node}, {}};
      if (backward)
        GoOn(wave, at, path);
      else
        path = WayTo(wave, at);
      if (!receive(path)) return false;
    }
    if (wave.exhausted() || wave.depth() >= MaxHops()) return true;
    if (!wave.Expand()) return false;
  }
}

// -- walks by length

struct PathSearch::Enumeration {
  TermId from, to;
  std::uint32_t exactly = 0, at_most = 0;  // hops; `exactly` 0: any number
  const PathWave* rest = nullptr;          // from the far end
  bool was_cut = false;                    // a walk was left for its length alone
  std::set<std::vector<TermId>> given;     // nodes of the paths given so far
};

namespace {

// A step of a walk: where it stands, and what may come next.
struct Standing {
  PathState state;
  std::vector<PathState> next;
  std::size_t at = 0;
};

}  // namespace

bool PathSearch::Enumerate(Enumeration& run, const PathReceiver& receive) {
  std::vector<Standing> walk;
  std::vector<TermId> nodes;
  const auto enter = [&](const PathState& state) {
    Standing standing{state, {}, 0};
    const auto depth = static_cast<std::uint32_t>(walk.size());
    for (const std::uint32_t next : part_.follow[state.position]) {
      if (!graph_.MayPass(state.node, state.position, next)) continue;
      std::uint32_t left = 1;
      if (run.rest) {
        const std::uint32_t found = run.rest->Find({state.node, next});
        if (found == PathWave::kNone) {
          run.was_cut = run.was_cut || !run.rest->exhausted();
          continue;
        }
        left = run.rest->visits()[found].depth;
      }
      if (depth + left > run.at_most) {
        run.was_cut = true;
        continue;
      }
      if (!graph_.Hop(state.node, next, false, nodes)) return false;
      for (const TermId node : nodes) standing.next.push_back({node, next});
    }
    walk.push_back(std::move(standing));
    return graph_.execution().budget.Tick();
  };
  const auto give = [&] {
    const PathState& last = walk.back().state;
    const auto hops = static_cast<std::uint32_t>(walk.size() - 1);
    const bool whole = Accepts(last) && (!run.to || last.node == run.to) &&
                       (run.exactly == 0 || hops == run.exactly);
    if (!whole) return true;
    FoundPath path;
    for (const Standing& standing : walk) {
      path.nodes.push_back(standing.state.node);
      if (standing.state.position != 0) path.positions.push_back(standing.state.position);
    }
    return !run.given.insert(path.nodes).second || receive(path);
  };
  if (!enter({run.from, 0}) || !give()) return false;
  while (!walk.empty()) {
    Standing& top = walk.back();
    if (top.at == top.next.size()) {
      walk.pop_back();
      continue;
    }
    const PathState next = top.next[top.at++];
    const bool again = std::any_of(walk.begin(), walk.end(), [&](const Standing& standing) {
      return standing.state.node == next.node;
    });
    if (again) continue;
    if (!enter(next) || !give()) return false;
  }
  return true;
}

bool PathSearch::ShortestK(TermId from, TermId to, std::uint32_t k, const PathReceiver& receive) {
  const std::optional<FoundPath> first = Shortest(from, to);
  if (!first) return graph_.execution().budget.Ok();
  PathWave rest(graph_, true, to);
  std::uint32_t found = 0;
  const auto count = [&](const FoundPath& path) { return receive(path) && ++found < k; };
  Enumeration run{from, to, 0, 0, &rest, false, {}};
  for (auto length = static_cast<std::uint32_t>(first->positions.size()); length <= MaxHops();
       ++length) {
    while (!rest.exhausted() && rest.depth() < length)
      if (!rest.Expand()) return false;
    run.exactly = run.at_most = length;
    if (length == 0) run.exactly = 0;  // at_most says it
    run.was_cut = false;
    if (!Enumerate(run, count)) return found >= k && graph_.execution().budget.Ok();
    if (!run.was_cut) return true;
  }
  return true;
}

bool PathSearch::All(TermId from, TermId to, const PathReceiver& receive) {
  const std::uint32_t most =
      part_.max_hops != 0 ? part_.max_hops : static_cast<std::uint32_t>(part_.positions.size());
  Enumeration run{from, to, 0, most, nullptr, false, {}};
  if (!to) return Enumerate(run, receive);
  PathWave rest(graph_, true, to);
  while (!rest.exhausted() && rest.depth() < most)
    if (!rest.Expand()) return false;
  run.rest = &rest;
  return Enumerate(run, receive);
}

// -- values

// The hop as its statements have it, or as the rule that draws it.
PathHop PathSearch::HopOf(std::uint32_t position, TermId from, TermId to) {
  PathHop hop;
  Execution& execution = graph_.execution();
  const ir::PathPosition& place = part_.positions[position];
  hop.inverse = place.inverse;
  for (const TermId statement : graph_.EvidenceOf(position, from, to)) {
    const auto row = execution.snapshot.StatementAt(statement);
    if (!row) continue;
    const PathGraph::Ends ends = graph_.EndsIn(row->triple, from, to);
    std::string name = execution.terms.ValueOf(row->triple.predicate).text;
    if (!ends.role.empty()) name += " " + ends.role + ":";
    if (hop.predicate.empty()) {
      hop.predicate = name;
      hop.inverse = ends.inverse;
    }
    if (name == hop.predicate) hop.statements.push_back(execution.terms.ValueOf(statement).text);
  }
  const ir::Atom& link = part_.links[place.link].link;
  for (std::size_t i = 0; hop.predicate.empty() && i < link.relations.size(); ++i) {
    const ir::RelationPart& part = link.relations[i];
    TermId pair[2] = {place.inverse ? to : from, place.inverse ? from : to};
    if (part.swapped) std::swap(pair[0], pair[1]);
    const KeptRead* kept = execution.KeptOf(part.relation);
    const bool is_there = kept != nullptr
                              ? kept->Has(pair, execution.budget)
                              : execution.relations[part.relation]->Find(pair) != Relation::kNoRow;
    if (is_there) hop.predicate = execution.program.relations[part.relation].name;
  }
  return hop;
}

Value PathSearch::ValueOf(const FoundPath& found) {
  auto path = std::make_shared<Path>();
  TermTable& terms = graph_.execution().terms;
  Value value;
  value.kind = ValueKind::kPath;
  for (std::size_t i = 0; i < found.nodes.size(); ++i) {
    path->nodes.push_back(terms.ValueOf(found.nodes[i]));
    if (i > 0) {
      const PathHop& hop = path->hops.emplace_back(
          HopOf(found.positions[i - 1], found.nodes[i - 1], found.nodes[i]));
      value.text += hop.inverse ? " <-" + hop.predicate + "- " : " -" + hop.predicate + "-> ";
    }
    value.text += Display(path->nodes.back());
  }
  value.number = static_cast<double>(path->hops.size());
  value.path = SharedPath(std::move(path));
  return value;
}

}  // namespace lode
