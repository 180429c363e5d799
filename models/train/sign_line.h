// What judged_signs and statement_signs print: JSON, a line each. First the names of the signs
// that are numbers, then statements, each with its document, verdict, confidence as printed
// today, extractor, numbers and marks. models/train/fit_confidence.py reads it.
#pragma once

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "loaders/extraction/critic/signs.h"

namespace lode {

inline void PrintSignNames(std::ostream& out) {
  out << nlohmann::json{{"signs", SignNames()}}.dump() << '\n';
}

inline void PrintSigns(const std::string& document, const std::string& verdict,
                       const StatementRecord& statement, const Signs& signs, std::ostream& out) {
  const auto begin = [](const Spans& spans) {
    return spans.empty() ? std::string() : std::to_string(spans.front().begin);
  };
  out << nlohmann::json{{"document", document},
                        {"sentence", statement.sentence},
                        {"predicate", statement.predicate},
                        {"subject", begin(statement.subject_span)},
                        {"object", begin(statement.object_span)},
                        {"verdict", verdict},
                        {"confidence", statement.confidence},
                        {"extractor", statement.extractor},
                        {"numbers", signs.numbers},
                        {"marks", signs.marks}}
             .dump()
      << '\n';
}

}  // namespace lode
