// What the checks have to say about one text.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "lode/query.h"
#include "query/syntax/source_span.h"

namespace lode {

// Keeps the first kMost errors and notes each; nobody reads more, and looking for
// what a thousand misspelt names may have meant takes time.
class Findings {
 public:
  static constexpr std::size_t kMost = 50;

  explicit Findings(const SourceText& source) : source_(source) {}

  void Error(const ast::Place& place, std::string message) {
    if (++errors_ <= kMost) found_.push_back(source_.ErrorAt(place, std::move(message)));
  }
  void Note(const ast::Place& place, std::string message) {
    if (++notes_ <= kMost) found_.push_back(source_.NoteAt(place, std::move(message)));
  }
  void Add(Diagnostic diagnostic) { found_.push_back(std::move(diagnostic)); }

  bool wants_errors() const { return errors_ < kMost; }
  bool wants_notes() const { return notes_ < kMost; }
  std::vector<Diagnostic> Take() { return std::move(found_); }
  const SourceText& source() const { return source_; }
  std::size_t errors() const { return errors_; }

 private:
  const SourceText& source_;
  std::vector<Diagnostic> found_;
  std::size_t errors_ = 0, notes_ = 0;
};

}  // namespace lode
