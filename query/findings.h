// What the checks have to say about one text.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "lode/query.h"
#include "query/source_span.h"

namespace lode {

class Findings {
 public:
  explicit Findings(const SourceText& source) : source_(source) {}

  void Error(const ast::Place& place, std::string message) {
    found_.push_back(source_.ErrorAt(place, std::move(message)));
    ++errors_;
  }
  void Note(const ast::Place& place, std::string message) {
    found_.push_back(source_.NoteAt(place, std::move(message)));
  }
  void Add(Diagnostic diagnostic) { found_.push_back(std::move(diagnostic)); }

  std::vector<Diagnostic> Take() { return std::move(found_); }
  const SourceText& source() const { return source_; }
  std::size_t errors() const { return errors_; }

 private:
  const SourceText& source_;
  std::vector<Diagnostic> found_;
  std::size_t errors_ = 0;
};

}  // namespace lode
