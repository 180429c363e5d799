// Copies a few bytes through a small table of signs.
#include "loaders/extraction/words/ascii_window.h"

#include <algorithm>

namespace lode {
namespace {

struct Sign {
  std::string_view bytes;
  char code;
};

constexpr Sign kSigns[] = {{"\u2013", '-'},
                           {"\u2014", '-'},
                           {"\u2010", '-'},
                           {"\u2011", '-'},
                           {"\u2212", '-'},
                           {"\u2019", '\''},
                           {"\u2018", '\''},
                           {"\u00A0", ' '},
                           {"\u2009", ' '},
                           {"\u202F", ' '},
                           {"年", AsciiWindow::kYearSign},
                           {"月", AsciiWindow::kMonthSign},
                           {"日", AsciiWindow::kDaySign},
                           {"€", AsciiWindow::kEuro},
                           {"£", AsciiWindow::kPound},
                           {"¥", AsciiWindow::kYen},
                           {"￥", AsciiWindow::kYen},
                           {"₹", AsciiWindow::kRupee},
                           {"₩", AsciiWindow::kWon},
                           {"₽", AsciiWindow::kRouble},
                           {"₺", AsciiWindow::kLira},
                           {"₪", AsciiWindow::kShekel},
                           {"₴", AsciiWindow::kHryvnia},
                           {"₦", AsciiWindow::kNaira},
                           {"฿", AsciiWindow::kBaht},
                           {"·", AsciiWindow::kBullet},
                           {"•", AsciiWindow::kBullet},
                           {"≈", AsciiWindow::kAbout},
                           {"½", AsciiWindow::kHalf}};

const Sign* SignAt(std::string_view text) {
  const auto* found = std::find_if(std::begin(kSigns), std::end(kSigns), [&](const Sign& sign) {
    return text.substr(0, sign.bytes.size()) == sign.bytes;
  });
  return found == std::end(kSigns) ? nullptr : found;
}

}  // namespace

AsciiWindow::AsciiWindow(std::string_view text, std::size_t at) {
  const std::string_view from = text.substr(at, kSize);
  while (size_ < from.size()) {
    const char c = from[size_];
    if (static_cast<unsigned char>(c) < 0x80) {
      bytes_[size_++] = c;
      continue;
    }
    const Sign* sign = SignAt(from.substr(size_));
    if (sign == nullptr) {
      bytes_[size_++] = kOther;
      continue;
    }
    bytes_[size_++] = sign->code;
    for (std::size_t i = 1; i < sign->bytes.size(); ++i) {
      bytes_[size_++] = sign->code == ' ' ? ' ' : kFill;
    }
  }
}

}  // namespace lode
