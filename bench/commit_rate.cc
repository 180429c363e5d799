// Whether storing stays as quick as it began: puts the articles of a run into a new store one by
// one or in groups, and prints what each group took. Nothing is read, so what grows with the
// store is not hidden behind the reading.
//
//   commit_rate RUN STORE [GROUP [TOGETHER]]
//
// TOGETHER: articles of one change; 1 where it is not given.

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "lode/store.h"
#include "storage/runs/run_article.h"
#include "storage/runs/run_file.h"
#include "storage/writer.h"

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: commit_rate RUN STORE [GROUP [TOGETHER]]\n");
    return 2;
  }
  const std::uint64_t group = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 500;
  const std::size_t together = argc > 4 ? std::strtoull(argv[4], nullptr, 10) : 1;
  std::vector<lode::ArticleRecord> waiting;
  auto run = lode::RunFileReader::Open(argv[1]);
  auto store = lode::Store::Open(argv[2]);
  if (!run.ok() || !store.ok()) {
    std::fprintf(stderr, "%s\n", (run.ok() ? store.status() : run.status()).message().c_str());
    return 1;
  }
  std::uint64_t articles = 0, statements = 0;
  std::clock_t begin = std::clock();
  const auto told = [&] {
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    std::printf("articles %8llu  %6.2f ms an article  %8llu statements\n",
                static_cast<unsigned long long>(articles),
                1000 * seconds / static_cast<double>(group),
                static_cast<unsigned long long>(statements));
    std::fflush(stdout);
    begin = std::clock();
  };
  const auto store_all = [&]() -> lode::Status {
    auto done = lode::WriteArticles(*store, waiting, true);
    waiting.clear();
    if (done.ok()) statements += done->statements;
    return done.status();
  };
  lode::Status status = (*run)->Next();
  for (; status.ok() && (*run)->valid(); status = (*run)->Next()) {
    auto article = lode::DecodeRunArticle((*run)->article());
    if (!article.ok()) status = article.status();
    if (!status.ok()) break;
    waiting.push_back(std::move(article->article.record));
    if (++articles % together == 0) status = store_all();
    if (!status.ok()) break;
    if (articles % group == 0) told();
  }
  if (status.ok() && !waiting.empty()) status = store_all();
  if (!status.ok()) std::fprintf(stderr, "%s\n", status.message().c_str());
  return status.ok() ? 0 : 1;
}
