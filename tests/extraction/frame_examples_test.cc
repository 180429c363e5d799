// The examples in schema/news.frames are its tests, read with the shipped model.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "loaders/extraction/words/frame_sentences.h"
#include "loaders/extraction/words/rules.h"
#include "loaders/frame_check.h"
#include "loaders/language/analyzer.h"
#include "tests/extraction/reading.h"

namespace lode {
namespace {

TEST(FrameExamples, Hold) {
  const std::string file = std::string(LODE_DATA_DIR) + "/models/english.lode";
  const auto model = LanguageModel::Open(file);
  ASSERT_TRUE(model.ok()) << model.status().message();
  ASSERT_TRUE(testing::Rules());
  std::size_t all = 0;
  const std::vector<FrameFailure> failures =
      CheckExamples(testing::Rules()->frames.examples(), *testing::Rules(), **model, &all);
  for (const FrameFailure& failure : failures) {
    const FrameExample& example = failure.example;
    const bool each = example.first_frame < example.last_frame;
    std::printf(
        "%s {%s}\n", failure.message.c_str(),
        each ? SpellingOf(testing::Rules()->frames.frames()[example.first_frame]).c_str() : "");
  }
  // A better parser may read one of them otherwise; more would mean that frames are broken.
  EXPECT_LE(failures.size() * 100, all) << failures.size() << " of " << all << " failed";
}

TEST(RuleExamples, Hold) {
  const auto model = LanguageModel::Open(std::string(LODE_DATA_DIR) + "/models/english.lode");
  ASSERT_TRUE(model.ok() && testing::Rules());
  for (const FrameFailure& failure :
       CheckExamples(testing::Rules()->derivation.examples(), *testing::Rules(), **model))
    ADD_FAILURE() << failure.message;
}

TEST(FrameExamples, StandUnderEveryPredicate) {
  ASSERT_TRUE(testing::Rules());
  std::map<std::string, int> examples;
  for (const FrameExample& example : testing::Rules()->frames.examples())
    ++examples[example.predicate];
  for (const Frame& frame : testing::Rules()->frames.frames())
    EXPECT_GT(examples[frame.predicate], 0) << frame.predicate;
}

TEST(Frames, KnowTenWaysOfSayingAtLeast140Predicates) {
  ASSERT_TRUE(testing::Rules());
  std::map<std::string, std::set<std::string>> ways;
  for (const Frame& frame : testing::Rules()->frames.frames())
    if (!frame.predicate.empty()) ways[frame.predicate].insert(SpellingOf(frame));
  std::size_t rich = 0;
  for (const auto& [predicate, words] : ways) {
    if (words.size() >= 10)
      ++rich;
    else
      std::printf("%s: %zu ways\n", predicate.c_str(), words.size());
  }
  EXPECT_GE(rich, 140u);
}

}  // namespace
}  // namespace lode
