// Whose claim is it: the acts of speech of an article, and which of them hold a
// given word.
#pragma once

#include <vector>

#include "loaders/extraction/speech/quotes.h"
#include "loaders/extraction/speech/speech_acts.h"

namespace lode {

class Attribution {
 public:
  const std::vector<SpeechAct>& acts() const { return acts_; }
  // The acts whose content holds the word, the innermost first. One of kWithheld has no
  // speaker: where it comes first, nobody is held to the word.
  std::vector<const SpeechAct*> Around(WordPlace place) const;
  // Is the word the cue of an act that makes a statement of its own (namings too, if asked)?
  bool IsCue(WordPlace place, bool namings) const;
  // Does a quotation hold the word?
  // The act that answers the question that the word stands in; null if none.
  const SpeechAct* AnswerTo(WordPlace place) const;
  bool InQuotation(WordPlace place) const;

 private:
  friend Attribution Attribute(const Article&, const std::vector<SentenceGraph>&,
                               const std::vector<Quotation>&, ArticleEntities&, const WordLists&);
  std::vector<SpeechAct> acts_;
  void Index(std::size_t sentences);

  std::vector<std::vector<std::size_t>> holding_,
      cued_;  // [sentence] -> acts with words, cue there
  QuotedMarks quoted_;
};

// Finds all acts, gives quotations to their speakers (in the sentence, before a
// colon, or from the quotation before), and tells `entities` whom "I" and, where a
// body speaks, "we" mean inside them.
Attribution Attribute(const Article& article, const std::vector<SentenceGraph>& graphs,
                      const std::vector<Quotation>& quotations, ArticleEntities& entities,
                      const WordLists& lists);

}  // namespace lode
