// Any bytes are a run: they are refused, or every article of theirs is written again as the same
// and could be stored. Sums are put right in half of the inputs, so that what lies behind them
// is reached.

#include <cstdint>
#include <string>

#include "storage/disk/coding.h"
#include "storage/disk/content_hash.h"
#include "storage/runs/run_article.h"
#include "storage/runs/run_file.h"
#include "tests/fuzz/sound_records.h"
#include "tests/fuzz/temp_folder.h"

namespace lode::fuzz {
namespace {

constexpr std::size_t kHead = 9 + 8 + 16, kNumbers = 3 * 8;

std::string Big(std::uint64_t number) {
  std::string bytes;
  PutBig64(bytes, number);
  return bytes;
}

// With the sums that the layout asks for, as far as the bytes go.
std::string Summed(std::string run) {
  if (run.size() < kHead + 8) return run;
  std::uint64_t chain = ContentHash(std::string_view(run).substr(0, kHead));
  run.replace(kHead, 8, Big(chain));
  for (std::size_t at = kHead + 8; run.size() - at >= kNumbers + 8;) {
    const std::string numbers = run.substr(at, kNumbers);
    const std::uint64_t size = ByteReader(numbers).Big64();
    const std::size_t behind = at + kNumbers + 8;
    if (size > run.size() - behind) return run;
    const std::uint64_t sum =
        size == 0
            ? ContentHash(numbers)
            : ContentHash(numbers + Big(ContentHash(std::string_view(run).substr(behind, size))));
    chain = ContentHash(Big(chain) + Big(sum));
    run.replace(at + kNumbers, 8, Big(size == 0 ? chain : sum));
    at = behind + size;
    if (size == 0) return run;
  }
  return run;
}

void CheckArticle(std::string_view bytes) {
  const auto article = DecodeRunArticle(bytes);
  if (!article.ok()) return;
  const std::string once = EncodeRunArticle(*article);
  const auto again = DecodeRunArticle(once);
  Require(again.ok() && EncodeRunArticle(*again) == once);
  CheckStorable(article->article.record);
}

}  // namespace

LODE_FUZZ(run) {
  if (bytes.empty()) return;
  const std::string_view rest = bytes.substr(1);
  if (bytes[0] % 4 == 0) return CheckArticle(rest);
  static const TempFolder folder;
  const std::string path =
      folder.Write("run", bytes[0] % 2 == 0 ? Summed(std::string(rest)) : std::string(rest));
  auto run = RunFileReader::Open(path);
  if (!run.ok()) return Require(run.status().message().find(path) != std::string::npos);
  for (Status status = (*run)->Next();; status = (*run)->Next()) {
    if (!status.ok()) return Require(status.message().find(path) != std::string::npos);
    if (!(*run)->valid()) return;
    CheckArticle((*run)->article());
  }
}

}  // namespace lode::fuzz
