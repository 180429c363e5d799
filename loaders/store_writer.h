// Writes what comes out of a load's run, file by file.
#pragma once

#include <string>
#include <vector>

#include "loaders/load_run.h"
#include "lode/status.h"
#include "lode/store.h"

namespace lode {

// What is to be done with an article. Of two files of one load with one address, the later in
// the order of paths is stored, however often and in whatever order they are read. `paths`: of
// this load's files, sorted.
Standing StandingOf(const Store& store, const Article& article,
                    const std::vector<std::string>& paths, const std::string& set);

// An article is one batch of the store; a file of one article (or an aggregator page of
// several) replaces what the path held in that same batch, a file of many records (JSON arrays,
// JSONL, feeds) is written record by record and what it no longer holds is dropped at its end.
// Of what came from the network nothing is dropped but an older version of a page; what its
// address answered is noted when all of it is stored.
// Threads: one.
class StoreWriter {
 public:
  StoreWriter(Store& store, LoadRun& run) : store_(store), run_(run), set_(run.options().set) {}

  void Take(LoadedRecord read);

 private:
  void Write(const LoadedRecord& read);
  void EndFile(const LoadJob& job);
  void Sweep(const std::string& path);
  void Note(const FetchMark& fetched);

  Store& store_;
  LoadRun& run_;
  const std::string& set_;
  std::vector<FilePart> keep_;  // what stands in the file that is being written
  bool incomplete_ = false;     // an article of it could not be read: its old version stays
  bool sweep_ = false;          // what the path held before may have to go
};

}  // namespace lode
