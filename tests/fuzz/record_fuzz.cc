// Any bytes are what a store holds: they are refused, or mean something that is
// written back and read again as the same.

#include "storage/articles/article_table.h"
#include "storage/names/alias_table.h"
#include "storage/statements/statement_block.h"
#include "storage/terms/dictionary.h"
#include "tests/fuzz/sound_records.h"

namespace lode::fuzz {
namespace {

// Decode, Encode: those of one kind of stored bytes.
template <typename Decode, typename Encode>
void CheckAgain(std::string_view bytes, const Decode& decode, const Encode& encode) {
  const auto value = decode(bytes);
  if (!value.ok()) return;
  const std::string once = encode(*value);
  const auto again = decode(once);
  Require(again.ok() && encode(*again) == once);
}

void CheckRecordBytes(std::string_view bytes) {
  // The text stands beside the record: one that is as long as its spans ask for.
  const std::string text(1 << 12, 'x');
  Result<ArticleRecord> record = DecodeRecord(bytes, text);
  if (!record.ok()) return;
  record->article.text = text;
  if (CheckRecord(*record).ok()) CheckStorable(*record);
}

void CheckTerm(std::string_view bytes) {
  if (bytes.empty()) return;
  const auto tag = static_cast<TermTag>(static_cast<unsigned char>(bytes[0]) % 13);
  const Value value = ValueOfBytes(TermId::Make(tag, 1), bytes.substr(1));
  if (value.kind != ValueKind::kEntity) static_cast<void>(TermOfValue(value));
  std::uint64_t payload = 0;
  for (const char c : bytes.substr(1)) payload = payload << 8 | static_cast<unsigned char>(c);
  const TermId id = TermId::Make(tag, payload & ((1ULL << 56) - 1));
  if (IsInline(id)) static_cast<void>(ValueOfInline(id));
}

}  // namespace

LODE_FUZZ(record) {
  if (bytes.empty()) return;
  const std::string_view rest = bytes.substr(1);
  const TermId first = TermId::Make(TermTag::kStatement, 1 << 22);
  switch (bytes[0] % 5) {
    case 0: return CheckRecordBytes(rest);
    case 1: return CheckAgain(rest, DecodeHeader, EncodeHeader);
    case 2:
      return CheckAgain(
          rest, [](std::string_view b) { return DecodeNames(b, "Ann Berg sold the yard."); },
          [](const ArticleNames& n) { return EncodeNames(n, "Ann Berg sold the yard."); });
    case 3:
      return CheckAgain(
          rest, [&](std::string_view b) { return DecodeStatements(first, b); },
          [](const std::vector<StatementColumns>& s) { return EncodeStatements(s); });
    default: return CheckTerm(rest);
  }
}

}  // namespace lode::fuzz
