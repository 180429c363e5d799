// A finished statement and the words that it was read from: what the signs are taken from.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "loaders/extraction/clauses/reading_context.h"
#include "loaders/extraction/speech/attribution.h"
#include "loaders/language/model/word_states.h"
#include "storage/articles/article_record.h"

namespace lode {

// The words of an argument in its sentence: from the first to the last, and the one they
// hang on. All 0 where it has no words there.
struct ArgumentWords {
  int first = 0, last = 0, head = 0;
  bool pieces = false;  // there are gaps in it
  explicit operator bool() const { return first != 0; }
  bool Has(int word) const { return word != 0 && first <= word && word <= last; }
  int size() const { return first == 0 ? 0 : last - first + 1; }
};

// What the statements of an article have in common. References: all outlives it.
class ArticleView {
 public:
  ArticleView(const ReadingContext& reading, const Attribution& attribution,
              const std::vector<StatementRecord>& statements, std::span<const WordStates> states);

  const ReadingContext& reading;
  const Attribution& attribution;
  const std::vector<StatementRecord>& statements;
  const std::span<const WordStates> states;  // one for each sentence, or none

  const std::vector<EntityNode>& nodes() const { return reading.entities.nodes(); }
  const EntityNode* Node(std::uint32_t node) const {
    return node < nodes().size() ? &nodes()[node] : nullptr;
  }
  // Places (sentence, head) where a node is mentioned by name or noun, in order.
  const std::vector<std::pair<std::uint32_t, int>>& MentionsOf(std::uint32_t node) const;
  // How many statements share what `key` says of them.
  using Count = std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, int>;
  Count of_sentence, of_predicate_word, of_subject, of_pair;

 private:
  std::map<std::uint32_t, std::vector<std::pair<std::uint32_t, int>>> mentions_;
};

class StatementView {
 public:
  StatementView(const ArticleView& in, const StatementRecord& of);

  const ArticleView& article;
  const StatementRecord& statement;
  const SentenceGraph& graph;
  ArgumentWords subject, predicate, object;
  int word = 0;  // the predicate's, or the subject's where it has none

  std::uint32_t sentence() const { return statement.sentence - 1; }
  const EntityNode* SubjectNode() const { return article.Node(statement.subject); }
  const EntityNode* ObjectNode() const { return article.Node(statement.object.node); }
  // The object as it is printed.
  std::string_view ObjectText() const;
  BlockKind block() const;

  // How much better the parser liked the head of a word than the next best, at most
  // kMostMargin; that for no word.
  double Margin(int at) const;
  double LeastMargin(int first, int last) const;
  // Arcs between two words on the tree; 20 if there is no way.
  int TreeDistance(int a, int b) const;
  int Depth(int at) const;
  // Does any argument or the predicate hold the word?
  bool Holds(int at) const { return subject.Has(at) || predicate.Has(at) || object.Has(at); }
};

inline constexpr double kMostMargin = 8;

inline double Flag(bool is) {
  return is ? 1.0 : 0.0;
}
// Is the word a double quotation mark, of either side?
bool IsQuoteMark(const StatementView& view, int word);

}  // namespace lode
