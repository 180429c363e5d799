// One wall for everything that is printed, messages included: whoever prints need not think
// of it. The colours that the program itself paints are known by their exact codes.

#include "shell/terminal/clean_output.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <streambuf>

namespace lode::shell {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";
// Of Terminal::Paint and of the progress bar.
constexpr std::array<std::string_view, 9> kOwn = {"\x1b[0m",  "\x1b[1m",    "\x1b[2m",
                                                  "\x1b[33m", "\x1b[36m",   "\x1b[35m",
                                                  "\x1b[32m", "\x1b[1;31m", "\x1b[K"};
constexpr std::size_t kLongestOwn = 7;

bool Steers(UChar32 c) {
  if (c == '\n' || c == '\t' || c == '\r') return false;
  if (c < 0x20 || (c >= 0x7f && c < 0xa0)) return true;
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e ||
         c == 0x200f || c == 0x061c;
}

std::string_view OwnAt(std::string_view text) {
  const auto own =
      std::ranges::find_if(kOwn, [&](std::string_view code) { return text.starts_with(code); });
  return own == kOwn.end() ? std::string_view() : *own;
}

// Whether more bytes could make the end of `text`, from `at` on, another character or code.
bool IsCut(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest[0] == '\x1b')
    return rest.size() < kLongestOwn &&
           std::ranges::any_of(kOwn, [&](std::string_view code) { return code.starts_with(rest); });
  const auto lead = static_cast<std::uint8_t>(rest[0]);
  if (!U8_IS_LEAD(lead)) return false;
  const std::size_t length = static_cast<std::size_t>(U8_COUNT_TRAIL_BYTES(lead)) + 1;
  return rest.size() < length && std::ranges::all_of(rest.substr(1), [](char c) {
           return U8_IS_TRAIL(static_cast<std::uint8_t>(c));
         });
}

}  // namespace

std::string CleanForTerminal(std::string_view more, std::string& carry) {
  const std::string text = carry + std::string(more);
  carry.clear();
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::string clean;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::string_view own = OwnAt(std::string_view(text).substr(i)); !own.empty()) {
      clean += own;
      i += own.size();
      continue;
    }
    if (IsCut(text, i)) {
      carry = text.substr(i);
      break;
    }
    const std::size_t begin = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, text.size(), c);
    if (c < 0 || Steers(c))
      clean += kReplacement;
    else
      clean.append(text, begin, i - begin);
  }
  return clean;
}

std::string CleanForTerminal(std::string_view text) {
  std::string carry;
  const std::string clean = CleanForTerminal(text, carry);
  return carry.empty() ? clean : clean + std::string(kReplacement);
}

class CleanStream::Buffer : public std::streambuf {
 public:
  explicit Buffer(std::streambuf* inner) : inner_(inner) {}

 protected:
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    const std::string clean = CleanForTerminal({text, static_cast<std::size_t>(size)}, carry_);
    const auto length = static_cast<std::streamsize>(clean.size());
    return inner_->sputn(clean.data(), length) == length ? size : 0;
  }
  int_type overflow(int_type c) override {
    if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
    const char one = traits_type::to_char_type(c);
    return xsputn(&one, 1) == 1 ? c : traits_type::eof();
  }
  int sync() override { return inner_->pubsync(); }

 private:
  std::streambuf* inner_;
  std::string carry_;
};

CleanStream::CleanStream(std::ostream& out)
    : out_(out), inner_(out.rdbuf()), buffer_(std::make_unique<Buffer>(inner_)) {
  out_.rdbuf(buffer_.get());
}

CleanStream::~CleanStream() {
  out_.flush();
  out_.rdbuf(inner_);
}

}  // namespace lode::shell
