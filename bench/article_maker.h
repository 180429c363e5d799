// Makes any number of articles from the samples: other names, other figures, another
// order, so that no two are near-duplicates. For benchmarks and crash tests.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace lode::bench {

// The same folder and number give the same article on every machine.
class ArticleMaker {
 public:
  // `folder` holds the sample articles; its plain text files are used.
  explicit ArticleMaker(const std::string& folder);

  // A whole .txt article of six to nine paragraphs.
  std::string Make(std::uint64_t number) const;

 private:
  std::vector<std::string> paragraphs_;
};

}  // namespace lode::bench
