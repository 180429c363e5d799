// Opens all that reading needs beside the model.
#pragma once

#include <memory>
#include <string>

#include "loaders/extraction/words/rules.h"

namespace lode {

// data_directory holds the schema folder: its lists, frames, entity lists and *.patterns, in
// the order of their names. Errors name the file and the line.
Result<std::shared_ptr<const ExtractionRules>> OpenExtractionRules(
    const std::string& data_directory);

}  // namespace lode
