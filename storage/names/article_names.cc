// What an article says about names, taken out of its record and written down on
// its own: the alias table reads this of every article and nothing else of them.

#include "storage/names/article_names.h"

#include <algorithm>
#include <charconv>

#include "storage/disk/field_columns.h"
#include "storage/names/lines_names.h"
#include "storage/names/name_form.h"
#include "storage/schema/schema.h"
#include "storage/terms/key_layout.h"

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

constexpr char kLayout = 2, kLayoutOfLines = 3;

Status Damaged() {
  return {Code::kCorrupt, "an article's stored names are damaged"};
}

enum Column : std::size_t {
  kCount,
  kArticleId,
  kNode,  // class of the key (0: another), bit 3: is short
  kNumber,
  kType,
  kForms,
  kFormText,
  kFolded,
  kMentions,
  kDescribes,
  kKey,
  kShortForms,
  kShortForm,
  kAlias,  // node
  kOther,
  kOtherKey,
  kOtherName,
  kReason,
  kSentence,
  kAllColumns
};

std::string Lowered(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lowered;
}

// A class whose name the key begins with; 0: none.
unsigned ClassOf(std::string_view key) {
  for (unsigned identity = 1; identity <= 5; ++identity) {
    const std::string_view name = NameOf(static_cast<IdentityClass>(identity));
    if (key.starts_with(name) && key.substr(name.size()).starts_with('|')) return identity;
  }
  return 0;
}

// One list of fields that writes and reads, as in articles/record_columns.h.
template <typename Io, typename Names>
class NameFields {
 public:
  NameFields(Io& io, Names& names) : io_(io), names_(names) {}

  void All() {
    io_.Text(kArticleId, names_.article_id);
    io_.Count(kCount, names_.nodes, kNode);
    std::uint32_t number = 0;
    std::string_view type;
    for (auto& node : names_.nodes) {
      Node(node, number + 1, type);
      number = node.number, type = node.type;
    }
    io_.Count(kCount, names_.aliases, kAlias);
    for (auto& alias : names_.aliases) {
      io_.Head(kAlias, alias.node);
      io_.Number(kOther, alias.other);
      io_.Text(kOtherKey, alias.other_key);
      io_.Text(kOtherName, alias.other_name);
      io_.Text(kReason, alias.reason);
      io_.Number(kSentence, alias.sentence);
    }
  }

 private:
  void Node(auto& node, std::uint32_t number, std::string_view type) {
    std::uint8_t head = 0;
    if constexpr (!Io::kReads)
      head = static_cast<std::uint8_t>(ClassOf(node.key) | (node.is_short ? 8u : 0u));
    io_.Head(kNode, head);
    if constexpr (Io::kReads) {
      if ((head & 7) > 5 || head > 15) io_.Fail();
      node.is_short = (head & 8) != 0;
    }
    io_.Near(kNumber, node.number, number);
    io_.Text(kType, node.type, type);
    io_.Count(kForms, node.forms, kMentions, 1);
    for (auto& form : node.forms) {
      io_.Text(kFormText, form.text);
      io_.Text(kFolded, form.folded, Lowered(form.text));
      io_.Head(kMentions, form.count);
      bool describes = !form.is_name;
      io_.Flag(kDescribes, describes);
      if constexpr (Io::kReads) form.is_name = !describes;
    }
    std::string key;
    if ((head & 7) != 0 && (head & 7) <= 5 && !node.forms.empty())
      key = std::string(NameOf(static_cast<IdentityClass>(head & 7))) + "|" +
            node.forms.front().folded;
    io_.Text(kKey, node.key, key);
    io_.Count(kShortForms, node.short_forms, kShortForm);
    for (auto& form : node.short_forms) io_.HeadText(kShortForm, form);
  }

  Io& io_;
  Names& names_;
};

}  // namespace

ArticleNames NamesOf(const PreparedArticle& article, const Schema& schema) {
  ArticleNames names;
  names.article_id = article.record.article.info.id;
  names.is_lines = IsOfLines(article.record);
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

std::string EncodeNames(const ArticleNames& names, std::string_view text) {
  FieldWriter out(kAllColumns, text);
  NameFields<FieldWriter, const ArticleNames>(out, names).All();
  return std::string(1, names.is_lines ? kLayoutOfLines : kLayout) + std::move(out).Take();
}

Result<ArticleNames> DecodeNames(std::string_view bytes, std::string_view text) {
  if (bytes.empty() || (bytes[0] != kLayout && bytes[0] != kLayoutOfLines)) return Damaged();
  FieldReader in(kAllColumns, bytes.substr(1), text);
  ArticleNames names;
  names.is_lines = bytes[0] == kLayoutOfLines;
  if (in.ok()) NameFields<FieldReader, ArticleNames>(in, names).All();
  if (!in.ok() || !in.at_end()) return Damaged();
  for (const ArticleNames::Evidence& alias : names.aliases)
    if (alias.node >= names.nodes.size()) return Damaged();
  return names;
}

Result<std::optional<ArticleNames>> ReadNames(const KvView& view, std::uint64_t article) {
  auto found = view.MultiGet({KeyOf(Table::kNames, article), KeyOf(Table::kText, article)});
  if (!found.ok()) return found.status();
  if (!(*found)[0]) return NamesOfLines(view, article);
  const std::optional<std::string>& text = (*found)[1];
  auto names = DecodeNames(*(*found)[0], text ? std::string_view(*text) : std::string_view());
  if (!names.ok()) return names.status();
  return std::optional<ArticleNames>(*std::move(names));
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
