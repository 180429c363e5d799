// Rows that may have changed are listed first: those that touched statements give, those of
// relations that changed. Then both worlds are asked for each, so that what one article says
// again, or another still says, is no change.

#include "query/kept/literal_changes.h"

#include <algorithm>
#include <set>

#include "query/run/scan.h"

namespace lode {

namespace {

using Row = std::vector<TermId>;

bool AgreesWithConstants(const ir::Atom& atom, const TermId* row) {
  for (std::size_t i = 0; i < atom.terms.size(); ++i)
    if (!atom.terms[i].is_slot() && atom.terms[i].constant != row[i]) return false;
  return true;
}

class RowCollector : public RowReceiver {
 public:
  RowCollector(const ir::Atom& atom, std::vector<TermId>& out) : atom_(atom), out_(out) {}
  bool Receive(const TermId* rows, std::size_t count) override {
    const std::size_t columns = atom_.terms.size();
    for (const TermId* row = rows; row != rows + count * columns; row += columns)
      if (AgreesWithConstants(atom_, row)) out_.insert(out_.end(), row, row + columns);
    return true;
  }

 private:
  const ir::Atom& atom_;
  std::vector<TermId>& out_;
};

void AddRows(const std::vector<TermId>& rows, const ir::Atom& atom, std::set<Row>& out) {
  const std::size_t columns = std::max<std::size_t>(1, atom.terms.size());
  for (std::size_t at = 0; at < rows.size(); at += columns)
    if (AgreesWithConstants(atom, rows.data() + at))
      out.emplace(rows.data() + at, rows.data() + at + columns);
}

bool IsIn(ir::RelationId relation, const std::vector<ir::RelationId>& relations) {
  return std::find(relations.begin(), relations.end(), relation) != relations.end();
}

}  // namespace

void AppendAsAtom(const ir::RelationPart& part, std::uint32_t arity,
                  const std::vector<TermId>& rows, std::size_t columns, std::vector<TermId>& out) {
  for (std::size_t at = 0; at < rows.size(); at += std::max<std::uint32_t>(1, arity))
    for (std::size_t i = 0; i < columns; ++i) {
      const std::size_t column = part.swapped && i < 2 ? 1 - i : i;
      out.push_back(column < arity ? rows[at + column] : part.predicate);
    }
}

bool HasLocal(const TermId* row, std::size_t columns) {
  return std::any_of(row, row + columns, [](TermId term) { return term.tag() == TermTag::kLocal; });
}

std::vector<TermId> WithoutLocals(const std::vector<TermId>& rows, std::size_t columns) {
  std::vector<TermId> out;
  for (std::size_t at = 0; at + columns <= rows.size(); at += std::max<std::size_t>(1, columns))
    if (!HasLocal(rows.data() + at, columns))
      out.insert(out.end(), rows.data() + at, rows.data() + at + columns);
  return out;
}

bool LiteralChanges::Has(const ir::Atom& atom, const TermId* row, KeptWorld& world,
                         const std::vector<ir::RelationId>& inside) const {
  if (&world == &before_ && HasLocal(row, atom.terms.size())) return false;
  if (atom.stored && HasStoredRow(atom, row, world.execution)) return true;
  for (const ir::RelationPart& part : atom.relations) {
    if (IsIn(part.relation, inside)) continue;
    const KeptRead* kept = world.execution.KeptOf(part.relation);
    if (kept == nullptr) continue;
    Row asked(kept->rows->arity());
    bool fits = true;
    for (std::size_t i = 0; i < atom.terms.size(); ++i) {
      const std::size_t column = part.swapped && i < 2 ? 1 - i : i;
      if (column < asked.size())
        asked[column] = row[i];
      else
        fits = fits && row[i] == part.predicate;
    }
    if (fits && kept->Has(asked, world.budget)) return true;
  }
  return false;
}

TupleChanges LiteralChanges::OfAttribute(const ir::Atom& was, const ir::Atom& is) const {
  TupleChanges changes;
  const bool of_articles = InfoOf(*is.attribute).kind == BuiltinKind::kArticleAttribute;
  const auto read = [&](const ir::Atom& atom, KeptWorld& world, std::vector<TermId>& out) {
    const auto source = MakeSource(atom, {}, world.execution);
    RowCollector collector(atom, out);
    Row key(atom.terms.size());
    for (const TermId owner : of_articles ? touched_.articles : touched_.statements) {
      const bool is_there = of_articles ? world.snapshot().ArticleAt(owner).has_value()
                                        : world.snapshot().StatementAt(owner).has_value();
      for (std::size_t i = 1; i < key.size(); ++i) key[i] = atom.terms[i].constant;
      key[0] = owner;
      if (is_there) source->Probe(key.data(), collector);
    }
  };
  read(was, before_, changes.lost);
  read(is, after_, changes.gained);
  return changes;
}

TupleChanges LiteralChanges::Of(const ir::Atom& was, const ir::Atom& is,
                                const std::vector<ir::RelationId>& inside) const {
  if (is.attribute) return OfAttribute(was, is);
  std::set<Row> rows;
  if (is.stored)
    for (const TermId statement : touched_.statements) {
      AddRows(RowsOfStatement(was, statement, before_.execution), was, rows);
      AddRows(RowsOfStatement(is, statement, after_.execution), is, rows);
    }
  for (const ir::RelationPart& part : is.relations) {
    const ir::RelationInfo& info = after_.program.relations[part.relation];
    const auto changed = relations_.find({info.name, info.arity});
    if (IsIn(part.relation, inside) || changed == relations_.end()) continue;
    for (const std::vector<TermId>* one : {&changed->second.gained, &changed->second.lost}) {
      std::vector<TermId> as_atom;
      AppendAsAtom(part, info.arity, *one, is.terms.size(), as_atom);
      AddRows(as_atom, is, rows);
    }
  }
  TupleChanges changes;
  for (const Row& row : rows) {
    const bool before = Has(was, row.data(), before_, inside);
    const bool after = Has(is, row.data(), after_, inside);
    if (before == after) continue;
    std::vector<TermId>& list = after ? changes.gained : changes.lost;
    list.insert(list.end(), row.begin(), row.end());
  }
  return changes;
}

std::vector<LiteralChanges::Shared> LiteralChanges::Of(const ir::Negation& was,
                                                       const ir::Negation& is,
                                                       const std::vector<bool>& shared) const {
  std::vector<Shared> found;
  for (std::size_t i = 0; i < is.body.size(); ++i) {
    const auto* atom = std::get_if<ir::Atom>(&is.body[i].node);
    if (atom == nullptr) continue;
    const TupleChanges changes = Of(std::get<ir::Atom>(was.body[i].node), *atom, {});
    if (changes.is_empty()) continue;
    Shared& one = found.emplace_back();
    std::vector<std::size_t> columns;
    // What an attribute says may be a value that only one of the worlds knows.
    const std::size_t known = atom->attribute ? 1 : atom->terms.size();
    for (std::size_t c = 0; c < known; ++c)
      if (atom->terms[c].is_slot() && shared[atom->terms[c].slot]) {
        columns.push_back(c);
        one.terms.push_back(atom->terms[c]);
      }
    one.is_whole = columns.empty();
    for (const std::vector<TermId>* rows : {&changes.gained, &changes.lost})
      for (std::size_t at = 0; at < rows->size(); at += atom->terms.size())
        for (const std::size_t column : columns) one.tuples.push_back((*rows)[at + column]);
  }
  return found;
}

bool LiteralChanges::IsTouched(const ir::Literal& literal) const {
  if (const auto* negation = std::get_if<ir::Negation>(&literal.node))
    return std::any_of(negation->body.begin(), negation->body.end(),
                       [&](const ir::Literal& inner) { return IsTouched(inner); });
  const auto* atom = std::get_if<ir::Atom>(&literal.node);
  if (atom == nullptr) return false;
  const bool any = !touched_.statements.empty() || !touched_.articles.empty();
  if (atom->attribute) return any;
  if (atom->path)
    return std::any_of(atom->path->links.begin(), atom->path->links.end(),
                       [&](const ir::PathLink& link) { return IsTouched({link.link}); }) ||
           (any && atom->path->filter.looks_at_statements()) || touched_.has_other_kinds;
  if (atom->stored && atom->stored->any_predicate && !touched_.statements.empty()) return true;
  if (atom->stored)
    for (const ir::PredicateUse& use : atom->stored->predicates)
      if (touched_.predicates.contains(use.id)) return true;
  return std::any_of(atom->relations.begin(), atom->relations.end(), [&](const auto& part) {
    const ir::RelationInfo& info = after_.program.relations[part.relation];
    const auto changed = relations_.find({info.name, info.arity});
    return changed != relations_.end() && !changed->second.is_empty();
  });
}

}  // namespace lode
