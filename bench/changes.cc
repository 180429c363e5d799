// What a change costs in a store that is large: an article of 60 statements comes and goes, without
// and with a kept rule of two joins whose rows it changes.

#include <algorithm>
#include <cstdio>
#include <functional>
#include <sstream>

#include "bench/peer.h"
#include "lode/lode.h"
#include "storage/disk/content_hash.h"

namespace lode::bench {

namespace {

constexpr int kTurns = 9;
constexpr std::size_t kStatements = 60, kNewNames = 5;
constexpr const char* kRule = "bound(X, W) :- supplies(X, Y), part-of(Y, Z), located-in(Z, W).\n";
constexpr const char* kPredicates[] = {"supplies", "part-of", "located-in", "employs-of"};

Entity EntityOf(const std::string& name) {
  Entity entity;
  entity.name = name;
  entity.type = "organization";
  return entity;
}

// As an export has it: one sentence that says all, of names that the store has and a few new ones.
std::string ExportOfArticle(int turn, const std::vector<std::string>& names) {
  const std::string text = "Report " + std::to_string(turn) + " of today.";
  const std::string end = std::to_string(text.size());
  auto info = std::make_shared<ArticleInfo>();
  info->id = "a:" + HexHash(text, 12);
  info->path = "report-of-today";
  std::string out = R"({"id": )" + JsonString(info->id) + R"(, "path": )" + JsonString(info->path) +
                    R"(, "language": "en", "text": )" + JsonString(text) +
                    R"(, "blocks": [{"kind": "paragraph", "begin": 0, "end": )" + end +
                    R"(, "source": [0, )" + end + R"(]}], "sentences": [[0, )" + end +
                    "]], \"nodes\": []}\n";
  Statement statement;
  statement.article = info;
  statement.sentence = 1;
  statement.text = text;
  statement.confidence = 0.75;
  statement.extractor = "bench/1";
  for (std::size_t i = 0; i < kStatements; ++i) {
    const std::size_t at = static_cast<std::size_t>(turn) * kStatements + i;
    statement.id = "st:today-" + std::to_string(at);
    statement.subject =
        EntityOf(i < kNewNames ? "New Firm of " + std::to_string(at) : names[at % names.size()]);
    statement.predicate = kPredicates[i % std::size(kPredicates)];
    statement.object.kind = ValueKind::kEntity;
    statement.object.entity = EntityOf(names[(at * 7 + 1) % names.size()]);
    out += ToJson(statement) + '\n';
  }
  return out;
}

double Timed(const std::function<Status()>& work, Status& status) {
  const double begin = ProcessorSeconds();
  const Status now = work();
  if (!now.ok()) status = now;
  return ProcessorSeconds() - begin;
}

void Print(const std::string& name, std::vector<double> seconds, const Status& status) {
  std::sort(seconds.begin(), seconds.end());
  if (status.ok())
    std::printf("| %-26s | %8.2f ms |\n", name.c_str(), 1e3 * seconds[seconds.size() / 2]);
  else
    std::printf("| %-26s | failed: %s |\n", name.c_str(), status.message().c_str());
  std::fflush(stdout);
}

void PrintTurns(Store& store, const std::vector<std::string>& names, const std::string& note) {
  std::vector<double> loads, forgets;
  Status status;
  for (int turn = 0; turn < kTurns; ++turn) {
    std::istringstream lines(ExportOfArticle(turn, names));
    loads.push_back(Timed([&] { return store.Import(lines, "article").status(); }, status));
    forgets.push_back(Timed([&] { return store.Forget("report-of-today").status(); }, status));
  }
  Print("an article loaded" + note, std::move(loads), status);
  Print("an article forgotten" + note, std::move(forgets), status);
}

}  // namespace

void PrintChanges(const std::string& path, const std::vector<std::string>& names) {
  Result<Store> opened = Store::Open(path);
  if (!opened.ok()) return void(std::printf("%s\n", opened.status().message().c_str()));
  Store store = *std::move(opened);
  PrintTurns(store, names, "");
  Status status;
  const double kept = Timed(
      [&] {
        for (const Diagnostic& one : KeepRules(store, "bound", kRule, true))
          if (one.severity == Severity::kError) return Status(Code::kInvalidInput, one.message);
        return Status();
      },
      status);
  const Result<std::vector<KeptRulesInfo>> groups = KeptRules(store);
  if (groups.ok())
    for (const KeptRulesInfo& group : *groups)
      std::printf("| kept: %llu rows %s |\n", static_cast<unsigned long long>(group.rows),
                  group.aside.c_str());
  Print("a rule of two joins kept", {kept}, status);
  PrintTurns(store, names, ", kept");
  (void)store.RemoveRules("bound");
}

}  // namespace lode::bench
