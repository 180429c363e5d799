// Rows of text as a table, or as CSV and TSV.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "shell/terminal/terminal.h"

namespace lode::shell {

using Row = std::vector<std::string>;

// A table with a header line. On a terminal, columns share its width and long cells
// are wrapped between words; otherwise nothing is cut or wrapped.
void WriteTable(const Row& header, const std::vector<Row>& rows, const Terminal& terminal,
                std::ostream& out);

// RFC 4180: fields quoted where they hold a comma, a quotation mark or a line break.
void WriteCsv(const Row& row, std::ostream& out);
// `row` with ' before each cell that a spreadsheet would take for a formula: one that begins
// with = + - @, a tab or a line break, and is no plain number.
Row WithoutFormulas(Row row);
// Tabs, line breaks and backslashes are written \t, \n, \r, \\.
void WriteTsv(const Row& row, std::ostream& out);
// One cell of such a line, without its end.
void AppendTsv(std::string& line, std::string_view cell);

// A line of a table of Markdown: bars and line breaks in cells do not part them.
void WriteMarkdown(const Row& row, std::ostream& out);
void WriteMarkdownHeader(const Row& header, std::ostream& out);

// `text` in lines of at most `columns`, broken between words where it can be; words
// that are longer are cut. Control characters become spaces.
std::vector<std::string> Wrap(std::string_view text, int columns);

}  // namespace lode::shell
