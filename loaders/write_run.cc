// Articles are read as in a load, prepared and worked out in the order in which they come, and
// sorted into a run. What a load decides by looking into the store (what gives way to what) is
// left to the import.

#include <filesystem>
#include <optional>
#include <utility>

#include "loaders/given_files.h"
#include "loaders/load_run.h"
#include "loaders/pipeline.h"
#include "loaders/reading_schema.h"
#include "lode/runs.h"
#include "storage/names/prepared_article.h"
#include "storage/runs/run_article.h"
#include "storage/runs/run_merge.h"
#include "storage/schema/schema.h"

namespace lode {

struct RunWriter::Impl {
  Impl(LoadOptions given, Pipeline opened, std::shared_ptr<const Schema> with,
       const std::string& path)
      : options(std::move(given)),
        pipeline(std::move(opened)),
        schema(std::move(with)),
        sorter(path, RunSchemaHash(schema->text())) {}

  Status Put(ArticleRecord record) {
    auto article = Prepare(std::move(record), *schema);
    if (!article.ok()) return article.status();
    return sorter.Add(
        EncodeRunArticle(MakeRunArticle(*std::move(article), {options.set}, *schema)));
  }

  Result<LoadReport> Add(const FindFiles& files) {
    LoadRun run(options, pipeline);
    const std::vector<SourceFile> found = files(run);
    run.Announce(found);
    LoadReport report = run.Execute(
        OneByOne(found), [](const Article&) { return Standing::kNew; },
        [&](LoadedRecord read) {
          for (ArticleRecord& record : read.articles) {
            const std::size_t statements = record.statements.size();
            if (Status status = Put(std::move(record)); !status.ok())
              return run.Fail(std::move(status));
            run.report().added += 1;
            run.report().statements += statements;
          }
        });
    if (!run.failure().ok()) return run.failure();
    return report;
  }

  const LoadOptions options;
  const Pipeline pipeline;
  const std::shared_ptr<const Schema> schema;
  RunSorter sorter;
};

RunWriter::RunWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RunWriter::~RunWriter() = default;
RunWriter::RunWriter(RunWriter&&) noexcept = default;
RunWriter& RunWriter::operator=(RunWriter&&) noexcept = default;

Result<RunWriter> RunWriter::Create(const std::string& path, const LoadOptions& options) {
  if (Status status = CheckLoadOptions(options); !status.ok()) return status;
  std::error_code unknown;
  const auto there = std::filesystem::status(path, unknown);
  if (std::filesystem::exists(there) && !std::filesystem::is_regular_file(there))
    return Status(Code::kInvalidInput,
                  "'" + path + "' is no regular file; a run is written to one beside it first");
  auto pipeline = Pipeline::Open(options);
  if (!pipeline.ok()) return pipeline.status();
  auto schema = ReadingSchema(options.schema_path);
  if (!schema.ok()) return schema.status();
  std::string to = path;  // where a link leads
  if (std::filesystem::is_symlink(path, unknown))
    to = std::filesystem::path(path).parent_path() / std::filesystem::read_symlink(path, unknown);
  auto impl = std::make_unique<Impl>(options, *std::move(pipeline), *std::move(schema), to);
  if (Status status = impl->sorter.Begin(); !status.ok()) return status;
  return RunWriter(std::move(impl));
}

Result<LoadReport> RunWriter::Add(const std::vector<std::string>& paths) {
  return impl_->Add(FilesAt(paths));
}

Result<LoadReport> RunWriter::AddTexts(const std::vector<GivenText>& texts) {
  if (Status status = CheckTexts(texts); !status.ok()) return status;
  return impl_->Add(FilesOf(texts));
}

Status RunWriter::Finish() {
  return impl_->sorter.Finish();
}

}  // namespace lode
