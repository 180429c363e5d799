// Runs of made-up articles.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "storage/names/prepared_article.h"
#include "storage/runs/run_article.h"
#include "storage/runs/run_merge.h"
#include "storage/schema/schema.h"
#include "tests/storage/fixture.h"

namespace lode::test {

struct Given {
  ArticleRecord record;
  std::string set;
};

inline std::string BytesOf(const Given& given, const Schema& schema) {
  auto article = Prepare(given.record, schema);
  EXPECT_TRUE(article.ok()) << article.status().message();
  return EncodeRunArticle(MakeRunArticle(*std::move(article), {given.set}, schema));
}

// A run of some articles; `memory`: of the sorter.
inline void WriteRun(const std::string& path, const std::vector<Given>& given,
                     std::size_t memory = 64 << 20,
                     const std::shared_ptr<const Schema>& schema = Schema::BuiltIn()) {
  RunSorter sorter(path, RunSchemaHash(schema->text()), memory);
  ASSERT_TRUE(sorter.Begin().ok());
  for (const Given& one : given) ASSERT_TRUE(sorter.Add(BytesOf(one, *schema)).ok());
  const Status finished = sorter.Finish();
  ASSERT_TRUE(finished.ok()) << finished.message();
}

}  // namespace lode::test
