// Reading exports back.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

#include "lode/store.h"
#include "lode/triples.h"

namespace lode {

// Of memory. The defaults are those of every import; tests take smaller ones.
struct ImportLimits {
  std::size_t waiting_bytes = 16 << 20;  // of articles whose statements are to come
  // Whole articles are written together as soon as they have so many statements, or so many
  // bytes of text.
  std::size_t written_statements = 16'384;
  std::size_t written_bytes = 8 << 20;
};

// Articles and statements as lines of JSON (docs/export.md). Articles wait on the disk,
// unseen, until their statements have come or the input ends; so each is stored whole or
// not at all. The whole import is one change: a kill leaves nothing of it, and readers see
// nothing of it before its end. A fault in a line ends it with what was whole before.
Result<ImportReport> ImportJsonLines(Database& database, std::istream& in, const std::string& name,
                                     const ImportLimits& limits = {});

// Of lines of triples (lode/triples.h), likewise.
struct TripleLimits {
  // What is put in at once.
  std::size_t lines = 1 << 24;         // 12 bytes each, 32 while they are sorted
  std::size_t term_bytes = 384 << 20;  // of names and values, each once
  std::size_t text_bytes = 64 << 20;   // of articles whose text stands by itself
  // From so many lines on keys are written as files, and not as one batch.
  std::size_t many_lines = 1 << 15;
  // Names that are worked out one with another, some kilobytes each.
  std::size_t names = 1 << 16;
};
Result<ImportReport> ImportTripleLines(Database& database, std::istream& in,
                                       const std::string& path, const TripleOptions& options,
                                       const TripleLimits& limits = {});

}  // namespace lode
