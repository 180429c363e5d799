// Strings behind a byte that says which layout they have.

#include "storage/articles/fetch_table.h"

#include "storage/disk/coding.h"

namespace lode {
namespace {

constexpr std::uint8_t kFetchLayout = 1;

void PutStrings(std::string& out, const std::vector<std::string>& strings) {
  PutVarint(out, strings.size());
  for (const std::string& each : strings) PutString(out, each);
}

std::vector<std::string> TakeStrings(ByteReader& in) {
  std::vector<std::string> strings;
  for (std::size_t left = in.Count(); left > 0 && in.ok(); --left)
    strings.emplace_back(in.String());
  return strings;
}

}  // namespace

std::string EncodeFetch(const FetchRecord& record) {
  std::string out;
  PutByte(out, kFetchLayout);
  PutString(out, record.etag);
  PutString(out, record.last_modified);
  PutString(out, record.options);
  PutStrings(out, record.articles);
  PutStrings(out, record.links);
  return out;
}

Result<FetchRecord> DecodeFetch(std::string_view bytes) {
  ByteReader in(bytes);
  FetchRecord record;
  const bool is_known = in.Byte() == kFetchLayout;
  record.etag = in.String();
  record.last_modified = in.String();
  record.options = in.String();
  record.articles = TakeStrings(in);
  record.links = TakeStrings(in);
  if (!is_known || !in.ok() || !in.at_end())
    return {Code::kCorrupt, "what is kept of a fetched address is damaged; load it again"};
  return record;
}

}  // namespace lode
