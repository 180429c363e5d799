// The terms of many lines, each worked out when it comes first.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lode/status.h"
#include "storage/lines/lines_block.h"
#include "storage/lines/triple_line.h"
#include "storage/terms/dictionary.h"

namespace lode {

class Schema;

// Strings and their numbers, from 0 in the order in which they came. Open addressing: most of the
// time of an import goes here. Threads: one.
class StringNumbers {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;
  // kNone: it has not come.
  std::uint32_t Find(std::string_view text) const { return Find(text, HashOf(text)); }
  std::uint32_t Find(std::string_view text, std::uint64_t hash) const {
    return places_.empty() ? kNone : places_[PlaceOf(text, hash)].number;
  }
  static std::uint64_t HashOf(std::string_view text);
  // Memory that Find will read comes while other texts are looked at: first the place, then what
  // the place leads to, then the text itself; the likely number of it, else kNone.
  void FetchPlace(std::uint64_t hash) const {
    if (!places_.empty()) __builtin_prefetch(&places_[hash & (places_.size() - 1)]);
  }
  std::uint32_t FetchText(std::uint64_t hash) const {
    if (places_.empty()) return kNone;
    const std::uint32_t number = places_[hash & (places_.size() - 1)].number;
    if (number != kNone) __builtin_prefetch(&texts_[number]);
    return number;
  }
  void FetchView(std::uint32_t number) const { __builtin_prefetch(&texts_[number]); }
  void FetchBytes(std::uint32_t number) const {
    if (number != kNone) __builtin_prefetch(texts_[number].data());
  }
  // Valid until it is destroyed.
  std::pair<std::uint32_t, bool> Add(std::string_view text);
  std::string_view at(std::uint32_t number) const { return texts_[number]; }
  std::size_t size() const { return texts_.size(); }
  std::size_t bytes() const { return bytes_ + texts_.size() * sizeof(std::string_view); }

 private:
  struct Place {
    std::uint32_t hash = 0, number = kNone;
  };
  std::size_t PlaceOf(std::string_view text, std::uint64_t hash) const;
  std::string_view Keep(std::string_view text);
  void Grow();

  std::vector<Place> places_;
  std::vector<std::string_view> texts_;
  std::deque<std::string> chunks_;  // of what texts_ views
  std::size_t bytes_ = 0;
};

// Threads: one.
class LineTerms {
 public:
  static constexpr std::uint32_t kNone = StringNumbers::kNone;
  explicit LineTerms(const Schema& schema) : schema_(schema) {}

  // What is written in a line, as a name and as an object; either may not be known.
  struct Text {
    std::uint32_t node = kNone;     // as a name: index into nodes()
    std::uint32_t literal = kNone;  // as an object: index into literals(); kNone: a name
    bool is_object = false;         // what it is as an object is known
    LineWay name_way = LineWay::kOther, literal_way = LineWay::kOther;
    // As a name: how often it is written, in how many articles, and which one was the last.
    std::uint32_t count = 0, articles = 0, last_article = kNone;
  };
  struct Node {
    std::string_view key;  // "name|ana berg"
    std::uint32_t articles = 0, last_article = kNone;
    TermId id;
  };
  struct Literal {
    TermKey key;
    TermId id;
    bool is_used = false;
  };
  struct Predicate {
    std::uint32_t name = kNone;  // index into names of predicates
    LineWay way = LineWay::kOther;
  };
  struct PredicateName {
    TermId predicate, relation;
    std::int64_t count = 0;
  };
  // A line: indexes of texts, and of a predicate as it is written.
  struct Line {
    std::uint32_t subject = kNone, predicate = kNone, object = kNone;
    bool operator==(const Line&) const = default;
  };

  struct Fields {
    std::string_view subject, predicate, object;
  };
  // Of fields that came before in these places; else kNone in it. At once for some lines: what
  // takes time is to wait for memory. REQUIRES: at most kFoundAtOnce, as many of both.
  static constexpr std::size_t kFoundAtOnce = 64;
  void Find(std::span<const Fields> fields, std::span<Line> lines) const;
  // Of a line that was read. kInvalidInput: a name that is none.
  Result<Line> Add(std::string_view line, const TripleLine& triple, TripleFormat format);

  // Counts what lines that will be put say; `article`: which of all, ascending from call to call.
  void Count(std::uint32_t article, std::span<const Line> lines);

  std::vector<Text>& texts() { return texts_; }
  std::vector<Node>& nodes() { return nodes_; }
  std::vector<Literal>& literals() { return literals_; }
  std::vector<Predicate>& predicates() { return predicates_; }
  std::vector<PredicateName>& names() { return names_; }
  std::string_view TextAt(std::uint32_t text) const { return text_numbers_.at(text); }
  void FetchText(std::uint32_t text) const { text_numbers_.FetchView(text); }
  std::string_view PredicateAt(std::uint32_t predicate) const {
    return predicate_numbers_.at(predicate);
  }
  std::string_view NameAt(std::uint32_t name) const { return name_numbers_.at(name); }
  std::size_t bytes() const;

 private:
  void CountName(std::uint32_t article, std::uint32_t text);
  bool AddName(std::string_view name, std::uint32_t& text);
  std::uint32_t AddLiteral(std::string_view written, const Value& value);
  std::uint32_t TextOf(std::string_view written);

  const Schema& schema_;
  StringNumbers text_numbers_, node_numbers_, predicate_numbers_, name_numbers_;
  std::vector<Text> texts_;
  std::vector<Node> nodes_;
  std::vector<Literal> literals_;
  std::vector<Predicate> predicates_;
  std::vector<PredicateName> names_;
};

}  // namespace lode
