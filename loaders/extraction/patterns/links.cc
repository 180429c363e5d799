// Arcs and places.
//
// A name is one thing whatever its tree looks like inside: what hangs on any of its words
// hangs on the name, and it begins and ends where the name does.
#include "loaders/extraction/patterns/links.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "loaders/extraction/names/mention_types.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

constexpr int kLongestPhrase = 5;  // words before the head that "right after" looks past
constexpr int kMostSteps = 4;      // verbs that may share one subject

bool FitsRelation(const Link& link, const SentenceGraph& graph, int word) {
  return link.relations.empty() ||
         std::ranges::any_of(link.relations, [&](const std::string& relation) {
           return relation == "*" || graph.Is(word, relation);
         });
}

bool FitsPreposition(const Link& link, const WordView& view, int word) {
  if (!link.asks_preposition) return true;
  const std::string own = view.graph().Preposition(word);
  if (link.prepositions.empty()) return own.empty();
  return std::ranges::any_of(link.prepositions, [&](const std::string& wanted) {
    return wanted.starts_with('@') ? view.set().Has(wanted.substr(1), own) : wanted == own;
  });
}

// All that are joined with the word, it among them.
std::vector<int> Joined(const SentenceGraph& graph, int word) {
  return graph.Conjuncts(graph.FirstConjunct(word));
}

void AddChildren(const Link& link, const WordView& view, int head, std::vector<int>& found) {
  const SentenceGraph& graph = view.graph();
  const int first = view.FirstOf(head), last = view.LastOf(head);
  for (int inside = std::min(first, head); inside <= std::max(last, head); ++inside)
    for (int child : graph.children(inside)) {
      if (child >= first && child <= last) continue;
      if (!FitsRelation(link, graph, child) || !FitsPreposition(link, view, child)) continue;
      if (link.each)
        for (int conjunct : graph.Conjuncts(child)) found.push_back(conjunct);
      else
        found.push_back(child);
    }
}

std::vector<int> Children(const Link& link, const WordView& view, int to) {
  std::vector<int> found;
  if (link.each_head)
    for (int head : Joined(view.graph(), to)) AddChildren(link, view, head, found);
  else
    AddChildren(link, view, to, found);
  return found;
}

std::vector<int> Head(const Link& link, const WordView& view, int to) {
  const SentenceGraph& graph = view.graph();
  if (link.each_head) to = graph.FirstConjunct(to);
  const int head = graph.head(to);
  if (head == 0 || !FitsRelation(link, graph, to) || !FitsPreposition(link, view, to)) return {};
  return link.each ? Joined(graph, head) : std::vector<int>{head};
}

bool IsMark(const Link& link, const SentenceGraph& graph, int word) {
  return std::ranges::find(link.marks, FoldWord(graph.word(word).form)) != link.marks.end();
}

// The heads of the phrases that begin at the word: itself, and upwards to the right.
void AddPhraseHeads(const WordView& view, int word, std::vector<int>& found) {
  const SentenceGraph& graph = view.graph();
  found.push_back(word);
  for (int head = graph.head(word), steps = 0;
       head > word && head - word <= kLongestPhrase && steps < kLongestPhrase;
       head = graph.head(head), ++steps)
    found.push_back(head);
}

std::vector<int> NextTo(const Link& link, const WordView& view, int to) {
  const SentenceGraph& graph = view.graph();
  const bool after = link.kind == LinkKind::kNextAfter;
  const int step = after ? 1 : -1;
  int at = (after ? view.LastOf(to) : view.FirstOf(to)) + step;
  const int from = at;
  while (at >= 1 && at <= graph.size() && IsMark(link, graph, at)) at += step;
  if (at < 1 || at > graph.size() || (at == from && !link.marks.empty())) return {};
  std::vector<int> found;
  if (after) {
    AddPhraseHeads(view, at, found);
    std::erase_if(found, [&](int word) {  // a name begins with its first word, no title
      const int first = view.FirstOf(word);
      return view.NameAt(word) != nullptr ? first != at : first < at;
    });
    return found;
  }
  found.push_back(at);
  for (int word = std::max(1, at - kLongestPhrase); word < at; ++word)
    if (view.LastOf(word) == at) found.push_back(word);
  return found;
}

std::vector<int> Range(int first, int last) {
  std::vector<int> words;
  for (int word = first; word <= last; ++word) words.push_back(word);
  return words;
}

std::string LettersOf(std::string_view text) {
  std::string letters;
  bool begins = true;
  for (char c : text) {
    const bool letter = std::isalpha(static_cast<unsigned char>(c)) != 0;
    if (letter && std::isupper(static_cast<unsigned char>(c)) != 0 && begins) letters += c;
    begins = !letter;
  }
  return letters;
}

// "CEI" and "Italian Episcopal Conference": the same letters, in whatever order, as a
// language of its own has another.
bool Spells(const WordView& view, int word, int to) {
  const auto range = [&](int w) {
    const WordRange name{view.FirstOf(w), view.LastOf(w)};
    return name.first < name.last ? name : NamingPhrase(view.graph(), w, view.lexicon());
  };
  const auto text = [&](int w) {
    std::string all;
    for (int at = range(w).first; at <= range(w).last; ++at)
      all += view.graph().word(at).form + " ";
    return all;
  };
  const auto letters = [&](int w, bool short_form) {
    std::string all = text(w), capitals;
    if (!short_form) return LettersOf(all);
    for (char c : all)
      if (std::isupper(static_cast<unsigned char>(c)) != 0) capitals += c;
    return capitals;
  };
  const bool word_short = range(word).first == range(word).last;
  const bool to_short = range(to).first == range(to).last;
  if (word_short == to_short) return false;
  std::string a = letters(word, word_short), b = letters(to, to_short);
  std::ranges::sort(a);
  std::ranges::sort(b);
  return a.size() >= 2 && a == b;
}

// Do both words stand for one thing that the article names?
bool IsSame(const WordView& view, int word, int to) {
  const EntityMention* a = view.entities().At(view.sentence(), word);
  const EntityMention* b = view.entities().At(view.sentence(), to);
  return a != nullptr && b != nullptr && a->node != kNoNode && a->node == b->node;
}

}  // namespace

bool FitsType(const WordView& view, int noun, std::string_view type) {
  const SentenceGraph& graph = view.graph();
  const std::string_view noun_type = view.lexicon().NounType(graph.lemma(noun));
  if (type.empty() || type == "person") return false;  // people have roles
  for (int child : graph.children(noun))               // "Tavaria, the largest cobalt processor"
    if (graph.Is(child, "amod") && graph.word(child).xpos == "JJS") return true;
  if (noun_type == "person" || view.lexicon().Role(graph.lemma(noun)) != nullptr) return false;
  if (noun_type.empty() || type == "topic") return true;
  if (noun_type == "event" && FamilyOf(type) != "event") return false;
  return FamilyOf(noun_type) == FamilyOf(type) ||
         (FamilyOf(noun_type) != "place" && FamilyOf(type) != "place");
}

// "urged Moe to call it a joke", "sued Moe for calling it a joke": Moe calls it so; 0 if nobody
// but the subject does.
int ActingObject(const SentenceGraph& graph, int verb, const EntityLexicon& lexicon) {
  const int mark = graph.Child(verb, "mark");
  const bool acts = graph.Is(verb, "xcomp") || (graph.Is(verb, "advcl") && mark != 0 &&
                                                lexicon.IsCue("object-acts", graph.lemma(mark)));
  for (int whom : {graph.Child(graph.head(verb), "obj"), graph.Child(graph.head(verb), "iobj")})
    if (acts && whom != 0 && whom < verb) return whom;
  return 0;
}

std::vector<int> SubjectsOf(const SentenceGraph& graph, int verb, const EntityLexicon& lexicon) {
  for (int steps = 0; verb != 0 && steps < kMostSteps; ++steps) {
    for (int child : graph.children(verb))
      if (graph.Is(child, "nsubj")) return graph.Conjuncts(child);
    const int head = graph.head(verb);
    if (graph.Is(verb, "acl") && graph.IsNominal(head)) return {head};
    if (!graph.Is(verb, "conj") && !graph.Is(verb, "xcomp") && !graph.Is(verb, "advcl")) return {};
    if (const int whom = ActingObject(graph, verb, lexicon)) return graph.Conjuncts(whom);
    verb = head;
  }
  return {};
}

std::vector<int> Proposed(const Link& link, const WordView& view, int to, int other) {
  const SentenceGraph& graph = view.graph();
  switch (link.kind) {
    case LinkKind::kChild: return Children(link, view, to);
    case LinkKind::kHead: return Head(link, view, to);
    case LinkKind::kSubject: return SubjectsOf(graph, to, view.lexicon());
    case LinkKind::kConjunct: {
      std::vector<int> joined = Joined(graph, to);
      std::erase(joined, to);
      return joined;
    }
    case LinkKind::kNextAfter:
    case LinkKind::kNextBefore: return NextTo(link, view, to);
    case LinkKind::kUnder: return graph.Subtree(to);
    case LinkKind::kAbove: {
      std::vector<int> words;
      for (int up = graph.head(to); up != 0; up = graph.head(up)) words.push_back(up);
      return words;
    }
    case LinkKind::kInside: {
      std::vector<int> words = Range(view.FirstOf(to), view.LastOf(to));
      std::erase(words, to);
      return words;
    }
    case LinkKind::kBetween:
      return to < other ? Range(view.LastOf(to) + 1, view.FirstOf(other) - 1)
                        : Range(view.LastOf(other) + 1, view.FirstOf(to) - 1);
    default: return {};
  }
}

bool Stands(const Link& link, const WordView& view, int word, int to, int other) {
  switch (link.kind) {
    case LinkKind::kAfter: return view.FirstOf(word) > view.LastOf(to);
    case LinkKind::kBefore: return view.LastOf(word) < view.FirstOf(to);
    case LinkKind::kOther: return word != to && !IsSame(view, word, to);
    case LinkKind::kFits: return FitsType(view, word, view.TypeOf(to));
    case LinkKind::kSpells: return Spells(view, word, to);
    case LinkKind::kAs:
      return std::ranges::any_of(link.relations, [&](const std::string& relation) {
        return FitsWildcard(view.graph().word(word).deprel, relation);
      });
    case LinkKind::kAbove: return word != to && view.graph().Under(to, word);
    case LinkKind::kUnder: return view.graph().Under(word, to);
    case LinkKind::kPair:
      return view.set().Has(link.list, view.graph().lemma(word) + " " + view.graph().lemma(to));
    default: {
      const std::vector<int> proposed = Proposed(link, view, to, other);
      return std::ranges::find(proposed, word) != proposed.end();
    }
  }
}

}  // namespace lode
