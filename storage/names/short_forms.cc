// Short forms are compared within what their names can name: persons with persons, places
// with places. Most short forms that several list are settled by the first two that are met.

#include "storage/names/short_forms.h"

#include <algorithm>

#include "storage/names/name_form.h"
#include "storage/names/name_spelling.h"

namespace lode {

std::optional<NameNode> ShortForms::ListerOf(NameNode node) {
  const Listers listers = OnlyListers(node);
  if (listers.nodes.empty()) return std::nullopt;
  const NameNode first = *std::ranges::min_element(
      listers.nodes, {},
      [&](NameNode one) -> const std::string& { return state_.FactsOf(one).key; });
  if (PartRoot(first) == PartRoot(node) || state_.IsApart(node, first)) return std::nullopt;
  if (listers.times < kLeastListers && !IsNamedBeside(node, listers.nodes)) return std::nullopt;
  return first;
}

// The names of the only component that lists the name of this key, first as written, and
// where nobody lists that, as it sounds.
ShortForms::Listers ShortForms::OnlyListers(NameNode node) {
  const std::string& key = state_.FactsOf(node).key;
  const std::string_view name = NameOfKey(key);
  bool listed = false;
  Listers written = OnlyOnes(NameIndex::kCalled, CalledKey(key, name), listed);
  if (listed) return written;
  const std::string sound = SoundOf(name, state_.schema());
  return OnlyOnes(NameIndex::kListsSound, CalledKey(key, sound), listed);
}

ShortForms::Listers ShortForms::OnlyOnes(NameIndex kind, const std::string& text, bool& listed) {
  Listers only;
  bool several = false;
  const Status status = state_.keys().Scan(IndexPrefix(kind, text), [&](const auto& seen) {
    if (!seen.after) return true;
    const NameNode node = NodeOfIndexKey(seen.key);
    const std::uint64_t times = TimesListed(state_.FactsOf(node), kind, text);
    if (times == 0) return true;
    listed = true;
    several = !only.nodes.empty() && PartRoot(only.nodes.front()) != PartRoot(node);
    only.nodes.push_back(node);
    only.times += times;
    return !several;
  });
  if (!status.ok()) state_.Fail(status);
  return several ? Listers() : only;
}

// In how many articles the name lists it.
std::uint64_t ShortForms::TimesListed(const NodeFacts& facts, NameIndex kind,
                                      const std::string& text) const {
  if (!facts.stands_in_full()) return 0;
  std::uint64_t times = 0;
  for (const auto& [form, articles] : facts.short_forms) {
    const bool as_written = kind == NameIndex::kCalled;
    if (CalledKey(facts.key, as_written ? form : SoundOf(form, state_.schema())) == text)
      times += articles;
  }
  return times;
}

// Whether every article (of a sample) that has the short form names one of them in full, too.
bool ShortForms::IsNamedBeside(NameNode node, const std::vector<NameNode>& listers) {
  const std::vector<std::uint32_t> articles = state_.SampleOf(node);
  return !articles.empty() && std::ranges::all_of(articles, [&](std::uint32_t article) {
    return std::ranges::any_of(listers,
                               [&](NameNode lister) { return state_.HasArticle(lister, article); });
  });
}

NameNode ShortForms::PartRoot(NameNode node) {
  if (region_ != nullptr && region_->Has(node)) return region_->RootOf(node);
  for (const std::vector<NameNode>& part : state_.EntityBefore(node))
    if (std::binary_search(part.begin(), part.end(), node)) return part.front();
  return node;
}

}  // namespace lode
