// The rules of English tokenisation, as a scanner that never looks back.
//
// Each token is decided by its first character: a letter starts a word, a digit
// a number, everything else has its own short rule. What the treebanks do, and
// the rules follow: hyphenated words are cut at the hyphens except behind a
// prefix ("anti-war", "e-mail"); a full stop stays with abbreviations and
// letters ("U.S."); units are cut from their numbers ("35 mm", "11 AM") but not
// from names ("5G", "H1N1"); runs of one mark are one token ("...", "!!!").
// The hard bit is the full stop and the apostrophe: both need the character
// behind them, and the apostrophe after an s needs to know whether a quotation
// is open. Looking ahead is bounded by kMaxTokenBytes, so time stays linear.
#include "loaders/language/text/token_scanner.h"

#include <algorithm>
#include <iterator>

#include "loaders/language/text/abbreviations.h"
#include "loaders/language/text/addresses.h"
#include "loaders/language/text/token_lists.h"

namespace lode {
namespace {

bool IsOrdinalOrPlural(std::string_view s) {
  return s == "st" || s == "nd" || s == "rd" || s == "th" || s == "s" || s == "ST" || s == "ND" ||
         s == "RD" || s == "TH";
}

}  // namespace

bool TokenScanner::Next(SurfaceToken* token) {
  token->line_before = false;
  space_before_ = position_ == 0;
  for (; position_ < text_.size();) {
    const Character c = CharacterAt(text_, position_);
    if (c.kind != CharClass::kSpace) break;
    space_before_ = true;
    token->line_before = token->line_before || c.value == '\n' || c.value == 0x2028;
    position_ += c.length;
  }
  if (position_ >= text_.size()) return false;
  token->space_before = space_before_;
  token->begin = position_;
  const Character first = CharacterAt(text_, position_);
  token->end = ScanOne(&token->kind);
  if (token->end - token->begin > kMaxTokenBytes) {
    token->end = token->begin + kMaxTokenBytes;  // on the start of a character
    while ((static_cast<unsigned char>(text_[token->end]) & 0xC0U) == 0x80 &&
           token->end > token->begin + kMaxTokenBytes - 4) {
      --token->end;
    }
  }
  position_ = token->end;
  const char last = text_[position_ - 1];
  after_currency_ = last == '$' || (first.value >= 0x80 && first.kind == CharClass::kSymbol);
  in_name_ = IsUpper(first.value);
  return true;
}

std::uint32_t TokenScanner::ScanOne(TokenKind* kind) {
  std::uint32_t at = position_;
  Character c = CharacterAt(text_, at);
  const char before = at == 0 ? ' ' : text_[at - 1];
  if (space_before_ || before == '(' || before == '<' || before == '[' || before == '"' ||
      before == '\x9C' || before == ':') {
    const auto end = static_cast<std::uint32_t>(AddressEnd(text_, at));
    if (end > at) return *kind = TokenKind::kAddress, end;
  }
  while (c.kind == CharClass::kMark) {  // invisible: belongs to what it precedes
    at += c.length;
    if (at >= text_.size()) return *kind = TokenKind::kSymbol, at;
    c = CharacterAt(text_, at);
  }
  switch (c.kind) {
    case CharClass::kLetter: return *kind = TokenKind::kWord, ScanWord(at);
    case CharClass::kDigit: return *kind = TokenKind::kNumber, ScanNumber(at);
    case CharClass::kIdeograph:
      return *kind = TokenKind::kIdeographs, ScanWhile(at, CharClass::kIdeograph);
    case CharClass::kInvalid: return *kind = TokenKind::kSymbol, ScanWhile(at, CharClass::kInvalid);
    case CharClass::kEmoji: return *kind = TokenKind::kSymbol, ScanEmoji();
    case CharClass::kSpace: return *kind = TokenKind::kSymbol, at;  // after lone marks
    case CharClass::kSymbol: *kind = TokenKind::kSymbol; break;
    case CharClass::kPunctuation:
    case CharClass::kMark: *kind = TokenKind::kPunctuation; break;
  }
  if (at > position_) return at;
  const std::uint32_t end = ScanPunctuation();
  if (DigitAt(end - 1)) *kind = TokenKind::kNumber;
  return end;
}

bool TokenScanner::WordAt(std::uint32_t at) const {
  if (at >= text_.size()) return false;
  const CharClass kind = CharacterAt(text_, at).kind;
  return kind == CharClass::kLetter || kind == CharClass::kDigit;
}

bool TokenScanner::DigitAt(std::uint32_t at) const {
  return at < text_.size() && text_[at] >= '0' && text_[at] <= '9';
}

bool TokenScanner::BoundaryAt(std::uint32_t at) const {
  return at >= text_.size() || CharacterAt(text_, at).kind == CharClass::kSpace;
}

// Whether a capital letter or a digit comes after the spaces at `at`.
bool TokenScanner::NameFollows(std::uint32_t at) const {
  const std::uint32_t limit = at + 4;
  for (; at < text_.size() && at < limit; ++at) {
    const Character c = CharacterAt(text_, at);
    if (c.kind != CharClass::kSpace) return IsUpper(c.value) || c.kind == CharClass::kDigit;
  }
  return false;
}

// Whether the next word is one that begins sentences rather than names.
bool TokenScanner::StarterFollows(std::uint32_t at) const {
  while (ByteAt(at) == ' ') ++at;
  return IsSentenceStarter(text_.substr(at, WordRunEnd(at) - at));
}

bool TokenScanner::NumberFollows(std::uint32_t at) const {
  while (ByteAt(at) == ' ') ++at;
  return DigitAt(at) || ByteAt(at) == '$' || ByteAt(at) == '#';
}

// Bytes of the apostrophe at `at`, 0 for none.
std::uint32_t TokenScanner::ApostropheLength(std::uint32_t at) const {
  if (ByteAt(at) == '\'' || ByteAt(at) == '`') return 1;
  return text_.substr(std::min<std::size_t>(at, text_.size()), 3) == "\u2019" ? 3 : 0;
}

std::uint32_t TokenScanner::ScanWhile(std::uint32_t at, CharClass kind) const {
  const std::uint32_t limit = at + kMaxTokenBytes;
  while (at < text_.size() && at < limit) {
    const Character c = CharacterAt(text_, at);
    if (c.kind != kind && !(c.kind == CharClass::kMark && kind != CharClass::kInvalid)) break;
    at += c.length;
  }
  return at;
}

// The end of the letters, digits, marks and underscores at `at`.
std::uint32_t TokenScanner::WordRunEnd(std::uint32_t at) const {
  const std::uint32_t limit = at + kMaxTokenBytes;
  while (at < text_.size() && at < limit) {
    const Character c = CharacterAt(text_, at);
    const bool inside = c.kind == CharClass::kLetter || c.kind == CharClass::kDigit ||
                        c.kind == CharClass::kMark || c.value == '_';
    if (!inside) break;
    at += c.length;
  }
  return at;
}

std::uint32_t TokenScanner::ScanWord(std::uint32_t at) {
  const std::uint32_t begin = at;
  for (at = WordRunEnd(at); at - begin < kMaxTokenBytes;) {
    const char c = ByteAt(at);
    const std::string_view word = text_.substr(begin, at - begin);
    if (const std::uint32_t mark = ApostropheLength(at)) {
      if (WordAt(at + mark)) {
        at = WordRunEnd(at + mark);
        continue;
      }
      const bool plural = word.back() == 's' || word.back() == 'S';
      if (plural && !open_quote_ && c != '`' && BoundaryAt(at + mark)) return at + mark;
      return at;
    }
    if (c == ':' && ByteAt(at + 1) == '/' && ByteAt(at + 2) == '/') {
      return std::max(at, static_cast<std::uint32_t>(AddressEnd(text_, begin)));
    }
    if (c == '.') return ScanStop(begin, at);
    if (c == '&' && word.size() <= 5 && WordAt(at + 1) && WordRunEnd(at + 1) - at <= 5) {
      at = WordRunEnd(at + 1);
      continue;
    }
    if (c == '-' && (WordAt(at + 1) || BoundaryAt(at + 1)) && IsHyphenPrefix(word)) {
      at = WordRunEnd(at + 1);
      continue;
    }
    if (c == '/' && word.size() == 1) {
      const std::uint32_t end = WordRunEnd(at + 1);
      if (IsSlashWord(text_.substr(begin, end - begin))) {
        return end;
      }
      return (word == "w" || word == "W") && at + 1 < text_.size() ? at + 1 : at;
    }
    if (c == '$' && word.size() <= 2 && IsUpper(static_cast<unsigned char>(word.back())) &&
        DigitAt(at + 1)) {
      return at + 1;  // "US$5", "C$5"
    }
    if (c == '+' && ByteAt(at + 1) == '+' && word.size() <= 3) return at + 2;
    return at;
  }
  return at;
}

// A word ends at `at` with a full stop behind it: the end with or without it.
std::uint32_t TokenScanner::ScanStop(std::uint32_t begin, std::uint32_t at) {
  const bool two = ByteAt(at + 1) == '.' && ByteAt(at + 2) != '.';
  if (ByteAt(at + 1) == '.' && !two) return at;  // an ellipsis
  const std::string_view word = text_.substr(begin, at - begin);
  if (DigitAt(at - 1) && DigitAt(at + 1)) return WordRunEnd(at + 1);  // "R7.5bn", "v2.1"
  if (word.size() == CharacterAt(text_, begin).length && !DigitAt(begin)) {
    const std::uint32_t end = ScanInitials(begin);
    if (end > at + 1) return end;
    const bool capital = IsUpper(CharacterAt(text_, begin).value);
    const bool initial = capital && NameFollows(at + 1) && (word != "I" || in_name_);
    if (initial && !WordAt(at + 1) && !StarterFollows(at + 1)) return at + 1;
  }
  if ((word == "Ph" || word == "Sc") && ByteAt(at + 2) == '.' && WordAt(at + 1)) return at + 3;
  switch (AbbreviationOf(word)) {
    case Abbreviation::kNone: return at;
    case Abbreviation::kTitle:
      return two || BoundaryAt(at + 1) || NameFollows(at + 1) ? at + 1 : at;
    case Abbreviation::kGeneral: return WordAt(at + 1) ? at : at + 1;
    case Abbreviation::kBeforeNumber: return NumberFollows(at + 1) ? at + 1 : at;
    case Abbreviation::kBeforeName:
      return IsUpper(CharacterAt(text_, begin).value) && NameFollows(at + 1) &&
                     !(word == "Sun" && !NumberFollows(at + 1))
                 ? at + 1
                 : at;
  }
  return at;
}

// "U.S.", "p.m.", "Ph.D.": the end of the letters with a stop behind each.
std::uint32_t TokenScanner::ScanInitials(std::uint32_t at) const {
  const std::uint32_t begin = at;
  std::uint32_t letters = 0;
  while (at < text_.size() && at - begin < 32) {
    const Character c = CharacterAt(text_, at);
    if (c.kind != CharClass::kLetter) break;
    const std::uint32_t stop = at + c.length;
    const std::uint32_t more = WordRunEnd(stop);
    if (more != stop) return letters >= 1 && more - at == 2 && ByteAt(more) == '.' ? more + 1 : at;
    ++letters;
    if (ByteAt(stop) != '.' || ByteAt(stop + 1) == '.') return stop;
    at = stop + 1;
  }
  return at;
}

std::uint32_t TokenScanner::ScanNumber(std::uint32_t at) const {
  const std::uint32_t begin = at;
  const std::uint32_t limit = at + kMaxTokenBytes;
  at = ScanWhile(at, CharClass::kDigit);
  int slashes = 0;
  while (at < limit && DigitAt(at + 1)) {
    const std::uint32_t end = ScanWhile(at + 1, CharClass::kDigit);
    const char c = ByteAt(at);
    const bool group = c == ',' && end - at == 4;
    const bool dashed = c == '-' && ((at - begin >= 7 && end - at == 5) || end - at == 4 ||
                                     end - at == 3 || end - at == 5);
    if (c == '/') ++slashes;
    if (!group && c != '.' && c != ':' && c != '/' && !dashed) break;
    if (dashed) {  // telephone numbers and dates, not ranges
      const bool three = ByteAt(end) == '-' && DigitAt(end + 1);
      const bool phone = (at - begin == 3 || at - begin == 1) && end - at == 5;
      if (!three && !phone && text_.substr(begin, at - begin).find('-') == std::string_view::npos)
        break;
    }
    at = end;
  }
  const std::uint32_t end = WordRunEnd(at);
  if (end == at)
    return ApostropheLength(at) == 1 && ByteAt(at + 1) == 's' && !WordAt(at + 2) ? at + 2 : at;
  const std::string_view tail = text_.substr(at, end - at);
  if (IsOrdinalOrPlural(tail)) return end;
  if (IsCutUnit(tail) && !(tail.size() == 1 && tail[0] <= 'Z' && !after_currency_)) return at;
  const bool words = tail.size() > 3 && std::none_of(tail.begin(), tail.end(),
                                                     [](char c) { return c >= '0' && c <= '9'; });
  return after_currency_ || words ? at : end;
}

// Punctuation and symbols that are not one character each.
std::uint32_t TokenScanner::ScanPunctuation() {
  const std::uint32_t at = position_;
  const Character c = CharacterAt(text_, at);
  const bool left = c.value == 0x2018;
  if (c.value == '\'' || c.value == '`' || c.value == 0x2019 || left) {
    return ScanApostrophe(c.length);
  }
  if ((c.value == '.' || c.value == '+') && DigitAt(at + 1) && space_before_) {
    return ScanNumber(at + 1);
  }
  if (space_before_) {
    for (std::string_view face : {":-)", ":-(", ";-)", ":)", ":(", ";)", ":D", ":P", ":/", "=)",
                                  "(:", "^_^", "<3", ":-/", ":-D"}) {
      if (text_.substr(at, face.size()) == face &&
          !WordAt(at + static_cast<std::uint32_t>(face.size())))
        return at + static_cast<std::uint32_t>(face.size());
    }
  }
  if (c.kind == CharClass::kSymbol && c.value >= 0x80) return ScanSymbol();
  return ScanRepeated();
}

std::uint32_t TokenScanner::ScanApostrophe(std::uint32_t length) {
  const std::uint32_t at = position_;
  const std::uint32_t after = at + length;
  if (CharacterAt(text_, std::min<std::size_t>(after, text_.size() - 1)).value ==
          CharacterAt(text_, at).value &&
      after < text_.size()) {
    return after + length;  // '' and ``
  }
  const std::uint32_t end = WordRunEnd(after);
  const std::string_view tail = text_.substr(after, end - after);
  const bool left = text_.substr(at, 3) == "\u2018";
  if (!left && (tail == "s" || tail == "S") && (!space_before_ || !open_quote_)) return end;
  if (tail == "em" || tail == "n" || tail == "til" || tail == "cause" || tail == "m" ||
      tail == "ve" || tail == "re" || tail == "ll" || tail == "d" || tail == "round") {
    if (!left) return end;
  }
  if (tail.size() >= 2 && tail.size() <= 3 && DigitAt(after) && DigitAt(after + 1)) return end;
  open_quote_ = left || (space_before_ && !BoundaryAt(after));
  return after;
}

// "...", "!!!", "--", "?!", "<<": a run of one mark, or of ! and ?, also behind one
// mark that was typed before it (".?").
std::uint32_t TokenScanner::ScanRepeated() const {
  const std::uint32_t at = position_;
  const Character c = CharacterAt(text_, at);
  if (c.value >= 0x80) {
    std::uint32_t end = at + c.length;
    const bool joins = c.value == 0x2014 || c.value == 0x2026 || c.value == 0x2500;
    while (joins && end < text_.size() && end - at < kMaxTokenBytes &&
           CharacterAt(text_, end).value == c.value) {
      end += c.length;
    }
    return end;
  }
  const char mark = text_[at];
  std::uint32_t end = at + 1;
  const std::uint32_t limit = at + kMaxTokenBytes;
  const bool slip =
      (mark == '.' || mark == ',' || mark == ':') && (ByteAt(end) == '!' || ByteAt(end) == '?');
  if (mark == '!' || mark == '?' || slip) {
    while (end < limit && (ByteAt(end) == '!' || ByteAt(end) == '?')) ++end;
  } else if (std::string_view(".-=*_~#+|<>$").find(mark) != std::string_view::npos) {
    while (end < limit && ByteAt(end) == mark) ++end;
  }
  return end;
}

// "°C" and other symbols; one character each otherwise.
std::uint32_t TokenScanner::ScanSymbol() const {
  const std::uint32_t end =
      ScanWhile(position_ + CharacterAt(text_, position_).length, CharClass::kMark);
  return end;
}

// One picture with its skin tones, joiners and partner letters (flags).
std::uint32_t TokenScanner::ScanEmoji() const {
  std::uint32_t at = position_;
  const std::uint32_t limit = at + 64;
  bool joined = true;
  while (at < text_.size() && at < limit) {
    const Character c = CharacterAt(text_, at);
    const bool tone = c.value >= 0x1F3FB && c.value <= 0x1F3FF;
    const bool flag = c.value >= 0x1F1E6 && c.value <= 0x1F1FF;
    if (c.kind == CharClass::kMark) {
      joined = c.value == 0x200D;
    } else if ((flag && (at == position_ || at == position_ + 4)) || tone ||
               (c.kind == CharClass::kEmoji && joined)) {
      joined = false;
    } else {
      break;
    }
    at += c.length;
  }
  return at > position_ ? at : position_ + CharacterAt(text_, position_).length;
}

}  // namespace lode
