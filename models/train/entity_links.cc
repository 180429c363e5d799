// Prints what names, noun phrases and pronouns stand for, for scripts/score_reference.py
// and for reading.
//
//   entity_links LODE_DATA [--parsed] FILE.conllu... > links.tsv
//
// Words and sentences are those of the files, and with --parsed the trees and names too.
// A line is the document, the sentence's number and text id, first and last word, head
// word, kind, type, number of the node (-1: nothing found) and the node's name; plain noun
// phrases are printed where a node can be made of them.

#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "loaders/extraction/mending.h"
#include "loaders/extraction/open_rules.h"
#include "loaders/extraction/reference/find_entities.h"
#include "loaders/language/analyzer.h"
#include "loaders/language/output/conllu.h"

namespace lode {
namespace {

// Documents of a file: what stands from one "# newdoc" to the next.
std::vector<std::string> DocumentsOf(const std::string& conllu) {
  std::vector<std::string> documents(1);
  std::istringstream in(conllu);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("# newdoc") && !documents.back().empty()) documents.emplace_back();
    documents.back() += line + "\n";
  }
  return documents;
}

const char* NameOf(MentionKind kind) {
  return kind == MentionKind::kName ? "name" : kind == MentionKind::kPronoun ? "pronoun" : "noun";
}

void Print(const std::string& document, std::vector<Sentence> sentences,
           const ExtractionRules& rules) {
  sentences = MendSentences(sentences, rules);
  ArticleEntities entities = FindEntities(Article(), sentences, *rules.lexicon);
  std::vector<std::vector<bool>> inside;  // words of a name other than its head
  for (const Sentence& sentence : sentences) inside.emplace_back(sentence.tokens.size() + 1, false);
  for (const EntityMention& mention : entities.mentions())
    for (int word = mention.first; word <= mention.last; ++word)
      if (mention.kind == MentionKind::kName && word != mention.head)
        inside[mention.sentence][static_cast<std::size_t>(word)] = true;
  for (std::uint32_t s = 0; s < sentences.size(); ++s)
    for (int word = 1; word <= static_cast<int>(sentences[s].tokens.size()); ++word) {
      const EntityMention* mention = entities.At(s, word);
      const Token& token = sentences[s].tokens[static_cast<std::size_t>(word) - 1];
      if (mention == nullptr && inside[s][static_cast<std::size_t>(word)]) continue;
      if (mention == nullptr && token.upos != "NOUN" && token.upos != "PROPN") continue;
      const std::uint32_t node = entities.NodeFor(s, word);
      if (mention == nullptr && node == kNoNode) continue;
      const int first = mention == nullptr ? word : mention->first;
      const int last = mention == nullptr ? word : mention->last;
      std::cout << document << '\t' << s + 1 << '\t' << first << '\t' << last << '\t' << word
                << '\t' << (mention == nullptr ? "plain" : NameOf(mention->kind)) << '\t';
      if (node == kNoNode)
        std::cout << "-\t-1\t-\n";
      else
        std::cout << entities.nodes()[node].type << '\t' << node << '\t'
                  << entities.nodes()[node].name << '\n';
    }
}

int Run(std::vector<std::string> arguments) {
  auto model = LanguageModel::Open(arguments[0] + "/models/english.lode");
  auto rules = OpenExtractionRules(arguments[0]);
  for (const Status& status : {model.status(), rules.status()})
    if (!status.ok()) return std::cerr << status.message() << '\n', 2;
  const bool parsed = arguments[1] == "--parsed";
  for (std::size_t i = parsed ? 2 : 1; i < arguments.size(); ++i) {
    std::ifstream in(arguments[i]);
    std::stringstream text;
    text << in.rdbuf();
    int number = 0;
    for (const std::string& document : DocumentsOf(text.str())) {
      auto sentences = ReadConllu(document, parsed ? ConlluColumns::kAll : ConlluColumns::kTokens);
      if (!sentences.ok())
        return std::cerr << arguments[i] << ": " << sentences.status().message() << '\n', 2;
      if (!parsed) (*model)->Analyze(*sentences);
      Print(arguments[i] + "#" + std::to_string(++number), *std::move(sentences), **rules);
    }
  }
  return 0;
}

}  // namespace
}  // namespace lode

int main(int count, char** arguments) {
  if (count < 3) {
    std::cerr << "entity_links LODE_DATA [--parsed] FILE.conllu... > links.tsv\n";
    return 2;
  }
  return lode::Run({arguments + 1, arguments + count});
}
