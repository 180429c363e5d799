// Writes what comes out of a load's run, file by file.
#pragma once

#include <set>
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

// Articles that are new and strangers to each other are stored together, up to kMostTogether in
// one batch, and no later than when nothing else is under way. Any other article is one batch; a
// file of one article (or an aggregator page of several) replaces what the path held in that same
// batch, a file of many records (JSON arrays, JSONL, feeds) is written record by record and what it
// no longer holds is dropped at its end. Of what came from the network nothing is dropped but an
// older version of a page; what its address answered is noted when all of it is stored. Threads:
// one.
class StoreWriter {
 public:
  StoreWriter(Store& store, LoadRun& run) : store_(store), run_(run), set_(run.options().set) {}

  static constexpr std::size_t kMostTogether = 32;             // articles
  static constexpr std::size_t kMostBytesTogether = 1u << 20;  // of their texts

  void Take(LoadedRecord read);
  // Stores what waits for others.
  void Rest();

 private:
  void Write(LoadedRecord& read);
  // Whether the record can be stored with those that wait.
  bool MayWait(const LoadedRecord& read, bool replace_path) const;
  // Of the address of one that waited, and a later file of this load has it.
  bool IsSuperseded(const LoadedRecord& read) const;
  void WriteAlone(const std::vector<ArticleRecord>& articles, bool replace_path);
  void Tell(const std::string& path, const WriteOutcome& outcome);
  void EndFile(const LoadJob& job);
  void Sweep(const std::string& path);
  void Note(const FetchMark& fetched);

  Store& store_;
  LoadRun& run_;
  const std::string& set_;
  std::vector<NewArticle> waiting_;
  std::set<std::string> ids_, addresses_, paths_;  // of those that wait
  std::size_t bytes_ = 0;                          // of their texts
  std::vector<FilePart> keep_;                     // what stands in the file that is being written
  bool incomplete_ = false;  // an article of it could not be read: its old version stays
  bool sweep_ = false;       // what the path held before may have to go
};

}  // namespace lode
