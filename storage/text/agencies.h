// Whose text an article is, where it says so: news agencies and syndication.
#pragma once

#include <string>
#include <string_view>

#include "lode/statement.h"

namespace lode {

// The agency that an article's text credits, folded ("reuters", "associated press"), or empty:
// in a dateline ("OSLO, March 4 (Fjordnews) - "), a byline, a line that says where it was first
// printed. Its info is not looked at. Cost: the first and last lines are.
std::string CreditedAgency(const Article& article);
// With what is known of the article: an author that is an agency counts, the outlet itself is
// no credit. `credited`: what its text credits.
std::string AgencyOf(const ArticleInfo& info, std::string_view credited);

// What one line of an article credits; for each way to say it the list has an example.
enum class CreditLine : char { kDateline, kByline, kAnywhere };
std::string AgencyInLine(std::string_view line, CreditLine kind);

}  // namespace lode
