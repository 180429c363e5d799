// Tables that fit the terminal. Column widths: every column gets what it wants when
// all fit; else narrow columns keep their width and the wide ones share what is left,
// none below kLeastColumn.

#include "shell/terminal/table.h"

#include <algorithm>
#include <numeric>
#include <ostream>

namespace lode::shell {
namespace {

constexpr int kLeastColumn = 8;
constexpr int kLeastOfAll = 3;  // on a terminal too narrow for that
constexpr int kGap = 2;         // blanks between columns

std::string OneLine(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  for (char c : text) line += static_cast<unsigned char>(c) < 32 || c == 127 ? ' ' : c;
  return line;
}

std::vector<int> WantedWidths(const Row& header, const std::vector<Row>& rows) {
  std::vector<int> widths;
  for (const std::string& cell : header) widths.push_back(std::max(1, DisplayWidth(cell)));
  for (const Row& row : rows)
    for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i)
      widths[i] = std::max(widths[i], DisplayWidth(row[i]));
  return widths;
}

// Cuts the widest columns to one common width so that all fit into `room`.
void ShareWidth(std::vector<int>& widths, int room) {
  std::vector<std::size_t> order(widths.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return widths[a] < widths[b]; });
  int left = static_cast<int>(widths.size());
  const int least = std::clamp(room / std::max(1, left), kLeastOfAll, kLeastColumn);
  for (std::size_t i : order) {
    const int share = std::max(least, room / std::max(1, left));
    widths[i] = std::min(widths[i], share);
    room -= widths[i];
    --left;
  }
}

void WriteLine(const std::vector<std::string>& cells, const std::vector<int>& widths,
               const Terminal& terminal, Style style, std::ostream& out) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    out << terminal.Paint(style, cells[i]);
    const bool last = i + 1 == cells.size();
    if (!last)
      out << std::string(
          static_cast<std::size_t>(std::max(0, widths[i] - DisplayWidth(cells[i])) + kGap), ' ');
  }
  out << '\n';
}

void WriteRow(const Row& row, const std::vector<int>& widths, const Terminal& terminal, Style style,
              std::ostream& out) {
  std::vector<std::vector<std::string>> cells;
  std::size_t lines = 1;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const std::string_view cell = i < row.size() ? std::string_view(row[i]) : std::string_view();
    cells.push_back(terminal.columns > 0 ? Wrap(cell, widths[i])
                                         : std::vector<std::string>{OneLine(cell)});
    lines = std::max(lines, cells.back().size());
  }
  for (std::size_t line = 0; line < lines; ++line) {
    std::vector<std::string> parts;
    parts.reserve(cells.size());
    for (const auto& cell : cells) parts.push_back(line < cell.size() ? cell[line] : std::string());
    WriteLine(parts, widths, terminal, style, out);
  }
}

}  // namespace

std::vector<std::string> Wrap(std::string_view text, int columns) {
  const std::string line = OneLine(text);
  std::string_view rest = line;
  std::vector<std::string> lines;
  while (DisplayWidth(rest) > columns) {
    std::string_view front = FitColumns(rest, columns);
    if (front.empty()) front = rest.substr(0, 1);
    const std::size_t blank = front.rfind(' ');
    if (blank != front.npos && blank > 0 && rest[front.size()] != ' ')
      front = front.substr(0, blank);
    lines.emplace_back(front);
    rest.remove_prefix(front.size());
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  }
  if (!rest.empty() || lines.empty()) lines.emplace_back(rest);
  return lines;
}

void WriteTable(const Row& header, const std::vector<Row>& rows, const Terminal& terminal,
                std::ostream& out) {
  std::vector<int> widths = WantedWidths(header, rows);
  const int gaps = kGap * (static_cast<int>(widths.size()) - 1);
  if (terminal.columns > 0 &&
      std::accumulate(widths.begin(), widths.end(), 0) + gaps > terminal.columns)
    ShareWidth(widths, terminal.columns - gaps);
  WriteRow(header, widths, terminal, Style::kBold, out);
  std::vector<std::string> rule;
  rule.reserve(widths.size());
  for (int width : widths) rule.emplace_back(static_cast<std::size_t>(width), '-');
  WriteLine(rule, widths, terminal, Style::kDim, out);
  for (const Row& row : rows) WriteRow(row, widths, terminal, Style::kPlain, out);
}

void WriteCsv(const Row& row, std::ostream& out) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out << ',';
    if (row[i].find_first_of(",\"\r\n") == std::string::npos) {
      out << row[i];
      continue;
    }
    out << '"';
    for (char c : row[i]) out << (c == '"' ? "\"\"" : std::string(1, c));
    out << '"';
  }
  out << "\r\n";
}

Row WithoutFormulas(Row row) {
  for (std::string& cell : row) {
    if (cell.empty() || std::string_view("=+-@\t\r\n").find(cell[0]) == std::string_view::npos)
      continue;
    const bool number =
        cell.size() > 1 && cell[0] == '-' && cell.find_first_not_of("0123456789.", 1) == cell.npos;
    if (!number) cell.insert(0, 1, '\'');
  }
  return row;
}

void AppendTsv(std::string& line, std::string_view cell) {
  if (cell.find_first_of("\t\n\r\\") == cell.npos) {
    line += cell;
    return;
  }
  for (const char c : cell) {
    switch (c) {
      case '\t': line += "\\t"; break;
      case '\n': line += "\\n"; break;
      case '\r': line += "\\r"; break;
      case '\\': line += "\\\\"; break;
      default: line += c;
    }
  }
}

void WriteTsv(const Row& row, std::ostream& out) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) line += '\t';
    AppendTsv(line, row[i]);
  }
  out << (line += '\n');
}

void WriteMarkdown(const Row& row, std::ostream& out) {
  out << '|';
  for (const std::string& cell : row) {
    out << ' ';
    for (char c : cell) {
      if (c == '|' || c == '\\') out << '\\';
      out << (c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
    }
    out << " |";
  }
  out << '\n';
}

void WriteMarkdownHeader(const Row& header, std::ostream& out) {
  WriteMarkdown(header, out);
  out << '|';
  for (std::size_t i = 0; i < header.size(); ++i) out << " --- |";
  out << '\n';
}

}  // namespace lode::shell
