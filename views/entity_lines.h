// What is known of an entity, one line a triple, under headings.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lode/lode.h"

namespace lode::views {

// Statements that say the same of the same: one line of the page.
enum class Heading { kDoes, kDoneTo, kSaid, kSaidOf, kRoles, kFigures, kLinks };

// "did", "what others did" ...: as it stands above the lines.
std::string_view NameOf(Heading heading);

struct PageLine {
  Heading heading = Heading::kDoes;
  std::vector<Statement> statements;  // newest article first
};

// The lines of a page in the order in which they are shown.
using PageLines = std::vector<PageLine>;

// Groups the statements by what they say: the same subject, predicate, object, polarity and
// modality. `entity_id` is whose page it is. Order: what they did, what was done to them, what
// they said, roles, figures, links; within these by predicate, those with most sources first.
// `vocabulary` knows the families of predicates; null: every predicate is in none.
// Cost: n log n of the statements, which are copied.
PageLines LinesOf(const std::vector<Statement>& statements, const std::string& entity_id,
                  const Vocabulary* vocabulary);

// Articles behind a line.
std::size_t ArticlesOf(const PageLine& line);
// When the statement's article was published, as far as known; else empty.
std::string PublishedOf(const Statement& statement);

}  // namespace lode::views
