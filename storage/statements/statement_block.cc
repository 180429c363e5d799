// Packing an article's statements. What neighbours share costs next to nothing: the
// speaker, the time, the few confidences that rules give. Only the hash of the public id is
// a statement's own.

#include "storage/statements/statement_block.h"

#include <algorithm>
#include <bit>

#include "storage/disk/coding.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

constexpr char kLayout = 1;
constexpr std::size_t kSlack = 8;
constexpr std::uint64_t kEnded = 1 << 4, kDerived = 1 << 7, kAllFlags = 0x9F;
enum Column : std::size_t {
  kSubject,
  kPredicate,
  kObject,
  kSpeaker,
  kRelation,
  kTime,
  kSentence,
  kFlags
};

std::uint64_t NumberOfFlags(const StatementRow& row) {
  return static_cast<std::uint64_t>(row.triple.polarity) |
         static_cast<std::uint64_t>(row.triple.modality) << 1 | (row.triple.ended ? kEnded : 0) |
         (row.derived ? kDerived : 0);
}

std::array<std::uint64_t, 8> NumbersOf(const StatementRow& row) {
  return {row.triple.subject.bits,
          row.triple.predicate.bits,
          row.triple.object.bits,
          row.said_by.bits,
          row.relation.bits,
          row.time.bits,
          row.sentence,
          NumberOfFlags(row)};
}

std::string FurtherOf(const StatementColumns& columns) {
  std::string out;
  if (columns.via.empty() && columns.premises.empty() && columns.qualifiers.empty()) return out;
  PutVarint(out, columns.via.size());
  for (TermId term : columns.via) PutBig64(out, term.bits);
  PutVarint(out, columns.premises.size());
  for (std::uint32_t premise : columns.premises) PutVarint(out, premise);
  PutVarint(out, columns.qualifiers.size());
  for (const auto& [role, term] : columns.qualifiers) {
    PutString(out, role);
    PutBig64(out, term.bits);
  }
  return out;
}

bool ReadFurther(std::string_view bytes, StatementColumns& columns) {
  if (bytes.empty()) return true;
  ByteReader in(bytes);
  columns.via.resize(in.Count(8));
  for (TermId& term : columns.via) term.bits = in.Big64();
  columns.premises.resize(in.Count());
  for (std::uint32_t& premise : columns.premises) premise = in.Varint32();
  columns.qualifiers.resize(in.Count(9));
  for (auto& [role, term] : columns.qualifiers) {
    role = in.String();
    term.bits = in.Big64();
  }
  return in.ok() && in.at_end();
}

void AppendLittle(std::string& out, std::uint64_t number, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) out.push_back(static_cast<char>(number >> (8 * i)));
}

std::uint64_t LittleAt(const char* bytes, std::size_t size) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < size; ++i)
    number |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  return number;
}

unsigned WidthOf(std::uint64_t number) {
  return static_cast<unsigned>(std::bit_width(number));
}

// Takes bytes off the front; false when there are not so many.
bool Take(std::string_view& rest, std::size_t size, const char*& taken) {
  if (rest.size() < size) return false;
  taken = rest.data();
  rest.remove_prefix(size);
  return true;
}

void AppendConfidences(std::string& out, std::span<const StatementColumns> statements) {
  std::vector<std::uint64_t> each, all;
  for (const StatementColumns& s : statements)
    each.push_back(std::bit_cast<std::uint64_t>(s.row.confidence));
  all = each;
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  AppendLittle(out, all.size(), 2);
  for (std::uint64_t bits : all) AppendLittle(out, bits, 8);
  for (std::uint64_t& bits : each)
    bits = static_cast<std::uint64_t>(std::lower_bound(all.begin(), all.end(), bits) - all.begin());
  PackedBits::Append(out, each, WidthOf(all.size() - 1));
}

void AppendFurther(std::string& out, std::span<const StatementColumns> statements) {
  std::string further;
  std::vector<std::uint64_t> ends;
  for (const StatementColumns& s : statements) {
    further += FurtherOf(s);
    ends.push_back(further.size());
  }
  AppendLittle(out, further.size(), 4);
  PackedBits::Append(out, ends, WidthOf(further.size()));
  out += further;
}

}  // namespace

TermId FirstOfBlock(TermId statement) {
  return {statement.bits & ~std::uint64_t{kStatementsOfBlock - 1}};
}

std::size_t IndexInBlock(TermId statement) {
  return static_cast<std::size_t>(statement.bits & (kStatementsOfBlock - 1));
}

std::optional<StatementFlags> FlagsOf(std::uint64_t number) {
  const std::uint64_t modality = (number >> 1) & 7;
  if ((number & ~kAllFlags) != 0 || modality > static_cast<std::uint64_t>(Modality::kDemanded))
    return std::nullopt;
  StatementFlags flags;
  flags.polarity = static_cast<Polarity>(number & 1);
  flags.modality = static_cast<Modality>(modality);
  flags.ended = (number & kEnded) != 0;
  flags.derived = (number & kDerived) != 0;
  return flags;
}

Status DamagedStatements() {
  return {Code::kCorrupt, "the stored columns of an article's statements are damaged"};
}

std::string EncodeStatements(std::span<const StatementColumns> statements) {
  std::string out(1, kLayout);
  AppendLittle(out, statements.size(), 2);
  std::vector<std::uint64_t> numbers(statements.size());
  for (std::size_t column = 0; column < 8; ++column) {
    std::transform(statements.begin(), statements.end(), numbers.begin(),
                   [&](const StatementColumns& s) { return NumbersOf(s.row)[column]; });
    PackedColumn::Append(out, numbers, 0);
  }
  AppendConfidences(out, statements);
  for (const StatementColumns& s : statements) AppendLittle(out, s.id_hash, 8);
  AppendFurther(out, statements);
  out.append(kSlack, '\0');
  return out;
}

bool StatementBlock::Open(TermId first, std::string_view bytes) {
  first_ = first;
  lines_.reset();
  if (LinesBlock::IsOne(bytes)) {
    if (!lines_.emplace().Open(bytes)) return false;
    size_ = lines_->size();
    return true;
  }
  const char* at = nullptr;
  if (bytes.empty() || bytes[0] != kLayout) return false;
  bytes.remove_prefix(1);
  if (!Take(bytes, 2, at)) return false;
  size_ = static_cast<std::size_t>(LittleAt(at, 2));
  if (size_ == 0 || size_ > kStatementsOfBlock) return false;
  for (PackedColumn& column : columns_)
    if (!column.Open(bytes, size_, 0)) return false;
  if (!Take(bytes, 2, at)) return false;
  confidence_count_ = static_cast<std::size_t>(LittleAt(at, 2));
  if (confidence_count_ == 0 || confidence_count_ > size_) return false;
  if (!Take(bytes, 8 * confidence_count_, confidence_bytes_)) return false;
  const unsigned width = WidthOf(confidence_count_ - 1);
  if (!Take(bytes, PackedBits::BytesOf(size_, width), at)) return false;
  confidences_ = PackedBits(at, width);
  if (!Take(bytes, 8 * size_, hashes_) || !Take(bytes, 4, at)) return false;
  const std::uint64_t further = LittleAt(at, 4);
  const unsigned end_width = WidthOf(further);
  if (!Take(bytes, PackedBits::BytesOf(size_, end_width), at)) return false;
  ends_ = PackedBits(at, end_width);
  further_ = bytes.substr(0, static_cast<std::size_t>(further));
  return bytes.size() == further + kSlack;
}

std::uint64_t StatementBlock::ConfidenceAt(std::size_t index) const {
  const std::size_t confidence = std::min<std::size_t>(
      static_cast<std::size_t>(confidences_.at(index)), confidence_count_ - 1);
  return LittleAt(confidence_bytes_ + 8 * confidence, 8);
}

// What a line says in full: affirmed, actual, by its article, of confidence 1.
StatementRow StatementBlock::LineAt(std::size_t index) const {
  const LinesBlock::Terms terms = lines_->At(index);
  StatementRow row;
  row.triple = {terms.subject, terms.predicate, terms.object, TermId{first_.bits + index}};
  row.triple.confidence_step = ConfidenceStep(1);
  row.article = ArticleTerm(ArticleOfStatement(first_));
  row.relation = terms.relation;
  row.sentence = static_cast<std::uint32_t>(index + 1);
  row.confidence = 1;
  return row;
}

void StatementBlock::ReadField(StatementField field, std::span<std::uint64_t> numbers) const {
  if (lines_) {
    for (std::size_t i = 0; i < size_; ++i)
      numbers[i] = field == StatementField::kSentence     ? i + 1
                   : field == StatementField::kConfidence ? std::bit_cast<std::uint64_t>(1.0)
                                                          : 0;
    return;
  }
  if (field == StatementField::kConfidence) {
    for (std::size_t i = 0; i < size_; ++i) numbers[i] = ConfidenceAt(i);
    return;
  }
  constexpr std::array<Column, 4> kColumns = {kSpeaker, kTime, kSentence, kFlags};
  columns_[kColumns[static_cast<std::size_t>(field)]].ForEach(
      0, size_, [&](std::size_t i, std::uint64_t number) { numbers[i] = number; });
}

std::optional<StatementRow> StatementBlock::RowAt(std::size_t index) const {
  if (lines_) return LineAt(index);
  std::array<std::uint64_t, 8> numbers{};
  for (std::size_t column = 0; column < 8; ++column)
    columns_[column].ForEach(index, 1,
                             [&](std::size_t, std::uint64_t number) { numbers[column] = number; });
  const auto flags = FlagsOf(numbers[kFlags]);
  if (!flags || numbers[kSentence] > ~std::uint32_t{0}) return std::nullopt;
  StatementRow row;
  row.triple.subject.bits = numbers[kSubject];
  row.triple.predicate.bits = numbers[kPredicate];
  row.triple.object.bits = numbers[kObject];
  row.triple.statement.bits = first_.bits + index;
  row.triple.polarity = flags->polarity;
  row.triple.modality = flags->modality;
  row.triple.ended = flags->ended;
  row.derived = flags->derived;
  row.article = ArticleTerm(ArticleOfStatement(first_));
  row.said_by.bits = numbers[kSpeaker];
  row.relation.bits = numbers[kRelation];
  row.time.bits = numbers[kTime];
  row.sentence = static_cast<std::uint32_t>(numbers[kSentence]);
  row.confidence = std::bit_cast<double>(ConfidenceAt(index));
  row.triple.confidence_step = ConfidenceStep(row.confidence);
  return row;
}

std::optional<StatementColumns> StatementBlock::ColumnsAt(std::size_t index) const {
  auto row = RowAt(index);
  if (!row) return std::nullopt;
  StatementColumns columns;
  columns.row = *row;
  columns.is_line = lines_.has_value();
  if (lines_) columns.id_hash = lines_->IdOf(index);
  if (lines_) return columns;
  columns.id_hash = LittleAt(hashes_ + 8 * index, 8);
  const auto from = index == 0 ? std::uint64_t{0} : ends_.at(index - 1);
  const std::uint64_t to = ends_.at(index);
  if (from > to || to > further_.size()) return std::nullopt;
  if (!ReadFurther(
          further_.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)),
          columns))
    return std::nullopt;
  return columns;
}

Result<std::vector<StatementColumns>> DecodeStatements(TermId first, std::string_view bytes) {
  StatementBlock block;
  if (!block.Open(first, bytes)) return DamagedStatements();
  std::vector<StatementColumns> statements;
  statements.reserve(block.size());
  for (std::size_t i = 0; i < block.size(); ++i) {
    auto columns = block.ColumnsAt(i);
    if (!columns) return DamagedStatements();
    statements.push_back(*std::move(columns));
  }
  return statements;
}

}  // namespace lode
