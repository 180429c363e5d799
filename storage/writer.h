// Putting articles into the store: the only way loaders change it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "lode/store.h"
#include "storage/articles/article_record.h"

namespace lode {

struct WriteOutcome {
  std::uint64_t added = 0;      // articles
  std::uint64_t unchanged = 0;  // same content known already (a new path is noted)
  std::uint64_t replaced = 0;   // old articles of the path or URL that were taken out
  std::uint64_t statements = 0;
};

// Writes all articles of one file (or of one line, for JSONL and feeds: one
// record) in one atomic batch, replacing what an earlier version of the same
// path or URL held. `replace_path` false keeps other articles of that path
// (a JSONL file's lines come one by one; call DropStale at its end).
// The articles join `set`; empty: none. Another version of a path stays in the sets of the path.
// Durable when it returns. Threads: any; serialised inside.
Result<WriteOutcome> WriteArticles(Store& store, const std::vector<ArticleRecord>& records,
                                   bool replace_path, const std::string& set = {});

// Whether nothing in the store has to do with the article: its text is not there, nor another one
// at its address, nor (with `replace_path`) at its path.
bool IsNewArticle(const Store& store, const ArticleRecord& record, bool replace_path);

struct NewArticle {
  ArticleRecord record;
  bool replace_path = false;
};
// Writes articles that are new, and strangers to each other, in one atomic batch: what they cost
// together is far less. False where one of them is not new: nothing is written then.
// REQUIRES: no two have one id, one address, or, where it is to be replaced, one path.
// Durable when it returns. Threads: any; serialised inside.
Result<bool> WriteNewArticles(Store& store, const std::vector<NewArticle>& articles,
                              const std::string& set = {});

// An article of a file, and which of the file's articles it is.
struct FilePart {
  std::string id;
  std::uint32_t part = 1;
  auto operator<=>(const FilePart&) const = default;
};

// Forgets what was seen at `path` and is not in `keep`: articles that left the
// file, and old places of those that moved within it. Returns how many articles went.
Result<std::uint64_t> DropStale(Store& store, std::string_view path,
                                const std::vector<FilePart>& keep);

// The paths whose articles have this address, sorted. Empty for no address.
std::vector<std::string> PathsAtUrl(const Store& store, std::string_view url);

// Whether this content is stored already under this path and with these facts
// about it, in this set or, where it is empty, outside of any, so that reading it again can be
// skipped.
bool HasArticle(const Store& store, const Article& article, const std::string& set = {});

}  // namespace lode
