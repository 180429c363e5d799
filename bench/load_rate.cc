// Whether loading stays as quick as it began: loads N made-up articles in groups of
// 500 into a new store and prints the rate of each group and the peak memory.
//
//   load_rate SAMPLES [N [FOLDER]]
//
// FOLDER/store stays, where one is given: bench/at_size asks it.

#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "bench/article_maker.h"
#include "lode/lode.h"

namespace {

constexpr std::uint64_t kGroup = 500;

long PeakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

}  // namespace

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  if (argc < 2) {
    std::fprintf(stderr, "usage: load_rate SAMPLES [N [FOLDER]]\n");
    return 2;
  }
  const std::uint64_t total = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 2000;
  const lode::bench::ArticleMaker maker(argv[1]);
  std::string pattern = (fs::temp_directory_path() / "lode-bench-XXXXXX").string();
  const fs::path work = argc > 3 ? fs::path(argv[3]) : fs::path(mkdtemp(pattern.data()));
  fs::create_directories(work);
  lode::Result<lode::Store> store = lode::Store::Open((work / "store").string());
  if (!store.ok()) {
    std::fprintf(stderr, "%s\n", store.status().message().c_str());
    return 1;
  }
  double first = 0;
  double last = 0;
  const auto processor_seconds = [] {
    return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
  };
  for (std::uint64_t begin = 0; begin < total; begin += kGroup) {
    const fs::path folder = work / "group";
    fs::create_directory(folder);
    for (std::uint64_t i = begin; i < begin + kGroup && i < total; ++i)
      std::ofstream(folder / (std::to_string(i) + ".txt")) << maker.Make(i);
    const double before = processor_seconds();
    lode::Result<lode::LoadReport> report = lode::Load(*store, {folder.string()});
    const double spent = processor_seconds() - before;
    fs::remove_all(folder);
    if (!report.ok()) {
      std::fprintf(stderr, "%s\n", report.status().message().c_str());
      return 1;
    }
    last = static_cast<double>(report->added) / report->seconds;
    if (first == 0) first = last;
    std::printf(
        "articles %llu..%llu  %7.1f articles/s  %7.1f a processor's second  %8llu statements  "
        "peak %ld MB\n",
        static_cast<unsigned long long>(begin + 1),
        static_cast<unsigned long long>(begin) + report->added, last,
        static_cast<double>(report->added) / spent,
        static_cast<unsigned long long>(report->statements), PeakMegabytes());
  }
  std::printf("last group / first group: %.2f; peak resident memory %ld MB\n", last / first,
              PeakMegabytes());
  if (argc <= 3) fs::remove_all(work);
  return 0;
}
