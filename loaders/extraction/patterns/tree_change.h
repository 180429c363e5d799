// How a mend changes a tree, and the trees that are its tests (docs/patterns.md).
#pragma once

#include <string>
#include <vector>

#include "loaders/language/sentences/sentence.h"

namespace lode {

// What a mend does to the tree.
enum class ChangeKind {
  kHang,          // "hang x on y", "hang x on y as obl"
  kHangChildren,  // "hang all of x on y", "hang punct|mark of x on y"
  kPlace,         // "place x for y": x hangs where y hangs, as y does
  kCall,          // "call x obl"
  kTag,           // "tag x NOUN NN"
  kLemma,         // "lemma x "mine"", "lemma x form"
};

struct TreeChange {
  ChangeKind kind = ChangeKind::kHang;
  std::string node, other_node;
  int at = -1, to = -1;                // the same as indexes into Pattern::nodes
  std::vector<std::string> relations;  // kHangChildren: of these; none: of all
  std::string relation;                // empty: as before
  std::string upos, xpos, lemma;       // lemma empty: the form
};

// "example: tree | changes", or "not: tree" that stays as it is.
struct MendExample {
  Sentence tree, mended;
  std::string text, mend, file;
  bool wanted = true;
  int line = 0;
};

}  // namespace lode
