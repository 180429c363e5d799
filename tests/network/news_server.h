// A small server of news on loopback, whose pages a test says.
#pragma once

#include <gtest/gtest.h>
#include <httplib.h>

#include <atomic>
#include <cstdlib>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace lode::test {

// What an address answers; `then` comes from the second time on.
struct Answer {
  int status = 200;
  std::string body;
  std::multimap<std::string, std::string> headers;
  std::vector<Answer> then;
};

// Threads: one tests, others serve.
template <typename Base = httplib::Server>
class NewsServer {
 public:
  template <typename... Arguments>
  explicit NewsServer(const std::string& scheme, Arguments&&... arguments)
      : server_(std::forward<Arguments>(arguments)...) {
    for (const char* name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
      unsetenv(name);
    server_.set_keep_alive_timeout(1);
    server_.Get(".*", [this](const httplib::Request& request, httplib::Response& response) {
      Serve(request, response);
    });
    const int port = server_.bind_to_any_port("127.0.0.1");
    root_ = scheme + "://127.0.0.1:" + std::to_string(port);
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();
  }
  ~NewsServer() {
    stopping_ = true;
    server_.stop();
    thread_.join();
  }
  NewsServer(const NewsServer&) = delete;
  NewsServer& operator=(const NewsServer&) = delete;

  std::string At(const std::string& path) const { return root_ + path; }

  void Set(const std::string& path, Answer answer) {
    std::lock_guard lock(mutex_);
    answers_[path] = std::move(answer);
  }
  void Set(const std::string& path, const std::string& body) { Set(path, {200, body, {}, {}}); }
  // Sends a byte now and then, for ever.
  void SetSlow(const std::string& path) {
    std::lock_guard lock(mutex_);
    slow_ = path;
  }

  // How often a path was asked for; and all headers that the last request for it had.
  int asked(const std::string& path) {
    std::lock_guard lock(mutex_);
    return asked_[path];
  }
  std::string header(const std::string& path, const std::string& name) {
    std::lock_guard lock(mutex_);
    const auto found = headers_[path].find(name);
    return found == headers_[path].end() ? std::string() : found->second;
  }

 private:
  void Serve(const httplib::Request& request, httplib::Response& response) {
    std::lock_guard lock(mutex_);
    const std::string path = request.target;
    const int before = asked_[path]++;
    headers_[path] = request.headers;
    if (path == slow_) {
      response.set_chunked_content_provider(
          "text/html", [this](std::size_t, httplib::DataSink& sink) {
            if (stopping_) return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            return sink.write("x", 1);
          });
      return;
    }
    const auto found = answers_.find(path);
    if (found == answers_.end()) {
      response.status = 404;
      return;
    }
    const Answer& first = found->second;
    const Answer& answer =
        before == 0 || first.then.empty()
            ? first
            : first
                  .then[std::min<std::size_t>(static_cast<std::size_t>(before), first.then.size()) -
                        1];
    const auto tag = answer.headers.find("ETag");
    const bool known =
        tag != answer.headers.end() && request.get_header_value("If-None-Match") == tag->second;
    response.status = known ? 304 : answer.status;
    std::string type = "text/html";
    for (const auto& [name, value] : answer.headers)
      name == "Content-Type" ? void(type = value) : response.set_header(name, value);
    if (!known) response.set_content(answer.body, type);
  }

  Base server_;
  std::string root_;
  std::thread thread_;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::map<std::string, Answer> answers_;
  std::map<std::string, int> asked_;
  std::map<std::string, httplib::Headers> headers_;
  std::string slow_;
};

// A page of one article.
inline std::string PageWith(const std::string& title, const std::string& text) {
  return "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><article><h1>" +
         title + "</h1><p>" + text + "</p></article></body></html>";
}

inline std::string FeedItem(const std::string& title, const std::string& link,
                            const std::string& text) {
  return "<item><title>" + title + "</title><link>" + link + "</link><description>" + text +
         "</description></item>";
}

inline std::string FeedWith(const std::string& items) {
  return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Quay Notes</title>" + items +
         "</channel></rss>";
}

}  // namespace lode::test
