// Loading: from files of articles to statements in a store.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "lode/statement.h"
#include "lode/status.h"
#include "lode/store.h"

namespace lode {

// A file, or a line of one, that could not be read. The rest went on.
struct LoadError {
  std::string path;
  std::uint64_t line = 0;  // from 1; 0 = the whole file
  std::string message;
};

struct LoadProgress {
  std::uint64_t files_done = 0, files_total = 0;
  std::uint64_t bytes_done = 0, bytes_total = 0;
  std::uint64_t articles = 0, statements = 0;
  double seconds = 0;
};

// What one file, record or page changed in the store.
struct StoredChange {
  std::string path;  // of its article
  std::uint64_t added = 0, replaced = 0, statements = 0;
};

struct LoadOptions {
  std::string source, published, url;  // what the files do not say
  // The set that the articles belong to; those that are stored already join it too.
  std::string set;
  // Where records (JSON, tables) keep a field that is not found by itself: "text" -> "page.plain".
  // Fields are title, text, source, author, url, published, language.
  std::map<std::string, std::string> fields;
  unsigned jobs = 0;                            // 0 = one per core; the result never depends on it
  std::string data_directory;                   // models/ and schema/; empty = found by itself
  std::string schema_path;                      // a schema file to read with, on top of it
  bool derive = true;                           // draw what the rules of the schema draw
  std::vector<std::string> without_rules;       // names of rules that are not used
  std::uint64_t max_file_bytes = 256ull << 20;  // limit `file-bytes`, after decompression too
  // Statements that were read with a lower confidence are not kept, nor what was drawn from
  // them. Of those below the default seven in ten are wrong; 0 keeps all.
  double min_confidence = 0.3;
  // Limit `article-bytes`, of text. Time and memory are linear in it: about 300 bytes of memory
  // for each byte.
  std::uint64_t max_article_bytes = 4ull << 20;
  const std::atomic<bool>* cancel = nullptr;          // set it to stop after the current article
  std::function<void(const LoadProgress&)> progress;  // called from one thread at a time
  std::function<void(const LoadError&)> on_error;
  // Called when the change is on the disk; from one thread at a time.
  std::function<void(const StoredChange&)> on_stored;
};

struct LoadReport {
  std::uint64_t files = 0, added = 0, replaced = 0, unchanged = 0, statements = 0;
  std::uint64_t below_confidence = 0;  // statements that were not kept
  // Articles whose address a later file of the same load has: that one is stored.
  std::uint64_t superseded = 0;
  std::vector<std::string> unread_fields;  // of records: fields with text that was not taken
  // Records whose date is none ("last Tuesday", a 13th month): stored without it. The first
  // hundred.
  std::vector<LoadError> undated;
  std::vector<LoadError> errors;
  double seconds = 0;
  bool cancelled = false;
};

// Loads files, folders (recursively), globs and "-" (standard input). A bad
// file or line costs only itself. Each article is stored whole or not at all.
// An error Status means that nothing could be done (no model, store locked, options that
// are none: `published` is no date, `fields` names no field).
Result<LoadReport> Load(Store& store, const std::vector<std::string>& paths,
                        const LoadOptions& options = {});

// A text that the caller holds, as the bytes of a file: plain text, HTML, a JSON record, also
// packed. `path` is the name by which the store knows it, in place of a file's path.
struct GivenText {
  std::string path;
  std::string bytes;
};

// As Load, of texts. A text under a path that the store has replaces what was there.
// kInvalidInput: a path is empty, or two texts have one path.
Result<LoadReport> LoadTexts(Store& store, const std::vector<GivenText>& texts,
                             const LoadOptions& options = {});

// What Load would store, handed out article by article and not kept.
struct Extraction {
  Article article;
  std::vector<Statement> statements;
};
Result<LoadReport> Extract(const std::vector<std::string>& paths, const LoadOptions& options,
                           const std::function<void(const Extraction&)>& sink);
Result<LoadReport> ExtractTexts(const std::vector<GivenText>& texts, const LoadOptions& options,
                                const std::function<void(const Extraction&)>& sink);

}  // namespace lode
