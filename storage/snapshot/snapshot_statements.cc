// Whole statements of a snapshot. What the record of an article says, spans and values as they
// were written, is read from its bytes as far as the last statement wanted; ids and nodes come
// from the columns of statements, so that neither has to be computed from the whole article.
// The hashes of record and text tell that they are what was stored. Where anything does not
// fit, the article is read as exports do it, which says what is wrong with it.

#include <algorithm>
#include <map>

#include "storage/articles/record_codec.h"
#include "storage/snapshot/materialize.h"
#include "storage/snapshot/stored_snapshot.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

// Which node of the store each node of a statement's record is.
using Nodes = std::map<std::uint32_t, TermId>;

bool AddNode(const Argument& argument, TermId term, Nodes& nodes) {
  if (!argument.is_node()) return true;
  nodes.emplace(argument.node, term);
  return term.tag() == TermTag::kEntity;
}

// False: the columns are of another statement.
bool FindNodes(const StatementRecord& record, const StatementColumns& columns, Nodes& nodes) {
  if (record.via.size() != columns.via.size() ||
      record.qualifiers.size() != columns.qualifiers.size() ||
      record.premises.size() != columns.premises.size())
    return false;
  bool fits = AddNode({record.subject, {}}, columns.row.triple.subject, nodes) &&
              AddNode(record.object, columns.row.triple.object, nodes);
  if (record.said_by != kNoNode)
    fits = fits && AddNode({record.said_by, {}}, columns.row.said_by, nodes);
  for (std::size_t i = 0; i < record.via.size(); ++i)
    fits = fits && AddNode(record.via[i], columns.via[i], nodes);
  std::size_t at = 0;
  for (const auto& [role, argument] : record.qualifiers) {
    fits = fits && role == columns.qualifiers[at].first &&
           AddNode(argument, columns.qualifiers[at].second, nodes);
    ++at;
  }
  return fits;
}

}  // namespace

// None: they have to be read with their whole article.
std::optional<std::vector<Statement>> StoredSnapshot::ReadFew(
    std::span<const TermId> statements) const {
  const std::uint64_t number = ArticleOfStatement(statements.front());
  const auto article = articles_.SentencesOf(*view_, number);
  if (!article.ok()) return std::nullopt;
  const CachedSentences& words = **article;
  std::vector<Statement> made;
  bool fits = true;
  const auto columns_of = [&](std::size_t index) {
    const TermId statement = StatementTerm(number, index);
    const auto opened = statements_.Get(*view_, statement);
    std::optional<StatementColumns> columns;
    if (opened.ok() && *opened != nullptr && IndexInBlock(statement) < (*opened)->block.size())
      columns = (*opened)->block.ColumnsAt(IndexInBlock(statement));
    fits = fits && columns;
    return columns.value_or(StatementColumns());
  };
  const auto id_of = [&](std::uint32_t index) {
    return StatementIdText(columns_of(index).id_hash);
  };
  const Status read = VisitStatements(
      words.record, words.text, [&](std::size_t index, const StatementRecord& record) {
        if (index != IndexOfStatement(statements[made.size()])) return true;
        Nodes nodes;
        fits = record.sentence > 0 && record.sentence <= words.spans.size() &&
               FindNodes(record, columns_of(index), nodes) && fits;
        if (!fits) return false;
        const auto entity_of = [&](std::uint32_t node) {
          return aliases().EntityWithKey(static_cast<AliasTable::Node>(nodes.at(node).payload()));
        };
        made.push_back(MaterializeStatement(record, static_cast<std::uint32_t>(index),
                                            {words.info, words.text, words.spans}, entity_of,
                                            id_of));
        return fits && made.size() < statements.size();
      });
  if (!read.ok() || !fits || made.size() < statements.size()) return std::nullopt;
  return made;
}

std::vector<Statement> StoredSnapshot::MaterializeOf(std::span<const TermId> statements) const {
  if (auto made = ReadFew(statements)) return *std::move(made);
  std::vector<Statement> made;
  const auto article = CachedArticleOf(ArticleOfStatement(statements.front()));
  if (!article.ok()) return made;
  const EntityOfKey entity_of = [&](const std::string& key) { return aliases().EntityOfKey(key); };
  for (const TermId statement : statements)
    if (IndexOfStatement(statement) < (*article)->article.record.statements.size())
      made.push_back(MaterializeStatement((*article)->article, (*article)->info, entity_of,
                                          IndexOfStatement(statement)));
  return made;
}

Result<Statement> StoredSnapshot::Materialize(TermId statement) const {
  if (auto made = ReadFew({&statement, 1})) return std::move(made->front());
  auto article = CachedArticleOf(ArticleOfStatement(statement));
  if (!article.ok()) return article.status();
  const std::uint32_t index = IndexOfStatement(statement);
  if (index >= (*article)->article.record.statements.size())
    return {Code::kNotFound, "there is no such statement"};
  const EntityOfKey entity_of = [&](const std::string& key) { return aliases().EntityOfKey(key); };
  return MaterializeStatement((*article)->article, (*article)->info, entity_of, index);
}

}  // namespace lode
