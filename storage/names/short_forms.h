// Who goes by which short form: "Rivera", "NWC".
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "storage/names/alias_table.h"

namespace lode {

class Schema;

// The short forms that full names list, as written and as they sound.
class ShortForms {
 public:
  using Node = AliasTable::Node;

  // A name of the component `root` lists the folded form.
  void Add(const std::string& form, Node node, const std::string& node_key, Node root,
           const Schema& schema);

  // A name of the only component that lists the name of this key, first as written, and
  // where nobody lists that, as it sounds. Of several names the first by its key.
  std::optional<Node> OnlyLister(std::string_view node_key, const Schema& schema) const;

 private:
  struct Listed {
    std::set<Node> roots;
    Node lister = 0;
    std::string lister_key;
  };
  std::unordered_map<std::string, Listed> written_, sounding_;
};

}  // namespace lode
