// An atom whose predicate is a path: a start, an end and, where asked for, the path itself.
// Which search runs is told by which ends are known.

#include <algorithm>

#include "query/plan/stored_pattern.h"
#include "query/run/path_search.h"

namespace lode {

namespace {

constexpr std::size_t kChunkRows = 256;

class PathSource : public RowSource {
 public:
  PathSource(const ir::Atom& atom, Execution& execution)
      : part_(*atom.path),
        columns_(atom.terms.size()),
        execution_(execution),
        search_(part_, execution) {}

  bool Probe(const TermId* key, RowReceiver& receiver) override {
    rows_.clear();
    const auto give = [&](const FoundPath& path) { return Add(path, receiver); };
    return Search(key[0], key[1], give) && Flush(receiver);
  }

 private:
  bool Search(TermId from, TermId to, const PathReceiver& give) {
    if (!MayBeStored(from) || !MayBeStored(to)) return true;
    if (from && to) return Between(from, to, give);
    if (from) return From(from, give);
    if (to) return To(to, give);
    std::vector<TermId> starts;
    if (!search_.graph().Starts(starts)) return false;
    return std::all_of(starts.begin(), starts.end(),
                       [&](TermId start) { return From(start, give); });
  }

  bool Between(TermId from, TermId to, const PathReceiver& give) {
    if (wants_all()) return search_.All(from, to, give);
    if (part_.wants_path && part_.shortest_k > 1)
      return search_.ShortestK(from, to, part_.shortest_k, give);
    const auto path = search_.Shortest(from, to);
    return (!path || give(*path)) && execution_.budget.Ok();
  }

  bool From(TermId from, const PathReceiver& give) {
    if (wants_all()) return search_.All(from, {}, give);
    if (!part_.wants_path || part_.shortest_k == 1) return search_.Reach(from, false, give);
    return search_.Reach(from, false, [&](const FoundPath& path) {
      return search_.ShortestK(from, path.nodes.back(), part_.shortest_k, give);
    });
  }

  bool To(TermId to, const PathReceiver& give) {
    if (!wants_all() && (!part_.wants_path || part_.shortest_k == 1))
      return search_.Reach(to, true, give);
    return search_.Reach(
        to, true, [&](const FoundPath& path) { return Between(path.nodes.front(), to, give); });
  }

  bool wants_all() const { return part_.wants_path && !part_.shortest; }

  bool Add(const FoundPath& path, RowReceiver& receiver) {
    rows_.push_back(path.nodes.front());
    rows_.push_back(path.nodes.back());
    if (columns_ > 2) rows_.push_back(execution_.terms.Intern(search_.ValueOf(path)));
    return rows_.size() < kChunkRows * columns_ || Flush(receiver);
  }

  bool Flush(RowReceiver& receiver) {
    const std::size_t count = rows_.size() / columns_;
    const bool more = count == 0 || receiver.Receive(rows_.data(), count);
    rows_.clear();
    return more;
  }

  const ir::PathPart& part_;
  std::size_t columns_;
  Execution& execution_;
  PathSearch search_;
  std::vector<TermId> rows_;
};

}  // namespace

std::unique_ptr<RowSource> MakePathSource(const ir::Atom& atom, Execution& execution) {
  return std::make_unique<PathSource>(atom, execution);
}

}  // namespace lode
