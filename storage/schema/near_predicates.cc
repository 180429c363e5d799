// A `near` line is a group, all of which are near each other. The schema's text is read for them
// when somebody asks: that is seldom, and it was checked when the schema was read.

#include "storage/schema/near_predicates.h"

#include <algorithm>
#include <sstream>

namespace lode {

namespace {

using Group = std::vector<NearPredicate>;

std::vector<Group> GroupsOf(const Schema& schema) {
  std::vector<Group> groups;
  std::istringstream lines(schema.text());
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string word;
    if (!(words >> word) || word != "near") continue;
    Group& group = groups.emplace_back();
    while (words >> word)
      group.push_back({word.substr(word.starts_with('^') ? 1 : 0), word.starts_with('^')});
  }
  return groups;
}

}  // namespace

std::vector<NearPredicate> PredicatesNear(const Schema& schema, std::string_view predicate) {
  std::vector<Group> groups = GroupsOf(schema);
  if (groups.empty()) groups = GroupsOf(*Schema::BuiltIn());
  std::vector<NearPredicate> found;
  for (const Group& group : groups) {
    const auto own = std::find_if(group.begin(), group.end(),
                                  [&](const NearPredicate& one) { return one.name == predicate; });
    if (own == group.end()) continue;
    for (const NearPredicate& one : group) {
      NearPredicate near{one.name, one.inverse != own->inverse};
      if (one.name != predicate && std::find(found.begin(), found.end(), near) == found.end())
        found.push_back(std::move(near));
    }
  }
  return found;
}

}  // namespace lode
