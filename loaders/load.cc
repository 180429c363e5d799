// Loading and reading files and texts: what they are is found, and put through one run.

#include "lode/load.h"

#include <set>
#include <utility>

#include "loaders/load_run.h"
#include "loaders/pipeline.h"
#include "loaders/store_writer.h"
#include "storage/names/prepared_article.h"
#include "storage/snapshot/materialize.h"

namespace lode {
namespace {

// What a run reads: finds its files once the run is there to hear what is missing.
using FindFiles = std::function<std::vector<SourceFile>(LoadRun&)>;

FindFiles FilesAt(const std::vector<std::string>& paths) {
  return [&paths](LoadRun& run) {
    std::vector<LoadError> missing;
    std::vector<SourceFile> files = FindSources(paths, missing);
    for (const LoadError& error : missing) run.AddError(error);
    return files;
  };
}

FindFiles FilesOf(const std::vector<GivenText>& texts) {
  return [&texts](LoadRun&) {
    std::vector<SourceFile> files;
    for (const GivenText& text : texts)
      files.push_back({text.path, text.bytes.size(), &text.bytes});
    return files;
  };
}

NextSource OneByOne(const std::vector<SourceFile>& files) {
  return [&files, at = std::size_t{0}]() mutable -> std::optional<LoadSource> {
    if (at == files.size()) return std::nullopt;
    return LoadSource{files[at++], nullptr};
  };
}

Status CheckTexts(const std::vector<GivenText>& texts) {
  std::set<std::string> paths;
  for (const GivenText& text : texts) {
    if (text.path.empty()) return {Code::kInvalidInput, "a text has no path: give it a name"};
    if (!paths.insert(text.path).second)
      return {Code::kInvalidInput,
              "two texts have the path '" + text.path + "': give each its own"};
  }
  return Status::Ok();
}

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
      [&writer](LoadedRecord read) { writer.Take(std::move(read)); });
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
