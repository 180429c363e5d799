// What pages and records say in many words: tables that stand in the files beside this one and
// travel inside the library.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lode {

// One line of a table. Valid for ever.
struct TableRow {
  std::string_view section;  // "months"
  std::string_view key;      // "en"; "example" for a text that shows what a row does
  std::string_view value;    // "january february ..."
};

// Texts of the files, as written.
extern const std::string_view kBoxNames, kDayWords, kEuropeanCues, kFieldWords, kLanguageWords,
    kLineWords, kNoticeWords, kOfferCues, kPageCues, kTextCues;

// The rows of "[section]" and "key: value" lines, in their order; lines that begin with "#" are
// comments. A line that is neither is no row: the test of each table asks for all its lines.
// `text` lives as long as the rows. Cost: linear.
std::vector<TableRow> RowsOf(std::string_view text);

// The value of the first row of that section and key. REQUIRES: there is one.
std::string_view ValueOf(std::string_view text, std::string_view section, std::string_view key);

// The words of the section's rows of that key, of all keys where it is empty, as a pattern: "a|b".
std::string AnyWordOf(std::string_view text, std::string_view section, std::string_view key = {});

// The words of a row, which stand apart by blanks.
std::vector<std::string_view> WordsOf(std::string_view value);

// An example's two sides: "text | what is read of it".
struct TableExample {
  std::string_view section, text, reading;
};
std::vector<TableExample> ExamplesOf(std::string_view text);

}  // namespace lode
