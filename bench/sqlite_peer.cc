// SQLite with the schema that suits it best here: a dictionary, triples as a table that is
// its own index by (p, s, o), and one more index by (p, o, s). Statements stay prepared.

#ifdef LODE_WITH_SQLITE

#include <sqlite3.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>

#include "bench/peer.h"

namespace lode::bench {

namespace {

namespace fs = std::filesystem;

// 512 MB of cache, as much as lode may take, and the file mapped.
constexpr char kOpening[] =
    "pragma cache_size = -512000; pragma mmap_size = 8000000000; pragma temp_store = memory;";

// A connection and its prepared statements. Throws what SQLite says.
class Connection {
 public:
  explicit Connection(const std::string& file) {
    if (sqlite3_open(file.c_str(), &db_) != SQLITE_OK) Fail();
    Execute(kOpening);
  }
  ~Connection() {
    for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
    sqlite3_close(db_);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void Execute(const std::string& sql) {
    if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) Fail();
  }

  // The statement, with its parameters bound. `arguments` outlive its steps.
  sqlite3_stmt* Prepare(const std::string& sql, const std::vector<std::string>& arguments) {
    sqlite3_stmt*& statement = statements_[sql];
    if (!statement && sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
      Fail();
    sqlite3_reset(statement);
    for (std::size_t i = 0; i < arguments.size(); ++i)
      sqlite3_bind_text(statement, static_cast<int>(i + 1), arguments[i].data(),
                        static_cast<int>(arguments[i].size()), SQLITE_STATIC);
    return statement;
  }

  // The number of rows, or the sum of their last column; every value is read as text.
  // With `prints` it goes to standard output, as TSV.
  std::int64_t Ask(const std::string& sql, const std::vector<std::string>& arguments, bool sums,
                   bool prints = false) {
    sqlite3_stmt* statement = Prepare(sql, arguments);
    const int columns = sqlite3_column_count(statement);
    std::int64_t check = 0;
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
      for (int i = 0; i < columns; ++i) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
        if (text == nullptr) Fail();
        if (!prints) continue;
        std::fwrite(text, 1, static_cast<std::size_t>(sqlite3_column_bytes(statement, i)), stdout);
        std::putc(i + 1 < columns ? '\t' : '\n', stdout);
      }
      check += sums ? sqlite3_column_int64(statement, columns - 1) : 1;
    }
    if (code != SQLITE_DONE) Fail();
    return check;
  }

 private:
  [[noreturn]] void Fail() const { throw std::runtime_error(sqlite3_errmsg(db_)); }

  sqlite3* db_ = nullptr;
  std::map<std::string, sqlite3_stmt*> statements_;
};

class SqlitePeer final : public Peer {
 public:
  explicit SqlitePeer(const std::string& folder) : file_(folder + "/sqlite.db") {}

  const char* name() const override { return "SQLite"; }

  Outcome Import(const std::string& file) override {
    return Timed([&](Outcome& outcome) {
      connection_.reset();
      fs::remove(file_);
      connection_ = std::make_unique<Connection>(file_);
      Load(file);
      connection_->Execute(kOpening);
      outcome.check = connection_->Ask("select count(*) from t", {}, true);
    });
  }

  bool IsImported() const override { return fs::exists(file_); }
  std::uint64_t BytesOnDisk() const override { return fs::file_size(file_); }

  Outcome InNewProcess(const Workload& workload) override {
    connection_.reset();
    std::vector<std::string> command = {BuiltProgram("engine_bench"), "--first-sqlite", file_,
                                        workload.sql};
    const std::vector<std::string>& arguments = workload.arguments.front();
    command.insert(command.end(), arguments.begin(), arguments.end());
    return TimeProgram(command);
  }

  Outcome Run(const Workload& workload) override {
    if (!connection_) connection_ = std::make_unique<Connection>(file_);
    return Timed([&](Outcome& outcome) {
      for (const std::vector<std::string>& arguments : workload.arguments)
        outcome.check += connection_->Ask(workload.sql, arguments, workload.sums);
    });
  }

 private:
  template <typename Work>
  static Outcome Timed(Work work) {
    Outcome outcome;
    const double begin = ProcessorSeconds();
    try {
      work(outcome);
      outcome.ran = true;
    } catch (const std::runtime_error& error) {
      outcome.error = error.what();
    }
    outcome.seconds = ProcessorSeconds() - begin;
    return outcome;
  }

  // No `analyze`: with its figures SQLite reads the whole table into a Bloom filter before
  // each recursion. No journal, which is quickest: a crash would cost the whole file. A
  // mapped file that grows is looked at anew for each page.
  void Load(const std::string& file) {
    Connection& db = *connection_;
    db.Execute(
        "pragma journal_mode = off; pragma synchronous = off; pragma mmap_size = 0;"
        "create temp table raw(s text, p text, o text); begin");
    std::ifstream lines(file, std::ios::binary);
    for (std::string line; std::getline(lines, line);) {
      const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
      db.Ask("insert into raw values (?1, ?2, ?3)",
             {line.substr(0, first), line.substr(first + 1, second - first - 1),
              line.substr(second + 1)},
             false);
    }
    db.Execute(
        "create table dict(id integer primary key, term text);"
        "insert into dict(term) select s from raw union select p from raw union "
        "select o from raw;"
        "create unique index dict_term on dict(term);"
        "create table t(p integer, s integer, o integer, primary key(p, s, o)) without rowid;"
        "insert into t select b.id, a.id, c.id from raw join dict a on a.term = raw.s "
        "join dict b on b.term = raw.p join dict c on c.term = raw.o order by 1, 2, 3;"
        "create index t_pos on t(p, o, s); commit; drop table raw");
  }

  std::string file_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace

std::unique_ptr<Peer> MakeSqlite(const std::string& folder, std::string&) {
  return std::make_unique<SqlitePeer>(folder);
}

int AnswerOneInSqlite(const std::string& file, const std::string& sql,
                      const std::vector<std::string>& arguments) {
  try {
    Connection(file).Ask(sql, arguments, false, true);
    return 0;
  } catch (const std::runtime_error& error) {
    return std::fprintf(stderr, "%s\n", error.what()), 1;
  }
}

}  // namespace lode::bench

#else

#include "bench/peer.h"

namespace lode::bench {

std::unique_ptr<Peer> MakeSqlite(const std::string&, std::string& why) {
  why = "built without SQLite (libsqlite3-dev)";
  return nullptr;
}

int AnswerOneInSqlite(const std::string&, const std::string&, const std::vector<std::string>&) {
  return 1;
}

}  // namespace lode::bench

#endif
