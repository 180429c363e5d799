// Signs of statements that people judged: reads articles as `lode load` does and prints, for
// each statement that a judged form holds, its signs and the verdict.
//
//   judged_signs LODE_DATA ARTICLES.jsonl JUDGED.tsv > signs.tsv
//
// ARTICLES is `lode export --format articles`. A line of JUDGED is the article's id, the
// statement's sentence, predicate, first byte of subject and of object (empty: none), and
// S, L or W. A line of the output is as statement_signs prints it: the document, the
// confidence as printed today, 1 for S and 0 for the rest, the signs, the extractor, the
// statement. A judged statement that is not read any more is left out, and counted.

#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <tuple>

#include "loaders/extraction/confidence.h"
#include "loaders/extraction/extract.h"
#include "loaders/extraction/mending.h"
#include "loaders/extraction/open_rules.h"
#include "loaders/language/analyzer.h"
#include "loaders/pipeline.h"

namespace lode {
namespace {

using Key = std::tuple<std::string, std::string, std::string, std::string, std::string>;

std::map<Key, std::string> ReadJudged(const std::string& path) {
  std::map<Key, std::string> judged;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string> fields(1);
    for (char c : line)
      if (c == '\t')
        fields.emplace_back();
      else
        fields.back() += c;
    if (fields.size() == 6)
      judged[{fields[0], fields[1], fields[2], fields[3], fields[4]}] = fields[5];
  }
  return judged;
}

Article ArticleOf(const nlohmann::json& record) {
  Article article;
  const auto text = [&](const char* field) {
    return record[field].is_string() ? record[field].get<std::string>() : std::string();
  };
  article.info.id = text("id");
  article.info.published = text("published");
  article.info.title = text("title");
  article.info.language = text("language");
  article.text = text("text");
  for (const auto& block : record["blocks"]) {
    Block read;
    read.kind = BlockKindOf(block["kind"].get<std::string>()).value_or(BlockKind::kParagraph);
    read.text = {block["begin"].get<std::uint32_t>(), block["end"].get<std::uint32_t>()};
    article.blocks.push_back(read);
  }
  return article;
}

std::string BeginOf(const Spans& spans) {
  return spans.empty() ? "" : std::to_string(spans.front().begin);
}

int Run(const std::vector<std::string>& arguments) {
  auto model = LanguageModel::Open(arguments[0] + "/models/english.lode");
  auto rules = OpenExtractionRules(arguments[0]);
  for (const Status& status : {model.status(), rules.status()})
    if (!status.ok()) return std::cerr << status.message() << '\n', 2;
  std::map<Key, std::string> judged = ReadJudged(arguments[2]);
  const std::size_t all = judged.size();
  std::cout << "document\tconfidence\tright";
  for (std::string_view sign : kSignNames) std::cout << '\t' << sign;
  std::cout << "\textractor\tstatement\n";
  std::ifstream in(arguments[1]);
  std::size_t found = 0;
  for (std::string line; std::getline(in, line);) {
    const Article article = ArticleOf(nlohmann::json::parse(line));
    std::vector<Sentence> sentences = SentencesOf(article, (*model)->splitter());
    (*model)->Analyze(sentences);
    const ArticleRecord record = ExtractStatements(article, sentences, **rules);
    const std::vector<Sentence> mended = MendSentences(sentences, **rules);
    for (const StatementRecord& statement : record.statements) {
      const auto verdict =
          judged.find({article.info.id, std::to_string(statement.sentence), statement.predicate,
                       BeginOf(statement.subject_span), BeginOf(statement.object_span)});
      if (verdict == judged.end()) continue;
      const Sentence& sentence = mended[statement.sentence - 1];
      const BlockKind kind = article.blocks[static_cast<std::size_t>(sentence.block)].kind;
      std::cout << article.info.id << '\t' << statement.confidence << '\t'
                << (verdict->second == "S" ? 1 : 0);
      for (double sign : SignsOf(statement, SentenceGraph(sentence), kind, record.nodes))
        std::cout << '\t' << sign;
      std::cout << '\t' << statement.extractor << '\t' << statement.predicate << '\n';
      judged.erase(verdict);
      ++found;
    }
  }
  std::cerr << found << " of " << all << " judged statements are read today\n";
  return 0;
}

}  // namespace
}  // namespace lode

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "judged_signs LODE_DATA ARTICLES.jsonl JUDGED.tsv > signs.tsv\n";
    return 2;
  }
  return lode::Run({arguments + 1, arguments + count});
}
