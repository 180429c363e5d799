// What the tokenizer makes of English text, mostly as a table of sentences.
#include "loaders/language/text/tokenizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "loaders/language/text/token_scanner.h"
#include "tests/language/model_fixture.h"

namespace lode {
namespace {

std::vector<Sentence> Cut(std::string_view text, std::uint32_t offset = 0) {
  return Tokenize(text, Model().splitter(), offset);
}

// Words joined by spaces, the words of a multi-word token by "+".
std::string Words(const std::string& text) {
  std::string out;
  for (const Sentence& sentence : Cut(text)) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      while (next < sentence.multiword.size() &&
             sentence.multiword[next].last < static_cast<int>(i) + 1) {
        ++next;
      }
      const bool inside = next < sentence.multiword.size() &&
                          sentence.multiword[next].first < static_cast<int>(i) + 1;
      if (!out.empty()) out += inside ? "+" : " ";
      out += sentence.tokens[i].form;
    }
  }
  return out;
}

struct Case {
  const char* text;
  const char* words;
};

class TokenizerTable : public testing::TestWithParam<Case> {};

TEST_P(TokenizerTable, CutsAsTheTreebankDoes) {
  EXPECT_EQ(Words(GetParam().text), GetParam().words);
}

INSTANTIATE_TEST_SUITE_P(
    Contractions, TokenizerTable,
    testing::Values(Case{"They don't know it's late.", "They do+n't know it+'s late ."},
                    Case{"We cannot say she'll come.", "We can+not say she+'ll come ."},
                    Case{"I’m sure they’ve gone.", "I+’m sure they+’ve gone ."},
                    Case{"He's gonna leave.", "He+'s gon+na leave ."},
                    Case{"The firm's rivals' plans", "The firm+'s rivals+' plans"},
                    Case{"It shouldn't've rained.", "It should+n't+'ve rained ."},
                    Case{"O'Neill met the Shi'ite cleric.", "O'Neill met the Shi'ite cleric ."},
                    Case{"Its a pity. Your gonna win.", "It+s a pity . You+r gon+na win ."},
                    Case{"its very own firm, your own", "its very own firm , your own"},
                    Case{"Ms. Im said its profit", "Ms. Im said its profit"}));

INSTANTIATE_TEST_SUITE_P(
    Hyphens, TokenizerTable,
    testing::Values(Case{"a well-known U.S.-China deal", "a well - known U.S. - China deal"},
                    Case{"anti-war e-mail from a co-founder", "anti-war e-mail from a co-founder"},
                    Case{"state-of-the-art", "state - of - the - art"},
                    Case{"pages 12-15 of 1990-1995", "pages 12 - 15 of 1990 - 1995"},
                    Case{"call 212-555-0134 now", "call 212-555-0134 now"},
                    Case{"on 2025-07-14 it", "on 2025-07-14 it"},
                    Case{"late – or never—again", "late – or never — again"}));

INSTANTIATE_TEST_SUITE_P(
    Stops, TokenizerTable,
    testing::Values(Case{"Acme Inc. and Foo Corp. agreed.", "Acme Inc. and Foo Corp. agreed ."},
                    Case{"Mr. J. R. Doe of the U.S. left.", "Mr. J. R. Doe of the U.S. left ."},
                    Case{"at 5 p.m. on Jan. 3", "at 5 p.m. on Jan. 3"},
                    Case{"He saw No. 5. No. It rained.", "He saw No. 5 . No . It rained ."},
                    Case{"So... what?!", "So ... what ?!"},
                    Case{"Really.? No,!", "Really .? No ,!"},
                    Case{"She has a Ph.D. in law.", "She has a Ph.D. in law ."}));

INSTANTIATE_TEST_SUITE_P(
    Numbers, TokenizerTable,
    testing::Values(Case{"$5 and US$3.5bn and €2m", "$ 5 and US$ 3.5 bn and € 2 m"},
                    Case{"up 12.5% to 1,250,000", "up 12.5 % to 1,250,000"},
                    Case{"a 35mm lens at 11AM", "a 35 mm lens at 11 AM"},
                    Case{"5G, 3D and the X300 chip", "5G , 3D and the X300 chip"},
                    Case{"in the 1990s, the 21st time", "in the 1990s , the 21st time"},
                    Case{"at 10:30 on 9/11", "at 10:30 on 9/11"},
                    Case{"notes [13,14] say", "notes [ 13 , 14 ] say"}));

INSTANTIATE_TEST_SUITE_P(Marks, TokenizerTable,
                         testing::Values(Case{"“Go,” he said.", "“ Go , ” he said ."},
                                         Case{"'Stop' means stop", "' Stop ' means stop"},
                                         Case{"see https://a.example/x?y=1). Then",
                                              "see https://a.example/x?y=1 ) . Then"},
                                         Case{"mail jane.doe@mail.example, please",
                                              "mail jane.doe@mail.example , please"},
                                         Case{"— Jane (@jane_doe) #news",
                                              "— Jane ( @jane_doe ) #news"},
                                         Case{"and/or w/o AT&T", "and / or w/o AT&T"},
                                         Case{"[para. 7][para. 8]", "[ para. 7 ] [ para. 8 ]"}));

INSTANTIATE_TEST_SUITE_P(
    Scripts, TokenizerTable,
    testing::Values(Case{"(Example Corp,示例公司)。", "( Example Corp , 示例公司 ) 。"},
                    Case{"nice 👩‍🔬👍🏽 day", "nice 👩‍🔬 👍🏽 day"},
                    Case{"Zoë naïvely ate crème", "Zoë naïvely ate crème"}, Case{"🇺🇸🇨🇳", "🇺🇸 🇨🇳"}));

bool IsSpace(char c) {
  return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x1F);
}

// Every byte that is no white space lies in exactly one token.
void ExpectCovered(const std::string& text) {
  std::size_t at = 0;
  for (const Sentence& sentence : Cut(text)) {
    for (const Token& token : sentence.tokens) {
      ASSERT_LE(at, token.span.begin);
      for (; at < token.span.begin; ++at) ASSERT_TRUE(IsSpace(text[at])) << at;
      ASSERT_LT(token.span.begin, token.span.end);
      at = token.span.end;
    }
  }
  for (; at < text.size(); ++at) ASSERT_TRUE(IsSpace(text[at])) << at;
}

TEST(Tokenizer, CoversAnyBytes) {
  std::uint32_t state = 1;
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = 0; i < 400; ++i) {
      state = state * 1664525U + 1013904223U;
      const auto byte = static_cast<unsigned char>(state >> 24U);
      // Bytes that would spell white space beyond ASCII are left out.
      text += byte == 0xC2 || byte == 0xE1 || byte == 0xE2 || byte == 0xE3
                  ? 'x'
                  : static_cast<char>(round % 2 != 0 ? byte & 0x7FU : byte);
    }
    ExpectCovered(text);
  }
}

TEST(Tokenizer, ShowsBrokenBytesAsReplacementCharacters) {
  const auto sentences = Cut("ab \xFF\xC3 cd");
  ASSERT_EQ(sentences.size(), 1U);
  ASSERT_EQ(sentences[0].tokens.size(), 3U);
  EXPECT_EQ(sentences[0].tokens[1].form, "\uFFFD\uFFFD");
  EXPECT_EQ(sentences[0].tokens[1].span, (Span{3, 5}));
}

TEST(Tokenizer, GivesOffsetsAndSpaces) {
  const auto sentences = Cut("Don't go, Zoë.", 100);
  ASSERT_EQ(sentences.size(), 1U);
  const Sentence& s = sentences[0];
  ASSERT_EQ(s.tokens.size(), 6U);
  EXPECT_EQ(s.span, (Span{100, 115}));
  EXPECT_EQ(s.tokens[0].span, (Span{100, 102}));
  EXPECT_EQ(s.tokens[1].span, (Span{102, 105}));
  EXPECT_EQ(s.tokens[4].span, (Span{110, 114}));
  EXPECT_FALSE(s.tokens[0].space_after);
  EXPECT_TRUE(s.tokens[1].space_after);
  EXPECT_FALSE(s.tokens[2].space_after);
  ASSERT_EQ(s.multiword.size(), 1U);
  EXPECT_EQ(s.multiword[0].form, "Don't");
  EXPECT_EQ(s.multiword[0].span, (Span{100, 105}));
  EXPECT_EQ(s.multiword[0].first, 1);
  EXPECT_EQ(s.multiword[0].last, 2);
}

TEST(Tokenizer, IsEmptyWhereThereIsNothing) {
  EXPECT_TRUE(Cut("").empty());
  EXPECT_TRUE(Cut(" \n\n\t \n").empty());
}

TEST(Tokenizer, StaysLinearInOneEndlessLine) {
  for (const char* piece :
       {"word. ", "a.b.", "((", "x-", "''", "@a", "don't", "1,", "\xF0", "家"}) {
    std::string text;
    while (text.size() < 2'000'000) text += piece;
    std::size_t longest_token = 0, longest_sentence = 0;
    for (const Sentence& sentence : Cut(text)) {
      longest_sentence = std::max(longest_sentence, sentence.tokens.size());
      for (const Token& token : sentence.tokens) {
        longest_token = std::max<std::size_t>(longest_token, token.span.end - token.span.begin);
      }
    }
    EXPECT_LE(longest_token, TokenScanner::kMaxTokenBytes) << piece;
    EXPECT_LE(longest_sentence, 1200U) << piece;
  }
}

TEST(SentenceStream, CutsALineOfAnyLengthIntoBoundedSentencesWithoutALoss) {
  // Longer than a stretch, with an open quotation mark at its end, and hardly a stop.
  std::string text = "\"";
  for (std::size_t i = 0; i < 3 * kMaxStretchTokens; ++i)
    text += i % 997 == 0 ? "Stop. " : i % 3 == 0 ? "wheat, " : "Barley prices ";
  SentenceStream stream(text, Model().splitter());
  std::string seen, expected;
  for (Sentence sentence; stream.Next(&sentence);) {
    EXPECT_LE(sentence.tokens.size(), kMaxSentenceTokens);
    for (const Token& token : sentence.tokens) {
      EXPECT_EQ(token.form, text.substr(token.span.begin, token.span.end - token.span.begin));
      seen += token.form;
    }
  }
  for (const char c : text)
    if (c != ' ') expected += c;
  EXPECT_EQ(seen, expected);
}

TEST(SentenceStream, KnowsNothingOfTheTextBehindAStretch) {
  std::string text;
  while (text.size() < kMaxStretchTokens * 4) text += "The mill stands idle. ";
  const std::size_t size = text.size();
  SentenceStream stream(text, Model().splitter());
  Sentence first;
  ASSERT_TRUE(stream.Next(&first));
  std::fill(text.begin() + static_cast<std::ptrdiff_t>(size) - 100, text.end(), '!');
  std::size_t sentences = 1;
  for (Sentence sentence; stream.Next(&sentence);) ++sentences;
  EXPECT_GT(sentences, size / 30);
}

}  // namespace
}  // namespace lode
