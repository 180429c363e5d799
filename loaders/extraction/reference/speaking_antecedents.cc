// Which candidates are the speakers of what stands round a pronoun.
//
// The hard bit is that a speaker is the subject of the main verb, which is what a pronoun
// likes best, while news puts him at the end of a sentence about somebody else.

#include "loaders/extraction/reference/speaking_antecedents.h"

namespace lode {
namespace {

// "…, the board said.", wherever the tree hangs the verb.
bool EndsSentence(const SentenceGraph& graph, const Antecedent& candidate, int verb) {
  if (!graph.IsVerb(verb) || verb < candidate.head || verb + 1 < graph.size()) return false;
  const int first = graph.Subtree(graph.FirstConjunct(candidate.head)).front();
  return first > 1 && graph.word(first - 1).form == ",";
}

}  // namespace

int VerbOf(const SentenceGraph& graph, const Antecedent& candidate) {
  int word = graph.FirstConjunct(candidate.head);
  if (graph.Is(word, "appos")) word = graph.FirstConjunct(graph.head(word));
  return graph.head(word);
}

bool IsClosingSpeaker(const SentenceGraph& graph, const Anaphor& anaphor,
                      const Antecedent& candidate, const SentenceGraph& here,
                      const EntityLexicon& lexicon) {
  if (anaphor.kind == PronounKind::kThey || candidate.sentence == anaphor.sentence ||
      !candidate.is_subject || anaphor.governor == 0)
    return false;
  if (lexicon.IsCue("speaks-again", here.lemma(anaphor.governor))) return false;
  for (int at = candidate.head; at > 1; --at)
    if (const std::string& tag = graph.word(at).xpos; tag == "``" || tag == "''") return false;
  const int verb = VerbOf(graph, candidate);
  if (verb == 0) return false;
  const int content = graph.Child(verb, "ccomp");
  return (content != 0 && content < candidate.head) || EndsSentence(graph, candidate, verb) ||
         (graph.Is(verb, "parataxis") && graph.head(verb) < candidate.head);
}

bool IsSpeakingWork(const SentenceGraph& graph, const SentenceGraph& here, const Anaphor& anaphor,
                    const Antecedent& candidate, const EntityLexicon& lexicon) {
  if (anaphor.kind != PronounKind::kIt || !anaphor.subject || anaphor.governor == 0) return false;
  return candidate.type == "work" && candidate.is_object &&
         !lexicon.IsCue("silent-work", graph.lemma(candidate.head)) &&
         lexicon.IsCue("speaks-again", here.lemma(anaphor.governor));
}

bool IsSilentWork(const SentenceGraph& graph, const SentenceGraph& here, const Anaphor& anaphor,
                  const Antecedent& candidate, const EntityLexicon& lexicon) {
  return anaphor.kind == PronounKind::kIt && anaphor.subject && candidate.type == "work" &&
         anaphor.governor != 0 && lexicon.IsCue("speaks-again", here.lemma(anaphor.governor)) &&
         lexicon.IsCue("silent-work", graph.lemma(candidate.head));
}

bool IsSpeakersOwn(const SentenceGraph& graph, const Anaphor& anaphor,
                   const Antecedent& candidate) {
  const bool third = anaphor.kind == PronounKind::kHe || anaphor.kind == PronounKind::kShe;
  const int clause = third && anaphor.subject ? anaphor.governor : 0;
  if (clause == 0 || !graph.Is(clause, "ccomp")) return false;
  const int speaker = graph.Child(graph.head(clause), "nsubj");
  return speaker != 0 && speaker < anaphor.word && graph.IsUpos(speaker, "NOUN") &&
         graph.Child(speaker, "appos") == 0 && graph.Is(candidate.head, "nmod") &&
         graph.head(candidate.head) == speaker;
}

bool IsTextSpeaking(const SentenceGraph& graph, const Anaphor& anaphor, const Antecedent& candidate,
                    const SentenceGraph& here, const EntityLexicon& lexicon) {
  if (anaphor.kind != PronounKind::kIt || !anaphor.subject || candidate.type != "work" ||
      !candidate.is_subject || anaphor.governor == 0)
    return false;
  const int verb = graph.head(graph.FirstConjunct(candidate.head));
  const int content = verb == 0 ? 0 : graph.Child(verb, "ccomp");
  if (content == 0 || !lexicon.IsCue("speaks-again", graph.lemma(verb))) return false;
  if (candidate.sentence == anaphor.sentence) return graph.Under(anaphor.word, content);
  return !lexicon.IsCue("speaks-again", here.lemma(anaphor.governor));
}

bool SaysSo(const SentenceGraph& graph, const Anaphor& anaphor, const Antecedent& candidate) {
  if (candidate.sentence != anaphor.sentence || !candidate.is_subject || candidate.type == "media")
    return false;
  const int verb = graph.head(graph.FirstConjunct(candidate.head));
  return anaphor.governor != 0 && graph.Is(anaphor.governor, "ccomp") &&
         graph.head(anaphor.governor) == verb;
}

bool IsReporter(const SentenceGraph& graph, const Anaphor& anaphor, const Antecedent& candidate) {
  if (candidate.sentence != anaphor.sentence || candidate.type != "media" || !candidate.is_subject)
    return false;
  const int verb = graph.head(graph.FirstConjunct(candidate.head));
  const int content = verb == 0 ? 0 : graph.Child(verb, "ccomp");
  return content != 0 && graph.Under(anaphor.word, content) && graph.Child(content, "nsubj") != 0 &&
         graph.Child(content, "nsubj") < anaphor.word;
}

}  // namespace lode
