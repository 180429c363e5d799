// Draws a tree beside its words, kept in sentence order.
//
// Words are taken from the root down. Each adds one vertical bar over the lines from
// its first to its last dependent, at a column behind everything those lines hold so
// far, and a branch to each dependent. Arcs that cross (non-projective trees) cross in
// the drawing, too. The form of the drawing is that of Udapi's text-mode trees
// (M. Popel, Z. Žabokrtský, M. Vojtek: "Udapi: Universal API for Universal
// Dependencies", 2017).

#include "loaders/language/output/sentence_drawing.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <vector>

#include "loaders/language/text/character_class.h"

namespace lode {
namespace {

// The tree's part of a line, and how many cells it takes.
struct Line {
  std::string text;
  std::size_t cells = 0;
  bool branch = false;  // ends with a branch that goes on to the right

  void Add(const char* cell) {
    text += cell;
    ++cells;
  }
};

class TreeDrawing {
 public:
  explicit TreeDrawing(const Sentence& sentence)
      : tokens_(sentence.tokens), children_(tokens_.size() + 1), lines_(tokens_.size()) {
    const int size = static_cast<int>(tokens_.size());
    for (int w = 1; w <= size; ++w) {
      const int head = tokens_[static_cast<std::size_t>(w) - 1].head;
      if (head >= 0 && head <= size && head != w)
        children_[static_cast<std::size_t>(head)].push_back(static_cast<std::size_t>(w));
    }
  }

  std::vector<Line> Draw() {
    std::vector<std::size_t> stack(children_[0].rbegin(), children_[0].rend());
    while (!stack.empty()) {
      const std::size_t word = stack.back();
      stack.pop_back();
      DrawWord(word);
      stack.insert(stack.end(), children_[word].rbegin(), children_[word].rend());
    }
    return std::move(lines_);
  }

 private:
  Line& LineOf(std::size_t word) { return lines_[word - 1]; }

  void DrawWord(std::size_t word) {
    const std::vector<std::size_t>& below = children_[word];
    if (below.empty()) return LineOf(word).Add("╼");
    const std::size_t first = std::min(word, below.front());
    const std::size_t last = std::max(word, below.back());
    std::size_t column = 0;
    for (std::size_t w = first; w <= last; ++w) column = std::max(column, LineOf(w).cells);
    for (std::size_t w = first; w <= last; ++w) {
      Line& line = LineOf(w);
      const bool through = line.branch;
      while (line.cells < column) line.Add(through ? "─" : " ");
      line.branch = false;
      const bool child = std::binary_search(below.begin(), below.end(), w);
      if (w == word) {
        line.Add(w == first ? "┮" : w == last ? "┶" : "┾");
      } else if (child) {
        line.Add(w == first ? "╭" : w == last ? "╰" : "├");
        line.Add("─");
        line.branch = true;
      } else {
        line.Add(through ? "┼" : "│");
        line.branch = through;
      }
    }
  }

  const std::vector<Token>& tokens_;
  std::vector<std::vector<std::size_t>> children_;
  std::vector<Line> lines_;
};

void PadTo(std::size_t cells, std::size_t have, std::string* out) {
  if (have < cells) out->append(cells - have, ' ');
}

void AppendMentions(const char* title, const Sentence& sentence,
                    const std::vector<Mention>& mentions, std::string* out) {
  if (mentions.empty()) return;
  *out += "   ";
  *out += title;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    *out += i == 0 ? " " : "; ";
    for (int w = mentions[i].first; w <= mentions[i].last; ++w) {
      const Token& token = sentence.tokens[static_cast<std::size_t>(w) - 1];
      *out += token.form;
      if (token.space_after && w < mentions[i].last) *out += ' ';
    }
    *out += " (" + mentions[i].type + ")";
  }
  *out += '\n';
}

}  // namespace

std::size_t TerminalWidth(std::string_view text) {
  std::size_t cells = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = CharacterAt(text, at);
    at += c.length;
    const auto value = static_cast<UChar32>(c.value);
    if (c.kind == CharClass::kMark) continue;
    const int width = u_getIntPropertyValue(value, UCHAR_EAST_ASIAN_WIDTH);
    const bool wide = width == U_EA_WIDE || width == U_EA_FULLWIDTH;
    cells += c.kind != CharClass::kInvalid && wide ? 2 : 1;
  }
  return cells;
}

void AppendDrawing(const Sentence& sentence, const SentenceContext& context, std::string* out) {
  *out += std::to_string(context.number) + "  " + LineOf(sentence, context.text);
  if (!context.block.empty()) out->append("  [").append(context.block).append("]");
  *out += '\n';
  std::vector<Line> lines = TreeDrawing(sentence).Draw();
  std::size_t words = 0, tags = 0, relations = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Token& token = sentence.tokens[i];
    lines[i].text += ' ' + token.form;
    lines[i].cells += 1 + TerminalWidth(token.form);
    words = std::max(words, lines[i].cells);
    tags = std::max(tags, token.upos.size());
    relations = std::max(relations, token.deprel.size());
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Token& token = sentence.tokens[i];
    *out += "   " + lines[i].text;
    PadTo(words + 2, lines[i].cells, out);
    *out += token.upos;
    PadTo(tags + 2, token.upos.size(), out);
    *out += token.deprel;
    PadTo(relations + 2, token.deprel.size(), out);
    *out += token.lemma + '\n';
  }
  AppendMentions("names:", sentence, sentence.mentions, out);
  AppendMentions("entities:", sentence, sentence.nominals, out);
  *out += '\n';
}

}  // namespace lode
