// What a page's JSON-LD says of its article.
#pragma once

#include <string>
#include <vector>

#include "loaders/readers/lines/page.h"

namespace lode {

struct JsonLdFields {
  PageFields article;     // of the first article-like object
  std::string published;  // of the first page, recipe or the like
};

// What the scripts of a page say, references among them followed. A script that is broken
// otherwise than browsers' programs mend is passed over. Values are clean (field_values.h); dates
// stay as written. Cost: linear; scripts past 4 MB are not read.
JsonLdFields FieldsOfJsonLd(const std::vector<std::string>& scripts);

}  // namespace lode
