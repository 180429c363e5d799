// Any bytes are an address, a robots.txt, and what a store keeps of an answer.

#include "loaders/network/address.h"
#include "loaders/network/robots.h"
#include "storage/articles/fetch_table.h"
#include "tests/fuzz/fuzz_target.h"

namespace lode::fuzz {
namespace {

void CheckAddress(std::string_view text, std::string_view base) {
  const Result<Address> address = ParseAddress(text, base);
  if (!address.ok()) return Require(!address.status().message().empty());
  Require(address->text.starts_with("http://") || address->text.starts_with("https://"));
  Require(address->text == address->origin + address->path && address->path.starts_with('/'));
  const Result<Address> again = ParseAddress(address->text);
  Require(again.ok() && again->text == address->text);
}

}  // namespace

LODE_FUZZ(network) {
  const std::string_view line = bytes.substr(0, bytes.find('\n'));
  CheckAddress(line, {});
  CheckAddress(line, "https://news.example/a/b?c");
  IsAddress(line);
  WithoutCredentials(line);
  for (const std::string_view name : {"lode", "*"}) {
    const RobotsRules rules = RobotsRules::Read(bytes, name);
    Require(rules.delay_seconds() >= 0);
    rules.Forbids(line);
    Require(rules.Forbids("/a/b?c=d").size() <= 4 * bytes.size() + 64);
  }
  const Result<FetchRecord> record = DecodeFetch(bytes);
  if (record.ok()) Require(*DecodeFetch(EncodeFetch(*record)) == *record);
}

}  // namespace lode::fuzz
