// The JSONL exports. Articles come in the order of their ids, which is the order
// of the table that finds them by id; the statements of an article are stored in
// the order of the export already. So the export is one walk.

#include "storage/exchange/export.h"

#include <algorithm>
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
bool IsWanted(const CachedArticle& article, std::string_view set) {
  return set.empty() || std::binary_search(article.sets.begin(), article.sets.end(), set);
}

Status ForEachArticle(const StoredSnapshot& snapshot, std::string_view set, std::ostream& out,
                      DamageLog& damage, const std::function<void(const CachedArticle&)>& write) {
  auto it = snapshot.view().Iterate(KeyOf(Table::kArticleById));
  for (; it->valid(); it->Next()) {
    const std::string_view key = it->key();  // table, id, 0, number
    const std::uint64_t number = ByteReader(key.substr(key.size() - 8)).Big64();
    auto article =
        ReadArticle(snapshot.view(), snapshot.schema(), number, key.substr(1, key.size() - 10));
    if (article.ok() && IsWanted(**article, set))
      write(**article);
    else if (article.ok())
      continue;
    else if (IsDamage(article.status()))
      damage.Add(number, article.status());
    else
      return article.status();
    if (!out) return {Code::kIo, "the export cannot be written; is the disk full?"};
  }
  Status status = it->status();
  return status.ok() ? snapshot.status() : status;
}

Status ForEachStatement(const StoredSnapshot& snapshot, std::string_view set, std::ostream& out,
                        DamageLog& damage, const std::function<void(const Statement&)>& write) {
  return ForEachArticle(snapshot, set, out, damage, [&](const CachedArticle& cached) {
    const EntityOfKey entity_of = [&](const std::string& key) {
      return snapshot.aliases().EntityOfKey(key);
    };
    for (std::size_t i = 0; i < cached.article.record.statements.size(); ++i)
      write(MaterializeStatement(cached.article, cached.info, entity_of, i));
  });
}

}  // namespace

Status ExportStatements(const StoredSnapshot& snapshot, std::string_view set, std::ostream& out,
                        DamageLog& damage) {
  return ForEachStatement(snapshot, set, out, damage,
                          [&](const Statement& s) { out << ToJson(s) << '\n'; });
}

Status ExportArticles(const StoredSnapshot& snapshot, std::string_view set, std::ostream& out,
                      DamageLog& damage) {
  return ForEachArticle(snapshot, set, out, damage, [&](const CachedArticle& a) {
    out << ArticleLine(a.article, a.sets) << '\n';
  });
}

Status ExportNTriples(const StoredSnapshot& snapshot, std::string_view set, std::ostream& out,
                      DamageLog& damage) {
  Status status = ForEachArticle(snapshot, set, out, damage,
                                 [&](const CachedArticle& a) { out << ToNTriples(*a.info); });
  if (!status.ok()) return status;
  return ForEachStatement(snapshot, set, out, damage,
                          [&](const Statement& s) { out << ToNTriples(s); });
}

Status ExportTo(const StoredSnapshot& snapshot, ExportFormat format, std::string_view set,
                std::ostream& out, Damage* damage) {
  DamageLog log;
  Status status(Code::kInvalidInput, "there is no such export format");
  switch (format) {
    case ExportFormat::kStatements: status = ExportStatements(snapshot, set, out, log); break;
    case ExportFormat::kArticles: status = ExportArticles(snapshot, set, out, log); break;
    case ExportFormat::kNTriples: status = ExportNTriples(snapshot, set, out, log); break;
  }
  const Damage found = log.All();
  if (damage != nullptr) damage->insert(damage->end(), found.begin(), found.end());
  return status.ok() && damage == nullptr && !found.empty() ? found.front() : status;
}

}  // namespace lode
