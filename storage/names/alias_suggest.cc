// Suggestions come from a walk over the names that the store met first, among them all frequent
// ones. Where it has more, the words that its texts have near those that were asked for say which
// of the others may be meant; these are looked up.

#include <optional>

#include "storage/names/alias_table.h"
#include "storage/names/name_form.h"
#include "storage/names/name_index.h"
#include "storage/names/name_suggestions.h"
#include "storage/names/stored_names.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

constexpr IdentityClass kNamed[] = {IdentityClass::kPerson, IdentityClass::kPlace,
                                    IdentityClass::kName, IdentityClass::kTerm};

// The names of the first nodes. True: there are more.
Result<bool> VisitFirstNames(const KvView& view, std::size_t most, const VisitStoredName& visit) {
  auto it = view.Iterate(KeyOf(Table::kNodeFacts));
  for (std::size_t nodes = 0; it->valid(); it->Next()) {
    if (nodes++ == most) return true;
    if (!VisitStoredNames(it->value(), visit))
      return {Code::kCorrupt, "what the store keeps of a name is damaged"};
  }
  return it->status().ok() ? Result<bool>(false) : it->status();
}

}  // namespace

void AliasTable::ConsiderNamed(const std::string& folded, NameSuggestions& suggestions) const {
  const auto consider = [&](Node node) {
    const auto facts = FactsOf(node);
    if (!facts) return;
    VisitNames(*facts, [&](const std::string& one, const std::string& text, bool) {
      if (one == folded)
        suggestions.Consider(facts->key, one, text, facts->short_forms.contains(one));
    });
  };
  for (const IdentityClass identity : kNamed) {
    const std::string key = std::string(NameOf(identity)) + "|" + folded;
    if (const auto node = NodeOfKey(key)) consider(*node);
    for (const Node node : Indexed(NameIndex::kCalled, CalledKey(key, folded))) consider(node);
  }
}

std::vector<std::string> AliasTable::Suggest(std::string_view name, std::size_t limit,
                                             const LikelyNames& likely) const {
  NameSuggestions suggestions(name, *schema_);
  if (suggestions.folded().empty()) return {};
  const auto visit = [&](auto take) {
    const auto more =
        VisitFirstNames(*view_, kMostWalked,
                        [&](std::string_view key, std::string_view one, std::string_view text,
                            bool is_short) { (suggestions.*take)(key, one, text, is_short); });
    if (!more.ok()) Fail(more.status());
    return more.ok() && *more;
  };
  if (visit(&NameSuggestions::Consider) && likely)
    for (const std::string& folded : likely()) ConsiderNamed(folded, suggestions);
  if (suggestions.empty()) visit(&NameSuggestions::ConsiderDescribing);
  return suggestions.Nearest(limit);
}

}  // namespace lode
