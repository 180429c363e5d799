// What the rooms that make statements of one article share.
#pragma once

#include <vector>

#include "loaders/extraction/names/entities.h"
#include "loaders/extraction/words/rules.h"

namespace lode {

// References: all of it outlives the reading.
struct ReadingContext {
  const Article& article;
  const std::vector<SentenceGraph>& graphs;
  ArticleEntities& entities;
  const ExtractionRules& rules;
};

}  // namespace lode
