// Whether a record can be stored.
#pragma once

#include "lode/status.h"
#include "storage/articles/article_record.h"

namespace lode {

// What would make a record unfit to store: indexes that point nowhere, spans
// outside the text, an entity as a literal. The message names the first fault.
Status CheckRecord(const ArticleRecord& record);

}  // namespace lode
