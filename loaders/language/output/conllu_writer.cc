// CoNLL-U out. The hard bit is white space: a token's MISC says what followed it, so
// that the text can be rebuilt character by character from the analysis alone.
// Columns are appended to one growing string, since this is a good part of the time
// that the program spends outside the network.

#include "loaders/language/output/conllu_writer.h"

#include <charconv>

#include "loaders/language/output/enhanced_graph.h"

namespace lode {
namespace {

void AppendNumber(std::size_t number, std::string* out) {
  char digits[20];
  out->append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void AppendSpaces(std::string_view spaces, std::string* out) {
  for (const char c : spaces) {
    switch (c) {
      case ' ': *out += "\\s"; break;
      case '\n': *out += "\\n"; break;
      case '\r': *out += "\\r"; break;
      case '\t': *out += "\\t"; break;
      default: *out += c;
    }
  }
}

// Items of MISC with bars between them, "_" for none.
class MiscColumn {
 public:
  explicit MiscColumn(std::string* out) : out_(out) {}
  std::string* Item(std::string_view key) {
    if (!empty_) *out_ += '|';
    empty_ = false;
    out_->append(key);
    return out_;
  }
  void Close() { *out_ += empty_ ? "_\n" : "\n"; }

 private:
  std::string* out_;
  bool empty_ = true;
};

class SentenceWriter {
 public:
  SentenceWriter(const Sentence& sentence, const SentenceContext& context, std::string* out)
      : sentence_(sentence), context_(context), out_(*out), arcs_(EnhancedArcs(sentence)) {}

  void Write() {
    out_ += "# sent_id = ";
    AppendNumber(context_.number, &out_);
    out_ += "\n# text = " + LineOf(sentence_, context_.text) + "\n";
    if (!context_.block.empty()) out_.append("# block = ").append(context_.block).append("\n");
    std::size_t range = 0;
    for (std::size_t i = 0; i < sentence_.tokens.size(); ++i) {
      const int word = static_cast<int>(i) + 1;
      while (range < sentence_.multiword.size() && sentence_.multiword[range].last < word) ++range;
      const bool inside =
          range < sentence_.multiword.size() && sentence_.multiword[range].first <= word;
      const bool opens = inside && sentence_.multiword[range].first == word;
      if (opens) WriteRange(sentence_.multiword[range]);
      WriteWord(word, inside);
    }
    out_ += '\n';
  }

 private:
  void WriteRange(const MultiwordToken& multi) {
    AppendNumber(static_cast<std::size_t>(multi.first), &out_);
    out_ += '-';
    AppendNumber(static_cast<std::size_t>(multi.last), &out_);
    out_ += '\t' + multi.form + "\t_\t_\t_\t_\t_\t_\t_\t";
    MiscColumn misc(&out_);
    const bool space = sentence_.tokens[static_cast<std::size_t>(multi.last) - 1].space_after;
    AddSpace(multi.first, multi.last, multi.span.end, space, &misc);
    misc.Close();
  }

  void WriteWord(int word, bool in_range) {
    const Token& token = sentence_.tokens[static_cast<std::size_t>(word) - 1];
    AppendNumber(static_cast<std::size_t>(word), &out_);
    out_ += '\t';
    out_ += token.form;
    for (const std::string* column : {&token.lemma, &token.upos, &token.xpos, &token.feats})
      AddColumn(*column);
    out_ += '\t';
    token.deprel.empty() ? out_ += '_'
                         : (AppendNumber(static_cast<std::size_t>(token.head), &out_), out_);
    AddColumn(token.deprel);
    out_ += '\t';
    AddArcs(word);
    out_ += '\t';
    MiscColumn misc(&out_);
    AddEntities(word, &misc);
    AddName(word, &misc);
    if (!in_range) AddSpace(word, word, token.span.end, token.space_after, &misc);
    misc.Close();
  }

  void AddColumn(const std::string& column) {
    out_ += '\t';
    column.empty() ? out_ += '_' : out_ += column;
  }

  void AddArcs(int word) {
    const std::size_t before = out_.size();
    for (; arc_ < arcs_.size() && arcs_[arc_].word == word; ++arc_) {
      if (out_.size() > before) out_ += '|';
      AppendNumber(static_cast<std::size_t>(arcs_[arc_].head), &out_);
      out_ += ':' + arcs_[arc_].relation;
    }
    if (out_.size() == before) out_ += '_';
  }

  void AddName(int word, MiscColumn* misc) {
    const std::vector<Mention>& names = sentence_.mentions;
    while (name_ < names.size() && names[name_].last < word) ++name_;
    if (name_ == names.size() || names[name_].first > word) return;
    *misc->Item(names[name_].first == word ? "Mention=B-" : "Mention=I-") += names[name_].type;
  }

  // Spans of several words that open here, the outermost first; the span of this one
  // word; spans that close here, the innermost first.
  void AddEntities(int word, MiscColumn* misc) {
    const std::vector<Mention>& all = sentence_.nominals;
    bool first = true;
    const auto item = [&]() -> std::string& {
      if (first) misc->Item("Entity=");
      first = false;
      return out_;
    };
    for (; entity_ < all.size() && all[entity_].first == word; ++entity_) {
      item().append("(").append(all[entity_].type);
      all[entity_].last > word ? open_.push_back(entity_) : out_.push_back(')');
    }
    for (; !open_.empty() && all[open_.back()].last == word; open_.pop_back())
      item().append(all[open_.back()].type).append(")");
  }

  void AddSpace(int first, int last, std::uint32_t end, bool space_after, MiscColumn* misc) {
    const std::string_view text = context_.text;
    if (text.empty()) {
      if (!space_after) misc->Item("SpaceAfter=No");
      return;
    }
    // What came before the first sentence belongs to nobody else.
    if (first == 1 && context_.number == 1 && sentence_.span.begin > 0)
      AppendSpaces(text.substr(0, sentence_.span.begin), misc->Item("SpacesBefore="));
    const auto next = static_cast<std::size_t>(last);
    const std::uint32_t begin =
        next < sentence_.tokens.size() ? sentence_.tokens[next].span.begin : context_.next;
    const std::string_view gap = begin > end ? text.substr(end, begin - end) : std::string_view();
    if (gap.empty() && end < text.size()) misc->Item("SpaceAfter=No");
    if (!gap.empty() && gap != " ") AppendSpaces(gap, misc->Item("SpacesAfter="));
  }

  const Sentence& sentence_;
  const SentenceContext& context_;
  std::string& out_;
  const std::vector<EnhancedArc> arcs_;
  std::size_t arc_ = 0, name_ = 0, entity_ = 0;  // those that are not written yet
  std::vector<std::size_t> open_;                // entities of several words
};

}  // namespace

void AppendConllu(const Sentence& sentence, const SentenceContext& context, std::string* out) {
  SentenceWriter(sentence, context, out).Write();
}

std::string WriteConllu(const std::vector<Sentence>& sentences, std::string_view text) {
  std::string out;
  SentenceContext context;
  context.text = text;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const bool last = i + 1 == sentences.size();
    context.number = i + 1;
    context.next = last ? static_cast<std::uint32_t>(text.size()) : sentences[i + 1].span.begin;
    AppendConllu(sentences[i], context, &out);
  }
  return out;
}

}  // namespace lode
