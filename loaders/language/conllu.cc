// CoNLL-U in and out. Reading keeps no more than lode's own Sentence holds: empty
// nodes (8.1) and enhanced dependencies are passed over. The hard bit is white
// space: a token's MISC says what followed it, so that the text can be rebuilt
// character by character from the analysis alone.

#include "loaders/language/conllu.h"

#include <array>
#include <charconv>
#include <optional>

namespace lode {
namespace {

constexpr std::size_t kColumns = 10;

std::string EscapeSpaces(std::string_view spaces) {
  std::string out;
  for (char c : spaces) {
    switch (c) {
      case ' ': out += "\\s"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default: out += c;
    }
  }
  return out;
}

std::string OneLine(std::string_view text) {
  std::string out;
  for (char c : text) out += (c == '\n' || c == '\r' || c == '\t') ? ' ' : c;
  return out;
}

// What stands between a token's end and the next token's begin, as MISC says it.
std::string SpaceMisc(std::string_view text, bool known, std::uint32_t end, std::uint32_t next,
                      bool space_after) {
  if (!known) return space_after ? "" : "SpaceAfter=No";
  std::string_view gap = next > end ? text.substr(end, next - end) : std::string_view();
  if (gap.empty()) return end == text.size() ? "" : "SpaceAfter=No";
  return gap == " " ? "" : "SpacesAfter=" + EscapeSpaces(gap);
}

std::string MentionMisc(const Sentence& sentence, int word) {
  for (const Mention& mention : sentence.mentions)
    if (mention.first <= word && word <= mention.last)
      return (word == mention.first ? "Mention=B-" : "Mention=I-") + mention.type;
  return {};
}

std::string OrBlank(const std::string& column) {
  return column.empty() ? "_" : column;
}

class Writer {
 public:
  explicit Writer(const ConlluOptions& options) : options_(options) {}

  std::string Write(const std::vector<Sentence>& sentences) {
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      const Sentence& next = sentences[i + 1 < sentences.size() ? i + 1 : i];
      next_sentence_ = i + 1 < sentences.size() && !next.tokens.empty()
                           ? next.tokens.front().span.begin
                           : static_cast<std::uint32_t>(options_.text.size());
      if (!sentences[i].tokens.empty()) WriteSentence(sentences[i], i);
    }
    return std::move(out_);
  }

 private:
  void WriteSentence(const Sentence& sentence, std::size_t index) {
    out_ += "# sent_id = " + std::to_string(index + 1) + "\n# text = " + TextOf(sentence) + "\n";
    if (index < options_.block_kinds.size() && !options_.block_kinds[index].empty())
      out_ += "# block = " + options_.block_kinds[index] + "\n";
    std::size_t range = 0;
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      const int word = static_cast<int>(i) + 1;
      while (range < sentence.multiword.size() && sentence.multiword[range].last < word) ++range;
      const MultiwordToken* multi =
          range < sentence.multiword.size() && sentence.multiword[range].first <= word
              ? &sentence.multiword[range]
              : nullptr;
      if (multi && multi->first == word) WriteRange(sentence, *multi);
      WriteWord(sentence, word, multi == nullptr);
    }
    out_ += '\n';
  }

  void WriteRange(const Sentence& sentence, const MultiwordToken& multi) {
    const Token& last = sentence.tokens[static_cast<std::size_t>(multi.last) - 1];
    std::string misc = SpaceMisc(options_.text, !options_.text.empty(), multi.span.end,
                                 NextBegin(sentence, multi.last), last.space_after);
    out_ += std::to_string(multi.first) + '-' + std::to_string(multi.last) + '\t' + multi.form +
            "\t_\t_\t_\t_\t_\t_\t_\t" + OrBlank(misc) + '\n';
  }

  void WriteWord(const Sentence& sentence, int word, bool with_space) {
    const Token& token = sentence.tokens[static_cast<std::size_t>(word) - 1];
    std::string misc = MentionMisc(sentence, word);
    if (with_space) {
      std::string space = SpaceMisc(options_.text, !options_.text.empty(), token.span.end,
                                    NextBegin(sentence, word), token.space_after);
      if (!misc.empty() && !space.empty()) misc += '|';
      misc += space;
    }
    out_ += std::to_string(word) + '\t' + token.form + '\t' + OrBlank(token.lemma) + '\t' +
            OrBlank(token.upos) + '\t' + OrBlank(token.xpos) + '\t' + OrBlank(token.feats) + '\t' +
            (token.deprel.empty() ? "_" : std::to_string(token.head)) + '\t' +
            OrBlank(token.deprel) + "\t_\t" + OrBlank(misc) + '\n';
  }

  std::uint32_t NextBegin(const Sentence& sentence, int word) const {
    const auto next = static_cast<std::size_t>(word);
    return next < sentence.tokens.size() ? sentence.tokens[next].span.begin : next_sentence_;
  }

  std::string TextOf(const Sentence& sentence) const {
    if (!options_.text.empty())
      return OneLine(
          options_.text.substr(sentence.span.begin, sentence.span.end - sentence.span.begin));
    std::string text;
    std::size_t range = 0;
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      const Token* token = &sentence.tokens[i];
      if (range < sentence.multiword.size() &&
          sentence.multiword[range].first == static_cast<int>(i) + 1) {
        text += sentence.multiword[range].form;
        i = static_cast<std::size_t>(sentence.multiword[range].last) - 1;
        token = &sentence.tokens[i];
        ++range;
      } else {
        text += token->form;
      }
      if (token->space_after && i + 1 < sentence.tokens.size()) text += ' ';
    }
    return text;
  }

  const ConlluOptions& options_;
  std::uint32_t next_sentence_ = 0;
  std::string out_;
};

using Row = std::array<std::string_view, kColumns>;

std::optional<Row> SplitRow(std::string_view line) {
  Row row;
  for (std::size_t i = 0; i < kColumns; ++i) {
    const std::size_t tab = line.find('\t');
    if ((tab == line.npos) != (i + 1 == kColumns)) return std::nullopt;
    row[i] = line.substr(0, tab);
    line.remove_prefix(tab == line.npos ? line.size() : tab + 1);
  }
  return row;
}

std::optional<int> Number(std::string_view text) {
  int value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool HasMisc(std::string_view misc, std::string_view item) {
  while (!misc.empty()) {
    const std::size_t bar = misc.find('|');
    if (misc.substr(0, bar) == item) return true;
    misc.remove_prefix(bar == misc.npos ? misc.size() : bar + 1);
  }
  return false;
}

class Reader {
 public:
  explicit Reader(bool whole) : whole_(whole) {}

  Result<std::vector<Sentence>> Read(std::string_view text) {
    std::size_t line_number = 0;
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      std::string_view line = text.substr(0, end);
      text.remove_prefix(end == text.npos ? text.size() : end + 1);
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      ++line_number;
      if (Status status = ReadLine(line); !status.ok())
        return Status(status.code(),
                      "line " + std::to_string(line_number) + ": " + status.message());
    }
    if (Status status = Close(); !status.ok()) return status;
    return std::move(sentences_);
  }

 private:
  Status ReadLine(std::string_view line) {
    if (line.empty()) return Close();
    if (line.front() == '#') return {};
    std::optional<Row> row = SplitRow(line);
    if (!row)
      return Status(Code::kInvalidInput, "a CoNLL-U line has ten columns set apart by tabs");
    std::string_view id = (*row)[0];
    if (id.find('.') != id.npos) return {};
    if (id.find('-') != id.npos) return ReadRange(*row);
    return ReadWord(*row);
  }

  Status ReadRange(const Row& row) {
    const std::size_t dash = row[0].find('-');
    std::optional<int> first = Number(row[0].substr(0, dash));
    std::optional<int> last = Number(row[0].substr(dash + 1));
    if (!first || !last || *last < *first ||
        *first != static_cast<int>(sentence_.tokens.size()) + 1)
      return Status(Code::kInvalidInput,
                    "the range '" + std::string(row[0]) + "' does not begin at the next word");
    MultiwordToken multi{*first, *last, std::string(row[1]), {offset_, 0}};
    offset_ += static_cast<std::uint32_t>(row[1].size());
    multi.span.end = offset_;
    range_space_ = !HasMisc(row[9], "SpaceAfter=No");
    if (range_space_) ++offset_;
    sentence_.multiword.push_back(std::move(multi));
    return {};
  }

  Status ReadWord(const Row& row) {
    if (Number(row[0]) != static_cast<int>(sentence_.tokens.size()) + 1)
      return Status(Code::kInvalidInput,
                    "word '" + std::string(row[0]) + "' is out of order; words count from 1");
    if (row[1].empty()) return Status(Code::kInvalidInput, "a word has an empty form");
    Token token;
    token.form = row[1];
    const int number = static_cast<int>(sentence_.tokens.size()) + 1;
    if (!sentence_.multiword.empty() && sentence_.multiword.back().last >= number) {
      token.span = sentence_.multiword.back().span;
      token.space_after = sentence_.multiword.back().last == number && range_space_;
    } else {
      token.span = {offset_, offset_ + static_cast<std::uint32_t>(row[1].size())};
      token.space_after = !HasMisc(row[9], "SpaceAfter=No");
      offset_ = token.span.end + (token.space_after ? 1 : 0);
    }
    if (whole_)
      if (Status status = ReadAnalysis(row, token); !status.ok()) return status;
    sentence_.tokens.push_back(std::move(token));
    return {};
  }

  Status ReadAnalysis(const Row& row, Token& token) {
    token.lemma = row[2];
    token.upos = row[3];
    token.xpos = row[4];
    token.feats = row[5];
    std::optional<int> head = Number(row[6]);
    if (!head || *head < 0)
      return Status(Code::kInvalidInput, "the head '" + std::string(row[6]) + "' is no number");
    token.head = *head;
    token.deprel = row[7];
    ReadMention(row[9]);
    return {};
  }

  void ReadMention(std::string_view misc) {
    const std::size_t at = misc.find("Mention=");
    if (at == misc.npos) return;
    std::string_view tag = misc.substr(at + 8);
    tag = tag.substr(0, tag.find('|'));
    if (tag.size() < 3) return;
    const int word = static_cast<int>(sentence_.tokens.size()) + 1;
    if (tag[0] == 'I' && !sentence_.mentions.empty() && sentence_.mentions.back().last == word - 1)
      sentence_.mentions.back().last = word;
    else
      sentence_.mentions.push_back({word, word, std::string(tag.substr(2))});
  }

  Status Close() {
    if (sentence_.tokens.empty()) return {};
    const int words = static_cast<int>(sentence_.tokens.size());
    if (!sentence_.multiword.empty() && sentence_.multiword.back().last > words)
      return Status(Code::kInvalidInput, "a range goes past the end of its sentence");
    for (const Token& token : sentence_.tokens)
      if (token.head > words)
        return Status(Code::kInvalidInput, "the head " + std::to_string(token.head) +
                                               " is past the end of its sentence");
    sentence_.span = {sentence_.tokens.front().span.begin, sentence_.tokens.back().span.end};
    offset_ = sentence_.span.end + 1;
    sentences_.push_back(std::move(sentence_));
    sentence_ = {};
    return {};
  }

  bool whole_;
  bool range_space_ = true;
  std::uint32_t offset_ = 0;
  Sentence sentence_;
  std::vector<Sentence> sentences_;
};

}  // namespace

std::string WriteConllu(const std::vector<Sentence>& sentences, const ConlluOptions& options) {
  return Writer(options).Write(sentences);
}

Result<std::vector<Sentence>> ReadConllu(std::string_view conllu) {
  return Reader(true).Read(conllu);
}

Result<std::vector<Sentence>> ReadConlluTokens(std::string_view conllu) {
  return Reader(false).Read(conllu);
}

}  // namespace lode
