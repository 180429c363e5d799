// A gerund's subject is the subject round it only by default. The preposition before it, the
// verb above it and what stands right before it name others, or leave it open; where it is
// open nothing is stated.
#include "loaders/extraction/clauses/open_actor.h"

#include <string>

#include "loaders/extraction/clauses/relative_subject.h"
#include "loaders/extraction/words/predicates.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

// Can the phrase act: somebody, a body, a name of such?
bool CanAct(const SentenceGraph& graph, int word, const WordLists& lists) {
  if (graph.IsUpos(word, "PRON")) return true;
  for (const Mention& mention : graph.sentence().mentions)
    if (word >= mention.first && word <= mention.last)
      return lists.Has("acting-kind", mention.type) || mention.type.empty();
  if (graph.IsUpos(word, "PROPN") || lists.Has("person-noun", graph.lemma(word))) return true;
  for (const Mention& nominal : graph.sentence().nominals)
    if (word >= nominal.first && word <= nominal.last) {
      const int head = graph.head(word);
      if (head >= nominal.first && head <= nominal.last) continue;
      return lists.Has("acting-kind", nominal.type);
    }
  return false;
}

std::string WithObject(const SentenceGraph& graph, int verb) {
  const int object = graph.Child(verb, "obj");
  return object == 0 ? graph.lemma(verb) : graph.lemma(verb) + " " + graph.lemma(object);
}

// What ends right before the clause and hangs on `verb`. 0 if none.
int PhraseBefore(const SentenceGraph& graph, int predicate, int verb) {
  const int end = graph.Subtree(predicate).front() - 1;
  for (int child : graph.children(verb))
    if (child < predicate && graph.IsNominal(child) && graph.Subtree(child).back() == end)
      return child;
  return 0;
}

// "a fine against Moe for selling", "imposed a fine of 3 euros on Moe for selling"
bool IsAgainst(const SentenceGraph& graph, int object, const WordLists& lists) {
  for (int child : graph.children(object))
    if (graph.Is(child, "nmod") &&
        (lists.Has("gerund-mark", graph.Preposition(child)) || graph.IsUpos(child, "SYM")))
      return true;
  return false;
}

std::optional<int> ActorOfMarked(const SentenceGraph& graph, int predicate, int mark,
                                 const WordLists& lists) {
  const int verb = graph.head(predicate);
  const std::string word = FoldWord(graph.word(mark).form);
  const std::string_view kind = lists.Find("gerund-mark", word);
  const int object = graph.Child(verb, "obj");
  if (kind == "anybody") return 0;
  // "is proud of Moe for selling": Moe sells; "there was no spite against Moe for selling".
  if (kind == "object" && object == 0) {
    const int whom = PhraseBefore(graph, predicate, verb);
    if (whom > 0 && lists.Has("felt-for", graph.Preposition(whom)))
      return CanAct(graph, whom, lists) ? whom : 0;
    if (graph.Child(verb, "expl") != 0) return 0;
  }
  // "the memorandum calls for sharing files": whoever has them shares them.
  if (object == 0 && lists.Find("verb", graph.lemma(verb) + " " + word) == "demanded") return 0;
  if (object == 0 || object > predicate) return std::nullopt;
  // "made fun of Moe for singing", "a case for selling": fun and cases do nothing.
  if (kind == "object" && graph.Child(verb, "mark") == 0 && !IsAgainst(graph, object, lists) &&
      !CanAct(graph, object, lists))
    return 0;
  // "marks a step in building it", "played a part in building it"
  if (kind == "sharing" && predicate > verb && !lists.Has("shared-deed", graph.lemma(object)) &&
      !lists.Has("shared-deed", graph.lemma(verb)))
    return 0;
  return std::nullopt;
}

// "with Moe leading the list", "sent guests running", "led to Orrin selling it".
std::optional<int> ActorOfBare(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  const int verb = graph.head(predicate), object = graph.Child(verb, "obj");
  const int before = PhraseBefore(graph, predicate, verb);
  if (before == 0 || before < verb || lists.Has("verb-with-gerund", WithObject(graph, verb)))
    return std::nullopt;
  if (before == object)
    return lists.Has("seen-acting", graph.lemma(verb)) && CanAct(graph, object, lists)
               ? std::optional<int>(object)
               : std::nullopt;
  const std::string preposition = graph.Preposition(before);
  if (preposition == "with" || lists.Has("outcome-verb", graph.lemma(verb)) ||
      graph.word(before).xpos == "PRP")
    return preposition.empty() ? std::nullopt : std::optional<int>(before);
  return std::nullopt;
}

// "hired a firm to review it", "widened the fee to cover fuel", "gave Moe a week to answer".
std::optional<int> ActorOfPurpose(const SentenceGraph& graph, int predicate,
                                  const WordLists& lists) {
  const int verb = graph.head(predicate);
  const int receiver = graph.Child(verb, "iobj"), object = graph.Child(verb, "obj");
  const std::string_view kind = lists.Find("put-to-work", graph.lemma(verb));
  if (kind == "left" && receiver != 0) return receiver;
  if (kind == "given") {
    if (receiver != 0) return receiver;
    return object != 0 && object < predicate && graph.IsUpos(object, "PROPN") &&
                   graph.Child(object, "nmod") == 0
               ? std::optional<int>(object)
               : std::nullopt;
  }
  if (object == 0 || object > predicate) return std::nullopt;
  if (kind == "widened") return object;
  const bool beside = graph.Subtree(object).back() == ToOf(graph, predicate) - 1;
  return kind == "hired" && beside && CanAct(graph, object, lists) ? std::optional<int>(object)
                                                                   : std::nullopt;
}

// "…, marking the end", "…, making it harder"
bool IsEventDeed(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  if (graph.Child(predicate, "compound:prt") != 0) return false;
  const bool so = graph.Child(predicate, "xcomp") != 0;
  const std::string_view kind = lists.Find("event-deed", graph.lemma(predicate));
  return kind == "any" || (kind == "so" && so) ||
         lists.Has("event-deed", WithObject(graph, predicate));
}

// "…, ending the row", "…, setting off a row", "…, leading to a row"
bool IsResult(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  std::string deed = graph.lemma(predicate);
  if (lists.Has("effect-verb", deed)) return true;
  if (const int particle = graph.Child(predicate, "compound:prt"))
    deed += " " + graph.lemma(particle);
  const std::string_view kind = lists.Find("result-verb", deed);
  if (kind == "phrase") return true;
  return !kind.empty() &&
         (graph.Child(predicate, "obj") != 0 || graph.Child(predicate, "ccomp") != 0);
}

}  // namespace

std::string KindOf(const SentenceGraph& graph, int word) {
  for (const Mention& mention : graph.sentence().mentions)
    if (word >= mention.first && word <= mention.last) return mention.type;
  for (const Mention& nominal : graph.sentence().nominals)
    if (word >= nominal.first && word <= nominal.last) {
      const int head = graph.head(word);
      if (head < nominal.first || head > nominal.last) return nominal.type;
    }
  return {};
}

bool IsThing(const SentenceGraph& graph, int word, const WordLists& lists) {
  if (graph.IsUpos(word, "PRON") || graph.IsUpos(word, "DET"))
    return lists.Has("thing-pronoun", graph.lemma(word));
  const std::string kind = KindOf(graph, word);
  return !kind.empty() && !lists.Has("acting-kind", kind);
}

std::optional<int> ActorOfAdverbial(const SentenceGraph& graph, int predicate,
                                    const WordLists& lists) {
  const int verb = graph.head(predicate);
  if (!graph.Is(predicate, "advcl") || verb == 0 || HasSubject(graph, predicate))
    return std::nullopt;
  const bool gerund = graph.word(predicate).xpos == "VBG";
  const std::string idle = graph.lemma(verb) + " " + graph.lemma(graph.Child(predicate, "mark"));
  const bool expletive = graph.Child(verb, "expl") != 0;
  const bool of_it =
      expletive || lists.Has("thing-pronoun", graph.lemma(graph.Child(verb, "nsubj")));
  if (gerund && ((of_it && lists.Has("idle-gerund", idle)) || (expletive && predicate < verb)))
    return 0;  // "when it comes to selling", "in selling there is hope"
  if (IsInfinitive(graph, predicate)) return ActorOfPurpose(graph, predicate, lists);
  if (graph.word(predicate).xpos != "VBG" || graph.Child(predicate, "aux") != 0)
    return std::nullopt;
  if (const int mark = graph.Child(predicate, "mark"); mark != 0 && mark < predicate)
    return ActorOfMarked(graph, predicate, mark, lists);
  if (graph.Subtree(predicate).front() != predicate || predicate < verb ||
      IsAfterComma(graph, predicate))
    return std::nullopt;
  return ActorOfBare(graph, predicate, lists);
}

bool IsTakenOn(const SentenceGraph& graph, int noun, const WordLists& lists) {
  return graph.Is(noun, "obj") &&
         lists.Find("put-to-work", graph.lemma(graph.head(noun))) == "hired" &&
         CanAct(graph, noun, lists);
}

bool IsDoneByEvent(const SentenceGraph& graph, int predicate, int clause, int subject,
                   const WordLists& lists) {
  const int verb = graph.head(predicate);
  if (!graph.Is(predicate, "advcl") || graph.word(predicate).xpos != "VBG" || predicate < verb ||
      HasSubject(graph, predicate) || !IsAfterComma(graph, predicate) ||
      graph.Child(predicate, "mark") != 0)
    return false;
  const bool acts = CanAct(graph, subject, lists);
  // "Tarvia counted 25 floods, rising from 15"
  const bool moves = graph.Child(predicate, "obj") == 0 && graph.Child(predicate, "xcomp") == 0 &&
                     graph.Child(clause, "obj") != 0 &&
                     lists.Has("changing", graph.lemma(predicate));
  if (moves) return acts;
  const bool event = IsEventDeed(graph, predicate, lists);
  if (!event && !IsResult(graph, predicate, lists)) return false;
  // "is forecast to hit the coast, bringing rain": it brings rain.
  const auto undergoes = [&](int word) {
    return IsPassive(graph, word) && !IsInfinitive(graph, graph.Child(word, "xcomp"));
  };
  const bool shows = lists.Has("showing", graph.lemma(predicate));
  if ((acts || !shows) && (undergoes(clause) || (!graph.Is(verb, "acl") && undergoes(verb))))
    return true;  // but "deaths were counted, suggesting a flood"
  if (!acts || event) return acts;
  // "is due to sell it, ending a row", "got a share, turning it into a mill", "left after they
  // sold it, doubling the bill"
  const bool either = clause != verb && HasSubject(graph, verb) &&
                      lists.Has("either-mark", graph.lemma(graph.Child(verb, "mark")));
  return either || graph.IsUpos(clause, "ADJ") || lists.Has("undergoing", graph.lemma(clause)) ||
         lists.Has("receiving", graph.lemma(clause));
}

bool IsMisjoined(const SentenceGraph& graph, int predicate) {
  const int first = graph.head(predicate);
  if (!graph.Is(predicate, "conj") || HasSubject(graph, predicate)) return false;
  const int copula = graph.Child(first, "cop");
  const std::string& tag = graph.word(copula != 0 ? copula : first).xpos;
  if (graph.word(predicate).xpos == "VB" && graph.Child(predicate, "aux") == 0 &&
      graph.Child(predicate, "cop") == 0)
    return (tag == "VBZ" || tag == "VBD") && graph.Child(first, "xcomp") == 0 &&
           graph.Child(first, "aux") == 0;
  const int asked = NumberAsked(graph, predicate), given = NumberAsked(graph, first);
  return asked != 0 && given != 0 && asked != given;
}

int NearerClause(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  const int first = graph.head(predicate);
  int nearer = 0;
  for (int child : graph.children(first))
    if (graph.Is(child, "conj") && child > first && child < predicate &&
        graph.Child(child, "nsubj") != 0 && IsPredicate(graph, child, lists))
      nearer = child;
  return nearer;
}

}  // namespace lode
