// Sums over articles, in both directions. An entry goes when nobody has it any more, so that
// the bytes are the same whatever came and went in between.

#include "storage/names/node_facts.h"

#include <algorithm>

#include "storage/disk/coding.h"
#include "storage/names/name_form.h"

namespace lode {

namespace {

Status DamagedFacts() {
  return {Code::kCorrupt, "what the store keeps of a name is damaged"};
}

bool Move(std::uint64_t& sum, std::uint64_t by, bool add) {
  if (!add && sum < by) return false;
  sum = add ? sum + by : sum - by;
  return true;
}

template <typename Map>
bool MoveIn(Map& sums, const std::string& name, std::uint64_t by, bool add) {
  std::uint64_t& sum = sums[name];
  const bool moved = Move(sum, by, add);
  if (sum == 0) sums.erase(name);
  return moved;
}

bool MoveForm(NodeFacts& facts, const ArticleNames::Form& form, bool add) {
  NodeFacts::Form& sum = facts.forms[form.text];
  if (sum.refs == 0) sum.folded = form.folded;
  const bool moved = Move(sum.count, form.count, add) && Move(sum.refs, 1, add) &&
                     (!form.is_name || Move(sum.name_refs, 1, add));
  if (sum.refs == 0) facts.forms.erase(form.text);
  return moved;
}

std::uint32_t TakeBig32(ByteReader& in) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = value << 8 | in.Byte();
  return value;
}

}  // namespace

bool NodeFacts::Count(const ArticleNames::Node& node, bool add) {
  if (add) key = node.key;
  bool moved = Move(named, 1, add) && (!node.is_short || Move(shorts, 1, add));
  std::uint64_t weight = 0;
  for (const ArticleNames::Form& form : node.forms) {
    moved = MoveForm(*this, form, add) && moved;
    weight += form.count;
  }
  if (!node.type.empty())
    moved = MoveIn(types, node.type, std::max<std::uint64_t>(weight, 1), add) && moved;
  for (const std::string& form : node.short_forms)
    moved = MoveIn(short_forms, form, 1, add) && moved;
  return moved;
}

bool NodeFacts::Count(const ArticleNames::Evidence& evidence, bool add) {
  if (add) key = evidence.other_key;
  const bool moved = Move(others, 1, add);
  return MoveForm(*this, {evidence.other_name, std::string(NameOfKey(evidence.other_key)), 0, true},
                  add) &&
         moved;
}

void NodeFacts::Add(const CountedName& name) {
  key = name.key;
  named += name.articles;
  for (const CountedName::Form& form : name.forms) {
    Form& sum = forms[std::string(form.text)];
    sum.folded = NameOfKey(key);
    sum.count += form.count;
    sum.refs += form.articles;
    sum.name_refs += form.articles;
  }
}

bool ListsArticle(const ArticleNames::Node& node) {
  const IdentityClass identity = IdentityOfKey(node.key);
  return node.is_short || identity == IdentityClass::kPerson || identity == IdentityClass::kName;
}

std::string EncodeFacts(const NodeFacts& facts) {
  std::string out;
  PutString(out, facts.key);
  PutVarint(out, facts.named);
  PutVarint(out, facts.shorts);
  PutVarint(out, facts.others);
  PutByte(out, facts.links);
  const std::string_view own = NameOfKey(facts.key);
  PutVarint(out, facts.forms.size());
  for (const auto& [text, form] : facts.forms) {
    PutString(out, text);
    PutByte(out, form.folded == own);
    if (form.folded != own) PutString(out, form.folded);
    PutVarint(out, form.count);
    PutVarint(out, form.refs);
    PutVarint(out, form.name_refs);
  }
  for (const auto* sums : {&facts.types, &facts.short_forms}) {
    PutVarint(out, sums->size());
    for (const auto& [name, sum] : *sums) {
      PutString(out, name);
      PutVarint(out, sum);
    }
  }
  PutVarint(out, facts.many);
  std::uint64_t listed = 0;
  for (const auto& [article, times] : facts.articles) listed += times;
  PutVarint(out, listed);
  for (const auto& [article, times] : facts.articles)
    for (std::uint64_t i = 0; i < times; ++i) PutBig32(out, article);
  return out;
}

Result<NodeFacts> DecodeFacts(std::string_view bytes) {
  ByteReader in(bytes);
  NodeFacts facts;
  facts.key = in.String();
  facts.named = in.Varint();
  facts.shorts = in.Varint();
  facts.others = in.Varint();
  facts.links = in.Byte();
  const std::string_view own = NameOfKey(facts.key);
  for (std::size_t count = in.Count(5); count > 0; --count) {
    NodeFacts::Form& form = facts.forms[in.String()];
    form.folded = in.Byte() != 0 ? own : in.String();
    form.count = in.Varint();
    form.refs = in.Varint();
    form.name_refs = in.Varint();
  }
  for (auto* sums : {&facts.types, &facts.short_forms})
    for (std::size_t count = in.Count(2); count > 0; --count) {
      std::uint64_t& sum = (*sums)[in.String()];
      sum = in.Varint();
    }
  facts.many = in.Varint();
  for (std::size_t count = in.Count(4); count > 0; --count) ++facts.articles[TakeBig32(in)];
  if (!in.ok() || !in.at_end() || !facts.is_known() || facts.shorts > facts.named)
    return DamagedFacts();
  return facts;
}

}  // namespace lode
