// Signs of statements that people judged: reads articles as `lode load` does and prints, for
// each statement that a judged form holds, its signs and the verdict.
//
//   judged_signs LODE_DATA ARTICLES.jsonl [JUDGED.tsv] > signs.jsonl
//
// ARTICLES is `lode export --format articles`. A line of JUDGED is the article's id, the
// statement's sentence, predicate, first byte of subject and of object (empty: none), and
// S, L or W. sign_line.h says what is printed. A judged statement that is not read any more is
// left out, and counted. Without JUDGED all statements are printed, with an empty
// verdict and without the numbers of their words.

#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <tuple>

#include "loaders/extraction/confidence.h"
#include "loaders/extraction/extract.h"
#include "loaders/extraction/open_rules.h"
#include "loaders/language/analyzer.h"
#include "loaders/pipeline.h"
#include "models/train/sign_line.h"

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

// What of an article was judged, with its signs; of two readings of the same words the
// surer one, as the store keeps it.
struct Judged {
  StatementRecord statement;
  Signs signs;
};

std::map<Key, Judged> SignsOfJudged(const Article& article, const LanguageModel& model,
                                    const ExtractionRules& rules,
                                    const std::map<Key, std::string>& verdicts) {
  std::vector<Sentence> sentences = SentencesOf(article, model.splitter());
  std::vector<WordStates> states;
  model.Analyze(sentences, states);
  std::map<Key, Judged> judged;
  ExtractStatements(
      article, sentences, rules,
      [&](const StatementRecord& statement, const Signs& signs) {
        const Key key{article.info.id, std::to_string(statement.sentence), statement.predicate,
                      BeginOf(statement.subject_span), BeginOf(statement.object_span)};
        if (!verdicts.empty() && !verdicts.contains(key)) return;
        const auto [at, fresh] = judged.try_emplace(key, Judged{statement, signs});
        if (!fresh && at->second.statement.confidence < statement.confidence)
          at->second = {statement, signs};
      },
      states);
  return judged;
}

int Run(const std::vector<std::string>& arguments) {
  auto model = LanguageModel::Open(arguments[0] + "/models/english.lode");
  auto rules = OpenExtractionRules(arguments[0]);
  for (const Status& status : {model.status(), rules.status()})
    if (!status.ok()) return std::cerr << status.message() << '\n', 2;
  std::map<Key, std::string> verdicts;
  if (arguments.size() > 2) verdicts = ReadJudged(arguments[2]);
  PrintSignNames(std::cout);
  std::ifstream in(arguments[1]);
  std::size_t found = 0;
  for (std::string line; std::getline(in, line);) {
    const Article article = ArticleOf(nlohmann::json::parse(line));
    for (const auto& [key, judged] : SignsOfJudged(article, **model, **rules, verdicts)) {
      const auto verdict = verdicts.find(key);
      PrintSigns(article.info.id, verdict == verdicts.end() ? "" : verdict->second,
                 judged.statement, judged.signs,
                 verdicts.empty() ? SignWords::kLeftOut : SignWords::kPrinted, std::cout);
      ++found;
    }
  }
  std::cerr << found << " of " << verdicts.size() << " judged statements are read today\n";
  return 0;
}

}  // namespace
}  // namespace lode

int main(int count, char** arguments) {
  if (count != 3 && count != 4) {
    std::cerr << "judged_signs LODE_DATA ARTICLES.jsonl [JUDGED.tsv] > signs.jsonl\n";
    return 2;
  }
  return lode::Run({arguments + 1, arguments + count});
}
