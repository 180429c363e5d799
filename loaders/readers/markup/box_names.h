// What the class names of a page's elements say of what stands in them. Names are words that
// page makers share ("related", "byline", "caption"), written with hyphens or in camel case.
#pragma once

#include <gumbo.h>

#include <string>
#include <string_view>

namespace lode {

// The word that names an element as furniture ("sidebar", "paywall"): of its class, else of its
// id or role. Empty where none does.
std::string FurnitureNameOf(const GumboNode* node);

// Names other articles or the site's own matters, however much of the page bears it.
bool NamesOthers(std::string_view name);

// A name of a class attribute that has `word` among its parts.
bool HasWord(std::string_view name, std::string_view word);

bool NamesByline(std::string_view name);
bool NamesLead(std::string_view name);     // what stands between headline and text
bool NamesCaption(std::string_view name);  // a picture's line, or who took it
bool NamesPlayer(std::string_view name);   // a film or a recording

}  // namespace lode
