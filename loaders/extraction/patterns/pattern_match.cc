// Binds the nodes of a pattern one after the other, in the order in which the file names
// them: each node's first link proposes words, its other links and its tests sift them, and
// a node without a word ends the branch. Depth and breadth are bounded by the pattern's
// sixteen nodes and by kMostMatches, whatever the tree.
#include "loaders/extraction/patterns/pattern_match.h"

#include <algorithm>

#include "loaders/extraction/patterns/links.h"

namespace lode {
namespace {

class Matcher {
 public:
  Matcher(const Pattern& pattern, const WordView& view) : pattern_(pattern), view_(view) {}

  std::vector<PatternMatch> Run(int trigger) {
    for (const NodeChoice& choice : pattern_.nodes.front().choices) {
      std::string_view key;
      if (!Passes(choice, trigger, key)) continue;  // most words are no trigger: no memory yet
      now_.words.assign(pattern_.nodes.size(), 0);
      now_.keys.assign(pattern_.nodes.size(), {});
      now_.words[0] = trigger;
      now_.keys[0] = key;
      Bind(1);
      break;
    }
    return std::move(found_);
  }

 private:
  void Bind(std::size_t index) {
    if (found_.size() >= kMostMatches) return;
    if (index == pattern_.nodes.size()) {
      found_.push_back(now_);
      return;
    }
    const PatternNode& node = pattern_.nodes[index];
    bool any = false;
    for (const NodeChoice& choice : node.choices) {
      if (any && !choice.also) continue;
      for (int word : Candidates(choice)) {
        now_.keys[index] = {};
        if (!Passes(choice, word, now_.keys[index])) continue;
        any = true;
        if (node.duty == NodeDuty::kWithout) return;
        now_.words[index] = word;
        Bind(index + 1);
      }
    }
    now_.words[index] = 0;
    now_.keys[index] = {};
    if (!any && node.duty != NodeDuty::kWith) Bind(index + 1);
  }

  // The words that the first proposing link of a choice leads to, each once.
  std::vector<int> Candidates(const NodeChoice& choice) const {
    for (const Link& link : choice.links) {
      if (link.negated || link.to < 0 || !IsBound(link)) continue;
      std::vector<int> words = Proposed(link, view_, WordOf(link.to), WordOf(link.other));
      if (words.empty()) continue;
      if (link.kind == LinkKind::kAbove) return words;  // the nearest first
      std::ranges::sort(words);
      words.erase(std::unique(words.begin(), words.end()), words.end());
      return words;
    }
    return {};
  }

  bool Passes(const NodeChoice& choice, int word, std::string_view& key) const {
    for (const NodeTest& test : choice.tests)
      if (!view_.Holds(test, word, &key)) return false;
    return std::ranges::all_of(choice.links, [&](const Link& link) {
      if (!IsBound(link)) return link.negated;
      return Stands(link, view_, word, WordOf(link.to), WordOf(link.other)) != link.negated;
    });
  }

  int WordOf(int node) const { return node < 0 ? 0 : now_.words[static_cast<std::size_t>(node)]; }
  bool IsBound(const Link& link) const {
    return (link.to < 0 || WordOf(link.to) != 0) && (link.other < 0 || WordOf(link.other) != 0);
  }

  const Pattern& pattern_;
  const WordView& view_;
  PatternMatch now_;
  std::vector<PatternMatch> found_;
};

}  // namespace

std::vector<PatternMatch> MatchPattern(const Pattern& pattern, const WordView& view, int trigger) {
  return Matcher(pattern, view).Run(trigger);
}

bool MeetsConditions(const Making& making, const PatternMatch& match, const WordView& view) {
  return std::ranges::all_of(making.conditions, [&](const Condition& condition) {
    const int word = match.words[static_cast<std::size_t>(condition.at)];
    const bool holds = word != 0 && std::ranges::all_of(condition.tests, [&](const NodeTest& test) {
                         return view.Holds(test, word, nullptr);
                       });
    return holds == condition.wanted;
  });
}

}  // namespace lode
