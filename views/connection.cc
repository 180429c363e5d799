#include "views/connection.h"

namespace lode::views {

std::array<PathQuestion, 3> PathQuestions(const std::string& from, const std::string& to,
                                          std::uint64_t hops, std::uint64_t ways) {
  const std::string path = "shortest " + (ways > 1 ? std::to_string(ways) + " " : "") +
                           "(any | ^any){1," + std::to_string(hops) + "}(" + from + ", " + to;
  const std::string roles = path + ", roles: yes) as P?";
  return {{{path + ") as P?", ""},
           {roles, "none from subject to object; this goes through what stands in roles, too"},
           {"any " + roles,
            "none of what is so; this goes through roles, and through what is denied, planned, "
            "rumored or over"}}};
}

std::string InMarks(std::string_view name) {
  std::string text = "\"";
  for (char c : name) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + "\"";
}

}  // namespace lode::views
