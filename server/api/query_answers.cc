// A text of rules and questions, as in the shell. Rows are written as they are found, so that an
// answer is never held twice.

#include <algorithm>

#include "server/api/api.h"
#include "server/api/json_of.h"
#include "server/api/question.h"

namespace lode::server {
namespace {

constexpr std::size_t kDeepestProof = 100;
constexpr std::size_t kMostLeaves = 20;  // statements of a leaf

void WriteProof(const Proof& proof, std::size_t depth, JsonWriter& json) {
  json.Open('{').Key("atom").Text(proof.atom).Key("rule").Text(proof.rule);
  json.Key("origin").Text(proof.rule_origin).Key("repeated").Bool(proof.repeated);
  json.Key("statements").Open('[');
  for (std::size_t i = 0; i < std::min(kMostLeaves, proof.statements.size()); ++i)
    Write(proof.statements[i], json);
  json.Close(']').Key("children").Open('[');
  if (depth < kDeepestProof)
    for (const Proof& child : proof.children) WriteProof(child, depth + 1, json);
  json.Close(']').Key("cut").Bool(depth >= kDeepestProof && !proof.children.empty()).Close('}');
}

void WriteDiagnostics(const std::vector<Diagnostic>& diagnostics, JsonWriter& json) {
  json.Key("diagnostics").Open('[');
  for (const Diagnostic& diagnostic : diagnostics) {
    json.Open('{').Key("severity").Text(diagnostic.severity == Severity::kError ? "error" : "note");
    json.Key("file").Text(diagnostic.file).Key("line").Number(diagnostic.line);
    json.Key("column").Number(diagnostic.column).Key("length").Number(diagnostic.length);
    json.Key("source_line").Text(diagnostic.source_line).Key("message").Text(diagnostic.message);
    json.Key("text").Text(Render(diagnostic)).Close('}');
  }
  json.Close(']');
}

// A cell of CSV. What a spreadsheet would take for a formula has ' before it.
std::string CsvCell(std::string text) {
  if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos)
    text.insert(text.begin(), '\'');
  if (text.find_first_of(",\"\n\r") == text.npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

// Takes the answers as they come.
class AnswerWriter {
 public:
  AnswerWriter(Question& question, std::size_t most_bytes)
      : csv_(question.csv), max_rows_(question.max_rows), most_bytes_(most_bytes) {
    if (!question.options.with_confidence)
      question.options.on_row = [this](const Answer& answer, const RowView& row) {
        return Take(answer, row);
      };
    question.options.on_answer = [this](const Answer& answer) { Finish(answer); };
  }

  std::string TakeCsv() { return std::move(table_); }
  std::string TakeJson(const QueryOutcome& outcome, int status) {
    JsonWriter json;
    json.Open('{').Key("answers").Raw("[" + answers_.Take() + "]");
    WriteDiagnostics(outcome.diagnostics, json);
    if (status != 200) WriteError(outcome, status, json);
    json.Close('}');
    return json.Take();
  }

 private:
  bool Take(const Answer& answer, const RowView& row) {
    truncated_ =
        row_count_ >= max_rows_ || rows_.size() + table_.size() + answers_.size() > most_bytes_;
    if (truncated_) return false;
    if (row_count_++ == 0) Begin(answer);
    if (csv_) {
      for (std::size_t i = 0; i < row.size(); ++i)
        table_ += (i > 0 ? "," : "") + CsvCell(Display(row[i]));
      table_ += "\r\n";
      return true;
    }
    rows_.Open('[');
    for (std::size_t i = 0; i < row.size(); ++i) Write(row[i], rows_);
    rows_.Close(']');
    return true;
  }

  void Begin(const Answer& answer) {
    if (!csv_) return;
    if (!table_.empty()) table_ += "\r\n";
    for (std::size_t i = 0; i < answer.columns.size(); ++i)
      table_ += (i > 0 ? "," : "") + CsvCell(answer.columns[i]);
    table_ += "\r\n";
  }

  void Finish(const Answer& answer) {
    for (const std::vector<Value>& row : answer.rows)  // those that did not come one by one
      if (!Take(answer, row)) break;
    if (csv_ && row_count_ == 0) Begin(answer);
    if (!csv_) Describe(answer);
    row_count_ = 0;
    truncated_ = false;
    rows_ = JsonWriter();
  }

  void Describe(const Answer& answer) {
    answers_.Open('{').Key("query").Text(answer.query).Key("yes_no").Bool(answer.yes_no);
    answers_.Key("holds").Bool(answer.holds).Key("plan").Bool(answer.is_plan);
    answers_.Key("columns").Open('[');
    for (const std::string& column : answer.columns) answers_.Text(column);
    answers_.Close(']').Key("rows").Raw("[" + rows_.Take() + "]");
    answers_.Key("row_count").Number(row_count_).Key("truncated").Bool(truncated_);
    answers_.Key("notes").Open('[');
    for (const std::string& note : answer.notes) answers_.Text(note);
    answers_.Close(']').Key("proofs").Open('[');
    for (const Proof& proof : answer.proofs) WriteProof(proof, 0, answers_);
    answers_.Close(']').Key("confidence").Open('[');
    for (std::size_t i = 0; i < std::min<std::size_t>(row_count_, answer.confidence.size()); ++i)
      answers_.Decimal(answer.confidence[i]);
    answers_.Close(']').Key("seconds").Decimal(answer.seconds).Close('}');
  }

  static void WriteError(const QueryOutcome& outcome, int status, JsonWriter& json) {
    json.Key("error").Open('{').Key("code").Text(status == 422 ? "limit" : "invalid-input");
    std::string message;
    for (const Diagnostic& diagnostic : outcome.diagnostics)
      if (diagnostic.severity == Severity::kError && message.empty()) message = diagnostic.message;
    json.Key("message").Text(message).Close('}');
  }

  const bool csv_;
  const std::uint64_t max_rows_;
  const std::size_t most_bytes_;
  JsonWriter answers_, rows_;
  std::string table_;
  std::uint64_t row_count_ = 0;
  bool truncated_ = false;
};

}  // namespace

Reply AnswerQuery(Api& api, const Call& call) {
  const std::shared_ptr<StoreView> view = api.store.Now();
  Result<Question> question = QuestionIn(view->store(), call, api.asking.limits());
  if (!question.ok()) return Failure(question.status());
  AnswerWriter writer(*question, api.asking.limits().reply_bytes);
  const Result<QueryOutcome> outcome =
      api.asking.Run(*view, call, question->text, question->options);
  if (!outcome.ok()) return Refused(outcome.status());
  Reply reply;
  reply.status = outcome->ok() ? 200 : MetLimit(*outcome) ? 422 : 400;
  if (question->csv && outcome->ok()) {
    reply.type = "text/csv; charset=utf-8";
    reply.headers["Content-Disposition"] = "attachment; filename=\"answer.csv\"";
    reply.body = writer.TakeCsv();
  } else {
    reply.body = writer.TakeJson(*outcome, reply.status);
  }
  return reply;
}

}  // namespace lode::server
