// The predicates and functions that the language itself knows: attributes of
// statements and articles, tests on text and dates, functions in expressions.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lode {

enum class Builtin : std::uint8_t {
  // attributes of statements: attribute(S, value), ended(S)
  kArticle,
  kSaidBy,
  kPolarity,
  kModality,
  kEnded,
  kTime,
  kConfidence,
  kSentence,
  kQualifier,
  kVia,
  kPremise,
  kConflicts,
  kSources,
  // attributes of articles: attribute(A, value)
  kTitle,
  kSource,
  kPublished,
  kUrl,
  kLanguage,
  kAuthor,
  kSet,
  kSentences,  // (A, number, words)
  // tests: all arguments bound
  kContains,
  kMatches,
  kStartsWith,
  kBefore,
  kDuring,
  kOverlaps,
  // functions of one argument; as an atom f(in, out)
  kLower,
  kLength,
  kYear,
  kMonth,
};

enum class BuiltinKind : std::uint8_t { kStatementAttribute, kArticleAttribute, kTest, kFunction };

struct BuiltinInfo {
  Builtin builtin;
  std::string_view name;
  BuiltinKind kind;
  std::uint32_t arity;  // as an atom
};

// The built-in that an atom of this name and arity means, or null. A built-in wins
// over a predicate of its name.
const BuiltinInfo* FindBuiltin(std::string_view name, std::size_t arity);
// The function of an expression, or null.
const BuiltinInfo* FindFunction(std::string_view name);
// The built-in of that name, whatever its arity, or null.
const BuiltinInfo* FindBuiltinNamed(std::string_view name);
const BuiltinInfo& InfoOf(Builtin builtin);

}  // namespace lode
