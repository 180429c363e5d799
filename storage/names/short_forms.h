// Who goes by which short form: "Rivera", "NWC".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/names/name_index.h"
#include "storage/names/name_region.h"
#include "storage/names/name_state.h"

namespace lode {

// The third rule of identity: a node that some article knows by a short form only joins the
// component of its class that lists that form among its short forms, if exactly one does, and
// if at least two articles list it for that one: letters that one article introduces, and the
// surname of somebody that one article knows, mean something else in the next. Where all that
// have the short form name the component in full, too, one is enough.
// Every short form looks at what the first two rules left, so their order cannot matter.
// Threads: one. Errors go to the state.
class ShortForms {
 public:
  static constexpr std::uint64_t kLeastListers = 2;  // articles

  // `region`: where the first two rules were applied anew; what it does not have is in the
  // parts that were kept. Null: nothing was.
  ShortForms(NameState& state, const NameRegion* region) : state_(state), region_(region) {}

  // The name that a short node joins; none where it stays alone.
  std::optional<NameNode> ListerOf(NameNode node);
  // The node's component by the first two rules.
  NameNode PartRoot(NameNode node);

 private:
  // Names of one component that list a short form, and in how many articles.
  struct Listers {
    std::vector<NameNode> nodes;
    std::uint64_t times = 0;
  };
  Listers OnlyListers(NameNode node);
  Listers OnlyOnes(NameIndex kind, const std::string& text, bool& listed);
  std::uint64_t TimesListed(const NodeFacts& facts, NameIndex kind, const std::string& text) const;
  bool IsNamedBeside(NameNode node, const std::vector<NameNode>& listers);

  NameState& state_;
  const NameRegion* region_;
};

}  // namespace lode
