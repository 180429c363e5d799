// What a page's JSON-LD says of its article.
#pragma once

#include <string>
#include <vector>

#include "loaders/readers/lines/page.h"

namespace lode {

// Fields of the first article-like object in the scripts of a page, references among them
// followed. A broken script says nothing. Values are clean (field_values.h); a date stays as
// written. Cost: linear; scripts past 4 MB are not read.
PageFields FieldsOfJsonLd(const std::vector<std::string>& scripts);

}  // namespace lode
