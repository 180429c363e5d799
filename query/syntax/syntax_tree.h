// The tree of one clause as the grammar builds it, without the generator's types.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "query/syntax/token.h"

namespace lode {

// Rules of grammar/LodeParser.g4, in its order; kWord is a leaf.
enum class Syntax : std::uint8_t {
  kClause,
  kVerb,
  kBody,
  kLiteral,
  kClaim,
  kSpeaker,
  kPrefix,
  kArgument,
  kPath,
  kSequence,
  kStep,
  kHop,
  kRepeat,
  kTail,
  kColumn,
  kKey,
  kCount,
  kComparator,
  kExpr,
  kFunction,
  kValue,
  kMeasure,
  kUnit,
  kName,
  kPredicate,
  kKeyword,
  kWord,
};

struct SyntaxNode {
  Syntax rule = Syntax::kWord;
  std::size_t first = 0, last = 0;  // its words, by number
  std::vector<SyntaxNode> children;

  // The child number `nth` of that rule, or null.
  const SyntaxNode* Child(Syntax wanted, std::size_t nth = 0) const {
    for (const SyntaxNode& child : children)
      if (child.rule == wanted && nth-- == 0) return &child;
    return nullptr;
  }
  std::vector<const SyntaxNode*> Children(Syntax wanted) const {
    std::vector<const SyntaxNode*> found;
    for (const SyntaxNode& child : children)
      if (child.rule == wanted) found.push_back(&child);
    return found;
  }
  // The children that are words of that kind.
  std::vector<const SyntaxNode*> Words(QueryTokenKind kind, const QueryTokens& tokens) const {
    std::vector<const SyntaxNode*> found;
    for (const SyntaxNode& child : children)
      if (child.rule == Syntax::kWord && tokens[child.first].kind == kind) found.push_back(&child);
    return found;
  }
  // Whether a sign or keyword stands directly in it.
  bool Has(std::string_view word, const QueryTokens& tokens) const {
    for (const SyntaxNode& child : children) {
      const QueryToken& token = tokens[child.first];
      const bool is_fixed =
          token.kind == QueryTokenKind::kSymbol || token.kind == QueryTokenKind::kKeyword;
      if (child.rule == Syntax::kWord && is_fixed && token.text == word) return true;
    }
    return false;
  }
};

}  // namespace lode
