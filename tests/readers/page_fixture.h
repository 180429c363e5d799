// A made-up page: five paragraphs, a head, a headline.
#pragma once

#include <string>
#include <vector>

namespace lode {

inline const std::vector<std::string> kParagraphs = {
    "The town of Solvik will rebuild its old lighthouse after a storm broke two of the windows and "
    "flooded the stairs, the council said on Tuesday.",
    "Tor Lind, who looks after the tower, told the council that the lamp had not been lit for a "
    "week and that ships had to find their way by radio.",
    "The work will take until the spring and cost about nine million crowns, of which the state "
    "pays a third and two shipping lines the rest.",
    "Fishermen had asked for a new light for years. Their union said that three boats ran aground "
    "last winter within sight of the tower.",
    "A firm from the next town was chosen among four that had made an offer. It has mended two "
    "other towers on the same coast since the war."};

inline std::string Paragraphs(std::size_t from, std::size_t to,
                              const std::string& opening = "<p>") {
  std::string out;
  for (std::size_t i = from; i < to; ++i) out += opening + kParagraphs[i] + "</p>";
  return out;
}

inline std::string PageOf(const std::string& head, const std::string& body) {
  return "<!DOCTYPE html><html><head><meta charset=\"utf-8\">" + head + "</head><body>" + body +
         "</body></html>";
}

inline std::string Titled(const std::string& body) {
  return PageOf("<title>Lighthouse to be rebuilt</title>",
                "<h1>Lighthouse to be rebuilt</h1>" + body);
}

}  // namespace lode
