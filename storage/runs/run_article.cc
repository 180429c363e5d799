// The record holds strings and places, never ids of a store, and so do names, words and traits:
// a run fits any store. What depends on the schema is how names fold; the run's head says which
// schema that was.

#include "storage/runs/run_article.h"

#include "storage/articles/record_check.h"
#include "storage/articles/record_codec.h"
#include "storage/disk/coding.h"
#include "storage/text/article_words.h"

namespace lode {

namespace {

Status Damaged() {
  return {Code::kCorrupt, "an article of the run is damaged"};
}

// Whether these are names of that record.
bool Fits(const ArticleNames& names, const ArticleRecord& record) {
  if (names.nodes.size() != record.nodes.size() || names.article_id != record.article.info.id)
    return false;
  for (const ArticleNames::Node& node : names.nodes)
    if (node.number != 0 || node.key.empty() || node.forms.empty()) return false;
  for (const ArticleNames::Evidence& alias : names.aliases)
    if (alias.other != 0) return false;
  return true;
}

}  // namespace

RunArticle MakeRunArticle(PreparedArticle article, std::vector<std::string> sets,
                          const Schema& schema) {
  RunArticle made;
  const ArticleRecord& record = article.record;
  made.record = EncodeRecord(record);
  made.names = NamesOf(article, schema);
  made.text = FactsOfText(record.article, record.sentences);
  made.sets = std::move(sets);
  made.article = std::move(article);
  return made;
}

std::string EncodeRunArticle(const RunArticle& article) {
  const Article& told = article.article.record.article;
  const ArticleInfo& info = told.info;
  std::string out;
  PutString(out, info.id);
  PutString(out, info.path);
  PutVarint(out, info.part);
  PutVarint(out, article.article.statement_ids.size());
  for (const std::string* field :
       {&info.title, &info.source, &info.author, &info.url, &info.published, &info.language})
    PutString(out, *field);
  PutVarint(out, article.sets.size());
  for (const std::string& set : article.sets) PutString(out, set);
  PutString(out, told.text);
  PutString(out, article.record);
  PutString(out, EncodeNames(article.names, told.text));
  PutString(out, article.text.words);
  PutString(out, EncodeTraits(article.text.traits));
  for (const std::uint64_t id : article.article.statement_ids) PutBig64(out, id);
  return out;
}

Result<RunArticle> DecodeRunArticle(std::string_view bytes) {
  ByteReader in(bytes);
  RunArticle read;
  ArticleInfo info;
  info.id = in.String();
  info.path = in.String();
  info.part = in.Varint32();
  const std::uint64_t statements = in.Varint();
  for (std::string* field :
       {&info.title, &info.source, &info.author, &info.url, &info.published, &info.language})
    *field = in.String();
  read.sets.resize(in.Count());
  for (std::string& set : read.sets) set = in.String();
  std::string text(in.String());
  read.record = in.String();
  const std::string_view names = in.String();
  read.text.words = in.String();
  const std::string_view traits = in.String();
  if (!in.ok() || statements != in.left() / 8 || in.left() % 8 != 0) return Damaged();
  for (std::uint64_t i = 0; i < statements; ++i) read.article.statement_ids.push_back(in.Big64());

  auto record = DecodeRecord(read.record, text);
  auto decoded = DecodeNames(names, text);
  auto sketch = DecodeTraits(traits);
  if (!record.ok() || !decoded.ok() || !sketch.ok()) return Damaged();
  record->article.info = std::move(info);
  record->article.text = std::move(text);
  read.names = *std::move(decoded);
  read.text.traits = *std::move(sketch);
  Status sound = CheckRecord(*record);
  if (sound.ok())
    sound =
        VisitArticleWords(read.text.words, [](std::string_view, std::string_view) { return true; });
  if (!sound.ok() || record->statements.size() != statements || !Fits(read.names, *record) ||
      ArticleIdOf(record->article) != record->article.info.id)
    return Damaged();
  for (const ArticleNames::Node& node : read.names.nodes)
    read.article.node_keys.push_back(node.key);
  read.article.record = *std::move(record);
  return read;
}

RunPlace PlaceOfRunArticle(std::string_view bytes) {
  ByteReader in(bytes);
  RunPlace place;
  place.id = in.String();
  place.path = in.String();
  place.part = in.Varint32();
  return in.ok() ? place : RunPlace();
}

std::uint64_t StatementsOfRunArticle(std::string_view bytes) {
  ByteReader in(bytes);
  in.String();
  in.String();
  in.Varint32();
  return in.Varint();
}

}  // namespace lode
