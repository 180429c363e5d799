// The layout is node_facts.h's. What is looked for among all names is found by few of them, and
// decoding all facts took most of the time.

#include "storage/names/stored_names.h"

#include "storage/disk/coding.h"
#include "storage/names/name_form.h"

namespace lode {

bool VisitStoredNames(std::string_view facts, const VisitStoredName& visit) {
  ByteReader in(facts);
  const std::string_view key = in.String();
  for (int i = 0; i < 3; ++i) in.Varint();  // named, shorts, others
  in.Byte();                                // links
  const std::string_view own = NameOfKey(key);
  for (std::size_t count = in.Count(5); count > 0 && in.ok(); --count) {
    const std::string_view text = in.String();
    const std::string_view folded = in.Byte() != 0 ? own : in.String();
    in.Varint();  // count
    in.Varint();  // refs
    const bool is_name = in.Varint() > 0 || folded == own;
    if (in.ok() && is_name) visit(key, folded, text, false);
  }
  for (std::size_t count = in.Count(2); count > 0 && in.ok(); --count) {  // types
    in.String();
    in.Varint();
  }
  for (std::size_t count = in.Count(2); count > 0 && in.ok(); --count) {
    const std::string_view form = in.String();
    in.Varint();
    if (in.ok()) visit(key, form, form, true);
  }
  return in.ok();
}

}  // namespace lode
