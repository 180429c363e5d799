// An article of an import that waits for its statements, as bytes.
#pragma once

#include <string>
#include <string_view>

#include "lode/status.h"
#include "storage/exchange/import_record.h"

namespace lode {

// Text, facts, sets and record. No part of the store's format: nobody reads them but the import
// that wrote them.
std::string EncodeWaiting(const ImportedArticle& waiting);
Result<ImportedArticle> DecodeWaiting(std::string_view bytes);

}  // namespace lode
