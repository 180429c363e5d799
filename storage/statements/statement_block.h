// The statements of an article as columns, some thousand of them packed into one value: what
// queries filter on and follow, as terms. The full records, with spans and how values were
// written, stand with the article (record_codec.h).
//
//   u8   1, the layout's number
//   u16  number of statements, 1 to 1024
//   column (packed_column.h)   subject, predicate, object, speaker, relation, time,
//                              sentence, flags (bit 0 polarity, bits 1..3 modality, bit 4
//                              ended, bit 7 derived)
//   u16  number of confidences; u64 each: the bits of a double, ascending
//   number of each statement's confidence, bit-packed in as many bits as the last one needs
//   u64  hash of the public id, for each statement
//   u32  bytes of further fields; where each statement's end, bit-packed in as many bits as
//        that number needs
//   further fields of a statement: varint count, big64 terms of `via`; varint count, varint
//        premises; varint count, string role and big64 term of each qualifier. No bytes:
//        there are none of any
//   8 bytes of zeros, so that a read of 8 bytes stays inside
//
// Its key is its first statement. All of it is the store's format.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lode/status.h"
#include "storage/disk/packed_column.h"
#include "storage/lines/lines_block.h"
#include "storage/statements/index_row.h"
#include "storage/terms/term_id.h"

namespace lode {

// Entities are nodes here, not representatives.
struct StatementColumns {
  StatementRow row;  // without sentence_text
  std::uint64_t id_hash = 0;
  bool is_line = false;  // of an article of lines, which tell the id
  std::vector<TermId> via;
  std::vector<std::uint32_t> premises;  // indexes in the article
  std::vector<std::pair<std::string, TermId>> qualifiers;
};

inline constexpr std::size_t kStatementsOfBlock = 1024;

// What is asked of many statements at once, each as a number: a term's bits, those of a
// double, a count, or flags as they stand in the block.
enum class StatementField : std::uint8_t { kSpeaker, kTime, kSentence, kFlags, kConfidence };
inline constexpr std::size_t kStatementFields = 5;
// The flags of a number of kFlags; none where there are no such flags.
struct StatementFlags {
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kActual;
  bool ended = false, derived = false;
};
std::optional<StatementFlags> FlagsOf(std::uint64_t number);

// The first statement of the block that holds this one, and which one in it this one is.
TermId FirstOfBlock(TermId statement);
std::size_t IndexInBlock(TermId statement);
// What to report of a block that is none.
Status DamagedStatements();

// REQUIRES: 1 to kStatementsOfBlock statements of one article, each the next of the one
// before, the first one the first of its block.
std::string EncodeStatements(std::span<const StatementColumns> statements);
// All of them. kCorrupt when the bytes are no block. `first` says whose they are.
Result<std::vector<StatementColumns>> DecodeStatements(TermId first, std::string_view bytes);

// A block read where it lies, of statements or of lines (lines/lines_block.h), which must outlive
// it. No bytes make it read outside of them.
// Threads: any.
class StatementBlock {
 public:
  // False when the bytes are no block.
  bool Open(TermId first, std::string_view bytes);

  std::size_t size() const { return size_; }
  // None where the bytes are damaged. REQUIRES: index < size().
  std::optional<StatementRow> RowAt(std::size_t index) const;
  std::optional<StatementColumns> ColumnsAt(std::size_t index) const;
  // The field of every statement, in order; a damaged block may give any numbers. REQUIRES:
  // numbers.size() == size().
  void ReadField(StatementField field, std::span<std::uint64_t> numbers) const;

 private:
  std::uint64_t ConfidenceAt(std::size_t index) const;

  StatementRow LineAt(std::size_t index) const;

  TermId first_;
  std::size_t size_ = 0;
  std::optional<LinesBlock> lines_;  // none of what follows counts
  std::array<PackedColumn, 8> columns_;
  const char* confidence_bytes_ = nullptr;
  std::size_t confidence_count_ = 0;
  PackedBits confidences_, ends_;
  const char* hashes_ = nullptr;
  std::string_view further_;
};

}  // namespace lode
