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

// Articles that are damaged are left out and go into `damage`.
Status ForEachArticle(const StoredSnapshot& snapshot, std::ostream& out, DamageLog& damage,
                      const std::function<void(const CachedArticle&)>& write) {
  auto it = snapshot.view().Iterate(KeyOf(Table::kArticleById));
  for (; it->valid(); it->Next()) {
    const std::string_view key = it->key();  // table, id, 0, number
    const std::uint64_t number = ByteReader(key.substr(key.size() - 8)).Big64();
    auto article =
        ReadArticle(snapshot.view(), snapshot.schema(), number, key.substr(1, key.size() - 10));
    if (article.ok())
      write(**article);
    else if (IsDamage(article.status()))
      damage.Add(number, article.status());
    else
      return article.status();
    if (!out) return {Code::kIo, "the export cannot be written; is the disk full?"};
  }
  Status status = it->status();
  return status.ok() ? snapshot.status() : status;
}

Status ForEachStatement(const StoredSnapshot& snapshot, std::ostream& out, DamageLog& damage,
                        const std::function<void(const Statement&)>& write) {
  return ForEachArticle(snapshot, out, damage, [&](const CachedArticle& cached) {
    const EntityOfKey entity_of = [&](const std::string& key) {
      return snapshot.aliases().EntityOfKey(key);
    };
    for (std::size_t i = 0; i < cached.article.record.statements.size(); ++i)
      write(MaterializeStatement(cached.article, cached.info, entity_of, i));
  });
}

}  // namespace

Status ExportStatements(const StoredSnapshot& snapshot, std::ostream& out, DamageLog& damage) {
  return ForEachStatement(snapshot, out, damage,
                          [&](const Statement& s) { out << ToJson(s) << '\n'; });
}

Status ExportArticles(const StoredSnapshot& snapshot, std::ostream& out, DamageLog& damage) {
  return ForEachArticle(snapshot, out, damage,
                        [&](const CachedArticle& a) { out << ArticleLine(a.article) << '\n'; });
}

Status ExportNTriples(const StoredSnapshot& snapshot, std::ostream& out, DamageLog& damage) {
  Status status = ForEachArticle(snapshot, out, damage,
                                 [&](const CachedArticle& a) { out << ToNTriples(*a.info); });
  if (!status.ok()) return status;
  return ForEachStatement(snapshot, out, damage, [&](const Statement& s) { out << ToNTriples(s); });
}

}  // namespace lode
