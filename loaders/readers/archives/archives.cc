// Which archive the bytes are.

#include "loaders/readers/archives/archives.h"

#include <re2/re2.h>

namespace lode {

ArchiveReader ArchiveReaderFor(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04")) return OfficeKind(bytes).empty() ? ReadZip : nullptr;
  if (bytes.starts_with("WARC/")) return ReadWarc;
  if (IsTar(bytes)) return ReadTar;
  return IsMail(bytes) ? ReadMail : nullptr;
}

bool IsWebAsset(std::string_view name) {
  static const RE2 assets(
      R"((?i).*\.(?:css|m?js|map|woff2?|ttf|otf|eot|ico|png|jpe?g|gif|svg|webp|avif|bmp|mp3|mp4|webm|m3u8)(?:\?.*)?)");
  return RE2::FullMatch({name.data(), name.size()}, assets);
}

}  // namespace lode
