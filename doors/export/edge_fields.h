// What an edge carries beside its ends, in every format: names and texts.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "lode/lode.h"

namespace lode::doors {

// In this order: id, predicate, said_by, polarity, modality, ended, time, confidence, sentence,
// article, title, source, published, url, qualifiers.
inline constexpr const char* kEdgeFields[] = {
    "id",       "predicate", "said_by", "polarity", "modality",  "ended", "time",      "confidence",
    "sentence", "article",   "title",   "source",   "published", "url",   "qualifiers"};
std::vector<std::string> EdgeFields(const Statement& statement);

// A number as the shortest text that reads back the same.
std::string NumberText(double number);

}  // namespace lode::doors
