// CoNLL-U in. Reading keeps no more than lode's own Sentence holds: empty nodes
// (8.1) and enhanced dependencies are passed over. A sentence is checked as a whole
// before it is handed out: words in order, ranges and heads inside it, a tree.

#include "loaders/language/output/conllu.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace lode {
namespace {

constexpr std::size_t kColumns = 10;

std::optional<int> Number(std::string_view text) {
  int value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// The value of `key` ("Mention=") in MISC, empty if it is not there.
std::string_view MiscValue(std::string_view misc, std::string_view key) {
  while (!misc.empty()) {
    const std::size_t bar = misc.find('|');
    const std::string_view item = misc.substr(0, bar);
    if (item.starts_with(key)) return item.substr(key.size());
    misc.remove_prefix(bar == misc.npos ? misc.size() : bar + 1);
  }
  return {};
}

bool SpaceFollows(std::string_view misc) {
  return MiscValue(misc, "SpaceAfter=") != "No";
}

// Mention=B-person, I-person.
void ReadMention(std::string_view misc, Sentence* sentence) {
  const std::string_view tag = MiscValue(misc, "Mention=");
  if (tag.size() < 3) return;
  const int word = static_cast<int>(sentence->tokens.size());
  std::vector<Mention>& mentions = sentence->mentions;
  if (tag[0] == 'I' && !mentions.empty() && mentions.back().last == word - 1)
    mentions.back().last = word;
  else
    mentions.push_back({word, word, std::string(tag.substr(2))});
}

// Entity=(person(place), Entity=person): one stack for each type; brackets that do
// not match are passed over.
void ReadEntities(std::string_view value, Sentence* sentence, std::vector<Mention>* open) {
  const int word = static_cast<int>(sentence->tokens.size());
  while (!value.empty()) {
    const bool opens = value.front() == '(';
    if (opens) value.remove_prefix(1);
    const std::size_t end = std::min(value.find_first_of("()"), value.size());
    const std::string_view type = value.substr(0, end);
    const bool closes = end < value.size() && value[end] == ')';
    value.remove_prefix(closes ? end + 1 : end);
    if (type.empty() && !opens && !closes) return;
    if (opens) open->push_back({word, 0, std::string(type)});
    if (!closes) continue;
    const auto from = std::find_if(open->rbegin(), open->rend(),
                                   [&](const Mention& m) { return m.type == type; });
    if (from == open->rend()) continue;
    from->last = word;
    sentence->nominals.push_back(*from);
    open->erase(std::next(from).base());
  }
}

void SortByPlace(std::vector<Mention>* mentions) {
  std::stable_sort(mentions->begin(), mentions->end(), [](const Mention& a, const Mention& b) {
    return a.first != b.first ? a.first < b.first : a.last > b.last;
  });
}

}  // namespace

struct ConlluReader::Row : std::array<std::string_view, kColumns> {
  // False unless the line has exactly ten columns.
  bool Split(std::string_view line) {
    for (std::size_t i = 0; i < kColumns; ++i) {
      const std::size_t tab = line.find('\t');
      if ((tab == line.npos) != (i + 1 == kColumns)) return false;
      (*this)[i] = line.substr(0, tab);
      line.remove_prefix(tab == line.npos ? line.size() : tab + 1);
    }
    return true;
  }
};

Result<bool> ConlluReader::Next(Sentence* sentence) {
  sentence_ = {};
  open_.clear();
  starts_document_ = false;
  bool ended = false;
  while (!ended && !text_.empty()) {
    const std::size_t end = text_.find('\n');
    std::string_view line = text_.substr(0, end);
    text_.remove_prefix(end == text_.npos ? text_.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    ++line_;
    ended = line.empty() && !sentence_.tokens.empty();
    if (line.starts_with("# newdoc")) starts_document_ = true;
    if (line.empty() || line.front() == '#') continue;
    if (Status status = ReadLine(line); !status.ok())
      return Status(status.code(), "line " + std::to_string(line_) + ": " + status.message());
  }
  if (Status status = Check(); !status.ok())
    return Status(status.code(), "line " + std::to_string(line_) + ": " + status.message());
  if (sentence_.tokens.empty()) return false;
  sentence_.span = {sentence_.tokens.front().span.begin, sentence_.tokens.back().span.end};
  SortByPlace(&sentence_.nominals);
  offset_ = sentence_.span.end + 1;
  *sentence = std::move(sentence_);
  return true;
}

Status ConlluReader::ReadLine(std::string_view line) {
  Row row;
  if (!row.Split(line))
    return {Code::kInvalidInput, "a CoNLL-U line has ten columns set apart by tabs"};
  const std::string_view id = row[0];
  if (id.find('.') != id.npos) return {};
  return id.find('-') != id.npos ? ReadRange(row) : ReadWord(row);
}

Status ConlluReader::ReadRange(const Row& row) {
  const std::size_t dash = row[0].find('-');
  const std::optional<int> first = Number(row[0].substr(0, dash));
  const std::optional<int> last = Number(row[0].substr(dash + 1));
  if (!first || !last || *last < *first || *first != static_cast<int>(sentence_.tokens.size()) + 1)
    return {Code::kInvalidInput,
            "the range '" + std::string(row[0]) + "' does not begin at the next word"};
  MultiwordToken multi{*first, *last, std::string(row[1]), {offset_, 0}};
  offset_ += static_cast<std::uint32_t>(row[1].size());
  multi.span.end = offset_;
  range_space_ = SpaceFollows(row[9]);
  if (range_space_) ++offset_;
  sentence_.multiword.push_back(std::move(multi));
  return {};
}

Status ConlluReader::ReadWord(const Row& row) {
  const int number = static_cast<int>(sentence_.tokens.size()) + 1;
  if (Number(row[0]) != number)
    return {Code::kInvalidInput,
            "word '" + std::string(row[0]) + "' is out of order; words count from 1"};
  if (row[1].empty()) return {Code::kInvalidInput, "a word has an empty form"};
  Token token;
  token.form = row[1];
  if (!sentence_.multiword.empty() && sentence_.multiword.back().last >= number) {
    token.span = sentence_.multiword.back().span;
    token.space_after = sentence_.multiword.back().last == number && range_space_;
  } else {
    token.span = {offset_, offset_ + static_cast<std::uint32_t>(row[1].size())};
    token.space_after = SpaceFollows(row[9]);
    offset_ = token.span.end + (token.space_after ? 1 : 0);
  }
  const bool all = columns_ == ConlluColumns::kAll;
  if (all)
    if (Status status = ReadAnalysis(row, &token); !status.ok()) return status;
  sentence_.tokens.push_back(std::move(token));
  if (all) {
    ReadMention(row[9], &sentence_);
    ReadEntities(MiscValue(row[9], "Entity="), &sentence_, &open_);
  }
  return {};
}

Status ConlluReader::ReadAnalysis(const Row& row, Token* token) {
  token->lemma = row[2];
  token->upos = row[3];
  token->xpos = row[4];
  token->feats = row[5];
  const std::optional<int> head = Number(row[6]);
  if (!head || *head < 0)
    return {Code::kInvalidInput, "the head '" + std::string(row[6]) + "' is no number"};
  token->head = *head;
  token->deprel = row[7];
  return {};
}

Status ConlluReader::Check() const {
  const int words = static_cast<int>(sentence_.tokens.size());
  if (!sentence_.multiword.empty() && sentence_.multiword.back().last > words)
    return {Code::kInvalidInput, "a range goes past the end of its sentence"};
  for (const Token& token : sentence_.tokens)
    if (token.head > words)
      return {Code::kInvalidInput,
              "the head " + std::to_string(token.head) + " is past the end of its sentence"};
  return {};
}

Result<std::vector<Sentence>> ReadConllu(std::string_view conllu, ConlluColumns columns) {
  std::vector<Sentence> sentences;
  ConlluReader reader(conllu, columns);
  Sentence sentence;
  while (true) {
    Result<bool> more = reader.Next(&sentence);
    if (!more.ok()) return more.status();
    if (!*more) return sentences;
    sentences.push_back(std::move(sentence));
  }
}

}  // namespace lode
