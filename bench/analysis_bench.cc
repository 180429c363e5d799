// How fast texts are analysed: words a second, threads, memory, the time to open.
//
//   analysis_bench LODE TEXT... [MEGABYTES]
//
// The texts are put one behind the other and repeated to so many megabytes (1). A
// figure is the best of five runs over the whole, from text to CoNLL-U, opening left
// out. Peak memory and the first sentence are those of the program LODE on that text,
// seen from outside.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "lode/analysis.h"

namespace {

constexpr int kRuns = 5;

double Now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::string Repeated(const std::vector<std::string>& files, std::size_t size) {
  std::string once;
  for (const std::string& file : files) {
    std::ifstream in(file, std::ios::binary);
    if (!in) std::fprintf(stderr, "analysis_bench: cannot read %s\n", file.c_str()), std::exit(2);
    once.append(std::istreambuf_iterator<char>(in), {});
    once += "\n\n";
  }
  std::string text;
  while (text.size() < size) text += once;
  return text;
}

// Lines that begin with a number alone are words; ranges have a dash.
std::size_t WordsOf(std::string_view conllu) {
  std::size_t words = 0;
  for (std::size_t at = 0; at < conllu.size();) {
    const std::size_t end = std::min(conllu.find('\n', at), conllu.size());
    const std::size_t tab = std::min(conllu.find_first_not_of("0123456789", at), end);
    words += tab > at && tab < end && conllu[tab] == '\t' ? 1 : 0;
    at = end + 1;
  }
  return words;
}

struct Measured {
  double seconds;
  double processor_seconds;  // of all threads; what counts on a busy machine
  std::size_t words;
};

double ProcessorNow() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

Measured Best(const lode::Analyzer& analyzer, const std::string& text, unsigned jobs, int runs) {
  Measured best = {1e9, 1e9, 0};
  lode::AnalyzeOptions options;
  options.jobs = jobs;
  for (int run = 0; run < runs; ++run) {
    std::size_t words = 0;
    double counting = 0;
    const double begin = Now(), processor = ProcessorNow();
    const lode::Status status = analyzer.Analyze(text, options, [&](std::string_view piece) {
      const double at = Now();
      words += WordsOf(piece);
      counting += Now() - at;
      return true;
    });
    const double seconds = Now() - begin - (jobs == 1 ? counting : 0);
    if (!status.ok()) std::fprintf(stderr, "%s\n", status.message().c_str()), std::exit(1);
    best.seconds = std::min(best.seconds, seconds);
    best.processor_seconds =
        std::min(best.processor_seconds, ProcessorNow() - processor - counting);
    best.words = words;
  }
  return best;
}

struct Watched {
  double first_seconds;  // until the first byte came
  long peak_kilobytes;
};

// Runs `LODE analyze TEXT`, reading what it prints.
Watched Watch(const std::string& program, const std::string& text) {
  int ends[2];
  if (pipe(ends) != 0) std::exit(2);
  const double begin = Now();
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    execl(program.c_str(), program.c_str(), "analyze", text.c_str(), nullptr);
    _exit(127);
  }
  close(ends[1]);
  Watched watched = {0, 0};
  char buffer[65536];
  for (ssize_t got = 0; (got = read(ends[0], buffer, sizeof buffer)) > 0;)
    if (watched.first_seconds == 0) watched.first_seconds = Now() - begin;
  close(ends[0]);
  int status = 0;
  struct rusage usage = {};
  wait4(child, &status, 0, &usage);
  if (status != 0) std::fprintf(stderr, "%s failed\n", program.c_str()), std::exit(1);
  watched.peak_kilobytes = usage.ru_maxrss;
  return watched;
}

std::string InFile(const std::string& text, const std::filesystem::path& path) {
  std::ofstream(path, std::ios::binary) << text;
  return path.string();
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> files;
  double megabytes = 1;
  for (int i = 2; i < argc; ++i) {
    char* end = nullptr;
    const double number = std::strtod(argv[i], &end);
    *end == '\0' ? megabytes = number : (files.emplace_back(argv[i]), 0.0);
  }
  if (files.empty()) {
    std::fprintf(stderr, "usage: analysis_bench LODE TEXT... [MEGABYTES]\n");
    return 2;
  }
  const std::string text = Repeated(files, static_cast<std::size_t>(megabytes * 1e6));
  double open = 1e9;
  for (int run = 0; run < kRuns; ++run) {
    const double begin = Now();
    if (!lode::Analyzer::Open().ok()) return 1;
    open = std::min(open, Now() - begin);
  }
  const lode::Result<lode::Analyzer> analyzer = lode::Analyzer::Open();
  const Measured one = Best(*analyzer, text, 1, kRuns), two = Best(*analyzer, text, 2, kRuns);
  const auto folder =
      std::filesystem::temp_directory_path() / ("analysis_bench" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const std::string whole = InFile(text, folder / "whole.txt");
  const std::string page = InFile(text.substr(0, 20'000), folder / "page.txt");
  const Watched run = Watch(argv[1], whole);
  double first = 1e9;
  for (int i = 0; i < kRuns; ++i) first = std::min(first, Watch(argv[1], page).first_seconds);
  std::filesystem::remove_all(folder);
  const auto words = static_cast<double>(one.words);
  std::printf("text: %.2f MB, %zu words\n", static_cast<double>(text.size()) / 1e6, one.words);
  std::printf(
      "one thread: %.2f s, %.0f words/s (best of %d); %.0f words a second of processor time\n",
      one.seconds, words / one.seconds, kRuns, words / one.processor_seconds);
  std::printf("two threads: %.2f s, %.2f times as fast; %.2f times the processor time\n",
              two.seconds, one.seconds / two.seconds,
              two.processor_seconds / one.processor_seconds);
  std::printf("open the model: %.1f ms\n", open * 1e3);
  std::printf("first sentence of a page of 20 kB, program start included: %.0f ms\n", first * 1e3);
  std::printf("peak resident memory of the program on the whole text: %.0f MB\n",
              static_cast<double>(run.peak_kilobytes) / 1024);
  return 0;
}
