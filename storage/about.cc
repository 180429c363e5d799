// The index's rows say which statements are one line, so a line is counted without a look at its
// articles. What must be read is chosen first and then read article by article.

#include "lode/about.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include "storage/database.h"
#include "storage/snapshot/stored_snapshot.h"

namespace lode {

namespace {

auto LineOf(const IndexRow& row) {
  return std::tie(row.predicate, row.subject, row.object, row.polarity, row.modality, row.ended);
}

class Chooser {
 public:
  Chooser(const StoredSnapshot& snapshot, const AboutLimits& limits)
      : snapshot_(snapshot), limits_(limits) {}

  // REQUIRES: entities are given once each.
  void Add(TermId entity) {
    for (const TriplePattern& pattern :
         {TriplePattern{entity, {}, {}}, TriplePattern{{}, {}, entity}}) {
      std::vector<IndexRow> rows;
      VisitRows(pattern, [&](const IndexRow& row) {
        if (pattern.subject || row.subject != row.object) rows.push_back(row);
      });
      AddEnd(rows);
    }
    AddElsewhere(entity);
  }

  const std::set<TermId>& all() const { return all_; }
  const std::set<TermId>& chosen() const { return chosen_; }
  // How many articles tell of a line that is not read whole, by each of its statements.
  const std::map<TermId, std::uint64_t>& cut() const { return cut_; }
  const std::map<std::string, std::uint64_t>& left_out() const { return left_out_; }
  std::uint64_t lines() const { return lines_; }

 private:
  using Line = std::span<const IndexRow>;

  template <typename Visit>
  void VisitRows(const TriplePattern& pattern, const Visit& visit) const {
    std::vector<IndexRow> rows(256);
    const auto cursor = snapshot_.Scan(pattern);
    while (const std::size_t count = cursor->Next(rows))
      for (std::size_t i = 0; i < count; ++i) visit(rows[i]);
  }

  // Rows that have the entity at the same end.
  void AddEnd(std::vector<IndexRow>& rows) {
    std::sort(rows.begin(), rows.end(), [](const IndexRow& a, const IndexRow& b) {
      const auto one = LineOf(a), other = LineOf(b);
      return one != other ? one < other : a.statement < b.statement;
    });
    std::vector<Line> lines;
    for (auto begin = rows.begin(); begin != rows.end();) {
      const auto end = std::find_if(
          begin, rows.end(), [&](const IndexRow& row) { return LineOf(row) != LineOf(*begin); });
      if (!lines.empty() && lines.back().front().predicate != begin->predicate)
        AddPredicate(std::exchange(lines, {}));
      lines.emplace_back(begin, end);
      begin = end;
    }
    if (!lines.empty()) AddPredicate(std::move(lines));
  }

  void AddPredicate(std::vector<Line> lines) {
    lines_ += lines.size();
    for (const Line& line : lines)
      for (const IndexRow& row : line) all_.insert(all_.end(), row.statement);
    if (limits_.lines != 0 && lines.size() > limits_.lines) {
      std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
        if (a.size() != b.size()) return a.size() > b.size();
        return a.front().statement < b.front().statement;
      });
      left_out_[snapshot_.ValueOf(lines.front().front().predicate).text] +=
          lines.size() - limits_.lines;
      lines.resize(limits_.lines);
    }
    for (const Line& line : lines) AddLine(line);
  }

  void AddLine(Line line) {
    const bool is_cut = limits_.statements != 0 && line.size() > limits_.statements;
    std::uint64_t articles = 0, last = 0;
    for (const IndexRow& row : line) {
      const std::uint64_t article = ArticleOfStatement(row.statement) + 1;
      articles += article != last ? 1 : 0;
      last = article;
    }
    for (const IndexRow& row : is_cut ? line.first(limits_.statements) : line) {
      chosen_.insert(row.statement);
      if (is_cut) cut_[row.statement] = articles;
    }
  }

  void AddElsewhere(TermId entity) {
    std::uint64_t added = 0;
    for (const TermId statement : snapshot_.StatementsAbout(entity)) {
      if (!all_.insert(statement).second) continue;
      if (limits_.lines == 0 || added < limits_.lines)
        chosen_.insert(statement);
      else
        ++left_out_[""];
      ++added;
    }
    lines_ += added;
  }

  const StoredSnapshot& snapshot_;
  const AboutLimits& limits_;
  std::set<TermId> all_, chosen_;
  std::map<TermId, std::uint64_t> cut_;
  std::map<std::string, std::uint64_t> left_out_;
  std::uint64_t lines_ = 0;
};

}  // namespace

Result<AboutEntity> About(const Store& store, std::string_view entity_id, const AboutLimits& limits,
                          Damage* damage) {
  const auto snapshot =
      std::static_pointer_cast<const StoredSnapshot>(store.database().OpenSnapshot());
  Chooser chooser(*snapshot, limits);
  for (const AliasTable::Node node : snapshot->aliases().FindId(entity_id))
    chooser.Add(TermId::Make(TermTag::kEntity, node));
  AboutEntity about;
  about.lines = chooser.lines();
  about.left_out = chooser.left_out();
  about.all_statements = chooser.all().size();
  std::uint64_t last = 0;
  for (const TermId statement : chooser.all()) {
    const std::uint64_t article = ArticleOfStatement(statement) + 1;
    about.articles += article != std::exchange(last, article) ? 1 : 0;
  }
  const std::vector<TermId> terms(chooser.chosen().begin(), chooser.chosen().end());
  about.statements.reserve(terms.size());
  for (auto first = terms.begin(); first != terms.end();) {
    const auto end = std::find_if(first, terms.end(), [&](TermId statement) {
      return ArticleOfStatement(statement) != ArticleOfStatement(*first);
    });
    std::ranges::move(snapshot->MaterializeOf({first, end}), std::back_inserter(about.statements));
    first = end;
  }
  for (const auto& [statement, articles] : chooser.cut())
    about.articles_of[snapshot->ValueOf(statement).text] = articles;
  std::stable_sort(about.statements.begin(), about.statements.end(),
                   [](const Statement& a, const Statement& b) {
                     return a.article->id < b.article->id;  // within an article they stand in order
                   });
  if (Status status = snapshot->status(); !status.ok()) return status;
  Damage found = snapshot->damage();
  if (damage == nullptr && !found.empty()) return found.front();
  if (damage != nullptr) damage->insert(damage->end(), found.begin(), found.end());
  return about;
}

Result<std::vector<Statement>> Store::StatementsAbout(std::string_view entity_id,
                                                      Damage* damage) const {
  auto about = About(*this, entity_id, {}, damage);
  if (!about.ok()) return about.status();
  return std::move(about->statements);
}

}  // namespace lode
