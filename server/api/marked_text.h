// Text of an article cut where statements' words begin and end.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "lode/lode.h"
#include "server/http/json_writer.h"

namespace lode::server {

// Bytes of an article's text that are marked, and as what: "subject", "predicate" ...
struct Mark {
  Span span;
  std::string name;
};

// Marks of the statement's words.
void AddMarks(const Statement& statement, const std::string& prefix, std::vector<Mark>& marks);

// Writes [{"text", "marks": [...]}, ...] of the bytes of `text` from begin to end. Marks may
// overlap; what of them lies outside is left out. REQUIRES: begin <= end <= text.size().
// Cost: by the text and its marks, times how many lie over each other.
void WriteMarked(const std::string& text, Span part, std::vector<Mark> marks, JsonWriter& json);

}  // namespace lode::server
