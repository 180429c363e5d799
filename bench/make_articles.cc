// Writes made-up articles (article_maker.h) as text files, in folders of their own:
//
//   make_articles SAMPLES N FOLDERS TO      TO/0 ... TO/FOLDERS-1, some N / FOLDERS in each

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "bench/article_maker.h"

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "usage: make_articles SAMPLES N FOLDERS TO\n");
    return 2;
  }
  const std::uint64_t total = std::strtoull(argv[2], nullptr, 10);
  const std::uint64_t folders = std::strtoull(argv[3], nullptr, 10);
  const std::filesystem::path to = argv[4];
  const lode::bench::ArticleMaker maker(argv[1]);
  for (std::uint64_t i = 0; i < total; ++i) {
    const std::filesystem::path folder = to / std::to_string(i % folders);
    std::filesystem::create_directories(folder);
    std::ofstream(folder / (std::to_string(i) + ".txt")) << maker.Make(i);
  }
  return 0;
}
