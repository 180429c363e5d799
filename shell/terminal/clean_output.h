// What goes to a terminal: text of articles must not steer it.
#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <string_view>

#include "shell/terminal/terminal.h"

namespace lode::shell {

// `text` without what a terminal would obey: control characters (a line break and a tab are
// none), C1 controls, marks that turn the direction of writing. Each is shown as U+FFFD; the
// colours of Terminal::Paint stay. `carry`: bytes of a character that is not whole yet, kept
// for the next call. Cost: linear.
std::string CleanForTerminal(std::string_view text, std::string& carry);
std::string CleanForTerminal(std::string_view text);

// Cleans what is written to a stream from now on, until it is destroyed.
class CleanStream {
 public:
  explicit CleanStream(std::ostream& out);
  ~CleanStream();
  CleanStream(const CleanStream&) = delete;
  CleanStream& operator=(const CleanStream&) = delete;

 private:
  class Buffer;
  std::ostream& out_;
  std::streambuf* inner_;
  std::unique_ptr<Buffer> buffer_;
};

}  // namespace lode::shell
