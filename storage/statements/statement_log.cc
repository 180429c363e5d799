// Statements as columns of terms. All keys that one statement puts into the store
// are made in KeysOf, which both putting and deleting go through, so that taking
// out is the mirror of putting in.

#include "storage/statements/statement_log.h"

#include <set>

#include "storage/disk/coding.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

constexpr std::uint8_t kEnded = 1 << 4, kDerived = 1 << 7;

// Keys beside the index rows and the columns themselves; their values are empty.
std::vector<std::string> KeysOf(const StatementColumns& columns) {
  const TermId statement = columns.row.triple.statement;
  std::vector<std::string> keys = {KeyOf(Table::kStatementByHash, columns.id_hash)};
  PutBig64(keys.back(), statement.bits);
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

std::string EncodeColumns(const StatementColumns& columns) {
  const StatementRow& row = columns.row;
  std::string out;
  for (TermId term : {row.triple.subject, row.triple.predicate, row.triple.object, row.said_by,
                      row.relation, row.time})
    PutBig64(out, term.bits);
  PutBig64(out, columns.id_hash);
  PutByte(out, static_cast<std::uint8_t>(static_cast<unsigned>(row.triple.polarity) |
                                         static_cast<unsigned>(row.triple.modality) << 1 |
                                         (row.triple.ended ? kEnded : 0u) |
                                         (row.derived ? kDerived : 0u)));
  PutVarint(out, row.sentence);
  PutDouble(out, row.confidence);
  PutVarint(out, columns.via.size());
  for (TermId term : columns.via) PutBig64(out, term.bits);
  PutVarint(out, columns.premises.size());
  for (std::uint32_t premise : columns.premises) PutVarint(out, premise);
  PutVarint(out, columns.qualifiers.size());
  for (const auto& [role, term] : columns.qualifiers) {
    PutString(out, role);
    PutBig64(out, term.bits);
  }
  return out;
}

Result<StatementColumns> DecodeColumns(TermId statement, std::string_view bytes) {
  ByteReader in(bytes);
  StatementColumns columns;
  StatementRow& row = columns.row;
  for (TermId* term : {&row.triple.subject, &row.triple.predicate, &row.triple.object, &row.said_by,
                       &row.relation, &row.time})
    term->bits = in.Big64();
  columns.id_hash = in.Big64();
  const std::uint8_t flags = in.Byte();
  const unsigned modality = (flags >> 1) & 7;
  row.triple.statement = statement;
  row.triple.polarity = static_cast<Polarity>(flags & 1);
  row.triple.modality = static_cast<Modality>(modality);
  row.triple.ended = (flags & kEnded) != 0;
  row.derived = (flags & kDerived) != 0;
  row.article = ArticleTerm(ArticleOfStatement(statement));
  row.sentence = in.Varint32();
  row.confidence = in.Double();
  row.triple.confidence_step = ConfidenceStep(row.confidence);
  columns.via.resize(in.Count(8));
  for (TermId& term : columns.via) term.bits = in.Big64();
  columns.premises.resize(in.Count());
  for (std::uint32_t& premise : columns.premises) premise = in.Varint32();
  columns.qualifiers.resize(in.Count(9));
  for (auto& [role, term] : columns.qualifiers) {
    role = in.String();
    term.bits = in.Big64();
  }
  if (!in.ok() || !in.at_end() || modality > static_cast<unsigned>(Modality::kDemanded))
    return {Code::kCorrupt, "a statement's stored columns are damaged"};
  return columns;
}

void PutStatement(KvBatch& batch, RowChanges& rows, const StatementColumns& columns) {
  rows.Put(columns.row.triple);
  batch.Put(KeyOf(Table::kStatement, columns.row.triple.statement), EncodeColumns(columns));
  for (const std::string& key : KeysOf(columns)) batch.Put(key, {});
}

void DeleteStatement(KvBatch& batch, RowChanges& rows, const StatementColumns& columns) {
  rows.Delete(columns.row.triple);
  batch.Delete(KeyOf(Table::kStatement, columns.row.triple.statement));
  for (const std::string& key : KeysOf(columns)) batch.Delete(key);
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
