// The store: articles, statements, entities, rules, in one folder on disk.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lode/statement.h"
#include "lode/status.h"

namespace lode {

class Database;

struct OpenOptions {
  bool read_only = false;         // many processes may read while one writes
  bool create_if_missing = true;  // ignored when read_only
  std::string schema_path;        // for a new store; empty = the built-in schema
  // What may be kept of the store's files in memory. 0: a sixteenth of the machine's memory,
  // at least 64 MiB and at most 512 MiB.
  std::uint64_t cache_bytes = 0;
};

struct EntityInfo {
  Entity entity;
  std::uint64_t statements = 0;  // in which it is subject, object or speaker
  std::uint64_t articles = 0;
};

// Why two names are one entity: what an article says, or how the names are alike.
struct MergeInfo {
  std::string entity_id;
  std::string name, other_name;
  std::string reason;          // "apposition", "ticker", "short-form", "spelling" ...
  std::string article_id;      // empty: no single article
  std::uint32_t sentence = 0;  // 0: no single sentence
  double score = 1;            // how safe it is, 0 to 1; 1 where an article says it
  std::string against = {};    // what speaks against it; empty: nothing known
};

// Two names that somebody keeps apart, folded ("ana rivera").
struct ApartInfo {
  std::string name, other_name;
};

struct RuleInfo {
  std::string name;  // of the group: the file's stem or what the user said
  std::string text;
};

struct StoreStats {
  std::uint64_t articles = 0, statements = 0, triples = 0, entities = 0, predicates = 0;
  std::uint64_t names = 0, kinds = 0, particulars = 0;  // of the entities
  std::uint64_t rules = 0, text_bytes = 0, disk_bytes = 0;
  std::uint32_t format_version = 0;
  std::map<std::string, std::uint64_t> statements_by_predicate;
};

enum class ExportFormat { kStatements, kArticles, kNTriples };

struct ImportReport {
  std::uint64_t articles = 0, statements = 0, skipped = 0;
};

// What could not be read of a store whose files are damaged: a message for each article,
// with its id and path. Calls that take a Damage leave such articles out, name them there
// and give the rest; where none is given, the first damaged article is their error.
using Damage = std::vector<Status>;

// One store, open. Threads: all const members may be called from any thread at
// once, each sees the store as of its call; members that change it are
// serialised inside. A second process that wants to write gets kBusy naming the
// lock. Copies share the same open store; the last one closes it.
// Errors: kCorrupt and kIo where stored bytes cannot be read; no call gives a part of its
// answer without saying so.
class Store {
 public:
  // Opens or creates. kUnsupported: written by a newer lode; kBusy: locked.
  static Result<Store> Open(const std::string& path, const OpenOptions& options = {});

  const std::string& path() const;
  // What opening found and could help, a sentence each: that the log was cut short, and
  // its last changes are not there. Mostly empty.
  const std::vector<std::string>& notes() const;
  // Whether another process has written since this store was opened for reading: open it
  // anew to see that. Never, where it is open for writing. Cost: a look at the folder.
  bool IsBehind() const;

  // Sorted by path, part, id.
  Result<std::vector<ArticleInfo>> Articles(Damage* damage = nullptr) const;
  Result<Article> ArticleOf(std::string_view id) const;
  // Every statement read in the article, in the order of its sentences. kNotFound.
  Result<std::vector<Statement>> StatementsOf(std::string_view article_id) const;
  // Entities one of whose names contains `pattern` (folded; empty = all), most
  // statements first, at most `limit` (0 = all).
  Result<std::vector<EntityInfo>> Entities(std::string_view pattern, std::size_t limit = 0) const;
  // Entities that a name means, as in a query: alias table, case-folded.
  Result<std::vector<EntityInfo>> Resolve(std::string_view name) const;
  // The known names nearest to `name`, best first.
  std::vector<std::string> Suggest(std::string_view name, std::size_t limit = 3) const;
  // Every statement in which the entity is subject, object, speaker or qualifier.
  Result<std::vector<Statement>> StatementsAbout(std::string_view entity_id,
                                                 Damage* damage = nullptr) const;
  Result<Statement> StatementOf(std::string_view id) const;
  Result<std::vector<MergeInfo>> Merges(std::string_view entity_id) const;  // empty = all
  // Undoes a merge by hand: the two names are not joined with each other any more, in
  // whatever articles come. They may still be one through a third name: see Merges.
  // kNotFound: they are not two names of one entity.
  Status KeepApart(std::string_view name, std::string_view other);
  // Takes that back. kNotFound: they are not kept apart.
  Status LetMeet(std::string_view name, std::string_view other);
  Result<std::vector<ApartInfo>> Apart() const;         // sorted; no part of an export
  Result<std::vector<std::string>> Predicates() const;  // used ones and the schema's, sorted
  Result<StoreStats> Stats() const;

  // Takes an article (id, path or URL) out again, exactly: afterwards every
  // export is as if it had never been loaded. Returns how many articles went.
  Result<std::uint64_t> Forget(std::string_view article);

  Result<std::vector<RuleInfo>> Rules() const;  // sorted by name
  // Rules are stored as text; SaveRules does not check them (see query.h).
  Status SaveRules(const RuleInfo& rules, bool replace);
  Status RemoveRules(std::string_view name);

  // Writes all that can be read, also where an article is damaged: that is the error then,
  // or goes into `damage`.
  Status Export(ExportFormat format, std::ostream& out, Damage* damage = nullptr) const;
  // Reads exports of articles and of statements (JSONL, told apart by their
  // fields; an article must come before its statements). All or nothing for
  // each article. Errors name `name` and the line.
  Result<ImportReport> Import(std::istream& in, const std::string& name);

  Database& database() const { return *database_; }  // for lode's own rooms

 private:
  explicit Store(std::shared_ptr<Database> database) : database_(std::move(database)) {}
  std::shared_ptr<Database> database_;
};

}  // namespace lode
