// How names are folded for comparing: two names with one folded form are one name.
#pragma once

#include <string>
#include <string_view>

#include "storage/articles/article_record.h"
#include "storage/terms/folding.h"

namespace lode {

class Schema;

// FoldText, and what does not belong to a name is left out: determiners ("the"),
// a possessive 's at the end; for persons the schema's titles in front ("Mr."),
// for other proper names its suffixes at the end ("Inc."). A part that would
// leave nothing stays.
std::string FoldName(std::string_view name, IdentityClass identity, const Schema& schema);

// Whether a folded name has fewer words than the other, all of them words of the other:
// "controls" of "export controls".
bool IsShorterForm(std::string_view name, std::string_view whole);

// "person", "place", "name", "term", "particular".
std::string_view NameOf(IdentityClass identity);

// What makes two nodes one in all articles: "person|jane doe". Not the key of a
// particular, which has its article in it: see KeysOfNodes.
std::string NodeKey(IdentityClass identity, std::string_view name, const Schema& schema);

// The keys of an article's nodes, in order. A particular's holds the article and which
// of its particulars of that name it is: "particular|a:0123456789ab/1|decision". So the
// same bytes give the same keys, and no two articles share one.
std::vector<std::string> KeysOfNodes(const std::vector<EntityNode>& nodes,
                                     std::string_view article_id, const Schema& schema);

// The class and the name of a key. A key of no known class has the class kTerm.
IdentityClass IdentityOfKey(std::string_view key);
std::string_view NameOfKey(std::string_view key);
// The article of a particular's key; empty for other keys.
std::string_view ArticleOfKey(std::string_view key);

}  // namespace lode
