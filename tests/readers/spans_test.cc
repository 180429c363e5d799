// Blocks and their spans hold together whatever is read: fixtures of every format,
// and the same cut off, doubled and with bytes changed, by a seeded generator.

#include <random>

#include "tests/readers/reading.h"

namespace lode {
namespace {

const std::vector<std::string>& Fixtures() {
  static const std::vector<std::string> fixtures = {
      "Ferry line buys a second boat for the winter\n\nBy Una Berg\n\nARN, May 3 (Tidewire) - The "
      "line bought a boat on "
      "Monday, it said.[para. 1]\n\n- one thing\n- another thing\n\nMay 1, 2024:\nIt sailed.\nMay "
      "2, 2024:\nIt stopped.\n\n"
      "The boat is old and slow https://t.co/a\n— Mo (@mo) May 3, "
      "2024\n\n今年三月,双方代表团在阿恩举行了为期两天的会谈并签署文件。\n\n"
      "In March, both delegations met for two days in Arn and signed a paper.\n\nShare\nCopy "
      "Link\n3 hrs ago\n© 2024 X. All rights reserved.\n",
      "2 Sources\n[1]\nA headline of some words | Outlet\nThe text of the first source is long "
      "enough to count as a text here, it says.\n"
      "[2]\nAnother headline of words\nThe text of the second source is long enough to count as a "
      "text here, it says.\nShare\n"
      "The page itself says this of both, in words of its own that are many 1. And more "
      "2.\nSummarized by\nPilot\n",
      "<html><head><title>A b c d | E</title><meta property='og:title' content='A b c "
      "d'></head><body><nav>x</nav><h1>A b c d</h1>"
      "<p>Caf&eacute; &amp; bar, it said.&nbsp;Yes.</p><ul><li>One</li></ul><blockquote "
      "class=twitter-tweet>x &mdash; A (@b) May 3, 2024"
      "</blockquote><p>e\xCC\x81nd<br><br>of it</p></body></html>",
      "{\"articles\":[{\"title\":\"T\\u00e9\",\"content\":\"<p>One &amp; "
      "two\\n</p>\",\"source\":{\"name\":\"S\"}},{\"title\":\"U\",\"text\":[\"a\",\"b\"]}]}",
      "{\"title\":\"A\",\"text\":\"one\\ntwo\"}\n{\"title\":\"B\",\"text\":\"three "
      "\\ud83d\\ude00\"}\n",
      "<rss><channel><title>C</title><item><title>T &amp; "
      "U</title><description>&lt;p&gt;One.&lt;/p&gt; two</description></item>"
      "<item><title>V</title><description><![CDATA[<p>x</p>]]></description></item></channel></"
      "rss>",
      "---\ntitle: A\n---\n# A b\n\n**x** [y](z)\n> q\n\n- l\n"};
  return fixtures;
}

void ExpectSoundReading(const std::string& bytes) {
  Reading reading = ReadFixture(bytes, "fixture");
  for (const Article& article : reading.articles) ExpectSound(article, bytes.size());
  EXPECT_FALSE(reading.articles.empty() && reading.errors.empty());
}

TEST(Spans, HoldForEveryFormat) {
  for (const std::string& fixture : Fixtures()) ExpectSoundReading(fixture);
}

TEST(Spans, HoldForEveryPrefix) {
  for (const std::string& fixture : Fixtures())
    for (std::size_t length = 0; length < fixture.size(); length += 7)
      ExpectSoundReading(fixture.substr(0, length));
}

TEST(Spans, HoldForChangedBytes) {
  std::mt19937 random(7);
  const std::string marks = "<>[]{}\"\\&;\n1 .—@:\xC3\xA9\xE4";
  for (int round = 0; round < 800; ++round) {
    std::string bytes = Fixtures()[random() % Fixtures().size()];
    for (int change = 0; change < 4; ++change) {
      std::size_t at = random() % bytes.size();
      char mark = marks[random() % marks.size()];
      if (random() % 2 == 0)
        bytes[at] = mark;
      else
        bytes.insert(at, 1, mark);
    }
    ExpectSoundReading(bytes);
  }
}

TEST(Spans, OfPlainTextAreTheBytesThemselves) {
  std::string text =
      "A first paragraph that stands alone here.\n\nA second one, with more words in it than the "
      "first.\n";
  Article article = ReadOne(text);
  for (const Block& block : article.blocks)
    EXPECT_EQ(text.substr(block.source.begin, block.source.end - block.source.begin),
              TextOf(article, block));
}

TEST(Spans, AreTheSameEveryTime) {
  for (const std::string& fixture : Fixtures()) {
    Reading once = ReadFixture(fixture, "a"), again = ReadFixture(fixture, "a");
    ASSERT_EQ(once.articles.size(), again.articles.size());
    for (std::size_t i = 0; i < once.articles.size(); ++i)
      EXPECT_EQ(once.articles[i].text, again.articles[i].text);
  }
}

}  // namespace
}  // namespace lode
