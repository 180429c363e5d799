// The window: a store over HTTP, as a page for people and as JSON for programs. docs/serve.md
// describes both.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "lode/lode.h"

namespace lode::server {

// Answers one message of the Model Context Protocol, JSON-RPC; empty: it wants no answer.
// Called from many threads; `cancel` becomes true when nobody waits any more.
using AnswerMessage = std::function<std::string(const std::string&, const std::atomic<bool>*)>;

struct ServeOptions {
  std::string store_path;
  std::string address = "127.0.0.1";
  int port = 8080;                    // 0: any that is free
  std::string token;                  // wanted with every question; needed for other addresses
  std::vector<std::string> hosts;     // names by which browsers may call the server
  bool read_only = false;             // no uploads
  std::uint64_t cache_bytes = 0;      // as OpenOptions
  SensesOf senses;                    // as QueryOptions
  AnswerMessage mcp;                  // what POST /mcp carries; empty: there is no /mcp
  std::uint64_t timeout_ms = 30'000;  // of one question
  std::uint64_t max_memory_bytes = 512 << 20;  // likewise
  std::uint64_t max_rows = 100'000;            // likewise
  std::uint64_t max_rounds = 1'000'000;        // likewise
  std::size_t max_questions = 8;               // that run at once
  std::uint64_t max_wait_ms = 5'000;           // of a question for its turn; then 503
  std::size_t max_connections = 256;
  std::uint64_t patience_ms = 10'000;  // with a slow client
  std::uint64_t grace_ms = 3'000;      // when it is told to stop
};

// Threads: all members from any thread.
class Server {
 public:
  // Answers when it returns. kInvalidInput: an address that others reach, and no token;
  // kIo: the address is taken. What opening the store says else.
  static Result<std::unique_ptr<Server>> Start(const ServeOptions& options);
  ~Server();  // stops
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  int port() const;
  std::string url() const;  // "http://127.0.0.1:8080/", with "#token=..." where one is wanted
  // Takes no more requests, lets those that run end for `grace_ms`, cancels them then, and
  // returns when all is over.
  void Stop();

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace lode::server
