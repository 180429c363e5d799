// A store, and reading texts. Records come out as JSON, in the form of docs/export.md.

#include <fstream>
#include <memory>
#include <sstream>

#include "lode/typed_json.h"
#include "python/src/python.h"

namespace lode::python {
namespace {

template <typename T>
std::vector<std::string> JsonOf(const std::vector<T>& records) {
  std::vector<std::string> lines;
  lines.reserve(records.size());
  for (const T& record : records) lines.push_back(ToJson(record));
  return lines;
}

py::list EntitiesOf(const std::vector<EntityInfo>& found) {
  py::list list;
  for (const EntityInfo& info : found) {
    Value value;
    value.kind = ValueKind::kEntity;
    value.entity = info.entity;
    list.append(py::make_tuple(ToPython(value), info.statements, info.articles));
  }
  return list;
}

}  // namespace

LoadOptions OptionsFrom(const py::dict& given) {
  LoadOptions options;
  for (const auto& [key, value] : given) {
    const auto name = key.cast<std::string>();
    if (name == "set")
      options.set = value.cast<std::string>();
    else if (name == "source")
      options.source = value.cast<std::string>();
    else if (name == "published")
      options.published = value.cast<std::string>();
    else if (name == "url")
      options.url = value.cast<std::string>();
    else if (name == "fields")
      options.fields = value.cast<std::map<std::string, std::string>>();
    else if (name == "jobs")
      options.jobs = value.cast<unsigned>();
    else if (name == "data_directory")
      options.data_directory = value.cast<std::string>();
    else if (name == "schema")
      options.schema_path = value.cast<std::string>();
    else if (name == "derive")
      options.derive = value.cast<bool>();
    else if (name == "min_confidence")
      options.min_confidence = value.cast<double>();
    else if (name == "max_file_bytes")
      options.max_file_bytes = value.cast<std::uint64_t>();
    else if (name == "max_article_bytes")
      options.max_article_bytes = value.cast<std::uint64_t>();
    else
      throw py::type_error("there is no option '" + name + "' of a load");
  }
  return options;
}

py::dict ReportOf(const LoadReport& report) {
  using py::literals::operator""_a;
  py::list errors;
  for (const LoadError& error : report.errors)
    errors.append(py::make_tuple(error.path, error.line, error.message));
  return py::dict(
      "files"_a = report.files, "added"_a = report.added, "replaced"_a = report.replaced,
      "unchanged"_a = report.unchanged, "statements"_a = report.statements,
      "below_confidence"_a = report.below_confidence, "superseded"_a = report.superseded,
      "unread_fields"_a = report.unread_fields, "errors"_a = errors, "seconds"_a = report.seconds);
}

namespace {

// Loads or reads with Ctrl-C looked after, and progress told where it is wanted.
template <typename Work>
LoadReport Stoppable(const py::dict& given, const py::object& progress, Work&& work) {
  LoadOptions options = OptionsFrom(given);
  std::atomic<bool> cancel = false;
  options.cancel = &cancel;
  std::mutex mutex;
  LoadProgress at, told;
  options.progress = [&](const LoadProgress& now) {
    std::lock_guard lock(mutex);
    at = now;
  };
  std::function<void()> tell;
  if (!progress.is_none())
    tell = [&] {
      {
        std::lock_guard lock(mutex);
        told = at;
      }
      progress(told.files_done, told.files_total, told.articles, told.statements);
    };
  Result<LoadReport> report = Status();
  RunStoppable([&] { report = work(options); }, cancel, tell);
  if (!report.ok()) Raise(report.status());
  return *std::move(report);
}

std::vector<GivenText> TextsFrom(const std::vector<std::pair<std::string, py::bytes>>& given) {
  std::vector<GivenText> texts;
  for (const auto& [path, bytes] : given) texts.push_back({path, bytes});
  return texts;
}

py::dict LoadPaths(Store& store, const std::vector<std::string>& paths, const py::dict& options,
                   const py::object& progress) {
  return ReportOf(Stoppable(options, progress,
                            [&](const LoadOptions& with) { return Load(store, paths, with); }));
}

py::dict LoadBytes(Store& store, const std::vector<std::pair<std::string, py::bytes>>& given,
                   const py::dict& options, const py::object& progress) {
  const std::vector<GivenText> texts = TextsFrom(given);
  return ReportOf(Stoppable(
      options, progress, [&](const LoadOptions& with) { return LoadTexts(store, texts, with); }));
}

// For each article its record and its statements' records.
std::pair<py::list, py::dict> ExtractBytes(
    const std::vector<std::pair<std::string, py::bytes>>& given, const py::dict& options) {
  const std::vector<GivenText> texts = TextsFrom(given);
  std::vector<std::pair<std::string, std::vector<std::string>>> read;
  const LoadReport report = Stoppable(options, py::none(), [&](const LoadOptions& with) {
    return ExtractTexts(texts, with, [&](const Extraction& one) {
      read.emplace_back(ToJson(one.article), JsonOf(one.statements));
    });
  });
  return {py::cast(read), ReportOf(report)};
}

// The same as lines of typed records (lode/typed_json.h), one a statement, of all texts that
// could be read.
std::pair<py::bytes, py::dict> ExtractRows(
    const std::vector<std::pair<std::string, py::bytes>>& given, const py::dict& options) {
  const std::vector<GivenText> texts = TextsFrom(given);
  std::string lines;
  const LoadReport report = Stoppable(options, py::none(), [&](const LoadOptions& with) {
    return ExtractTexts(texts, with, [&](const Extraction& one) {
      for (const Statement& statement : one.statements) lines += ToTypedJson(statement) + '\n';
    });
  });
  return {py::bytes(lines), ReportOf(report)};
}

std::string Analyze(const py::bytes& text, const std::string& format,
                    const std::string& data_directory) {
  AnalyzeOptions options;
  if (format == "conllu")
    options.format = AnalysisFormat::kConllu;
  else if (format == "json")
    options.format = AnalysisFormat::kJson;
  else if (format == "tree")
    options.format = AnalysisFormat::kTree;
  else
    Raise(Status(Code::kInvalidInput, "'" + format + "' is no format: conllu, json or tree"));
  const Analyzer analyzer = Take(Analyzer::Open(data_directory));
  const std::string given = text;
  std::atomic<bool> cancel = false;
  std::string analysed;
  Status status;
  RunStoppable(
      [&] {
        status = analyzer.Analyze(given, options, [&](std::string_view part) {
          analysed += part;
          return !cancel;
        });
      },
      cancel);
  Check(status);
  return analysed;
}

std::string Export(const Store& store, const std::string& format) {
  const std::map<std::string, ExportFormat> formats = {{"jsonl", ExportFormat::kStatements},
                                                       {"articles", ExportFormat::kArticles},
                                                       {"ntriples", ExportFormat::kNTriples}};
  const auto known = formats.find(format);
  if (known == formats.end())
    Raise(
        Status(Code::kInvalidInput, "'" + format + "' is no format: jsonl, articles or ntriples"));
  std::ostringstream out;
  Check(WithoutLock([&] { return store.Export(known->second, out); }));
  return std::move(out).str();
}

py::dict StatsOf(const Store& store) {
  using py::literals::operator""_a;
  const StoreStats stats = Take(WithoutLock([&] { return store.Stats(); }));
  return py::dict("articles"_a = stats.articles, "statements"_a = stats.statements,
                  "triples"_a = stats.triples, "entities"_a = stats.entities,
                  "predicates"_a = stats.predicates, "rules"_a = stats.rules,
                  "disk_bytes"_a = stats.disk_bytes,
                  "statements_by_predicate"_a = stats.statements_by_predicate);
}

void AddRulesTo(Store& store, const std::string& name, const std::string& text, bool replace) {
  const std::vector<Diagnostic> found = AddRules(store, name, text, replace);
  for (const Diagnostic& diagnostic : found)
    if (diagnostic.severity == Severity::kError) Raise(found);
}

Store Open(const std::string& path, bool read_only, bool create) {
  OpenOptions options;
  options.read_only = read_only;
  options.create_if_missing = create;
  return Take(WithoutLock([&] { return Store::Open(path, options); }));
}

}  // namespace

void DefineStore(py::module_& module) {
  py::class_<Store>(module, "Store")
      .def(py::init(&Open))
      .def("load", &LoadPaths)
      .def("load_bytes", &LoadBytes)
      .def("articles",
           [](const Store& store) {
             return JsonOf(Take(WithoutLock([&] { return store.Articles(); })));
           })
      .def("article",
           [](const Store& store, const std::string& id) {
             return ToJson(Take(WithoutLock([&] { return store.ArticleOf(id); })));
           })
      .def("statements_of",
           [](const Store& store, const std::string& id) {
             return JsonOf(Take(WithoutLock([&] { return store.StatementsOf(id); })));
           })
      .def("about",
           [](const Store& store, const std::string& id) {
             return JsonOf(Take(WithoutLock([&] { return store.StatementsAbout(id); })));
           })
      .def("statement",
           [](const Store& store, const std::string& id) {
             return ToJson(Take(WithoutLock([&] { return store.StatementOf(id); })));
           })
      .def("entities",
           [](const Store& store, const std::string& pattern, std::size_t limit) {
             return EntitiesOf(Take(WithoutLock([&] { return store.Entities(pattern, limit); })));
           })
      .def("resolve",
           [](const Store& store, const std::string& name) {
             return EntitiesOf(Take(WithoutLock([&] { return store.Resolve(name); })));
           })
      .def("suggest",
           [](const Store& store, const std::string& name) { return store.Suggest(name); })
      .def("predicates", [](const Store& store) { return Take(store.Predicates()); })
      .def("stats", &StatsOf)
      .def("forget",
           [](Store& store, const std::string& article) {
             return Take(WithoutLock([&] { return store.Forget(article); }));
           })
      .def("rules",
           [](const Store& store) {
             std::map<std::string, std::string> rules;
             for (const RuleInfo& info : Take(store.Rules())) rules[info.name] = info.text;
             return rules;
           })
      .def("add_rules", &AddRulesTo)
      .def("remove_rules",
           [](Store& store, const std::string& name) { Check(store.RemoveRules(name)); })
      .def("export", &Export)
      .def("is_behind", [](const Store& store) { return store.IsBehind(); })
      .def("notes", [](const Store& store) { return store.notes(); })
      .def("path", [](const Store& store) { return store.path(); });
  module.def("extract", &ExtractBytes);
  module.def("extract_rows", &ExtractRows);
  module.def("analyze", &Analyze);
}

}  // namespace lode::python
