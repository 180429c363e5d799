// Asking in tests: text in, rows out.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "query/engine.h"
#include "query/syntax/parse.h"
#include "tests/query/fake_snapshot.h"

namespace lode {

// The answers to every query of a text, or the first error.
struct Asked {
  Status status;
  std::vector<Answer> answers;

  // Of the last query, a row as "a | b"; "yes" or "no" without columns; "error: ..." .
  std::vector<std::string> rows() const {
    if (!status.ok()) return {"error: " + status.message()};
    if (answers.empty()) return {};
    const Answer& answer = answers.back();
    if (answer.yes_no) return {answer.holds ? "yes" : "no"};
    std::vector<std::string> lines;
    for (const std::vector<Value>& row : answer.rows) {
      std::string line;
      for (const Value& value : row) line += (line.empty() ? "" : " | ") + Display(value);
      lines.push_back(line);
    }
    return lines;
  }
};

inline Asked Ask(std::shared_ptr<const Snapshot> snapshot, const std::string& text,
                 const QueryOptions& options = {}) {
  Asked asked;
  const Parsed parsed = Parse(text, options);
  if (!parsed.ok()) {
    asked.status = {Code::kInvalidInput, Render(parsed.diagnostics.front())};
    return asked;
  }
  Stratification rules;
  rules.strata.emplace_back();
  std::vector<ast::Query> queries;
  for (const ast::Clause& clause : parsed.program.clauses) {
    if (const auto* rule = std::get_if<ast::Rule>(&clause))
      rules.strata.back().rules.push_back(std::make_shared<ast::Rule>(*rule));
    else
      queries.push_back(std::get<ast::Query>(clause));
  }
  Engine engine(std::move(snapshot), std::move(rules), options);
  for (const ast::Query& query : queries) {
    Result<Answer> answer = engine.Ask(query);
    if (!answer.ok()) {
      asked.status = answer.status();
      return asked;
    }
    asked.answers.push_back(*std::move(answer));
  }
  return asked;
}

}  // namespace lode
