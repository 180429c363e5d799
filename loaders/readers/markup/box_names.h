// What the class names of a page's elements say of what stands in them. Names are words that
// page makers share ("related", "byline", "caption"), written with hyphens or in camel case.
#pragma once

#include <string>
#include <string_view>

namespace lode {

// What one class attribute says.
struct BoxName {
  std::string furniture;  // the word that names it so ("sidebar", "paywall"); empty where none does
  bool byline = false;
  bool lead = false;     // what stands between headline and text
  bool caption = false;  // a picture's line, or who took it
  bool player = false;   // a film or a recording
};
BoxName BoxNameOf(std::string_view name);

// The word by which a name, of a class or an id, is furniture's; empty where none is.
std::string FurnitureWordIn(std::string_view name);

// An element's role is one of the site's own.
bool IsSiteRole(std::string_view role);

// Names other articles or the site's own matters, however much of the page bears it.
bool NamesOthers(std::string_view name);

// A name of a class attribute that has `word` among its parts.
bool HasWord(std::string_view name, std::string_view word);

}  // namespace lode
