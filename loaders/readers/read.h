// Bytes -> articles. Which reader takes a file is decided by its content.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "lode/load.h"
#include "lode/statement.h"
#include "lode/status.h"

namespace lode {

// One file to read: a path, or "-" for standard input.
struct SourceFile {
  std::string path;
  std::uint64_t bytes = 0;  // on disk; 0 for "-"
};

// Expands files, folders (recursively, sorted by bytes) and globs. What does not
// exist is an error of its own in `errors`; hidden files in folders are skipped.
std::vector<SourceFile> FindSources(const std::vector<std::string>& paths,
                                    std::vector<LoadError>& errors);

// Articles that came out of one record of a file: the whole file, or one line of
// JSONL, one entry of a feed. Ids are not set. `part` counts through the file.
struct ReadRecord {
  std::vector<Article> articles;
  std::uint64_t line = 0;   // from 1 for line formats, else 0
  double share_read = 1;    // of the file, behind this record
  bool whole_file = false;  // the only record of a file that was read without error
};

// Reads one file (.gz and .zst too) and hands out its records in order; `sink`
// returns false to stop. Bad lines and bad files go to `on_error` and cost only
// themselves. Stops waiting for bytes, too, once options.cancel is set. Never throws, never
// holds more than the named limits.
void ReadFile(const SourceFile& file, const LoadOptions& options,
              const std::function<bool(ReadRecord)>& sink,
              const std::function<void(const LoadError&)>& on_error);

}  // namespace lode
