// Any line is a line of a table or of N-Triples: it is refused, or a triple whose parts stand in
// it.

#include <algorithm>
#include <string_view>

#include "storage/lines/triple_line.h"
#include "tests/fuzz/fuzz_target.h"

namespace lode::fuzz {
namespace {

void CheckSpan(Span span, std::string_view line) {
  Require(span.begin <= span.end && span.end <= line.size());
}

}  // namespace

LODE_FUZZ(triples) {
  std::size_t lines = 0;
  for (std::size_t at = 0; at < bytes.size() && lines < 100; ++lines) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = bytes.substr(at, end - at);
    at = end + 1;
    if (line.empty() || line.starts_with('#')) continue;
    for (const TripleFormat format :
         {TripleFormat::kTsv, TripleFormat::kCsv, TripleFormat::kNTriples}) {
      TripleOptions options;
      options.format = format;
      const Result<TripleLine> triple = ParseTripleLine(line, options);
      if (!triple.ok()) {
        Require(!triple.status().message().empty());
        continue;
      }
      Require(!triple->subject.empty() && !triple->predicate.empty());
      for (const Span span : {triple->subject_span, triple->predicate_span, triple->object_span})
        CheckSpan(span, line);
    }
  }
}

}  // namespace lode::fuzz
