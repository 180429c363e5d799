// A block in the making: its text still knows its origins, its kind may change.
#pragma once

#include <string>
#include <vector>

#include "loaders/readers/lines/page.h"
#include "lode/statement.h"

namespace lode {

struct Draft {
  MappedText text;
  BlockKind kind = BlockKind::kParagraph;
  LineHint hint = LineHint::kNone;
  LinePlace place = LinePlace::kUnknown;
  bool after_gap = false;
  bool settled = false;  // the kind is certain: later passes leave it
  std::string language;  // as in Block
  std::string date;
  int duplicate_of = -1;

  std::string_view view() const { return text.view(); }
  void Settle(BlockKind as) {
    kind = as;
    settled = true;
  }
};

using Drafts = std::vector<Draft>;

inline bool IsFurniture(const Draft& draft) {
  return draft.kind == BlockKind::kBoilerplate;
}

}  // namespace lode
