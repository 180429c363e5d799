// What the tables of texts keep of one article, worked out.
#pragma once

#include <string>
#include <vector>

#include "lode/statement.h"
#include "storage/text/text_traits.h"

namespace lode {

struct TextFacts {
  std::string words;  // encoded (article_words.h)
  TextTraits traits;
};

// Of the article's text and blocks. REQUIRES: the spans lie inside the text. Cost: linear.
TextFacts FactsOfText(const Article& article, const std::vector<Span>& sentences);

}  // namespace lode
