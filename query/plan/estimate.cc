// Estimates from exact counts of patterns and distinct counts of columns, under the
// usual assumptions that columns are independent and values spread evenly.

#include "query/plan/estimate.h"

#include <algorithm>

#include "query/plan/stored_pattern.h"
#include "query/plan/value_range.h"

namespace lode {

namespace {

constexpr double kSeekCost = 32;    // a probe of the snapshot, in rows
constexpr double kProbeCost = 2;    // a probe of a hash index
constexpr double kLookUpCost = 16;  // one statement's or article's record
constexpr double kBuildCost = 4;    // a row read into a hash index
constexpr double kSentencesOfArticle = 25;
constexpr double kSentencesOfWords = 100;  // so many for one that has them
constexpr double kPathCost = 1000;         // a search between two nodes
constexpr double kPathEnds = 1000;         // nodes that a path leads to
constexpr double kRowsOfKeptKey = 8;       // of a kept relation under one known column

double AtLeastOne(std::uint64_t count) {
  return std::max(1.0, static_cast<double>(count));
}

// How much more an attribute costs than a look-up.
double WeightOf(Builtin attribute) {
  if (attribute == Builtin::kSentence) return 4;
  if (attribute == Builtin::kConflicts) return 10;
  return attribute == Builtin::kSources ? 100 : 1;
}

}  // namespace

Estimator::Estimator(const std::vector<ir::Literal>& body, const std::vector<AtomView>& views,
                     Execution& execution)
    : body_(body), views_(views), execution_(execution), statistics_(body.size()) {}

void Estimator::LookUp(const ir::Atom& atom, AtomStatistics& statistics) const {
  statistics.is_known = true;
  if (!execution_.budget.Ok()) return;  // the planner looks, too
  const Snapshot& snapshot = execution_.snapshot;
  if (atom.attribute) {
    const bool articles = InfoOf(*atom.attribute).kind == BuiltinKind::kArticleAttribute;
    const bool few = !atom.part.empty();  // what the words leave is not counted
    statistics.owners =
        AtLeastOne(articles ? snapshot.AllArticles().size() : snapshot.Estimate({}));
    if (*atom.attribute == Builtin::kSentences)
      statistics.owners *= few ? kSentencesOfArticle / kSentencesOfWords : kSentencesOfArticle;
  }
  if (atom.stored)
    statistics.stored_rows =
        static_cast<double>(EstimateStored(atom, snapshot, GapsOf(atom, body_, snapshot)));
}

// Counting distincts reads rows: done only where a join asks for it.
void Estimator::CountDistincts(const ir::StoredPart& part, AtomStatistics& statistics) const {
  const Snapshot& snapshot = execution_.snapshot;
  statistics.is_counted = true;
  if (part.any_predicate) {
    statistics.subjects = AtLeastOne(snapshot.DistinctSubjects({}));
    statistics.objects = AtLeastOne(snapshot.DistinctObjects({}));
    return;
  }
  for (const ir::PredicateUse& use : part.predicates) {
    statistics.subjects += static_cast<double>(snapshot.DistinctSubjects(use.id));
    statistics.objects += static_cast<double>(snapshot.DistinctObjects(use.id));
  }
}

AtomEstimate Estimator::OfStored(const ir::Atom& atom, AtomStatistics& statistics,
                                 ColumnMask bound) const {
  const double total = statistics.stored_rows;
  AtomEstimate estimate{total, total, 0};
  bool seeks = false;
  for (std::size_t i = 0; i < atom.terms.size(); ++i) {
    if (!(bound >> i & 1) || !atom.terms[i].is_slot()) continue;
    seeks = true;
    const ir::ColumnKind kind = atom.stored->columns[i].kind;
    const bool is_end = kind == ir::ColumnKind::kSubject || kind == ir::ColumnKind::kObject;
    if (is_end && !statistics.is_counted) CountDistincts(*atom.stored, statistics);
    switch (kind) {
      case ir::ColumnKind::kSubject: estimate.rows /= statistics.subjects; break;
      case ir::ColumnKind::kObject: estimate.rows /= statistics.objects; break;
      case ir::ColumnKind::kStatement: estimate.rows = std::min(estimate.rows, 1.0); break;
      default: estimate.rows /= 10; break;
    }
  }
  if (seeks) {
    const auto predicates =
        static_cast<double>(std::max<std::size_t>(1, atom.stored->predicates.size()));
    estimate.probe_cost = std::min(kSeekCost * predicates, total + kProbeCost);
    estimate.build_cost = total * kBuildCost;
  }
  return estimate;
}

double Estimator::OfRelation(const ir::RelationPart& part, const RowWindow& window,
                             std::size_t columns, ColumnMask bound) const {
  if (const KeptRead* kept = execution_.KeptOf(part.relation)) return OfKept(*kept, columns, bound);
  const Relation& relation = *execution_.relations[part.relation];
  const std::uint32_t end = std::min(window.to, relation.size());
  if (end <= window.from) return 0;
  ColumnMask mask = 0;
  for (std::size_t i = 0; i < columns && i < relation.arity(); ++i)
    if (bound >> i & 1) mask |= ColumnMask{1} << (part.swapped && i < 2 ? 1 - i : i);
  const double rows = end - window.from;
  return mask == 0 ? rows : rows / relation.Distinct(mask);
}

// How values spread over kept rows is not counted.
double Estimator::OfKept(const KeptRead& kept, std::size_t columns, ColumnMask bound) {
  const double rows = static_cast<double>(kept.count);
  const ColumnMask all = (ColumnMask{1} << columns) - 1;
  if ((bound & all) == 0) return rows;
  return (bound & all) == all ? std::min(rows, 0.5) : std::min(rows, kRowsOfKeptKey);
}

AtomEstimate Estimator::EstimateAtom(std::size_t literal, ColumnMask bound) const {
  const auto& atom = std::get<ir::Atom>(body_[literal].node);
  AtomStatistics& statistics = statistics_[literal];
  if (!statistics.is_known) LookUp(atom, statistics);
  if (atom.attribute) {
    const bool is_rare = *atom.attribute == Builtin::kConflicts;
    const double cost = kLookUpCost * WeightOf(*atom.attribute), share = is_rare ? 0.01 : 1;
    if (bound & 1) return {share * (bound & ~ColumnMask{1} ? 0.5 : 1.0), cost, 0};
    if (bound && is_rare) return {share, cost, 0};  // looked up from either side
    return {share * (bound ? statistics.owners / 10 : statistics.owners), statistics.owners * cost,
            0};
  }
  if (atom.path) {  // nothing is known but that each end that is bound makes it cheaper
    const std::uint64_t ends = bound & 3;
    if (ends == 3) return {0.5, kPathCost, 0};
    return ends != 0 ? AtomEstimate{kPathEnds, kPathCost * 10, 0}
                     : AtomEstimate{kPathEnds * kPathEnds, kPathCost * kPathEnds * 10, 0};
  }
  const AtomView view = views_.empty() ? AtomView{} : views_[literal];
  AtomEstimate estimate{0, kProbeCost, 0};
  if (atom.stored && !view.only_relations) estimate = OfStored(atom, statistics, bound);
  for (std::size_t i = 0; i < atom.relations.size(); ++i) {
    if (bound != 0 && execution_.KeptOf(atom.relations[i].relation) != nullptr)
      estimate.probe_cost = std::max(estimate.probe_cost, kSeekCost);
    const RowWindow window = view.windows.empty() ? RowWindow{} : view.windows[i];
    estimate.rows += OfRelation(atom.relations[i], window, atom.terms.size(), bound);
  }
  if (atom.source == nullptr && !atom.stored) {
    const auto terms = static_cast<double>(atom.inline_terms.size());
    estimate.rows = bound ? 0.1 * terms : terms;
  }
  return estimate;
}

double Selectivity(const ir::Literal& literal) {
  if (const auto* comparison = std::get_if<ir::Comparison>(&literal.node)) {
    if (comparison->matches) return 0.05;
    if (comparison->op == ast::Compare::kEqual) return 0.1;
    return comparison->op == ast::Compare::kNotEqual ? 0.9 : 0.4;
  }
  if (std::holds_alternative<ir::Binding>(literal.node)) return 1;
  return std::holds_alternative<ir::Test>(literal.node) ? 0.2 : 0.6;
}

}  // namespace lode
