// Any bytes are a packed file: what comes out stays within the limit.

#include <algorithm>

#include "loaders/readers/bytes/source.h"
#include "tests/fuzz/fuzz_target.h"

namespace lode::fuzz {

LODE_FUZZ(archive) {
  constexpr std::uint64_t kLimit = 1 << 20;
  const Result<std::string> unpacked = Unpack(std::string(bytes), kLimit);
  if (unpacked.ok())
    Require(unpacked->size() <= std::max<std::uint64_t>(kLimit, bytes.size()));
  else
    Require(!unpacked.status().message().empty());
}

}  // namespace lode::fuzz
