// The names of all articles of lines together, counted.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/lines/lines_block.h"
#include "storage/lines/terms_of_lines.h"
#include "storage/names/many_names.h"

namespace lode {

// Counts first, then is asked. Threads: one. Memory: 36 bytes a name beside what the dictionary has
// of it, and some hundred for each way of writing a name that the dictionary does not tell.
class CountedLines : public ManyNames {
 public:
  // The view must outlive it. kIo: it cannot be read.
  static Result<CountedLines> Begin(const KvView& view);

  // Counts what an article of lines names. kCorrupt: it cannot be read, then nothing of it is
  // counted.
  Status Add(std::uint64_t article);
  // After the last one, before anything is asked.
  void End();

  std::size_t size() const override { return numbers_.size(); }
  NameNode NumberAt(std::size_t index) const override { return numbers_[index]; }
  const CountedName& At(std::size_t index) override;

 private:
  // How often, and in how many articles; which one was the last, from 1.
  struct Tally {
    std::uint32_t count = 0, articles = 0, last = 0;
  };
  struct Named {
    std::uint32_t articles = 0, last = 0;
    std::array<Tally, 2> ways;  // kSaid, kVaried
  };
  using Written = std::pair<NameNode, std::string>;
  struct HashOfWritten {
    std::size_t operator()(const Written& written) const;
  };

  explicit CountedLines(const KvView& view) : view_(&view) {}
  Result<bool> AddByTerms(std::uint64_t article);
  Status AddByText(std::uint64_t article);
  bool IsSaid(TermId term) const;
  void Count(NameNode node, LineWay way, std::string_view written, std::uint32_t times);
  std::string_view KeyOfName(NameNode node) const;

  const KvView* view_;
  bool has_terms_ = false;
  TermsOfLines terms_;
  std::unordered_map<NameNode, std::string> keys_;  // where terms_ cannot be read
  std::vector<Named> named_;                        // by number
  std::unordered_map<Written, Tally, HashOfWritten> others_;
  std::uint32_t article_ = 0;  // how many have come

  std::vector<NameNode> numbers_;
  std::vector<const std::pair<const Written, Tally>*> sorted_;  // of others_
  std::string varied_;
  CountedName name_;
};

}  // namespace lode
