// lode as anyone uses it: the program imports and answers first questions, a session the others.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

#include "bench/peer.h"
#include "lode/lode.h"

namespace lode::bench {

namespace {

namespace fs = std::filesystem;

Value ValueOf(const MadeTerm& term) {
  Value value;
  switch (term.kind) {
    case TermKind::kName:
      value.kind = ValueKind::kEntity;
      value.text = term.text;
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
  explicit LodePeer(const std::string& folder) : path_(folder + "/store") {}

  const char* name() const override { return "lode"; }

  Outcome Import(const std::string& file) override {
    Close();
    fs::remove_all(path_);
    Outcome outcome = TimeProgram({BuiltProgram("../lode"), "import", "--store", path_, file});
    if (!outcome.ran) return outcome;
    if (std::string error = Open(); !error.empty()) return Failed(error);
    const Result<StoreStats> stats = store_->Stats();
    if (!stats.ok()) return Failed(stats.status().message());
    outcome.check = static_cast<std::int64_t>(stats->statements);
    return outcome;
  }
  bool IsImported() const override { return fs::exists(path_); }

  std::uint64_t BytesOnDisk() const override {
    std::uint64_t bytes = 0;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path_))
      if (entry.is_regular_file()) bytes += entry.file_size();
    return bytes;
  }

  Outcome InNewProcess(const Workload& workload) override {
    Close();
    return TimeProgram({BuiltProgram("../lode"), "query", "--store", path_, "--format", "tsv",
                        workload.questions.front()});
  }

  Outcome Run(const Workload& workload) override {
    if (std::string error = Open(); !error.empty()) return Failed(error);
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
  std::string Open() {
    if (store_) return "";
    Result<Store> store = Store::Open(path_);
    if (!store.ok()) return store.status().message();
    store_ = *std::move(store);
    return "";
  }
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

  std::string path_;
  std::optional<Store> store_;
  std::map<std::string, QuerySession> sessions_;
  std::map<std::string, std::map<std::string, PreparedQuery>> prepared_;  // by workload and text
};

}  // namespace

std::unique_ptr<Peer> MakeLode(const std::string& folder) {
  return std::make_unique<LodePeer>(folder);
}

void WriteQuestions(const std::string& folder, const std::vector<Workload>& workloads) {
  std::ofstream file(folder + "/questions");
  for (const Workload& workload : workloads) {
    if (workload.process) continue;
    file << (workload.streams ? 's' : 'w') << workload.name << '\n';
    if (!workload.rules.empty()) file << 'r' << workload.rules << '\n';
    for (const std::string& question : workload.questions) file << 'q' << question << '\n';
  }
}

Outcome AskAllOfLode(const std::string& folder) {
  return TimeProgram({BuiltProgram("engine_bench"), "--ask-lode", folder});
}

int AskAsWritten(const std::string& folder) {
  std::ifstream file(folder + "/questions");
  std::vector<Workload> workloads;
  for (std::string line; std::getline(file, line);) {
    const std::string text = line.substr(1);
    if (line[0] == 's' || line[0] == 'w') {
      workloads.emplace_back().name = text;
      workloads.back().streams = line[0] == 's';
    } else if (line[0] == 'r') {
      workloads.back().rules = text;
    } else {
      workloads.back().questions.push_back(text);
    }
  }
  LodePeer peer(folder);
  for (const Workload& workload : workloads) {
    Outcome best;
    for (int turn = 0; turn < 2; ++turn) {
      const Outcome outcome = peer.Run(workload);
      if (!outcome.ran) return std::fprintf(stderr, "%s\n", outcome.error.c_str()), 1;
      if (turn == 0 || outcome.seconds < best.seconds) best = outcome;
    }
    std::printf("| %-26s | %.1f us |\n", workload.name.c_str(),
                1e6 * best.seconds / static_cast<double>(workload.questions.size()));
  }
  return 0;
}

}  // namespace lode::bench
