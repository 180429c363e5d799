// Judges statements by gold trees: prints, for each statement read from the model's
// trees, its signs and whether the gold trees of the same sentences make the same one.
//
//   statement_signs LODE_DATA FILE.conllu... > signs.jsonl
//
// Words and sentences are those of the treebank, and so is everything else for the gold
// reading but names: treebanks have none, so the model's stand in both. sign_line.h says what
// is printed; the verdict is S or W.

#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "loaders/extraction/confidence.h"
#include "loaders/extraction/extract.h"
#include "loaders/extraction/open_rules.h"
#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/language/analyzer.h"
#include "loaders/language/output/conllu.h"
#include "models/train/sign_line.h"
#include "storage/names/name_form.h"

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

Article ArticleOf(const std::vector<Sentence>& sentences) {
  Article article;
  article.info.language = "en";
  for (const Sentence& sentence : sentences)
    for (const Token& token : sentence.tokens) {
      if (article.text.size() < token.span.end) article.text.resize(token.span.end, ' ');
      if (token.form.size() <= token.span.end - token.span.begin)
        article.text.replace(token.span.begin, token.form.size(), token.form);
    }
  const Span all{0, static_cast<std::uint32_t>(article.text.size())};
  article.blocks.push_back({BlockKind::kParagraph, all, all, "", "", -1});
  return article;
}

std::string NameOfNode(const ArticleRecord& record, std::uint32_t node) {
  return node < record.nodes.size() ? FoldText(record.nodes[node].name) : "";
}

std::string ObjectOf(const ArticleRecord& record, const StatementRecord& statement) {
  return statement.object.is_node() ? NameOfNode(record, statement.object.node)
                                    : FoldText(statement.object.literal.text);
}

auto JudgedFields(const ArticleRecord& record, const StatementRecord& statement) {
  return std::make_tuple(statement.sentence, NameOfNode(record, statement.subject),
                         statement.predicate, ObjectOf(record, statement),
                         NameOfNode(record, statement.said_by), statement.polarity,
                         statement.modality);
}

void Judge(const std::string& name, std::vector<Sentence> gold, const LanguageModel& model,
           const ExtractionRules& rules) {
  std::vector<Sentence> read = gold;
  model.Analyze(read);
  for (std::size_t i = 0; i < gold.size(); ++i) {
    gold[i].mentions = read[i].mentions;
    gold[i].block = read[i].block = 0;
  }
  const ArticleRecord right = ExtractStatements(ArticleOf(gold), gold, rules);
  std::vector<std::pair<StatementRecord, Signs>> signs;
  const ArticleRecord record =
      ExtractStatements(ArticleOf(read), read, rules,
                        [&](const StatementRecord& statement, const Signs& of_statement) {
                          signs.emplace_back(statement, of_statement);
                        });
  std::set<decltype(JudgedFields(right, right.statements.front()))> known;
  for (const StatementRecord& statement : right.statements)
    known.insert(JudgedFields(right, statement));
  for (const auto& [statement, of_statement] : signs)
    PrintSigns(name, known.contains(JudgedFields(record, statement)) ? "S" : "W", statement,
               of_statement, SignWords::kLeftOut, std::cout);
}

int Run(const std::vector<std::string>& arguments) {
  auto model = LanguageModel::Open(arguments[0] + "/models/english.lode");
  auto rules = OpenExtractionRules(arguments[0]);
  auto lexicon = OpenEntityLexicon(arguments[0]);
  for (const Status& status : {model.status(), rules.status(), lexicon.status()})
    if (!status.ok()) return std::cerr << status.message() << '\n', 2;
  PrintSignNames(std::cout);
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    std::ifstream in(arguments[i]);
    std::stringstream text;
    text << in.rdbuf();
    int number = 0;
    for (const std::string& document : DocumentsOf(text.str())) {
      auto sentences = ReadConllu(document);
      if (!sentences.ok())
        return std::cerr << arguments[i] << ": " << sentences.status().message() << '\n', 2;
      Judge(arguments[i] + "#" + std::to_string(++number), *sentences, **model, **rules);
    }
  }
  return 0;
}

}  // namespace
}  // namespace lode

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: statement_signs LODE_DATA FILE.conllu...\n";
    return 2;
  }
  return lode::Run({argv + 1, argv + argc});
}
