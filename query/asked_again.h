// A question with something changed in it, asked of the same engine: what messages count.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lode/query.h"
#include "query/engine.h"
#include "query/syntax/ast.h"
#include "query/syntax/source_span.h"

namespace lode {

// What a prefix is called, and how it is set in an atom.
struct AtomPrefix {
  std::string_view word;
  std::optional<Polarity> polarity = {};
  std::optional<Modality> modality = {};
  bool former = false;

  bool IsSet(const ast::Atom& atom) const;
  void Set(ast::Atom& atom) const;
};
inline constexpr std::array<AtomPrefix, 8> kAtomPrefixes = {
    {{""},
     {"denied", Polarity::kNegated},
     {"planned", {}, Modality::kPlanned},
     {"possible", {}, Modality::kPossible},
     {"rumored", {}, Modality::kRumored},
     {"conditional", {}, Modality::kConditional},
     {"demanded", {}, Modality::kDemanded},
     {"former", {}, {}, true}}};

// REQUIRES: all that it is made of outlives it. Threads: as the engine.
class AskedAgain {
 public:
  // So many answers are counted; one more stands for more.
  static constexpr std::uint64_t kMostCounted = 20;

  // Asks nothing after `ms`, or the time limit of `options` where that is less.
  AskedAgain(const ast::Query& query, const SourceText& source, Engine& engine,
             const QueryOptions& options, std::uint64_t ms);

  const ast::Query& query() const { return query_; }

  // How many answers the question has with another atom in that place, up to `most`. 0 where it
  // cannot be asked, or the time is up.
  std::uint64_t CountWith(std::size_t index, ast::Atom atom, std::uint64_t most = kMostCounted + 1);
  std::uint64_t Count(ast::Query asked, std::uint64_t most = kMostCounted + 1);
  // The texts in the first column of its answers, up to `most`; none where it cannot be asked.
  std::vector<std::string> FirstColumn(ast::Query asked, std::uint64_t most = kMostCounted + 1);
  // Whether the question binds all that it uses.
  bool IsSafe(const ast::Query& asked) const;
  // The engine as it was before.
  void Finish() { engine_.Begin(options_); }

  // "there is 1 answer", "there are more than 20 answers".
  static std::string Counted(std::uint64_t count);

  // What stands there in the text, which is counted in code points, as the text has it.
  std::string_view Written(std::size_t begin, std::size_t end) const;
  std::string_view Written(const ast::Place& place) const;
  // The question with other words for one atom, in grave accents; where it is long, or has these
  // words twice, the words alone.
  std::string Line(const ast::Atom& atom, const std::string& words) const;
  // The atom's own words with another prefix before its predicate. Empty: they cannot be had.
  std::string Prefixed(const ast::Atom& atom, std::string_view word) const;

 private:
  std::optional<Answer> Ask(ast::Query asked, std::uint64_t most);

  const ast::Query& query_;
  const SourceText& source_;
  Engine& engine_;
  const QueryOptions& options_;
  std::chrono::steady_clock::time_point deadline_;
};

// Whether the rows of the question are counted or added up.
bool HasAggregate(const ast::Query& query);

}  // namespace lode
