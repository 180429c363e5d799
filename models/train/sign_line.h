// What judged_signs and statement_signs print: JSON, a line each. First the names of the signs
// that are numbers, then statements, each with its document, verdict, confidence as printed
// today, extractor, numbers, marks and, from judged_signs, words: the hundredths of `Signs::words`.
// models/train/fit_confidence.py reads it.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "loaders/extraction/critic/signs.h"

namespace lode {

inline void PrintSignNames(std::ostream& out) {
  out << nlohmann::json{{"signs", SignNames()}, {"places", WordPlaces()}}.dump() << '\n';
}

enum class SignWords { kLeftOut, kPrinted };

inline void PrintSigns(const std::string& document, const std::string& verdict,
                       const StatementRecord& statement, const Signs& signs, SignWords words,
                       std::ostream& out) {
  const auto begin = [](const Spans& spans) {
    return spans.empty() ? std::string() : std::to_string(spans.front().begin);
  };
  std::vector<int> hundredths;
  if (words == SignWords::kPrinted)
    for (const float number : signs.words)
      hundredths.push_back(static_cast<int>(std::lround(number * 100)));
  out << nlohmann::json{{"document", document},
                        {"sentence", statement.sentence},
                        {"predicate", statement.predicate},
                        {"subject", begin(statement.subject_span)},
                        {"object", begin(statement.object_span)},
                        {"verdict", verdict},
                        {"confidence", statement.confidence},
                        {"extractor", statement.extractor},
                        {"numbers", signs.numbers},
                        {"marks", signs.marks},
                        {"words", hundredths}}
             .dump()
      << '\n';
}

}  // namespace lode
