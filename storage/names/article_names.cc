// What an article says about names, taken out of its record and written down on
// its own: the alias table reads this of every article and nothing else of them.

#include "storage/names/article_names.h"

#include <algorithm>
#include <charconv>

#include "storage/disk/coding.h"
#include "storage/names/name_form.h"
#include "storage/schema/schema.h"

namespace lode {

namespace {

ArticleNames::Node NamesOfNode(const EntityNode& node, const std::string& key,
                               const Schema& schema) {
  ArticleNames::Node names;
  names.key = key;
  names.type = node.type;
  names.is_short = node.is_short && node.identity != IdentityClass::kParticular;
  const bool is_particular = node.identity == IdentityClass::kParticular;
  const bool is_term = node.identity == IdentityClass::kTerm;
  bool has_own = false;
  for (const NameForm& form : node.forms) {
    // A particular has nothing but descriptions: they are its names.
    names.forms.push_back({form.text, FoldName(form.text, node.identity, schema), form.count,
                           form.is_name || is_particular});
    has_own = has_own || names.forms.back().folded == NameOfKey(key);
  }
  if (!has_own) names.forms.push_back({node.name, std::string(NameOfKey(key)), 0, true});
  if (is_particular) return names;
  for (const std::string& form : node.short_forms) {
    std::string folded = FoldName(form, node.identity, schema);
    // "controls" is another kind than "export controls", and no name of it.
    if (is_term && IsShorterForm(folded, NameOfKey(key))) continue;
    names.short_forms.push_back(std::move(folded));
  }
  return names;
}

}  // namespace

ArticleNames NamesOf(const PreparedArticle& article, const Schema& schema) {
  ArticleNames names;
  names.article_id = article.record.article.info.id;
  for (std::size_t i = 0; i < article.record.nodes.size(); ++i)
    names.nodes.push_back(NamesOfNode(article.record.nodes[i], article.node_keys[i], schema));
  for (const AliasEvidence& alias : article.record.aliases) {
    const IdentityClass identity = article.record.nodes[alias.node].identity;
    if (identity == IdentityClass::kParticular) continue;  // one of its article, whatever it says
    names.aliases.push_back({alias.node, 0, NodeKey(identity, alias.name, schema), alias.name,
                             alias.reason, alias.sentence});
  }
  return names;
}

std::string EncodeNames(const ArticleNames& names) {
  std::string out;
  PutString(out, names.article_id);
  PutVarint(out, names.nodes.size());
  for (const ArticleNames::Node& node : names.nodes) {
    PutVarint(out, node.number);
    PutString(out, node.key);
    PutString(out, node.type);
    PutVarint(out, node.forms.size());
    for (const ArticleNames::Form& form : node.forms) {
      PutString(out, form.text);
      PutString(out, form.folded);
      PutVarint(out, std::uint64_t{form.count} << 1 | (form.is_name ? 1 : 0));
    }
    PutVarint(out, node.short_forms.size());
    for (const std::string& form : node.short_forms) PutString(out, form);
    PutByte(out, node.is_short);
  }
  PutVarint(out, names.aliases.size());
  for (const ArticleNames::Evidence& alias : names.aliases) {
    PutVarint(out, alias.node);
    PutVarint(out, alias.other);
    PutString(out, alias.other_key);
    PutString(out, alias.other_name);
    PutString(out, alias.reason);
    PutVarint(out, alias.sentence);
  }
  return out;
}

Result<ArticleNames> DecodeNames(std::string_view bytes) {
  ByteReader in(bytes);
  ArticleNames names;
  names.article_id = in.String();
  names.nodes.resize(in.Count(6));
  for (ArticleNames::Node& node : names.nodes) {
    node.number = in.Varint32();
    node.key = in.String();
    node.type = in.String();
    node.forms.resize(in.Count(3));
    for (ArticleNames::Form& form : node.forms) {
      form.text = in.String();
      form.folded = in.String();
      const std::uint64_t count = in.Varint();
      form.count = static_cast<std::uint32_t>(count >> 1);
      form.is_name = (count & 1) != 0;
    }
    node.short_forms.resize(in.Count());
    for (std::string& form : node.short_forms) form = in.String();
    node.is_short = in.Byte() != 0;
  }
  names.aliases.resize(in.Count(6));
  for (ArticleNames::Evidence& alias : names.aliases) {
    alias.node = in.Varint32();
    alias.other = in.Varint32();
    alias.other_key = in.String();
    alias.other_name = in.String();
    alias.reason = in.String();
    alias.sentence = in.Varint32();
    if (alias.node >= names.nodes.size())
      return {Code::kCorrupt, "an article's stored names are damaged"};
  }
  if (!in.ok() || !in.at_end()) return {Code::kCorrupt, "an article's stored names are damaged"};
  return names;
}

const std::string& OwnNameOf(const ArticleNames::Node& node) {
  const auto own = std::find_if(node.forms.begin(), node.forms.end(), [&](const auto& form) {
    return form.folded == NameOfKey(node.key);
  });
  return own == node.forms.end() ? node.key : own->text;
}

std::uint32_t ShortIdOf(std::string_view article_id) {
  std::uint32_t id = 0;
  if (article_id.size() >= 10)
    std::from_chars(article_id.data() + 2, article_id.data() + 10, id, 16);
  return id;
}

}  // namespace lode
