// The table of built-ins. Each row is one name of the language; how it is evaluated
// is said in attribute.cc (attributes) and expression.cc (tests and functions).

#include "query/syntax/builtins.h"

#include <cassert>
#include <cstddef>

namespace lode {

namespace {

using enum BuiltinKind;

constexpr BuiltinInfo kBuiltins[] = {
    {Builtin::kArticle, "article", kStatementAttribute, 2},
    {Builtin::kSaidBy, "said-by", kStatementAttribute, 2},
    {Builtin::kPolarity, "polarity", kStatementAttribute, 2},
    {Builtin::kModality, "modality", kStatementAttribute, 2},
    {Builtin::kEnded, "ended", kStatementAttribute, 1},
    {Builtin::kTime, "time", kStatementAttribute, 2},
    {Builtin::kConfidence, "confidence", kStatementAttribute, 2},
    {Builtin::kSentence, "sentence", kStatementAttribute, 2},
    {Builtin::kQualifier, "qualifier", kStatementAttribute, 3},
    {Builtin::kVia, "via", kStatementAttribute, 2},
    {Builtin::kPremise, "premise", kStatementAttribute, 2},
    {Builtin::kConflicts, "conflicts", kStatementAttribute, 2},
    {Builtin::kSources, "sources", kStatementAttribute, 2},
    {Builtin::kTitle, "title", kArticleAttribute, 2},
    {Builtin::kSource, "source", kArticleAttribute, 2},
    {Builtin::kPublished, "published", kArticleAttribute, 2},
    {Builtin::kUrl, "url", kArticleAttribute, 2},
    {Builtin::kLanguage, "language", kArticleAttribute, 2},
    {Builtin::kAuthor, "author", kArticleAttribute, 2},
    {Builtin::kSet, "set", kArticleAttribute, 2},
    {Builtin::kSentences, "sentences", kArticleAttribute, 3},
    {Builtin::kContains, "contains", kTest, 2},
    {Builtin::kMatches, "matches", kTest, 2},
    {Builtin::kStartsWith, "starts-with", kTest, 2},
    {Builtin::kBefore, "before", kTest, 2},
    {Builtin::kDuring, "during", kTest, 2},
    {Builtin::kOverlaps, "overlaps", kTest, 2},
    {Builtin::kLower, "lower", kFunction, 2},
    {Builtin::kLength, "length", kFunction, 2},
    {Builtin::kYear, "year", kFunction, 2},
    {Builtin::kMonth, "month", kFunction, 2},
};

}  // namespace

const BuiltinInfo* FindBuiltinNamed(std::string_view name) {
  for (const BuiltinInfo& info : kBuiltins)
    if (info.name == name) return &info;
  return nullptr;
}

const BuiltinInfo* FindBuiltin(std::string_view name, std::size_t arity) {
  const BuiltinInfo* info = FindBuiltinNamed(name);
  return info && info->arity == arity ? info : nullptr;
}

const BuiltinInfo* FindFunction(std::string_view name) {
  const BuiltinInfo* info = FindBuiltinNamed(name);
  return info && info->kind == kFunction ? info : nullptr;
}

const BuiltinInfo& InfoOf(Builtin builtin) {
  const BuiltinInfo& info = kBuiltins[static_cast<std::size_t>(builtin)];
  assert(info.builtin == builtin);
  return info;
}

}  // namespace lode
