// Short forms are compared within what their names can name: persons with persons,
// places with places. Letters that stand for words are told neither by the reader nor by
// the writer to be a name's or a term's ("the NWC"), so those two are one class here.

#include "storage/names/short_forms.h"

#include "storage/names/name_form.h"
#include "storage/names/name_spelling.h"

namespace lode {

namespace {

std::string KeyOf(std::string_view node_key, std::string_view form) {
  const IdentityClass identity = IdentityOfKey(node_key);
  const bool is_term = identity == IdentityClass::kTerm;
  return std::string(NameOf(is_term ? IdentityClass::kName : identity)) + "|" + std::string(form);
}

}  // namespace

void ShortForms::Add(const std::string& form, Node node, const std::string& node_key, Node root,
                     const Schema& schema) {
  for (Listed* listed :
       {&written_[KeyOf(node_key, form)], &sounding_[KeyOf(node_key, SoundOf(form, schema))]}) {
    if (listed->roots.empty() || node_key < listed->lister_key)
      listed->lister = node, listed->lister_key = node_key;
    listed->roots.insert(root);
  }
}

std::optional<ShortForms::Node> ShortForms::OnlyLister(std::string_view node_key,
                                                       const Schema& schema) const {
  const std::string_view name = NameOfKey(node_key);
  auto found = written_.find(KeyOf(node_key, name));
  if (found == written_.end()) {
    found = sounding_.find(KeyOf(node_key, SoundOf(name, schema)));
    if (found == sounding_.end()) return std::nullopt;
  }
  if (found->second.roots.size() != 1) return std::nullopt;
  return found->second.lister;
}

}  // namespace lode
