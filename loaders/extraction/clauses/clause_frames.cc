// Which frame a clause has: what its verb means with the object or the phrase at hand.
//
// The hard bit is the order of the questions. What stands in the clause besides says more
// than the verb alone, so the narrowest frame is asked for first.
#include "loaders/extraction/clauses/clause_projector.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {

// What a verb with its object means: "take Y into custody", "find Y guilty", "cause Y",
// "rise 6%".
const Frame* ClauseProjector::FrameOfObject(const PhraseArgument& object, bool measure) const {
  FrameQuery query = Query(FrameKind::kVerbPhrase, object);
  const Frame* frame = nullptr;
  for (const Oblique& oblique : obliques_) {
    query.noun = graph_.lemma(oblique.word);
    query.preposition = oblique.preposition;
    if (frame == nullptr) frame = context_.rules.frames.Find(query);
  }
  query = Query(FrameKind::kVerb, object);
  if (const int state = clause_.open_complement;
      frame == nullptr && state != 0 && !graph_.IsVerb(state) && query.particle.empty()) {
    query.particle = graph_.lemma(state);
    frame = context_.rules.frames.Find(query);
    query.particle.clear();
  }
  query.noun = object.lemma;
  if (frame == nullptr) frame = context_.rules.frames.Find(query);
  query.noun.clear();
  if (frame == nullptr) frame = context_.rules.frames.Find(query);
  if (frame == nullptr && measure) {
    query.preposition = "by";
    frame = context_.rules.frames.Find(query);
  }
  return frame;
}

// What a verb with a phrase means: "rely on Y". A particle that was read as the phrase's
// preposition is tried as what it is: "tore down Y", "pulled out of Y".
const Frame* ClauseProjector::FrameOfPhrase(FrameKind kind, const PhraseArgument& object,
                                            const Oblique& oblique) const {
  FrameQuery query = Query(kind, object);
  query.preposition = oblique.preposition;
  const Frame* frame = context_.rules.frames.Find(query);
  if (frame != nullptr || !query.particle.empty()) return frame;
  query.particle = oblique.preposition;
  query.preposition.clear();
  int cases = 0;
  for (int child : graph_.children(oblique.word))
    if (graph_.Is(child, "case") && child < oblique.word && ++cases == 2)
      query.preposition = FoldWord(graph_.word(child).form);
  return context_.rules.frames.Find(query);
}

}  // namespace lode
