// What a row of an answer rests on: the question is asked as far as that row, and `why` of it.

#include "server/api/api.h"
#include "server/api/json_of.h"
#include "server/api/question.h"
#include "views/row_question.h"

namespace lode::server {
namespace {

constexpr std::size_t kMostStatements = 200;

// The answer that is wanted, with the wanted row alone; no row: there is none.
class RowTaker {
 public:
  RowTaker(const Question& question, QueryOptions& options)
      : answer_(question.answer), row_(question.row) {
    options.on_row = [this](const Answer& answer, const RowView& row) { return Take(answer, row); };
    options.on_answer = [this](const Answer&) {
      ++answers_;
      rows_ = 0;
    };
  }

  const Answer& taken() const { return taken_; }

 private:
  bool Take(const Answer& answer, const RowView& row) {
    if (answers_ + 1 != answer_) return false;
    if (++rows_ < row_) return true;
    taken_ = answer;
    taken_.rows.assign(1, {});
    for (std::size_t i = 0; i < row.size(); ++i) taken_.rows[0].push_back(row[i]);
    return false;
  }

  const std::uint64_t answer_, row_;
  std::uint64_t answers_ = 0, rows_ = 0;
  Answer taken_;
};

}  // namespace

Reply AnswerRow(Api& api, const Call& call) {
  const std::shared_ptr<StoreView> view = api.store.Now();
  Result<Question> question = QuestionIn(view->store(), call, api.asking.limits());
  if (!question.ok()) return Failure(question.status());
  QueryOptions options = api.asking.Limited(call, question->options);
  options.with_confidence = options.near_answers = false;
  QueryOptions asked = options;
  RowTaker row(*question, asked);
  QueryOutcome outcome;
  std::vector<Statement> statements;
  const Status status = api.asking.InPlace(call, [&] {
    StoreView::Lease session = view->Session();
    outcome = session->Run(question->text, asked);
    if (outcome.ok() && !row.taken().rows.empty())
      statements = views::StatementsOf(
          views::RowQuestion(view->store(), session->rules_text(), row.taken(), options)
              .Ask(row.taken().rows[0]));
  });
  if (!status.ok()) return Refused(status);
  if (!outcome.ok()) {
    for (const Diagnostic& diagnostic : outcome.diagnostics)
      if (diagnostic.severity == Severity::kError)
        return Failure(
            Status(MetLimit(outcome) ? Code::kLimit : Code::kInvalidInput, diagnostic.message));
  }
  if (row.taken().rows.empty())
    return Failure(404, "not-found",
                   "answer " + std::to_string(question->answer) + " has no row " +
                       std::to_string(question->row));
  JsonWriter json;
  json.Open('{').Key("statements").Open('[');
  for (std::size_t i = 0; i < std::min(kMostStatements, statements.size()); ++i)
    Write(statements[i], json);
  json.Close(']').Key("count").Number(statements.size()).Close('}');
  return Done(json);
}

}  // namespace lode::server
