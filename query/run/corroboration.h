// How many independent sources stand behind a triple.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "query/rows/execution.h"

namespace lode {

// Counts the statements that put one triple the same way (polarity, modality, ended), those
// that go back to one source once: statements of one article, outlet, author, news agency
// or speaker; sentences that are nearly the same; articles of one origin
// (storage/text/text_traits.h). Threads: one at a time.
class Corroboration {
 public:
  explicit Corroboration(Execution& execution) : execution_(execution) {}

  std::uint64_t SourcesOf(TermId statement);

 private:
  struct Voice {  // one statement of the triple
    TermId article, said_by;
    std::set<std::uint64_t> sentence;  // its shingles
  };
  struct Text {
    std::vector<std::string> marks;  // outlet, author, agency
    std::shared_ptr<const TextTraits> traits;
  };

  std::vector<Voice> VoicesOf(const StatementRow& row);
  void AddVoices(const TriplePattern& pattern, const IndexRow& like, std::vector<Voice>& voices);
  const Text& TextOf(TermId article);
  bool AreOne(const Voice& a, const Voice& b);

  Execution& execution_;
  std::map<TermId, Text> texts_;
};

}  // namespace lode
