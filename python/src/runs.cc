// Runs: written of texts as they come, merged into a store.

#include "lode/runs.h"

#include <memory>

#include "python/src/python.h"

namespace lode::python {
namespace {

// A run under way, and what stops it.
class Writer {
 public:
  Writer(const std::string& path, const py::dict& given)
      : cancel_(std::make_unique<std::atomic<bool>>(false)), writer_(Opened(path, given)) {}

  py::dict Add(const std::vector<std::pair<std::string, py::bytes>>& given) {
    std::vector<GivenText> texts;
    for (const auto& [path, bytes] : given) texts.push_back({path, bytes});
    Result<LoadReport> report = Status();
    RunStoppable([&] { report = writer_.AddTexts(texts); }, *cancel_);
    return ReportOf(Take(std::move(report)));
  }
  void Finish() {
    Check(WithoutLock([&] { return writer_.Finish(); }));
  }

 private:
  RunWriter Opened(const std::string& path, const py::dict& given) {
    LoadOptions options = OptionsFrom(given);
    options.cancel = cancel_.get();
    return Take(WithoutLock([&] { return RunWriter::Create(path, options); }));
  }

  std::unique_ptr<std::atomic<bool>> cancel_;
  RunWriter writer_;
};

std::tuple<std::uint64_t, std::uint64_t, std::uint64_t> Import(
    Store& store, const std::vector<std::string>& paths) {
  std::atomic<bool> cancel = false;
  Result<ImportReport> report = Status();
  RunStoppable([&] { report = ImportRuns(store, paths, &cancel); }, cancel);
  const ImportReport imported = Take(std::move(report));
  return {imported.articles, imported.statements, imported.skipped};
}

}  // namespace

void DefineRuns(py::module_& module) {
  py::class_<Writer>(module, "RunWriter")
      .def(py::init<const std::string&, const py::dict&>())
      .def("add", &Writer::Add)
      .def("finish", &Writer::Finish);
  module.def("import_runs", &Import);
}

}  // namespace lode::python
