// Opening a store, taking articles out, writing one out.

#include "doors/c/store.h"

#include <memory>
#include <ostream>
#include <streambuf>

#include "doors/c/error.h"
#include "lode/analysis.h"

using namespace lode::doors;
using lode::Code;
using lode::Result;
using lode::Status;

namespace {

Status Stopped() {
  return {Code::kCancelled, "stopped, since the sink asked for it"};
}

// Hands on what is written, until the sink has enough.
class SinkBuffer : public std::streambuf {
 public:
  SinkBuffer(lode_sink sink, void* context) : sink_(sink), context_(context) {}
  bool stopped() const { return stopped_; }

 protected:
  int_type overflow(int_type c) override {
    const char byte = traits_type::to_char_type(c);
    return traits_type::eq_int_type(c, traits_type::eof()) || xsputn(&byte, 1) == 1
               ? traits_type::not_eof(c)
               : traits_type::eof();
  }
  std::streamsize xsputn(const char* bytes, std::streamsize size) override {
    stopped_ = stopped_ || sink_(context_, bytes, static_cast<size_t>(size)) != 0;
    return stopped_ ? 0 : size;
  }

 private:
  lode_sink sink_;
  void* context_;
  bool stopped_ = false;
};

Result<lode::ExportFormat> FormatOf(const std::string& name) {
  if (name == "jsonl") return lode::ExportFormat::kStatements;
  if (name == "articles") return lode::ExportFormat::kArticles;
  if (name == "nt" || name == "ntriples") return lode::ExportFormat::kNTriples;
  return Status(Code::kInvalidInput, "'" + name + "' is no format: jsonl, articles or ntriples");
}

Result<lode::AnalysisFormat> AnalysisFormatOf(const std::string& name) {
  if (name == "conllu") return lode::AnalysisFormat::kConllu;
  if (name == "json") return lode::AnalysisFormat::kJson;
  if (name == "tree") return lode::AnalysisFormat::kTree;
  return Status(Code::kInvalidInput, "'" + name + "' is no format: conllu, json or tree");
}

}  // namespace

lode_code lode_store_open(const char* path, unsigned flags, lode_store** store,
                          lode_error** error) {
  if (store != nullptr) *store = nullptr;
  return Guard(error, [&]() -> Status {
    if (path == nullptr || store == nullptr) return Missing("the path, or where the store goes,");
    lode::OpenOptions options;
    options.read_only = (flags & LODE_READ_ONLY) != 0;
    options.create_if_missing = (flags & LODE_MUST_EXIST) == 0;
    Result<lode::Store> opened = lode::Store::Open(path, options);
    if (!opened.ok()) return opened.status();
    *store = new lode_store{*std::move(opened)};
    return Status::Ok();
  });
}

void lode_store_free(lode_store* store) {
  delete store;
}

lode_code lode_forget(lode_store* store, const char* article, uint64_t* gone, lode_error** error) {
  if (gone != nullptr) *gone = 0;
  return Guard(error, [&]() -> Status {
    if (store == nullptr || article == nullptr) return Missing("the store, or the article,");
    const Result<std::uint64_t> count = store->store.Forget(article);
    if (!count.ok()) return count.status();
    if (gone != nullptr) *gone = *count;
    return Status::Ok();
  });
}

lode_code lode_export(lode_store* store, const char* format, lode_sink sink, void* context,
                      lode_error** error) {
  return Guard(error, [&]() -> Status {
    if (store == nullptr || sink == nullptr) return Missing("the store, or the sink,");
    const Result<lode::ExportFormat> known = FormatOf(WordsOf(format));
    if (!known.ok()) return known.status();
    SinkBuffer buffer(sink, context);
    std::ostream out(&buffer);
    const Status status = store->store.Export(*known, out);
    return buffer.stopped() ? Stopped() : status;
  });
}

lode_code lode_analyze(const char* text, size_t size, const char* format,
                       const char* data_directory, lode_sink sink, void* context,
                       lode_error** error) {
  return Guard(error, [&]() -> Status {
    if (text == nullptr || sink == nullptr) return Missing("the text, or the sink,");
    const Result<lode::AnalysisFormat> known = AnalysisFormatOf(WordsOf(format));
    if (!known.ok()) return known.status();
    const Result<lode::Analyzer> analyzer = lode::Analyzer::Open(WordsOf(data_directory));
    if (!analyzer.ok()) return analyzer.status();
    lode::AnalyzeOptions options;
    options.format = *known;
    return analyzer->Analyze({text, size}, options, [&](std::string_view part) {
      return sink(context, part.data(), part.size()) == 0;
    });
  });
}
