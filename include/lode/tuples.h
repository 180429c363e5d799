// Open tuples: every relation that a sentence states, in the sentence's own words.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"

namespace lode {

// "Northwind | has been selling | sails | to Norway | since 1998". The relation is the
// verb with its auxiliaries, negation, particle and, where it has no object, preposition;
// words that the sentence implies are put in ("is" between a name and its apposition).
struct OpenTuple {
  std::string subject, relation;
  std::vector<std::string> objects;  // at least one; later ones with their prepositions
  double confidence = 0;             // 0 to 1
};

enum class TupleArguments {
  kShort,  // what names the thing: without clauses, asides and most prepositional phrases
  kWhole,  // the phrase as a reader would quote it
};

struct TupleOptions {
  TupleArguments arguments = TupleArguments::kShort;
  // Threads that analyse; 0 = as many as there are cores. With 1 all is done in the
  // caller's thread.
  unsigned jobs = 1;
};

struct SentenceTuples {
  // The line, without its end; of a line longer than any sentence (400 words), one sentence.
  std::string_view sentence;
  std::size_t line = 0;  // from 1
  std::vector<OpenTuple> tuples;
};

// Takes the sentences as they are ready, in order, never two at a time, perhaps in
// another thread. False stops the reading. The view is valid until it returns.
using TupleSink = std::function<bool(const SentenceTuples&)>;

// Reads sentences, one a line, each for itself: no article, nothing carried from line to
// line. Every relation counts that the words state, also negated and planned ones, between
// pronouns as between names; none is mapped to the schema. Threads: Open once, then use
// from any number of threads.
class TupleReader {
 public:
  // Longest input: byte offsets have 32 bits.
  static constexpr std::size_t kMaxInputBytes = std::size_t{2} << 30U;

  // data_directory holds models/ and schema/; empty = found by itself. Cost: about 10 ms.
  static Result<TupleReader> Open(const std::string& data_directory = {});

  // Lines without a tuple are handed out too, empty lines are not. What is handed to `sink`
  // does not depend on jobs. kInvalidInput names the place; nothing was handed out then.
  // kCancelled: the sink said so. Memory: the input and a few thousand words for each job.
  Status Read(std::string_view sentences, const TupleOptions& options, const TupleSink& sink) const;

 private:
  struct Impl;
  explicit TupleReader(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  std::shared_ptr<const Impl> impl_;
};

}  // namespace lode
