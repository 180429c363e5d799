// Words are cut out of the folded text. What stands at the edge of a part is the hard bit: it
// may be the end of a longer word, and folding takes the dots of initials away by what stands
// beside them. So of the edges only plain runs of letters count, which no fold parts.

#include "storage/text/words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "storage/terms/folding.h"

namespace lode {

namespace {

constexpr std::size_t kLeastPiece = 3;
constexpr std::string_view kBlanks = " \t\r\n";

bool IsPlainLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool IsOfWord(UChar32 c) {
  return u_isalnum(c) || (U_MASK(u_charType(c)) & U_GC_M_MASK) != 0;
}

// Calls `visit` with each run of letters of a text that is folded.
template <typename Visit>
void ForEachRun(std::string_view folded, const Visit& visit) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(folded.data());
  const auto size = static_cast<int32_t>(folded.size());
  int32_t begin = -1;
  for (int32_t at = 0; at < size;) {
    const int32_t here = at;
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    const bool inside = c >= 0 && (c < 0x80 ? IsPlainLetter(static_cast<char>(c)) : IsOfWord(c));
    if (inside && begin < 0) begin = here;
    if (!inside && begin >= 0) {
      visit(folded.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(here - begin)));
      begin = -1;
    }
  }
  if (begin >= 0) visit(folded.substr(static_cast<std::size_t>(begin)));
}

std::string Cut(std::string_view word) {
  if (word.size() <= kMostWordBytes) return std::string(word);
  std::size_t end = kMostWordBytes;
  while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) --end;
  // Filled up, so that it is known as one that was cut.
  return std::string(word.substr(0, end)).append(kMostWordBytes - end, '~');
}

// The longest plain run of an edge, folded; empty where it is too short to tell anything.
std::string PieceOf(std::string_view edge) {
  std::string_view best;
  for (std::size_t at = 0; at < edge.size();) {
    std::size_t end = at;
    while (end < edge.size() && IsPlainLetter(edge[end])) ++end;
    if (end - at > best.size()) best = edge.substr(at, end - at);
    at = end + 1;
  }
  if (best.size() > kMostWordBytes) best = best.substr(0, kMostWordBytes);
  return best.size() < kLeastPiece ? std::string() : FoldText(best);
}

}  // namespace

std::vector<std::string> WordsIn(std::string_view text) {
  std::vector<std::string> words;
  ForEachRun(FoldText(text), [&](std::string_view run) { words.push_back(Cut(run)); });
  return words;
}

std::vector<PlacedWord> PlacedWordsIn(std::string_view text) {
  std::vector<PlacedWord> placed;
  for (std::size_t at = text.find_first_not_of(kBlanks); at != text.npos;
       at = text.find_first_not_of(kBlanks, at)) {
    const std::size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
    const std::string_view written = text.substr(at, end - at);
    const std::vector<std::string> words = WordsIn(written);
    // Runs of the written word, where there are as many as of the folded one.
    std::vector<Span> runs;
    ForEachRun(written, [&](std::string_view run) {
      const auto begin = static_cast<std::uint32_t>(run.data() - text.data());
      runs.push_back({begin, begin + static_cast<std::uint32_t>(run.size())});
    });
    const bool one_by_one = runs.size() == words.size();
    for (std::size_t i = 0; i < words.size(); ++i)
      placed.push_back({words[i], one_by_one ? runs[i]
                                             : Span{static_cast<std::uint32_t>(at),
                                                    static_cast<std::uint32_t>(end)}});
    at = end;
  }
  return placed;
}

WordsOfPart WordsAround(std::string_view part) {
  WordsOfPart found;
  const std::size_t first = part.find_first_of(kBlanks), last = part.find_last_of(kBlanks);
  const auto add_piece = [&](std::string_view edge) {
    if (std::string piece = PieceOf(edge); !piece.empty()) found.pieces.push_back(std::move(piece));
  };
  if (first == part.npos) {
    add_piece(part);
    return found;
  }
  add_piece(part.substr(0, first));
  add_piece(part.substr(last + 1));
  if (last > first) found.whole = WordsIn(part.substr(first, last - first));
  return found;
}

}  // namespace lode
