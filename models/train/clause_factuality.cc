// Prints how every word of analysed sentences would hold if a clause stood there, for
// scripts/score_factuality.py to compare with what people judged.
//
//   clause_factuality LODE_DATA FILE.conllu... > factuality.tsv
//
// The trees are taken as given, mended as they are for reading. A line is the number of
// the sentence in its file, that of the word, its form, polarity, modality and "ended" or
// "-".
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "loaders/extraction/clauses/factuality.h"
#include "loaders/extraction/mending.h"
#include "loaders/extraction/open_rules.h"
#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/extraction/words/rules.h"
#include "loaders/language/output/conllu.h"
#include "lode/statement.h"
#include "lode/value.h"

namespace lode {
namespace {

void Print(int number, const SentenceGraph& graph, const WordLists& lists) {
  for (int word = 1; word <= graph.size(); ++word) {
    const Factuality factuality = FactualityOf(graph, word, lists);
    std::cout << number << '\t' << word << '\t' << graph.word(word).form << '\t'
              << NameOf(factuality.polarity) << '\t' << NameOf(factuality.modality) << '\t'
              << (factuality.ended ? "ended" : "-") << '\n';
  }
}

int Run(const std::vector<std::string>& arguments) {
  const auto rules = OpenExtractionRules(arguments[0]);
  if (!rules.ok()) return std::cerr << rules.status().message() << '\n', 2;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    std::ifstream in(arguments[i]);
    std::stringstream text;
    text << in.rdbuf();
    const auto sentences = ReadConllu(text.str());
    if (!sentences.ok())
      return std::cerr << arguments[i] << ": " << sentences.status().message() << '\n', 2;
    int number = 0;
    for (const Sentence& sentence : MendSentences(*sentences, **rules))
      Print(++number, SentenceGraph(sentence), (*rules)->lists);
  }
  return 0;
}

}  // namespace
}  // namespace lode

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: clause_factuality LODE_DATA FILE.conllu...\n";
    return 2;
  }
  return lode::Run({argv + 1, argv + argc});
}
