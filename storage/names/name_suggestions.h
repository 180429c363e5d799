// What a name that nobody has may have been meant to be: the nearest of the names that are shown.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lode {

class Schema;

// Edit distance by insertions, deletions, replacements and swaps of neighbours
// (Damerau 1964, the "optimal string alignment" form), or `limit` + 1 when more.
std::size_t EditDistance(std::string_view a, std::string_view b, std::size_t limit);

// How many edits away a name or word of so many bytes may be.
std::size_t MostEdits(std::size_t bytes);

// Threads: one.
class NameSuggestions {
 public:
  // `schema` must outlive it.
  NameSuggestions(std::string_view name, const Schema& schema);

  const std::string& folded() const { return folded_; }
  bool empty() const { return names_.empty() && by_word_.empty(); }

  // A name of a node, as VisitStoredNames gives it.
  void Consider(std::string_view key, std::string_view one, std::string_view text, bool is_short);
  // Likewise, where no name was near: one that describes its node.
  void ConsiderDescribing(std::string_view key, std::string_view one, std::string_view text,
                          bool is_short);

  // The nearest, each once.
  std::vector<std::string> Nearest(std::size_t limit) const;

 private:
  // By class and name: how far it is, and the first way of writing it.
  using Near = std::map<std::pair<std::string, std::string>, std::pair<std::size_t, std::string>>;

  std::size_t DistanceOf(std::string_view candidate) const;
  static void Keep(Near& near, std::string identity, std::string_view one, std::size_t distance,
                   std::string_view text);

  const Schema& schema_;
  const std::string folded_, sound_, within_;
  const std::size_t most_, longest_apart_;
  const std::uint64_t letters_;
  Near names_, others_;
  // Where no name is near as a whole: those with a word that is, since many know one name of
  // a person.
  std::set<std::pair<std::size_t, std::string>> by_word_;
};

}  // namespace lode
