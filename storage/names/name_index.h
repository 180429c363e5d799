// Keys by which nodes are found: by their names, by what is like them. A key holds 32 bits
// of a hash, so whoever finds a node by it looks at the node before believing it.
//
//   'l' kind(1) hash(4) node(4)
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "storage/names/name_likeness.h"
#include "storage/names/node_facts.h"

namespace lode {

class Schema;

// The letters are part of the store's format.
enum class NameIndex : char {
  kAlike = 'a',       // AlikeKey of its likenesses: nodes that stand in full
  kCalled = 'c',      // CalledKey of names that are not its key's, short forms too
  kDescribed = 'd',   // folded: what is no name of its own
  kLetters = 'l',     // LettersOf names that have more than letters
  kListsSound = 's',  // CalledKey of how a short form sounds: nodes that stand in full
  kShortSound = 'u',  // CalledKey of how the name sounds: nodes that some article has short
  kId = 'i',          // the id of an entity whose smallest key this would be
};

// All keys of one kind and text: so many bytes.
inline constexpr std::size_t kIndexPrefixBytes = 6;
std::string IndexPrefix(NameIndex kind, std::string_view text);
std::string IndexKey(NameIndex kind, std::string_view text, NameNode node);
NameNode NodeOfIndexKey(std::string_view key);

// Letters that stand for words ("the NWC") are told neither by the reader nor by the writer
// to be a name's or a term's, so short forms of these two are one class.
std::string CalledKey(std::string_view node_key, std::string_view folded);
// Under which text of kAlike names of a likeness stand; `likeness_key` is not empty.
std::string AlikeText(std::string likeness_key);

// Every index key of a node: a function of its facts.
std::set<std::string> IndexKeysOf(const NodeFacts& facts, NameNode node, const Schema& schema);

// Where `now` has all names that `before` has, and is otherwise of the same kind, the keys of
// those that came (some of which `before` may have as well); else none. Cost: that of the names
// that came and a walk over the others.
std::optional<std::set<std::string>> IndexKeysAdded(const NodeFacts& before, const NodeFacts& now,
                                                    NameNode node, const Schema& schema);

// Every name of the node: folded, one way of writing it, and whether that describes it.
using VisitName =
    std::function<void(const std::string& folded, const std::string& text, bool describes)>;
void VisitNames(const NodeFacts& facts, const VisitName& visit);

// Whether a folded name has marks or hyphens beside its letters, and not only spaces.
bool HasMoreThanLetters(std::string_view folded, std::string_view letters);
// Whether a form of the node describes it and does not name it: "the plan", or "controls"
// of export controls.
bool Describes(std::string_view node_key, std::string_view folded);

}  // namespace lode
