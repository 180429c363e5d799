// lode as anyone uses it: an import of statements, and a session that is asked in text.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

#include "bench/peer.h"
#include "lode/lode.h"
#include "storage/disk/content_hash.h"

namespace lode::bench {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kStatementsOfArticle = 25;

Entity EntityOf(const std::string& name) {
  Entity entity;
  entity.name = name;
  entity.type = "organization";
  return entity;
}

Value ValueOf(const MadeTerm& term) {
  Value value;
  switch (term.kind) {
    case TermKind::kName:
      value.kind = ValueKind::kEntity;
      value.entity = EntityOf(term.text);
      break;
    case TermKind::kNumber:
      value.kind = ValueKind::kNumber;
      value.number = std::stod(term.text);
      value.text = term.text;
      break;
    case TermKind::kDate:
      value.kind = ValueKind::kDate;
      value.date = value.text = term.text;
      break;
  }
  return value;
}

// Articles of one sentence that say 25 triples each, as an export has them.
void WriteExport(const MadeGraph& graph, const std::string& path) {
  std::ofstream out(path, std::ios::binary);
  Statement statement;
  std::shared_ptr<ArticleInfo> info;
  for (std::size_t i = 0; i < graph.triples.size(); ++i) {
    if (i % kStatementsOfArticle == 0) {
      const std::string text = "Report " + std::to_string(i / kStatementsOfArticle) + ".";
      const std::string end = std::to_string(text.size());
      info = std::make_shared<ArticleInfo>();
      info->id = "a:" + HexHash(text, 12);
      info->path = "report-" + std::to_string(i / kStatementsOfArticle);
      out << R"({"id": )" << JsonString(info->id) << R"(, "path": )" << JsonString(info->path)
          << R"(, "language": "en", "text": )" << JsonString(text)
          << R"(, "blocks": [{"kind": "paragraph", "begin": 0, "end": )" << end
          << R"(, "source": [0, )" << end << R"(]}], "sentences": [[0, )" << end
          << "]], \"nodes\": []}\n";
      statement.article = info;
      statement.sentence = 1;
      statement.text = text;
      statement.confidence = 0.75;
      statement.extractor = "bench/1";
    }
    const MadeTriple& triple = graph.triples[i];
    statement.id = "st:" + std::to_string(i);
    statement.subject = EntityOf(graph.terms[triple.subject].text);
    statement.predicate = graph.predicates[triple.predicate];
    statement.object = ValueOf(graph.terms[triple.object]);
    out << ToJson(statement) << '\n';
  }
}

std::string ErrorOf(const QueryOutcome& outcome) {
  for (const Diagnostic& diagnostic : outcome.diagnostics)
    if (diagnostic.severity == Severity::kError) return Render(diagnostic);
  return "";
}

// Adds up what is compared, and looks at the words of a row.
struct Counter {
  bool sums = false;
  std::int64_t check = 0;
  std::size_t letters = 0;

  void Take(const RowView& row) {
    for (std::size_t i = 0; i < row.size(); ++i)
      letters += row[i].entity.name.size() + row[i].text.size();
    check += sums ? static_cast<std::int64_t>(row.back().number) : 1;
  }
};

class LodePeer final : public Peer {
 public:
  LodePeer(const std::string& folder, std::string program)
      : file_(folder + "/statements.jsonl"),
        path_(folder + "/store"),
        program_(std::move(program)) {}

  const char* name() const override { return "lode"; }

  Outcome Import(const MadeGraph& graph) override {
    Close();
    if (!fs::exists(file_)) WriteExport(graph, file_);
    fs::remove_all(path_);
    Outcome outcome;
    const double begin = ProcessorSeconds();
    {
      Result<Store> store = Store::Open(path_);
      if (!store.ok()) return Failed(store.status().message());
      std::ifstream in(file_, std::ios::binary);
      const Result<ImportReport> report = store->Import(in, file_);
      if (!report.ok()) return Failed(report.status().message());
      outcome.check = static_cast<std::int64_t>(report->statements);
    }
    outcome.seconds = ProcessorSeconds() - begin;
    outcome.ran = true;
    return outcome;
  }

  std::uint64_t BytesOnDisk() const override {
    std::uint64_t bytes = 0;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path_))
      if (entry.is_regular_file()) bytes += entry.file_size();
    return bytes;
  }

  Outcome FirstQuestion(const Workload& workload) override {
    Close();
    return TimeProgram({program_, "--first-lode", path_, workload.questions.front()});
  }

  Outcome Run(const Workload& workload) override {
    if (!store_) {
      Result<Store> store = Store::Open(path_);
      if (!store.ok()) return Failed(store.status().message());
      store_ = *std::move(store);
    }
    QuerySession& session = SessionFor(workload);
    Outcome outcome;
    Counter counter;
    counter.sums = workload.sums;
    QueryOptions options;
    if (workload.streams) {
      options.max_rows = 0;
      options.on_row = [&](const Answer&, const RowView& row) {
        counter.Take(row);
        return true;
      };
    }
    std::map<std::string, PreparedQuery>& prepared = prepared_[workload.name];
    for (const std::string& text : workload.prepared)
      if (!prepared.contains(text)) prepared.emplace(text, session.Prepare(text));
    const double begin = ProcessorSeconds();
    for (std::size_t i = 0; i < workload.questions.size(); ++i) {
      if (!workload.prepared.empty()) SetParameters(workload.terms[i], options);
      const QueryOutcome answered = workload.prepared.empty()
                                        ? session.Run(workload.questions[i], options)
                                        : prepared.at(workload.prepared[i]).Run(options);
      if (!answered.ok()) return Failed(ErrorOf(answered));
      for (const std::vector<Value>& row : answered.answers.front().rows) counter.Take(row);
    }
    outcome.seconds = ProcessorSeconds() - begin;
    outcome.check = counter.check;
    outcome.ran = counter.letters > 0 || counter.check >= 0;
    return outcome;
  }

 private:
  // A session for each workload, so that none sees the rules of another.
  QuerySession& SessionFor(const Workload& workload) {
    const auto found = sessions_.find(workload.name);
    if (found != sessions_.end()) return found->second;
    QuerySession session(*store_);
    if (!workload.rules.empty()) (void)session.Run(workload.rules);
    return sessions_.emplace(workload.name, std::move(session)).first->second;
  }
  // Names are words here, as they are in a text.
  static void SetParameters(const std::vector<MadeTerm>& terms, QueryOptions& options) {
    options.parameters.clear();
    for (std::size_t i = 0; i < terms.size(); ++i) {
      Value& value = options.parameters[i == 0 ? "a" : "b"] = ValueOf(terms[i]);
      if (terms[i].kind != TermKind::kName) continue;
      value = Value();
      value.text = terms[i].text;
    }
  }
  void Close() {
    prepared_.clear();
    sessions_.clear();
    store_.reset();
  }

  std::string file_, path_, program_;
  std::optional<Store> store_;
  std::map<std::string, QuerySession> sessions_;
  std::map<std::string, std::map<std::string, PreparedQuery>> prepared_;  // by workload and text
};

}  // namespace

std::unique_ptr<Peer> MakeLode(const std::string& folder, const std::string& program) {
  return std::make_unique<LodePeer>(folder, program);
}

int AnswerOneInLode(const std::string& path, const std::string& question) {
  OpenOptions reading;
  reading.read_only = true;
  const Result<Store> store = Store::Open(path, reading);
  if (!store.ok()) return std::fprintf(stderr, "%s\n", store.status().message().c_str()), 1;
  QuerySession session(*store);
  const QueryOutcome outcome = session.Run(question);
  if (!outcome.ok()) return std::fprintf(stderr, "%s\n", ErrorOf(outcome).c_str()), 1;
  return 0;
}

}  // namespace lode::bench
