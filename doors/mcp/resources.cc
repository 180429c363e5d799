// Resources are text. The page of the language travels inside the program.

#include "doors/mcp/resources.h"

#include "doors/mcp/language_page.h"

namespace lode::doors {
namespace {

// A line for each predicate: what it says, and of what.
Result<std::string> SchemaText() {
  Result<Vocabulary> vocabulary = Vocabulary::Open();
  if (!vocabulary.ok()) return vocabulary.status();
  const auto types = [](const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : " or ") + name;
    return text.empty() ? "anything" : text;
  };
  std::string text =
      "# Predicates\n\nAsking for a parent finds its children. p(X, Y): X of the first type, Y of "
      "the second.\n\n";
  for (const PredicateEntry& entry : vocabulary->predicates()) {
    text += "- `" + entry.name + "`: " + entry.meaning + " (" + types(entry.domain) + " -> " +
            types(entry.range) + (entry.symmetric ? ", symmetric" : "");
    for (const std::string& parent : entry.parents) text += "; child of `" + parent + "`";
    text += ")\n";
  }
  return text;
}

Result<std::string> StoreText(OpenedStore& opened) {
  Result<Store> store = opened.Now();
  if (!store.ok()) return store.status();
  const Result<StoreStats> stats = store->Stats();
  if (!stats.ok()) return stats.status();
  std::string text = std::to_string(stats->articles) + " articles, " +
                     std::to_string(stats->statements) + " statements, " +
                     std::to_string(stats->entities) + " entities. Predicates in use:\n\n";
  for (const auto& [name, count] : stats->statements_by_predicate)
    text += "- `" + name + "`: " + std::to_string(count) + "\n";
  return text;
}

}  // namespace

Json ListResources() {
  const auto resource = [](const char* uri, const char* name, const char* what) {
    return Json{{"uri", uri}, {"name", name}, {"description", what}, {"mimeType", "text/markdown"}};
  };
  return {resource("lode://language", "language", "How questions are written, with examples"),
          resource("lode://schema", "schema", "The predicates, what they mean and of what"),
          resource("lode://store", "store", "What this store holds, and its predicates in use")};
}

Result<Json> ReadResource(const std::string& uri, OpenedStore& store) {
  Result<std::string> text = Status(Code::kNotFound, "there is no resource '" + uri + "'");
  if (uri == "lode://language") text = std::string(LanguagePage());
  if (uri == "lode://schema") text = SchemaText();
  if (uri == "lode://store") text = StoreText(store);
  if (!text.ok()) return text.status();
  return Json{{"uri", uri}, {"mimeType", "text/markdown"}, {"text", *text}};
}

}  // namespace lode::doors
