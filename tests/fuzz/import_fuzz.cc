// Any bytes are an export: what is taken in leaves again as the same export, and
// can be forgotten without a trace.

#include <sstream>
#include <string>

#include "lode/store.h"
#include "storage/articles/record_check.h"
#include "storage/exchange/import_record.h"
#include "storage/names/prepared_article.h"
#include "storage/snapshot/materialize.h"
#include "storage/writer.h"
#include "tests/fuzz/temp_folder.h"
#include "tests/must.h"

namespace lode::fuzz {
namespace {

std::string Exported(const Store& store) {
  std::ostringstream out;
  Require(store.Export(ExportFormat::kArticles, out).ok());
  Require(store.Export(ExportFormat::kStatements, out).ok());
  return std::move(out).str();
}

Result<ImportReport> Import(Store& store, const std::string& lines) {
  std::istringstream in(lines);
  return store.Import(in, "fuzz");
}

void ForgetAll(Store& store) {
  for (const ArticleInfo& info : Must(store.Articles())) Require(store.Forget(info.id).ok());
  Require(Exported(store).empty());
}

// Whether importing could change the store: one that cannot is not worth its writes.
bool HasArticle(const std::string& lines) {
  std::istringstream in(lines);
  ExportReader reader;
  bool found = false;
  for (std::string line; std::getline(in, line);) {
    Result<ImportedLine> parsed = reader.Read(line);
    const auto* article = parsed.ok() ? std::get_if<ImportedArticle>(&*parsed) : nullptr;
    if (article == nullptr || !CheckRecord(article->record).ok()) continue;
    static_cast<void>(Materialize(article->record));
    const Article& whole = article->record.article;
    found = found || ArticleIdOf(whole) == whole.info.id;
  }
  return found;
}

}  // namespace

LODE_FUZZ(import) {
  static const TempFolder folder;
  static Result<Store> store = Store::Open(folder / "store");
  Require(store.ok());
  const std::string lines(bytes);
  if (!HasArticle(lines)) return;
  const Result<ImportReport> report = Import(*store, lines);
  if (!report.ok()) Require(!report.status().message().empty());
  const std::string exported = Exported(*store);
  ForgetAll(*store);
  if (exported.empty()) return;
  Require(Import(*store, exported).ok());
  Require(Exported(*store) == exported);
  ForgetAll(*store);
}

}  // namespace lode::fuzz
