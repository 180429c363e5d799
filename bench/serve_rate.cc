// Point questions over HTTP beside the same in process, on a made store; see bench/serve.
//   serve_rate make FOLDER TRIPLES           a store at FOLDER/store
//   serve_rate compare FOLDER TRIPLES PROCESS PORT SECONDS CLIENTS
// Prints questions a second of a core's time, of the server PROCESS at PORT and of this program.
// Clients keep their connections and ask at once again.

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "bench/graph_maker.h"
#include "bench/peer.h"
#include "lode/lode.h"

namespace lode::bench {
namespace {

using Clock = std::chrono::steady_clock;

// The same question every time, of another name that has an answer.
struct Asked {
  std::string question;
  std::vector<std::string> names;
};

Asked AskedOf(const MadeGraph& graph) {
  std::map<std::uint32_t, std::set<std::uint32_t>> subjects;  // by predicate
  for (const std::uint32_t number : graph.subjects_asked)
    subjects[graph.triples[number].predicate].insert(graph.triples[number].subject);
  const auto most = std::max_element(
      subjects.begin(), subjects.end(),
      [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
  Asked asked{graph.predicates[most->first] + "($who, X)?", {}};
  for (const std::uint32_t subject : most->second) asked.names.push_back(graph.terms[subject].text);
  return asked;
}

double AskInside(const std::string& folder, const Asked& asked, double seconds) {
  OpenOptions options;
  options.read_only = true;
  Result<Store> store = Store::Open(folder + "/store", options);
  if (!store.ok()) return 0;
  QuerySession session(*store);
  const auto ask = [&](std::size_t number) {
    QueryOptions query;
    query.parameters["who"].text = asked.names[number % asked.names.size()];
    const QueryOutcome outcome = session.Run(asked.question, query);
    return outcome.ok() && !outcome.answers.front().rows.empty();
  };
  // Once each, as the server's sessions have had them when it is measured.
  for (std::size_t i = 0; i < asked.names.size(); ++i)
    if (!ask(i)) return 0;
  std::size_t answered = 0;
  const std::clock_t begin = std::clock();
  double took = 0;
  for (; took < seconds; took = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC)
    if (!ask(answered++)) return 0;
  return static_cast<double>(answered) / took;
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

// One of the clients: it asks as soon as it has its answer.
struct Client {
  int socket = -1;
  std::size_t next = 0;  // of the names, the one it asks for
  std::string buffer;
};

bool Ask(Client& client, const std::string& body) {
  const std::string request =
      "POST /api/query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Content-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body;
  client.buffer.clear();
  return send(client.socket, request.data(), request.size(), MSG_NOSIGNAL) ==
         static_cast<ssize_t>(request.size());
}

enum class Reply { kPart, kWhole, kWrong };

Reply ReadSome(Client& client) {
  char chunk[16384];
  const ssize_t n = recv(client.socket, chunk, sizeof chunk, MSG_DONTWAIT);
  if (n < 0 && errno == EAGAIN) return Reply::kPart;
  if (n <= 0) return Reply::kWrong;
  std::string& buffer = client.buffer;
  buffer.append(chunk, static_cast<std::size_t>(n));
  const std::size_t head = buffer.find("\r\n\r\n");
  if (head == buffer.npos) return Reply::kPart;
  const std::size_t length = buffer.find("Content-Length: ");
  if (length > head || buffer.compare(0, 12, "HTTP/1.1 200") != 0) return Reply::kWrong;
  const std::size_t whole = head + 4 + std::strtoul(buffer.c_str() + length + 16, nullptr, 10);
  if (buffer.size() < whole) return Reply::kPart;
  // A question that finds nothing would be a wrong comparison.
  return buffer.find("\"row_count\":0,") == buffer.npos ? Reply::kWhole : Reply::kWrong;
}

// All clients in one thread that does not sleep: waking sixteen threads of theirs would be paid by
// whoever sends to them, the server.
double AskOverHttp(int port, const Asked& asked, double seconds, int count) {
  const std::string front = "{\"text\":" + JsonString(asked.question) + ",\"parameters\":{\"who\":";
  std::vector<Client> clients(static_cast<std::size_t>(count));
  const auto ask = [&](Client& client) {
    const bool sent =
        Ask(client, front + JsonString(asked.names[client.next % asked.names.size()]) + "}}");
    client.next += clients.size();
    return sent;
  };
  for (std::size_t i = 0; i < clients.size(); ++i) {
    clients[i].next = i;
    clients[i].socket = Connect(port);
    if (clients[i].socket < 0 || !ask(clients[i])) return 0;
  }
  std::size_t answered = 0;
  const auto end = Clock::now() + std::chrono::duration<double>(seconds);
  while (Clock::now() < end)
    for (Client& client : clients) {
      const Reply reply = ReadSome(client);
      if (reply == Reply::kPart) continue;
      if (reply == Reply::kWrong || !ask(client)) {
        std::fprintf(stderr, "not answered: %s\n", client.buffer.c_str());
        return 0;
      }
      ++answered;
    }
  for (const Client& client : clients) close(client.socket);
  return static_cast<double>(answered);
}

// Processor seconds of another process so far.
double ProcessorSecondsOf(const std::string& process) {
  std::ifstream file("/proc/" + process + "/stat");
  std::string field;
  double ticks = 0;
  for (int i = 1; i <= 15 && file >> field; ++i)  // its name has no space
    if (i >= 14) ticks += std::atof(field.c_str());
  return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

// Turn by turn, so that a machine whose others come and go is the same for both.
int Compare(const std::string& folder, const std::string& process, int port, const Asked& asked,
            double seconds, int clients) {
  if (AskOverHttp(port, asked, seconds, clients) == 0) return 1;  // warms the server's sessions
  std::vector<double> shares;
  for (int round = 0; round < 3; ++round) {
    const double before = ProcessorSecondsOf(process);
    const double answered = AskOverHttp(port, asked, seconds, clients);
    const double over_http = answered / (ProcessorSecondsOf(process) - before);
    const double inside = AskInside(folder, asked, seconds);
    if (answered == 0 || inside == 0) return 1;
    shares.push_back(over_http / inside);
    std::printf("in process %.0f, over HTTP with %d clients %.0f (%.2f)\n", inside, clients,
                over_http, shares.back());
    std::fflush(stdout);
  }
  std::sort(shares.begin(), shares.end());
  std::printf("questions a second of one core, over HTTP beside in process: %.2f\n", shares[1]);
  return 0;
}

int Main(const std::vector<std::string>& given) {
  if (given.size() < 3) return 2;
  const MadeGraph graph = MakeGraph(std::strtoull(given[2].c_str(), nullptr, 10));
  if (given[0] == "make") {
    const std::string file = given[1] + "/triples.tsv";
    WriteTriples(graph, file);
    const Outcome outcome = MakeLode(given[1])->Import(file);
    if (!outcome.ran) std::fprintf(stderr, "%s\n", outcome.error.c_str());
    return outcome.ran ? 0 : 1;
  }
  if (given[0] != "compare" || given.size() < 7) return 2;
  return Compare(given[1], given[3], std::atoi(given[4].c_str()), AskedOf(graph),
                 std::atof(given[5].c_str()), std::atoi(given[6].c_str()));
}

}  // namespace
}  // namespace lode::bench

int main(int argc, char** argv) {
  return lode::bench::Main({argv + 1, argv + argc});
}
