// What a question to the fields of statements costs beside the plain one: makes a store of N
// statements (articles of 25, ten sentences, 40 outlets, two years of days, 500 speakers) and
// asks for each field in one session.
//
//   filter_rate [N [WORDS]]      WORDS: only the questions with them in their names

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "bench/workloads.h"
#include "lode/lode.h"
#include "storage/disk/content_hash.h"

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kOfArticle = 25, kSentences = 10, kOutlets = 40, kSpeakers = 500;
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

lode::Entity EntityOf(const std::string& name) {
  lode::Entity entity;
  entity.name = name;
  entity.type = "organization";
  return entity;
}

std::string DayOf(std::uint64_t day) {
  char text[32];
  std::snprintf(text, sizeof text, "%04u-%02u-%02u", static_cast<unsigned>(2023 + day / 336),
                static_cast<unsigned>(1 + day / 28 % 12), static_cast<unsigned>(1 + day % 28));
  return text;
}

void WriteExport(std::uint64_t size, const std::string& path) {
  std::ofstream out(path, std::ios::binary);
  std::mt19937_64 random(7);
  const auto below = [&](std::uint64_t bound) { return random() % bound; };
  for (std::uint64_t first = 0; first < size; first += kOfArticle) {
    std::string text, sentences;
    std::vector<std::string> each;
    for (std::uint64_t i = 0; i < kSentences; ++i) {
      each.push_back("Report " + std::to_string(first) + " says of smelter " +
                     std::to_string(below(100)) + " what it has to.");
      if (i > 0) text += ' ', sentences += ", ";
      sentences += '[' + std::to_string(text.size()) + ", ";
      sentences += std::to_string((text += each.back()).size()) + ']';
    }
    auto info = std::make_shared<lode::ArticleInfo>();
    info->id = "a:" + lode::HexHash(text, 12);
    info->path = "report-" + std::to_string(first);
    info->source = "Outlet " + std::to_string(below(kOutlets));
    info->published = DayOf(below(672));
    const std::string end = std::to_string(text.size());
    out << R"({"id": ")" << info->id << R"(", "path": ")" << info->path << R"(", "source": ")"
        << info->source << R"(", "published": ")" << info->published
        << R"(", "language": "en", "text": ")" << text
        << R"(", "blocks": [{"kind": "paragraph", "begin": 0, "end": )" << end
        << R"(, "source": [0, )" << end << R"(]}], "sentences": [)" << sentences
        << "], \"nodes\": []}\n";
    for (std::uint64_t i = first; i < std::min(first + kOfArticle, size); ++i) {
      lode::Statement statement;
      statement.article = info;
      statement.sentence = static_cast<std::uint32_t>(1 + i % kSentences);
      statement.text = each[i % kSentences];
      statement.confidence = 0.6 + 0.01 * static_cast<double>(below(40));
      statement.extractor = "bench/1";
      statement.id = "st:" + std::to_string(i);
      statement.subject = EntityOf("n" + std::to_string(below(size / 10 + 1)));
      statement.predicate = i % 2 == 0 ? "supplies" : "buys";
      statement.object.kind = lode::ValueKind::kEntity;
      statement.object.entity = EntityOf("n" + std::to_string(below(size / 10 + 1)));
      if (i % 3 == 0) statement.said_by = EntityOf("Speaker " + std::to_string(below(kSpeakers)));
      if (i % 4 == 0) {
        statement.time.emplace();
        statement.time->kind = lode::ValueKind::kDate;
        statement.time->date = statement.time->text = DayOf(below(672));
      }
      out << lode::ToJson(statement) << '\n';
    }
  }
}

bool Import(const std::string& folder, std::uint64_t size) {
  WriteExport(size, folder + "/statements.jsonl");
  lode::Result<lode::Store> store = lode::Store::Open(folder + "/store");
  if (!store.ok()) return false;
  std::ifstream in(folder + "/statements.jsonl", std::ios::binary);
  const auto report = store->Import(in, folder + "/statements.jsonl");
  if (!report.ok()) std::fprintf(stderr, "%s\n", report.status().message().c_str());
  return report.ok();
}

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
  if (!fs::exists(folder + "/store") && !Import(folder, size)) return 1;
  const int status = Ask(folder, argc > 2 ? argv[2] : "");
  if (kept == nullptr) fs::remove_all(folder);
  return status;
}
