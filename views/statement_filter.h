// Which statements a list or a graph shows.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lode/lode.h"

namespace lode::views {

struct StatementFilter {
  std::vector<std::string> predicates, modalities;  // empty: any
  std::string since, until;                         // ISO dates, as far as given
  std::string polarity, former;                     // affirmed, negated; no, only; empty: any
  std::string speaker, source;                      // parts of names, in lower case
  double confidence = 0;
  std::shared_ptr<const std::unordered_set<std::string>> articles;  // their ids; null: any

  // kInvalidInput names what says nothing: a modality, polarity or `former` that is none.
  Status Check() const;
  bool Keeps(const Statement& statement) const;
};

// "a,b" -> {"a", "b"}; empty parts are left out.
std::vector<std::string> PartsOfList(std::string_view list);
// A to Z only.
std::string LowerAscii(std::string_view text);

}  // namespace lode::views
