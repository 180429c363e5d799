// Text -> surface tokens, one after the other.
#pragma once

#include <cstdint>
#include <string_view>

#include "loaders/language/text/character_class.h"

namespace lode {

enum class TokenKind : std::uint8_t {
  kWord,
  kNumber,
  kPunctuation,
  kSymbol,
  kAddress,
  kIdeographs,
};

// Bytes [begin, end) of the scanned text. A multi-word token is one of these.
struct SurfaceToken {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  TokenKind kind = TokenKind::kWord;
  bool space_before = false;
  bool line_before = false;  // a line break stands before it
};

// Cuts a paragraph by the conventions of UD English-EWT. Every character that is
// no white space comes in exactly one token; no token is longer than
// kMaxTokenBytes. The text may hold any bytes and must outlive the scanner.
// Cost: linear, no memory.
class TokenScanner {
 public:
  static constexpr std::uint32_t kMaxTokenBytes = 4096;

  explicit TokenScanner(std::string_view text) : text_(text) {}

  // False at the end of the text.
  bool Next(SurfaceToken* token);

 private:
  std::uint32_t ScanOne(TokenKind* kind);
  std::uint32_t ScanWord(std::uint32_t at);
  std::uint32_t WordRunEnd(std::uint32_t at) const;
  std::uint32_t ScanStop(std::uint32_t begin, std::uint32_t at);
  std::uint32_t ScanInitials(std::uint32_t at) const;
  std::uint32_t ScanNumber(std::uint32_t at) const;
  std::uint32_t ScanPunctuation();
  std::uint32_t ScanApostrophe(std::uint32_t length);
  std::uint32_t ScanRepeated() const;
  std::uint32_t ScanSymbol() const;
  std::uint32_t ScanEmoji() const;
  std::uint32_t ScanWhile(std::uint32_t at, CharClass kind) const;
  std::uint32_t ApostropheLength(std::uint32_t at) const;
  bool WordAt(std::uint32_t at) const;
  bool DigitAt(std::uint32_t at) const;
  bool BoundaryAt(std::uint32_t at) const;
  bool NameFollows(std::uint32_t at) const;
  bool StarterFollows(std::uint32_t at) const;
  bool NumberFollows(std::uint32_t at) const;
  char ByteAt(std::uint32_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  std::string_view text_;
  std::uint32_t position_ = 0;
  bool open_quote_ = false;  // a single quotation mark waits for its partner
  bool after_currency_ = false;
  bool space_before_ = true;
  bool in_name_ = false;  // the last token began with a capital letter
};

}  // namespace lode
