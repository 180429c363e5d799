// The record's own bytes leave out the text and the facts; here they stand before them.

#include "storage/waiting_article.h"

#include "storage/articles/record_codec.h"
#include "storage/disk/coding.h"

namespace lode {

std::string EncodeWaiting(const ImportedArticle& waiting) {
  const ArticleRecord& record = waiting.record;
  const ArticleInfo& info = record.article.info;
  std::string out;
  for (const std::string* field :
       {&info.id, &info.path, &info.title, &info.source, &info.author, &info.url, &info.published,
        &info.language, &record.article.text})
    PutString(out, *field);
  PutVarint(out, info.part);
  PutVarint(out, info.paths.size());
  for (const std::string& path : info.paths) PutString(out, path);
  PutVarint(out, waiting.sets.size());
  for (const std::string& set : waiting.sets) PutString(out, set);
  PutString(out, EncodeRecord(record));
  return out;
}

Result<ImportedArticle> DecodeWaiting(std::string_view bytes) {
  ByteReader in(bytes);
  ArticleInfo info;
  std::string text;
  for (std::string* field : {&info.id, &info.path, &info.title, &info.source, &info.author,
                             &info.url, &info.published, &info.language, &text})
    *field = in.String();
  info.part = in.Varint32();
  info.paths.resize(in.Count());
  for (std::string& path : info.paths) path = in.String();
  std::vector<std::string> sets(in.Count());
  for (std::string& set : sets) set = in.String();
  auto record = DecodeRecord(in.String(), text);
  if (!record.ok()) return record.status();
  record->article.info = std::move(info);
  record->article.text = std::move(text);
  return ImportedArticle{*std::move(record), std::move(sets)};
}

}  // namespace lode
