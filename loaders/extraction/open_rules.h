// Opens all that reading needs beside the model.
#pragma once

#include <memory>
#include <string>

#include "loaders/extraction/words/rules.h"

namespace lode {

// data_directory holds the schema folder: its lists, frames, entity lists and *.patterns, in
// the order of their names; and models/confidence.trees. Errors name the file and the line.
Result<std::shared_ptr<const ExtractionRules>> OpenExtractionRules(
    const std::string& data_directory);

// The same with a user's schema file on top of it; an empty path for none. The rules may be
// changed until they are shared.
Result<std::shared_ptr<ExtractionRules>> OpenRulesWith(const std::string& data_directory,
                                                       const std::string& schema_path);

}  // namespace lode
