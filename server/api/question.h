// A question as it stands in the body of a request.
#pragma once

#include <cstdint>
#include <string>

#include "lode/lode.h"
#include "server/api/ask.h"
#include "server/http/call.h"

namespace lode::server {

struct Question {
  std::string text;
  QueryOptions options;
  std::uint64_t max_rows = 0;
  bool csv = false;
  std::uint64_t answer = 1, row = 1;  // whose evidence is wanted: the first is 1
};

// kInvalidInput names what is wrong in the body.
Result<Question> QuestionIn(const Store& store, const Call& call, const AskLimits& limits);

}  // namespace lode::server
