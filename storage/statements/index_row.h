// Statements as the indexes see them, and the cursor over them.
#pragma once

#include <cstdint>
#include <span>

#include "lode/statement.h"
#include "storage/terms/term_id.h"

namespace lode {

// One statement as the indexes see it. Entities are representatives: all names
// of one entity have one id here.
struct IndexRow {
  TermId subject, predicate, object;
  TermId statement;
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kActual;
  bool ended = false;
  std::uint8_t confidence_step = 0;  // see ConfidenceStep
};

// The whole part of 255 times the confidence: of two confidences with different steps the
// one of the higher step is higher, so most rows are told from a limit without a look-up.
inline std::uint8_t ConfidenceStep(double confidence) {
  return confidence > 0 ? static_cast<std::uint8_t>(confidence < 1 ? confidence * 255 : 255) : 0;
}

// A statement's columns that queries filter on.
struct StatementRow {
  IndexRow triple;
  TermId article;
  TermId said_by;   // entity, or none: the article's own voice
  TermId relation;  // kText
  TermId time;      // kDate, or none
  std::uint32_t sentence = 0;
  double confidence = 0;
  bool derived = false;
  TermId sentence_text;  // kText, made on demand: use Snapshot::SentenceText
};

// Ids of objects that nobody needs: from one on, up to another.
struct ObjectGap {
  TermId from, to;
  bool operator==(const ObjectGap&) const = default;
};

// Which rows a scan gives: unset columns match everything.
struct TriplePattern {
  TermId subject, predicate, object;  // a zero id is unset
  // Ascending, apart. A scan in order of objects passes over them, others may give such rows all
  // the same. Must outlive the cursor.
  std::span<const ObjectGap> gaps = {};
};

// Walks the rows of a pattern in batches: each row once, in the order of the
// permutation that serves it. That order is by node, so rows are neighbours by
// name but not sorted by the representatives that are handed out, and one triple
// may come several times, once for each statement. Valid while its snapshot
// lives. Not thread-safe.
class Cursor {
 public:
  virtual ~Cursor() = default;
  // Fills the front of `rows`, returns how many; 0 at the end.
  virtual std::size_t Next(std::span<IndexRow> rows) = 0;
};

}  // namespace lode
