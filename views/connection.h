// How two are connected: the questions that ask for it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace lode::views {

struct PathQuestion {
  std::string text;
  std::string note;  // what its paths go through that those of the first do not; empty: the first
};

// From subject to object; through roles, too; through what is denied, planned, rumored or over,
// too: the first that has an answer is meant. `from` and `to` as they stand in a question:
// "$from", "\"Ana Rivera\"" (see InMarks). `ways`: so many paths, of at most `hops` hops.
std::array<PathQuestion, 3> PathQuestions(const std::string& from, const std::string& to,
                                          std::uint64_t hops, std::uint64_t ways = 1);

// A name as it stands in a question, between quotation marks.
std::string InMarks(std::string_view name);

}  // namespace lode::views
