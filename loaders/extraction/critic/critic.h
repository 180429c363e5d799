// The critic: how likely a strict reader signs a statement, from the signs of its reading.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/extraction/critic/network.h"
#include "loaders/extraction/critic/signs.h"
#include "lode/status.h"

namespace lode {

// Small decision trees and a small network, added up and put on a logistic curve. They are read
// from a text (models/confidence.trees, made by models/train/fit_confidence.py) of lines, "#"
// begins a comment:
//   sign NAME              a number by its name; a mark ("object-after=of", 1 or 0); or how
//                          common a mark is ("common:predicate": see below)
//   common MARK NUMBER     what "common:predicate" is for a statement with the mark
//                          "predicate=…"; the highest of several, 0 for none
//   scale SLOPE OFFSET     the sum is multiplied and moved before the curve; 1 0 if left out
//   input SIGN MEAN DEVIATION
//                          of the network: a sign (counted from 0), moved and scaled
//   component NUMBER...    of the network: weights for the numbers that the encoder has of a
//                          word, and a constant
//   places NAME...         the words that it sees: WordPlaces() as they were at training
//   unit SHARE CONSTANT NUMBER...
//                          what the unit adds, and its weights: one for each input above, then
//                          for each place one for each component above and one for its being
//                          there (network.h)
//   tree NODE              a node is a number, what the leaf adds, or "? SIGN LIMIT NODE NODE":
//                          the first node where the sign (counted from 0) is at most LIMIT,
//                          else the second
// Threads: immutable once read.
class Critic {
 public:
  // kInvalidInput names `file` and the line: an unknown sign, a tree that is not whole, more
  // than kMostSigns signs or common marks, kMostNodes nodes or kMostDepth levels, other places
  // than those of this program.
  static Result<std::shared_ptr<const Critic>> Read(std::string_view text, const std::string& file);

  // Between 0.02 and 0.98, two digits. Cost: the depth of each tree, and the network's weights.
  double Confidence(const Signs& signs) const;

  static constexpr std::size_t kMostSigns = 20'000, kMostNodes = 1'000'000, kMostDepth = 32;

 private:
  struct Node {
    int sign = -1;           // -1: a leaf
    double value = 0;        // its limit, or what the leaf adds
    std::uint32_t high = 0;  // the second node; the first stands right behind this one
  };
  class Reader;

  std::vector<std::size_t> number_of_;  // sign -> place among SignNames(), or size() for a mark
  std::map<std::string, std::size_t, std::less<>> marks_;     // mark -> sign
  std::map<std::string, std::size_t, std::less<>> families_;  // "predicate" -> sign
  std::map<std::string, double, std::less<>> common_;         // mark -> how common
  std::vector<std::uint32_t> roots_;
  std::vector<Node> nodes_;
  CriticNetwork network_;
  double slope_ = 1, offset_ = 0;
};

}  // namespace lode
