// What a question to the fields of statements costs beside the plain one: makes a store of N
// statements and asks for each field in one session.
//
//   filter_rate [N [WORDS]]      WORDS: only the questions with them in their names

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "bench/made_statements.h"
#include "bench/workloads.h"
#include "lode/lode.h"

namespace {

namespace fs = std::filesystem;

constexpr int kTurns = 5;

struct Question {
  const char* name;
  const char* text;
};
constexpr Question kQuestions[] = {
    {"plain", "supplies(X, Y) select count()?"},
    {"statement", "supplies(X, Y) @ S select count()?"},
    {"article", "supplies(X, Y) @ S, article(S, A) select count()?"},
    {"source", "supplies(X, Y) @ S, article(S, A), source(A, \"Outlet 7\") select count()?"},
    {"date", "supplies(X, Y) @ S, article(S, A), published(A, D), D >= 2024-06-01 select count()?"},
    {"speaker", "supplies(X, Y) @ S, said-by(S, \"Speaker 7\") select count()?"},
    {"speaker, short", "\"Speaker 7\": supplies(X, Y) select count()?"},
    {"any speaker", "supplies(X, Y) @ S, said-by(S, W) select count()?"},
    {"confidence", "supplies(X, Y) @ S, confidence(S, C), C >= 0.8 select count()?"},
    {"time", "supplies(X, Y) @ S, time(S, T), T >= 2024-06-01 select count()?"},
    {"sentence", "supplies(X, Y) @ S, sentence(S, T), contains(T, \"smelter 7 \") select count()?"},
    {"its words", "supplies(X, Y) @ S, sentence(S, T), length(T) > 30 select count()?"},
};

int Ask(const std::string& folder, const std::string& words) {
  const lode::Result<lode::Store> store = lode::Store::Open(folder + "/store");
  if (!store.ok()) return 1;
  double plain = 0;
  for (const Question& question : kQuestions) {
    if (std::string(question.name).find(words) == std::string::npos && plain != 0) continue;
    lode::QuerySession session(*store);
    double first = 0, best = 1e9;
    std::string answer;
    for (int turn = 0; turn < kTurns; ++turn) {
      const double begin = lode::bench::ProcessorSeconds();
      const lode::QueryOutcome outcome = session.Run(question.text);
      const double spent = lode::bench::ProcessorSeconds() - begin;
      if (!outcome.ok()) {
        for (const auto& found : outcome.diagnostics)
          std::fprintf(stderr, "%s\n", lode::Render(found).c_str());
        return 1;
      }
      if (turn == 0) first = spent;
      best = std::min(best, spent);
      answer = std::to_string(static_cast<long>(outcome.answers.front().rows.front()[0].number));
    }
    if (plain == 0) plain = best;
    std::printf("%-16s first %9.2f ms, then %9.2f ms, %6.2f of the plain one, %8s rows\n",
                question.name, 1e3 * first, 1e3 * best, best / plain, answer.c_str());
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t size = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100'000;
  std::string pattern = (fs::temp_directory_path() / "lode-bench-XXXXXX").string();
  const char* kept = std::getenv("LODE_BENCH_FOLDER");
  const std::string folder = kept != nullptr ? kept : mkdtemp(pattern.data());
  fs::create_directories(folder);
  if (!fs::exists(folder + "/store") && !lode::bench::ImportMadeStatements(folder, size)) return 1;
  const int status = Ask(folder, argc > 2 ? argv[2] : "");
  if (kept == nullptr) fs::remove_all(folder);
  return status;
}
