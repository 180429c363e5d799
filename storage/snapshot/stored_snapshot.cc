// Reading a store at one moment: scanning, statements, articles. Calls that have
// no room for an error give what they could read and leave the error in status().
// Names and terms are in snapshot_terms.cc.

#include "storage/snapshot/stored_snapshot.h"

#include <algorithm>
#include <array>

#include "storage/articles/article_table.h"
#include "storage/statements/rule_table.h"
#include "storage/statements/statement_log.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {
constexpr std::uint64_t kCountedRows = 32'768;   // an estimate counts no more
constexpr std::uint64_t kCountedInRange = 4096;  // likewise, of rows that are read for it
constexpr std::uint64_t kLargeShare = 100;       // of all rows: what one that has more may have
}  // namespace

void FirstError::Report(const Status& status) const {
  std::lock_guard lock(mutex_);
  if (status_.ok()) status_ = status;
}

Status FirstError::status() const {
  std::lock_guard lock(mutex_);
  return status_;
}

std::unique_ptr<Cursor> StoredSnapshot::Scan(const TriplePattern& pattern) const {
  return ScanPermutation(streams_, aliases(), errors_, pattern);
}

const std::map<TermId, std::uint64_t>& StoredSnapshot::Counts() const {
  std::call_once(counts_once_, [&] {
    if (auto counts = Checked(ReadCounts(*view_))) counts_ = *std::move(counts);
  });
  return counts_;
}

// How many rows stand outside of the pattern's gaps, where they are few; else `all`.
std::uint64_t StoredSnapshot::CountWithin(const TriplePattern& pattern, std::uint64_t all) const {
  std::array<IndexRow, 256> rows;
  const std::unique_ptr<Cursor> cursor = Scan(pattern);
  std::uint64_t counted = 0;
  while (const std::size_t count = cursor->Next(rows))
    if ((counted += count) >= kCountedInRange) return all;
  return std::min(counted, all);
}

std::uint64_t StoredSnapshot::Estimate(const TriplePattern& pattern) const {
  std::uint64_t rows = 0;
  if (pattern.predicate) {
    auto found = Counts().find(pattern.predicate);
    rows = found == Counts().end() ? 0 : found->second;
  } else {
    for (const auto& [predicate, count] : Counts()) rows += count;
  }
  if (rows == 0) return 0;
  if (!pattern.gaps.empty()) rows = CountWithin(pattern, rows);
  if (!pattern.subject && !pattern.object) return rows;
  // Beyond what is counted, a pattern is large in any plan: how large does not matter.
  const std::uint64_t counted =
      CountPermutation(streams_, aliases(), errors_, pattern, std::min(rows, kCountedRows));
  return counted < kCountedRows ? counted : std::min(rows, std::max(counted, rows / kLargeShare));
}

std::uint64_t StoredSnapshot::DistinctSubjects(TermId predicate) const {
  return names_->DistinctOf(predicate, Estimate({TermId{}, predicate, TermId{}})).subjects;
}

std::uint64_t StoredSnapshot::DistinctObjects(TermId predicate) const {
  return names_->DistinctOf(predicate, Estimate({TermId{}, predicate, TermId{}})).objects;
}

std::shared_ptr<const OpenedStatements> StoredSnapshot::BlockOf(TermId statement) const {
  if (statement.tag() != TermTag::kStatement) return nullptr;
  auto block = Spared(ArticleOfStatement(statement), statements_.Get(*view_, statement));
  if (!block || *block == nullptr) return nullptr;
  return IndexInBlock(statement) < (*block)->block.size() ? *block : nullptr;
}

std::optional<StatementColumns> StoredSnapshot::ColumnsOf(TermId statement) const {
  const auto opened = BlockOf(statement);
  if (opened == nullptr) return std::nullopt;
  auto columns = opened->block.ColumnsAt(IndexInBlock(statement));
  if (!columns) {
    const std::uint64_t article = ArticleOfStatement(statement);
    damage_.Add(article, DamagedArticle(*view_, article, DamagedStatements()));
  }
  return columns;
}

std::optional<StatementRow> StoredSnapshot::StatementAt(TermId statement) const {
  const auto opened = BlockOf(statement);
  if (opened == nullptr) return std::nullopt;
  auto row = opened->block.RowAt(IndexInBlock(statement));
  if (!row) {
    const std::uint64_t article = ArticleOfStatement(statement);
    damage_.Add(article, DamagedArticle(*view_, article, DamagedStatements()));
    return row;
  }
  row->triple.subject = RepresentativeOf(aliases(), row->triple.subject);
  row->triple.object = RepresentativeOf(aliases(), row->triple.object);
  row->said_by = RepresentativeOf(aliases(), row->said_by);
  return row;
}

TermId StoredSnapshot::ArticleOf(TermId statement) const {
  if (statement.tag() != TermTag::kStatement) return {};
  return ArticleTerm(ArticleOfStatement(statement));
}

std::vector<std::pair<std::string, TermId>> StoredSnapshot::Qualifiers(TermId statement) const {
  auto columns = ColumnsOf(statement);
  if (!columns) return {};
  for (auto& [role, term] : columns->qualifiers) term = RepresentativeOf(aliases(), term);
  return std::move(columns->qualifiers);
}

std::vector<TermId> StoredSnapshot::Via(TermId statement) const {
  auto columns = ColumnsOf(statement);
  if (!columns) return {};
  for (TermId& term : columns->via) term = RepresentativeOf(aliases(), term);
  return std::move(columns->via);
}

std::vector<TermId> StoredSnapshot::Premises(TermId statement) const {
  auto columns = ColumnsOf(statement);
  std::vector<TermId> premises;
  if (columns)
    for (std::uint32_t index : columns->premises)
      premises.push_back(StatementTerm(ArticleOfStatement(statement), index));
  return premises;
}

std::string StoredSnapshot::SentenceText(TermId statement) const {
  const auto row = StatementAt(statement);
  if (!row) return {};
  const std::uint64_t number = ArticleOfStatement(statement);
  auto article = articles_.SentencesOf(*view_, number);
  if (!article.ok() && IsDamage(article.status()))
    damage_.Add(number, article.status());
  else if (!article.ok())
    errors_.Report(article.status());
  if (!article.ok() || row->sentence == 0 || row->sentence > (*article)->spans.size()) return {};
  const Span& span = (*article)->spans[row->sentence - 1];
  return (*article)->text.substr(span.begin, span.end - span.begin);
}

std::optional<TermId> StoredSnapshot::FindStatement(std::string_view id) const {
  std::uint64_t hash = 0;
  if (!ParseStatementId(id, hash)) return std::nullopt;
  auto it = view_->Iterate(StatementHashPrefix(hash));
  for (; it->valid(); it->Next()) {
    const auto statements = ReadStatements(*view_, ArticleOfHashKey(it->key()));
    if (!statements.ok()) errors_.Report(statements.status());
    if (!statements.ok()) continue;
    for (const StatementColumns& columns : *statements)
      if (columns.id_hash == hash) return columns.row.triple.statement;
  }
  if (Status status = it->status(); !status.ok()) errors_.Report(status);
  return FindLine(hash);
}

// A line has no key of its own: its id says whose it is.
std::optional<TermId> StoredSnapshot::FindLine(std::uint64_t id) const {
  const auto number = Checked(lode::FindArticle(*view_, ArticleOfLineId(id)));
  if (!number || !number->has_value()) return std::nullopt;
  const auto statements = Checked(ReadStatements(*view_, **number));
  if (statements)
    for (const StatementColumns& columns : *statements)
      if (columns.id_hash == id) return columns.row.triple.statement;
  return std::nullopt;
}

std::vector<TermId> StoredSnapshot::Statements(const std::string& prefix) const {
  std::vector<TermId> statements;
  auto it = view_->Iterate(prefix);
  for (; it->valid(); it->Next())
    if (it->key().size() >= 9)
      statements.push_back(TermId{ByteReader(it->key().substr(it->key().size() - 8)).Big64()});
  if (Status status = it->status(); !status.ok()) errors_.Report(status);
  return statements;
}

std::vector<TermId> StoredSnapshot::AllStatements() const {
  std::vector<TermId> statements;
  auto it = view_->Iterate(KeyOf(Table::kStatement));
  for (; it->valid(); it->Next()) {
    const TermId first{ByteReader(it->key().substr(1)).Big64()};
    StatementBlock block;
    if (!block.Open(first, it->value())) {
      errors_.Report(DamagedStatements());
      continue;
    }
    for (std::size_t i = 0; i < block.size(); ++i) statements.push_back(TermId{first.bits + i});
  }
  if (Status status = it->status(); !status.ok()) errors_.Report(status);
  return statements;
}

std::vector<TermId> StoredSnapshot::AllArticles() const {
  std::call_once(all_articles_once_, [&] {
    auto it = view_->Iterate(KeyOf(Table::kArticle));
    for (; it->valid(); it->Next())
      if (it->key().size() == 9)
        all_articles_.push_back(ArticleTerm(ByteReader(it->key().substr(1)).Big64()));
    if (Status status = it->status(); !status.ok()) errors_.Report(status);
  });
  return all_articles_;
}

std::optional<ArticleInfo> StoredSnapshot::ArticleAt(TermId article) const {
  auto header = Spared(article.payload(), ReadHeader(*view_, article.payload()));
  if (!header || !header->has_value()) return std::nullopt;
  return (*header)->Info();
}

Result<Article> StoredSnapshot::WholeArticle(TermId article) const {
  auto cached = CachedArticleOf(article.payload());
  if (!cached.ok()) return cached.status();
  return (*cached)->article.record.article;
}

std::optional<TermId> StoredSnapshot::FindArticle(std::string_view id) const {
  auto number = Checked(lode::FindArticle(*view_, id));
  if (!number || !number->has_value()) return std::nullopt;
  return ArticleTerm(**number);
}

Result<std::shared_ptr<const CachedArticle>> StoredSnapshot::CachedArticleOf(
    std::uint64_t number) const {
  auto article = articles_.Get(*view_, *schema_, number);
  if (!article.ok() && IsDamage(article.status())) damage_.Add(number, article.status());
  return article;
}

std::vector<RuleInfo> StoredSnapshot::Rules() const {
  auto rules = Checked(ReadRules(*view_));
  return rules ? *std::move(rules) : std::vector<RuleInfo>();
}

std::vector<KeptRelation> StoredSnapshot::KeptRelations() const {
  auto relations = Checked(ReadKeptRelations(*view_));
  return relations ? *std::move(relations) : std::vector<KeptRelation>();
}

std::unique_ptr<KeptRows> StoredSnapshot::RowsOf(const KeptRelation& relation) const {
  return std::make_unique<KeptRows>(view_, relation.number, relation.arity);
}

Status StoredSnapshot::status() const {
  const Status status = errors_.status();
  return status.ok() ? names_->status() : status;
}

}  // namespace lode
