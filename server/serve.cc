#include "server/serve.h"

#include <chrono>
#include <optional>
#include <utility>

#include "server/api/api.h"
#include "server/http/guard.h"
#include "server/http/listener.h"
#include "server/mcp_transport.h"
#include "server/page/page_answers.h"

namespace lode::server {
namespace {

AskLimits LimitsOf(const ServeOptions& options) {
  AskLimits limits;
  limits.timeout_ms = options.timeout_ms;
  limits.memory_bytes = options.max_memory_bytes;
  limits.rows = options.max_rows;
  limits.rounds = options.max_rounds;
  limits.at_once = options.max_questions;
  limits.wait_ms = options.max_wait_ms;
  return limits;
}

GuardOptions GuardOf(const ServeOptions& options) {
  GuardOptions guard;
  guard.token = options.token;
  guard.hosts = options.hosts;
  guard.read_only = options.read_only;
  return guard;
}

ListenerOptions ListenerOf(const ServeOptions& options) {
  ListenerOptions listener;
  listener.address = options.address;
  listener.port = options.port;
  listener.max_connections = options.max_connections;
  listener.patience_ms = options.patience_ms;
  listener.grace_ms = options.grace_ms;
  return listener;
}

}  // namespace

struct Server::Impl {
  Impl(const ServeOptions& given, std::unique_ptr<OpenStore> opened, std::unique_ptr<Metrics> all)
      : options(given),
        counts(std::move(all)),
        guard(GuardOf(given)),
        store(std::move(opened)),
        asking(LimitsOf(given), given.senses, metrics),
        uploads(given.store_path, [this] { store->Expect(); }),
        api{*store, asking, uploads, metrics, nullptr, given.read_only} {
    if (Result<Vocabulary> words = Vocabulary::Open(); words.ok())
      api.vocabulary = std::make_shared<const Vocabulary>(*std::move(words));
  }

  Reply Answer(const Call& call) {
    const auto begin = std::chrono::steady_clock::now();
    std::string route = "page";
    Reply reply;
    if (call.path == "/healthz") {
      route = call.path;
      reply.type = "text/plain; charset=utf-8";
      reply.body = "ok\n";
    } else if (call.path == "/metrics") {
      route = call.path;
      reply.type = "text/plain; version=0.0.4; charset=utf-8";
      reply.body = metrics.Text();
    } else if (call.path == "/mcp" && options.mcp) {
      route = call.path;
      reply = AnswerMcp(options.mcp, asking, call);
    } else if (call.path.starts_with("/api/")) {
      route = "/api/?";
      reply = AnswerCall(api, call, route);
    } else {
      reply = AnswerPage(call);
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    metrics.Count(route, reply.status, took.count());
    return reply;
  }

  std::optional<Reply> Refuse(const Call& call) {
    std::optional<Reply> refused = guard.Check(call);
    if (refused) metrics.Count("refused", refused->status, 0);
    return refused;
  }

  const ServeOptions options;
  const std::unique_ptr<Metrics> counts;
  Metrics& metrics = *counts;
  const Guard guard;
  std::unique_ptr<OpenStore> store;
  Asking asking;
  Uploads uploads;
  Api api;
  std::unique_ptr<Listener> listener;  // the last: it stops before what it calls
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;

int Server::port() const {
  return impl_->listener->port();
}

std::string Server::url() const {
  const std::string& address = impl_->options.address;
  const bool six = address.find(':') != address.npos;
  const bool any = address == "0.0.0.0" || address == "::";
  const std::string host = any ? "localhost" : six ? "[" + address + "]" : address;
  return "http://" + host + ":" + std::to_string(port()) + "/" +
         (impl_->options.token.empty() ? "" : "#token=" + impl_->options.token);
}

void Server::Stop() {
  impl_->listener->Stop();
}

Result<std::unique_ptr<Server>> Server::Start(const ServeOptions& options) {
  if (options.token.empty() && !IsLoopback(options.address))
    return Status(Code::kInvalidInput, "others reach " + options.address +
                                           ": give a token that they must know (--token)");
  auto metrics = std::make_unique<Metrics>();
  Result<std::unique_ptr<OpenStore>> store =
      OpenStore::Open(options.store_path, options.cache_bytes, options.max_questions, *metrics);
  if (!store.ok()) return store.status();
  auto impl = std::make_unique<Impl>(options, *std::move(store), std::move(metrics));
  Impl* own = impl.get();
  Result<std::unique_ptr<Listener>> listener = Listener::Open(
      ListenerOf(options), [own](const Call& call) { return own->Refuse(call); },
      [own](const Call& call) { return own->Answer(call); }, *impl->counts);
  if (!listener.ok()) return listener.status();
  impl->listener = *std::move(listener);
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

}  // namespace lode::server
