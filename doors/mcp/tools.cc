// The tools. Their descriptions are what an assistant knows of lode, so they say what to use
// when, and how answers look. Every one asks within the server's limits, and says what it
// left out.

#include "doors/mcp/tools.h"

#include <filesystem>
#include <functional>
#include <utility>

#include "doors/mcp/tool_work.h"

namespace lode::doors {
namespace {

struct Tool {
  const char* name;
  const char* description;
  const char* arguments;  // JSON schema of the properties
  const char* required;   // JSON
  Result<Json> (*work)(const ToolCall&);
  bool writes = false, names_files = false;
};

bool IsOffered(const Tool& tool, const McpOptions& options) {
  return !tool.writes || (options.allow_load && tool.names_files != options.only_texts);
}

const Tool kTools[] = {
    {"search",
     "Finds entities by a part of their name, and sentences by words: those with the whole phrase "
     "or another name of whom it names first, then those with all of its words in any form. Start "
     "here: the other tools want a name or an id as it is found here.",
     R"({"text": {"type": "string",
                  "description": "part of a name, or words; between quotation marks a phrase"},
         "limit": {"type": "integer", "minimum": 1, "maximum": 200, "default": 10}})",
     R"(["text"])", &Search},
    {"show",
     "Everything that articles say of an entity: one statement a line with its id, whose claim "
     "it is, whether it is denied, planned or rumored, and its sentence.",
     R"({"name": {"type": "string", "description": "a name, or an id e:..."},
         "limit": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}})",
     R"(["name"])", &Show},
    {"ask",
     "Asks a question in lode's query language, a Datalog for claims; read the resource "
     "lode://language first. Examples: said(\"Astrid Holm\", Words)?   Who: linked-to(X, Y)?   "
     "owns(X, Y), leads(P, X)?   denied triple(X, P, Y) @ S?   A predicate must be one of the "
     "schema (resource lode://schema) or one that the store has. A mistake comes back with its "
     "place and what would be right.",
     R"({"query": {"type": "string"},
         "parameters": {"type": "object", "description": "values of $names in the query: text, number or true/false",
                        "additionalProperties": {"type": ["string", "number", "boolean"]}},
         "limit": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100, "description": "rows to give back"}})",
     R"(["query"])", &Ask},
    {"path",
     "How two entities are connected: the shortest chain of statements, with the sentences of "
     "each hop. Where nothing leads from subject to object it goes through roles, else through "
     "what is denied, planned, rumored or over, which `note` says.",
     R"({"from": {"type": "string"}, "to": {"type": "string"},
         "max_hops": {"type": "integer", "minimum": 1, "maximum": 8, "default": 5}})",
     R"(["from", "to"])", &FindPath},
    {"evidence",
     "Where something is said: of a statement id (st:...) the sentence, its article, outlet and "
     "date; of an atom such as rival(\"Velt\", X) the proof, down to the sentences.",
     R"({"statement": {"type": "string", "description": "st:..."},
         "atom": {"type": "string", "description": "what is to be proved"}})",
     "[]", &Evidence},
    {"articles", "Lists the articles of the store; with an id (a:...) the text of one.",
     R"({"pattern": {"type": "string", "description": "part of a title, outlet, path or URL"},
         "id": {"type": "string", "description": "a:..."},
         "limit": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}})",
     "[]", &Articles},
    {"load", "Reads articles into the store: files and folders of this machine, or a text.",
     R"({"paths": {"type": "array", "items": {"type": "string"}},
         "text": {"type": "string"}, "name": {"type": "string", "description": "of the text"},
         "source": {"type": "string", "description": "the outlet"},
         "published": {"type": "string", "description": "2024-06-12"}})",
     "[]", &LoadInto, true, true},
    {"load", "Reads a text into the store, as one article.",
     R"({"text": {"type": "string"}, "name": {"type": "string", "description": "of the text"},
         "source": {"type": "string", "description": "the outlet"},
         "published": {"type": "string", "description": "2024-06-12"}})",
     R"(["text", "name"])", &LoadInto, true},
};

}  // namespace

Result<Store> OpenedStore::Now() {
  std::lock_guard lock(mutex_);
  if (store_ && !store_->IsBehind()) return *store_;
  store_.reset();
  std::error_code error;
  if (!std::filesystem::is_directory(path_, error))
    return Status(Code::kNotFound, "there is no store at '" + path_ +
                                       "' yet: make one with `lode load`, or start `lode mcp` "
                                       "with --store DIR");
  OpenOptions options;
  options.read_only = true;
  Result<Store> opened = Store::Open(path_, options);
  if (opened.ok()) store_ = *opened;
  return opened;
}

Json ListTools(const McpOptions& options) {
  Json list = Json::array();
  for (const Tool& tool : kTools) {
    if (!IsOffered(tool, options)) continue;
    list.push_back({{"name", tool.name},
                    {"description", tool.description},
                    {"inputSchema",
                     {{"type", "object"},
                      {"properties", Json::parse(tool.arguments)},
                      {"required", Json::parse(tool.required)},
                      {"additionalProperties", false}}},
                    {"annotations",
                     {{"readOnlyHint", !tool.writes},
                      {"destructiveHint", tool.writes},
                      {"openWorldHint", false}}}});
  }
  return list;
}

std::optional<Result<Json>> CallTool(const std::string& name, const ToolCall& call) {
  for (const Tool& tool : kTools) {
    if (name != tool.name || !IsOffered(tool, call.options)) continue;
    const Json properties = Json::parse(tool.arguments);
    for (const auto& [given, value] : call.arguments.items())
      if (!properties.contains(given))
        return Status(Code::kInvalidInput, "'" + given + "' is no argument of " + name);
    for (const Json& wanted : Json::parse(tool.required))
      if (!call.arguments.contains(wanted.get<std::string>()))
        return Status(Code::kInvalidInput,
                      name + " wants the argument '" + wanted.get<std::string>() + "'");
    return tool.work(call);
  }
  return std::nullopt;
}

}  // namespace lode::doors
