// A stretch of text in plain ASCII, byte for byte as long as the original.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace lode {

// Spirit's character classes are defined for ASCII only. The window turns dashes
// and minus signs into '-', apostrophes into '\'', hard spaces into blanks, and
// the signs named below into one code each; the bytes a sign has beyond its first
// become kFill, all other bytes outside ASCII become kOther. Offsets into the
// window are offsets into the text.
class AsciiWindow {
 public:
  static constexpr std::size_t kSize = 96;
  static constexpr char kFill = 1, kYearSign = 2, kMonthSign = 3, kDaySign = 4, kEuro = 5,
                        kPound = 6, kYen = 7, kRupee = 8, kWon = 14, kRouble = 15, kLira = 16,
                        kShekel = 17, kHryvnia = 18, kNaira = 19, kBullet = 20, kBaht = 21,
                        kAbout = 22, kHalf = 23, kOther = 127;

  AsciiWindow(std::string_view text, std::size_t at);

  std::string_view view() const { return {bytes_.data(), size_}; }
  const char* begin() const { return bytes_.data(); }
  const char* end() const { return bytes_.data() + size_; }

 private:
  std::array<char, kSize> bytes_;
  std::size_t size_ = 0;
};

}  // namespace lode
