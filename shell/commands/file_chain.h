// Several files read as if they were one.
#pragma once

#include <cstdint>
#include <fstream>
#include <streambuf>
#include <string>
#include <vector>

#include "lode/status.h"

namespace lode::shell {

// An import takes its articles and statements from one stream, so that it ends with
// whole articles only; the chain makes that stream of the files it is given ("-" is
// standard input) and knows which line belongs to which file. Reading fails after
// Ctrl-C. Threads: one.
class FileChain : public std::streambuf {
 public:
  explicit FileChain(std::vector<std::string> paths) : paths_(std::move(paths)) {}

  // Whether every file is there and can be opened; before anything is read.
  Status Check() const;
  // `status` of whoever read the chain under a name in angle brackets: "<name>:LINE: ..."
  // becomes the file and its own line.
  Status Explain(const Status& status) const;

 protected:
  int_type underflow() override;

 private:
  bool OpenNext();
  std::string PlaceOf(std::uint64_t line) const;

  std::vector<std::string> paths_;
  std::vector<std::uint64_t> lines_before_;  // of each file that was begun
  std::uint64_t lines_ = 0;                  // read so far
  std::ifstream file_;
  std::vector<char> buffer_;
  bool open_ = false, ends_line_ = true, failed_ = false;
};

}  // namespace lode::shell
