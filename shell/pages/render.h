// Answers, statements, proofs and lists as people and programs want to read them.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lode/lode.h"
#include "shell/terminal/table.h"
#include "shell/terminal/terminal.h"

namespace lode::shell {

// kRecord: a record a block, a field a line.
enum class Format { kTable, kCsv, kTsv, kJson, kJsonl, kCsvSafe, kRecord, kMarkdown };
std::optional<Format> FormatOf(std::string_view name);
std::string_view NameOf(Format format);

// A list of records: texts for people, JSON for programs, cell by cell.
struct Cell {
  std::string text;
  std::string json;
};
struct Listing {
  Row header;
  std::vector<std::vector<Cell>> rows;
};
Cell TextCell(const std::string& text);
Cell NumberCell(std::uint64_t number);
void WriteListing(const Listing& listing, Format format, const Terminal& terminal,
                  std::ostream& out);

// Whether a format is for people: it shows what is readable of an answer
// (shell/pages/readable_answer.h), and counts its rows below.
bool IsForPeople(Format format);

struct AnswerOptions {
  bool timing = false;
  bool numbers = false;  // a first column with each row's number
};
// One query's answer. What is for people ends with a line that counts the rows (and the time
// when `timing`); `csv` and `tsv` have a header line; `json` is one array of objects, for
// yes-no questions `true` or `false`.
void WriteAnswer(const Answer& answer, Format format, const AnswerOptions& options,
                 const Terminal& terminal, std::ostream& out);

// Writes rows as they come, in any format but tables. Threads: one.
class RowWriter {
 public:
  RowWriter(Format format, std::ostream& out) : format_(format), out_(out) {}
  void Write(const Answer& answer, const RowView& row);
  // Ends the answer, also one without rows.
  void End(const Answer& answer);

 private:
  void Begin(const Answer& answer);
  Format format_;
  std::ostream& out_;
  std::uint64_t rows_ = 0;
  std::string line_;
};

// Diagnostics with place and caret.
void WriteDiagnostic(const Diagnostic& diagnostic, const Terminal& terminal, std::ostream& out);

// "Ana Rivera -said-> "not yet"  (to: Reuters; negated; claimed by X; 0.85)".
std::string Line(const Statement& statement, const Terminal& terminal, bool confidence = false);
// "0.85".
std::string TwoDigits(double share);
// In quotation marks: curly ones where the text holds straight ones itself.
std::string Quoted(const std::string& text);
// Wrapped to the terminal, each line after `indent`.
void WriteWrapped(const std::string& indent, const std::string& text, const Terminal& terminal,
                  Style style, std::ostream& out);
// The sentence of a statement and where it stands, below the statement.
void WriteSentence(const std::string& indent, const Statement& statement, const Terminal& terminal,
                   std::ostream& out);
// The outlet and title, or what there is of them.
std::string SourceLine(const ArticleInfo& article);
// The statements of one article beside their sentences.
void WriteReadable(const std::vector<Statement>& statements, const Terminal& terminal,
                   std::ostream& out);

}  // namespace lode::shell
