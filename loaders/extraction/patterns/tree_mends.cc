// A mend finds its words as any pattern does and then moves arcs. The hard bit is that it
// changes what it looks at: the graph is built anew after each change, and a change that
// leaves no tree is taken back.
#include "loaders/extraction/patterns/tree_mends.h"

#include <algorithm>
#include <string>

#include "loaders/extraction/patterns/pattern_match.h"
#include "loaders/extraction/words/sentence_edit.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

constexpr int kMostTimes = 4;  // that one mend changes what hangs on one word

int RootsOf(const Sentence& sentence) {
  return static_cast<int>(
      std::ranges::count_if(sentence.tokens, [](const Token& token) { return token.head == 0; }));
}

// Does every word reach the root?
bool IsTree(const Sentence& sentence) {
  const int size = static_cast<int>(sentence.tokens.size());
  for (const Token& token : sentence.tokens) {
    int up = token.head, steps = 0;
    while (up >= 1 && up <= size && steps++ <= size)
      up = sentence.tokens[static_cast<std::size_t>(up - 1)].head;
    if (up != 0) return false;
  }
  return true;
}

// Do they read the same word in the same way?
bool IsSame(const Token& a, const Token& b) {
  return a.head == b.head && a.deprel == b.deprel && a.upos == b.upos && a.xpos == b.xpos &&
         a.lemma == b.lemma;
}

class Changes {
 public:
  Changes(Sentence& sentence, const PatternMatch& match) : sentence_(sentence), match_(match) {}

  // Makes all changes of a mend, or none where they leave no tree. Is anything changed?
  bool Make(const Pattern& mend) {
    const std::vector<Token> before = sentence_.tokens;
    const int roots = RootsOf(sentence_);
    for (const TreeChange& change : mend.changes) Make(change);
    if (RootsOf(sentence_) != roots || !IsTree(sentence_)) sentence_.tokens = before;
    return !std::ranges::equal(sentence_.tokens, before, IsSame);
  }

 private:
  int WordOf(int node) const { return node < 0 ? 0 : match_.words[static_cast<std::size_t>(node)]; }

  void Make(const TreeChange& change) {
    const int word = WordOf(change.at), to = WordOf(change.to);
    if (word == 0 || (change.to >= 0 && to == 0)) return;  // of a node that may be there
    Token& token = *At(sentence_, word);
    switch (change.kind) {
      case ChangeKind::kHang:
        token.head = to;
        if (!change.relation.empty()) token.deprel = change.relation;
        break;
      case ChangeKind::kHangChildren: HangChildren(change, word, to); break;
      case ChangeKind::kPlace:
        token.head = At(sentence_, to)->head;
        token.deprel = At(sentence_, to)->deprel;
        break;
      case ChangeKind::kCall: token.deprel = change.relation; break;
      case ChangeKind::kTag:
        token.upos = change.upos;
        if (!change.xpos.empty()) token.xpos = change.xpos;
        break;
      case ChangeKind::kLemma:
        token.lemma = change.lemma.empty() ? FoldWord(token.form) : change.lemma;
        break;
    }
  }

  // What hangs on the word, but for the one it is to hang on.
  void HangChildren(const TreeChange& change, int word, int to) {
    for (Token& token : sentence_.tokens) {
      const bool wanted =
          change.relations.empty() ||
          std::ranges::any_of(change.relations, [&](const std::string& relation) {
            return token.deprel == relation || token.deprel.starts_with(relation + ":");
          });
      if (token.head != word || !wanted || &token == At(sentence_, to)) continue;
      token.head = to;
      if (!change.relation.empty()) token.deprel = change.relation;
    }
  }

  Sentence& sentence_;
  const PatternMatch& match_;
};

class SentenceMender {
 public:
  SentenceMender(Sentence& sentence, const PatternSet& set)
      : sentence_(sentence), set_(set), graph_(sentence) {}

  void Run() {
    for (int word = 1; word <= graph_.size(); ++word) {
      due_.clear();
      set_.CollectMends(graph_, word, due_);
      for (int index : due_)
        for (int times = 0; times < kMostTimes; ++times)
          if (!Apply(set_.mends()[static_cast<std::size_t>(index)], word)) break;
    }
  }

 private:
  // Makes the first of the changes that the mend finds at the word.
  bool Apply(const Pattern& mend, int word) {
    const std::vector<PatternMatch> found = MatchPattern(mend, WordView(set_, graph_), word);
    if (found.empty() || !Changes(sentence_, found.front()).Make(mend)) return false;
    graph_ = SentenceGraph(sentence_);
    return true;
  }

  Sentence& sentence_;
  const PatternSet& set_;
  SentenceGraph graph_;
  std::vector<int> due_;
};

}  // namespace

void MendByPatterns(std::vector<Sentence>& sentences, const PatternSet& set) {
  if (set.mends().empty()) return;
  for (Sentence& sentence : sentences) SentenceMender(sentence, set).Run();
}

}  // namespace lode
