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
  // Puts the graph into a new store in the place of one that is there; `check` is the
  // number of triples. The graph outlives the peer.
  virtual Outcome Import(const MadeGraph& graph) = 0;
  virtual std::uint64_t BytesOnDisk() const = 0;
  // A new process (or where there can be none, a new connection) that opens the store and
  // answers the first question of `workload`.
  virtual Outcome FirstQuestion(const Workload& workload) = 0;
  // All questions of a workload, one after the other. REQUIRES: imported.
  virtual Outcome Run(const Workload& workload) = 0;
};

// Each keeps its files in `folder`. Null, with a reason in `why`, where there is no such
// system. `program` is this program, started anew for first questions.
std::unique_ptr<Peer> MakeLode(const std::string& folder, const std::string& program);
std::unique_ptr<Peer> MakeSqlite(const std::string& folder, const std::string& program,
                                 std::string& why);
std::unique_ptr<Peer> MakeDuckDb(const std::string& folder, const std::string& script,
                                 std::string& why);

// What a program started for a first question does: 0, or 1 with a message.
int AnswerOneInLode(const std::string& store, const std::string& question);
int AnswerOneInSqlite(const std::string& file, const std::string& sql,
                      const std::vector<std::string>& arguments);

// Runs a program and waits: the processor time that it took from its start to its end.
Outcome TimeProgram(const std::vector<std::string>& command);

}  // namespace lode::bench
