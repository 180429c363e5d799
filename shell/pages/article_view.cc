// Statements say which sentence they are from by its text, so a sentence is found in its block
// by that. Marks are laid over the bytes of the text first and printed in runs; a marked text
// is not wrapped, since a terminal wraps it as well.

#include "shell/pages/article_view.h"

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include "shell/pages/render.h"
#include "shell/terminal/table.h"

namespace lode::shell {
namespace {

class ArticleWriter {
 public:
  ArticleWriter(const Article& article, const std::vector<Statement>& statements,
                const ArticleViewOptions& options, const Terminal& terminal, std::ostream& out)
      : article_(article),
        statements_(statements),
        options_(options),
        terminal_(terminal),
        out_(out),
        styles_(article.text.size(), Style::kPlain) {
    if (options.marked)
      for (const Statement& statement : statements) {
        Mark(statement.subject_span, Style::kName);
        Mark(statement.object_span, Style::kName);
        Mark(statement.predicate_span, Style::kPredicate);
      }
  }

  void Write() {
    WriteHead();
    for (std::size_t i = 0; i < article_.blocks.size(); ++i) WriteBlock(article_.blocks[i]);
    WriteFolded();
    for (; next_ < statements_.size() && options_.statements; ++next_) WriteStatement();
  }

 private:
  void Mark(const Spans& spans, Style style) {
    for (const Span& span : spans)
      for (std::size_t i = span.begin; i < span.end && i < styles_.size(); ++i) styles_[i] = style;
  }

  void WriteHead() {
    const ArticleInfo& info = article_.info;
    out_ << terminal_.Paint(Style::kBold, info.title.empty() ? info.path : info.title) << '\n';
    std::string line;
    for (const std::string* part : {&info.source, &info.author, &info.published})
      if (!part->empty()) line += (line.empty() ? "" : ", ") + *part;
    if (!line.empty()) WriteWrapped("", line, terminal_, Style::kPlain, out_);
    out_ << terminal_.Paint(Style::kDim, "#" + info.id + "  " + info.path) << '\n';
    if (!info.url.empty()) out_ << terminal_.Paint(Style::kDim, info.url) << '\n';
  }

  void WriteBlock(const Block& block) {
    const bool boilerplate = block.kind == BlockKind::kBoilerplate && !options_.boilerplate;
    if (block.kind == BlockKind::kTitle && block.duplicate_of < 0 &&
        TextOf(block.text) == article_.info.title)
      return WriteStatementsUntil(block.text.end);
    if (boilerplate || block.duplicate_of >= 0) {
      ++folded_;
      return;
    }
    WriteFolded();
    out_ << '\n';
    std::uint32_t at = block.text.begin;
    while (options_.statements) {
      const std::uint32_t end = EndOfNextSentence(at, block.text.end);
      if (end == at) break;
      WriteRun(block, {at, end});
      WriteStatementsUntil(end);
      at = end;
    }
    if (at < block.text.end) WriteRun(block, {at, block.text.end});
  }

  // Where the sentence of the next statement ends in this block; `at` when it is elsewhere.
  std::uint32_t EndOfNextSentence(std::uint32_t at, std::uint32_t end) const {
    if (next_ == statements_.size()) return at;
    const std::string& sentence = statements_[next_].text;
    const std::size_t found = TextOf({at, end}).find(sentence);
    if (sentence.empty() || found == std::string_view::npos) return at;
    return at + static_cast<std::uint32_t>(found + sentence.size());
  }

  // The statements whose sentences stand before `end`.
  void WriteStatementsUntil(std::uint32_t end) {
    if (!options_.statements) return;
    const std::string_view before = TextOf({0, end});
    const std::string sentence = next_ < statements_.size() ? statements_[next_].text : "";
    if (sentence.empty() || before.find(sentence) == std::string_view::npos) return;
    while (next_ < statements_.size() && statements_[next_].text == sentence) {
      WriteStatement();
      ++next_;
    }
  }

  void WriteStatement() {
    out_ << "      " << Line(statements_[next_], terminal_, options_.confidence) << '\n';
  }

  void WriteFolded() {
    if (folded_ > 0)
      out_ << '\n'
           << terminal_.Paint(Style::kDim, "[" + std::to_string(folded_) +
                                               (folded_ == 1 ? " block" : " blocks") +
                                               " of boilerplate or repetition]")
           << '\n';
    folded_ = 0;
  }

  std::string_view TextOf(const Span& span) const {
    const std::size_t end = std::min<std::size_t>(span.end, article_.text.size());
    return std::string_view(article_.text).substr(span.begin, end - span.begin);
  }

  // A run of the block: the whole of it, or a sentence.
  void WriteRun(const Block& block, Span span) {
    while (span.begin < span.end && article_.text[span.begin] == ' ') ++span.begin;
    const auto [indent, style] = LookOf(block.kind);
    if (options_.marked && terminal_.colour) {
      out_ << indent;
      WriteMarked(span, style);
      out_ << '\n';
    } else {
      WriteWrapped(std::string(indent), std::string(TextOf(span)), terminal_, style, out_);
    }
  }

  static std::pair<std::string_view, Style> LookOf(BlockKind kind) {
    switch (kind) {
      case BlockKind::kTitle:
      case BlockKind::kHeading:
      case BlockKind::kTimelineEntry: return {"", Style::kBold};
      case BlockKind::kQuotation:
      case BlockKind::kTweet: return {"  > ", Style::kPlain};
      case BlockKind::kList: return {"  - ", Style::kPlain};
      case BlockKind::kCaption: return {"  [photo] ", Style::kDim};
      case BlockKind::kByline:
      case BlockKind::kDateline:
      case BlockKind::kSourceHeader:
      case BlockKind::kBoilerplate: return {"", Style::kDim};
      default: return {"", Style::kPlain};
    }
  }

  void WriteMarked(const Span& span, Style plain) {
    for (std::size_t i = span.begin; i < span.end;) {
      std::size_t end = i;
      while (end < span.end && styles_[end] == styles_[i]) ++end;
      const Style style = styles_[i] == Style::kPlain ? plain : styles_[i];
      out_ << terminal_.Paint(style, std::string_view(article_.text).substr(i, end - i));
      i = end;
    }
  }

  const Article& article_;
  const std::vector<Statement>& statements_;
  const ArticleViewOptions& options_;
  const Terminal& terminal_;
  std::ostream& out_;
  std::vector<Style> styles_;
  std::size_t next_ = 0;  // statement
  std::size_t folded_ = 0;
};

}  // namespace

void WriteArticle(const Article& article, const std::vector<Statement>& statements,
                  const ArticleViewOptions& options, const Terminal& terminal, std::ostream& out) {
  ArticleWriter(article, statements, options, terminal, out).Write();
}

}  // namespace lode::shell
