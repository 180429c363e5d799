// The examples in schema/factuality.list are its tests, read with the shipped model: each
// gives its reading, and each cue is needed by an example of its section.
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "loaders/extraction/clauses/factuality.h"
#include "loaders/extraction/mending.h"
#include "loaders/extraction/words/rules.h"
#include "loaders/extraction/words/word_form.h"
#include "loaders/language/analyzer.h"
#include "loaders/language/text/tokenizer.h"
#include "lode/value.h"
#include "tests/extraction/reading.h"

namespace lode {
namespace {

// A sentence of an example, one for each alternative in braces.
struct Reading {
  std::string section, sentence, word, expected;
  int line = 0;
  std::vector<Sentence> sentences;
};

// The sentences of an example, each with the alternative of its first braces.
std::vector<std::pair<std::string, std::string>> Alternatives(const std::string& sentence) {
  const std::size_t open = sentence.find('{'), close = sentence.find('}');
  if (open == std::string::npos || close == std::string::npos) return {{sentence, ""}};
  std::vector<std::pair<std::string, std::string>> out;
  std::istringstream words(sentence.substr(open + 1, close - open - 1));
  for (std::string word; std::getline(words, word, '|');)
    for (auto& [whole, inner] :
         Alternatives(sentence.substr(0, open) + word + sentence.substr(close + 1)))
      out.emplace_back(std::move(whole), word);
  return out;
}

std::string Described(const Factuality& factuality) {
  std::string out;
  const auto add = [&](std::string_view word) {
    out += (out.empty() ? "" : " ") + std::string(word);
  };
  if (factuality.polarity == Polarity::kNegated) add("negated");
  if (factuality.modality != Modality::kActual) add(lode::NameOf(factuality.modality));
  if (factuality.ended) add("ended");
  if (!factuality.asserted) add("unsaid");
  return out;
}

std::string ReadingOf(const Reading& reading, const WordLists& lists) {
  std::string found = "no such word";
  for (const Sentence& sentence : reading.sentences) {
    const SentenceGraph graph(sentence);
    for (int word = graph.size(); word > 0; --word)
      if (graph.word(word).form == reading.word) return Described(FactualityOf(graph, word, lists));
  }
  return found;
}

// All examples, analysed once.
const std::vector<Reading>& Readings() {
  static const std::vector<Reading> all = [] {
    std::vector<Reading> out;
    const auto model = LanguageModel::Open(std::string(LODE_DATA_DIR) + "/models/english.lode");
    if (!model.ok() || !testing::Rules()) return out;
    for (const ListExample& example : testing::Rules()->lists.examples())
      for (const auto& [text, chosen] : Alternatives(example.sentence)) {
        std::vector<Sentence> sentences = Tokenize(text, (*model)->splitter());
        (*model)->Analyze(sentences);
        const std::string word =  // "{1}": the first word of what was chosen
            example.word == "{1}" ? chosen.substr(0, chosen.find(' ')) : example.word;
        out.push_back({example.section, text, word, example.reading, example.line,
                       MendSentences(sentences, *testing::Rules())});
      }
    return out;
  }();
  return all;
}

TEST(FactualityList, ExamplesReadAsTheySay) {
  ASSERT_FALSE(Readings().empty());
  for (const Reading& reading : Readings())
    EXPECT_EQ(ReadingOf(reading, testing::Rules()->lists), reading.expected)
        << "factuality.list, line " << reading.line << ": " << reading.sentence;
}

struct Entry {
  std::string section, key, item;
};

// The cues of the file, in order.
std::vector<Entry> Entries(const std::string& text) {
  std::vector<Entry> out;
  std::istringstream lines(text);
  std::string section;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("[")) section = line.substr(1, line.find(']') - 1);
    const std::size_t colon = line.find(": ");
    if (line.starts_with("#") || line.starts_with("example:") || colon == std::string::npos)
      continue;
    std::istringstream items(line.substr(colon + 2));
    for (std::string item; std::getline(items >> std::ws, item, ',');)
      out.push_back({section, line.substr(0, colon), item});
  }
  return out;
}

WordLists Without(const std::vector<Entry>& entries, std::size_t left_out) {
  std::string text;
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (i != left_out)
      text += "[" + entries[i].section + "]\n" + entries[i].key + ": " + entries[i].item + "\n";
  WordLists lists;
  for (const char* other : {"speech.list", "light.list"}) {
    const auto rest = ReadListFile(std::string(LODE_DATA_DIR) + "/schema/" + other);
    EXPECT_TRUE(rest.ok() && lists.Add(*rest, other).ok());
  }
  EXPECT_TRUE(lists.Add(text, "cues").ok());
  return lists;
}

// These say that a word takes such a complement at all; what it does is what is done by
// default.
bool IsDefault(const Entry& entry) {
  return (entry.section == "verb" && entry.key == "actual") ||
         (entry.section == "noun" && entry.key == "possible");
}

TEST(FactualityList, EveryCueIsNeededByAnExample) {
  const auto text = ReadListFile(std::string(LODE_DATA_DIR) + "/schema/factuality.list");
  ASSERT_TRUE(text.ok());
  const std::vector<Entry> entries = Entries(*text);
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    EXPECT_TRUE(seen.emplace(entry.section, entry.item).second)
        << "[" << entry.section << "] " << entry.item << " is there twice";
    if (IsDefault(entry)) continue;
    const WordLists lists = Without(entries, i);
    bool needed = false;
    for (const Reading& reading : Readings())
      if (reading.section == entry.section && !needed)
        needed = ReadingOf(reading, lists) != reading.expected;
    EXPECT_TRUE(needed) << "no example of [" << entry.section << "] needs " << entry.key << ": "
                        << entry.item;
  }
}

TEST(FactualityList, HoldsFourHundredCues) {
  const auto text = ReadListFile(std::string(LODE_DATA_DIR) + "/schema/factuality.list");
  ASSERT_TRUE(text.ok());
  EXPECT_GE(Entries(*text).size(), 400u);
}

}  // namespace
}  // namespace lode
