// Names of articles, and entities made of them in parts.

#include "lode/names.h"

#include "python/src/python.h"

namespace lode::python {
namespace {

std::pair<py::list, py::dict> NamesIn(const std::vector<std::pair<std::string, py::bytes>>& given,
                                      const py::dict& with) {
  std::vector<GivenText> texts;
  for (const auto& [path, bytes] : given) texts.push_back({path, bytes});
  LoadOptions options = OptionsFrom(with);
  std::atomic<bool> cancel = false;
  options.cancel = &cancel;
  std::vector<ArticleName> read;
  Result<LoadReport> report = Status();
  RunStoppable(
      [&] {
        report = ExtractNames(texts, options, [&](const std::vector<ArticleName>& names) {
          read.insert(read.end(), names.begin(), names.end());
        });
      },
      cancel);
  const LoadReport done = Take(std::move(report));
  py::list rows;
  for (const ArticleName& name : read)
    rows.append(py::make_tuple(name.article, name.path, name.key, py::bytes(name.bytes),
                               name.is_context, name.is_sampled, name.links, name.listed,
                               name.short_for));
  return {rows, ReportOf(done)};
}

py::list Resolve(const std::vector<std::tuple<std::string, std::string, py::bytes>>& given,
                 const std::vector<std::tuple<std::string, std::string, std::uint64_t>>& context,
                 const std::string& schema_path) {
  std::vector<ArticleName> names;
  for (const auto& [article, key, bytes] : given) {
    ArticleName name;
    name.article = article;
    name.key = key;
    name.bytes = bytes;
    names.push_back(std::move(name));
  }
  std::vector<NameCount> counts;
  for (const auto& [article, key, articles] : context) counts.push_back({article, key, articles});
  const std::vector<ResolvedName> resolved =
      Take(WithoutLock([&] { return ResolveNames(names, counts, schema_path); }));
  py::list rows;
  for (const ResolvedName& one : resolved)
    rows.append(py::make_tuple(one.key, one.entity.id, one.entity.name, one.entity.type,
                               NameOf(one.entity.kind), one.entity.aliases));
  return rows;
}

}  // namespace

void DefineNames(py::module_& module) {
  module.def("extract_names", &NamesIn);
  module.def("resolve_names", &Resolve);
  module.attr("ARTICLES_OF_A_NAME") = kArticlesOfAName;
}

}  // namespace lode::python
