// Clauses -> statements.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "loaders/extraction/clauses/clauses.h"
#include "loaders/extraction/clauses/reading_context.h"

namespace lode {

// A noun phrase as an argument: an entity node, or a measured or dated literal.
// `ok` is false for what a graph cannot hold (unresolved pronouns, empty nouns).
struct PhraseArgument {
  bool ok = false;
  Argument argument;
  Spans spans;
  std::string type;   // schema type or literal kind, for frames
  std::string lemma;  // of the head, likewise
};
PhraseArgument ReadPhrase(const ReadingContext& context, std::uint32_t sentence, int head);

// The date that times of the sentence are counted from: a tweet's or timeline entry's own,
// else the article's. May be empty.
const std::string& DateOf(const ReadingContext& context, std::uint32_t sentence);

// The day that an entry of a timeline stands under, where the sentence is the first that tells
// something in it.
std::optional<Value> DayOfEntry(const ReadingContext& context, std::uint32_t sentence);

// The date a phrase gives, if it is one: "on Tuesday", "last week".
std::optional<Value> ReadTime(const ReadingContext& context, std::uint32_t sentence, int head);

// Words of a phrase without its clauses, appositions and conjuncts.
std::vector<int> PhraseWords(const SentenceGraph& graph, int head);

// The statements a clause makes, without attribution, factuality and confidence.
std::vector<StatementRecord> ProjectClause(const ReadingContext& context, std::uint32_t sentence,
                                           const Clause& clause);

}  // namespace lode
