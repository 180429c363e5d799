// Rendering. Everything that is printed goes through here, so that a colour code or a
// control character of an article never reaches a pipe or a terminal by accident.

#include "shell/pages/render.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ostream>

#include "shell/pages/readable_answer.h"

namespace lode::shell {
namespace {

std::string Seconds(double seconds) {
  char buffer[32];
  if (seconds < 1)
    std::snprintf(buffer, sizeof buffer, "%.1f ms", seconds * 1000);
  else
    std::snprintf(buffer, sizeof buffer, "%.2f s", seconds);
  return buffer;
}

std::string ObjectOf(const Row& header, const std::vector<Cell>& row) {
  std::string json = "{";
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) json += ", ";
    json += JsonString(header[i]) + ": " + row[i].json;
  }
  return json + "}";
}

Row TextsOf(const std::vector<Cell>& cells) {
  Row row;
  for (const Cell& cell : cells) row.push_back(cell.text);
  return row;
}

// A field a line, its name before it; long ones go on below themselves.
void WriteBlock(const Row& header, const Row& row, std::size_t number, const Terminal& terminal,
                std::ostream& out) {
  out << terminal.Paint(Style::kDim, "-- " + std::to_string(number) + " --") << '\n';
  int width = 0;
  for (const std::string& name : header) width = std::max(width, DisplayWidth(name));
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto gap = static_cast<std::size_t>(width - DisplayWidth(header[i]) + 2);
    const int room = std::max(20, terminal.columns - width - 2);
    const std::vector<std::string> lines =
        terminal.columns == 0 ? std::vector<std::string>{row[i]} : Wrap(row[i], room);
    out << terminal.Paint(Style::kBold, header[i]) << std::string(gap, ' ') << lines[0] << '\n';
    for (std::size_t line = 1; line < lines.size(); ++line)
      out << std::string(static_cast<std::size_t>(width) + 2, ' ') << lines[line] << '\n';
  }
}

void WriteHeader(const Row& header, Format format, std::ostream& out) {
  if (format == Format::kMarkdown) WriteMarkdownHeader(header, out);
  if (format == Format::kCsv || format == Format::kCsvSafe) WriteCsv(header, out);
  if (format == Format::kTsv) WriteTsv(header, out);
  if (format == Format::kJson) out << '[';
}

// `before`: how many records stand before this one.
void WriteRecord(const Row& header, const std::vector<Cell>& row, std::size_t before, Format format,
                 const Terminal& terminal, std::ostream& out) {
  if (format == Format::kRecord) WriteBlock(header, TextsOf(row), before + 1, terminal, out);
  if (format == Format::kMarkdown) WriteMarkdown(TextsOf(row), out);
  if (format == Format::kCsv) WriteCsv(TextsOf(row), out);
  if (format == Format::kCsvSafe) WriteCsv(WithoutFormulas(TextsOf(row)), out);
  if (format == Format::kTsv) WriteTsv(TextsOf(row), out);
  if (format == Format::kJson) out << (before == 0 ? "" : ",\n ") << ObjectOf(header, row);
  if (format == Format::kJsonl) out << ObjectOf(header, row) << '\n';
}

void WriteFooter(Format format, std::ostream& out) {
  if (format == Format::kJson) out << "]\n";
}

Cell CellOf(const Value& value) {
  return {Display(value), ToJson(value)};
}

Listing ListingOf(const Answer& answer, const ReadableAnswer& shown, bool numbers) {
  Listing listing;
  if (numbers) listing.header.push_back("#");
  for (std::size_t column : shown.columns) listing.header.push_back(answer.columns[column]);
  if (!answer.confidence.empty()) listing.header.push_back("confidence");
  for (std::size_t at : shown.rows) {
    std::vector<Cell> cells;
    cells.reserve(listing.header.size());
    if (numbers) cells.push_back(NumberCell(listing.rows.size() + 1));
    for (std::size_t column : shown.columns) cells.push_back(CellOf(answer.rows[at][column]));
    if (at < answer.confidence.size())
      cells.push_back({TwoDigits(answer.confidence[at]), TwoDigits(answer.confidence[at])});
    listing.rows.push_back(std::move(cells));
  }
  return listing;
}

Listing ListingOf(const Answer& answer) {
  ReadableAnswer all;
  for (std::size_t i = 0; i < answer.columns.size(); ++i) all.columns.push_back(i);
  for (std::size_t i = 0; i < answer.rows.size(); ++i) all.rows.push_back(i);
  return ListingOf(answer, all, false);
}

std::string JsonOf(const Proof& proof) {
  std::string json = "{\"atom\": " + JsonString(proof.atom);
  if (!proof.rule.empty())
    json += ", \"rule\": " + JsonString(proof.rule) +
            ", \"rule_origin\": " + JsonString(proof.rule_origin);
  if (proof.repeated) json += ", \"repeated\": true";
  if (proof.uses > 1) json += ", \"uses\": " + std::to_string(proof.uses);
  json += ", \"statements\": [";
  for (std::size_t i = 0; i < proof.statements.size(); ++i)
    json += (i > 0 ? ", " : "") + ToJson(proof.statements[i]);
  json += "], \"because\": [";
  for (std::size_t i = 0; i < proof.children.size(); ++i)
    json += (i > 0 ? ", " : "") + JsonOf(proof.children[i]);
  return json + "]}";
}

void WriteProof(const Proof& proof, int depth, bool confidence, const Terminal& terminal,
                std::ostream& out) {
  const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
  out << indent << terminal.Paint(Style::kBold, proof.atom)
      << (proof.repeated ? "  (as above)" : "") << '\n';
  if (!proof.rule.empty()) {
    WriteWrapped(indent + "  by ", proof.rule, terminal, Style::kPlain, out);
    if (!proof.rule_origin.empty())
      out << indent << terminal.Paint(Style::kDim, "  in " + proof.rule_origin) << '\n';
  }
  for (const Statement& statement : proof.statements) {
    out << indent << "  " << Line(statement, terminal, confidence) << '\n';
    WriteSentence(indent + "    ", statement, terminal, out);
  }
  for (const Proof& child : proof.children) WriteProof(child, depth + 1, confidence, terminal, out);
}

void WriteProofs(const Answer& answer, Format format, const Terminal& terminal, std::ostream& out) {
  if (format == Format::kJson) out << '[';
  for (std::size_t i = 0; i < answer.proofs.size(); ++i) {
    if (format == Format::kJson) {
      out << (i > 0 ? ",\n " : "") << JsonOf(answer.proofs[i]);
    } else if (format == Format::kJsonl) {
      out << JsonOf(answer.proofs[i]) << '\n';
    } else {
      WriteProof(answer.proofs[i], 0, !answer.confidence.empty(), terminal, out);
    }
  }
  if (format == Format::kJson) out << "]\n";
  if (answer.proofs.empty() && format != Format::kJson && format != Format::kJsonl)
    out << "no: nothing in the store proves it; `why-not` shows what is missing\n";
}

void WriteYesNo(const Answer& answer, Format format, bool timing, const Terminal& terminal,
                std::ostream& out) {
  if (format == Format::kJson || format == Format::kJsonl) {
    out << (answer.holds ? "true" : "false") << '\n';
    return;
  }
  out << (answer.holds ? "yes" : "no");
  if (!answer.confidence.empty()) out << ", confidence " << TwoDigits(answer.confidence[0]);
  if (timing && IsForPeople(format))
    out << terminal.Paint(Style::kDim, "  (" + Seconds(answer.seconds) + ")");
  out << '\n';
}

void AddExtra(std::string& extra, const std::string& more) {
  if (!extra.empty()) extra += "; ";
  extra += more;
}

}  // namespace

std::string TwoDigits(double share) {
  const long hundredths = std::lround(share * 100);
  return (hundredths >= 100 ? "1." : "0.") + std::to_string(hundredths % 100 / 10) +
         std::to_string(hundredths % 10);
}

void WriteWrapped(const std::string& indent, const std::string& text, const Terminal& terminal,
                  Style style, std::ostream& out) {
  if (terminal.columns == 0) {
    out << indent << text << '\n';
    return;
  }
  const int room = std::max(20, terminal.columns - static_cast<int>(indent.size()));
  for (const std::string& line : Wrap(text, room))
    out << indent << terminal.Paint(style, line) << '\n';
}

std::string Quoted(const std::string& text) {
  return text.find('"') == text.npos ? "\"" + text + "\"" : "\u201C" + text + "\u201D";
}

void WriteSentence(const std::string& indent, const Statement& statement, const Terminal& terminal,
                   std::ostream& out) {
  WriteWrapped(indent, Quoted(statement.text), terminal, Style::kText, out);
  if (statement.article)
    WriteWrapped(
        indent, SourceLine(*statement.article) + ", sentence " + std::to_string(statement.sentence),
        terminal, Style::kDim, out);
}

std::optional<Format> FormatOf(std::string_view name) {
  if (name == "table") return Format::kTable;
  if (name == "csv") return Format::kCsv;
  if (name == "tsv") return Format::kTsv;
  if (name == "json") return Format::kJson;
  if (name == "jsonl") return Format::kJsonl;
  if (name == "csv-safe") return Format::kCsvSafe;
  if (name == "record") return Format::kRecord;
  if (name == "markdown") return Format::kMarkdown;
  return std::nullopt;
}

std::string_view NameOf(Format format) {
  constexpr std::string_view kNames[] = {"table", "csv",      "tsv",    "json",
                                         "jsonl", "csv-safe", "record", "markdown"};
  return kNames[static_cast<std::size_t>(format)];
}

bool IsForPeople(Format format) {
  return format == Format::kTable || format == Format::kRecord || format == Format::kMarkdown;
}

Cell TextCell(const std::string& text) {
  return {text, JsonString(text)};
}

Cell NumberCell(std::uint64_t number) {
  return {std::to_string(number), std::to_string(number)};
}

void WriteListing(const Listing& listing, Format format, const Terminal& terminal,
                  std::ostream& out) {
  if (format == Format::kTable) {
    std::vector<Row> rows;
    for (const auto& row : listing.rows) rows.push_back(TextsOf(row));
    WriteTable(listing.header, rows, terminal, out);
    if (rows.empty()) out << terminal.Paint(Style::kDim, "(none)") << '\n';
    return;
  }
  WriteHeader(listing.header, format, out);
  if (listing.rows.empty() && format == Format::kRecord) out << "(none)\n";
  for (std::size_t i = 0; i < listing.rows.size(); ++i)
    WriteRecord(listing.header, listing.rows[i], i, format, terminal, out);
  WriteFooter(format, out);
}

void RowWriter::Begin(const Answer& answer) {
  if (rows_++ == 0) WriteHeader(answer.columns, format_, out_);
}

void RowWriter::Write(const Answer& answer, const RowView& row) {
  Begin(answer);
  if (format_ == Format::kTsv) {  // the way out for many
    line_.clear();
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) line_ += '\t';
      if (row[i].kind == ValueKind::kEntity && !row[i].entity.name.empty())
        AppendTsv(line_, row[i].entity.name);
      else
        AppendTsv(line_, Display(row[i]));
    }
    line_ += '\n';
    out_.write(line_.data(), static_cast<std::streamsize>(line_.size()));
    return;
  }
  std::vector<Cell> cells;
  const bool json = format_ == Format::kJson || format_ == Format::kJsonl;
  for (std::size_t i = 0; i < row.size(); ++i)
    cells.push_back(json ? Cell{"", ToJson(row[i])} : Cell{Display(row[i]), ""});
  WriteRecord(answer.columns, cells, rows_ - 1, format_, Terminal{}, out_);
}

void RowWriter::End(const Answer& answer) {
  Begin(answer);
  WriteFooter(format_, out_);
  rows_ = 0;
}

void WriteAnswer(const Answer& answer, Format format, const AnswerOptions& options,
                 const Terminal& terminal, std::ostream& out) {
  if (!answer.proofs.empty()) return WriteProofs(answer, format, terminal, out);
  if (answer.yes_no) return WriteYesNo(answer, format, options.timing, terminal, out);
  if (!IsForPeople(format)) return WriteListing(ListingOf(answer), format, terminal, out);
  const ReadableAnswer shown = ReadableOf(answer);
  const bool numbers = options.numbers && !answer.is_plan && format != Format::kRecord;
  if (!shown.rows.empty()) WriteListing(ListingOf(answer, shown, numbers), format, terminal, out);
  if (answer.is_plan) return;
  std::string foot = shown.rows.empty()       ? "no answers"
                     : shown.rows.size() == 1 ? "1 answer"
                                              : std::to_string(shown.rows.size()) + " answers";
  if (shown.both_ways) foot += ", each holds both ways";
  if (options.timing) foot += ", " + Seconds(answer.seconds);
  out << terminal.Paint(Style::kDim, "(" + foot + ")") << '\n';
}

void WriteDiagnostic(const Diagnostic& diagnostic, const Terminal& terminal, std::ostream& out) {
  const bool error = diagnostic.severity == Severity::kError;
  const std::string text = Render(diagnostic);
  const std::size_t end = text.find('\n');
  Terminal on_error = terminal;
  on_error.colour = terminal.colour && terminal.error;
  out << on_error.Paint(error ? Style::kError : Style::kNote, text.substr(0, end));
  if (end != text.npos) out << text.substr(end);
  if (text.empty() || text.back() != '\n') out << '\n';
}

std::string Line(const Statement& statement, const Terminal& terminal, bool confidence) {
  std::string object = Display(statement.object);
  if (statement.object.kind == ValueKind::kQuote) object = "\"" + object + "\"";
  std::string extra;
  for (const auto& [role, value] : statement.qualifiers)
    AddExtra(extra, role + ": " + Display(value));
  if (statement.time) AddExtra(extra, "time: " + Display(*statement.time));
  if (statement.polarity != Polarity::kAffirmed)
    AddExtra(extra, std::string(NameOf(statement.polarity)));
  if (statement.modality != Modality::kActual)
    AddExtra(extra, std::string(NameOf(statement.modality)));
  if (statement.ended) AddExtra(extra, "former");
  if (statement.said_by) AddExtra(extra, "said by " + statement.said_by->name);
  for (const Value& further : statement.via) AddExtra(extra, "via " + Display(further));
  if (statement.derived) AddExtra(extra, "derived");
  if (confidence) AddExtra(extra, TwoDigits(statement.confidence));
  return terminal.Paint(Style::kName, statement.subject.name) + " -" +
         terminal.Paint(Style::kPredicate, statement.predicate) + "-> " +
         terminal.Paint(Style::kName, object) + (extra.empty() ? "" : "  (" + extra + ")");
}

std::string SourceLine(const ArticleInfo& article) {
  std::string line = article.source;
  if (!article.title.empty()) line += (line.empty() ? "" : ", ") + ("\"" + article.title + "\"");
  if (!article.published.empty()) line += (line.empty() ? "" : ", ") + article.published;
  return line.empty() ? article.path : line;
}

void WriteReadable(const std::vector<Statement>& statements, const Terminal& terminal,
                   std::ostream& out) {
  std::uint32_t sentence = 0;
  for (const Statement& statement : statements) {
    if (statement.sentence != sentence) {
      sentence = statement.sentence;
      out << '\n';
      WriteWrapped("", std::to_string(sentence) + "  " + statement.text, terminal, Style::kText,
                   out);
    }
    out << "     " << Line(statement, terminal) << '\n';
  }
}

}  // namespace lode::shell
