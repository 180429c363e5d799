// Who goes by which short form: "Rivera", "NWC".
#pragma once

#include <optional>
#include <string>

#include "storage/names/name_index.h"
#include "storage/names/name_region.h"
#include "storage/names/name_state.h"

namespace lode {

// The third rule of identity: a node that some article knows by a short form only joins the
// component of its class that lists that form among its short forms, if exactly one does.
// Every short form looks at what the first two rules left, so their order cannot matter.
// Threads: one. Errors go to the state.
class ShortForms {
 public:
  // `region`: where the first two rules were applied anew; what it does not have is in the
  // parts that were kept. Null: nothing was.
  ShortForms(NameState& state, const NameRegion* region) : state_(state), region_(region) {}

  // The name that a short node joins; none where it stays alone.
  std::optional<NameNode> ListerOf(NameNode node);
  // The node's component by the first two rules.
  NameNode PartRoot(NameNode node);

 private:
  std::optional<NameNode> OnlyLister(NameNode node);
  std::optional<NameNode> OnlyOne(NameIndex kind, const std::string& text, bool& listed);
  bool Lists(const NodeFacts& facts, NameIndex kind, const std::string& text) const;

  NameState& state_;
  const NameRegion* region_;
};

}  // namespace lode
