// A stream buffer over files in turn. A file that ends inside a line is given the line
// break it lacks, so that lines never run from one file into the next. A failed read
// must not look like the end of the input (an import would store what it has), so it is
// thrown; the stream above turns that into its bad bit.

#include "shell/commands/file_chain.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "shell/commands/commands.h"
#include "shell/terminal/interrupt.h"

namespace lode::shell {
namespace {

constexpr std::size_t kReadAtOnce = 1 << 16;

}  // namespace

Status FileChain::Check() const {
  for (const std::string& path : paths_) {
    std::error_code error;
    if (path == "-") continue;
    if (std::filesystem::is_directory(path, error))
      return {Code::kInvalidInput, "'" + path + "' is a folder; name files"};
    if (!std::filesystem::exists(path, error))
      return {Code::kNotFound, "cannot read '" + path + "'; is the path right?"};
  }
  return {};
}

bool FileChain::OpenNext() {
  if (lines_before_.size() == paths_.size()) return false;
  const std::string& path = paths_[lines_before_.size()];
  lines_before_.push_back(lines_);
  file_ = {};
  if (path != "-") {
    file_.open(path, std::ios::binary);
    failed_ = !file_;
    if (failed_) throw std::runtime_error("cannot be opened");
  }
  open_ = ends_line_ = true;
  return true;
}

FileChain::int_type FileChain::underflow() {
  buffer_.resize(kReadAtOnce);
  while (open_ || OpenNext()) {
    std::istream& in = paths_[lines_before_.size() - 1] == "-" ? std::cin : file_;
    in.read(buffer_.data(), static_cast<std::streamsize>(kReadAtOnce));
    failed_ = in.bad() || Interrupted();
    if (failed_) throw std::runtime_error("cannot be read");
    auto size = in.gcount();
    open_ = size > 0;
    if (size == 0 && !ends_line_) buffer_[static_cast<std::size_t>(size++)] = '\n';
    if (size == 0) continue;
    ends_line_ = buffer_[static_cast<std::size_t>(size - 1)] == '\n';
    lines_ += static_cast<std::uint64_t>(std::count(buffer_.data(), buffer_.data() + size, '\n'));
    setg(buffer_.data(), buffer_.data(), buffer_.data() + size);
    return traits_type::to_int_type(*gptr());
  }
  return traits_type::eof();
}

std::string FileChain::PlaceOf(std::uint64_t line) const {
  std::size_t file = 0;
  while (file + 1 < lines_before_.size() && lines_before_[file + 1] < line) ++file;
  const std::uint64_t before = lines_before_.empty() ? 0 : lines_before_[file];
  return paths_[file] + ":" + std::to_string(line - std::min(line, before));
}

Status FileChain::Explain(const Status& status) const {
  if (failed_ && Interrupted())
    return {Code::kCancelled, "stopped; the articles that were complete are stored"};
  if (failed_)
    return {Code::kIo, "'" + paths_[lines_before_.size() - 1] + "' cannot be read to its end"};
  const std::string& message = status.message();
  const std::size_t number = message.find(">:");
  std::uint64_t line = 0;
  if (!message.starts_with('<') || number == message.npos) return status;
  const char* end = message.data() + message.size();
  const auto parsed = std::from_chars(message.data() + number + 2, end, line);
  if (parsed.ec != std::errc()) return status;
  return {status.code(), PlaceOf(line) + std::string(parsed.ptr, end)};
}

}  // namespace lode::shell
