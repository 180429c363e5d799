// Reads one line of a pattern file.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "loaders/extraction/patterns/pattern.h"

namespace lode {

// Why a line is none, and where: `column` counts bytes from 1.
struct LineError {
  int column = 1;
  std::string message;  // what would be right
};

// "kin: @kin NOUN; appos of person". On success the node's name is in `name`.
std::optional<LineError> ReadNodeLine(std::string_view line, std::string& name, NodeChoice& choice);

// "owner -[kin]-> other since: year sure 0.9 if owner is :person"
std::optional<LineError> ReadMakeLine(std::string_view line, Making& making);

}  // namespace lode
