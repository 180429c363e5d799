// Which keys a node has is written once, here: a change of a node's facts is a change of the
// set that IndexKeysOf gives, so what is in the store can be no other set.

#include "storage/names/name_index.h"

#include <algorithm>

#include "storage/disk/coding.h"
#include "storage/disk/content_hash.h"
#include "storage/names/entity_of.h"
#include "storage/names/name_form.h"
#include "storage/names/name_spelling.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

class Keys {
 public:
  Keys(const NodeFacts& facts, NameNode node, const Schema& schema)
      : facts_(facts), node_(node), schema_(schema) {}

  std::set<std::string> Take() && {
    if (!facts_.is_known()) return {};
    Put(NameIndex::kId, EntityIdOf(facts_.key));
    if (facts_.stands_in_full()) PutAlike();
    PutNames();
    if (facts_.is_short()) {
      const std::string sound = SoundOf(NameOfKey(facts_.key), schema_);
      Put(NameIndex::kShortSound, CalledKey(facts_.key, sound));
    }
    return std::move(keys_);
  }

  // Only what its forms and short forms add.
  std::set<std::string> TakeNames() && {
    PutNames();
    return std::move(keys_);
  }

 private:
  void Put(NameIndex kind, std::string_view text) { keys_.insert(IndexKey(kind, text, node_)); }

  void PutAlike() {
    for (const NameLikeness likeness : kNameLikenesses)
      if (std::string key = LikenessKey(likeness, facts_.key, schema_); !key.empty())
        Put(NameIndex::kAlike, AlikeText(std::move(key)));
  }

  void PutNames() {
    VisitNames(facts_, [&](const std::string& folded, const std::string&, bool describes) {
      if (describes)
        Put(NameIndex::kDescribed, folded);
      else
        PutName(folded);
    });
    if (!facts_.stands_in_full()) return;
    for (const auto& [form, refs] : facts_.short_forms)
      Put(NameIndex::kListsSound, CalledKey(facts_.key, SoundOf(form, schema_)));
  }

  // The key's own name is found by the dictionary.
  void PutName(const std::string& folded) {
    if (folded != NameOfKey(facts_.key) || facts_.short_forms.contains(folded))
      Put(NameIndex::kCalled, CalledKey(facts_.key, folded));
    const std::string letters = LettersOf(folded);
    if (HasMoreThanLetters(folded, letters)) Put(NameIndex::kLetters, letters);
  }

  const NodeFacts& facts_;
  const NameNode node_;
  const Schema& schema_;
  std::set<std::string> keys_;
};

}  // namespace

std::string IndexPrefix(NameIndex kind, std::string_view text) {
  std::string key = KeyOf(Table::kNameIndex);
  key.push_back(static_cast<char>(kind));
  PutBig32(key, static_cast<std::uint32_t>(ContentHash(text)));
  return key;
}

std::string IndexKey(NameIndex kind, std::string_view text, NameNode node) {
  std::string key = IndexPrefix(kind, text);
  PutBig32(key, node);
  return key;
}

NameNode NodeOfIndexKey(std::string_view key) {
  NameNode node = 0;
  for (const char c : key.substr(key.size() < 4 ? 0 : key.size() - 4))
    node = node << 8 | static_cast<unsigned char>(c);
  return node;
}

std::string CalledKey(std::string_view node_key, std::string_view folded) {
  const IdentityClass identity = IdentityOfKey(node_key);
  const bool is_term = identity == IdentityClass::kTerm;
  return std::string(NameOf(is_term ? IdentityClass::kName : identity)) + "|" + std::string(folded);
}

std::string AlikeText(std::string likeness_key) {
  likeness_key.erase(std::remove(likeness_key.begin(), likeness_key.end(), ' '),
                     likeness_key.end());
  return likeness_key;
}

std::optional<std::set<std::string>> IndexKeysAdded(const NodeFacts& before, const NodeFacts& now,
                                                    NameNode node, const Schema& schema) {
  const bool is_alike = before.is_known() && now.is_known() && before.key == now.key &&
                        before.stands_in_full() == now.stands_in_full() &&
                        before.is_short() == now.is_short();
  if (!is_alike) return std::nullopt;
  NodeFacts came;  // a node of the same kind that has only what came
  came.key = now.key;
  came.named = now.named;
  came.shorts = now.shorts;
  came.others = now.others;
  const auto is_name = [](const NodeFacts::Form& form) { return form.name_refs > 0; };
  std::size_t kept = 0;
  for (const auto& [text, form] : now.forms) {
    const auto was = before.forms.find(text);
    const bool was_there = was != before.forms.end();
    kept += was_there ? 1 : 0;
    if (was_there && is_name(was->second) && !is_name(form)) return std::nullopt;
    if (!was_there || is_name(was->second) != is_name(form)) came.forms[text] = form;
  }
  if (kept != before.forms.size()) return std::nullopt;
  kept = 0;
  for (const auto& [form, refs] : now.short_forms)
    if (before.short_forms.contains(form))
      ++kept;
    else
      came.short_forms[form] = refs;
  if (kept != before.short_forms.size()) return std::nullopt;
  return Keys(came, node, schema).TakeNames();
}

std::set<std::string> IndexKeysOf(const NodeFacts& facts, NameNode node, const Schema& schema) {
  return Keys(facts, node, schema).Take();
}

void VisitNames(const NodeFacts& facts, const VisitName& visit) {
  for (const auto& [text, form] : facts.forms)
    if (form.name_refs > 0 || form.folded == NameOfKey(facts.key))
      visit(form.folded, text, Describes(facts.key, form.folded));
  for (const auto& [form, refs] : facts.short_forms) visit(form, form, false);
}

bool HasMoreThanLetters(std::string_view folded, std::string_view letters) {
  const auto spaces = static_cast<std::size_t>(std::count(folded.begin(), folded.end(), ' '));
  return letters.size() + spaces != folded.size();
}

bool Describes(std::string_view node_key, std::string_view folded) {
  const IdentityClass identity = IdentityOfKey(node_key);
  return identity == IdentityClass::kParticular ||
         (identity == IdentityClass::kTerm && IsShorterForm(folded, NameOfKey(node_key)));
}

}  // namespace lode
