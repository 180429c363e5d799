// What is known of an entity, one line a triple, under headings.
#pragma once

#include <cstdint>
#include <map>
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
  std::uint64_t articles = 0;         // that tell it
  bool is_cut = false;                // these are not all of its statements
};

// The lines of a page in the order in which they are shown.
using PageLines = std::vector<PageLine>;

// Groups the statements by what they say: the same subject, predicate, object, polarity and
// modality. `entity_id` is whose page it is. Order: what they did, what was done to them, what
// they said, roles, figures, links; within these by predicate, those with most sources first.
// `vocabulary` knows the families of predicates; null: every predicate is in none.
// `articles_of`: as AboutEntity has it, where these are not all statements.
// Cost: n log n of the statements, which are copied.
PageLines LinesOf(const std::vector<Statement>& statements, const std::string& entity_id,
                  const Vocabulary* vocabulary,
                  const std::map<std::string, std::uint64_t>& articles_of = {});

// When the statement's article was published, as far as known; else empty.
std::string PublishedOf(const Statement& statement);

}  // namespace lode::views
