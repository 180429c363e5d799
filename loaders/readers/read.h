// Bytes -> articles. Which reader takes a file is decided by its content.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "loaders/readers/bytes/source.h"
#include "lode/load.h"
#include "lode/statement.h"
#include "lode/status.h"

namespace lode {

// Articles that came out of one record of a file: the whole file, or one line of
// JSONL, one entry of a feed. Ids are not set. `part` counts through the file.
struct ReadRecord {
  std::vector<Article> articles;
  std::uint64_t line = 0;           // from 1 for line formats, else 0
  double share_read = 1;            // of the file, behind this record
  bool whole_file = false;          // the only record of a file that was read without error
  std::vector<std::string> unread;  // names of fields with text that was not taken
  std::string no_date;              // what a field for the date says, where it is none
};

// Reads one file (.gz and .zst too) and hands out its records in order; `sink`
// returns false to stop. Bad lines and bad files go to `on_error` and cost only
// themselves. Stops waiting for bytes, too, once options.cancel is set. Never throws, never
// holds more than the named limits.
void ReadFile(const SourceFile& file, const LoadOptions& options,
              const std::function<bool(ReadRecord)>& sink,
              const std::function<void(const LoadError&)>& on_error);

}  // namespace lode
