// HTTP itself is cpp-httplib's, seen by this file alone. Its own loop over a connection's
// requests bounds each read by itself, so that a client sending a byte every few seconds holds
// a thread for ever, and does not tell when a client has gone while its answer is worked out.
// So the loop, the reading and the writing are ours (Connection), and a watch looks at the
// sockets of those who wait.

#include "server/http/listener.h"

#include <httplib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <list>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "server/http/connection.h"

namespace lode::server {
namespace {

constexpr int kBacklog = 512;
constexpr std::size_t kLongestPath = 512;
constexpr auto kWatchEvery = std::chrono::milliseconds(50);

// A thread for each connection; they are joined as they end. Past `most` connections
// no more threads are made: the caller refuses by itself.
class Threads : public httplib::TaskQueue {
 public:
  Threads(const std::atomic<std::uint64_t>& open, std::size_t most) : open_(open), most_(most) {}
  void enqueue(std::function<void()> run) override {
    if (open_ >= most_) return run();
    std::lock_guard lock(mutex_);
    for (auto it = threads_.begin(); it != threads_.end();)
      if (it->done) {
        it->thread.join();
        it = threads_.erase(it);
      } else {
        ++it;
      }
    Running& own = threads_.emplace_back();
    own.thread = std::thread([this, run = std::move(run), &own] {
      run();
      std::lock_guard done_lock(mutex_);
      own.done = true;
    });
  }
  void shutdown() override {
    std::list<Running> left;
    {
      std::lock_guard lock(mutex_);
      left.swap(threads_);
    }
    for (Running& running : left) running.thread.join();
  }

 private:
  struct Running {
    std::thread thread;
    bool done = false;  // guarded by mutex_
  };
  const std::atomic<std::uint64_t>& open_;
  const std::size_t most_;
  std::mutex mutex_;
  std::list<Running> threads_;  // guarded by mutex_
};

// What httplib reads from and writes to.
class Stream : public httplib::Stream {
 public:
  explicit Stream(Connection& connection) : connection_(connection) {}
  bool is_readable() const override { return true; }  // what waits are Read and Write
  bool is_writable() const override { return true; }
  ssize_t read(char* to, std::size_t size) override { return connection_.Read(to, size); }
  ssize_t write(const char* from, std::size_t size) override {
    return connection_.Write(from, size);
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    connection_.RemoteAddress(ip, port);
  }
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return connection_.socket(); }

 private:
  Connection& connection_;
};

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

Call CallOf(const httplib::Request& request, const Connection& connection) {
  Call call;
  call.method = request.method;
  call.path = request.path;
  for (const auto& [name, value] : request.params) call.parameters.emplace(name, value);
  for (const auto& [name, value] : request.headers) {
    const auto [known, fresh] = call.headers.emplace(Lower(name), value);
    // Two lengths or two hosts: whoever is right, such a request is not answered.
    if (!fresh && known->second != value) known->second += ", " + value;
  }
  call.cancel = &connection.cancel;
  return call;
}

const std::map<std::string, std::string>& SafeHeaders() {
  static const std::map<std::string, std::string> kHeaders = {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
       "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"}};
  return kHeaders;
}

void Fill(Reply reply, httplib::Response& response) {
  response.status = reply.status;
  for (const auto& [name, value] : SafeHeaders()) response.set_header(name, value);
  if (!reply.headers.contains("Cache-Control")) response.set_header("Cache-Control", "no-store");
  for (const auto& [name, value] : reply.headers) response.set_header(name, value);
  response.set_content(std::move(reply.body), reply.type);
}

}  // namespace

struct Listener::Impl : httplib::Server {
  Impl(const ListenerOptions& given, Refuser refuser, Answerer answerer, Metrics& counts)
      : options(given),
        refuse(std::move(refuser)),
        answer(std::move(answerer)),
        metrics(counts),
        stop_event(eventfd(0, EFD_CLOEXEC)) {
    new_task_queue = [this] { return new Threads(metrics.connections, options.max_connections); };
    set_payload_max_length(options.max_body_bytes);
    set_tcp_nodelay(true);
    // All is answered here, but for what has a body that must be read first.
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      return Before(request, response);
    });
    Post("/.*", [this](const httplib::Request& request, httplib::Response& response) {
      Answer(request, response);
    });
    set_error_handler([](const httplib::Request&, httplib::Response& response) {
      if (response.body.empty())
        Fill(Failure(response.status, "request", "this request cannot be understood"), response);
    });
    set_exception_handler(
        [](const httplib::Request&, httplib::Response& response, const std::exception_ptr&) {
          Fill(Failure(500, "internal", "this request could not be answered"), response);
        });
  }
  ~Impl() override { close(stop_event); }

  bool Bind() {
    const bool bound = options.port == 0 ? (port = bind_to_any_port(options.address)) > 0
                                         : bind_to_port(options.address, port = options.port);
    // httplib asks for a backlog of 5; calling it again widens it.
    return bound && ::listen(svr_sock_, kBacklog) == 0;
  }

  HandlerResponse Before(const httplib::Request& request, httplib::Response& response) {
    Connection& connection = ConnectionOf(request);
    const Call call = CallOf(request, connection);
    std::optional<Reply> refused = refuse(call);
    if (!refused && request.path.size() > kLongestPath)
      refused = Failure(414, "path", "there is no path as long as this one");
    if (refused) {
      connection.close = connection.close || request.method == "POST";  // its body is not read
      Fill(*std::move(refused), response);
      return HandlerResponse::Handled;
    }
    if (request.method == "POST") return HandlerResponse::Unhandled;
    Answer(request, response);
    return HandlerResponse::Handled;
  }

  void Answer(const httplib::Request& request, httplib::Response& response) {
    Connection& connection = ConnectionOf(request);
    Call call = CallOf(request, connection);
    call.body = request.body;
    connection.answering = true;
    Reply reply = answer(call);
    connection.answering = false;
    connection.close = connection.close || reply.close;
    Fill(std::move(reply), response);
  }

  // A request knows its connection by the address of its client only.
  Connection& ConnectionOf(const httplib::Request& request) {
    std::lock_guard lock(mutex);
    return *connections.at({request.remote_addr, request.remote_port});
  }

  bool process_and_close_socket(socket_t socket) override {
    Connection connection(socket, stop_event, options);
    std::pair<std::string, int> name;
    connection.RemoteAddress(name.first, name.second);
    if (++metrics.connections > options.max_connections)
      Refuse(connection);
    else
      Serve(connection, name);
    --metrics.connections;
    shutdown(socket, SHUT_RDWR);
    close(socket);
    return true;
  }

  void Refuse(Connection& connection) {
    ++metrics.refused_connections;
    constexpr std::string_view kFull =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n"
        "Connection: close\r\n\r\n";
    connection.Write(kFull.data(), kFull.size());
  }

  void Serve(Connection& connection, const std::pair<std::string, int>& name) {
    {
      std::lock_guard lock(mutex);
      connections[name] = &connection;
    }
    Stream stream(connection);
    while (!connection.close && connection.AwaitRequest()) {
      bool closed = false;
      if (!process_request(stream, stopping, closed, nullptr) || closed) break;
      // Where a request ends is not known for sure after one that could not be read.
      const int status = connection.status();
      if (status == 400 || status == 411 || status == 413 || status == 414 || status == 0) break;
    }
    std::lock_guard lock(mutex);
    connections.erase(name);
    wake.notify_all();
  }

  // Cancels what is worked out for clients that have gone.
  void Watch() {
    std::unique_lock lock(mutex);
    while (!done) {
      for (auto& [name, connection] : connections)
        if (connection->answering && !connection->cancel && (cancel_all || connection->IsGone()))
          connection->cancel = true;
      wake.wait_for(lock, kWatchEvery);
    }
  }

  void Stop() {
    {
      std::unique_lock lock(mutex);
      if (stopping.exchange(true)) {
        over.wait(lock, [&] { return done.load(); });
        return;
      }
    }
    stop();
    const std::uint64_t one = 1;
    const ssize_t told = write(stop_event, &one, sizeof one);  // stays readable: all wake
    static_cast<void>(told);
    {
      std::unique_lock lock(mutex);
      wake.wait_for(lock, std::chrono::milliseconds(options.grace_ms),
                    [&] { return connections.empty(); });
      cancel_all = true;
      for (auto& [name, connection] : connections)  // a request that is still on its way
        if (!connection->answering) shutdown(connection->socket(), SHUT_RDWR);
    }
    accepting.join();  // the connections' threads have ended with it
    done = true;
    wake.notify_all();
    watching.join();
    std::lock_guard lock(mutex);
    over.notify_all();
  }

  const ListenerOptions options;
  const Refuser refuse;
  const Answerer answer;
  Metrics& metrics;
  const int stop_event;
  int port = 0;
  std::thread accepting, watching;
  std::mutex mutex;
  std::condition_variable wake, over;
  std::map<std::pair<std::string, int>, Connection*> connections;  // guarded by mutex
  bool cancel_all = false;                                         // guarded by mutex
  std::atomic<bool> stopping{false}, done{false};
};

Listener::Listener(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Listener::~Listener() {
  Stop();
}

int Listener::port() const {
  return impl_->port;
}

void Listener::Stop() {
  impl_->Stop();
}

Result<std::unique_ptr<Listener>> Listener::Open(const ListenerOptions& options, Refuser refuse,
                                                 Answerer answer, Metrics& metrics) {
  auto impl = std::make_unique<Impl>(options, std::move(refuse), std::move(answer), metrics);
  if (!impl->Bind())
    return Status(Code::kIo, "cannot listen on " + options.address + ", port " +
                                 std::to_string(options.port) +
                                 "; is it taken, or the address not of this machine?");
  Impl* running = impl.get();
  impl->accepting = std::thread([running] { running->listen_after_bind(); });
  impl->watching = std::thread([running] { running->Watch(); });
  while (!impl->is_running()) std::this_thread::yield();
  return std::unique_ptr<Listener>(new Listener(std::move(impl)));
}

}  // namespace lode::server
