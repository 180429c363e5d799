// Clients that are many, slow, huge, malformed, hostile or gone.

#include <atomic>
#include <thread>
#include <vector>

#include "server/http/guard.h"
#include "tests/server/served_store.h"

namespace lode::server {
namespace {

using testing_served::kEndless;
using testing_served::RawClient;
using testing_served::Served;
namespace fs = std::filesystem;

std::string PostOf(const std::string& text) {
  const std::string body = nlohmann::json{{"text", text}}.dump();
  return "POST /api/query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
         "Content-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

class Clients : public Served {};

TEST_F(Clients, NeedTheTokenForAnythingThatHoldsData) {
  ServeOptions options = Options();
  options.token = "open sesame";
  Start(options);
  EXPECT_EQ(Get("/api/stats").status, 401);
  EXPECT_EQ(Get("/metrics").status, 401);
  EXPECT_EQ(Get("/api/stats", {{"Authorization", "Bearer open"}}).status, 401);
  EXPECT_NE(Get("/api/stats", {{"Authorization", "Bearer open"}}).body.find("is not this server's"),
            std::string::npos);
  EXPECT_EQ(Get("/api/stats", {{"Authorization", "Bearer open sesame"}}).status, 200);
  EXPECT_EQ(Get("/healthz").status, 200);
  EXPECT_EQ(Get("/").status, 200);
  EXPECT_NE(server_->url().find("#token=open sesame"), std::string::npos);
}

TEST_F(Clients, ElsewhereAreOnlyServedWithAToken) {
  ServeOptions options = Options();
  options.address = "0.0.0.0";
  const auto server = Server::Start(options);
  ASSERT_FALSE(server.ok());
  EXPECT_EQ(server.status().code(), Code::kInvalidInput);
}

TEST(Guard, ComparesTokensWhole) {
  EXPECT_TRUE(EqualInConstantTime("abc", "abc"));
  EXPECT_FALSE(EqualInConstantTime("abc", "abcabc"));
  EXPECT_FALSE(EqualInConstantTime("abc", ""));
  EXPECT_FALSE(EqualInConstantTime("", "abc"));
  EXPECT_FALSE(EqualInConstantTime("abc", "abd"));
}

TEST_F(Clients, CannotComeThroughAnotherSitesPage) {
  Start();
  EXPECT_EQ(Get("/api/stats", {{"Host", "rebound.example"}}).status, 421);
  const httplib::Headers stranger = {{"Origin", "http://stranger.example"}};
  EXPECT_EQ(Ask({{"text", "owns(X, Y)?"}}, stranger).status, 403);
  EXPECT_EQ(Take(Client().Post("/api/query", "{}", "text/plain")).status, 415);
  ServeOptions options = Options();
  options.hosts = {"news.example"};
  Start(options);
  EXPECT_EQ(Get("/api/stats", {{"Host", "news.example:80"}}).status, 200);
}

TEST_F(Clients, GetHeadersThatKeepThePageToItself) {
  Start();
  const auto got = Client().Get("/");
  ASSERT_TRUE(got);
  const std::string policy = got->get_header_value("Content-Security-Policy");
  EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  EXPECT_EQ(got->get_header_value("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(Client().Get("/", {{"If-None-Match", got->get_header_value("ETag")}})->status, 304);
}

TEST_F(Clients, ThatAreSlowLoseTheirConnection) {
  ServeOptions options = Options();
  options.patience_ms = 100;
  Start(options);
  RawClient head(port()), body(port());
  head.Send("GET /api/stats HTTP/1.1\r\nHost: local");
  body.Send(
      "POST /api/query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Content-Length: 50\r\n\r\n{");
  EXPECT_NE(head.ReadAll().find(" 408 "), std::string::npos);
  body.ReadAll();  // ends
  EXPECT_EQ(Get("/healthz").status, 200);
}

TEST_F(Clients, ThatAreHugeAreToldSo) {
  Start();
  const auto status_of = [&](const std::string& bytes) {
    RawClient client(port());
    client.Send(bytes);
    return RawClient::StatusOf(client.ReadAll());
  };
  const std::string host = "Host: localhost\r\n";
  EXPECT_EQ(status_of("GET /" + std::string(5'000, 'a') + " HTTP/1.1\r\n" + host + "\r\n"), "414");
  EXPECT_EQ(status_of("GET / HTTP/1.1\r\n" + host + std::string(40'000, 'a')), "431");
  std::string many;
  for (int i = 0; i < 200; ++i) many += "X-" + std::to_string(i) + ": 1\r\n";
  EXPECT_EQ(status_of("GET / HTTP/1.1\r\n" + host + many + "\r\n"), "431");
  const std::string post =
      "POST /api/query HTTP/1.1\r\n" + host + "Content-Type: application/json\r\n";
  EXPECT_EQ(status_of(post + "Content-Length: 99999999999999999999\r\n\r\n"), "413");
  EXPECT_EQ(status_of(post + "Content-Length: 2000000\r\n\r\n"), "413");
  EXPECT_EQ(status_of(post + "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n"), "411");
  EXPECT_EQ(
      status_of(post +
                "Connection: close\r\nContent-Length: 3\r\nContent-Encoding: gzip\r\n\r\nabc"),
      "415");
  EXPECT_EQ(Get("/healthz").status, 200);
}

TEST_F(Clients, ThatAreMalformedHarmNobody) {
  Start();
  const std::string host = "Host: localhost\r\n";
  std::string ranges;
  for (int i = 0; i < 900; ++i) ranges += "0-1,";
  for (const std::string& bytes :
       {std::string("\0\1\2\r\n\r\n", 7), std::string("\r\n\r\n"), std::string("GET\r\n\r\n"),
        "GET / HTTP/9.9\r\n" + host + "\r\n", "BREW /api/stats HTTP/1.1\r\n" + host + "\r\n",
        "GET /%00%ff%2e%2e/etc/passwd HTTP/1.1\r\n" + host + "\r\n",
        "GET /../../etc/passwd HTTP/1.1\r\n" + host + "\r\n",
        "GET /api/search?q=%ff%fe HTTP/1.1\r\n" + host + "\r\n",
        "GET / HTTP/1.1\r\n" + host + "Range: bytes=" + ranges + "1-2\r\n\r\n",
        "GET / HTTP/1.1\r\n" + host + host + "Connection: close\r\n\r\n",
        "GET / HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nhello"}) {
    RawClient client(port());
    client.Send(bytes);
    client.Close();
  }
  EXPECT_EQ(Get("/healthz").status, 200);
  EXPECT_EQ(Get("/api/search?q=%ff%fe").status, 400);
  EXPECT_EQ(Get("/etc/passwd").status, 404);
  EXPECT_TRUE(Becomes("lode_connections", "1"));
}

TEST_F(Clients, MaySendSeveralRequestsAtOnce) {
  Start();
  std::string all;
  constexpr int kRequests = 400;  // more bytes than are read at once
  for (int i = 0; i + 1 < kRequests; ++i) all += "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
  all += "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  RawClient client(port());
  std::thread sending([&] { client.Send(all); });
  const std::string replies = client.ReadAll();
  sending.join();
  int answered = 0;
  for (std::size_t at = 0; (at = replies.find("\r\n\r\nok\n", at)) != replies.npos; ++at)
    ++answered;
  EXPECT_EQ(answered, kRequests);
}

TEST_F(Clients, MayAskForTheHeadAlone) {
  Start();
  RawClient client(port());
  client.Send("HEAD /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  const std::string reply = client.ReadAll();
  EXPECT_NE(reply.find("Content-Length: 3\r\n"), reply.npos) << reply;
  EXPECT_TRUE(reply.ends_with("\r\n\r\n")) << reply;
}

TEST_F(Clients, MayWaitToBeToldToSendTheirBody) {
  Start();
  RawClient client(port());
  const std::string body = R"({"text": "owns(X, Y)?"})";
  client.Send(
      "POST /api/query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Expect: 100-continue\r\nConnection: close\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\n\r\n");
  EXPECT_EQ(RawClient::StatusOf(client.ReadSome()), "100");
  client.Send(body);
  EXPECT_EQ(RawClient::StatusOf(client.ReadAll()), "200");
}

TEST_F(Clients, WhoAreRefusedMayAskAgainOnTheSameConnection) {
  Start();
  RawClient client(port());
  client.Send(
      "POST /api/query HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
      "Content-Length: 5\r\n\r\nhello"
      "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  const std::string replies = client.ReadAll();
  EXPECT_EQ(RawClient::StatusOf(replies), "415");
  EXPECT_TRUE(replies.ends_with("ok\n")) << replies;
}

TEST_F(Clients, ThatEndTheirSideAreLetGo) {
  Start();
  RawClient client(port());
  client.Send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
  client.End();
  EXPECT_EQ(RawClient::StatusOf(client.ReadAll()), "200");  // and no wait for an idle connection
}

TEST_F(Clients, WithLongQuestionsKeepNobodyWaiting) {
  Start();
  std::vector<std::unique_ptr<RawClient>> busy;
  for (int i = 0; i < 6; ++i) {
    busy.push_back(std::make_unique<RawClient>(port()));
    busy.back()->Send(PostOf(kEndless));
    busy.push_back(std::make_unique<RawClient>(port()));
    busy.back()->Send("GET /api/st");  // and the rest never
  }
  ASSERT_TRUE(Becomes("lode_queries_running", "6"));
  EXPECT_EQ(Ask({{"text", "owns(X, Y)?"}}).status, 200);
}

TEST_F(Clients, ThatGoCancelTheirQuestion) {
  ServeOptions options = Options();
  options.max_questions = 1;
  Start(options);
  RawClient client(port());
  client.Send(PostOf(kEndless));
  ASSERT_TRUE(Becomes("lode_queries_running", "1"));
  client.Close();
  EXPECT_TRUE(Becomes("lode_queries_cancelled_total", "1"));
  EXPECT_TRUE(Becomes("lode_queries_running", "0"));
  EXPECT_EQ(Ask({{"text", "owns(X, Y)?"}}).status, 200);
}

TEST_F(Clients, ThatFindNoPlaceAreToldToComeAgain) {
  ServeOptions options = Options();
  options.max_questions = 1;
  options.max_wait_ms = 50;
  Start(options);
  RawClient client(port());
  client.Send(PostOf(kEndless));
  ASSERT_TRUE(Becomes("lode_queries_running", "1"));
  EXPECT_EQ(Ask({{"text", "owns(X, Y)?"}}).status, 503);
  client.Close();
}

TEST_F(Clients, PastTheLimitOfConnectionsAreRefused) {
  ServeOptions options = Options();
  options.max_connections = 1;
  Start(options);
  RawClient first(port());
  first.Send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(RawClient::StatusOf(first.ReadSome()), "200");
  RawClient second(port());
  EXPECT_EQ(RawClient::StatusOf(second.ReadAll()), "503");
}

TEST_F(Clients, AreAnsweredOrToldWhenTheServerStops) {
  ServeOptions options = Options();
  options.grace_ms = 50;
  Start(options);
  RawClient busy(port()), idle(port()), half(port());
  busy.Send(PostOf(kEndless));
  half.Send("GET /api/st");
  ASSERT_TRUE(Becomes("lode_queries_running", "1"));
  server_->Stop();
  EXPECT_EQ(RawClient::StatusOf(busy.ReadAll()), "499");
  EXPECT_EQ(idle.ReadAll(), "");
  half.ReadAll();
}

TEST_F(Clients, AreAnsweredWhileALoadRuns) {
  fs::remove_all(folder_ / "busy.db");
  fs::copy(folder_ / "news.db", folder_ / "busy.db", fs::copy_options::recursive);
  ServeOptions options = Options();
  options.store_path = (folder_ / "busy.db").string();
  options.max_wait_ms = 60'000;
  Start(options);
  constexpr int kClients = 64, kRequests = 3;
  std::atomic<int> answered{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < kClients; ++i)
    clients.emplace_back([&, i] {
      httplib::Client client = Client();
      client.set_keep_alive(true);
      for (int j = 0; j < kRequests; ++j) {
        const auto got = (i + j) % 3 == 0 ? client.Get("/api/entity?id=Nordhaven")
                                          : client.Post("/api/query", "{\"text\": \"owns(X, Y)?\"}",
                                                        "application/json");
        if (got && got->status == 200) ++answered;
      }
    });
  const nlohmann::json article = {{"name", "ferry.txt"},
                                  {"text", "Ferry sold\n\nWestline Ferries bought Oslo Docks.\n"}};
  EXPECT_EQ(Take(Client().Post("/api/articles", {{"X-Lode-Write", "1"}}, article.dump(),
                               "application/json"))
                .status,
            202);
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(answered, kClients * kRequests);
  nlohmann::json job;
  do {
    job = Get("/api/uploads").json["uploads"][0];
  } while (job["state"] == "waiting" || job["state"] == "loading");
  EXPECT_EQ(job["state"], "done") << job;
}

}  // namespace
}  // namespace lode::server
