// How sure a statement is, from what is known of its reading.
#pragma once

#include <string_view>

#include "loaders/extraction/sentence_graph.h"
#include "storage/article_record.h"

namespace lode {

// What a clause statement was read from; false means the surer case.
struct ReadingSigns {
  bool inherited_subject = false;  // shared, controlled, or an antecedent
  bool pronoun_subject = false;
  bool typed = false;  // a frame of the schema named the relation
  bool literal_object = false;
  bool title = false;  // headlines and lists parse worse
};

// Probability that a reader signs all fields, from a table of measured rates by
// extractor and sentence length, moved by the signs. Between 0.05 and 0.98.
double ConfidenceOf(std::string_view extractor, int sentence_words, const ReadingSigns& signs);

}  // namespace lode
