// How sure the statements of an article are.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "loaders/extraction/critic/critic.h"

namespace lode {

// Is told each statement with its signs.
using SignSink = std::function<void(const StatementRecord&, const Signs&)>;

// Sets the confidence of each statement: the probability that a strict reader signs it as it
// stands (docs/evaluation.md says how strict), 0.5 without a critic. `states`: one for each
// sentence, or none.
void SetConfidences(const ReadingContext& context, const Attribution& attribution,
                    std::vector<StatementRecord>& statements, std::span<const WordStates> states,
                    const SignSink& sink);

}  // namespace lode
