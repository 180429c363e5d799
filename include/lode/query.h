// Asking: the query language of docs/language.md.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lode/statement.h"
#include "lode/status.h"
#include "lode/store.h"
#include "lode/value.h"

namespace lode {

enum class Severity { kError, kNote };

// A message about a place in the text that was asked.
struct Diagnostic {
  Severity severity = Severity::kError;
  std::string file;          // "<query>", a path, "rules/NAME"
  std::uint32_t line = 1;    // from 1
  std::uint32_t column = 1;  // from 1, in code points
  std::uint32_t length = 1;  // of what the caret underlines, in code points
  std::string source_line;
  std::string message;  // one sentence: what is wrong, what would be right
  // What the caller can do: kInvalidInput, change the text; kLimit, kCancelled; kCorrupt,
  // kIo, the answers are without what cannot be read. Means nothing for a note.
  Code code = Code::kInvalidInput;
};

// file:line:column: error: message, the line, and the caret under it.
std::string Render(const Diagnostic& diagnostic);

struct Answer;

// A row where it stands. Valid during the call that gives it.
class RowView {
 public:
  RowView(const std::vector<Value>& row) : values_(row.data()), size_(row.size()) {}
  explicit RowView(const std::vector<const Value*>& row) : places_(row.data()), size_(row.size()) {}
  std::size_t size() const { return size_; }
  const Value& operator[](std::size_t column) const {
    return places_ != nullptr ? *places_[column] : values_[column];
  }
  const Value& back() const { return (*this)[size_ - 1]; }

 private:
  const Value* values_ = nullptr;  // one of the two is set
  const Value* const* places_ = nullptr;
  std::size_t size_ = 0;
};
using RowHandler = std::function<bool(const Answer& answer, const RowView& row)>;

// Predicates that a word means, nearest first: "suspends" for "halted".
using SensesOf = std::function<std::vector<std::string>(const std::string& word)>;

struct QueryOptions {
  std::string file = "<query>";
  std::map<std::string, Value> parameters;      // without the '$'
  std::uint64_t timeout_ms = 60'000;            // limit `time`; 0 = none
  std::uint64_t max_memory_bytes = 1ull << 30;  // limit `memory`
  std::uint64_t max_rows = 1'000'000;           // limit `rows`
  std::uint64_t max_rounds = 1'000'000;         // limit `rounds`, of recursion
  std::uint32_t max_depth = 200;                // limit `depth`, of nesting
  std::uint64_t max_query_bytes = 1ull << 20;   // limit `query-length`
  double min_confidence = 0;                    // atoms see no statement of a lower one
  // Of the processor, for one large question (at most 64): where its first atom gives many rows,
  // the atoms after it work on parts of them at once. Answers and their order are the same.
  unsigned threads = 1;
  bool rewrites = true;          // rules may be rewritten for what is known
  bool with_confidence = false;  // fill Answer::confidence: a proof for each row
  // An empty answer gets notes on what would have one: the same denied, planned or the other
  // way round. Costs half a second at most, within the limits above.
  bool near_answers = false;
  const std::atomic<bool>* cancel = nullptr;  // set it: stops within 100 ms
  // Takes the rows one by one as they are decoded, instead of Answer::rows, which stays
  // empty: memory does not grow with the answer. `answer` has its columns already. False:
  // wants no more rows of this answer. Not used together with `with_confidence`.
  RowHandler on_row;
  std::function<void(const Answer& answer)> on_answer;  // told of each answer that is whole
  SensesOf senses;  // for messages: what the writer of an unknown predicate may have meant
};

// A step of a proof: what holds, and why. Leaves are statements. A step that several
// others rest on stands in full once, where it is met first; elsewhere it is `repeated`,
// with its atom only. So a proof is as large as what it uses, not as its unfolding.
struct Proof {
  std::string atom;                   // as one would write it
  std::string rule;                   // text of the rule that drew it; empty for leaves
  std::string rule_origin;            // where the rule stands
  std::vector<Statement> statements;  // of a leaf: what the articles say
  std::vector<Proof> children;
  bool repeated = false;   // stands in full earlier in this proof
  std::uint64_t uses = 1;  // of a step in full: how often this proof comes to it
};

// The answer to one query of the text.
struct Answer {
  std::string query;     // its text
  bool yes_no = false;   // no variables: `holds` is the answer
  bool holds = false;    // some row was found
  bool is_plan = false;  // of `explain` and `profile`: the rows are the steps
  std::vector<std::string> columns;
  std::vector<std::vector<Value>> rows;
  std::uint64_t row_count = 0;     // of `rows`, or of those that `on_row` took
  std::vector<Proof> proofs;       // of `why`
  std::vector<std::string> notes;  // what was left out and why; diagnostics have them too
  // One a row, where asked for: of the least sure step of a proof of the row.
  std::vector<double> confidence;
  double seconds = 0;
};

struct QueryOutcome {
  std::vector<Answer> answers;
  std::vector<Diagnostic> diagnostics;  // errors and notes, in order of place
  bool ok() const;                      // no error among the diagnostics
};

class PreparedQuery;

// Rules and facts given in one session are seen by its later queries, as are
// the rules kept in the store. Threads: one thread at a time for a session,
// any number of sessions on one store.
class QuerySession {
 public:
  explicit QuerySession(Store store);
  ~QuerySession();
  QuerySession(QuerySession&&) noexcept;
  QuerySession& operator=(QuerySession&&) noexcept;

  // Runs every clause of `text`. All of it is checked before any of it runs;
  // when there is an error nothing is kept and nothing is answered. A limit
  // or a cancellation is a Diagnostic too, and keeps the answers before it. An article of
  // the store that is damaged is named by one, and left out of answers that hold without.
  //
  // What was worked out for a text serves when it is asked again: reading, and while neither
  // store nor rules change also checking, and what was read of the store (some 100 MiB at
  // most, beside the limit `memory`). Answers and limits are those of a first time.
  QueryOutcome Run(std::string_view text, const QueryOptions& options = {});

  // Reads a text that is to be asked often, with other `$parameters` each time. Of the
  // options only `file`, `max_depth` and `max_query_bytes` count here.
  PreparedQuery Prepare(std::string_view text, const QueryOptions& options = {});

  // Whether `text` is a whole input or wants another line (for multi-line input).
  static bool IsComplete(std::string_view text);

  std::vector<std::string> rule_heads() const;  // predicates the session defines
  std::string rules_text() const;               // the session's rules and facts
  void Clear();                                 // forgets them

 private:
  friend class PreparedQuery;
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

// A text that was read once. It stays of use when its session is gone, and keeps the store
// open. Threads: as its session, with which it takes turns.
class PreparedQuery {
 public:
  ~PreparedQuery();
  PreparedQuery(PreparedQuery&&) noexcept;
  PreparedQuery& operator=(PreparedQuery&&) noexcept;

  // As QuerySession::Run of its text: it sees the store and the session's rules as they are
  // now, mistakes are Diagnostics, values of parameters stand in the options.
  QueryOutcome Run(const QueryOptions& options = {});

 private:
  friend class QuerySession;
  struct Impl;
  explicit PreparedQuery(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Checks rule text as Run would (against the store's schema and other rules)
// and keeps it in the store under `name`. Queries in it are errors.
std::vector<Diagnostic> AddRules(Store& store, const std::string& name, std::string_view text,
                                 bool replace, const QueryOptions& options = {});

}  // namespace lode
