// Cursors. A cursor stands before the first answer, in one, or behind the last; what the
// stream brings while the caller asks for rows moves it on. The hard bit is that a stream says
// what was wrong at its end only, and a caller wants it from the step that met it.

#include <deque>
#include <memory>

#include "doors/c/error.h"
#include "doors/c/records.h"
#include "doors/c/session.h"
#include "doors/rows/row_stream.h"

using namespace lode::doors;
using lode::Code;
using lode::Result;
using lode::Status;
using lode::Value;
using lode::ValueKind;

struct lode_cursor {
  explicit lode_cursor(Taken session, const char* text, const lode_query_options* options)
      : taken(std::move(session)),
        stream(taken.session(), text,
               options == nullptr ? lode::QueryOptions{} : options->options) {}

  // Takes what comes next; false at the end of everything.
  bool Pull() {
    ended_answer = false;
    switch (stream.Next()) {
      case Step::kAnswer:
        in_answer = true;
        columns = stream.answer().columns;
        break;
      case Step::kRows:
        batch = std::move(stream.batch());
        row = 0;
        break;
      case Step::kEnd:
        in_answer = false;
        ended_answer = true;
        break;
      default: in_answer = false; done = true;
    }
    return !done;
  }

  // Shows row `row` of the batch.
  void Show() {
    values.clear();
    for (std::size_t column = 0; column < batch.columns; ++column)
      values.emplace_back(batch.At(row, column));
    ++row;
  }

  lode_code End(lode_error** error) {
    if (notes.empty())
      for (const lode::Diagnostic& diagnostic : stream.diagnostics())
        if (diagnostic.severity == lode::Severity::kNote) notes.push_back(lode::Render(diagnostic));
    return FailAt(stream.diagnostics(), error);
  }

  const Taken taken;
  RowStream stream;  // gone before the session is given back
  bool in_answer = false, ended_answer = false, done = false;
  std::vector<std::string> columns;
  RowBatch batch;
  std::size_t row = 0;  // of the batch: the next one
  std::deque<lode_value> values;
  std::vector<std::string> notes;
};

namespace {

const lode_text kNothing = {"", 0};

// The ids of statements that stand in a value.
void AddStatements(const Value& value, std::vector<std::string>& ids) {
  if (value.kind == ValueKind::kStatement) ids.push_back(value.text);
  if (value.kind != ValueKind::kPath || !value.path) return;
  for (const lode::PathHop& hop : value.path->hops)
    ids.insert(ids.end(), hop.statements.begin(), hop.statements.end());
}

// A step that may find the end of everything.
template <typename Work>
lode_code StepOf(lode_cursor* cursor, lode_error** error, Work&& work) {
  const lode_code code = Guard(error, [&]() -> Status {
    if (cursor == nullptr) return Missing("the cursor");
    return work();
  });
  if (code != LODE_OK || !cursor->done) return code;
  lode_code end = LODE_OK;
  const lode_code told = Guard(error, [&] {
    end = cursor->End(error);
    return Status::Ok();
  });
  return told != LODE_OK ? told : end;
}

}  // namespace

lode_code lode_query(lode_session* session, const char* text, const lode_query_options* options,
                     lode_cursor** cursor, lode_error** error) {
  if (cursor != nullptr) *cursor = nullptr;
  return Guard(error, [&]() -> Status {
    if (session == nullptr || text == nullptr || cursor == nullptr)
      return Missing("the session, the text, or where the cursor goes,");
    Result<Taken> taken = Taken::Take(*session);
    if (!taken.ok()) return taken.status();
    *cursor = new lode_cursor(*std::move(taken), text, options);
    return Status::Ok();
  });
}

lode_code lode_cursor_next_answer(lode_cursor* cursor, int* has_answer, lode_error** error) {
  if (has_answer != nullptr) *has_answer = 0;
  return StepOf(cursor, error, [&] {
    cursor->values.clear();
    cursor->batch = {};
    cursor->row = 0;
    while (cursor->in_answer && cursor->Pull()) {
    }
    cursor->batch = {};
    cursor->row = 0;
    while (!cursor->done && !cursor->in_answer && cursor->Pull()) {
    }
    if (has_answer != nullptr) *has_answer = cursor->in_answer ? 1 : 0;
    return Status::Ok();
  });
}

lode_code lode_cursor_next(lode_cursor* cursor, int* has_row, lode_error** error) {
  if (has_row != nullptr) *has_row = 0;
  return StepOf(cursor, error, [&] {
    const bool behind = cursor->ended_answer && cursor->row >= cursor->batch.rows;
    cursor->values.clear();
    while (!behind && !cursor->done && cursor->row >= cursor->batch.rows && cursor->Pull() &&
           !cursor->ended_answer) {
    }
    if (cursor->row >= cursor->batch.rows) return Status::Ok();
    cursor->Show();
    if (has_row != nullptr) *has_row = 1;
    return Status::Ok();
  });
}

void lode_cursor_cancel(lode_cursor* cursor) {
  if (cursor != nullptr) cursor->stream.Cancel();
}

size_t lode_cursor_columns(const lode_cursor* cursor) {
  return cursor == nullptr ? 0 : cursor->columns.size();
}

lode_text lode_cursor_column(const lode_cursor* cursor, size_t column) {
  return column < lode_cursor_columns(cursor) ? TextOf(cursor->columns[column]) : kNothing;
}

int lode_cursor_holds(lode_cursor* cursor) {
  return Look(-1, [&] {
    if (cursor == nullptr) return -1;
    if (!cursor->in_answer && !cursor->ended_answer) cursor->Pull();
    if (cursor->in_answer && !cursor->stream.answer().yes_no) return -1;
    while (cursor->in_answer && cursor->Pull()) {
    }
    if (!cursor->ended_answer || !cursor->stream.answer().yes_no) return -1;
    return cursor->stream.answer().holds ? 1 : 0;
  });
}

const lode_value* lode_cursor_value(const lode_cursor* cursor, size_t column) {
  return cursor != nullptr && column < cursor->values.size() ? &cursor->values[column] : nullptr;
}

lode_code lode_cursor_evidence(lode_cursor* cursor, lode_records** statements, lode_error** error) {
  if (statements != nullptr) *statements = nullptr;
  return Guard(error, [&]() -> Status {
    if (cursor == nullptr || statements == nullptr)
      return Missing("the cursor, or where the statements go,");
    std::vector<std::string> ids;
    for (const lode_value& value : cursor->values) AddStatements(*value.value, ids);
    std::vector<lode::Statement> found;
    for (const std::string& id : ids) {
      Result<lode::Statement> statement = cursor->taken.store().StatementOf(id);
      if (!statement.ok()) return statement.status();
      found.push_back(*std::move(statement));
    }
    *statements = lode_records::Of(std::move(found));
    return Status::Ok();
  });
}

lode_text lode_cursor_note(const lode_cursor* cursor, size_t index) {
  return cursor != nullptr && index < cursor->notes.size() ? TextOf(cursor->notes[index])
                                                           : kNothing;
}

void lode_cursor_free(lode_cursor* cursor) {
  delete cursor;
}
