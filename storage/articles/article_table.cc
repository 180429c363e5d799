// The table of articles and the three ways to find one: id, path, URL. A path may
// lead to several articles (parts of one file, lines of one JSONL file), and an
// article to several paths; the look-up keys hold every pair once.

#include "storage/articles/article_table.h"

#include <algorithm>
#include <set>

#include "storage/disk/coding.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

std::set<std::string> LookupKeys(std::uint64_t number, const ArticleHeader& header) {
  std::set<std::string> keys = {NameKey(Table::kArticleById, header.id, number)};
  for (const Sighting& sighting : header.sightings) {
    keys.insert(NameKey(Table::kArticleByPath, sighting.path, number));
    if (!sighting.url.empty()) keys.insert(NameKey(Table::kArticleByUrl, sighting.url, number));
    for (const std::string& set : sighting.sets)
      if (!set.empty()) keys.insert(NameKey(Table::kArticleBySet, set, number));
  }
  return keys;
}

Result<std::vector<std::uint64_t>> Numbers(const KvView& view, Table table, std::string_view name) {
  std::vector<std::uint64_t> numbers;
  const std::string prefix = NamePrefix(table, name);
  auto it = view.Iterate(prefix);
  for (; it->valid(); it->Next())  // a name may hold NUL: its keys are longer
    if (it->key().size() == prefix.size() + 8)
      numbers.push_back(ByteReader(it->key().substr(prefix.size())).Big64());
  Status status = it->status();
  if (!status.ok()) return status;
  return numbers;
}

}  // namespace

void JoinSets(std::vector<std::string>& sets, const std::vector<std::string>& more) {
  sets.insert(sets.end(), more.begin(), more.end());
  std::sort(sets.begin(), sets.end());
  sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
}

Sighting SightingOf(const ArticleInfo& info, std::string record_hash) {
  return {info.path,      info.part,     info.title,
          info.source,    info.author,   info.url,
          info.published, info.language, std::move(record_hash),
          {std::string()}};
}

std::vector<std::string> ArticleHeader::Sets() const {
  std::vector<std::string> sets;
  for (const Sighting& sighting : sightings) JoinSets(sets, sighting.sets);
  return sets;
}

ArticleInfo ArticleHeader::Info() const {
  const Sighting& first = sightings.front();
  ArticleInfo info;
  info.id = id;
  info.path = first.path;
  for (const Sighting& sighting : sightings)
    if (info.paths.empty() || info.paths.back() != sighting.path)
      info.paths.push_back(sighting.path);
  info.part = first.part;
  info.title = first.title;
  info.source = first.source;
  info.author = first.author;
  info.url = first.url;
  info.published = first.published;
  info.language = first.language;
  return info;
}

std::string EncodeHeader(const ArticleHeader& header) {
  std::string out;
  PutString(out, header.id);
  PutVarint(out, header.statements);
  PutVarint(out, header.text_bytes);
  PutVarint(out, header.sightings.size());
  for (const Sighting& s : header.sightings) {
    PutString(out, s.path);
    PutVarint(out, s.part);
    for (const std::string* field :
         {&s.title, &s.source, &s.author, &s.url, &s.published, &s.language, &s.record_hash})
      PutString(out, *field);
    PutVarint(out, s.sets.size());
    for (const std::string& set : s.sets) PutString(out, set);
  }
  return out;
}

Result<ArticleHeader> DecodeHeader(std::string_view bytes) {
  ByteReader in(bytes);
  ArticleHeader header;
  header.id = in.String();
  header.statements = in.Varint();
  header.text_bytes = in.Varint();
  header.sightings.resize(in.Count(11));
  for (Sighting& s : header.sightings) {
    s.path = in.String();
    s.part = in.Varint32();
    for (std::string* field :
         {&s.title, &s.source, &s.author, &s.url, &s.published, &s.language, &s.record_hash})
      *field = in.String();
    s.sets.resize(in.Count());
    for (std::string& set : s.sets) set = in.String();
  }
  if (!in.ok() || !in.at_end() || header.sightings.empty())
    return {Code::kCorrupt, "an article's stored header is damaged"};
  return header;
}

Result<std::uint64_t> NextArticle(const KvView& view) {
  const auto next = view.Get(KeyOf(Table::kMeta, "next:article"));
  if (!next.ok()) return next.status();
  return next->has_value() ? ByteReader(**next).Big64() : std::uint64_t{1};
}

void PutNextArticle(KvBatch& batch, std::uint64_t number) {
  std::string bytes;
  PutBig64(bytes, number);
  batch.Put(KeyOf(Table::kMeta, "next:article"), bytes);
}

Result<std::optional<ArticleHeader>> ReadHeader(const KvView& view, std::uint64_t number) {
  auto bytes = view.Get(KeyOf(Table::kArticle, number));
  if (!bytes.ok()) return bytes.status();
  if (!bytes->has_value()) return std::optional<ArticleHeader>();
  auto header = DecodeHeader(**bytes);
  if (!header.ok()) return header.status();
  return std::optional<ArticleHeader>(*std::move(header));
}

Result<std::optional<std::uint64_t>> FindArticle(const KvView& view, std::string_view id) {
  auto numbers = Numbers(view, Table::kArticleById, id);
  if (!numbers.ok()) return numbers.status();
  if (numbers->empty()) return std::optional<std::uint64_t>();
  return std::optional<std::uint64_t>(numbers->front());
}

Result<std::vector<std::uint64_t>> ArticlesAtPath(const KvView& view, std::string_view path) {
  return Numbers(view, Table::kArticleByPath, path);
}

Result<std::vector<std::uint64_t>> ArticlesOfSet(const KvView& view, std::string_view set) {
  return Numbers(view, Table::kArticleBySet, set);
}

Result<std::vector<std::string>> NamesOfSets(const KvView& view) {
  std::vector<std::string> names;
  auto it = view.Iterate(KeyOf(Table::kArticleBySet));
  for (; it->valid(); it->Next()) {
    if (it->key().size() < 10) continue;
    const std::string_view name = it->key().substr(1, it->key().size() - 10);
    if (names.empty() || names.back() != name) names.emplace_back(name);
  }
  if (Status status = it->status(); !status.ok()) return status;
  return names;
}

Result<std::vector<std::uint64_t>> ArticlesAtUrl(const KvView& view, std::string_view url) {
  return Numbers(view, Table::kArticleByUrl, url);
}

void ReplaceHeader(KvBatch& batch, std::uint64_t number, const std::optional<ArticleHeader>& before,
                   const std::optional<ArticleHeader>& after) {
  std::set<std::string> old_keys, new_keys;
  if (before) old_keys = LookupKeys(number, *before);
  if (after) new_keys = LookupKeys(number, *after);
  for (const std::string& key : old_keys)
    if (!new_keys.contains(key)) batch.Delete(key);
  for (const std::string& key : new_keys)
    if (!old_keys.contains(key)) batch.Put(key, {});
  if (after)
    batch.Put(KeyOf(Table::kArticle, number), EncodeHeader(*after));
  else
    batch.Delete(KeyOf(Table::kArticle, number));
}

std::string RecordKey(std::uint64_t number, std::string_view record_hash) {
  return KeyOf(Table::kRecord, number).append(record_hash);
}

}  // namespace lode
