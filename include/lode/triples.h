// Triples that somebody has already: tables and N-Triples.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>

#include "lode/status.h"
#include "lode/store.h"

namespace lode {

enum class TripleFormat { kTsv, kCsv, kNTriples };
// By the end of a file's name: .tsv, .csv, .nt.
std::optional<TripleFormat> TripleFormatOf(const std::string& path);

struct TripleOptions {
  TripleFormat format = TripleFormat::kTsv;
  std::uint32_t subject = 1, predicate = 2, object = 3;  // columns of a table, from 1
  bool has_header = false;                               // its first line names the columns
};

// Puts a statement for each line into the store. Every 256 lines are an article, at `path` and
// with a part of their own: its text is the lines, each a sentence, so that a statement's
// evidence is its line; it is affirmed, actual and of confidence 1.
//
// A predicate is written as in questions: "Works for", "works_for" and "worksFor" are
// works-for. An object is a number (12, -3.5), a date (2025-07-15), else a name; in N-Triples
// what its literal says, else text. A name is a proper name of no type: <http://x.org/Ana_Berg>
// is "Ana Berg". Empty lines are passed over, and lines of N-Triples that begin with #.
//
// All or nothing is put. The same lines at the same path change nothing; changed ones are new
// articles: forget the path first. Errors: kInvalidInput names path and line, kIo, kLimit. Threads:
// as Store, writers wait. Memory: bounded, see ImportLimits.
Result<ImportReport> ImportTriples(Store& store, std::istream& in, const std::string& path,
                                   const TripleOptions& options = {});

}  // namespace lode
