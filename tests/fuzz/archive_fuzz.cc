// Any bytes are a packed file or an archive: what comes out stays within the limit.

#include <algorithm>

#include "loaders/readers/archives/archives.h"
#include "loaders/readers/archives/mail_coding.h"
#include "loaders/readers/bytes/encoding.h"
#include "loaders/readers/bytes/source.h"
#include "loaders/readers/markup/entities.h"
#include "tests/fuzz/fuzz_target.h"

namespace lode::fuzz {

LODE_FUZZ(archive) {
  constexpr std::uint64_t kLimit = 1 << 20;
  constexpr std::size_t kMostMembers = 1000;
  const Result<std::string> unpacked = Unpack(std::string(bytes), kLimit);
  if (unpacked.ok())
    Require(unpacked->size() <= std::max<std::uint64_t>(kLimit, bytes.size()));
  else
    Require(!unpacked.status().message().empty());
  for (const ArchiveReader read : {ReadZip, ReadTar, ReadWarc, ReadMail}) {
    std::size_t members = 0;
    read(bytes, kLimit, [&](Result<Member> member) {
      Require(member.ok() ? member->bytes.size() <= std::max<std::uint64_t>(kLimit, bytes.size())
                          : !member.status().message().empty());
      return ++members < kMostMembers;
    });
  }
  Require(DecodeTransfer(bytes, "base64").size() <= bytes.size());
  Require(DecodeTransfer(bytes, "quoted-printable").size() <= bytes.size());
  Require(FirstInvalidUtf8(DecodeEntities(bytes)) == std::string::npos ||
          FirstInvalidUtf8(bytes) != std::string::npos);
  DecodeWords(bytes);
}

}  // namespace lode::fuzz
