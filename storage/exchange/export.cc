// The JSONL exports. Articles come in the order of their ids, which is the order
// of the table that finds them by id; the statements of an article are stored in
// the order of the export already. So the export is one walk.

#include "storage/exchange/export.h"

#include <functional>
#include <ostream>

#include "lode/json.h"
#include "storage/exchange/export_record.h"
#include "storage/exchange/ntriples.h"
#include "storage/snapshot/materialize.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

Status ForEachArticle(const StoredSnapshot& snapshot, std::ostream& out,
                      const std::function<void(const CachedArticle&)>& write) {
  auto it = snapshot.view().Iterate(KeyOf(Table::kArticleById));
  for (; it->valid(); it->Next()) {
    const std::string_view key = it->key();
    auto article = ReadArticle(snapshot.view(), snapshot.schema(),
                               ByteReader(key.substr(key.size() - 8)).Big64());
    if (!article.ok()) return article.status();
    write(**article);
    if (!out) return {Code::kIo, "the export cannot be written; is the disk full?"};
  }
  Status status = it->status();
  return status.ok() ? snapshot.status() : status;
}

Status ForEachStatement(const StoredSnapshot& snapshot, std::ostream& out,
                        const std::function<void(const Statement&)>& write) {
  return ForEachArticle(snapshot, out, [&](const CachedArticle& cached) {
    for (std::size_t i = 0; i < cached.article.record.statements.size(); ++i)
      write(MaterializeStatement(cached.article, cached.info, snapshot.aliases(), i));
  });
}

}  // namespace

Status ExportStatements(const StoredSnapshot& snapshot, std::ostream& out) {
  return ForEachStatement(snapshot, out, [&](const Statement& s) { out << ToJson(s) << '\n'; });
}

Status ExportArticles(const StoredSnapshot& snapshot, std::ostream& out) {
  return ForEachArticle(snapshot, out,
                        [&](const CachedArticle& a) { out << ArticleLine(a.article) << '\n'; });
}

Status ExportNTriples(const StoredSnapshot& snapshot, std::ostream& out) {
  Status status =
      ForEachArticle(snapshot, out, [&](const CachedArticle& a) { out << ToNTriples(*a.info); });
  if (!status.ok()) return status;
  return ForEachStatement(snapshot, out, [&](const Statement& s) { out << ToNTriples(s); });
}

}  // namespace lode
