// Whether the examples of frames hold.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "loaders/extraction/words/rules.h"
#include "loaders/language/analyzer.h"
#include "storage/articles/article_record.h"

namespace lode {

struct FrameFailure {
  FrameExample example;            // spelled out
  std::vector<std::string> given;  // what the sentence gave instead: "X -makes-> Y"
  std::string message;             // both, with file and line
};

struct SchemaFileReport {
  std::size_t predicates = 0, frames = 0, rules = 0, examples = 0;
  std::vector<FrameFailure> failures;
};

// Reads one sentence, or a few, as an article of its own.
ArticleRecord ReadSentences(const std::string& text, const LanguageModel& model,
                            const ExtractionRules& rules);

// Reads examples, and returns those that do not hold. Cost: about a millisecond for ten.
// `all`, if not null, gets their number, each of an "each" counted.
std::vector<FrameFailure> CheckExamples(std::span<const FrameExample> examples,
                                        const ExtractionRules& rules, const LanguageModel& model,
                                        std::size_t* all = nullptr);

// Counts what the schema file at `path` brought along and reads its examples: those of
// frames, rules and patterns. REQUIRES: the rules were opened with it.
SchemaFileReport ReadExamplesOf(const std::string& path, const ExtractionRules& rules,
                                const LanguageModel& model);

}  // namespace lode
