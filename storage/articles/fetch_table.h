// What is known of an address whose articles were stored: so that the next request for it can
// ask for nothing but changes.
//
//   'H' address    1, ETag, Last-Modified, hash of options (strings), number of articles,
//                  their ids (strings), number of links, these (strings)
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"

namespace lode {

struct FetchRecord {
  std::string etag, last_modified;    // as the server wrote them; may be empty
  std::string options;                // hash of what the articles were read with
  std::vector<std::string> articles;  // ids of what came of it
  std::vector<std::string> links;     // addresses of a feed's items, where these were followed

  bool operator==(const FetchRecord&) const = default;
};

std::string EncodeFetch(const FetchRecord& record);
// kCorrupt where the bytes are none.
Result<FetchRecord> DecodeFetch(std::string_view bytes);

}  // namespace lode
