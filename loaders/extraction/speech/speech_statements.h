// Acts of speech -> statements.
#pragma once

#include <vector>

#include "loaders/extraction/clauses/reading_context.h"
#include "loaders/extraction/speech/attribution.h"

namespace lode {

// The acts of speech as statements: "Kano -said-> “…”".
std::vector<StatementRecord> ProjectSpeech(const ReadingContext& context,
                                           const std::vector<Quotation>& quotations,
                                           const Attribution& attribution);

}  // namespace lode
