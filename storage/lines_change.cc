// An article is a header and a block of terms; terms, names and counts are those of all articles
// together. What has to be asked of the store is asked once a term.

#include "storage/lines_change.h"

#include <algorithm>
#include <map>

#include "storage/articles/article_table.h"
#include "storage/disk/coding.h"
#include "storage/lines/stored_lines.h"
#include "storage/name_change.h"
#include "storage/statements/row_changes.h"
#include "storage/statements/statistics.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

class LinesPut {
 public:
  LinesPut(const KvView& view, KvBatch& batch, const LinesToPut& lines, LineTerms& terms)
      : view_(view), batch_(batch), lines_(lines), terms_(terms) {}

  Status PutTerms();
  Status PutArticles(RowChanges& rows);
  std::vector<CountedName> Names();
  Status PutCounts();

 private:
  TermId ObjectOf(const LineTerms::Text& text) {
    return text.literal == LineTerms::kNone ? terms_.nodes()[text.node].id
                                            : terms_.literals()[text.literal].id;
  }
  std::string BlockOf(const ArticleOfLines& article);
  void AddRows(const ArticleOfLines& article, std::uint64_t number, RowChanges& rows);

  const KvView& view_;
  KvBatch& batch_;
  const LinesToPut& lines_;
  LineTerms& terms_;
  std::vector<std::uint32_t> place_;  // of a predicate as written, in the article's list
};

Status LinesPut::PutTerms() {
  TermBatch batch;
  std::vector<std::pair<TermId*, TermBatch::Slot>> slots;
  for (LineTerms::Node& node : terms_.nodes())
    if (node.articles > 0) slots.emplace_back(&node.id, batch.Add(TermOfNode(node.key)));
  for (LineTerms::Literal& literal : terms_.literals())
    if (literal.is_used) slots.emplace_back(&literal.id, batch.Add(literal.key));
  for (std::uint32_t i = 0; i < terms_.names().size(); ++i) {
    LineTerms::PredicateName& name = terms_.names()[i];
    if (name.count == 0) continue;
    slots.emplace_back(&name.predicate, batch.Add(TermOfPredicate(terms_.NameAt(i))));
    slots.emplace_back(&name.relation, batch.Add(TermOfText(terms_.NameAt(i))));
  }
  const Status status = batch.Resolve(view_, batch_);
  for (const auto& [id, slot] : slots) *id = batch.at(slot);
  return status;
}

std::string LinesPut::BlockOf(const ArticleOfLines& article) {
  LinesOfText packed;
  packed.first_id = LineStatementId(article.id, 1).value_or(0);
  packed.separator = article.reading.format == TripleFormat::kCsv ? ',' : '\t';
  if (!article.text.empty()) packed.separator = 0;
  packed.text = article.text;
  packed.lines.reserve(article.count);
  place_.resize(terms_.predicates().size(), LineTerms::kNone);
  std::vector<std::uint32_t> used;
  for (std::size_t i = article.first; i < article.first + article.count; ++i) {
    const LineTerms::Line& line = lines_.lines[i];
    if (place_[line.predicate] == LineTerms::kNone) {
      place_[line.predicate] = static_cast<std::uint32_t>(used.size());
      used.push_back(line.predicate);
      const LineTerms::Predicate& predicate = terms_.predicates()[line.predicate];
      const LineTerms::PredicateName& name = terms_.names()[predicate.name];
      packed.predicates.push_back(
          {name.predicate, name.relation, predicate.way, terms_.PredicateAt(line.predicate)});
    }
    const LineTerms::Text &subject = terms_.texts()[line.subject],
                          &object = terms_.texts()[line.object];
    const bool is_name = object.literal == LineTerms::kNone;
    packed.lines.push_back({terms_.nodes()[subject.node].id, ObjectOf(object),
                            place_[line.predicate], subject.name_way,
                            is_name ? object.name_way : object.literal_way,
                            terms_.TextAt(line.subject), terms_.TextAt(line.object)});
  }
  for (const std::uint32_t predicate : used) place_[predicate] = LineTerms::kNone;
  return EncodeLines(packed);
}

void LinesPut::AddRows(const ArticleOfLines& article, std::uint64_t number, RowChanges& rows) {
  for (std::size_t i = 0; i < article.count; ++i) {
    const LineTerms::Line& line = lines_.lines[article.first + i];
    IndexRow row;
    row.subject = terms_.nodes()[terms_.texts()[line.subject].node].id;
    row.predicate = terms_.names()[terms_.predicates()[line.predicate].name].predicate;
    row.object = ObjectOf(terms_.texts()[line.object]);
    row.statement = StatementTerm(number, i);
    row.confidence_step = ConfidenceStep(1);
    rows.Put(row);
  }
}

Status LinesPut::PutArticles(RowChanges& rows) {
  auto next = NextArticle(view_);
  if (!next.ok()) return next.status();
  for (const ArticleOfLines& article : lines_.articles) {
    const std::uint64_t number = (*next)++;
    ArticleHeader header;
    header.id = article.id;
    header.statements = article.count;
    header.text_bytes = article.text_bytes;
    ArticleInfo info;
    info.path = lines_.path;
    info.part = article.part;
    header.sightings = {SightingOf(info, EncodeReading(article.reading))};
    ReplaceHeader(batch_, number, std::nullopt, header);
    batch_.Put(KeyOf(Table::kStatement, StatementTerm(number, 0)), BlockOf(article));
    AddRows(article, number, rows);
  }
  PutNextArticle(batch_, *next);
  return ChangeLineArticles(view_, batch_, static_cast<std::int64_t>(lines_.articles.size()));
}

// By their nodes: the ways of writing a name may be far apart.
std::vector<CountedName> LinesPut::Names() {
  std::vector<CountedName> names(terms_.nodes().size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const LineTerms::Node& node = terms_.nodes()[i];
    names[i].number = static_cast<NameNode>(node.id.payload());
    names[i].key = node.key;
    names[i].articles = node.articles;
  }
  for (std::uint32_t i = 0; i < terms_.texts().size(); ++i)
    if (const LineTerms::Text& text = terms_.texts()[i]; text.count > 0)
      names[text.node].forms.push_back({terms_.TextAt(i), text.count, text.articles});
  std::erase_if(names, [](const CountedName& name) { return name.articles == 0; });
  std::sort(names.begin(), names.end(),
            [](const CountedName& a, const CountedName& b) { return a.number < b.number; });
  return names;
}

Status LinesPut::PutCounts() {
  std::map<TermId, std::int64_t> counts;
  for (const LineTerms::PredicateName& name : terms_.names())
    if (name.count > 0) counts[name.predicate] += name.count;
  return ChangeCounts(view_, batch_, counts);
}

}  // namespace

Status PutLines(const KvView& view, KvBatch& batch, const Schema& schema, const LinesToPut& lines,
                LineTerms& terms, PutAside* aside) {
  LinesPut put(view, batch, lines, terms);
  RowChanges rows;
  Status status = put.PutTerms();
  if (status.ok()) status = put.PutArticles(rows);
  if (status.ok()) status = AddNames(view, batch, schema, put.Names());
  if (status.ok()) status = put.PutCounts();
  if (status.ok() && aside == nullptr) status = rows.Apply(view, batch);
  if (aside != nullptr) aside->rows.Append(std::move(rows));
  return status;
}

}  // namespace lode
