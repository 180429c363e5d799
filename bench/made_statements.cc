// Statements with every field, made up.

#include "bench/made_statements.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <random>
#include <vector>

#include "lode/lode.h"
#include "storage/disk/content_hash.h"

namespace lode::bench {

namespace {

constexpr std::uint64_t kOfArticle = 25, kSentences = 10, kOutlets = 40, kSpeakers = 500;

Entity EntityOf(const std::string& name) {
  Entity entity;
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
    auto info = std::make_shared<ArticleInfo>();
    info->id = "a:" + HexHash(text, 12);
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
      Statement statement;
      statement.article = info;
      statement.sentence = static_cast<std::uint32_t>(1 + i % kSentences);
      statement.text = each[i % kSentences];
      statement.confidence = 0.6 + 0.01 * static_cast<double>(below(40));
      statement.extractor = "bench/1";
      statement.id = "st:" + std::to_string(i);
      statement.subject = EntityOf("n" + std::to_string(below(size / 10 + 1)));
      statement.predicate = i % 2 == 0 ? "supplies" : "buys";
      statement.object.kind = ValueKind::kEntity;
      statement.object.entity = EntityOf("n" + std::to_string(below(size / 10 + 1)));
      if (i % 3 == 0) statement.said_by = EntityOf("Speaker " + std::to_string(below(kSpeakers)));
      if (i % 4 == 0) {
        statement.time.emplace();
        statement.time->kind = ValueKind::kDate;
        statement.time->date = statement.time->text = DayOf(below(672));
      }
      out << ToJson(statement) << '\n';
    }
  }
}

}  // namespace

bool ImportMadeStatements(const std::string& folder, std::uint64_t size) {
  WriteExport(size, folder + "/statements.jsonl");
  Result<Store> store = Store::Open(folder + "/store");
  if (!store.ok()) return false;
  std::ifstream in(folder + "/statements.jsonl", std::ios::binary);
  const auto report = store->Import(in, folder + "/statements.jsonl");
  if (!report.ok()) std::fprintf(stderr, "%s\n", report.status().message().c_str());
  return report.ok();
}

}  // namespace lode::bench
