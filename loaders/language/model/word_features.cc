// Word form -> hashed affixes, shape and character n-grams.
//
// Everything here must equal models/train/features.py bit by bit, since the
// trained rows sit where Python's hash put them. So it is deliberately plain:
// code points instead of graphemes, a case table of a few ranges instead of
// Unicode's, FNV-1a. Words of the same affixes share rows; that is how the
// network reads words it has never seen.
#include "loaders/language/model/word_features.h"

namespace lode {
namespace {

using CodePoints = std::u32string;

// Decodes one code point at *at and moves on; U+FFFD for a broken byte.
char32_t Next(std::string_view text, std::size_t* at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte((*at)++);
  if (first < 0x80) return first;
  const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
  if (more == 0 || first > 0xF4 || *at + static_cast<std::size_t>(more) > text.size())
    return 0xFFFD;
  char32_t c = first & (0x3F >> more);
  for (int i = 0; i < more; ++i) {
    const unsigned char next = byte(*at + static_cast<std::size_t>(i));
    if ((next & 0xC0) != 0x80) return 0xFFFD;
    c = (c << 6) | (next & 0x3F);
  }
  *at += static_cast<std::size_t>(more);
  return c;
}

CodePoints Decode(std::string_view text) {
  CodePoints out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) out.push_back(Next(text, &at));
  return out;
}

void Append(char32_t c, std::string* out) {
  const auto put = [&](char32_t byte) { out->push_back(static_cast<char>(byte)); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xC0 | (c >> 6));
  } else {
    if (c < 0x10000) {
      put(0xE0 | (c >> 12));
    } else {
      put(0xF0 | (c >> 18));
      put(0x80 | ((c >> 12) & 0x3F));
    }
    put(0x80 | ((c >> 6) & 0x3F));
  }
  put(0x80 | (c & 0x3F));
}

std::string Encode(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) Append(c, &out);
  return out;
}

char32_t LowerChar(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  if ((c >= 0x100 && c <= 0x137 && c != 0x130) || (c >= 0x14A && c <= 0x177)) return c | 1;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c % 2 ? c + 1 : c;
  if ((c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  return c;
}

char32_t PlainChar(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019: return '\'';
    case 0x201C:
    case 0x201D: return '"';
    case 0x2011:
    case 0x2013:
    case 0x2014: return '-';
    default: return c;
  }
}

// X upper, x lower, d digit, other characters themselves; runs cut to three.
CodePoints Shape(const CodePoints& form) {
  CodePoints out;
  char32_t last = 0;
  int run = 0;
  for (const char32_t c : form) {
    char32_t s = c;
    if (c >= '0' && c <= '9') {
      s = 'd';
    } else if (LowerChar(c) != c) {
      s = 'X';
    } else if ((c >= 'a' && c <= 'z') || c >= 0x80) {
      s = 'x';
    }
    run = s == last ? run + 1 : 1;
    last = s;
    if (run <= 3) out.push_back(s);
  }
  return out;
}

void AddNgrams(const CodePoints& marked, WordFeatures* out) {
  for (std::size_t n = 3; n <= 4; ++n) {
    for (std::size_t i = 0; i + n <= marked.size() && out->ngram_count < kMaxNgrams; ++i) {
      const std::string gram = Encode(std::u32string_view(marked).substr(i, n));
      out->ngrams[out->ngram_count++] = 1 + HashText(gram, 8) % std::uint32_t{kNgramRows - 1};
    }
  }
}

}  // namespace

std::string WordKey(std::string_view form) {
  std::string out;
  for (std::size_t at = 0; at < form.size();) Append(LowerChar(PlainChar(Next(form, &at))), &out);
  return out;
}

std::string LowerCase(std::string_view form) {
  std::string out;
  for (std::size_t at = 0; at < form.size();) Append(LowerChar(Next(form, &at)), &out);
  return out;
}

std::uint32_t HashText(std::string_view text, std::uint32_t seed) {
  std::uint32_t h = 2166136261U ^ seed;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 16777619U;
  return h ^ (h >> 15);
}

WordFeatures ComputeWordFeatures(std::string_view form) {
  CodePoints plain = Decode(form);
  for (char32_t& c : plain) c = PlainChar(c);
  CodePoints digits = plain;
  for (char32_t& c : digits) {
    c = LowerChar(c);
    if (c >= '0' && c <= '9') c = '0';
  }
  WordFeatures out;
  const auto set = [&](std::size_t table, std::u32string_view text) {
    const auto rows = static_cast<std::uint32_t>(kHashedTableList[table].rows);
    const auto seed = static_cast<std::uint32_t>(table);
    out.rows[table] = text.empty() ? 0 : 1 + HashText(Encode(text), seed) % (rows - 1);
  };
  const std::u32string_view view = digits;
  for (std::size_t n = 1; n <= 3 && n <= view.size(); ++n) set(n - 1, view.substr(0, n));
  for (std::size_t n = 1; n <= 4 && n <= view.size(); ++n) set(n + 2, view.substr(view.size() - n));
  set(7, Shape(plain));
  AddNgrams(U"^" + digits + U"$", &out);
  return out;
}

}  // namespace lode
