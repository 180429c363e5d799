// A line of a table or of N-Triples as a triple.
#pragma once

#include <string>
#include <string_view>

#include "lode/status.h"
#include "lode/triples.h"
#include "lode/value.h"

namespace lode {

struct TripleLine {
  std::string subject;                             // a name
  std::string predicate;                           // as in questions
  Value object;                                    // an entity with its name, or a literal
  Span subject_span, predicate_span, object_span;  // in the line
};

// kInvalidInput says what is wrong, without the line's number. REQUIRES: a line without its
// break that is neither empty nor a comment.
Result<TripleLine> ParseTripleLine(std::string_view line, const TripleOptions& options);

}  // namespace lode
