// Files inside a file.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "loaders/readers/lines/page.h"
#include "lode/status.h"

namespace lode {

// What an archive, a crawl or a mail holds: bytes that are read like a file of their own.
struct Member {
  std::string name;
  std::string bytes;
  PageFields fields;    // what the archive says of it; the bytes' own fields come first
  std::string charset;  // of the bytes, where it is known
  double share_read = 1;
};

// A member, or why one could not be read. Returns false to stop.
using MemberSink = std::function<bool(Result<Member>)>;

}  // namespace lode
