// The Model Context Protocol (https://modelcontextprotocol.io): a store as tools and resources
// for assistants. One JSON-RPC message in, one out; who carries them is somebody else's matter.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

namespace lode::doors {

struct McpOptions {
  std::string store_path;
  bool allow_load = false;            // offers the tool `load`
  std::uint64_t timeout_ms = 30'000;  // limits of every question that a tool asks
  std::uint64_t max_memory_bytes = 512ull << 20;
  std::uint64_t max_rows = 1000;  // that a tool hands out; a caller may ask for fewer
};

// Threads: Answer by one at a time; Cancel from any.
class McpServer {
 public:
  explicit McpServer(McpOptions options);
  ~McpServer();
  McpServer(const McpServer&) = delete;
  McpServer& operator=(const McpServer&) = delete;

  // The answer to a message, one line without its end; empty for a notification. Never fails:
  // what is wrong with a message is its answer.
  std::string Answer(std::string_view message);
  // If `message` tells that a request is not wanted any more, stops it where it is under way.
  // For who reads messages while another is answered.
  void Notice(std::string_view message);
  // Stops what is under way.
  void Cancel();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lode::doors
