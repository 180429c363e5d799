// A server on a small store of two articles, and clients that talk to it in any way.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "server/serve.h"
#include "tests/must.h"

namespace lode::server::testing_served {

namespace fs = std::filesystem;

// Bytes sent as they are.
class RawClient {
 public:
  explicit RawClient(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawClient() { Close(); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  bool connected() const { return connected_; }
  void Send(const std::string& bytes) {
    for (std::size_t sent = 0; sent < bytes.size();) {
      const ssize_t n = send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (n <= 0) return;
      sent += static_cast<std::size_t>(n);
    }
  }
  // All that comes until the server closes.
  std::string ReadAll() {
    std::string text;
    char buffer[4096];
    for (ssize_t n = 0; (n = recv(socket_, buffer, sizeof buffer, 0)) > 0;)
      text.append(buffer, static_cast<std::size_t>(n));
    return text;
  }
  // Some of what comes.
  std::string ReadSome() {
    char buffer[4096];
    const ssize_t n = recv(socket_, buffer, sizeof buffer, 0);
    return {buffer, static_cast<std::size_t>(n > 0 ? n : 0)};
  }
  // Of a reply; empty where there is none.
  static std::string StatusOf(const std::string& reply) {
    return reply.size() < 12 ? "" : reply.substr(9, 3);
  }
  // Sends no more, and still reads.
  void End() { shutdown(socket_, SHUT_WR); }
  void Close() {
    if (socket_ >= 0) close(socket_);
    socket_ = -1;
  }

 private:
  int socket_;
  bool connected_ = false;
};

class Served : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::string pattern = (fs::temp_directory_path() / "lode-served-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    fs::create_directory(folder_ / "articles");
    std::ofstream(folder_ / "articles/port.txt")
        << "Port stays public\n\nHarbour Gazette\nJune 3, 2025\n\n"
           "\"We will not sell the port,\" Mayor Lena Brandt said on Monday.\n\n"
           "Halden Industries owns Nordhaven. Nordhaven supplies cells to Meridian Motors. "
           "Meridian Motors bought Lovik. Mayor Brandt linked the sale to Halden Industries.\n";
    std::ofstream(folder_ / "articles/mine.txt")
        << "Mine opens\n\nNorthern Wire\nJune 5, 2025\n\n"
           "The rails to the mine are new. Halden Industries owns Nordhaven, a maker of cells for "
           "buses and ferries in the far north. Meridian Motors did not buy Lovik.\n";
    Store store = Must(Store::Open((folder_ / "news.db").string()));
    Must(Load(store, {(folder_ / "articles").string()}));
    LoadOptions options;
    options.set = "ports & rails";
    Must(Load(store, {(folder_ / "articles/port.txt").string()}, options));
  }
  static void TearDownTestSuite() { fs::remove_all(folder_); }

  static ServeOptions Options() {
    ServeOptions options;
    options.store_path = (folder_ / "news.db").string();
    options.port = 0;
    return options;
  }

  void Start(const ServeOptions& options) { server_ = Must(Server::Start(options)); }
  void Start() { Start(Options()); }
  int port() const { return server_->port(); }

  httplib::Client Client() const {
    httplib::Client client("127.0.0.1", port());
    client.set_read_timeout(60);
    return client;
  }

  struct Got {
    int status = 0;
    std::string body;
    nlohmann::json json;
  };
  static Got Take(const httplib::Result& result) {
    if (!result) return {};
    return {result->status, result->body, nlohmann::json::parse(result->body, nullptr, false)};
  }
  Got Get(const std::string& path, const httplib::Headers& headers = {}) const {
    return Take(Client().Get(path, headers));
  }
  Got Ask(const nlohmann::json& body, const httplib::Headers& headers = {}) const {
    return Take(Client().Post("/api/query", headers, body.dump(), "application/json"));
  }

  // Whether the metric has this value before long.
  bool Becomes(const std::string& metric, const std::string& value) const {
    for (int i = 0; i < 400; ++i) {
      if (Get("/metrics").body.find("\n" + metric + " " + value + "\n") != std::string::npos)
        return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
  }

  static inline fs::path folder_;
  std::unique_ptr<Server> server_;
};

// Works for a minute, if it is let.
inline constexpr char kEndless[] = "n(0). n(X) :- n(Y), X = Y + 1, Y < 900000. n(X), X < 0?";

}  // namespace lode::server::testing_served
