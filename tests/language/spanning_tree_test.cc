// The best tree, held against trying out every assignment of heads.
#include "loaders/language/heads/spanning_tree.h"

#include <gtest/gtest.h>

#include <random>

namespace lode {
namespace {

bool IsTreeWithOneRoot(const std::vector<int>& heads) {
  int roots = 0;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    roots += heads[i] == 0 ? 1 : 0;
    std::size_t at = i + 1, steps = 0;
    while (at != 0 && steps <= heads.size()) {
      at = static_cast<std::size_t>(heads[at - 1]);
      ++steps;
    }
    if (at != 0) return false;
  }
  return roots == 1;
}

double Sum(const std::vector<float>& scores, const std::vector<int>& heads) {
  double sum = 0;
  for (std::size_t d = 0; d < heads.size(); ++d) {
    sum += scores[d * (heads.size() + 1) + static_cast<std::size_t>(heads[d])];
  }
  return sum;
}

// The greatest sum of all trees with one root, by trying every assignment.
double BestByTrying(const std::vector<float>& scores, std::size_t words) {
  double best = -1e30;
  std::vector<int> heads(words, 0);
  for (;;) {
    if (IsTreeWithOneRoot(heads)) best = std::max(best, Sum(scores, heads));
    std::size_t i = 0;
    while (i < words && heads[i] == static_cast<int>(words)) heads[i++] = 0;
    if (i == words) return best;
    ++heads[i];
  }
}

std::vector<float> RandomScores(std::mt19937& random, std::size_t words) {
  std::uniform_real_distribution<float> score(-20, 20);
  std::vector<float> scores(words * (words + 1));
  for (float& s : scores) s = score(random);
  return scores;
}

TEST(SpanningTree, IsTheBestOfAllTreesForShortSentences) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const std::size_t words = 1 + static_cast<std::size_t>(round) % 5;
    const std::vector<float> scores = RandomScores(random, words);
    const std::vector<int> heads = BestTree(scores, words);
    ASSERT_TRUE(IsTreeWithOneRoot(heads));
    EXPECT_NEAR(Sum(scores, heads), BestByTrying(scores, words), 1e-4);
  }
}

TEST(SpanningTree, HasOneRootAndNoCycleForAnyScores) {
  std::mt19937 random(8);
  for (int round = 0; round < 60; ++round) {
    const std::size_t words = 1 + random() % kMaxTreeWords;
    EXPECT_TRUE(IsTreeWithOneRoot(BestTree(RandomScores(random, words), words)));
  }
}

TEST(SpanningTree, HasOneRootWhenAllScoresAreEqual) {
  for (const std::size_t words : {1, 2, 3, 50}) {
    const std::vector<float> scores(words * (words + 1), 0.0F);
    EXPECT_TRUE(IsTreeWithOneRoot(BestTree(scores, words)));
  }
}

TEST(SpanningTree, IsEmptyForNoWords) {
  EXPECT_TRUE(BestTree({}, 0).empty());
}

}  // namespace
}  // namespace lode
