// What an assistant can do with a store: each tool with its description, its arguments and its
// work.
#pragma once

#include <atomic>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "doors/mcp/server.h"
#include "lode/lode.h"

namespace lode::doors {

using Json = nlohmann::ordered_json;

// The store of a server: opened for reading, anew when somebody else has written. Threads: any.
class OpenedStore {
 public:
  explicit OpenedStore(std::string path) : path_(std::move(path)) {}
  const std::string& path() const { return path_; }
  Result<Store> Now();

 private:
  const std::string path_;
  std::mutex mutex_;
  std::optional<Store> store_;  // guarded by mutex_
};

struct ToolCall {
  OpenedStore& store;
  const McpOptions& options;
  const std::atomic<bool>& cancel;
  const Json& arguments;
};

// For `tools/list`.
Json ListTools(const McpOptions& options);
// What the tool gives, as an object; an error is for the assistant to read. nullopt: there is
// no such tool.
std::optional<Result<Json>> CallTool(const std::string& name, const ToolCall& call);

}  // namespace lode::doors
