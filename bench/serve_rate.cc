// Point questions over HTTP beside the same in process, on a made store; see bench/serve.
//   serve_rate make FOLDER TRIPLES           a store at FOLDER/store
//   serve_rate inside FOLDER TRIPLES SECONDS
//   serve_rate clients PORT TRIPLES SECONDS CLIENTS
// `inside` prints questions a second of the processor, `clients` how many were answered. Clients
// keep their connections and ask at once again.

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <thread>
#include <vector>

#include "bench/graph_maker.h"
#include "bench/peer.h"
#include "lode/lode.h"

namespace lode::bench {
namespace {

using Clock = std::chrono::steady_clock;

std::string NameAsked(const MadeGraph& graph, std::size_t number) {
  const MadeTriple& triple =
      graph.triples[graph.subjects_asked[number % graph.subjects_asked.size()]];
  return graph.terms[triple.subject].text;
}

// The same question every time, of another name.
std::string QuestionOf(const MadeGraph& graph) {
  return graph.predicates[graph.triples[graph.subjects_asked[0]].predicate] + "($who, X)?";
}

double AskInside(const std::string& folder, const MadeGraph& graph, double seconds) {
  OpenOptions options;
  options.read_only = true;
  Result<Store> store = Store::Open(folder + "/store", options);
  if (!store.ok()) return 0;
  QuerySession session(*store);
  const std::string question = QuestionOf(graph);
  const auto ask = [&](std::size_t number) {
    QueryOptions query;
    query.parameters["who"].text = NameAsked(graph, number);
    return session.Run(question, query).ok();
  };
  // Once each, as the server's sessions have had them when it is measured.
  for (std::size_t i = 0; i < graph.subjects_asked.size(); ++i)
    if (!ask(i)) return 0;
  std::size_t asked = 0;
  const std::clock_t begin = std::clock();
  double took = 0;
  for (; took < seconds; took = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC)
    if (!ask(asked++)) return 0;
  return static_cast<double>(asked) / took;
}

int Connect(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  const int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 ? socket
                                                                                           : -1;
}

// One request and its whole reply; false where it is no 200.
bool AskOnce(int socket, const std::string& body, std::string& buffer) {
  const std::string request =
      "POST /api/query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Content-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body;
  if (send(socket, request.data(), request.size(), MSG_NOSIGNAL) < 0) return false;
  buffer.clear();
  std::size_t whole = std::string::npos;
  char chunk[16384];
  while (buffer.size() < whole) {
    const ssize_t n = recv(socket, chunk, sizeof chunk, 0);
    if (n <= 0) return false;
    buffer.append(chunk, static_cast<std::size_t>(n));
    const std::size_t head = buffer.find("\r\n\r\n");
    if (whole != std::string::npos || head == buffer.npos) continue;
    const std::size_t length = buffer.find("Content-Length: ");
    if (length == buffer.npos) return false;
    whole = head + 4 + std::strtoul(buffer.c_str() + length + 16, nullptr, 10);
  }
  return buffer.compare(0, 12, "HTTP/1.1 200") == 0;
}

double AskOverHttp(int port, const MadeGraph& graph, double seconds, int clients) {
  std::atomic<std::size_t> asked{0};
  std::atomic<bool> failed{false};
  const std::string front =
      "{\"text\":" + JsonString(QuestionOf(graph)) + ",\"parameters\":{\"who\":";
  const auto end = Clock::now() + std::chrono::duration<double>(seconds);
  std::vector<std::thread> threads;
  for (int client = 0; client < clients; ++client)
    threads.emplace_back([&, client] {
      const int socket = Connect(port);
      std::string buffer;
      for (std::size_t i = static_cast<std::size_t>(client); Clock::now() < end && !failed;
           i += static_cast<std::size_t>(clients)) {
        if (!AskOnce(socket, front + JsonString(NameAsked(graph, i)) + "}}", buffer)) failed = true;
        ++asked;
      }
      close(socket);
    });
  for (std::thread& thread : threads) thread.join();
  return failed ? 0 : static_cast<double>(asked);
}

int Main(const std::vector<std::string>& given) {
  if (given.size() < 3) return 2;
  const MadeGraph graph = MakeGraph(std::strtoull(given[2].c_str(), nullptr, 10));
  if (given[0] == "make") {
    const Outcome outcome = MakeLode(given[1], "")->Import(graph);
    if (!outcome.ran) std::fprintf(stderr, "%s\n", outcome.error.c_str());
    return outcome.ran ? 0 : 1;
  }
  if (given.size() < 4) return 2;
  const double seconds = std::atof(given[3].c_str());
  const double rate = given[0] == "inside"
                          ? AskInside(given[1], graph, seconds)
                          : AskOverHttp(std::atoi(given[1].c_str()), graph, seconds,
                                        given.size() > 4 ? std::atoi(given[4].c_str()) : 16);
  std::printf("%.0f\n", rate);
  return rate > 0 ? 0 : 1;
}

}  // namespace
}  // namespace lode::bench

int main(int argc, char** argv) {
  return lode::bench::Main({argv + 1, argv + argc});
}
