// A scan for quotation marks with a stack, block by block. Double marks open and
// close quotations; single ones do so only where an apostrophe cannot stand: they
// open before a letter after a space or bracket, and close after a letter or stop
// before a space or stop. A paragraph that opens a quotation while the one before
// was left open goes on with it, as newspapers set long speeches.
//
// The hard bit is the straight mark, which does not say whether it opens or
// closes: it closes when one of its kind is open, unless a letter follows and a
// space stands before it and the quotation so far is empty.
#include "loaders/extraction/speech/quotes.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace lode {
namespace {

enum class Side { kNone, kOpen, kClose, kEither };

struct Mark {
  Side side = Side::kNone;
  char kind = 0;  // 'd' “”, 's' ‘’, '"', '\'', 'g' «», 'l' „
  std::uint32_t length = 0;
};

Mark MarkAt(std::string_view rest) {
  if (rest.starts_with("\xE2\x80\x99\xE2\x80\x99")) return {Side::kClose, 'd', 6};
  if (rest.starts_with("\xE2\x80\x9C")) return {Side::kOpen, 'd', 3};
  if (rest.starts_with("\xE2\x80\x9D")) return {Side::kClose, 'd', 3};
  if (rest.starts_with("\xE2\x80\x9E")) return {Side::kOpen, 'l', 3};
  if (rest.starts_with("\xE2\x80\x98")) return {Side::kOpen, 's', 3};
  if (rest.starts_with("\xE2\x80\x99")) return {Side::kClose, 's', 3};
  if (rest.starts_with("\xC2\xAB")) return {Side::kOpen, 'g', 2};
  if (rest.starts_with("\xC2\xBB")) return {Side::kClose, 'g', 2};
  if (rest.starts_with('"')) return {Side::kEither, '"', 1};
  if (rest.starts_with('\'')) return {Side::kEither, '\'', 1};
  return {};
}

bool IsLetter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80;
}

// Limit `quotation-depth`: marks that open deeper are words like others. A quotation holds
// all that stands in it, so that without a limit a page of opening marks costs its square.
constexpr std::size_t kDeepestQuotation = 8;

class Scan {
 public:
  Scan(std::string_view text, std::vector<Quotation>& out) : text_(text), out_(out) {}

  void ReadBlock(Span block, int index) {
    const bool carried = !open_.empty() && carried_kind_ != 0;
    const char kind = carried_kind_;
    open_.clear();
    carried_kind_ = 0;
    partners_known_ = false;
    bool first = true;
    for (std::uint32_t at = block.begin; at < block.end;) {
      const Mark mark = MarkAt(text_.substr(at, block.end - at));
      if (mark.side == Side::kNone) {
        first = first && std::isspace(static_cast<unsigned char>(text_[at]));
        ++at;
        continue;
      }
      const std::size_t before = out_.size();
      Take(mark, at, block, index);
      if (first && carried && out_.size() > before && out_.back().outer.begin == at &&
          mark.kind == kind)
        out_.back().continues = true;
      first = false;
      at += mark.length;
    }
    CloseAtEnd(block);
  }

 private:
  char Before(std::uint32_t at, Span block) const { return at > block.begin ? text_[at - 1] : ' '; }
  char After(std::uint32_t at, Span block) const { return at < block.end ? text_[at] : ' '; }

  bool IsOpen(char kind) const {
    return std::any_of(open_.begin(), open_.end(),
                       [&](std::size_t i) { return kinds_[i] == kind; });
  }

  void Take(const Mark& mark, std::uint32_t at, Span block, int index) {
    const char before = Before(at, block), after = After(at + mark.length, block);
    Side side = mark.side;
    if (mark.kind == 's' || mark.kind == '\'') {
      const bool opens = !IsLetter(before) && IsLetter(after);
      const bool closes = before != ' ' && !IsLetter(after) && IsOpen(mark.kind);
      if (side == Side::kClose || !opens)
        side = closes ? Side::kClose : Side::kNone;
      else
        side = Side::kOpen;
      if (side == Side::kOpen && !HasPartner(mark, at + mark.length, block)) side = Side::kNone;
    } else if (mark.kind == '"' && !IsOpen('"') && IsOpen('d') &&
               !std::isspace(static_cast<unsigned char>(before)) && !IsLetter(after)) {
      return Close('d', at, mark.length);  // “…": two keyboards
    } else if (mark.kind == 'd' && side == Side::kClose && !IsOpen('d') && IsOpen('"')) {
      return Close('"', at, mark.length);
    } else if (mark.kind == '"') {
      side = IsOpen('"') ? Side::kClose : Side::kOpen;
    } else if (mark.kind == 'd' && side == Side::kOpen && IsOpen('l')) {
      return Close('l', at, mark.length);  // „…“
    }
    if (side == Side::kOpen)
      Open(mark, at, index);
    else if (side == Side::kClose)
      Close(mark.kind, at, mark.length);
  }

  // Single marks without a partner before the block ends are apostrophes.
  bool HasPartner(const Mark& mark, std::uint32_t at, Span block) {
    if (!partners_known_) FindLastPartners(block);
    const std::uint32_t last = mark.kind == 's' ? last_curly_ : last_straight_;
    return last >= at && last > block.begin;
  }

  // Once a block: to look from each mark to the block's end would cost its square.
  void FindLastPartners(Span block) {
    partners_known_ = true;
    last_curly_ = last_straight_ = 0;
    for (std::uint32_t at = block.begin + 1; at < block.end; ++at) {
      const Mark mark = MarkAt(text_.substr(at, block.end - at));
      if ((mark.kind != 's' && mark.kind != '\'') || mark.side == Side::kOpen ||
          IsLetter(After(at + mark.length, block)) || text_[at - 1] == ' ')
        continue;
      (mark.kind == 's' ? last_curly_ : last_straight_) = at;
    }
  }

  void Open(const Mark& mark, std::uint32_t at, int index) {
    if (open_.size() >= kDeepestQuotation) return;
    Quotation quotation;
    quotation.outer = {at, at};
    quotation.inner = {at + mark.length, at + mark.length};
    quotation.block = index;
    quotation.depth = static_cast<int>(open_.size());
    open_.push_back(out_.size());
    out_.push_back(quotation);
    kinds_.push_back(mark.kind);
  }

  void Close(char kind, std::uint32_t at, std::uint32_t length) {
    if (!IsOpen(kind)) return;
    while (!open_.empty()) {
      const std::size_t last = open_.back();
      open_.pop_back();
      out_[last].inner.end = at;
      out_[last].outer.end = at + length;
      if (kinds_[last] == kind) return;
      out_[last].closed = false;
    }
  }

  void CloseAtEnd(Span block) {
    for (std::size_t i : open_) {
      out_[i].outer.end = out_[i].inner.end = block.end;
      out_[i].closed = false;
      if (kinds_[i] == 'd' || kinds_[i] == '"') carried_kind_ = kinds_[i];
    }
  }

  std::string_view text_;
  std::vector<Quotation>& out_;
  std::vector<char> kinds_;        // of out_, one each
  std::vector<std::size_t> open_;  // indexes into out_
  char carried_kind_ = 0;
  bool partners_known_ = false;  // of the block
  std::uint32_t last_curly_ = 0, last_straight_ = 0;
};

}  // namespace

std::vector<Quotation> FindQuotations(std::string_view text, const std::vector<Block>& blocks) {
  std::vector<Quotation> out;
  Scan scan(text, out);
  for (std::size_t i = 0; i < blocks.size(); ++i)
    if (blocks[i].kind != BlockKind::kBoilerplate)
      scan.ReadBlock(blocks[i].text, static_cast<int>(i));
  std::erase_if(out, [](const Quotation& q) { return q.inner.begin >= q.inner.end; });
  return out;
}

std::string_view QuotedWords(std::string_view text, Span inner) {
  std::string_view words = text.substr(inner.begin, inner.end - inner.begin);
  const auto is_space = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
  while (!words.empty() && is_space(words.front())) words.remove_prefix(1);
  while (!words.empty() && (is_space(words.back()) || words.back() == ',')) words.remove_suffix(1);
  return words;
}

}  // namespace lode
