// How many of a user's facts were found, and with what round them.
#pragma once

#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shell/eval/eval_gold.h"

namespace lode::shell {

// A fact and the statement that says it best.
struct FoundFact {
  const ScoredStatement* statement = nullptr;  // null: an identity met by aliases alone
  bool attribution = false, polarity = false, modality = false, ended = false;
};

struct DocumentScore {
  std::vector<std::optional<FoundFact>> found;  // [fact]
  std::size_t statements = 0;
  std::size_t used = 0;                 // statements that say a fact
  std::vector<std::size_t> violations;  // [snippet]: statements read from it
};

// Facts and statements of one document matched: a statement counts for several facts only if
// they stand in one sentence. Views into both, which must outlive the score.
DocumentScore ScoreDocument(const GoldDocument& gold,
                            const std::vector<ScoredStatement>& statements);

// One document for each name in gold.order.
using Scores = std::map<std::string, DocumentScore>;

void WriteScores(const Gold& gold, const Scores& scores, std::size_t other_statements,
                 std::ostream& out);
// The facts missed, and those found with a wrong speaker, polarity or modality.
void WriteMissed(const Gold& gold, const Scores& scores, std::ostream& out);

// "Ana Rivera -sold-> sails (to=Norway, said by …, negated)"
std::string LineOf(const ScoredStatement& statement);

}  // namespace lode::shell
