// What is said hangs below the verb of saying ("said that …"), on the occasion of it
// ("said in a statement the …"), beside it ("…, the ministry said") or round it, with
// the verb as an aside.
//
// The hard bit is that parsers hang a verb of saying behind a comma on whatever stands
// last; such an aside is known by its own subject and the comma.
#include "loaders/extraction/speech/speech_content.h"

#include <string>

#include "loaders/extraction/speech/speech_acts.h"
#include "loaders/extraction/words/predicates.h"

namespace lode {
namespace {

// "…, the ministry announced": a finite verb of speech with its own subject behind a
// comma, and nothing that it would say but what stands before.
bool IsAside(const SentenceGraph& graph, int verb, const WordLists& lists) {
  const int subject = graph.Child(verb, "nsubj");
  if (subject == 0 || subject > verb || graph.Child(verb, "obj") != 0 ||
      SpeechPredicate(graph, verb, lists).empty())
    return false;
  const int first = graph.Subtree(verb).front();
  return graph.IsUpos(first, "PUNCT") || (first > 1 && graph.IsUpos(first - 1, "PUNCT"));
}

// "said in a statement the mill had closed": the clause, hung on the occasion.
int ContentOnOccasion(const SentenceGraph& graph, int verb, const WordLists& lists) {
  for (int child : graph.children(verb)) {
    if (!graph.Is(child, "obl") || child < verb || !lists.Has("occasion", graph.lemma(child)))
      continue;
    for (int clause : graph.children(child)) {
      const int subject = graph.Child(clause, "nsubj");
      if (graph.Is(clause, "acl") && subject != 0 && graph.Antecedent(subject) == subject &&
          graph.Child(clause, "mark", "to") == 0 && !IsAside(graph, clause, lists))
        return clause;
    }
  }
  return 0;
}

}  // namespace

int ContentOf(const SentenceGraph& graph, int verb, const WordLists& lists, bool& around) {
  around = false;
  int before = 0;
  for (int child : graph.children(verb)) {
    const std::string& relation = graph.word(child).deprel;
    if (relation == "ccomp" && child > verb) return child;
    if (relation == "ccomp" && before == 0) before = child;
    if (relation == "xcomp" && graph.lemma(verb) == "deny") return child;
  }
  if (before != 0) return before;
  if (const int told = ContentOnOccasion(graph, verb, lists)) return told;
  for (int child : graph.children(verb))
    if (graph.Is(child, "parataxis") && child > verb && IsPredicate(graph, child) &&
        !IsAside(graph, child, lists) && graph.Child(verb, "obj") == 0)
      return child;
  int head = graph.head(verb);
  if (head == 0) return 0;
  if (graph.word(verb).deprel == "acl" && IsAside(graph, verb, lists) &&
      graph.Child(verb, "ccomp") == 0) {  // hung on the last noun
    while (head != 0 && !IsPredicate(graph, head)) head = graph.head(head);
    around = head != 0;
    return head;
  }
  if (graph.Is(verb, "conj") && graph.Child(verb, "cc") == 0 && IsAside(graph, verb, lists)) {
    around = true;
    return head;
  }
  const bool aside = graph.Is(verb, "parataxis") && graph.Child(verb, "nsubj") != 0 &&
                     graph.Child(verb, "obj") == 0;
  const bool as_said = graph.Is(verb, "advcl") && graph.Child(verb, "mark", "as") != 0 &&
                       graph.Child(verb, "obj") == 0;
  around = aside || as_said;
  return around ? head : 0;
}

bool IsQuestionClause(const SentenceGraph& graph, int content) {
  if (const int mark = graph.Child(content, "mark"))
    if (graph.lemma(mark) == "whether" || graph.lemma(mark) == "if" || graph.lemma(mark) == "why" ||
        graph.lemma(mark) == "how")
      return true;
  for (int w : graph.Subtree(content)) {
    if (graph.IsUpos(w, "PUNCT")) continue;
    const std::string& tag = graph.word(w).xpos;
    return tag == "WP" || tag == "WRB" || (tag == "WDT" && graph.lemma(w) != "that") ||
           tag == "WP$";
  }
  return false;
}

std::vector<int> NameBefore(const SentenceGraph& graph, int verb) {
  int name = verb - 1;
  if (!graph.IsUpos(name, "PROPN") || graph.word(verb).xpos != "VBD") return {};
  while ((graph.Is(name, "flat") || graph.Is(name, "compound")) && graph.head(name) > 0 &&
         graph.head(name) < verb)
    name = graph.head(name);
  return {name};
}

}  // namespace lode
