// Text -> paragraphs -> runs of lines -> stretches of surface tokens -> sentences.
//
// Each level hands out one piece at a time, so that no more than a stretch is held.
// Blank lines always end a sentence. A single line break does, too, unless the
// paragraph is hard-wrapped: then no line could have held the first word of the
// next one. Forms hold valid UTF-8 whatever the text held: a byte that is none
// stands as U+FFFD in the form, while its span keeps the true bytes.
#include "loaders/language/text/tokenizer.h"

#include <algorithm>
#include <string>

#include "loaders/language/text/contractions.h"

namespace lode {
namespace {

// Longest line that is taken for the work of a line-breaking editor.
constexpr std::size_t kLongestWrappedLine = 130;

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(" \t\r\f\v") == std::string_view::npos;
}

std::string ValidUtf8(std::string_view bytes) {
  std::string form;
  form.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const Character c = CharacterAt(bytes, at);
    if (c.kind == CharClass::kInvalid) {
      form += "\uFFFD";
    } else {
      form.append(bytes.substr(at, c.length));
    }
    at += c.length;
  }
  return form;
}

std::string FormOf(std::string_view bytes) {
  const bool ascii = std::all_of(bytes.begin(), bytes.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return ascii ? std::string(bytes) : ValidUtf8(bytes);
}

// Whether an editor broke the lines of `paragraph` at a right margin.
bool IsHardWrapped(std::string_view paragraph) {
  std::size_t longest = 0, lines = 0;
  for (std::size_t at = 0; at < paragraph.size(); ++lines) {
    const std::size_t end = std::min(paragraph.find('\n', at), paragraph.size());
    longest = std::max(longest, end - at);
    at = end + 1;
  }
  if (lines < 2 || longest > kLongestWrappedLine || longest < 40) return false;
  for (std::size_t at = 0;;) {
    const std::size_t end = paragraph.find('\n', at);
    if (end == std::string_view::npos || end + 1 >= paragraph.size()) return true;
    const std::size_t word = std::min(paragraph.find_first_of(" \n", end + 1), paragraph.size());
    if (end - at + 1 + (word - end - 1) <= longest) return false;
    at = end + 1;
  }
}

}  // namespace

SentenceStream::SentenceStream(std::string_view text, const SentenceSplitter& splitter,
                               std::uint32_t offset)
    : text_(text), splitter_(&splitter), offset_(offset) {}

bool SentenceStream::Next(Sentence* sentence) {
  while (next_ == ends_.size()) {
    if (!NextStretch() && !NextRun()) return false;
  }
  const std::size_t last = ends_[next_++];
  Build(first_, last, sentence);
  first_ = last;
  return true;
}

// The tokens behind the last sentence that was handed out, and as many new ones as
// there is room for.
bool SentenceStream::NextStretch() {
  if (scanned_) return false;
  tokens_.erase(tokens_.begin(), tokens_.begin() + static_cast<std::ptrdiff_t>(first_));
  first_ = next_ = 0;
  for (SurfaceToken token; tokens_.size() < kMaxStretchTokens && !scanned_;) {
    scanned_ = !scanner_.Next(&token);
    if (!scanned_) tokens_.push_back(token);
  }
  ends_ = splitter_->Ends(run_text_, tokens_);
  if (!scanned_) ends_.pop_back();  // where the stretch ends, no sentence needs to
  return true;
}

bool SentenceStream::NextRun() {
  if (run_ >= paragraph_end_ && !NextParagraph()) return false;
  const std::size_t begin = run_;
  const std::size_t end =
      wrapped_ ? paragraph_end_ : std::min(text_.find('\n', begin), paragraph_end_);
  run_ = end + 1;
  run_text_ = text_.substr(begin, end - begin);
  run_offset_ = offset_ + static_cast<std::uint32_t>(begin);
  scanner_ = TokenScanner(run_text_);
  scanned_ = false;
  tokens_.clear();
  ends_.clear();
  first_ = next_ = 0;
  return true;
}

bool SentenceStream::NextParagraph() {
  std::size_t begin = line_;
  while (line_ < text_.size()) {
    const std::size_t end = std::min(text_.find('\n', line_), text_.size());
    const bool blank = IsBlank(text_.substr(line_, end - line_));
    const std::size_t before = line_;
    line_ = end + 1;
    if (blank && before == begin) {
      begin = line_;
    } else if (blank || line_ >= text_.size()) {
      run_ = begin;
      paragraph_end_ = blank ? before - 1 : std::min(end, text_.size());
      wrapped_ = IsHardWrapped(text_.substr(run_, paragraph_end_ - run_));
      return true;
    }
  }
  return false;
}

void SentenceStream::Build(std::size_t first, std::size_t last, Sentence* sentence) {
  *sentence = {};
  sentence->span = {run_offset_ + tokens_[first].begin, run_offset_ + tokens_[last - 1].end};
  sentence->tokens.reserve(last - first + (last - first) / 8);
  for (std::size_t i = first; i < last; ++i) AddToken(i, sentence);
}

void SentenceStream::AddToken(std::size_t index, Sentence* sentence) {
  const SurfaceToken& surface = tokens_[index];
  const bool more = index + 1 < tokens_.size();
  const bool space = !more || tokens_[index + 1].space_before;
  const std::string_view bytes = Bytes(surface);
  const std::uint32_t at = run_offset_ + surface.begin;
  starts_.clear();
  if (surface.kind == TokenKind::kWord && bytes.size() > 1) {
    SplitContraction(bytes, more ? Bytes(tokens_[index + 1]) : std::string_view(), &starts_);
  }
  if (!starts_.empty()) {
    const int first = static_cast<int>(sentence->tokens.size()) + 1;
    sentence->multiword.push_back({first,
                                   first + static_cast<int>(starts_.size()),
                                   FormOf(bytes),
                                   {at, run_offset_ + surface.end}});
  }
  std::uint32_t begin = 0;
  for (std::size_t part = 0; part <= starts_.size(); ++part) {
    const bool is_last = part == starts_.size();
    const auto end = is_last ? static_cast<std::uint32_t>(bytes.size()) : starts_[part];
    Token& token = sentence->tokens.emplace_back();
    token.span = {at + begin, at + end};
    token.form = FormOf(bytes.substr(begin, end - begin));
    token.space_after = is_last && space;
    begin = end;
  }
}

std::vector<Sentence> Tokenize(std::string_view text, const SentenceSplitter& splitter,
                               std::uint32_t offset) {
  std::vector<Sentence> sentences;
  SentenceStream stream(text, splitter, offset);
  for (Sentence sentence; stream.Next(&sentence);) sentences.push_back(std::move(sentence));
  return sentences;
}

}  // namespace lode
