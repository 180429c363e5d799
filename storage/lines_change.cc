// An article is a header and a block of terms; terms, names and counts are those of all articles
// together. What has to be asked of the store is asked once a term. Each table is written in the
// order of its keys, and what one step needs no more goes before the next.

#include "storage/lines_change.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "storage/articles/article_table.h"
#include "storage/disk/coding.h"
#include "storage/disk/sorted_keys.h"
#include "storage/lines/stored_lines.h"
#include "storage/name_change.h"
#include "storage/names/many_names.h"
#include "storage/statements/delta.h"
#include "storage/statements/new_rows.h"
#include "storage/statements/row_changes.h"
#include "storage/statements/statistics.h"
#include "storage/terms/key_layout.h"
#include "storage/terms/many_terms.h"

namespace lode {

namespace {

class LinesPut {
 public:
  LinesPut(const KvView& view, KvBatch& batch, SortedKeys& keys, LinesToPut& lines,
           LineTerms& terms)
      : view_(view), batch_(batch), keys_(keys), lines_(lines), terms_(terms) {}

  Status PutTerms();
  Status PutArticles();
  // The lines as rows, which take their place.
  PlainRows TakeRows();
  Status PutCounts();

 private:
  TermId ObjectOf(const LineTerms::Text& text) {
    return text.literal == LineTerms::kNone ? terms_.nodes()[text.node].id
                                            : terms_.literals()[text.literal].id;
  }
  void Fetch(const ArticleOfLines& article);
  std::string BlockOf(const ArticleOfLines& article);

  const KvView& view_;
  KvBatch& batch_;
  SortedKeys& keys_;
  LinesToPut& lines_;
  LineTerms& terms_;
  std::uint64_t first_article_ = 0;
  std::vector<std::uint32_t> place_;  // of a predicate as written, in the article's list
};

Status LinesPut::PutTerms() {
  std::vector<TermToNumber> terms;
  terms.reserve(terms_.nodes().size() + terms_.literals().size() + 2 * terms_.names().size());
  for (LineTerms::Node& node : terms_.nodes())
    if (node.articles > 0) terms.push_back({TermTag::kEntity, node.key, &node.id});
  for (LineTerms::Literal& literal : terms_.literals()) {
    literal.id = literal.key.id;
    if (literal.is_used && !literal.id)
      terms.push_back({literal.key.tag, literal.key.bytes, &literal.id});
  }
  for (std::uint32_t i = 0; i < terms_.names().size(); ++i) {
    LineTerms::PredicateName& name = terms_.names()[i];
    if (name.count == 0) continue;
    terms.push_back({TermTag::kPredicate, terms_.NameAt(i), &name.predicate});
    terms.push_back({TermTag::kText, terms_.NameAt(i), &name.relation});
  }
  return NumberManyTerms(view_, batch_, keys_, std::move(terms));
}

// Memory that its terms are in comes while others' is waited for.
void LinesPut::Fetch(const ArticleOfLines& article) {
  const std::span lines = lines_.LinesOf(article);
  for (const LineTerms::Line& line : lines)
    for (const std::uint32_t text : {line.subject, line.object})
      __builtin_prefetch(&terms_.texts()[text]);
  for (const LineTerms::Line& line : lines)
    for (const std::uint32_t text : {line.subject, line.object})
      if (const std::uint32_t node = terms_.texts()[text].node; node != LineTerms::kNone)
        __builtin_prefetch(&terms_.nodes()[node].id);
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
  Fetch(article);
  for (const LineTerms::Line& line : lines_.LinesOf(article)) {
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

Status LinesPut::PutArticles() {
  auto next = NextArticle(view_);
  if (!next.ok()) return next.status();
  first_article_ = *next;
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
    const Status status =
        keys_.Put(KeyOf(Table::kStatement, StatementTerm(number, 0)), BlockOf(article));
    if (!status.ok()) return status;
  }
  PutNextArticle(batch_, *next);
  return ChangeLineArticles(view_, batch_, static_cast<std::int64_t>(lines_.articles.size()));
}

PlainRows LinesPut::TakeRows() {
  PlainRows rows;
  rows.first_article = first_article_;
  rows.rows_of_article = kLinesOfArticle;
  // Nodes, literals, names of predicates: the rank of each among the different ids.
  const std::size_t nodes = terms_.nodes().size(), literals = terms_.literals().size();
  std::vector<std::pair<TermId, std::uint32_t>> ids;
  for (std::size_t i = 0; i < nodes; ++i)
    if (terms_.nodes()[i].articles > 0)
      ids.emplace_back(terms_.nodes()[i].id, static_cast<std::uint32_t>(i));
  for (std::size_t i = 0; i < literals; ++i)
    if (terms_.literals()[i].is_used)
      ids.emplace_back(terms_.literals()[i].id, static_cast<std::uint32_t>(nodes + i));
  for (std::size_t i = 0; i < terms_.names().size(); ++i)
    if (terms_.names()[i].count > 0)
      ids.emplace_back(terms_.names()[i].predicate,
                       static_cast<std::uint32_t>(nodes + literals + i));
  std::sort(ids.begin(), ids.end());
  std::vector<std::uint32_t> ranks(nodes + literals + terms_.names().size());
  for (const auto& [id, of] : ids) {
    if (rows.terms.empty() || rows.terms.back() != id) rows.terms.push_back(id);
    ranks[of] = static_cast<std::uint32_t>(rows.terms.size() - 1);
  }
  const std::vector<LineTerms::Text>& texts = terms_.texts();
  const auto rank_of_object = [&](const LineTerms::Text& text) {
    return ranks[text.literal == LineTerms::kNone ? text.node : nodes + text.literal];
  };
  rows.rows.reserve(lines_.count);
  constexpr std::size_t kAhead = 16;
  for (std::vector<LineTerms::Line>& lines : lines_.chunks) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const LineTerms::Line &line = lines[i],
                            &ahead = lines[std::min(i + kAhead, lines.size() - 1)];
      __builtin_prefetch(&texts[ahead.subject]);
      __builtin_prefetch(&texts[ahead.object]);
      rows.rows.push_back({ranks[texts[line.subject].node],
                           ranks[nodes + literals + terms_.predicates()[line.predicate].name],
                           rank_of_object(texts[line.object])});
    }
    lines = std::vector<LineTerms::Line>();
  }
  return rows;
}

Status LinesPut::PutCounts() {
  std::map<TermId, std::int64_t> counts;
  for (const LineTerms::PredicateName& name : terms_.names())
    if (name.count > 0) counts[name.predicate] += name.count;
  return ChangeCounts(view_, batch_, counts);
}

// By their nodes: the ways of writing a name may be far apart.
class NamesOfTerms : public ManyNames {
 public:
  explicit NamesOfTerms(std::unique_ptr<LineTerms> terms) : terms_(std::move(terms)) {
    const auto& nodes = terms_->nodes();
    for (std::uint32_t i = 0; i < nodes.size(); ++i)
      if (nodes[i].articles > 0) nodes_.push_back(i);
    std::sort(nodes_.begin(), nodes_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return nodes[a].id.bits < nodes[b].id.bits;
    });
    numbers_.reserve(nodes_.size());
    for (const std::uint32_t node : nodes_)
      numbers_.push_back(static_cast<NameNode>(nodes[node].id.payload()));
    std::vector<std::uint32_t> places(nodes.size());
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) places[nodes_[i]] = i;
    const auto& texts = terms_->texts();
    begins_.resize(nodes_.size() + 1);
    for (const LineTerms::Text& text : texts)
      if (text.count > 0) ++begins_[places[text.node] + 1];
    for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
    texts_.resize(begins_.back());
    std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
    for (std::uint32_t i = 0; i < texts.size(); ++i)
      if (texts[i].count > 0) texts_[next[places[texts[i].node]]++] = i;
  }

  std::size_t size() const override { return nodes_.size(); }
  NameNode NumberAt(std::size_t index) const override { return numbers_[index]; }
  const CountedName& At(std::size_t index) override {
    Fetch(index);
    const LineTerms::Node& node = terms_->nodes()[nodes_[index]];
    name_.number = NumberAt(index);
    name_.key = node.key;
    name_.articles = node.articles;
    name_.forms.clear();
    for (std::uint32_t i = begins_[index]; i < begins_[index + 1]; ++i) {
      const LineTerms::Text& text = terms_->texts()[texts_[i]];
      name_.forms.push_back({terms_->TextAt(texts_[i]), text.count, text.articles});
    }
    return name_;
  }

 private:
  // Memory that names to come are in, step by step.
  void Fetch(std::size_t index) const {
    constexpr std::size_t kAhead = 8;
    if (const std::size_t at = index + 2 * kAhead; at < size()) {
      __builtin_prefetch(&terms_->nodes()[nodes_[at]]);
      __builtin_prefetch(&terms_->texts()[texts_[begins_[at]]]);
      terms_->FetchText(texts_[begins_[at]]);
    }
    if (const std::size_t at = index + kAhead; at < size()) {
      __builtin_prefetch(terms_->nodes()[nodes_[at]].key.data());
      __builtin_prefetch(terms_->TextAt(texts_[begins_[at]]).data());
    }
  }

  const std::unique_ptr<LineTerms> terms_;
  std::vector<std::uint32_t> nodes_;           // by number
  std::vector<NameNode> numbers_;              // of each of these
  std::vector<std::uint32_t> begins_, texts_;  // of each of these
  CountedName name_;
};

// Few at once where they are worked out one with another.
Status PutNames(const KvView& view, KvBatch& batch, const Schema& schema,
                std::shared_ptr<NamesOfTerms> names, std::size_t at_once, PutAside* aside) {
  if (aside == nullptr) {
    KeysOfBatch all(batch);
    return AddNames(view, batch, schema, *names, names->size(), all, all).status();
  }
  const auto rest =
      AddNames(view, batch, schema, *names, at_once, *aside->keys, *aside->shown_keys);
  if (!rest.ok()) return rest.status();
  for (std::size_t begin = 0; begin < rest->size(); begin += at_once) {
    const std::size_t count = std::min(at_once, rest->size() - begin);
    const auto from = rest->begin() + static_cast<std::ptrdiff_t>(begin);
    std::vector<std::uint32_t> some(from, from + static_cast<std::ptrdiff_t>(count));
    aside->steps.push_back(
        [names, &schema, some = std::move(some)](const KvView& later_view, KvBatch& later_batch) {
          return AddSomeNames(later_view, later_batch, schema, *names, some);
        });
  }
  return {};
}

// Into the index where it has no rows; else they wait for other changes' rows.
Status PutRows(const KvView& view, KvBatch& batch, PlainRows rows, PutAside* aside) {
  auto state = ReadIndexState(view);
  if (!state.ok()) return state.status();
  const bool is_new =
      state->rows == 0 && std::all_of(state->deltas.begin(), state->deltas.end(),
                                      [](const auto& delta) { return delta.keys == 0; });
  const MergeLimits limits;
  if (is_new && aside != nullptr && rows.rows.size() >= limits.least_direct &&
      aside->rows.size() == 0) {
    state->rows = rows.rows.size();
    PutIndexState(batch, *state);
    return PutNewRows(*aside->keys, std::move(rows), limits.block_rows);
  }
  if (aside == nullptr || rows.rows.size() < limits.least_direct) {
    RowChanges changes;
    for (std::size_t i = 0; i < rows.rows.size(); ++i) changes.Put(rows.At(i));
    if (aside == nullptr) return changes.Apply(view, batch);
    aside->rows.Append(std::move(changes));
    return {};
  }
  const auto merge = std::make_shared<RowsMerge>(std::move(rows), limits);
  for (std::size_t i = 0; i < merge->pieces(); ++i)
    aside->steps.emplace_back([merge](const KvView& later_view, KvBatch& later_batch) {
      return merge->PutNext(later_view, later_batch);
    });
  return {};
}

}  // namespace

Status PutLines(const KvView& view, KvBatch& batch, const Schema& schema, LinesToPut lines,
                std::unique_ptr<LineTerms> terms, PutAside* aside) {
  KeysOfBatch all(batch);
  LinesPut put(view, batch, aside == nullptr ? all : *aside->keys, lines, *terms);
  Status status = put.PutTerms();
  if (status.ok()) status = put.PutArticles();
  if (status.ok()) status = put.PutCounts();
  if (!status.ok()) return status;
  PlainRows rows = put.TakeRows();
  status = PutNames(view, batch, schema, std::make_shared<NamesOfTerms>(std::move(terms)),
                    lines.names_at_once, aside);
  return status.ok() ? PutRows(view, batch, std::move(rows), aside) : status;
}

}  // namespace lode
