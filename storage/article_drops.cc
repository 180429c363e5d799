// Taking sightings away. Nothing is looked at here but headers; what follows is decided when the
// change is applied.

#include <algorithm>

#include "storage/article_change.h"
#include "storage/article_state.h"

namespace lode {

Status ArticleChange::DropArticle(std::uint64_t number) {
  auto state = StateOf(number);
  if (state.ok()) (*state)->after.sightings.clear();
  return state.status();
}

Status ArticleChange::DropPath(std::string_view path, const Keeps& keeps) {
  auto numbers = ArticlesAtPath(view_, path);
  if (!numbers.ok()) return numbers.status();
  for (std::uint64_t number : *numbers) {
    auto state = StateOf(number);
    if (!state.ok()) return state.status();
    ArticleHeader& after = (*state)->after;
    std::erase_if(after.sightings, [&](const Sighting& s) {
      const bool goes = s.path == path && !(keeps && keeps(after.id, s.part));
      if (goes) JoinSets(sets_at_path_[s.path], s.sets);
      return goes;
    });
  }
  return {};
}

Status ArticleChange::DropSet(std::uint64_t number, std::string_view set) {
  auto state = StateOf(number);
  if (!state.ok()) return state.status();
  std::erase_if((*state)->after.sightings, [&](Sighting& s) {
    std::erase(s.sets, set);
    return s.sets.empty();
  });
  return {};
}

Status ArticleChange::DropUrlElsewhere(std::string_view url,
                                       const std::vector<std::string>& except_paths) {
  if (url.empty()) return {};
  auto numbers = ArticlesAtUrl(view_, url);
  if (!numbers.ok()) return numbers.status();
  for (std::uint64_t number : *numbers) {
    auto state = StateOf(number);
    if (!state.ok()) return state.status();
    std::erase_if((*state)->after.sightings, [&](const Sighting& s) {
      return s.url == url &&
             std::find(except_paths.begin(), except_paths.end(), s.path) == except_paths.end();
    });
  }
  return {};
}

void ArticleChange::DropUrlAdded(std::string_view url, const std::string& except_path) {
  for (auto& [number, state] : states_)
    std::erase_if(state->after.sightings,
                  [&](const Sighting& s) { return s.url == url && s.path != except_path; });
}

Result<std::vector<std::string>> ArticleChange::DropPlace(const std::string& id,
                                                          std::string_view path,
                                                          std::uint32_t part) {
  auto state = StateOf(id);
  if (!state.ok()) return state.status();
  std::vector<std::string> sets;
  std::erase_if((*state)->after.sightings, [&](const Sighting& s) {
    const bool goes = s.path == path && s.part == part;
    if (goes) sets = s.sets;
    return goes;
  });
  return sets;
}

Status ArticleChange::JoinSetsAt(const std::string& id, std::string_view path, std::uint32_t part,
                                 const std::vector<std::string>& sets) {
  auto state = StateOf(id);
  if (!state.ok()) return state.status();
  for (Sighting& s : (*state)->after.sightings)
    if (s.path == path && s.part == part) JoinSets(s.sets, sets);
  return {};
}

}  // namespace lode
