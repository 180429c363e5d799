#include "server/api/question.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "views/parameter.h"

namespace lode::server {
namespace {

// A whole number of the body, or the limit where it is not given.
Result<std::uint64_t> NumberIn(const nlohmann::json& body, const char* name,
                               std::uint64_t otherwise) {
  const auto found = body.find(name);
  if (found == body.end() || found->is_null()) return otherwise;
  if (!found->is_number_unsigned())
    return Status(Code::kInvalidInput, std::string("'") + name + "' wants a whole number");
  return found->get<std::uint64_t>();
}

Status ReadParameters(const Store& store, const nlohmann::json& body, QueryOptions& options) {
  const auto given = body.find("parameters");
  if (given == body.end() || given->is_null()) return {};
  if (!given->is_object()) return {Code::kInvalidInput, "'parameters' wants an object"};
  for (const auto& [name, value] : given->items()) {
    if (!value.is_string())
      return {Code::kInvalidInput, "the parameter '" + name + "' wants text, as after --param"};
    options.parameters[name] = views::ParameterValue(store, value.get<std::string>());
  }
  return {};
}

}  // namespace

Result<Question> QuestionIn(const Store& store, const Call& call, const AskLimits& limits) {
  const auto body = nlohmann::json::parse(call.body, nullptr, false);
  if (!body.is_object()) return Status(Code::kInvalidInput, "the body is no JSON object");
  const auto text = body.find("text");
  if (text == body.end() || !text->is_string())
    return Status(Code::kInvalidInput, "'text' is missing: the question");
  Question question;
  question.text = text->get<std::string>();
  const Result<std::uint64_t> rows = NumberIn(body, "max_rows", 1'000);
  const Result<std::uint64_t> time = NumberIn(body, "timeout_ms", limits.timeout_ms);
  const Result<std::uint64_t> memory = NumberIn(body, "memory_mb", limits.memory_bytes >> 20);
  const Result<std::uint64_t> answer = NumberIn(body, "answer", 1), row = NumberIn(body, "row", 1);
  for (const auto* number : {&rows, &time, &memory, &answer, &row})
    if (!number->ok()) return number->status();
  question.answer = *answer;
  question.row = *row;
  question.max_rows = std::min(*rows == 0 ? limits.rows : *rows, limits.rows);
  question.options.max_rows = limits.rows;
  question.options.near_answers = true;
  question.options.timeout_ms = *time;
  question.options.max_memory_bytes = std::min<std::uint64_t>(*memory, 1 << 20) << 20;
  if (const auto least = body.find("min_confidence"); least != body.end() && !least->is_null()) {
    if (!least->is_number() || !(least->get<double>() >= 0 && least->get<double>() <= 1))
      return Status(Code::kInvalidInput, "'min_confidence' wants a number from 0 to 1");
    question.options.min_confidence = least->get<double>();
  }
  const auto confidence = body.find("confidence");
  question.options.with_confidence =
      confidence != body.end() && confidence->is_boolean() && confidence->get<bool>();
  const auto format = body.find("format");
  if (format != body.end() && *format != "json" && *format != "csv")
    return Status(Code::kInvalidInput, "'format' is json or csv");
  question.csv = format != body.end() && *format == "csv";
  if (const Status status = ReadParameters(store, body, question.options); !status.ok())
    return status;
  return question;
}

}  // namespace lode::server
