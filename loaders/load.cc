// Loading and reading files and texts: what they are is found, and put through one run.

#include "lode/load.h"

#include <utility>

#include "loaders/given_files.h"
#include "loaders/load_run.h"
#include "loaders/pipeline.h"
#include "loaders/store_writer.h"
#include "storage/names/prepared_article.h"
#include "storage/snapshot/materialize.h"

namespace lode {
namespace {

Result<LoadReport> LoadFiles(Store& store, const FindFiles& files, const LoadOptions& options) {
  if (Status status = CheckLoadOptions(options); !status.ok()) return status;
  Result<Pipeline> pipeline = Pipeline::Open(options);
  if (!pipeline.ok()) return pipeline.status();
  LoadRun run(options, *pipeline);
  StoreWriter writer(store, run);
  const std::vector<SourceFile> found = files(run);
  run.Announce(found);
  LoadReport report = run.Execute(
      OneByOne(found),
      [&](const Article& article) { return StandingOf(store, article, run.paths(), options.set); },
      [&writer](LoadedRecord read) { writer.Take(std::move(read)); }, [&writer] { writer.Rest(); });
  if (!run.failure().ok()) return run.failure();
  return report;
}

Result<LoadReport> ExtractFiles(const FindFiles& files, const LoadOptions& options,
                                const std::function<void(const Extraction&)>& sink) {
  if (Status status = CheckLoadOptions(options); !status.ok()) return status;
  Result<Pipeline> pipeline = Pipeline::Open(options);
  if (!pipeline.ok()) return pipeline.status();
  LoadRun run(options, *pipeline);
  const std::vector<SourceFile> found = files(run);
  run.Announce(found);
  return run.Execute(
      OneByOne(found), [](const Article&) { return Standing::kNew; },
      [&](LoadedRecord read) {
        for (ArticleRecord& record : read.articles) {
          Extraction extraction{{}, Materialize(record)};
          extraction.article = std::move(record.article);
          extraction.article.info.id = ArticleIdOf(extraction.article);
          run.report().added += 1;
          run.report().statements += extraction.statements.size();
          sink(extraction);
        }
      });
}

}  // namespace

Result<LoadReport> Load(Store& store, const std::vector<std::string>& paths,
                        const LoadOptions& options) {
  return LoadFiles(store, FilesAt(paths), options);
}

Result<LoadReport> LoadTexts(Store& store, const std::vector<GivenText>& texts,
                             const LoadOptions& options) {
  if (Status status = CheckTexts(texts); !status.ok()) return status;
  return LoadFiles(store, FilesOf(texts), options);
}

Result<LoadReport> Extract(const std::vector<std::string>& paths, const LoadOptions& options,
                           const std::function<void(const Extraction&)>& sink) {
  return ExtractFiles(FilesAt(paths), options, sink);
}

Result<LoadReport> ExtractTexts(const std::vector<GivenText>& texts, const LoadOptions& options,
                                const std::function<void(const Extraction&)>& sink) {
  if (Status status = CheckTexts(texts); !status.ok()) return status;
  return ExtractFiles(FilesOf(texts), options, sink);
}

}  // namespace lode
