// Text -> paragraphs -> surface tokens -> sentences of words.
//
// Blank lines always end a sentence. A single line break does, too, unless the
// paragraph is hard-wrapped: then no line could have held the first word of the
// next one. Forms hold valid UTF-8 whatever the text held: a byte that is none
// stands as U+FFFD in the form, while its span keeps the true bytes.
#include "loaders/language/tokenizer.h"

#include <algorithm>
#include <string>

#include "loaders/language/contractions.h"
#include "loaders/language/sentence_splitter.h"
#include "loaders/language/token_scanner.h"

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

class Assembler {
 public:
  Assembler(std::string_view text, std::uint32_t offset, std::vector<Sentence>* out)
      : text_(text), offset_(offset), out_(out) {}

  // Bytes [begin, end) of the text: no blank line inside.
  void AddParagraph(std::size_t begin, std::size_t end) {
    const std::string_view paragraph = text_.substr(begin, end - begin);
    if (IsHardWrapped(paragraph)) return AddRun(begin, end);
    while (begin < end) {
      const std::size_t line_end = std::min(text_.find('\n', begin), end);
      AddRun(begin, line_end);
      begin = line_end + 1;
    }
  }

 private:
  void AddRun(std::size_t begin, std::size_t end) {
    const std::string_view run = text_.substr(begin, end - begin);
    base_ = offset_ + static_cast<std::uint32_t>(begin);
    tokens_.clear();
    TokenScanner scanner(run);
    for (SurfaceToken token; scanner.Next(&token);) tokens_.push_back(token);
    std::size_t first = 0;
    for (std::uint32_t last : SentenceEnds(run, tokens_)) {
      AddSentence(run, first, last);
      first = last;
    }
  }

  void AddSentence(std::string_view run, std::size_t first, std::size_t last) {
    Sentence& sentence = out_->emplace_back();
    sentence.span = {base_ + tokens_[first].begin, base_ + tokens_[last - 1].end};
    sentence.tokens.reserve(last - first + (last - first) / 8);
    for (std::size_t i = first; i < last; ++i) {
      const bool space = i + 1 >= tokens_.size() || tokens_[i + 1].space_before;
      AddToken(run, tokens_[i], space, &sentence);
    }
  }

  void AddToken(std::string_view run, const SurfaceToken& surface, bool space, Sentence* sentence) {
    const std::string_view bytes = run.substr(surface.begin, surface.end - surface.begin);
    starts_.clear();
    if (surface.kind == TokenKind::kWord && bytes.size() > 1) SplitContraction(bytes, &starts_);
    if (!starts_.empty()) {
      const int first = static_cast<int>(sentence->tokens.size()) + 1;
      sentence->multiword.push_back({first,
                                     first + static_cast<int>(starts_.size()),
                                     FormOf(bytes),
                                     {base_ + surface.begin, base_ + surface.end}});
    }
    std::uint32_t begin = 0;
    for (std::size_t part = 0; part <= starts_.size(); ++part) {
      const bool is_last = part == starts_.size();
      const auto end = is_last ? static_cast<std::uint32_t>(bytes.size()) : starts_[part];
      Token& token = sentence->tokens.emplace_back();
      token.span = {base_ + surface.begin + begin, base_ + surface.begin + end};
      token.form = FormOf(bytes.substr(begin, end - begin));
      token.space_after = is_last && space;
      begin = end;
    }
  }

  std::string_view text_;
  std::uint32_t offset_;
  std::uint32_t base_ = 0;
  std::vector<Sentence>* out_;
  std::vector<SurfaceToken> tokens_;
  std::vector<std::uint32_t> starts_;
};

}  // namespace

std::vector<Sentence> Tokenize(std::string_view text, std::uint32_t offset) {
  std::vector<Sentence> sentences;
  Assembler assembler(text, offset, &sentences);
  std::size_t begin = 0;  // of the paragraph
  for (std::size_t line = 0; line < text.size();) {
    const std::size_t end = std::min(text.find('\n', line), text.size());
    if (IsBlank(text.substr(line, end - line))) {
      if (line > begin) assembler.AddParagraph(begin, line - 1);
      begin = end + 1;
    }
    line = end + 1;
  }
  if (begin < text.size()) assembler.AddParagraph(begin, text.size());
  return sentences;
}

}  // namespace lode
