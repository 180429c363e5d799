// Threads that wait, and threads that work. One thread at a time looks for connections that have
// something to read (epoll, edge-triggered); what it finds it answers itself, one after the other:
// a thread that must be woken for each request costs more than a point question. Others are woken
// while fewer work than there are processors, and where one has been at its request for
// kLongRequest: so neither a question of a minute nor a client that sends a byte a second keeps
// others waiting. At worst each connection has a thread. A watch sees to that, and looks at the
// sockets of those who wait for an answer.

#include "server/http/listener.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "server/http/connection.h"
#include "server/http/exchange.h"
#include "server/http/listening_socket.h"

namespace lode::server {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kLongRequest = std::chrono::milliseconds(1);
constexpr auto kLookForGone = std::chrono::milliseconds(50);
constexpr auto kNoDescriptors = std::chrono::milliseconds(50);  // to wait for one
constexpr int kQuietTicks = 20;  // of kLongRequest, before the watch looks seldom again
constexpr std::uint64_t kListening = 0, kStopping = 1, kFirstGuest = 2;

// A connection, and whose turn it is.
struct Guest {
  enum class State { kIdle, kReady, kServed };
  Guest(int socket, const ListenerOptions& options) : connection(socket, options) {}
  Connection connection;
  std::uint64_t id = 0;
  // Guarded by the listener's mutex.
  State state = State::kIdle;
  bool again = false;  // more came while it was served
  Clock::time_point since = Clock::now();
};

std::size_t Processors() {
  cpu_set_t set;
  CPU_ZERO(&set);
  const bool known = sched_getaffinity(0, sizeof set, &set) == 0;
  return known ? std::max<std::size_t>(1, static_cast<std::size_t>(CPU_COUNT(&set))) : 1;
}

}  // namespace

struct Listener::Impl {
  Impl(const ListenerOptions& given, Refuser refuser, Answerer answerer, Metrics& counts)
      : options(given),
        refuse(std::move(refuser)),
        answer(std::move(answerer)),
        metrics(counts),
        stop_event(eventfd(0, EFD_CLOEXEC)),
        epoll(epoll_create1(EPOLL_CLOEXEC)) {}
  ~Impl() {
    for (const int descriptor : {stop_event, epoll, listening})
      if (descriptor >= 0) close(descriptor);
  }

  void Add(int descriptor, std::uint64_t id, std::uint32_t events) const {
    epoll_event event{};
    event.events = events;
    event.data.u64 = id;
    epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
  }

  void Begin() {
    Add(listening, kListening, EPOLLIN);
    Add(stop_event, kStopping, EPOLLIN);
    std::lock_guard lock(mutex);
    WakeOne();
    watching = std::thread([this] { Watch(); });
  }

  // -- by threads that work; the lock is held but while they wait or answer

  void Work() {
    std::unique_lock lock(mutex);
    for (;;) {
      if (!ready.empty()) {
        ServeNext(lock);
      } else if (stopping) {
        return;
      } else if (!polling) {
        Poll(lock);
      } else {
        ++resting;
        rest.wait(lock);
        --resting;
      }
    }
  }

  void WakeOne() {
    if (stopping) return;
    if (resting > 0)
      rest.notify_one();
    else if (workers.size() <= options.max_connections)
      workers.emplace_back([this] { Work(); });
  }

  void ServeNext(std::unique_lock<std::mutex>& lock) {
    Guest& guest = *ready.front();
    ready.pop_front();
    guest.state = Guest::State::kServed;
    guest.since = Clock::now();
    ++serving;
    if (serving < processors && (!ready.empty() || !polling)) WakeOne();
    if (watch_rests) {
      watch_rests = false;
      wake.notify_all();
    }
    lock.unlock();
    const bool stays = guest.connection.HasMore() ? AnswerOne(guest.connection, refuse, answer)
                                                  : !guest.connection.is_over();
    lock.lock();
    --serving;
    if (!stays || stopping) return Drop(guest);
    guest.since = Clock::now();
    if (guest.again || guest.connection.has_bytes()) {
      guest.again = false;
      Queue(guest);
    } else {
      guest.state = Guest::State::kIdle;
    }
  }

  void Queue(Guest& guest) {
    guest.state = Guest::State::kReady;
    ready.push_back(&guest);
  }

  void Poll(std::unique_lock<std::mutex>& lock) {
    polling = true;
    lock.unlock();
    std::array<epoll_event, 64> events;
    const int count = epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
    std::vector<int> sockets;
    for (int i = 0; i < count; ++i)
      if (events[static_cast<std::size_t>(i)].data.u64 == kListening) sockets = Accept();
    lock.lock();
    polling = false;
    for (const int socket : sockets) Welcome(socket);
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events[static_cast<std::size_t>(i)];
      const auto found = guests.find(event.data.u64);
      if (found == guests.end()) continue;
      Guest& guest = *found->second;
      const bool ends = (event.events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
      if (guest.state == Guest::State::kServed || ends) guest.again = true;  // is told but once
      if (guest.state == Guest::State::kIdle) Queue(guest);
    }
  }

  std::vector<int> Accept() const {
    std::vector<int> sockets;
    for (;;) {
      const int socket = accept4(listening, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
      if (socket >= 0) {
        sockets.push_back(socket);
        continue;
      }
      if (errno == EINTR || errno == ECONNABORTED) continue;
      if ((errno == EMFILE || errno == ENFILE) && sockets.empty())
        std::this_thread::sleep_for(kNoDescriptors);
      return sockets;
    }
  }

  void Welcome(int socket) {
    ++metrics.connections;
    if (guests.size() >= options.max_connections || stopping) {
      ++metrics.refused_connections;
      constexpr std::string_view kFull =
          "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n"
          "Connection: close\r\n\r\n";
      static_cast<void>(send(socket, kFull.data(), kFull.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
      End(socket);
      return;
    }
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    auto guest = std::make_unique<Guest>(socket, options);
    guest->id = next_id++;
    Add(socket, guest->id, EPOLLIN | EPOLLRDHUP | EPOLLET);
    guests.emplace(guest->id, std::move(guest));
  }

  void Drop(Guest& guest) {
    const int socket = guest.connection.socket();
    guests.erase(guest.id);
    End(socket);
    if (stopping) wake.notify_all();
  }

  void End(int socket) {
    --metrics.connections;
    shutdown(socket, SHUT_RDWR);
    close(socket);
  }

  // -- by the watch

  void Watch() {
    std::unique_lock lock(mutex);
    int quiet = 0;
    Clock::time_point looked;
    while (!done) {
      const Clock::time_point now = Clock::now();
      if (now - looked >= kLookForGone) {
        looked = now;
        LookAtGuests(now);
      }
      if (serving > 0 && (!polling || !ready.empty())) {
        quiet = 0;
        if (serving - StuckSince(now - kLongRequest) < processors) WakeOne();
      } else if (++quiet > kQuietTicks) {
        watch_rests = true;
      }
      if (watch_rests)
        wake.wait_for(lock, kLookForGone);
      else
        wake.wait_for(lock, kLongRequest);
    }
  }

  std::size_t StuckSince(Clock::time_point time) const {
    std::size_t stuck = 0;
    for (const auto& [id, guest] : guests)
      stuck += guest->state == Guest::State::kServed && guest->since < time ? 1 : 0;
    return stuck;
  }

  // Cancels what is worked out for clients that have gone; ends what is idle for too long.
  void LookAtGuests(Clock::time_point now) {
    const auto idle = std::chrono::milliseconds(options.idle_ms);
    for (auto& [id, guest] : guests) {
      Connection& connection = guest->connection;
      if (guest->state == Guest::State::kIdle && now - guest->since > idle)
        shutdown(connection.socket(), SHUT_RDWR);  // its end is an event, which drops it
      else if (connection.answering && !connection.cancel && (cancel_all || connection.IsGone()))
        connection.cancel = true;
    }
  }

  void Stop() {
    std::unique_lock lock(mutex);
    if (std::exchange(stopping, true)) {
      over.wait(lock, [&] { return done; });
      return;
    }
    const std::uint64_t one = 1;
    const ssize_t told = write(stop_event, &one, sizeof one);  // stays readable
    static_cast<void>(told);
    close(std::exchange(listening, -1));
    rest.notify_all();
    std::vector<Guest*> idle;
    for (auto& [id, guest] : guests)
      if (guest->state == Guest::State::kIdle) idle.push_back(guest.get());
    for (Guest* guest : idle) Drop(*guest);
    const auto until = Clock::now() + std::chrono::milliseconds(options.grace_ms);
    wake.wait_until(lock, until, [&] { return guests.empty(); });
    cancel_all = true;
    for (auto& [id, guest] : guests)  // a request that is still on its way
      if (!guest->connection.answering) shutdown(guest->connection.socket(), SHUT_RDWR);
    std::vector<std::thread> left = std::move(workers);
    lock.unlock();
    for (std::thread& worker : left) worker.join();
    lock.lock();
    done = true;
    wake.notify_all();
    over.notify_all();
    lock.unlock();
    watching.join();
  }

  const ListenerOptions options;
  const Refuser refuse;
  const Answerer answer;
  Metrics& metrics;
  const std::size_t processors = Processors();
  const int stop_event, epoll;
  int port = 0;
  std::thread watching;

  std::mutex mutex;  // guards all below
  std::condition_variable rest, wake, over;
  std::vector<std::thread> workers;
  std::unordered_map<std::uint64_t, std::unique_ptr<Guest>> guests;
  std::deque<Guest*> ready;
  std::uint64_t next_id = kFirstGuest;
  std::size_t serving = 0, resting = 0;  // workers
  bool polling = false;                  // one of them waits for events
  bool watch_rests = false;
  bool stopping = false, cancel_all = false, done = false;
  int listening = -1;
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
  impl->port = options.port;
  Result<int> listening = ListenOn(options.address, impl->port);
  if (!listening.ok()) return listening.status();
  impl->listening = *listening;
  impl->Begin();
  return std::unique_ptr<Listener>(new Listener(std::move(impl)));
}

}  // namespace lode::server
