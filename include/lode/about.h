// The statements about one entity, the most told of first, without reading all of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lode/statement.h"
#include "lode/status.h"
#include "lode/store.h"

namespace lode {

// Statements that say the same of the same (one triple, polarity and modality, over or not) are a
// line. 0: all.
struct AboutLimits {
  // Of each predicate, and each end at which the entity stands: those that most statements tell,
  // of equal ones those that were loaded first. As many more statements have it elsewhere (as the
  // speaker, or a qualifier), those that were loaded first.
  std::size_t lines = 0;
  std::size_t statements = 0;  // of a line that are read
};

struct AboutEntity {
  std::vector<Statement> statements;                          // by article, as they stand there
  std::uint64_t all_statements = 0, articles = 0, lines = 0;  // that there are, read or not
  // Lines that the limit leaves out, by predicate; of statements that have it elsewhere under "".
  std::map<std::string, std::uint64_t> left_out;
  // Where not all of a line was read: how many articles tell it, by the ids of what was read.
  std::map<std::string, std::uint64_t> articles_of;
};

// An entity that nothing is said of has none of it. Errors and `damage`: those of
// Store::StatementsAbout. Cost: a walk over the index's rows of the entity; reading is by the
// limits. Threads: any.
Result<AboutEntity> About(const Store& store, std::string_view entity_id,
                          const AboutLimits& limits = {}, Damage* damage = nullptr);

}  // namespace lode
