// Statements as columns of terms. All keys that one statement puts into the store
// are made in KeysOf, which both putting and deleting go through, so that taking
// out is the mirror of putting in.

#include "storage/statements/statement_log.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "storage/disk/coding.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

// Keys beside the index rows, ids and the columns themselves; their values are empty.
std::vector<std::string> KeysOf(const StatementColumns& columns) {
  const TermId statement = columns.row.triple.statement;
  std::vector<std::string> keys;
  std::set<TermId> mentioned(columns.via.begin(), columns.via.end());
  mentioned.insert(columns.row.said_by);
  for (const auto& [role, term] : columns.qualifiers) mentioned.insert(term);
  for (TermId term : mentioned)
    if (term.tag() == TermTag::kEntity) {
      keys.push_back(KeyOf(Table::kMentioned, term));
      PutBig64(keys.back(), statement.bits);
    }
  return keys;
}

}  // namespace

void PutStatements(KvBatch& batch, RowChanges& rows, std::span<const StatementColumns> statements) {
  for (const StatementColumns& columns : statements) {
    rows.Put(columns.row.triple);
    if (!columns.is_line)
      rows.PutId(columns.id_hash, ArticleOfStatement(columns.row.triple.statement));
    for (const std::string& key : KeysOf(columns)) batch.Put(key, {});
  }
  for (; !statements.empty();
       statements = statements.subspan(std::min(kStatementsOfBlock, statements.size()))) {
    const auto block = statements.first(std::min(kStatementsOfBlock, statements.size()));
    batch.Put(KeyOf(Table::kStatement, block.front().row.triple.statement),
              EncodeStatements(block));
  }
}

void DeleteStatements(KvBatch& batch, RowChanges& rows,
                      std::span<const StatementColumns> statements) {
  for (const StatementColumns& columns : statements) {
    const TermId statement = columns.row.triple.statement;
    rows.Delete(columns.row.triple);
    if (!columns.is_line) rows.DeleteId(columns.id_hash, ArticleOfStatement(statement));
    for (const std::string& key : KeysOf(columns)) batch.Delete(key);
    if (statement == FirstOfBlock(statement)) batch.Delete(KeyOf(Table::kStatement, statement));
  }
}

Result<std::vector<StatementColumns>> ReadStatements(const KvView& view, std::uint64_t article) {
  std::vector<StatementColumns> statements;
  auto it = view.Walk(KeyOf(Table::kStatement));
  for (it->Seek(KeyOf(Table::kStatement, StatementTerm(article, 0))); it->valid(); it->Next()) {
    const TermId first{ByteReader(it->key().substr(1)).Big64()};
    if (ArticleOfStatement(first) != article) break;
    auto block = DecodeStatements(first, it->value());
    if (!block.ok()) return block;
    std::move(block->begin(), block->end(), std::back_inserter(statements));
  }
  Status status = it->status();
  if (!status.ok()) return status;
  return statements;
}

TermBatch::Slot StatementTerms::Add(const Argument& argument) {
  return argument.is_node() ? nodes_[argument.node] : terms_.Add(TermOfValue(argument.literal));
}

StatementTerms::StatementTerms(const PreparedArticle& article, TermBatch& terms)
    : article_(article), terms_(terms) {
  for (const std::string& key : article.node_keys) nodes_.push_back(terms.Add(TermOfNode(key)));
  for (const StatementRecord& s : article.record.statements) {
    Slots slots{nodes_[s.subject],
                terms.Add(TermOfPredicate(s.predicate)),
                Add(s.object),
                terms.Add(TermOfText(s.relation)),
                {},
                {},
                {},
                {}};
    if (s.said_by != kNoNode) slots.said_by = nodes_[s.said_by];
    if (s.time) slots.time = terms.Add(TermOfValue(*s.time));
    for (const Argument& link : s.via) slots.via.push_back(Add(link));
    for (const auto& [role, argument] : s.qualifiers)
      slots.qualifiers.emplace_back(role, Add(argument));
    slots_.push_back(std::move(slots));
  }
}

StatementColumns StatementTerms::ColumnsOf(std::uint64_t article_number,
                                           std::uint32_t index) const {
  const StatementRecord& s = article_.record.statements[index];
  const Slots& slots = slots_[index];
  StatementColumns columns;
  StatementRow& row = columns.row;
  row.triple = {terms_.at(slots.subject),
                terms_.at(slots.predicate),
                terms_.at(slots.object),
                StatementTerm(article_number, index),
                s.polarity,
                s.modality,
                s.ended,
                ConfidenceStep(s.confidence)};
  row.article = ArticleTerm(article_number);
  if (slots.said_by) row.said_by = terms_.at(*slots.said_by);
  row.relation = terms_.at(slots.relation);
  if (slots.time) row.time = terms_.at(*slots.time);
  row.sentence = s.sentence;
  row.confidence = s.confidence;
  row.derived = s.derived;
  columns.id_hash = article_.statement_ids[index];
  for (TermBatch::Slot slot : slots.via) columns.via.push_back(terms_.at(slot));
  columns.premises = s.premises;
  for (const auto& [role, slot] : slots.qualifiers)
    columns.qualifiers.emplace_back(role, terms_.at(slot));
  return columns;
}

}  // namespace lode
