// The list of fields (record_columns.h) and the two ways through it. Reading damaged bytes
// is safe because every count is bounded by what is left, and because CheckRecord looks at
// every index before anybody uses one.

#include "storage/articles/record_codec.h"

#include "storage/articles/record_columns.h"
#include "storage/disk/coding.h"
#include "storage/disk/field_columns.h"

namespace lode {

namespace {

constexpr char kRecordLayout = 3;  // of these bytes

Status Damaged() {
  return {Code::kCorrupt, "an article's stored record is damaged"};
}

std::string EncodeWith(const ArticleRecord& record, std::string_view text) {
  FieldWriter out(RecordColumn::kAll, text);
  RecordFields<FieldWriter, const ArticleRecord> fields(out, record, text);
  fields.Sentences();
  fields.Rest();
  return std::string(1, kRecordLayout) + std::move(out).Take();
}

}  // namespace

void PutValue(std::string& out, const Value& value) {
  PutByte(out, static_cast<std::uint8_t>(value.kind));
  PutString(out, value.text);
  PutDouble(out, value.number);
  PutByte(out, value.number_to.has_value());
  if (value.number_to) PutDouble(out, *value.number_to);
  PutString(out, value.unit);
  PutString(out, value.unit_text);
  PutString(out, value.per);
  PutByte(out, static_cast<std::uint8_t>(value.comparator));
  PutString(out, value.date);
  PutString(out, value.date_to);
  PutByte(out, value.boolean);
}

std::string EncodeRecord(const ArticleRecord& record) {
  return EncodeWith(record, record.article.text);
}

Result<ArticleRecord> DecodeRecord(std::string_view bytes, std::string_view text) {
  if (bytes.empty() || bytes[0] != kRecordLayout) return Damaged();
  FieldReader in(RecordColumn::kAll, bytes.substr(1), text);
  ArticleRecord record;
  RecordFields<FieldReader, ArticleRecord> fields(in, record, text);
  if (in.ok()) fields.Sentences();
  if (in.ok()) fields.Rest();
  if (!in.ok() || !in.at_end()) return Damaged();
  return record;
}

Result<std::vector<Span>> DecodeSentences(std::string_view bytes) {
  if (bytes.empty() || bytes[0] != kRecordLayout) return Damaged();
  FieldReader in(RecordColumn::kAll, bytes.substr(1), {});
  ArticleRecord record;
  RecordFields<FieldReader, ArticleRecord> fields(in, record, {});
  if (in.ok()) fields.Sentences();
  if (!in.ok()) return Damaged();
  return std::move(record.sentences);
}

Status VisitStatements(std::string_view bytes, std::string_view text, const VisitStatement& visit) {
  if (bytes.empty() || bytes[0] != kRecordLayout) return Damaged();
  FieldReader in(RecordColumn::kAll, bytes.substr(1), text);
  ArticleRecord record;
  RecordFields<FieldReader, ArticleRecord> fields(in, record, text);
  if (in.ok()) fields.Sentences();
  if (in.ok()) fields.VisitStatements(visit);
  return in.ok() ? Status::Ok() : Damaged();
}

Status CheckReadsBack(std::string_view bytes, const std::string& text) {
  const auto record = DecodeRecord(bytes, text);
  if (record.ok() && EncodeWith(*record, text) == bytes) return {};
  return {Code::kInternal, "an article's record would not be read back as it was written"};
}

}  // namespace lode
