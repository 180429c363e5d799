// CSV and TSV: rows with a head of column names. Cells are cut out with their origins, so
// that blocks know their bytes; what differs from JSON is the cutting only. The hard bit is
// a quotation mark that never closes: it would swallow the rest of the file, so a cell has
// a limit and its row is one error.

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/bytes/encoding.h"
#include "loaders/readers/formats/format.h"
#include "loaders/readers/formats/records.h"
#include "loaders/readers/lines/line_shape.h"

namespace lode {
namespace {

constexpr std::size_t kMostColumns = 2000;

struct Row {
  std::vector<MappedText> cells;
  std::size_t begin = 0;  // where it stands
  bool is_closed = true;  // its quotation marks are
};

class RowReader {
 public:
  RowReader(const MappedText& text, char separator) : text_(text), separator_(separator) {}

  // False at the end.
  bool Next(Row* row) {
    const std::string_view view = text_.view();
    if (at_ >= view.size()) return false;
    *row = {};
    row->begin = at_;
    for (bool more = true; more;) {
      row->cells.push_back(Cell(row->is_closed));
      more = at_ < view.size() && view[at_] == separator_ && row->cells.size() < kMostColumns;
      if (more) ++at_;
    }
    at_ = std::min(view.find('\n', at_), view.size() - 1) + 1;
    return true;
  }

 private:
  // Up to the separator or the line's end, which are left.
  MappedText Cell(bool& is_closed) {
    const std::string_view view = text_.view();
    const bool quoted = at_ < view.size() && view[at_] == '"';
    if (!quoted) {
      const char ends[] = {separator_, '\n', '\0'};
      const std::size_t begin = at_;
      at_ = std::min(view.find_first_of(ends, at_), view.size());
      return text_.Cut(begin, at_).Trimmed();
    }
    MappedText cell;
    const std::size_t opened = at_;
    for (++at_;;) {
      const std::size_t mark = view.find('"', at_);
      if (mark == std::string_view::npos) {
        // It never closes: the row ends with its line, and later rows are read.
        is_closed = false;
        at_ = std::min(view.find('\n', opened), view.size());
        return {};
      }
      cell.Append(text_, at_, mark);
      at_ = mark + 1;
      if (at_ >= view.size() || view[at_] != '"') break;
      cell.Append(text_, at_, at_ + 1);
      ++at_;
    }
    const char ends[] = {separator_, '\n', '\0'};
    at_ = std::min(view.find_first_of(ends, at_), view.size());
    return cell;
  }

  const MappedText& text_;
  const char separator_;
  std::size_t at_ = 0;
};

std::string ColumnName(std::string_view cell) {
  std::string name = LowerAscii(cell);
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

// Which column has each field; npos for none.
class Columns {
 public:
  Columns(const Row& head, const FieldNames& names) {
    for (const MappedText& cell : head.cells) names_.push_back(ColumnName(cell.view()));
    for (std::size_t field = 0; field < places_.size(); ++field)
      places_[field] = Find(names.of(static_cast<ArticleField>(field)));
  }

  const MappedText& Of(const Row& row, ArticleField field) const {
    static const MappedText none;
    const std::size_t place = places_[static_cast<std::size_t>(field)];
    return place < row.cells.size() ? row.cells[place] : none;
  }
  bool has(ArticleField field) const {
    return places_[static_cast<std::size_t>(field)] != std::string::npos;
  }

  // Columns with text that are no field's.
  std::vector<std::string> Unread(const Row& row) const {
    constexpr std::size_t kFewestWords = 8;
    std::vector<std::string> unread;
    for (std::size_t i = 0; i < std::min(row.cells.size(), names_.size()); ++i)
      if (std::find(places_.begin(), places_.end(), i) == places_.end() &&
          WordCount(row.cells[i].view().substr(0, 400)) >= kFewestWords)
        unread.push_back(names_[i]);
    return unread;
  }

  std::string Listed() const {
    constexpr std::size_t kMost = 12;
    std::string list;
    for (std::size_t i = 0; i < std::min(names_.size(), kMost); ++i)
      list += (i > 0 ? ", " : "") + names_[i].substr(0, 40);
    return list;
  }

 private:
  std::size_t Find(const std::vector<std::string>& names) const {
    for (const std::string& name : names) {
      const auto found = std::find(names_.begin(), names_.end(), ColumnName(name));
      if (found != names_.end()) return static_cast<std::size_t>(found - names_.begin());
    }
    return std::string::npos;
  }

  std::vector<std::string> names_;
  std::array<std::size_t, 7> places_{};
};

Result<Page> PageOfRow(const Row& row, const Columns& columns, std::size_t width) {
  if (!row.is_closed) return {Code::kInvalidInput, "a quotation mark of the row does not close"};
  if (row.cells.size() > width)
    return {Code::kInvalidInput, "the row has " + std::to_string(row.cells.size()) +
                                     " cells, and the head names " + std::to_string(width) +
                                     " columns"};
  PageFields fields;
  fields.source = columns.Of(row, ArticleField::kSource).text();
  fields.author = columns.Of(row, ArticleField::kAuthor).text();
  fields.url = columns.Of(row, ArticleField::kUrl).text();
  fields.published = columns.Of(row, ArticleField::kPublished).text();
  fields.language = columns.Of(row, ArticleField::kLanguage).text();
  const MappedText& title = columns.Of(row, ArticleField::kTitle);
  const MappedText& body = columns.Of(row, ArticleField::kText);
  if (LeadingSpace(title.view()) == title.size() && LeadingSpace(body.view()) == body.size())
    return {Code::kInvalidInput, "the row has no text"};
  Result<Page> page = PageOf(std::move(fields), title, body);
  if (page.ok()) page->unread = columns.Unread(row);
  return page;
}

}  // namespace

void ReadTable(const MappedText& text, const FieldNames& names, const RecordSink& sink) {
  const std::string_view view = text.view();
  RowReader rows(text, SeparatorOf(view));
  Row row;
  if (!rows.Next(&row)) return;
  const std::size_t width = row.cells.size();
  const Columns columns(row, names);
  if (!columns.has(ArticleField::kText) && !columns.has(ArticleField::kTitle)) {
    sink(Status(Code::kInvalidInput,
                "is a table without a column of texts: say which of its "
                "columns is one with --columns text=NAME (it has " +
                    columns.Listed() + ")"),
         {});
    return;
  }
  std::uint64_t line = 1;
  std::size_t counted = 0;
  while (rows.Next(&row)) {
    line += static_cast<std::uint64_t>(
        std::count(view.begin() + static_cast<std::ptrdiff_t>(counted),
                   view.begin() + static_cast<std::ptrdiff_t>(row.begin), '\n'));
    counted = row.begin;
    if (row.cells.size() == 1 && row.cells[0].empty() && row.is_closed) continue;  // a blank line
    const double share = static_cast<double>(row.begin) / static_cast<double>(view.size());
    if (!sink(PageOfRow(row, columns, width), {line, share})) return;
  }
}

}  // namespace lode
