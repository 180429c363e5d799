// The numbers that training used; see models/train/features.py.
#include "loaders/language/model/word_features.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lode {
namespace {

using testing::ElementsAre;

struct Case {
  const char* form;
  const char* key;
  std::array<std::uint32_t, kHashedTables> rows;
  std::size_t ngrams;
  std::uint32_t first_ngram;
};

TEST(WordFeatures, AreTheNumbersOfTheTrainingProgram) {
  const Case cases[] = {
      {"Vienna's", "vienna's", {135, 1158, 393, 47, 73, 2516, 566, 568}, 15, 6070},
      {"Zürich", "zürich", {112, 837, 2581, 390, 1701, 4045, 7357, 1003}, 11, 7593},
      {"“H20”", "\"h20\"", {243, 1875, 162, 352, 486, 321, 182, 485}, 9, 10818},
      {"don’t", "don't", {446, 1934, 3182, 190, 1601, 3846, 7229, 689}, 9, 5045},
      {"İstanbul", "İstanbul", {191, 867, 2336, 27, 536, 3879, 7985, 673}, 15, 10604},
      {"ŁÓDŹ", "łódź", {370, 1299, 3414, 223, 187, 498, 3116, 325}, 7, 14364},
      {"1,250", "1,250", {98, 1320, 503, 73, 490, 3900, 809, 305}, 9, 14425},
      {"a", "a", {325, 0, 0, 208, 0, 0, 0, 747}, 1, 12134},
  };
  for (const Case& c : cases) {
    const WordFeatures f = ComputeWordFeatures(c.form);
    EXPECT_EQ(WordKey(c.form), c.key);
    EXPECT_EQ(f.rows, c.rows) << c.form;
    EXPECT_EQ(f.ngram_count, c.ngrams) << c.form;
    EXPECT_EQ(f.ngrams[0], c.first_ngram) << c.form;
  }
}

TEST(WordFeatures, TakeEmptyLongAndBrokenForms) {
  EXPECT_EQ(ComputeWordFeatures("").ngram_count, 0U);
  EXPECT_EQ(ComputeWordFeatures(std::string(100000, 'x')).ngram_count, kMaxNgrams);
  for (const char* broken : {"\xFF", "\xC3", "\xE2\x80", "a\xF0\x9F\x98", "\x80\x80"}) {
    const WordFeatures f = ComputeWordFeatures(broken);
    for (std::size_t i = 0; i < kHashedTables; ++i) EXPECT_LT(f.rows[i], kHashedTableList[i].rows);
  }
}

}  // namespace
}  // namespace lode
