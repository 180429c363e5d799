// How names are folded for comparing: two names with one folded form are one name.
#pragma once

#include <string>
#include <string_view>

#include "storage/article_record.h"

namespace lode {

class Schema;

// Case, Unicode compatibility forms (NFKC), kinds of quotation marks and dashes,
// white space, and the dots of initials ("U.S." is "us") do not matter.
// Never empty for a text that has a letter or a digit.
std::string FoldText(std::string_view text);

// FoldText, and what does not belong to a name is left out: determiners ("the"),
// a possessive 's at the end; for persons the schema's titles in front ("Mr."),
// for other proper names its suffixes at the end ("Inc."). A part that would
// leave nothing stays.
std::string FoldName(std::string_view name, IdentityClass identity, const Schema& schema);

// "person", "place", "name", "term".
std::string_view NameOf(IdentityClass identity);

// What makes two nodes one in all articles: "person|jane doe".
std::string NodeKey(IdentityClass identity, std::string_view name, const Schema& schema);

// The two halves of a key. A key of no known class has the class kTerm.
IdentityClass IdentityOfKey(std::string_view key);
std::string_view NameOfKey(std::string_view key);

}  // namespace lode
