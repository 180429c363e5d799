// DuckDB, through its module for Python: a process of its own that takes requests as lines
// and answers with lines.

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "bench/peer.h"
#include "lode/json.h"

namespace lode::bench {

namespace {

namespace fs = std::filesystem;

// A program with both ends of its talk.
class Child {
 public:
  Child(const std::string& script, const std::string& folder) {
    int to[2] = {-1, -1}, from[2] = {-1, -1};
    if (pipe(to) != 0 || pipe(from) != 0) return;
    process_ = fork();
    if (process_ == 0) {
      dup2(to[0], STDIN_FILENO);
      dup2(from[1], STDOUT_FILENO);
      for (const int end : {to[0], to[1], from[0], from[1]}) close(end);
      execlp("python3", "python3", script.c_str(), folder.c_str(), nullptr);
      _exit(127);
    }
    close(to[0]);
    close(from[1]);
    requests_ = fdopen(to[1], "w");
    answers_ = fdopen(from[0], "r");
  }
  ~Child() {
    if (requests_) std::fclose(requests_);
    if (answers_) std::fclose(answers_);
    if (process_ > 0) waitpid(process_, nullptr, 0);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  std::string Ask(const std::string& request) {
    std::string answer;
    if (!requests_ || !answers_) return answer;
    std::fprintf(requests_, "%s\n", request.c_str());
    std::fflush(requests_);
    for (int letter = 0; (letter = std::fgetc(answers_)) != EOF && letter != '\n';)
      answer += static_cast<char>(letter);
    return answer;
  }

 private:
  pid_t process_ = -1;
  std::FILE* requests_ = nullptr;
  std::FILE* answers_ = nullptr;
};

Outcome OutcomeOf(const std::string& answer) {
  Outcome outcome;
  long long check = 0;
  unsigned long long bytes = 0;
  if (std::sscanf(answer.c_str(), "%lf %lld %llu", &outcome.seconds, &check, &bytes) != 3)
    return Failed(answer.empty() ? "DuckDB's process ended" : answer);
  outcome.check = check;
  outcome.memory = bytes;
  outcome.ran = true;
  return outcome;
}

// DuckDB has no `cross join ... on` and chooses the order of a join by itself. Where a
// question knows the object, the table in that order is the quicker one.
std::string SqlFor(std::string sql) {
  const std::string cross = " cross join";
  for (std::size_t at = 0; (at = sql.find(cross, at)) != std::string::npos;)
    sql.replace(at, cross.size(), " join");
  const auto by_object = sql.find("t.o = (");
  if (by_object != std::string::npos) sql.replace(sql.find("from t "), 7, "from u t ");
  const auto mentions = sql.find("m.o = (");
  if (mentions != std::string::npos) sql.replace(sql.find("from t m"), 8, "from u m");
  for (char& letter : sql)
    if (letter == '?') letter = '$';
  return sql;
}

std::string Request(const char* what, const Workload& workload, bool first_only) {
  std::string arguments;
  for (const std::vector<std::string>& names : workload.arguments) {
    std::string list;
    for (const std::string& one : names) list += (list.empty() ? "" : ", ") + JsonString(one);
    arguments += (arguments.empty() ? "[" : ", [") + list + "]";
    if (first_only) break;
  }
  return std::string("{\"do\": \"") + what + "\", \"sql\": " + JsonString(SqlFor(workload.sql)) +
         ", \"sums\": " + (workload.sums ? "true" : "false") +
         ", \"streams\": " + (workload.streams ? "true" : "false") + ", \"arguments\": [" +
         arguments + "]}";
}

class DuckDbPeer final : public Peer {
 public:
  DuckDbPeer(const std::string& folder, const std::string& script)
      : folder_(folder), child_(script, folder) {}

  const char* name() const override { return "DuckDB"; }

  Outcome Import(const std::string& file) override {
    return OutcomeOf(child_.Ask(R"({"do": "load", "file": )" + JsonString(file) + "}"));
  }
  bool IsImported() const override { return fs::exists(folder_ + "/duck.db"); }
  std::uint64_t BytesOnDisk() const override { return fs::file_size(folder_ + "/duck.db"); }
  Outcome InNewProcess(const Workload& workload) override {
    return OutcomeOf(child_.Ask(Request("first", workload, true)));
  }
  Outcome Run(const Workload& workload) override {
    return OutcomeOf(child_.Ask(Request("run", workload, false)));
  }

 private:
  std::string folder_;
  Child child_;
};

}  // namespace

std::unique_ptr<Peer> MakeDuckDb(const std::string& folder, const std::string& script,
                                 std::string& why) {
  if (std::system("python3 -c 'import duckdb' 2>/dev/null") != 0) {
    why = "python3 has no module duckdb (activate an environment that has)";
    return nullptr;
  }
  return std::make_unique<DuckDbPeer>(folder, script);
}

}  // namespace lode::bench
