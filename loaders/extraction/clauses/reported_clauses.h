// What verbs of saying, thinking and asking do to a finite clause: "denied that", "asked that".
#pragma once

#include "loaders/extraction/clauses/factuality_effects.h"
#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// The signature with which `verb`, itself put as `governor`, stands over the clause that
// `clause` heads.
Signature SignatureOfReport(const SentenceGraph& graph, const WordLists& lists, int verb,
                            int clause, Modality governor);

// Of speech and thought, or of what shows something: the content is the source's, however
// unsure the saying is.
bool IsOfSpeech(const SentenceGraph& graph, const WordLists& lists, int verb);

// "expected the report to show that": nobody has said it yet.
bool IsYetToBeSaid(const SentenceGraph& graph, const WordLists& lists, int verb);

// "critics may say that it is old": somebody might say so, which nobody has. Not of "I" and
// "we", who say it so.
bool MightBeSaid(const SentenceGraph& graph, const WordLists& lists, int verb);

// "the reason is that", "the sale is proof that": what a noun that is told of something does to
// the clause; false if no more than it does by itself.
bool FindToldOfNoun(const SentenceGraph& graph, const WordLists& lists, int noun,
                    Signature& signature);

// "that he leave", "that he be fired"
bool IsBareVerb(const SentenceGraph& graph, int clause);

}  // namespace lode
