// Decides what encoding a file is in and decodes it through ICU, unit by unit, so
// that every byte of the result knows where it came from. The hard bit is the
// file that is not quite UTF-8: is it another encoding, or broken? It is broken
// when most of what lies beyond ASCII is well-formed UTF-8, or when read as
// Western text it makes letters where no letter can stand.

#include "loaders/readers/bytes/encoding.h"

#include <uchardet.h>
#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <memory>
#include <string>

#include "loaders/readers/bytes/code_points.h"

namespace lode {
namespace {

struct UchardetClose {
  void operator()(uchardet_t detector) const { uchardet_delete(detector); }
};
struct ConverterClose {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterClose>;

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

std::string GuessCharset(std::string_view bytes) {
  std::unique_ptr<uchardet, UchardetClose> detector(uchardet_new());
  std::string_view sample = bytes.substr(0, 1 << 20);
  if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0) return {};
  uchardet_data_end(detector.get());
  return uchardet_get_charset(detector.get());
}

bool IsWestern(std::string_view charset) {
  std::string lower;
  for (char c : charset) lower += static_cast<char>(u_tolower(static_cast<unsigned char>(c)));
  return lower.starts_with("windows-125") || lower.starts_with("iso-8859") ||
         lower.starts_with("latin") || lower.starts_with("mac") || lower.starts_with("ibm") ||
         lower.empty() || lower == "ascii" || lower == "us-ascii";
}

// A charset in one encoding, decoded code point by code point.
Result<MappedText> Convert(std::string_view bytes, std::size_t skip, const std::string& charset) {
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(ucnv_open(charset.c_str(), &error));
  if (U_FAILURE(error))
    return {Code::kUnsupported, "unknown character encoding '" + charset + "': convert to UTF-8"};
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  MappedText out;
  const char* begin = bytes.data();
  const char* from = begin + skip;
  const char* end = begin + bytes.size();
  while (from < end) {
    const char* unit = from;
    UChar32 c = ucnv_getNextUChar(converter.get(), &from, end, &error);
    if (error == U_INDEX_OUTOFBOUNDS_ERROR) break;
    auto at = static_cast<std::uint32_t>(unit - begin);
    if (U_FAILURE(error))
      return {Code::kInvalidInput, "not valid " + charset + " at " + PlaceOf(bytes, at) +
                                       ": repair the file or convert it to UTF-8"};
    if (c == 0)
      return {Code::kInvalidInput, "NUL character at " + PlaceOf(bytes, at) + ": not a text file"};
    std::string utf8;
    AppendCodePoint(utf8, c);
    out.Append(utf8, {at, static_cast<std::uint32_t>(from - begin)});
  }
  return out;
}

// How much of what lies beyond ASCII is well-formed UTF-8.
bool AppearsAsUtf8(std::string_view bytes) {
  std::size_t good = 0, bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    (NextCodePoint(bytes, at) < 0 ? bad : good) += 1;
  }
  return good > bad;
}

// Characters beyond ASCII that Western text decoded wrongly would not hold:
// control characters, rare letters, letters without a neighbour, a capital
// after a small letter.
bool LooksWrong(UChar32 before, UChar32 c, UChar32 after) {
  if (c < 0x80) return false;
  if (u_iscntrl(c) || c == 0xFF || c == 0xFE || c == 0xFFFD) return true;
  if (!u_isalpha(c))
    return c < 0x2000 && c != 0xA0 && c != 0xA3 && c != 0xA9 && c != 0xAB && c != 0xAE &&
           c != 0xB0 && c != 0xB7 && c != 0xBB && c != 0xA7;
  if (u_isupper(c) && u_islower(before)) return true;
  return !u_isalpha(before) && !u_isalpha(after);
}

bool PlausibleWestern(std::string_view text) {
  std::size_t high = 0, wrong = 0;
  UChar32 before = ' ', c = ' ';
  for (std::size_t at = 0; at <= text.size();) {
    UChar32 after = ' ';
    if (at == text.size())
      ++at;
    else
      after = NextCodePoint(text, at);
    if (c >= 0x80) {
      ++high;
      if (LooksWrong(before, c, after)) ++wrong;
    }
    before = c;
    c = after;
  }
  return wrong * 10 <= high * 3;
}

Result<MappedText> DecodeUtf8(std::string_view bytes, std::size_t skip, std::size_t bad) {
  if (bad != std::string_view::npos)
    return {Code::kInvalidInput,
            "invalid UTF-8 at " + PlaceOf(bytes, bad) + ": repair the file or convert it to UTF-8"};
  MappedText out;
  out.Append(bytes.substr(skip),
             {static_cast<std::uint32_t>(skip), static_cast<std::uint32_t>(bytes.size())});
  return out;
}

bool NamesUtf8(std::string_view charset) {
  std::string lower;
  for (char c : charset)
    if (c != '-' && c != '_') lower += static_cast<char>(u_tolower(static_cast<unsigned char>(c)));
  return lower == "utf8";
}

Result<MappedText> DecodeUnmarked(std::string_view bytes, std::string_view declared) {
  std::size_t bad = FirstInvalidUtf8(bytes);
  if (bad == std::string_view::npos || NamesUtf8(declared) || AppearsAsUtf8(bytes))
    return DecodeUtf8(bytes, 0, bad);
  std::string charset = declared.empty() ? GuessCharset(bytes) : std::string(declared);
  bool western = IsWestern(charset);
  if (western && (charset.empty() || charset.starts_with("ISO-8859-1") || charset == "ASCII"))
    charset = "windows-1252";
  Result<MappedText> text = Convert(bytes, 0, charset);
  bool guessed = declared.empty();
  if (guessed && (!text.ok() || (western && !PlausibleWestern(text->view()))))
    return DecodeUtf8(bytes, 0, bad);
  return text;
}

}  // namespace

std::size_t FirstInvalidUtf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t start = at;
    if (static_cast<unsigned char>(bytes[at]) < 0x80)
      ++at;
    else if (NextCodePoint(bytes, at) < 0)
      return start;
  }
  return std::string_view::npos;
}

std::string PlaceOf(std::string_view bytes, std::size_t at) {
  auto line = std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
  return "byte " + std::to_string(at) + " (line " + std::to_string(line) + ")";
}

std::string WideCharset(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return "UTF-32LE";
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32BE";
  if (bytes.starts_with("\xFF\xFE"sv)) return "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF"sv)) return "UTF-16BE";
  std::string_view head = bytes.substr(0, 512);
  if (head.size() < 8) return {};
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < head.size(); ++i)
    if (head[i] == '\0') ++(i % 2 == 0 ? even : odd);
  std::size_t most = head.size() / 2 * 7 / 10;
  if (odd > most && even == 0) return "UTF-16LE";
  if (even > most && odd == 0) return "UTF-16BE";
  return {};
}

std::string DeclaredCharset(std::string_view bytes) {
  std::string_view head = bytes.substr(0, 4096);
  if (LeadingSpace(head) >= head.size() || head[LeadingSpace(head)] != '<') return {};
  std::size_t limit = std::min(head.find("</head"), head.size());
  head = head.substr(0, limit);
  bool xml = head.substr(LeadingSpace(head)).starts_with("<?xml");
  std::size_t at = xml ? head.substr(0, head.find("?>")).find("encoding=") : head.find("charset=");
  if (at == std::string_view::npos) return {};
  at = head.find('=', at) + 1;
  while (at < head.size() && (head[at] == '"' || head[at] == '\'' || head[at] == ' ')) ++at;
  std::size_t end = head.find_first_of("\"'> ;/?", at);
  return std::string(head.substr(at, end == std::string_view::npos ? end : end - at));
}

MappedText NormalizeNfc(const MappedText& text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  icu::StringPiece piece(text.text().data(), static_cast<std::int32_t>(text.size()));
  if (U_FAILURE(error) || nfc->isNormalizedUTF8(piece, error)) return text;
  std::string normal;
  icu::StringByteSink<std::string> sink(&normal);
  icu::Edits edits;
  nfc->normalizeUTF8(0, piece, sink, &edits, error);
  if (U_FAILURE(error)) return text;
  MappedText out;
  icu::Edits::Iterator edit = edits.getFineIterator();
  while (edit.next(error)) {
    auto begin = static_cast<std::size_t>(edit.sourceIndex());
    auto end = begin + static_cast<std::size_t>(edit.oldLength());
    if (!edit.hasChange()) {
      out.Append(text, begin, end);
    } else {
      std::string_view changed(normal);
      changed = changed.substr(static_cast<std::size_t>(edit.destinationIndex()),
                               static_cast<std::size_t>(edit.newLength()));
      out.Append(changed, text.SourceOf(begin, end));
    }
  }
  return out;
}

MappedText DecodeLeniently(std::string_view bytes) {
  MappedText out;
  std::size_t good = bytes.starts_with(kUtf8Mark) ? kUtf8Mark.size() : 0;
  auto place = [](std::size_t at) { return static_cast<std::uint32_t>(at); };
  for (std::size_t at = good; at <= bytes.size();) {
    const std::size_t begin = at;
    const bool is_end = at == bytes.size();
    if (!is_end && bytes[at] != '\0') {
      if (static_cast<unsigned char>(bytes[at]) < 0x80)
        ++at;
      else if (NextCodePoint(bytes, at) < 0)
        at = std::max(at, begin + 1);
      const bool is_good =
          static_cast<unsigned char>(bytes[begin]) < 0x80 ||
          FirstInvalidUtf8(bytes.substr(begin, at - begin)) == std::string_view::npos;
      if (is_good) continue;
    } else {
      ++at;
    }
    out.Append(bytes.substr(good, begin - good), {place(good), place(begin)});
    if (is_end) break;
    out.Append("\xEF\xBF\xBD", {place(begin), place(at)});
    good = at;
  }
  return NormalizeNfc(out);
}

Result<MappedText> Decode(std::string_view bytes, std::string_view declared) {
  if (std::string wide = WideCharset(bytes); !wide.empty()) {
    bool marked =
        bytes[0] == '\xFF' || bytes[0] == '\xFE' || (bytes[0] == '\0' && bytes[1] == '\0');
    std::size_t mark = !marked ? 0 : wide.starts_with("UTF-32") ? 4 : 2;
    Result<MappedText> text = Convert(bytes, mark, wide);
    return text.ok() ? Result<MappedText>(NormalizeNfc(*text)) : text;
  }
  if (std::size_t nul = bytes.find('\0'); nul != std::string_view::npos)
    return {Code::kInvalidInput, "NUL byte at " + PlaceOf(bytes, nul) + ": not a text file"};
  Result<MappedText> text = bytes.starts_with(kUtf8Mark)
                                ? DecodeUtf8(bytes, kUtf8Mark.size(), FirstInvalidUtf8(bytes))
                                : DecodeUnmarked(bytes, declared);
  return text.ok() ? Result<MappedText>(NormalizeNfc(*text)) : text;
}

}  // namespace lode
