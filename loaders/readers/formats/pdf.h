// PDF -> paragraphs, through poppler.
#pragma once

#include <atomic>
#include <string_view>

#include "loaders/readers/lines/page.h"
#include "lode/status.h"

namespace lode {

// Text in reading order, with title, author and date of the document's own description where
// they are values. kUnsupported: encrypted, or without text (pictures of pages), or lode was
// built without PDF. kLimit: more than `pdf-pages` (2,000), or longer than `pdf-seconds` (60),
// looked at between two pages. kInvalidInput: damaged. kCancelled once `cancel` is set.
// Bytes of the source are not told apart: every line is of the whole file.
// Threads: any; one reads at a time.
Result<Page> ReadPdf(std::string_view bytes, const std::atomic<bool>* cancel = nullptr);

}  // namespace lode
