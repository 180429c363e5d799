// Addresses and robots.txt, as tables.

#include <gtest/gtest.h>

#include "loaders/network/address.h"
#include "loaders/network/robots.h"

namespace lode {
namespace {

TEST(Address, IsReadOneWay) {
  const struct {
    const char *text, *base, *read;
  } kTable[] = {
      {"https://News.Example", "", "https://news.example/"},
      {"https://news.example:443/a#b", "", "https://news.example/a"},
      {"http://news.example:8080/a?b=c", "", "http://news.example:8080/a?b=c"},
      {"/x?y", "https://news.example/a/b", "https://news.example/x?y"},
      {"c", "https://news.example/a/b", "https://news.example/a/c"},
      {"../c", "https://news.example/a/b/d", "https://news.example/a/c"},
      {"//other.example/a", "https://news.example/", "https://other.example/a"},
      {"https://news.example/a b", "", "https://news.example/a%20b"},
      {"http://[::1]:80/a", "", "http://[::1]/a"},
  };
  for (const auto& row : kTable) {
    const Result<Address> read = ParseAddress(row.text, row.base);
    ASSERT_TRUE(read.ok()) << row.text << ": " << read.status().message();
    EXPECT_EQ(read->text, row.read);
  }
}

TEST(Address, IsRefusedWithAReason) {
  for (const char* text : {"ftp://a.example/b", "file:///etc/passwd"})
    EXPECT_EQ(ParseAddress(text).status().code(), Code::kUnsupported) << text;
  for (const char* text : {"https://", "javascript:alert(1)", "http://a b/",
                           "https://u:p@a.example/", "http://a:99999/"})
    EXPECT_EQ(ParseAddress(text).status().code(), Code::kInvalidInput) << text;
  EXPECT_EQ(ParseAddress("http://a/" + std::string(9000, 'a')).status().code(), Code::kLimit);
  EXPECT_EQ(ParseAddress("https://u:secret@a.example/").status().message().find("secret"),
            std::string::npos);
}

TEST(Address, IsToldFromAPath) {
  EXPECT_TRUE(IsAddress("https://a.example"));
  EXPECT_TRUE(IsAddress("ftp://a.example"));
  for (const char* path : {"articles/", "./a://b", "a.html", "://", "-", "C:/a"})
    EXPECT_FALSE(IsAddress(path)) << path;
}

TEST(Robots, TheLongestRuleHolds) {
  const RobotsRules rules = RobotsRules::Read(
      "\xEF\xBB\xBFUser-Agent: other\nDisallow: /\n\n"
      "user-agent: LODE/2.0 # us\nUser-agent: third\r\n"
      "Disallow: /a\nAllow: /a/open\nDisallow: /*.pdf$\nDisallow: /q?*id=\nCrawl-delay: 2.5\n"
      "Disallow: /%7Eme\nDisallow:\nnonsense\n",
      "lode");
  const struct {
    const char* path;
    const char* rule;
  } kTable[] = {
      {"/", ""},
      {"/a", "line 6: Disallow: /a"},
      {"/abc", "line 6: Disallow: /a"},
      {"/a/open/1", ""},
      {"/b/c.pdf", "line 8: Disallow: /*.pdf$"},
      {"/b/c.pdf?x", ""},
      {"/q?x&id=1", "line 9: Disallow: /q?*id="},
      {"/~me", "line 11: Disallow: /~me"},
  };
  for (const auto& row : kTable) EXPECT_EQ(rules.Forbids(row.path), row.rule) << row.path;
  EXPECT_EQ(rules.delay_seconds(), 2.5);
}

TEST(Robots, WhoIsNotNamedHasTheRulesForAll) {
  const std::string text = "User-agent: *\nDisallow: /x\n\nUser-agent: other\nDisallow: /\n";
  EXPECT_NE(RobotsRules::Read(text, "lode").Forbids("/x"), "");
  EXPECT_EQ(RobotsRules::Read(text, "lode").Forbids("/y"), "");
  EXPECT_EQ(RobotsRules::Read("Disallow: /\n", "lode").Forbids("/y"), "");
  EXPECT_EQ(RobotsRules::Read("", "lode").Forbids("/y"), "");
  EXPECT_EQ(RobotsRules().Forbids("/y"), "");
}

TEST(Robots, ManyStarsCostLinearTime) {
  std::string rule = "Disallow: /";
  for (int i = 0; i < 2000; ++i) rule += "*a";
  const RobotsRules rules = RobotsRules::Read("User-agent: *\n" + rule + "b$\n", "lode");
  EXPECT_EQ(rules.Forbids("/" + std::string(100'000, 'a')), "");
}

}  // namespace
}  // namespace lode
