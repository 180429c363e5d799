// Which words head clauses, and in which voice. A parser's tags disagree with its
// tree now and then; these few tests say which is believed.
#include "loaders/extraction/words/predicates.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

template <std::size_t N>
bool OneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsCopular(const SentenceGraph& graph, int word) {
  return graph.Child(word, "cop") != 0;
}

}  // namespace

int PossessorOf(const SentenceGraph& graph, int noun) {
  for (int child : graph.children(noun))
    if (graph.word(child).deprel == "nmod:poss") return child;
  return 0;
}

bool IsToldInPast(const SentenceGraph& graph, int predicate) {
  if (graph.word(predicate).xpos == "VBD") return true;
  const auto& children = graph.children(predicate);
  return std::any_of(children.begin(), children.end(), [&](int child) {
    const bool perfect =
        graph.word(child).deprel == "aux" && graph.word(predicate).xpos == "VBN" &&
        (graph.word(child).xpos == "VBZ" || graph.word(child).xpos == "VBP");  // "has closed"
    const bool helps = graph.Is(child, "aux") || graph.Is(child, "cop");
    return perfect || (helps && graph.word(child).xpos == "VBD");
  });
}

bool HasSubject(const SentenceGraph& graph, int word) {
  return graph.Child(word, "nsubj") != 0 || graph.Child(word, "csubj") != 0;
}

bool IsInfinitive(const SentenceGraph& graph, int word) {
  return ToOf(graph, word) != 0;
}

int ToOf(const SentenceGraph& graph, int word) {
  for (int child : graph.children(word))
    if ((graph.Is(child, "mark") || graph.Is(child, "aux")) && graph.lemma(child) == "to")
      return child;
  return 0;
}

int ForOfInfinitive(const SentenceGraph& graph, int word) {
  if (!IsInfinitive(graph, word)) return 0;
  for (int child : graph.children(word))  // "that the plan was to close"
    if ((graph.Is(child, "aux") || graph.Is(child, "cop")) &&
        graph.HasFeature(child, "VerbForm=Fin"))
      return 0;
  for (int child : graph.children(word))
    if (graph.Is(child, "mark") && graph.word(child).xpos == "IN") return child;
  return 0;
}

std::string OpenBe(std::string_view rest) {
  return rest.empty() ? "be" : "be-" + std::string(rest);
}

// "The chairman blamed prices.", read as a passive: outside headlines a finite passive
// has its auxiliary.
bool IsFiniteWithoutAuxiliary(const SentenceGraph& graph, int predicate) {
  static constexpr std::array<std::string_view, 4> kFinite = {"root", "ccomp", "acl:relcl",
                                                              "parataxis"};
  if (graph.Child(predicate, "aux") != 0 || graph.Child(predicate, "obl:agent") != 0) return false;
  if (graph.Child(predicate, "ccomp") != 0) return true;
  const std::string& end = graph.word(graph.size()).form;
  const bool sentence = end == "." || end == "\"" || end == "”";
  return sentence && OneOf(graph.word(predicate).deprel, kFinite) &&
         (graph.Child(predicate, "obj") != 0 || graph.Child(predicate, "xcomp") != 0 ||
          (graph.Child(predicate, "obl") > predicate && graph.Child(predicate, "advcl") != 0 &&
           IsInfinitive(graph, graph.Child(predicate, "advcl"))));  // "called on the board to"
}

// "when asked": the word right before asks for a time.
bool StandsBehindWhen(const SentenceGraph& graph, int predicate) {
  const int before = predicate - 1;
  return before > 0 && graph.head(before) == predicate && graph.word(before).xpos == "WRB";
}

bool IsPassive(const SentenceGraph& graph, int predicate) {
  if (graph.Child(predicate, "aux:pass") != 0) return true;
  if (graph.Child(predicate, "nsubj:pass") != 0) return !IsFiniteWithoutAuxiliary(graph, predicate);
  if (!graph.IsUpos(predicate, "VERB") || graph.Child(predicate, "aux") != 0) return false;
  const bool bare_past = graph.word(predicate).xpos == "VBD" &&
                         graph.word(predicate).deprel == "acl" &&
                         graph.Child(predicate, "obj") == 0;
  // "Asked about the toll, Kano said …", "said so when asked": a past has a subject.
  const bool marked = graph.Child(predicate, "mark") != 0;
  const bool when = StandsBehindWhen(graph, predicate);
  const bool fronted = graph.word(predicate).xpos == "VBD" && graph.Is(predicate, "advcl") &&
                       !HasSubject(graph, predicate) && graph.Child(predicate, "obj") == 0 &&
                       (when || (predicate < graph.head(predicate) && !marked));
  if (graph.word(predicate).xpos != "VBN" && !bare_past && !fronted) return false;
  if (graph.Is(predicate, "conj"))
    return graph.Child(predicate, "nsubj") == 0 &&
           (IsPassive(graph, graph.head(predicate)) ||  // "is rare and guarded by"
            (IsCopular(graph, graph.head(predicate)) && graph.Child(predicate, "obj") == 0));
  const int noun = graph.head(
      predicate);  // "Kano, the chairman, blamed prices.": the sentence's verb, hung on its subject
  const bool main = graph.word(predicate).deprel == "acl" && graph.Is(noun, "root") &&
                    graph.Child(predicate, "obj") != 0 && graph.IsUpos(predicate - 1, "PUNCT") &&
                    graph.word(graph.size()).form == ".";
  if (main) return false;
  const bool reduced = graph.word(predicate).deprel == "acl" || graph.Is(predicate, "advcl") ||
                       graph.Is(predicate, "xcomp") || graph.Is(predicate, "amod");
  return reduced && graph.Child(predicate, "nsubj") == 0;
}

std::string ParticleOf(const SentenceGraph& graph, int verb, const WordLists& lists) {
  for (int child : graph.children(verb)) {
    std::string form = FoldWord(graph.word(child).form);
    if (graph.Is(child, "compound:prt")) return form;
    if (graph.Is(child, "advmod") && child == verb + 1 && lists.Has("adverb-particle", form))
      return form;
  }
  return {};
}

std::string WithParticle(const SentenceGraph& graph, int verb, const WordLists& lists) {
  const std::string particle = ParticleOf(graph, verb, lists);
  return particle.empty() ? graph.lemma(verb) : graph.lemma(verb) + " " + particle;
}

// "barring delays", "given the risk", "including boats": prepositions in verbs' clothes.
bool IsPrepositional(const SentenceGraph& graph, int word, const WordLists& lists) {
  const bool loose = graph.Is(word, "advcl") || graph.Is(word, "acl") || graph.Is(word, "obl");
  return loose && graph.Child(word, "obj") > word &&
         lists.Has("verb-preposition", FoldWord(graph.word(word).form)) &&
         graph.Child(word, "aux") == 0 && graph.Child(word, "nsubj") == 0;
}

// "the department's plans", tagged as a verb: what has an article or an owner is a noun.
bool IsNounByItsTree(const SentenceGraph& graph, int word) {
  if (!graph.IsUpos(word, "VERB") || graph.Child(word, "aux") != 0 ||
      graph.Child(word, "mark") != 0)
    return false;
  for (int child : graph.children(word))
    if (child < word && (graph.Is(child, "det") || graph.word(child).deprel == "nmod:poss"))
      return graph.Child(word, "nsubj") == 0;
  return false;
}

bool IsPredicate(const SentenceGraph& graph, int word, const WordLists& lists) {
  static constexpr std::array<std::string_view, 10> kNever = {
      "aux", "cop", "case", "mark", "fixed", "compound", "det", "flat", "punct", "discourse"};
  const std::string& relation = graph.word(word).deprel;
  const std::string base = relation.substr(0, relation.find(':'));
  if (OneOf(base, kNever)) return false;
  if (IsCopular(graph, word)) return true;
  if (IsPrepositional(graph, word, lists) || IsNounByItsTree(graph, word)) return false;
  const bool modifier = base == "amod";
  const bool after_noun = modifier && graph.head(word) < word && graph.Child(word, "obl") != 0;
  if (graph.IsUpos(word, "VERB")) return !modifier || after_noun;
  if (graph.IsUpos(word, "ADJ") &&
      (after_noun ||
       (base == "advcl" && graph.Child(word, "obl") > word && graph.Child(word, "mark") == 0) ||
       base == "xcomp" || relation == "acl" || relation == "acl:relcl"))
    return true;
  if (base == "xcomp" && graph.IsNominal(word) && !IsInfinitive(graph, word))
    return graph.Child(graph.head(word), "obj") == 0 ||
           (graph.lemma(graph.head(word)) == "make" && graph.Child(word, "case") == 0);
  if (base == "conj" && graph.head(word) != 0 && graph.Child(word, "case") == 0 &&
      IsCopular(graph, graph.head(word)))
    return graph.IsUpos(word, graph.word(graph.head(word)).upos) || graph.IsUpos(word, "ADJ");
  return false;
}

}  // namespace lode
