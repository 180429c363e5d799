// Words that a model left out at the edges of names.
#pragma once

#include <vector>

#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

// Lengthens mentions of the sentence by the words that belong to them:
//   "the 102nd Rescue Squadron"           its number
//   "the Lost 52 Project"                 a word and a number
//   "NBC 4 New York"                      a station, its channel, its place
//   "Samoa Observer"                      a place and a paper's word
//   "REGN-EB3", "Jing-Shan Zhao"          what a hyphen joins
//   "Hillary Rodham Clinton"              a first name
//   "Credit Suisse Group AG"              the first word of a firm that begins the sentence
//   "Summit of the Americas"              what it is, with whose it is
//   "Division of Military and Naval Affairs"  a body with its field
//   "Banca Monte dei Paschi di Siena SpA" two parts with a particle between
// and shortens one: in "Mayor of Koszalin Piotr Jedlinski" the town is none of his names.
// Gives the first words of the mentions that it changed.
std::vector<int> GrowNames(Sentence& sentence, const EntityLexicon& lexicon);

}  // namespace lode
