// Reading exports back.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

#include "lode/store.h"

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

}  // namespace lode
