// The first few of many rows are compared as they stand, and few rows by their values, each
// looked up once. For others values are compared once: the terms of the columns are sorted by
// value, and the rows by the places of their terms in that order. Only the rows that are shown
// are decoded whole.

#include "query/answer.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

#include "query/program/rewrite.h"
#include "query/program/typed_values.h"
#include "query/rows/stoppable_sort.h"
#include "storage/terms/dictionary.h"

namespace lode {

namespace {

constexpr std::uint64_t kBytesAValue = 512;      // with its strings, about
constexpr std::size_t kMostKeptValues = 80'000;  // decoded, while rows are handed out
constexpr std::size_t kAhead = 16;              // rows, for which the processor is asked in advance
constexpr std::size_t kExpectedRows = 1 << 17;  // whose values are said to be wanted, at a time
constexpr unsigned kExpectedIdBits = 14;  // of these so many ids between two looks at the budget

struct SortKey {
  std::size_t column = 0;
  bool descending = false;
};

// A term with its value, and what most comparisons are decided by: the first letters of a name
// or of words.
struct Cell {
  TermId term;
  const Value* value = nullptr;
  std::uint64_t letters = 0;
  enum class Is : std::uint8_t { kOther, kEntity, kWords } is = Is::kOther;
};

std::uint64_t FirstLetters(std::string_view text) {
  std::uint64_t letters = 0;
  for (std::size_t i = 0; i < sizeof letters; ++i)
    letters = letters << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
  return letters;
}

Cell CellOf(TermId term, const Value& value) {
  Cell cell{term, &value};
  if (value.kind == ValueKind::kEntity) {
    cell.is = Cell::Is::kEntity;
    cell.letters = FirstLetters(value.entity.name);
  } else if (IsWords(value.kind) && value.text.find('\xE2') == std::string::npos) {
    cell.is = Cell::Is::kWords;  // a curly mark would stand for a straight one
    cell.letters = FirstLetters(value.text);
  }
  return cell;
}

// The order of two terms by their values, told from the ids where they hold the values.
// `value_of` is asked where they do not.
template <typename ValueOf>
int OrderOf(TermId a, TermId b, ValueOf value_of) {
  if (a == b) return 0;
  if (a.tag() == TermTag::kInteger && b.tag() == TermTag::kInteger) return a < b ? -1 : 1;
  const bool dates = a.tag() == TermTag::kDate && b.tag() == TermTag::kDate;
  if (dates && IsInline(a) && IsInline(b) && DayOf(a) != DayOf(b))
    return DayOf(a) < DayOf(b) ? -1 : 1;
  return DisplayOrder(value_of(0), value_of(1));
}

int OrderOf(const Cell& a, const Cell& b) {
  if (a.is == b.is && a.is != Cell::Is::kOther && a.letters != b.letters)
    return a.letters < b.letters ? -1 : 1;
  return OrderOf(a.term, b.term,
                 [&](int which) -> const Value& { return which == 0 ? *a.value : *b.value; });
}

// Sorts rows by the values of some columns. What is decoded on the way is counted while
// the sorter lives.
class RowSorter {
 public:
  RowSorter(const Relation& rows, const std::vector<SortKey>& keys, Execution& execution)
      : rows_(rows), keys_(keys), execution_(execution) {}
  ~RowSorter() { execution_.budget.GiveBack(bytes_); }
  RowSorter(const RowSorter&) = delete;
  RowSorter& operator=(const RowSorter&) = delete;

  // Puts the first `most` of the rows into order and drops the others; false when the
  // budget stopped.
  bool Sort(std::uint64_t most, std::vector<std::uint32_t>& order) {
    if (order.size() < 2) return execution_.budget.Ok();
    if (most < order.size() / 4 && most <= kMostKeptRows) return KeepFirst(most, order);
    const bool sorted = order.size() * keys_.size() <= kFewCells ? SortFew(order) : SortMany(order);
    if (order.size() > most) order.resize(most);
    return sorted;
  }

 private:
  static constexpr std::size_t kFewCells = 32'768;
  static constexpr std::size_t kMostKeptRows = 4096;
  static constexpr std::size_t kMostDecoded = 50'000;

  int CompareRows(std::uint32_t a, std::uint32_t b) const {
    for (const SortKey& key : keys_) {
      const TermId left = rows_.row(a)[key.column], right = rows_.row(b)[key.column];
      const int compared = OrderOf(left, right, [&](int which) -> const Value& {
        return execution_.terms.ValueOf(which == 0 ? left : right);
      });
      if (compared != 0) return key.descending ? -compared : compared;
    }
    return 0;
  }

  // The best so far stand in a heap, the last of them on top: most rows are told from it by
  // their first key. Scans give rows ascending, so the greatest are looked for from the end:
  // else every row would be better than all before it.
  bool KeepFirst(std::uint64_t most, std::vector<std::uint32_t>& order) {
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
      const int compared = CompareRows(a, b);
      return compared != 0 ? compared < 0 : a < b;
    };
    std::vector<std::uint32_t> best;
    if (keys_.front().descending) std::reverse(order.begin(), order.end());
    for (const std::uint32_t row : order) {
      if (!execution_.budget.Tick()) return false;
      execution_.terms.Trim(kMostDecoded);
      if (best.size() == most) {
        if (most == 0 || !before(row, best.front())) continue;
        std::pop_heap(best.begin(), best.end(), before);
        best.pop_back();
      }
      best.push_back(row);
      std::push_heap(best.begin(), best.end(), before);
    }
    std::sort_heap(best.begin(), best.end(), before);
    order = std::move(best);
    return execution_.budget.Ok();
  }

  // Sorts by what stands under each row's place in `order`, one of `marks` a key; `compare`
  // tells the order of two marks.
  template <typename Mark, typename Compare>
  bool SortByMarks(const std::vector<Mark>& marks, std::vector<std::uint32_t>& order,
                   Compare compare) {
    std::vector<std::uint32_t> places(order.size());
    std::iota(places.begin(), places.end(), 0);
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
      const Mark* left = &marks[a * keys_.size()];
      const Mark* right = &marks[b * keys_.size()];
      for (std::size_t i = 0; i < keys_.size(); ++i)
        if (const int compared = compare(left[i], right[i]))
          return (compared < 0) != keys_[i].descending;
      return order[a] < order[b];
    };
    if (!StoppableSort(places, execution_.budget, before)) return false;
    for (std::uint32_t& place : places) place = order[place];
    order = std::move(places);
    return true;
  }

  bool SortFew(std::vector<std::uint32_t>& order) {
    if (keys_.empty()) return true;
    std::vector<Cell> cells;
    cells.reserve(order.size() * keys_.size());
    for (const std::uint32_t row : order)
      for (const SortKey& key : keys_) {
        if (!execution_.budget.Tick()) return false;
        const TermId term = rows_.row(row)[key.column];
        cells.push_back(CellOf(term, execution_.terms.ValueOf(term)));
      }
    return SortByMarks(cells, order, [](const Cell& a, const Cell& b) { return OrderOf(a, b); });
  }

  // Numbers the terms of the rows by their values, then sorts by the numbers.
  bool SortMany(std::vector<std::uint32_t>& order) {
    if (keys_.empty()) return true;
    std::vector<TermId> terms;
    terms.reserve(order.size() * keys_.size());
    for (const std::uint32_t row : order)
      for (const SortKey& key : keys_) terms.push_back(rows_.row(row)[key.column]);
    std::vector<std::uint32_t> ranks(terms.size());
    std::vector<TermId> known = terms;
    std::vector<std::uint32_t> rank_of;
    if (!RankTerms(known, rank_of)) return false;
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (!execution_.budget.Tick()) return false;
      const auto at = std::lower_bound(known.begin(), known.end(), terms[i]) - known.begin();
      ranks[i] = rank_of[static_cast<std::size_t>(at)];
    }
    return SortByMarks(ranks, order, [](std::uint32_t a, std::uint32_t b) {
      return a < b ? -1 : static_cast<int>(a > b);
    });
  }

  // Sorts the terms by id and drops doubles; `rank_of` tells the place of each by its value,
  // the same for those that are shown alike.
  bool RankTerms(std::vector<TermId>& terms, std::vector<std::uint32_t>& rank_of) {
    if (!StoppableSort(terms, execution_.budget, std::less<>())) return false;
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    bytes_ += terms.size() * kBytesAValue;
    if (!execution_.budget.Take(terms.size() * kBytesAValue)) return false;
    execution_.terms.Expect(terms);
    std::vector<Cell> cells;
    cells.reserve(terms.size());
    for (const TermId term : terms) {  // in order of id: the store reads along
      if (!execution_.budget.Tick()) return false;
      cells.push_back(CellOf(term, execution_.terms.ValueOf(term)));
    }
    std::vector<std::uint32_t> places(terms.size());
    std::iota(places.begin(), places.end(), 0);
    if (!StoppableSort(places, execution_.budget, [&](std::uint32_t a, std::uint32_t b) {
          return OrderOf(cells[a], cells[b]) < 0;
        }))
      return false;
    rank_of.resize(terms.size());
    std::uint32_t rank = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (i > 0 && OrderOf(cells[places[i - 1]], cells[places[i]]) != 0) ++rank;
      rank_of[places[i]] = rank;
    }
    return execution_.budget.Ok();
  }

  const Relation& rows_;
  const std::vector<SortKey>& keys_;
  Execution& execution_;
  std::uint64_t bytes_ = 0;
};

Result<std::vector<SortKey>> KeysOf(const ast::Query& query, const ir::Query& lowered) {
  std::vector<SortKey> keys;
  for (const ast::OrderKey& key : query.order) {
    const auto& names = lowered.column_names;
    const auto at = std::find(names.begin(), names.end(), key.variable);
    if (at == names.end())
      return Status(Code::kInvalidInput, "`order by " + key.variable +
                                             "` names no column of the answer: add it to `select`");
    keys.push_back({static_cast<std::size_t>(at - names.begin()), key.descending});
  }
  for (std::size_t column = 0; column < lowered.column_names.size(); ++column)
    keys.push_back({column, false});
  return keys;
}

Result<std::uint64_t> CountOr(const std::optional<ast::Count>& count, std::uint64_t otherwise,
                              const QueryOptions& options) {
  return count ? LowerCount(*count, options.parameters) : Result<std::uint64_t>(otherwise);
}

}  // namespace

Result<std::uint64_t> RowsNeeded(const ast::Query& query, const ir::Query& lowered,
                                 const QueryOptions& options) {
  if (lowered.yes_no) return std::uint64_t{1};
  if (!query.limit || !query.order.empty() || lowered.rule.has_aggregate()) return std::uint64_t{0};
  const Result<std::uint64_t> offset = CountOr(query.offset, 0, options);
  if (!offset.ok()) return offset;
  const Result<std::uint64_t> limit = CountOr(query.limit, 0, options);
  if (!limit.ok()) return limit;
  const std::uint64_t needed = *limit + *offset;
  return needed < *limit ? 0 : std::max<std::uint64_t>(needed, 1);
}

Result<std::vector<std::uint32_t>> ShownRows(const ast::Query& query, const ir::Query& lowered,
                                             const Relation& rows, std::uint64_t most,
                                             const QueryOptions& options, Execution& execution) {
  const Result<std::vector<SortKey>> keys = KeysOf(query, lowered);
  if (!keys.ok()) return keys.status();
  const Result<std::uint64_t> offset = CountOr(query.offset, 0, options);
  if (!offset.ok()) return offset.status();
  const Result<std::uint64_t> limit = CountOr(query.limit, most, options);
  if (!limit.ok()) return limit.status();
  const std::uint64_t begin = std::min<std::uint64_t>(*offset, rows.size());
  const std::uint64_t end = begin + std::min<std::uint64_t>(*limit, rows.size() - begin);
  // With a limit and no order any rows do: those that were found first.
  const bool any_do = query.order.empty() && query.limit.has_value();
  std::vector<std::uint32_t> order(any_do ? end - begin : rows.size());
  std::iota(order.begin(), order.end(), any_do ? static_cast<std::uint32_t>(begin) : 0);
  if (!query.order.empty() || order.size() <= kMostSortedRows) {
    RowSorter sorter(rows, *keys, execution);
    if (!sorter.Sort(any_do ? order.size() : end, order)) return execution.budget.status();
  }
  if (any_do) return order;
  order.resize(end);
  order.erase(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(begin));
  return order;
}

namespace {

// Says which values some of the rows that are shown will want, those with ids near each other
// together: the store reads whole pages of names. False when the query was stopped.
bool Expect(const Relation& rows, std::span<const std::uint32_t> shown, Execution& execution) {
  std::vector<std::vector<TermId>> parts;
  std::vector<TermId> last(rows.arity());
  for (const std::uint32_t row : shown)
    for (std::uint32_t c = 0; c < rows.arity(); ++c) {
      const TermId term = rows.row(row)[c];
      if (term == last[c]) continue;
      last[c] = term;
      if (term.tag() != TermTag::kEntity) continue;
      const std::size_t part = term.payload() >> kExpectedIdBits;
      if (part >= parts.size()) parts.resize(part + 1);
      parts[part].push_back(term);
    }
  for (const std::vector<TermId>& part : parts) {
    if (part.empty()) continue;
    if (!execution.budget.Ok()) return false;
    execution.terms.Expect(part);
  }
  return true;
}

// Asks the processor for the values of rows that come soon.
void AskAhead(const Relation& rows, const std::vector<std::uint32_t>& shown, std::size_t at,
              const TermTable& terms) {
  for (std::uint32_t c = 0; c < rows.arity(); ++c) {
    const auto term = [&](std::size_t ahead) {
      return at + ahead < shown.size() ? rows.row(shown[at + ahead])[c] : TermId{};
    };
    if (const TermId far = term(2 * kAhead)) terms.FetchPlace(far);
    if (const TermId near = term(kAhead)) terms.FetchValue(near);
  }
}

// Decodes rows for the answer, or for whoever takes them.
Status Decode(const Relation& rows, const std::vector<std::uint32_t>& shown,
              const QueryOptions& options, Execution& execution, Answer& answer) {
  const bool hands_out = options.on_row && !options.with_confidence;
  const std::uint64_t bytes = hands_out ? 0 : shown.size() * rows.arity() * kBytesAValue;
  const bool has_room = execution.budget.Take(bytes);
  if (has_room && !hands_out) answer.rows.reserve(shown.size());
  TermTable& terms = execution.terms;
  const bool many = shown.size() > kMostSortedRows;
  std::vector<const Value*> row(rows.arity());
  std::vector<TermId> last(rows.arity());  // whose values stand in `row`
  std::vector<Value> numbers(rows.arity()), entities(rows.arity());
  for (std::size_t i = 0; has_room && i < shown.size(); ++i) {
    if (!execution.budget.Tick()) break;
    if (many && i % kExpectedRows == 0 &&
        !Expect(rows, std::span(shown).subspan(i, std::min(kExpectedRows, shown.size() - i)),
                execution))
      break;
    if (many) AskAhead(rows, shown, i, terms);
    ++answer.row_count;
    const TermId* cells = rows.row(shown[i]);
    if (!hands_out) {
      std::vector<Value>& kept = answer.rows.emplace_back();
      kept.reserve(row.size());
      for (std::uint32_t c = 0; c < rows.arity(); ++c)
        if (many)
          terms.ReadInto(cells[c], kept.emplace_back());
        else
          kept.push_back(terms.ShownValueOf(cells[c], numbers[c]));
      continue;
    }
    for (std::uint32_t c = 0; c < rows.arity(); ++c)
      if (cells[c] != std::exchange(last[c], cells[c]))
        row[c] = &terms.PassingValueOf(cells[c], numbers[c], entities[c]);
    if (!options.on_row(answer, RowView(row))) break;
    if (terms.Trim(kMostKeptValues)) std::fill(last.begin(), last.end(), TermId{});
  }
  execution.budget.GiveBack(bytes);
  return execution.budget.Ok() ? Status::Ok() : execution.budget.status();
}

}  // namespace

Status FillAnswer(const ast::Query& query, const ir::Query& lowered, const Relation& rows,
                  const QueryOptions& options, Execution& execution, Answer& answer,
                  std::vector<std::uint32_t>& shown_rows) {
  answer.yes_no = lowered.yes_no;
  answer.holds = rows.size() > 0;
  if (lowered.yes_no && answer.holds) shown_rows = {0};
  if (lowered.yes_no) return Status::Ok();
  answer.columns = lowered.column_names;
  auto ordered = ShownRows(query, lowered, rows, rows.size(), options, execution);
  if (!ordered.ok()) return ordered.status();
  shown_rows = *std::move(ordered);
  if (!execution.budget.CountRows(shown_rows.size())) return execution.budget.status();
  return Decode(rows, shown_rows, options, execution, answer);
}

}  // namespace lode
