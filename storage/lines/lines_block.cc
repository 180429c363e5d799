// Packing lines. The text is told by the terms wherever the two agree, which they do where
// names are written as they are compared, or with large first letters; what is written
// otherwise stands as it is.

#include "storage/lines/lines_block.h"

#include <algorithm>
#include <bit>
#include <charconv>

#include "storage/disk/coding.h"
#include "storage/lines/line_reading.h"
#include "storage/terms/dictionary.h"

namespace lode {

namespace {

constexpr char kLinesLayout = 2;
constexpr std::size_t kSlackOfLines = 8;
constexpr unsigned kWayBits = 2;
constexpr std::string_view kNameKey = "name|";  // lines name proper names only

void AppendNumber(std::string& out, std::uint64_t number, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) out.push_back(static_cast<char>(number >> (8 * i)));
}

bool TakeNumber(std::string_view& rest, std::size_t size, std::uint64_t& number) {
  if (rest.size() < size) return false;
  number = 0;
  for (std::size_t i = 0; i < size; ++i)
    number |= std::uint64_t{static_cast<unsigned char>(rest[i])} << (8 * i);
  rest.remove_prefix(size);
  return true;
}

// `width` 0: all are 0, and take no bytes.
bool TakeBits(std::string_view& rest, std::size_t count, unsigned width, PackedBits& bits) {
  const std::size_t size = PackedBits::BytesOf(count, width);
  if (rest.size() < size + kSlackOfLines) return false;
  bits = PackedBits(rest.data(), width);
  rest.remove_prefix(size);
  return true;
}

unsigned BitsFor(std::size_t count) {
  return count < 2 ? 0 : static_cast<unsigned>(std::bit_width(count - 1));
}

std::string TextOfNumber(const Value& value) {
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, value.number);
  return {digits, end.ptr};
}

template <typename Number>
void AppendTerms(std::string& out, std::vector<std::uint64_t>& numbers, const auto& list,
                 const Number& number) {
  numbers.clear();
  for (const auto& one : list) numbers.push_back(number(one));
  PackedColumn::Append(out, numbers, 0);
}

}  // namespace

std::string TextOfTerm(TermId term, std::string_view bytes) {
  switch (term.tag()) {
    case TermTag::kEntity:
      return bytes.starts_with(kNameKey) ? std::string(bytes.substr(kNameKey.size()))
                                         : std::string();
    case TermTag::kPredicate: return std::string(bytes);
    case TermTag::kInteger: return TextOfNumber(ValueOfInline(term));
    case TermTag::kDecimal: return TextOfNumber(ValueOfBytes(term, bytes));
    case TermTag::kDate: return IsInline(term) ? ValueOfInline(term).date : std::string();
    default: return {};
  }
}

std::string VariedText(TermId term, std::string text) {
  bool begins = true;
  for (char& c : text) {
    if (term.tag() == TermTag::kPredicate) {
      if (c == '-') c = '_';
    } else if (begins && c >= 'a' && c <= 'z') {
      c = static_cast<char>(c - 'a' + 'A');
    }
    begins = c == ' ';
  }
  return text;
}

LineWay WayOf(TermId term, std::string_view said, std::string_view written) {
  if (said.size() != written.size() || said.empty()) return LineWay::kOther;
  if (said == written) return LineWay::kSaid;
  return VariedText(term, std::string(said)) == written ? LineWay::kVaried : LineWay::kOther;
}

std::string EncodeLines(const LinesOfText& lines) {
  std::string out(1, kLinesLayout);
  AppendNumber(out, lines.lines.size(), 2);
  AppendNumber(out, lines.first_id - 1, 8);
  out.push_back(lines.separator);
  std::vector<std::uint64_t> numbers;
  numbers.reserve(2 * lines.lines.size() + lines.predicates.size());
  AppendTerms(out, numbers, lines.lines, [](const auto& line) { return line.subject.bits; });
  AppendTerms(out, numbers, lines.lines, [](const auto& line) { return line.object.bits; });
  AppendNumber(out, lines.predicates.size(), 2);
  AppendTerms(out, numbers, lines.predicates, [](const auto& one) { return one.predicate.bits; });
  AppendTerms(out, numbers, lines.predicates, [](const auto& one) { return one.relation.bits; });
  numbers.clear();
  for (const auto& line : lines.lines) numbers.push_back(line.predicate);
  PackedBits::Append(out, numbers, BitsFor(lines.predicates.size()));
  numbers.clear();
  std::string strings;
  if (lines.separator == 0) {
    strings = lines.text;
  } else {
    const auto add = [&](LineWay way, std::string_view written) {
      numbers.push_back(static_cast<std::uint64_t>(way));
      if (way == LineWay::kOther) PutString(strings, written);
    };
    for (const auto& line : lines.lines) {
      add(line.subject_way, line.written_subject);
      add(line.object_way, line.written_object);
    }
    for (const auto& one : lines.predicates) add(one.way, one.written);
  }
  const bool is_said = std::all_of(numbers.begin(), numbers.end(), [](auto way) { return !way; });
  out.push_back(static_cast<char>(is_said ? 0 : kWayBits));
  if (!is_said) PackedBits::Append(out, numbers, kWayBits);
  AppendNumber(out, strings.size(), 4);
  out += strings;
  out.append(kSlackOfLines, '\0');
  return out;
}

bool LinesBlock::IsOne(std::string_view bytes) {
  return !bytes.empty() && bytes[0] == kLinesLayout;
}

bool LinesBlock::Open(std::string_view bytes) {
  if (!IsOne(bytes)) return false;
  bytes.remove_prefix(1);
  std::uint64_t lines = 0, predicates = 0, separator = 0, bits = 0, size = 0;
  if (!TakeNumber(bytes, 2, lines) || lines == 0 || lines > kLinesOfArticle ||
      !TakeNumber(bytes, 8, first_id_) || !TakeNumber(bytes, 1, separator))
    return false;
  size_ = static_cast<std::size_t>(lines);
  ++first_id_;
  separator_ = static_cast<char>(separator);
  if (!subject_.Open(bytes, size_, 0) || !object_.Open(bytes, size_, 0) ||
      !TakeNumber(bytes, 2, predicates) || predicates == 0 || predicates > lines)
    return false;
  predicates_ = static_cast<std::size_t>(predicates);
  if (!predicate_.Open(bytes, predicates_, 0) || !relation_.Open(bytes, predicates_, 0) ||
      !TakeBits(bytes, size_, BitsFor(predicates_), predicate_of_) || !TakeNumber(bytes, 1, bits))
    return false;
  if (bits != 0 && (bits != kWayBits || separator_ == 0)) return false;
  way_bits_ = static_cast<unsigned>(bits);
  if (!TakeBits(bytes, way_bits_ == 0 ? 0 : 2 * size_ + predicates_, way_bits_, ways_) ||
      !TakeNumber(bytes, 4, size) || bytes.size() != size + kSlackOfLines)
    return false;
  strings_ = bytes.substr(0, static_cast<std::size_t>(size));
  return true;
}

LinesBlock::Terms LinesBlock::At(std::size_t index) const {
  const auto at = [](const PackedColumn& column, std::size_t row) {
    TermId term;
    column.ForEach(row, 1, [&](std::size_t, std::uint64_t bits) { term.bits = bits; });
    return term;
  };
  const std::size_t predicate =
      std::min(static_cast<std::size_t>(predicate_of_.at(index)), predicates_ - 1);
  return {at(subject_, index), at(predicate_, predicate), at(object_, index),
          at(relation_, predicate)};
}

std::vector<LinesBlock::Terms> LinesBlock::All() const {
  std::vector<Terms> all(size_), predicates(predicates_);
  subject_.ForEach(0, size_,
                   [&](std::size_t i, std::uint64_t bits) { all[i].subject.bits = bits; });
  object_.ForEach(0, size_, [&](std::size_t i, std::uint64_t bits) { all[i].object.bits = bits; });
  predicate_.ForEach(0, predicates_, [&](std::size_t i, std::uint64_t bits) {
    predicates[i].predicate.bits = bits;
  });
  relation_.ForEach(0, predicates_,
                    [&](std::size_t i, std::uint64_t bits) { predicates[i].relation.bits = bits; });
  for (std::size_t i = 0; i < size_; ++i) {
    const Terms& of =
        predicates[std::min(static_cast<std::size_t>(predicate_of_.at(i)), predicates_ - 1)];
    all[i].predicate = of.predicate, all[i].relation = of.relation;
  }
  return all;
}

LineWay LinesBlock::WayAt(std::size_t index) const {
  return way_bits_ == 0 ? LineWay::kSaid : static_cast<LineWay>(ways_.at(index));
}

std::vector<LinesBlock::Written> LinesBlock::WrittenTerms() const {
  std::vector<Written> all;
  if (has_text()) return all;
  all.resize(2 * size_ + predicates_);
  subject_.ForEach(0, size_,
                   [&](std::size_t i, std::uint64_t bits) { all[2 * i].term.bits = bits; });
  object_.ForEach(0, size_,
                  [&](std::size_t i, std::uint64_t bits) { all[2 * i + 1].term.bits = bits; });
  predicate_.ForEach(0, predicates_, [&](std::size_t i, std::uint64_t bits) {
    all[2 * size_ + i].term.bits = bits;
  });
  ByteReader strings(strings_);
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].way = WayAt(i);
    if (all[i].way > LineWay::kOther) return {};
    if (all[i].way == LineWay::kOther) all[i].text = strings.String();
  }
  return strings.ok() && strings.at_end() ? all : std::vector<Written>();
}

std::optional<std::string> LinesBlock::TextBy(const SaidOf& said) const {
  if (separator_ == 0) return std::string(strings_);
  std::vector<std::string> texts;
  for (const auto& [term, way, written] : WrittenTerms()) {
    if (way == LineWay::kOther) {
      texts.emplace_back(written);
      continue;
    }
    std::optional<std::string> text =
        IsInline(term) ? std::optional(TextOfTerm(term, {})) : said(term);
    if (!text || text->empty()) return std::nullopt;
    texts.push_back(way == LineWay::kSaid ? *std::move(text) : VariedText(term, *std::move(text)));
  }
  if (texts.empty()) return std::nullopt;
  std::string text;
  for (std::size_t i = 0; i < size_; ++i) {
    const auto predicate = std::min(static_cast<std::size_t>(predicate_of_.at(i)), predicates_ - 1);
    text.append(texts[2 * i]).push_back(separator_);
    text.append(texts[2 * size_ + predicate]).push_back(separator_);
    text.append(texts[2 * i + 1]).push_back('\n');
  }
  return text;
}

}  // namespace lode
