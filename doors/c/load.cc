// Loading and reading. A text with a title of its own is read as a record of one article, so
// that the title is known to be one.

#include "lode/load.h"

#include <atomic>
#include <map>
#include <memory>

#include "doors/c/error.h"
#include "doors/c/records.h"
#include "doors/c/store.h"
#include "lode/json.h"

using namespace lode::doors;
using lode::Code;
using lode::LoadReport;
using lode::Result;
using lode::Status;

struct lode_load_options {
  lode::LoadOptions options;
  std::map<std::string, std::string> record;  // "title", "author", "language"
  lode_progress progress = nullptr;
  void* context = nullptr;
};

struct lode_report {
  LoadReport report;
  std::vector<std::string> errors;
};

namespace {

// The options of one load, with what stops it.
class Running {
 public:
  explicit Running(const lode_load_options* given) {
    if (given == nullptr) return;
    options_ = given->options;
    if (given->progress == nullptr) return;
    options_.cancel = &stop_;
    options_.progress = [this, given](const lode::LoadProgress& at) {
      if (given->progress(given->context, at.files_done, at.files_total, at.articles,
                          at.statements) != 0)
        stop_ = true;
    };
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  const lode::LoadOptions& options() const { return options_; }

 private:
  lode::LoadOptions options_;
  std::atomic<bool> stop_ = false;
};

lode_report* ReportOf(LoadReport report) {
  auto made = std::make_unique<lode_report>();
  for (const lode::LoadError& error : report.errors)
    made->errors.push_back(error.path +
                           (error.line > 0 ? ":" + std::to_string(error.line) : std::string()) +
                           ": " + error.message);
  made->report = std::move(report);
  return made.release();
}

lode::GivenText TextFrom(const std::string& name, std::string bytes,
                         const lode_load_options* options) {
  if (options == nullptr || options->record.empty()) return {name, std::move(bytes)};
  std::string record = "{";
  for (const auto& [field, text] : options->record)
    record += lode::JsonString(field) + ":" + lode::JsonString(text) + ",";
  return {name, record + "\"text\":" + lode::JsonString(bytes) + "}"};
}

// One text: what is wrong with it is the error.
Status OnlyError(const LoadReport& report) {
  if (report.errors.empty()) return Status::Ok();
  const lode::LoadError& error = report.errors.front();
  return {Code::kInvalidInput, error.path + ": " + error.message};
}

}  // namespace

lode_code lode_load_options_new(lode_load_options** options, lode_error** error) {
  return Guard(error, [&]() -> Status {
    if (options == nullptr) return Missing("where the options go");
    *options = new lode_load_options;
    return Status::Ok();
  });
}

lode_code lode_load_options_set_text(lode_load_options* options, lode_load_setting what,
                                     const char* text, lode_error** error) {
  return Guard(error, [&]() -> Status {
    if (options == nullptr || text == nullptr) return Missing("the options, or the text,");
    switch (what) {
      case LODE_LOAD_SOURCE: options->options.source = text; break;
      case LODE_LOAD_PUBLISHED: options->options.published = text; break;
      case LODE_LOAD_URL: options->options.url = text; break;
      case LODE_LOAD_TITLE: options->record["title"] = text; break;
      case LODE_LOAD_AUTHOR: options->record["author"] = text; break;
      case LODE_LOAD_LANGUAGE: options->record["language"] = text; break;
      case LODE_LOAD_DATA_DIRECTORY: options->options.data_directory = text; break;
      case LODE_LOAD_SCHEMA: options->options.schema_path = text; break;
      default: return {Code::kInvalidInput, "this lode knows no such setting of a load"};
    }
    return Status::Ok();
  });
}

lode_code lode_load_options_set_number(lode_load_options* options, lode_load_number what,
                                       double number, lode_error** error) {
  return Guard(error, [&]() -> Status {
    constexpr double kMost = 9e15;
    if (options == nullptr) return Missing("the options");
    if (!(number >= 0 && number <= kMost))
      return {Code::kInvalidInput, "a setting of a load is a number from 0 to 9e15"};
    switch (what) {
      case LODE_LOAD_JOBS:
        if (number > 1024) return {Code::kInvalidInput, "more than 1024 jobs are not run"};
        options->options.jobs = static_cast<unsigned>(number);
        break;
      case LODE_LOAD_MIN_CONFIDENCE: options->options.min_confidence = number; break;
      case LODE_LOAD_DERIVE: options->options.derive = number != 0; break;
      case LODE_LOAD_MAX_FILE_BYTES:
        options->options.max_file_bytes = static_cast<std::uint64_t>(number);
        break;
      case LODE_LOAD_MAX_ARTICLE_BYTES:
        options->options.max_article_bytes = static_cast<std::uint64_t>(number);
        break;
      default: return {Code::kInvalidInput, "this lode knows no such setting of a load"};
    }
    return Status::Ok();
  });
}

void lode_load_options_set_progress(lode_load_options* options, lode_progress progress,
                                    void* context) {
  if (options == nullptr) return;
  options->progress = progress;
  options->context = context;
}

void lode_load_options_free(lode_load_options* options) {
  delete options;
}

lode_code lode_load_files(lode_store* store, const char* const* paths, size_t count,
                          const lode_load_options* options, lode_report** report,
                          lode_error** error) {
  if (report != nullptr) *report = nullptr;
  return Guard(error, [&]() -> Status {
    if (store == nullptr || (paths == nullptr && count > 0))
      return Missing("the store, or the paths,");
    std::vector<std::string> named;
    for (size_t i = 0; i < count; ++i) named.push_back(WordsOf(paths[i]));
    const Running running(options);
    Result<LoadReport> loaded = lode::Load(store->store, named, running.options());
    if (!loaded.ok()) return loaded.status();
    if (report != nullptr) *report = ReportOf(*std::move(loaded));
    return Status::Ok();
  });
}

lode_code lode_load_bytes(lode_store* store, const char* name, const char* bytes, size_t size,
                          const lode_load_options* options, lode_report** report,
                          lode_error** error) {
  if (report != nullptr) *report = nullptr;
  return Guard(error, [&]() -> Status {
    if (store == nullptr || bytes == nullptr) return Missing("the store, or the text,");
    const Running running(options);
    Result<LoadReport> loaded = lode::LoadTexts(
        store->store, {TextFrom(WordsOf(name), {bytes, size}, options)}, running.options());
    if (!loaded.ok()) return loaded.status();
    if (Status status = OnlyError(*loaded); !status.ok()) return status;
    if (report != nullptr) *report = ReportOf(*std::move(loaded));
    return Status::Ok();
  });
}

lode_code lode_extract(const char* bytes, size_t size, const lode_load_options* options,
                       lode_records** statements, lode_error** error) {
  if (statements != nullptr) *statements = nullptr;
  return Guard(error, [&]() -> Status {
    if (bytes == nullptr || statements == nullptr)
      return Missing("the text, or where the statements go,");
    const Running running(options);
    std::vector<lode::Statement> read;
    const Result<LoadReport> report =
        lode::ExtractTexts({TextFrom("text", {bytes, size}, options)}, running.options(),
                           [&](const lode::Extraction& one) {
                             read.insert(read.end(), one.statements.begin(), one.statements.end());
                           });
    if (!report.ok()) return report.status();
    if (Status status = OnlyError(*report); !status.ok()) return status;
    *statements = lode_records::Of(std::move(read));
    return Status::Ok();
  });
}

uint64_t lode_report_count(const lode_report* report, lode_count what) {
  if (report == nullptr) return 0;
  switch (what) {
    case LODE_COUNT_FILES: return report->report.files;
    case LODE_COUNT_ADDED: return report->report.added;
    case LODE_COUNT_REPLACED: return report->report.replaced;
    case LODE_COUNT_UNCHANGED: return report->report.unchanged;
    case LODE_COUNT_SUPERSEDED: return report->report.superseded;
    case LODE_COUNT_STATEMENTS: return report->report.statements;
    case LODE_COUNT_BELOW_CONFIDENCE: return report->report.below_confidence;
    case LODE_COUNT_ERRORS: return report->errors.size();
    case LODE_COUNT_CANCELLED: return report->report.cancelled ? 1 : 0;
    default: return 0;
  }
}

lode_text lode_report_error(const lode_report* report, size_t index) {
  if (report == nullptr || index >= report->errors.size()) return {"", 0};
  return TextOf(report->errors[index]);
}

void lode_report_free(lode_report* report) {
  delete report;
}
