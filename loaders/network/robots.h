// What a site's robots.txt lets a program fetch (RFC 9309).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lode {

// Threads: a value.
class RobotsRules {
 public:
  // Everything may be fetched.
  RobotsRules() = default;
  // The rules for the program `name`, else those for "*". Reads the first 512,000 bytes (limit
  // `robots-bytes`); lines that are none are passed over.
  static RobotsRules Read(std::string_view text, std::string_view name);

  // The rule that forbids a path with its query, "line 3: Disallow: /private"; empty where none
  // does. Of the rules that match, the longest holds; of equals the one that allows. Cost: rules
  // times the length of the path.
  std::string Forbids(std::string_view path) const;

  // Crawl-delay, which the RFC does not know; 0: not said.
  double delay_seconds() const { return delay_seconds_; }

 private:
  struct Rule {
    std::string path;
    bool allows = false;
    std::size_t line = 0;
  };
  std::vector<Rule> rules_;
  double delay_seconds_ = 0;
};

}  // namespace lode
