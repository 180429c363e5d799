// The extent of an argument, decided on the tree: from the head downwards each child is
// a part of the phrase, an aside, or somebody else's.
//
// The hard bit is what a comma means. Behind one, a clause comments and does not restrict;
// inside a list or between adjectives it parts nothing. So a comma counts only where a
// clause or a participle begins behind it.
#include "loaders/extraction/words/extent.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "loaders/extraction/words/paired_marks.h"
#include "loaders/extraction/words/shared_owner.h"
#include "loaders/extraction/words/written_as_one.h"

namespace lode {
namespace {

// Children of a noun that are no part of its phrase: asides, conjuncts, and what belongs
// to the clause where the noun is a predicate.
constexpr std::array<std::string_view, 19> kOutside = {
    "appos",    "conj",       "cc",    "parataxis", "list", "dep", "discourse",
    "vocative", "dislocated", "nsubj", "csubj",     "cop",  "aux", "mark",
    "advcl",    "obl",        "obj",   "ccomp",     "expl"};

bool IsOutside(const SentenceGraph& graph, int child) {
  return std::any_of(kOutside.begin(), kOutside.end(),
                     [&](std::string_view relation) { return graph.Is(child, relation); });
}

bool IsMark(const SentenceGraph& graph, int word) {
  return word >= 1 && word <= graph.size() && graph.IsUpos(word, "PUNCT");
}

// "half", "a third", "30 of the seats": how near they come to it, "about", "more than", is a part
// of them.
bool IsFraction(const SentenceGraph& graph, int word) {
  return graph.HasFeature(word, "NumType=Frac") || graph.IsUpos(word, "NUM");
}

// "all", "every", "each".
bool TakesAll(const SentenceGraph& graph, int word) {
  if (word > graph.size() || !graph.Is(word, "det")) return false;
  return graph.HasFeature(word, "PronType=Tot") ||
         (graph.HasFeature(word, "PronType=Ind") &&
          graph.HasFeature(graph.head(word), "Number=Sing"));
}

bool IsQuotationMark(const SentenceGraph& graph, int word) {
  const std::string& form = graph.word(word).form;
  return form == "\"" || form == "'" || form == "“" || form == "”" || form == "‘" || form == "’";
}

// Does a comma, dash or bracket stand before the first word of the branch?
bool IsAside(const SentenceGraph& graph, int branch) {
  const std::vector<int> words = graph.Subtree(branch);
  const int head = graph.head(branch);
  int first = words.front();
  if (branch > head && IsMark(graph, first) && first < head) {  // it parts the whole phrase
    first = *std::find_if(words.begin(), words.end(), [&](int w) { return !IsMark(graph, w); });
    if (first < head) return true;
  }
  const std::string& before = graph.word(first - 1).form;
  const std::string& own = graph.word(first).form;
  const auto parts = [](std::string_view form) {
    return form == "," || form == "--" || form == "—" || form == "–" || form == "(" ||
           form == ";" || form == ":";
  };
  return parts(own) || (first > 1 && IsMark(graph, first - 1) && parts(before));
}

class Collector {
 public:
  explicit Collector(const SentenceGraph& graph) : graph_(graph) {}

  // The words of the phrase round `head`; with `inner`, of a phrase inside another one,
  // which keeps its conjuncts, its preposition and its article.
  void Collect(int head, bool inner) {
    words_.push_back(head);
    for (int child : graph_.children(head)) {
      if (IsMark(graph_, child)) continue;  // those between the words come at the end
      if (!Belongs(head, child, inner)) continue;
      if (graph_.Is(child, "acl") || graph_.Is(child, "advcl") || graph_.Is(child, "ccomp") ||
          graph_.Is(child, "xcomp") || graph_.Is(child, "csubj"))
        CollectClause(child);
      else
        Collect(child, true);
    }
  }

  // "thoughts and condolences of the neighbours": a phrase that hangs on the first of a row
  // and stands behind its last belongs to each; so does whose the first is, "the mayor's wife
  // and children".
  void CollectShared(int head) {
    if (!graph_.Is(head, "conj")) return;
    const int first = graph_.FirstConjunct(head);
    const std::vector<int> row = graph_.Conjuncts(first);
    const int last = *std::max_element(row.begin(), row.end());
    for (int child : graph_.children(first))
      if (child > last && IsOfPhrase(child) && !IsAside(graph_, child)) Collect(child, true);
    if (const int owner = SharedOwner(graph_, head); owner != 0 && !graph_.IsUpos(owner, "PRON"))
      Collect(owner, true);
  }

  // "a president and a council chosen by the members": what stands behind the last of a row
  // and hangs on its first is told of the row, which is then one phrase. An of-phrase behind
  // two of a kind belongs to each of them instead.
  void CollectRow(int head) {
    const std::vector<int> row = graph_.Conjuncts(head);
    const auto behind = [&](int child) {
      return child > row.back() && std::count(words_.begin(), words_.end(), child) != 0;
    };
    if (graph_.Is(head, "conj") || row.size() < 2 || !std::is_sorted(row.begin(), row.end()))
      return;
    if (!std::all_of(row.begin(), row.end(), [&](int each) { return IsPlain(each); })) return;
    for (int child : graph_.children(head)) {
      if (!behind(child) || (IsOfPhrase(child) && AreAlike(row))) continue;
      for (int each : graph_.children(head))
        if (graph_.Is(each, "conj") || graph_.Is(each, "cc"))
          for (int word : graph_.Subtree(each)) words_.push_back(word);
      return;
    }
  }

  // The words in order, with the marks that stand between two of them.
  std::vector<int> Take() {
    std::sort(words_.begin(), words_.end());
    words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
    std::vector<int> out;
    for (int word : words_) {
      const int first = out.empty() ? word : out.back() + 1;
      for (int mark = first; mark < word && BridgesTo(mark, word); ++mark) out.push_back(mark);
      out.push_back(word);
    }
    return out;
  }

 private:
  // Are there marks only from here to the word?
  bool BridgesTo(int mark, int word) const {
    for (int w = mark; w < word; ++w)
      if (!IsMark(graph_, w)) return false;
    return true;
  }

  bool IsPlain(int noun) const { return graph_.IsUpos(noun, "NOUN"); }

  // "arts and community groups": what it joins stands before the noun.
  bool JoinsBefore(int head, int word) const {
    if (!graph_.Is(word, "cc") || word > head) return false;
    const auto& children = graph_.children(head);
    const auto modifies = [&](int child) {
      return graph_.Is(child, "compound") || graph_.Is(child, "amod");
    };
    return std::any_of(children.begin(), children.end(),
                       [&](int child) { return child < word && modifies(child); }) &&
           std::any_of(children.begin(), children.end(),
                       [&](int child) { return child > word && child < head && modifies(child); });
  }

  bool IsOfPhrase(int child) const {
    return graph_.Is(child, "nmod") && graph_.Preposition(child) == "of";
  }

  bool AreAlike(const std::vector<int>& row) const {
    return std::all_of(row.begin(), row.end(), [&](int each) {
      return graph_.word(each).xpos == graph_.word(row.front()).xpos;
    });
  }

  bool Belongs(int head, int child, bool inner) const {
    const bool clause = graph_.Is(child, "acl") || graph_.Is(child, "amod");
    if (inner) {
      if (IsNameBehind(head, child)) return true;
      if (graph_.Is(child, "appos") || graph_.Is(child, "parataxis") ||
          graph_.Is(child, "discourse") || graph_.Is(child, "vocative"))
        return false;
      return child < head || !clause || !IsAside(graph_, child);
    }
    if (graph_.Is(child, "case"))  // a possessive's mark is taken off later
      return child > head || IsMeasuredFrom(head, child);
    if (JoinsBefore(head, child) || IsQuotedName(head, child)) return true;
    if (IsOutside(graph_, child)) return false;
    if (graph_.Is(child, "det") && !graph_.IsUpos(child, "DET")) return true;
    if (child < head)  // "indeed a partnership", "only workers": of the clause, not of the noun
      return !graph_.Is(child, "advmod") || !graph_.IsNominal(head) || Hedges(child, head);
    if (graph_.Is(child, "acl") || graph_.Is(child, "amod") || graph_.Is(child, "nmod"))
      return !IsAside(graph_, child);
    if (graph_.Is(child, "advmod")) return child == head + 1;
    return true;
  }

  // "the trial of clerk Jan Roe", but not "of a clerk, Jan Roe".
  bool IsNameBehind(int head, int child) const {
    return graph_.Is(child, "appos") && child > head && graph_.IsUpos(child, "PROPN") &&
           graph_.IsUpos(head, "NOUN") && !IsMark(graph_, graph_.Subtree(child).front()) &&
           !IsMark(graph_, graph_.Subtree(child).front() - 1);
  }

  // "the word 'mill'", "the term “master”": in marks right behind the noun stands which it is.
  bool IsQuotedName(int head, int child) const {
    if (!graph_.Is(child, "appos") || child < head || !graph_.IsUpos(head, "NOUN") ||
        !graph_.IsNominal(child) || head + 2 > graph_.size())
      return false;
    const std::vector<int> words = graph_.Subtree(child);
    return words.front() == head + 1 && IsQuotationMark(graph_, head + 1) &&
           IsQuotationMark(graph_, words.back());
  }

  // "ten minutes after takeoff": with the measure before it, the preposition is inside.
  bool IsMeasuredFrom(int head, int marker) const {
    const auto& children = graph_.children(head);
    return std::any_of(children.begin(), children.end(), [&](int child) {
      return child < marker && (graph_.word(child).deprel == "nmod:unmarked" ||
                                graph_.word(child).deprel == "obl:unmarked");
    });
  }

  // "nearly half of them", "more than a third", "not all teachers": how much it is.
  bool Hedges(int adverb, int head) const {
    const int next = graph_.Subtree(adverb).back() + 1;
    if (TakesAll(graph_, next) && graph_.head(next) == head) return true;
    return IsFraction(graph_, head) &&
           (next == head || (graph_.Is(next, "det") && graph_.head(next) == head));
  }

  void CollectClause(int head) {
    words_.push_back(head);
    for (int child : graph_.children(head)) {
      if (IsMark(graph_, child) || graph_.Is(child, "parataxis")) continue;
      // "is trying, in spite of all, to revive": what the verb cannot be without is no aside.
      const bool late = child > head && IsAside(graph_, child) && !graph_.Is(child, "conj") &&
                        !graph_.Is(child, "xcomp") && !graph_.Is(child, "nsubj") &&
                        !graph_.Is(child, "obj") && !graph_.Is(child, "ccomp");
      if (late) continue;
      CollectClause(child);
    }
  }

  const SentenceGraph& graph_;
  std::vector<int> words_;
};

// An article, a demonstrative or a possessive pronoun points; what it points at is named
// by the rest.
bool PointsOnly(const SentenceGraph& graph, int word, int head) {
  if (word >= head || IsJoinedToNext(graph, word) || IsFraction(graph, head)) return false;
  if (graph.IsUpos(word, "PRON") && graph.word(word).deprel == "nmod:poss")
    return graph.Child(word, "case") == 0;     // "everybody's" names whose it is
  if (graph.HasFeature(word, "Polarity=Neg"))  // "not the army", but "not all armies"
    return !TakesAll(graph, word + 1);
  if (!graph.Is(word, "det")) return false;
  if (graph.HasFeature(word, "Definite=Ind") && graph.HasFeature(head, "Number=Plur"))
    return false;  // "a few boats", "a dozen crews"
  return graph.HasFeature(word, "PronType=Art") || graph.HasFeature(word, "PronType=Dem") ||
         graph.lemma(word) == "no";
}

// "[both] heavy rain and high winds", all of it: more than one word joins.
bool HoldsRow(const SentenceGraph& graph, const std::vector<int>& words) {
  return std::count_if(words.begin(), words.end(), [&](int word) { return graph.Is(word, "cc"); }) >
         1;
}

std::vector<int> Trim(const SentenceGraph& graph, std::vector<int> words, int head) {
  while (!words.empty() && words.front() != head &&
         (IsMark(graph, words.front()) || PointsOnly(graph, words.front(), head) ||
          (graph.Is(words.front(), "cc") && !HoldsRow(graph, words))))
    words.erase(words.begin());
  // "the mayor's": the mark of the possessor is no part of his name.
  while (!words.empty() && words.back() != head &&
         (IsMark(graph, words.back()) || graph.IsUpos(words.back(), "PART")) &&
         !ClosesGluedBracket(graph, words.back()))
    words.pop_back();
  return words;
}

// Takes the last modifier of the phrase away, whole; false if nothing can go. What a verb
// cannot be without goes with the verb.
bool DropLastModifier(const SentenceGraph& graph, int head, std::vector<int>& words) {
  int last = 0;
  const auto needed = [&](int child) {
    return graph.Is(child, "flat") || graph.Is(child, "fixed") || graph.Is(child, "obj") ||
           graph.Is(child, "ccomp") || graph.Is(child, "xcomp") || graph.Is(child, "cop");
  };
  for (int child : graph.children(head))
    if (child > head && std::binary_search(words.begin(), words.end(), child) && !needed(child))
      last = std::max(last, child);
  if (last == 0) return false;
  const std::vector<int> gone = graph.Subtree(last);
  std::vector<int> kept;
  std::set_difference(words.begin(), words.end(), gone.begin(), gone.end(),
                      std::back_inserter(kept));
  // A single modifier that is too long loses its own last modifiers first.
  std::vector<int> shorter = words;
  if (kept.size() < 3 && DropLastModifier(graph, last, shorter))
    words = std::move(shorter);
  else
    words = std::move(kept);
  return true;
}

std::vector<int> Whole(const SentenceGraph& graph, int head) {
  Collector collector(graph);
  collector.Collect(head, false);
  collector.CollectRow(head);
  collector.CollectShared(head);
  return Trim(graph, WithWrittenAsOne(graph, collector.Take()), head);
}

}  // namespace

std::vector<int> WholePhrase(const SentenceGraph& graph, int head) {
  std::vector<int> words = Whole(graph, head);
  while (words.size() > kLongestArgument && DropLastModifier(graph, head, words))
    words = Trim(graph, std::move(words), head);
  return words.empty() ? words : Balanced(graph, std::move(words));
}

bool IsShortened(const SentenceGraph& graph, int head) {
  return Whole(graph, head).size() > kLongestArgument;
}

std::string TextOf(const SentenceGraph& graph, const std::vector<int>& words) {
  std::string text;
  int before = 0;
  for (int word : words) {
    if (before != 0 && (word > before + 1 || graph.word(before).space_after)) text += ' ';
    text += graph.word(word).form;
    before = word;
  }
  return text;
}

Spans RunsOf(const SentenceGraph& graph, const std::vector<int>& words) {
  Spans runs;
  int before = -1;
  for (int word : words) {
    const Span& span = graph.word(word).span;
    if (word == before + 1 && !runs.empty())
      runs.back().end = span.end;
    else
      runs.push_back(span);
    before = word;
  }
  return runs;
}

bool Holds(const Spans& whole, const Spans& part) {
  return !whole.empty() && (part.empty() || (whole.front().begin <= part.front().begin &&
                                             part.back().end <= whole.back().end));
}

}  // namespace lode
