// Short forms are compared within what their names can name: persons with persons, places
// with places. Most short forms that several list are settled by the first two that are met.

#include "storage/names/short_forms.h"

#include <algorithm>

#include "storage/names/name_form.h"
#include "storage/names/name_spelling.h"

namespace lode {

std::optional<NameNode> ShortForms::ListerOf(NameNode node) {
  const std::optional<NameNode> lister = OnlyLister(node);
  if (!lister || PartRoot(*lister) == PartRoot(node) || state_.IsApart(node, *lister))
    return std::nullopt;
  return lister;
}

// A name of the only component that lists the name of this key, first as written, and where
// nobody lists that, as it sounds. Of several names the first by its key.
std::optional<NameNode> ShortForms::OnlyLister(NameNode node) {
  const std::string& key = state_.FactsOf(node).key;
  const std::string_view name = NameOfKey(key);
  bool listed = false;
  const auto written = OnlyOne(NameIndex::kCalled, CalledKey(key, name), listed);
  if (listed) return written;
  const std::string sound = SoundOf(name, state_.schema());
  return OnlyOne(NameIndex::kListsSound, CalledKey(key, sound), listed);
}

std::optional<NameNode> ShortForms::OnlyOne(NameIndex kind, const std::string& text, bool& listed) {
  std::optional<NameNode> only;
  bool several = false;
  const Status status = state_.keys().Scan(IndexPrefix(kind, text), [&](const auto& seen) {
    if (!seen.after) return true;
    const NameNode node = NodeOfIndexKey(seen.key);
    const NodeFacts& facts = state_.FactsOf(node);
    if (!Lists(facts, kind, text)) return true;
    listed = true;
    several = only && PartRoot(*only) != PartRoot(node);
    if (!only || facts.key < state_.FactsOf(*only).key) only = node;
    return !several;
  });
  if (!status.ok()) state_.Fail(status);
  return several ? std::nullopt : only;
}

bool ShortForms::Lists(const NodeFacts& facts, NameIndex kind, const std::string& text) const {
  if (!facts.stands_in_full()) return false;
  return std::any_of(facts.short_forms.begin(), facts.short_forms.end(), [&](const auto& form) {
    const bool as_written = kind == NameIndex::kCalled;
    return CalledKey(facts.key, as_written ? form.first : SoundOf(form.first, state_.schema())) ==
           text;
  });
}

NameNode ShortForms::PartRoot(NameNode node) {
  if (region_ != nullptr && region_->Has(node)) return region_->RootOf(node);
  for (const std::vector<NameNode>& part : state_.EntityBefore(node))
    if (std::binary_search(part.begin(), part.end(), node)) return part.front();
  return node;
}

}  // namespace lode
