// The Model Context Protocol (https://modelcontextprotocol.io): a store as tools and resources
// for assistants. One JSON-RPC message in, one out; who carries them is somebody else's matter.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "lode/query.h"

namespace lode::doors {

struct McpOptions {
  std::string store_path;
  bool allow_load = false;            // offers the tool `load`
  bool only_texts = false;            // which then names no files
  std::uint64_t timeout_ms = 30'000;  // limits of every question that a tool asks
  std::uint64_t max_memory_bytes = 512ull << 20;
  std::uint64_t max_rows = 1000;  // that a tool hands out; a caller may ask for fewer
  std::uint64_t max_rounds = 1'000'000;
  SensesOf senses;  // for messages, see QueryOptions
};

// Threads: Answer by one at a time; the others from any.
class McpServer {
 public:
  explicit McpServer(McpOptions options);
  ~McpServer();
  McpServer(const McpServer&) = delete;
  McpServer& operator=(const McpServer&) = delete;

  // The answer to a message, one line without its end; empty for a notification. Never fails:
  // what is wrong with a message is its answer.
  std::string Answer(std::string_view message);
  // The same beside others, for who has other means to tell that an answer is not wanted any
  // more: `cancel` becomes true. A notification of it does nothing.
  std::string AnswerApart(std::string_view message, const std::atomic<bool>& cancel);
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
