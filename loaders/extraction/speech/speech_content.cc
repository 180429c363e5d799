// What is said hangs below the verb of saying ("said that …"), on the occasion of it
// ("said in a statement the …"), beside it ("…, the ministry said") or round it, with
// the verb as an aside.
//
// The hard bit is that parsers hang a verb of saying behind a comma on whatever stands
// last; such an aside is known by its own subject and the comma.
#include "loaders/extraction/speech/speech_content.h"

#include <algorithm>
#include <string>

#include "loaders/extraction/speech/speech_reader.h"
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
          !IsInfinitive(graph, clause) && !IsAside(graph, clause, lists))
        return clause;
    }
  }
  return 0;
}

// "admitted taking the keys", "claimed to have seen it": the speaker's own deed.
int OpenContent(const SentenceGraph& graph, int verb, const WordLists& lists) {
  if (!lists.Has("open-content", graph.lemma(verb))) return 0;
  for (int child : graph.children(verb)) {
    const bool open = graph.Is(child, "xcomp") ||
                      (graph.Is(child, "advcl") && graph.word(child).xpos == "VBG" &&
                       (graph.Child(child, "mark") == 0 ||
                        lists.Has("open-content-mark", graph.lemma(graph.Child(child, "mark")))) &&
                       !graph.IsUpos(child - 1, "PUNCT"));
    if (open && child > verb && IsPredicate(graph, child, lists)) return child;
  }
  return 0;
}

// Does the phrase end where the verb, or its subject, begins: "“…,” Kano said"?
bool EndsAt(const SentenceGraph& graph, int phrase, int verb) {
  const int subject = graph.Child(verb, "nsubj");
  const int begin = subject != 0 && subject < verb ? graph.Subtree(subject).front() : verb;
  const int last = graph.Subtree(phrase).back();
  return last + 1 == begin && graph.IsUpos(last, "PUNCT");
}

int ClauseBelow(const SentenceGraph& graph, int verb, const WordLists& lists) {
  int before = 0;
  for (int child : graph.children(verb))
    if (graph.word(child).deprel == "ccomp" && child < verb && EndsAt(graph, child, verb))
      return child;
  for (int child : graph.children(verb)) {
    if (ForOfInfinitive(graph, child) != 0) continue;  // "called for the mill to be sold"
    if (graph.word(child).deprel == "ccomp" && child > verb) return child;
    if (graph.word(child).deprel == "ccomp" && before == 0) before = child;
  }
  if (before != 0) return before;
  if (const int open = OpenContent(graph, verb, lists)) return open;
  if (const int told = ContentOnOccasion(graph, verb, lists)) return told;
  for (int child : graph.children(verb)) {
    if (graph.Is(child, "parataxis") && child > verb && IsPredicate(graph, child, lists) &&
        !IsAside(graph, child, lists) && graph.Child(verb, "obj") == 0)
      return child;
    // "explained why the dam broke", hung on "why"
    const bool word = graph.Is(child, "obj") && child > verb &&
                      (graph.word(child).xpos == "WRB" || graph.word(child).xpos == "WP") &&
                      (graph.Child(child, "advcl") != 0 || graph.Child(child, "acl") != 0);
    if (word) return child;
    // "explained how the dam broke", hung like a condition
    const bool asked = graph.Is(child, "advcl") && child > verb &&
                       graph.Child(child, "mark", "if") == 0 &&
                       graph.word(graph.Subtree(child).front()).xpos == "WRB" &&
                       graph.lemma(graph.Subtree(child).front()) != "when" &&
                       graph.lemma(graph.Subtree(child).front()) != "where";
    if (asked && graph.Child(verb, "obj") == 0) return child;
  }
  return 0;
}

// "…, as Kano said", but not "even as Kano vows to close it", "as states commit to tests",
// where the saying has its own content and "as" is one of time.
bool IsAsSaid(const SentenceGraph& graph, int verb, const WordLists& lists) {
  const int as = graph.Child(verb, "mark", "as");
  if (as == 0 || graph.Child(verb, "xcomp") != 0 || lists.Has("sharpening", graph.lemma(as - 1)))
    return false;
  return graph.Child(verb, "obl") == 0 || SpeechPredicate(graph, verb, lists) != "pledged";
}

// "It rose while two were missing, Kano said": an aside at the end says all of it.
int WithWhatItGoesWith(const SentenceGraph& graph, int clause, int verb) {
  int end = graph.size();
  while (end > verb && graph.IsUpos(end, "PUNCT")) --end;
  if (graph.Subtree(verb).back() < end) return clause;
  while (graph.Is(clause, "advcl") && graph.head(clause) != 0 && graph.head(clause) < clause)
    clause = graph.head(clause);
  return clause;
}

// The clause that the verb stands in as an aside, 0 if it is none.
int ClauseAround(const SentenceGraph& graph, int verb, const WordLists& lists) {
  int head = graph.head(verb);
  if (head == 0) return 0;
  if (graph.word(verb).deprel == "acl" && IsAside(graph, verb, lists)) {  // on the last noun
    while (head != 0 && !IsPredicate(graph, head, lists)) head = graph.head(head);
    return head;
  }
  if (graph.Is(verb, "conj") && graph.Child(verb, "cc") == 0 && IsAside(graph, verb, lists))
    return WithWhatItGoesWith(graph, head, verb);
  const int first = graph.Subtree(verb).front();
  const bool apart =
      graph.word(first).form == ";" || (first > 1 && graph.word(first - 1).form == ";");
  const bool aside = graph.Is(verb, "parataxis") && !apart && graph.Child(verb, "nsubj") != 0 &&
                     graph.Child(verb, "obj") == 0 &&
                     (graph.Child(verb, "obl") == 0 || !lists.Has("cognition", graph.lemma(verb)));
  const int object = graph.Child(verb, "obj");
  const bool names = object != 0 && lists.Has("naming", graph.lemma(verb));
  const bool as_said = graph.Is(verb, "advcl") && !names && IsAsSaid(graph, verb, lists) &&
                       (object == 0 || (graph.lemma(verb) == "put" && graph.lemma(object) == "it"));
  return aside || as_said ? head : 0;
}

// "Wild boars, said Osei, are to blame": verb and speaker in the middle of what is said.
// Gives the speaker, 0 if it is none.
int SpeakerInParenthesis(const SentenceGraph& graph, int verb) {
  int subject = 0;
  for (int child : graph.children(verb))
    if (graph.Is(child, "nsubj") && child > verb) subject = child;
  if (verb < 3 || subject == 0 || !graph.IsUpos(verb - 1, "PUNCT")) return 0;
  const std::vector<int> phrase = graph.Subtree(subject);
  const int last = phrase.back();
  const bool closed = phrase.front() == verb + 1 && last < graph.size() &&
                      (graph.IsUpos(last, "PUNCT") || graph.IsUpos(last + 1, "PUNCT"));
  return closed ? subject : 0;
}

void SetQuestion(const SentenceGraph& graph, Content& content) {
  for (int w : graph.Subtree(content.head)) {
    if (graph.IsUpos(w, "PUNCT")) continue;
    const std::string& tag = graph.word(w).xpos;
    const bool mark = graph.Is(w, "mark");
    content.polar = mark && (graph.lemma(w) == "whether" || graph.lemma(w) == "if") &&
                    graph.head(w) == content.head;
    content.question = content.polar || tag == "WP" || tag == "WRB" || tag == "WP$" ||
                       (tag == "WDT" && graph.lemma(w) != "that" && graph.Antecedent(w) == w);
    // "a boat which he said was rotten": the pronoun of the relative clause
    if (graph.Antecedent(w) != w) content.question = false;
    return;
  }
}

// "If it rains, Kano said they would leave": the condition of what is said, in front of the
// saying; 0 if there is none.
int ConditionInFront(const SentenceGraph& graph, int verb, int clause, const WordLists& lists) {
  for (int child : graph.children(clause))
    if (child < verb && clause > verb && graph.Is(child, "advcl") &&
        lists.Has("condition", graph.lemma(graph.Child(child, "mark"))))
      return child;
  return 0;
}

// "A day after the vote, Kano said the mill had closed", hung on what she said: the phrase in
// front tells of the saying, unless the saying is an aside ("In May, Kano said, it closed").
void LeaveCircumstancesOut(const SentenceGraph& graph, int verb, const WordLists& lists,
                           Content& content) {
  const int subject = graph.Child(verb, "nsubj");
  if (content.head < verb || subject == 0 || subject > verb || graph.Is(verb, "acl") ||
      graph.IsUpos(verb + 1, "PUNCT"))
    return;
  const int condition = ConditionInFront(graph, verb, content.head, lists);
  std::erase_if(content.words, [&](int w) {
    return w < subject && (condition == 0 || !graph.Under(w, condition));
  });
}

// "While some say it is safe, the ruling …", with all that follows as what is said: the
// clause that begins before the verb is another one.
bool IsTangled(const SentenceGraph& graph, int verb, const std::vector<int>& words) {
  return !words.empty() && words.front() < verb && verb < words.back() &&
         graph.Is(words.front(), "mark") && !graph.IsUpos(verb + 1, "PUNCT");
}

// "insisted she and her husband — …": a noun phrase without a verb is no clause that is said.
bool IsMereNoun(const SentenceGraph& graph, int head) {
  if (!graph.IsUpos(head, "NOUN") && !graph.IsUpos(head, "PROPN") && !graph.IsUpos(head, "PRON"))
    return false;
  for (int child : graph.children(head))
    if (graph.Is(child, "cop") || graph.Is(child, "nsubj") || graph.Is(child, "aux") ||
        graph.Is(child, "csubj") || graph.Is(child, "expl") || graph.Is(child, "mark") ||
        graph.Is(child, "obj") || graph.Is(child, "obl") || graph.Is(child, "ccomp") ||
        (graph.Is(child, "punct") && graph.word(child).form == "\"") ||
        (graph.Is(child, "punct") && graph.word(child).form == "“"))
      return false;
  return graph.word(head).deprel == "ccomp";
}

Content ContentWithoutBeside(const SentenceGraph& graph, int verb, const WordLists& lists) {
  Content content;
  content.head = ClauseBelow(graph, verb, lists);
  content.speaker = content.head > verb ? SpeakerInParenthesis(graph, verb) : 0;
  if (content.speaker != 0) {
    content.words = graph.Subtree(verb, {content.speaker});
    std::erase(content.words, verb);
    content.around = true;
    return content;
  }
  if (content.head != 0) {
    content.words = graph.Subtree(content.head);
    const bool tangled = ConditionInFront(graph, verb, content.head, lists) == 0 &&
                         IsTangled(graph, verb, content.words);
    if (tangled || IsMereNoun(graph, content.head)) return {};
    LeaveCircumstancesOut(graph, verb, lists, content);
    SetQuestion(graph, content);
    return content;
  }
  content.head = ClauseAround(graph, verb, lists);
  content.around = content.head != 0;
  if (content.around) content.words = graph.Subtree(content.head, {verb});
  return content;
}

// "It is safe, Kano said, because it is new": behind the comma she goes on.
std::vector<int> BesideAside(const SentenceGraph& graph, int verb, const WordLists& lists) {
  std::vector<int> out;
  for (int child : graph.children(verb)) {
    const bool joined = graph.Is(child, "conj") && graph.Child(child, "nsubj") != 0;
    const bool marked =
        graph.Is(child, "advcl") && graph.Child(child, "mark") != 0 && HasSubject(graph, child);
    if (child < verb || (!joined && !marked) || IsAside(graph, child, lists) ||
        !SpeechPredicate(graph, child, lists).empty())
      continue;
    for (int w : graph.Subtree(child)) out.push_back(w);
  }
  std::sort(out.begin(), out.end());
  return out;
}

// "While it is new, Kano said, it leaks": she says the first clause, too.
std::vector<int> BeforeAside(const SentenceGraph& graph, int verb) {
  const int subject = graph.Child(verb, "nsubj");
  if (subject == 0 || subject > verb || verb + 1 >= graph.size() ||
      graph.word(verb + 1).form != "," || graph.IsUpos(verb + 2, "PUNCT"))
    return {};
  for (int child : graph.children(verb))
    if (child < subject && graph.Is(child, "advcl") && graph.Child(child, "mark") != 0 &&
        HasSubject(graph, child))
      return graph.Subtree(child);
  return {};
}

}  // namespace

Content ContentOf(const SentenceGraph& graph, int verb, const WordLists& lists) {
  Content content = ContentWithoutBeside(graph, verb, lists);
  const bool before = !content.words.empty() && content.words.front() < verb;
  const bool aside = before && verb < graph.size() && graph.word(verb + 1).form == "," &&
                     graph.Child(verb, "nsubj") != 0 && graph.Child(verb, "nsubj") < verb;
  if (aside)
    content.beside = BesideAside(graph, verb, lists);
  else if (content.head > verb)
    content.beside = BeforeAside(graph, verb);
  return content;
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
