// The lines of an article as terms, packed into one value: all that is kept of it beside its
// header. Stands where other articles have columns of their statements (statement_block.h).
//
//   u8   2, the layout's number
//   u16  number of lines, 1 to kLinesOfArticle
//   u64  public id of the first line's statement, less one
//   u8   what stands between the terms of a line; 0: the text of the article stands below
//   column (disk/packed_column.h)   subject, object of each line
//   u16  number of predicates, n; columns of n: predicate, relation
//   number of each line's predicate, bit-packed in as many bits as n - 1 needs
//   u8   bits of a way, 0 or 2; the ways of subjects, of objects and of the n predicates,
//        bit-packed: how a term is written (LineWay); none: all as they are said
//   u32  bytes of strings that follow: the text; else what is written otherwise, a string
//        each, by line (subject, object), then by predicate
//   8 bytes of zeros, so that a read of 8 bytes stays inside
//
// u16, u32, u64 are little end first. All of it is the store's format.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/disk/packed_column.h"
#include "storage/terms/term_id.h"

namespace lode {

// How a term is written in a line, told by what the dictionary has of it.
enum class LineWay : std::uint8_t {
  kSaid = 0,    // as TextOfTerm says it: "entity/17", "works-for", "2021-03-02"
  kVaried = 1,  // a name with large first letters ("Ana Berg"), a predicate with "_"
  kOther = 2,
};

// What the lines of a table say of a term; `bytes`: of the dictionary, where it is not inline.
// Empty: it is never written so.
std::string TextOfTerm(TermId term, std::string_view bytes);
// The same in the way that kVaried is.
std::string VariedText(TermId term, std::string text);
LineWay WayOf(TermId term, std::string_view said, std::string_view written);

// What is packed. Strings must outlive it.
struct LinesOfText {
  struct Predicate {
    TermId predicate, relation;
    LineWay way = LineWay::kSaid;
    std::string_view written;  // kOther
  };
  struct Line {
    TermId subject, object;
    std::uint32_t predicate = 0;  // index into predicates
    LineWay subject_way = LineWay::kSaid, object_way = LineWay::kSaid;
    std::string_view written_subject, written_object;  // kOther
  };
  std::uint64_t first_id = 0;  // of the first line's statement
  char separator = 0;          // 0: `text` stands in the block, ways do not count
  std::string_view text;
  std::vector<Predicate> predicates;
  std::vector<Line> lines;
};

// REQUIRES: 1 to kLinesOfArticle lines.
std::string EncodeLines(const LinesOfText& lines);

// A block read where it lies, which must outlive it. No bytes make it read outside of them.
// Threads: any.
class LinesBlock {
 public:
  static bool IsOne(std::string_view bytes);
  // False when the bytes are no such block.
  bool Open(std::string_view bytes);

  std::size_t size() const { return size_; }
  std::uint64_t IdOf(std::size_t index) const { return first_id_ + index; }
  struct Terms {
    TermId subject, predicate, object, relation;
  };
  // REQUIRES: index < size().
  Terms At(std::size_t index) const;
  // The terms of all lines.
  std::vector<Terms> All() const;

  // How the terms are written: subject and object of each line, then the predicates. Empty: the
  // text stands in the block, or the bytes are damaged.
  struct Written {
    TermId term;
    LineWay way = LineWay::kSaid;
    std::string_view text;  // kOther
  };
  std::vector<Written> WrittenTerms() const;

  // The article's text. `said`: TextOfTerm of a term that is not inline; none where the
  // dictionary does not have it, then there is no text. Nor is there of damaged bytes.
  using SaidOf = std::function<std::optional<std::string>(TermId)>;
  bool has_text() const { return separator_ == 0; }
  std::optional<std::string> TextBy(const SaidOf& said) const;

 private:
  LineWay WayAt(std::size_t index) const;

  std::size_t size_ = 0, predicates_ = 0;
  std::uint64_t first_id_ = 0;
  char separator_ = 0;
  PackedColumn subject_, object_, predicate_, relation_;
  PackedBits predicate_of_, ways_;
  unsigned way_bits_ = 0;
  std::string_view strings_;
};

}  // namespace lode
