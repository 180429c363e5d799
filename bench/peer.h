// A system that is timed: lode itself, and those beside it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "bench/graph_maker.h"
#include "bench/workloads.h"

namespace lode::bench {

// Threads: one. All times are of the processor.
class Peer {
 public:
  virtual ~Peer() = default;
  virtual const char* name() const = 0;
  // Puts lines of triples into a new store in the place of one that is there; `check` is the
  // number of triples.
  virtual Outcome Import(const std::string& file) = 0;
  virtual bool IsImported() const = 0;
  virtual std::uint64_t BytesOnDisk() const = 0;
  // A new process (or where there can be none, a new connection) that opens the store, answers
  // the first question of `workload` and prints its rows as TSV to where nobody reads them.
  virtual Outcome InNewProcess(const Workload& workload) = 0;
  // All questions of a workload, one after the other. REQUIRES: imported.
  virtual Outcome Run(const Workload& workload) = 0;
};

// Each keeps its files in `folder`. Null, with a reason in `why`, where there is no such system.
std::unique_ptr<Peer> MakeLode(const std::string& folder);
std::unique_ptr<Peer> MakeSqlite(const std::string& folder, std::string& why);
std::unique_ptr<Peer> MakeDuckDb(const std::string& folder, const std::string& script,
                                 std::string& why);

// What this program does when it is started anew: 0, or 1 with a message.
int AnswerOneInSqlite(const std::string& file, const std::string& sql,
                      const std::vector<std::string>& arguments);
// Asks lode what WriteQuestions wrote and prints the better time of two of each workload.
int AskAsWritten(const std::string& folder);
// All workloads but those of processes, as text.
void WriteQuestions(const std::string& folder, const std::vector<Workload>& workloads);
// They in one new process: its memory is what lode needs for all of them.
Outcome AskAllOfLode(const std::string& folder);

// What lode takes for an article of 60 statements, loaded and forgotten, without and with a kept
// rule of two joins, a line of the table each. `names` are in the store.
void PrintChanges(const std::string& store, const std::vector<std::string>& names);

// The path of a program of this build, from where this one lies.
std::string BuiltProgram(const std::string& name);
// Runs a program and waits: the processor time that it took and the memory that it had.
Outcome TimeProgram(std::vector<std::string> command);

}  // namespace lode::bench
