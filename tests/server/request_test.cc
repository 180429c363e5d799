// Heads of requests, as bytes.

#include <gtest/gtest.h>

#include <string>

#include "server/http/reply_head.h"
#include "server/http/request_head.h"

namespace lode::server {
namespace {

struct Read {
  explicit Read(std::string text) : head(std::move(text)), status(ReadHead(head, call)) {}
  std::string head;
  Call call;
  int status;
};

TEST(RequestHead, IsReadIntoItsParts) {
  const Read read(
      "GET /a%20b/c+d?q=S%C3%B8r+Oslo&empty&x=1&x=2 HTTP/1.1\r\nHost: localhost:80\r\n"
      "X-Lode-Write:  1 \r\n\r\n");
  ASSERT_EQ(read.status, 0);
  EXPECT_EQ(read.call.method, "GET");
  EXPECT_EQ(read.call.path, "/a b/c+d");
  EXPECT_EQ(read.call.Parameter("q"), "Sør Oslo");
  EXPECT_EQ(read.call.Parameter("x"), "1");
  EXPECT_TRUE(read.call.parameters.contains("empty"));
  EXPECT_EQ(read.call.Header("x-lode-write"), "1");
  EXPECT_EQ(read.call.Header("host"), "localhost:80");
  EXPECT_TRUE(read.call.may_stay);
  EXPECT_FALSE(Read("GET / HTTP/1.0\r\n\r\n").call.may_stay);
  EXPECT_EQ(Read("GET /%zz%4 HTTP/1.1\r\n\r\n").call.path, "/%zz%4");
}

TEST(RequestHead, IsRefusedWhereItCouldMeanTwoThings) {
  const std::string line = "GET / HTTP/1.1\r\n";
  for (const std::string& wrong :
       {std::string("\r\n\r\n"), std::string("GET\r\n\r\n"), std::string("GET /\r\n\r\n"),
        std::string("GET  HTTP/1.1\r\n\r\n"), std::string("G(T / HTTP/1.1\r\n\r\n"),
        std::string("GET a HTTP/1.1\r\n\r\n"), std::string("GET /a b HTTP/1.1\r\n\r\n"),
        std::string("GET /\x01 HTTP/1.1\r\n\r\n"), std::string("GET / FTP/1.1\r\n\r\n"),
        line + "Host : a\r\n\r\n", line + "Host: a\r\n b\r\n\r\n", line + "Host: a\nX: b\r\n\r\n",
        line + "Host: a\rX: b\r\n\r\n", line + "no colon\r\n\r\n", line + ": a\r\n\r\n",
        line + "Host: a\r\nHost: b\r\n\r\n",
        line + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
        line + "Authorization: Bearer a\r\nauthorization: Bearer b\r\n\r\n"})
    EXPECT_EQ(Read(wrong).status, 400) << wrong;
  EXPECT_EQ(Read(line + "Host: a\r\nHost: a\r\n\r\n").status, 0);
  EXPECT_EQ(Read("GET / HTTP/2.0\r\n\r\n").status, 505);
  std::string many = line;
  for (std::size_t i = 0; i <= kMostHeaders; ++i) many += "X: 1\r\n";
  EXPECT_EQ(Read(many + "\r\n").status, 431);
}

TEST(ReplyHead, TellsLengthAndWhatIsSafe) {
  Reply reply;
  reply.body = "{}";
  reply.headers["ETag"] = "\"1\"";
  const std::string head = HeadOf(reply, false);
  EXPECT_TRUE(head.starts_with("HTTP/1.1 200 OK\r\n"));
  EXPECT_TRUE(head.ends_with("\r\n\r\n"));
  for (const char* line : {"Content-Length: 2\r\n", "ETag: \"1\"\r\n",
                           "Cache-Control: no-store\r\n", "X-Content-Type-Options: nosniff\r\n"})
    EXPECT_NE(head.find(line), head.npos) << line;
  EXPECT_NE(HeadOf(reply, true).find("Connection: close\r\n"), head.npos);
  reply.status = 304;
  EXPECT_EQ(HeadOf(reply, false).find("Content-Length"), head.npos);
}

}  // namespace
}  // namespace lode::server
