// A hop is a probe of the link's rows, so a stored predicate that is asked often is read
// into memory once for the whole query, as in joins. Filters that look at statements are
// applied to each row as it comes.

#include "query/run/path_graph.h"

#include <algorithm>

#include "query/program/typed_values.h"
#include "storage/names/name_form.h"

namespace lode {

namespace {

constexpr std::size_t kMostEvidence = 3;  // statements shown of one hop
constexpr std::size_t kEvidenceLookedAt = 64;

// Takes one column of the rows that agree with a key and pass the filter.
class ColumnReceiver : public RowReceiver {
 public:
  ColumnReceiver(const PathGraph& graph, std::size_t columns, const std::vector<TermId>& key,
                 std::size_t wanted, std::vector<TermId>& nodes)
      : graph_(graph), columns_(columns), key_(key), wanted_(wanted), nodes_(nodes) {}

  bool Receive(const TermId* rows, std::size_t count) override {
    for (std::size_t i = 0; i < count; ++i) {
      const TermId* row = rows + i * columns_;
      const TermId known = key_[1 - wanted_];
      if (known && row[1 - wanted_] != known) continue;
      if (columns_ > 2 && !graph_.Passes(row[2])) continue;
      nodes_.push_back(row[wanted_]);
    }
    return graph_.execution().budget.Tick();
  }

 private:
  const PathGraph& graph_;
  std::size_t columns_;
  const std::vector<TermId>& key_;
  std::size_t wanted_;
  std::vector<TermId>& nodes_;
};

void SortAndDropDoubles(std::vector<TermId>& nodes) {
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

}  // namespace

PathGraph::PathGraph(const ir::PathPart& part, Execution& execution)
    : part_(part), execution_(execution), before_(part.positions.size()) {
  for (std::uint32_t position = 0; position < part.positions.size(); ++position) {
    for (const std::uint32_t next : part.follow[position]) before_[next].push_back(position);
    if (position > 0 && part.accepts[position]) accepting_.push_back(position);
  }
  ways_.resize(part.links.size() * 2);
}

PathGraph::Way& PathGraph::WayOf(std::size_t link, bool from_object) {
  Way& way = ways_[link * 2 + (from_object ? 1 : 0)];
  const ir::Atom& atom = part_.links[link].link;
  if (way.source == nullptr) {
    SourceOptions options;
    options.bound = ColumnMask{1} << (from_object ? 1 : 0);
    options.any_order = true;  // a hop sorts its nodes
    way.source = MakeSource(atom, options, execution_);
    way.key.resize(atom.terms.size());
  }
  return way;
}

bool PathGraph::Collect(std::size_t link, bool from_object, TermId node,
                        std::vector<TermId>& nodes) {
  Way& way = WayOf(link, from_object);
  way.key[from_object ? 1 : 0] = node;
  ColumnReceiver receiver(*this, way.key.size(), way.key, from_object ? 0 : 1, nodes);
  way.source->Probe(way.key.data(), receiver);
  const ir::Atom& atom = part_.links[link].link;
  if (part_.filter.roles && atom.stored)
    return CollectRoles(*atom.stored, from_object, node, nodes);
  return execution_.budget.Tick();
}

bool PathGraph::IsOf(const ir::StoredPart& part, TermId statement, const StatementRow& row) const {
  const IndexRow& triple = row.triple;
  if (part.polarity && triple.polarity != *part.polarity) return false;
  if (part.modality && triple.modality != *part.modality) return false;
  if (part.ended && triple.ended != *part.ended) return false;
  if (row.confidence < execution_.min_confidence) return false;
  const bool is_asked = part.any_predicate ||
                        std::any_of(part.predicates.begin(), part.predicates.end(),
                                    [&](const auto& use) { return use.id == triple.predicate; });
  return is_asked && Passes(statement);
}

bool PathGraph::CollectRoles(const ir::StoredPart& part, bool from_role, TermId node,
                             std::vector<TermId>& nodes) {
  if (node.tag() != TermTag::kEntity) return execution_.budget.Tick();
  const Snapshot& snapshot = execution_.snapshot;
  for (const TermId statement : snapshot.StatementsAbout(node)) {
    if (!execution_.budget.Tick()) return false;
    const auto row = snapshot.StatementAt(statement);
    if (!row || !IsOf(part, statement, *row)) continue;
    const TermId ends[] = {row->triple.subject, row->triple.object};
    const bool is_end = ends[0] == node || ends[1] == node;
    if (is_end == from_role) continue;
    for (const auto& [role, value] : snapshot.Qualifiers(statement)) {
      if (from_role && value == node) nodes.insert(nodes.end(), std::begin(ends), std::end(ends));
      if (!from_role && value.tag() == TermTag::kEntity) nodes.push_back(value);
    }
  }
  return execution_.budget.Tick();
}

bool PathGraph::Hop(TermId node, std::uint32_t position, bool backward,
                    std::vector<TermId>& nodes) {
  const ir::PathPosition& hop = part_.positions[position];
  nodes.clear();
  if (!Collect(hop.link, hop.inverse != backward, node, nodes)) return false;
  SortAndDropDoubles(nodes);
  return true;
}

bool PathGraph::StartInRoles(std::vector<TermId>& nodes) {
  const Snapshot& snapshot = execution_.snapshot;
  for (const TermId statement : snapshot.AllStatements()) {
    if (!execution_.budget.Tick()) return false;
    const auto row = snapshot.StatementAt(statement);
    for (const std::uint32_t first : part_.follow[0]) {
      const ir::PathPosition& hop = part_.positions[first];
      const auto& stored = part_.links[hop.link].link.stored;
      if (!row || !stored || !IsOf(*stored, statement, *row)) continue;
      for (const auto& [role, value] : snapshot.Qualifiers(statement)) {
        if (value.tag() != TermTag::kEntity) continue;
        if (hop.inverse)
          nodes.push_back(value);
        else
          nodes.insert(nodes.end(), {row->triple.subject, row->triple.object});
      }
    }
  }
  return execution_.budget.Ok();
}

bool PathGraph::Starts(std::vector<TermId>& nodes) {
  nodes.clear();
  const auto add = [&](std::size_t link, bool object) {
    const ir::Atom& atom = part_.links[link].link;
    const std::unique_ptr<RowSource> source = MakeSource(atom, {}, execution_);
    const std::vector<TermId> key(atom.terms.size());
    ColumnReceiver receiver(*this, key.size(), key, object ? 1 : 0, nodes);
    source->Probe(key.data(), receiver);
    return execution_.budget.Ok();
  };
  for (const std::uint32_t first : part_.follow[0])
    if (!add(part_.positions[first].link, part_.positions[first].inverse)) return false;
  if (part_.filter.roles && !StartInRoles(nodes)) return false;
  // A path of no hops is at home in every node of the expression's links.
  for (std::size_t link = 0; part_.accepts[0] && link < part_.links.size(); ++link)
    if (!add(link, false) || !add(link, true)) return false;
  SortAndDropDoubles(nodes);
  return true;
}

bool PathGraph::IsAtHome(TermId node) {
  std::vector<TermId> others;
  for (std::size_t link = 0; part_.accepts[0] && link < part_.links.size(); ++link)
    for (const bool from_object : {false, true})
      if (!Collect(link, from_object, node, others) || !others.empty()) return !others.empty();
  return false;
}

bool PathGraph::Follows(std::uint32_t position, std::uint32_t next) const {
  const auto& follow = part_.follow[position];
  return std::binary_search(follow.begin(), follow.end(), next);
}

bool PathGraph::MayPass(TermId node, std::uint32_t in, std::uint32_t out) const {
  if (in == 0) return true;
  const auto& avoid = part_.filter.avoid;
  if (std::find(avoid.begin(), avoid.end(), node) != avoid.end()) return false;
  if (!IsAny(in) && !IsAny(out)) return true;
  return node.tag() == TermTag::kEntity && execution_.snapshot.KindOf(node) != EntityKind::kKind;
}

bool PathGraph::Passes(TermId statement) const {
  const ir::PathFilter& filter = part_.filter;
  if (!filter.looks_at_statements()) return true;
  const auto row = execution_.snapshot.StatementAt(statement);
  if (!row || row->confidence < filter.confidence) return false;
  if (!filter.since && !filter.until && filter.sources.empty()) return true;
  const auto article = execution_.snapshot.ArticleAt(row->article);
  if (!article) return false;
  const auto& sources = filter.sources;
  if (!sources.empty() &&
      std::find(sources.begin(), sources.end(), FoldText(article->source)) == sources.end())
    return false;
  if (!filter.since && !filter.until) return true;
  Value date;
  date.kind = ValueKind::kDate;
  date.date = article->published.substr(0, 10);
  const auto published = PeriodOf(date);
  if (!published) return false;
  const auto since = filter.since ? PeriodOf(*filter.since) : std::nullopt;
  const auto until = filter.until ? PeriodOf(*filter.until) : std::nullopt;
  return (!since || published->first_day >= since->first_day) &&
         (!until || published->first_day <= until->last_day);
}

PathGraph::Ends PathGraph::EndsIn(const IndexRow& row, TermId from, TermId to) const {
  if (row.subject == from && row.object == to) return {};
  if (row.subject == to && row.object == from) return {"", true};
  for (const auto& [role, value] : execution_.snapshot.Qualifiers(row.statement))
    if (value == from || value == to) return {role, value == from};
  return {"", row.subject != from};
}

std::vector<TermId> PathGraph::EvidenceOf(std::uint32_t position, TermId from, TermId to) const {
  const ir::PathPosition& hop = part_.positions[position];
  const ir::Atom& link = part_.links[hop.link].link;
  if (!link.stored) return {};
  std::vector<TermId> key(link.terms.size());
  key[0] = hop.inverse ? to : from;
  key[1] = hop.inverse ? from : to;
  std::vector<std::pair<double, TermId>> found;
  for (const TermId statement : StatementsBehind(link, key.data(), kEvidenceLookedAt, execution_))
    if (const auto row = execution_.snapshot.StatementAt(statement); row && Passes(statement))
      found.emplace_back(-row->confidence, statement);
  if (found.empty() && part_.filter.roles) {
    const TermId head = hop.inverse ? to : from, in_role = hop.inverse ? from : to;
    for (const TermId statement : execution_.snapshot.StatementsAbout(in_role)) {
      const auto row = execution_.snapshot.StatementAt(statement);
      if (!row || !IsOf(*link.stored, statement, *row)) continue;
      if (row->triple.subject != head && row->triple.object != head) continue;
      if (!EndsIn(row->triple, from, to).role.empty())
        found.emplace_back(-row->confidence, statement);
    }
  }
  std::sort(found.begin(), found.end());
  std::vector<TermId> evidence;
  for (std::size_t i = 0; i < std::min(found.size(), kMostEvidence); ++i)
    evidence.push_back(found[i].second);
  return evidence;
}

}  // namespace lode
