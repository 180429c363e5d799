// Names of articles, a row each, and entities made of them. The hard bit is that a part of the
// articles has to give what all of them give: the rules of identity look at a name, at what links
// it with others, and, where two names are alike, at what else some of their articles name and
// how common that is. That last is given as a count; it is made up here with articles that name
// nothing else.

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "loaders/given_files.h"
#include "loaders/load_run.h"
#include "loaders/pipeline.h"
#include "loaders/reading_schema.h"
#include "lode/names.h"
#include "storage/names/alias_table.h"
#include "storage/names/computed_names.h"
#include "storage/names/name_form.h"
#include "storage/names/name_index.h"
#include "storage/names/node_facts.h"
#include "storage/schema/schema.h"

namespace lode {

static_assert(kArticlesOfAName == NodeFacts::kMostHere);

namespace {

std::string Hex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text.push_back(kDigits[(static_cast<unsigned char>(c) >> 4) & 15]);
    text.push_back(kDigits[static_cast<unsigned char>(c) & 15]);
  }
  return text;
}

std::string LinkOfKey(std::string_view key) {
  return "=" + std::string(key);
}

// Links of what is known of a name, as if it stood in full: another article may say so.
void PutLinks(NodeFacts facts, bool is_short, const Schema& schema, ArticleName& name) {
  facts.shorts = 0;
  std::set<std::string> keys = IndexKeysOf(facts, 0, schema);
  if (is_short) {
    facts.shorts = facts.named;
    keys.merge(IndexKeysOf(facts, 0, schema));
  }
  for (const std::string& key : keys) {
    const std::string text = Hex(std::string_view(key).substr(2, kIndexPrefixBytes - 2));
    switch (static_cast<NameIndex>(key[1])) {
      case NameIndex::kAlike: name.links.push_back("~" + text); break;
      case NameIndex::kListsSound: name.listed.push_back(text); break;
      case NameIndex::kShortSound: name.short_for.push_back(text); break;
      default: break;
    }
  }
}

std::vector<ArticleName> RowsOf(const ArticleNames& all, const std::string& path,
                                const Schema& schema) {
  std::vector<ArticleName> rows;
  std::vector<ArticleNames> parts(all.nodes.size());
  for (std::size_t i = 0; i < all.nodes.size(); ++i) {
    parts[i].article_id = all.article_id;
    parts[i].nodes.push_back(all.nodes[i]);
  }
  std::vector<ArticleName> others;
  for (const ArticleNames::Evidence& evidence : all.aliases) {
    parts[evidence.node].aliases.push_back(evidence);
    parts[evidence.node].aliases.back().node = 0;
    ArticleName other{all.article_id, path, evidence.other_key};
    NodeFacts facts;
    facts.Count(evidence, true);
    PutLinks(std::move(facts), false, schema, other);
    other.links.push_back(LinkOfKey(other.key));
    others.push_back(std::move(other));
  }
  for (const ArticleNames& part : parts) {
    const ArticleNames::Node& node = part.nodes.front();
    ArticleName row{all.article_id, path, node.key};
    NodeFacts facts;
    facts.Count(node, true);
    PutLinks(std::move(facts), node.is_short, schema, row);
    row.links.push_back(LinkOfKey(node.key));
    for (const ArticleNames::Evidence& evidence : part.aliases)
      row.links.push_back(LinkOfKey(evidence.other_key));
    const IdentityClass identity = IdentityOfKey(node.key);
    row.is_context = identity != IdentityClass::kTerm && identity != IdentityClass::kParticular;
    row.is_sampled = ListsArticle(node);
    row.bytes = EncodeNames(part, {});
    rows.push_back(std::move(row));
  }
  std::move(others.begin(), others.end(), std::back_inserter(rows));
  return rows;
}

// Articles put together again, with numbers for their nodes.
class Gathered {
 public:
  Status Put(const ArticleName& name) {
    keys_.insert(name.key);
    if (name.bytes.empty()) return Status::Ok();
    Result<ArticleNames> part = DecodeNames(name.bytes, {});
    if (!part.ok() || part->nodes.size() != 1)
      return {Code::kInvalidInput, "what an article says of '" + name.key + "' cannot be read"};
    ArticleNames& article = articles_[part->article_id];
    article.article_id = part->article_id;
    const auto at = static_cast<std::uint32_t>(article.nodes.size());
    ++named_[name.key];
    article.nodes.push_back(std::move(part->nodes.front()));
    for (ArticleNames::Evidence& evidence : part->aliases) {
      keys_.insert(evidence.other_key);
      evidence.node = at;
      article.aliases.push_back(std::move(evidence));
    }
    return Status::Ok();
  }

  void PutContext(const NameCount& count) {
    keys_.insert(count.key);
    ++named_[count.key];
    std::uint64_t& most = wanted_[count.key];
    most = std::max(most, std::min(count.articles, kArticlesOfAName));
    ArticleNames& article = articles_[count.article];
    article.article_id = count.article;
    article.nodes.push_back(Bare(count.key));
  }

  // Call once, last.
  std::vector<const ArticleNames*> Articles() {
    std::uint64_t number = 0;
    for (const auto& [key, articles] : wanted_)
      for (std::uint64_t n = named_[key]; n < articles; ++n) {
        char id[32];
        std::snprintf(id, sizeof id, "a:%012llx", static_cast<unsigned long long>(++number));
        ArticleNames& article = articles_[std::string(id) + " made up"];
        article.article_id = id;
        article.nodes.push_back(Bare(key));
      }
    for (const std::string& key : keys_)
      numbers_.emplace(key, static_cast<NameNode>(numbers_.size() + 1));
    std::vector<const ArticleNames*> all;
    for (auto& [id, article] : articles_) {
      for (ArticleNames::Node& node : article.nodes) node.number = numbers_.at(node.key);
      for (ArticleNames::Evidence& evidence : article.aliases)
        evidence.other = numbers_.at(evidence.other_key);
      all.push_back(&article);
    }
    return all;
  }
  NameNode NumberOf(const std::string& key) const { return numbers_.at(key); }

 private:
  static ArticleNames::Node Bare(const std::string& key) {
    ArticleNames::Node node;
    node.key = key;
    node.forms.push_back({std::string(NameOfKey(key)), std::string(NameOfKey(key)), 1, true});
    return node;
  }

  std::map<std::string, ArticleNames> articles_;
  std::set<std::string> keys_;
  std::map<std::string, std::uint64_t> named_, wanted_;
  std::map<std::string, NameNode> numbers_;
};

}  // namespace

Result<LoadReport> ExtractNames(const std::vector<GivenText>& texts, const LoadOptions& options,
                                const std::function<void(const std::vector<ArticleName>&)>& sink) {
  if (Status status = CheckTexts(texts); !status.ok()) return status;
  if (Status status = CheckLoadOptions(options); !status.ok()) return status;
  Result<Pipeline> pipeline = Pipeline::Open(options);
  if (!pipeline.ok()) return pipeline.status();
  const auto schema = ReadingSchema(options.schema_path);
  if (!schema.ok()) return schema.status();
  LoadRun run(options, *pipeline);
  const std::vector<SourceFile> found = FilesOf(texts)(run);
  run.Announce(found);
  LoadReport report = run.Execute(
      OneByOne(found), [](const Article&) { return Standing::kNew; },
      [&](LoadedRecord read) {
        for (ArticleRecord& record : read.articles) {
          auto article = Prepare(std::move(record), **schema);
          if (!article.ok()) return run.Fail(article.status());
          run.report().added += 1;
          sink(RowsOf(NamesOf(*article, **schema), article->record.article.info.path, **schema));
        }
      });
  if (!run.failure().ok()) return run.failure();
  return report;
}

Result<std::vector<ResolvedName>> ResolveNames(const std::vector<ArticleName>& names,
                                               const std::vector<NameCount>& context,
                                               const std::string& schema_path) {
  const auto schema = ReadingSchema(schema_path);
  if (!schema.ok()) return schema.status();
  Gathered gathered;
  std::set<std::string> keys;
  for (const ArticleName& name : names) {
    if (Status status = gathered.Put(name); !status.ok()) return status;
    keys.insert(name.key);
  }
  for (const NameCount& count : context) gathered.PutContext(count);
  auto computed = ComputeNames(*MemoryView({}), **schema, {}, gathered.Articles());
  if (!computed.ok()) return computed.status();
  const AliasTable table(MemoryView(computed->keys), *schema);
  std::vector<ResolvedName> resolved;
  for (const std::string& key : keys)
    resolved.push_back({key, *table.EntityOf(table.RepresentativeOf(gathered.NumberOf(key)))});
  if (Status status = table.status(); !status.ok()) return status;
  return resolved;
}

}  // namespace lode
