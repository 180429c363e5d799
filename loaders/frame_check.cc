// The examples of frames are read like any article. A name fits where it ends with, or
// holds, the words that the example gives.
#include "loaders/frame_check.h"

#include <algorithm>
#include <iterator>

#include "loaders/extraction/extract.h"
#include "loaders/extraction/patterns/pattern_set.h"
#include "loaders/extraction/words/frame_sentences.h"
#include "loaders/extraction/words/word_form.h"
#include "loaders/language/text/tokenizer.h"
#include "lode/value.h"

namespace lode {
namespace {

std::string WordsOf(const ArticleRecord& record, const Argument& argument) {
  return argument.is_node() ? record.nodes[argument.node].name : argument.literal.text;
}

bool Holds(const std::string& name, const std::string& wanted) {
  return FoldWord(name).find(FoldWord(wanted)) != std::string::npos;
}

bool Gives(const ArticleRecord& record, const FrameExample& example) {
  return std::any_of(record.statements.begin(), record.statements.end(), [&](const auto& s) {
    const bool open = example.predicate.empty() && s.predicate != s.relation;
    return (open || s.predicate == example.predicate) &&
           Holds(record.nodes[s.subject].name, example.subject) &&
           Holds(WordsOf(record, s.object), example.object);
  });
}

FrameFailure FailureOf(FrameExample example, const ArticleRecord& record) {
  FrameFailure failure{std::move(example), {}, {}};
  const FrameExample& wanted = failure.example;
  failure.message =
      wanted.file + ", line " + std::to_string(wanted.line) + ": \"" + wanted.sentence + "\" ";
  failure.message += wanted.refuses ? "must not give " : "does not give ";
  failure.message += wanted.subject + " -" + wanted.predicate + "-> " + wanted.object;
  for (const StatementRecord& s : record.statements) {
    failure.given.push_back(record.nodes[s.subject].name + " -" + s.predicate + "-> " +
                            WordsOf(record, s.object));
    if (!wanted.refuses)
      failure.message += (failure.given.size() == 1 ? ", but " : "; ") + failure.given.back();
  }
  return failure;
}

}  // namespace

ArticleRecord ReadSentences(const std::string& text, const LanguageModel& model,
                            const ExtractionRules& rules) {
  Article article;
  article.text = text;
  article.blocks.emplace_back().text = {0, static_cast<std::uint32_t>(text.size())};
  std::vector<Sentence> sentences = Tokenize(article.text, model.splitter());
  for (Sentence& sentence : sentences) sentence.block = 0;
  model.Analyze(sentences);
  return ExtractStatements(std::move(article), sentences, rules);
}

std::vector<FrameFailure> CheckExamples(std::span<const FrameExample> examples,
                                        const ExtractionRules& rules, const LanguageModel& model,
                                        std::size_t* all) {
  std::vector<FrameFailure> failures;
  for (const FrameExample& one : examples)
    for (FrameExample& example : SpellOut(one, rules.frames, rules.lists)) {
      const ArticleRecord record = ReadSentences(example.sentence, model, rules);
      if (all != nullptr) ++*all;
      if (Gives(record, example) != example.refuses) continue;
      failures.push_back(FailureOf(std::move(example), record));
    }
  return failures;
}

SchemaFileReport ReadExamplesOf(const std::string& path, const ExtractionRules& rules,
                                const LanguageModel& model) {
  SchemaFileReport report;
  report.predicates =
      rules.derivation.schema()->predicates().size() - Schema::BuiltIn()->predicates().size();
  report.frames = rules.frames.newest();
  report.rules = rules.derivation.newest();
  std::vector<FrameExample> examples;
  for (const auto* of : {&rules.frames.examples(), &rules.derivation.examples()})
    std::copy_if(of->begin(), of->end(), std::back_inserter(examples),
                 [&](const FrameExample& example) { return example.file == path; });
  for (const PatternExample& each : rules.patterns->examples()) {
    if (each.file != path) continue;
    FrameExample example;
    example.predicate = each.predicate;
    example.sentence = each.sentence;
    example.subject = each.subject;
    example.object = each.object;
    example.refuses = !each.wanted;
    example.file = each.file;
    example.line = static_cast<int>(each.line);
    examples.push_back(std::move(example));
  }
  report.failures = CheckExamples(examples, rules, model, &report.examples);
  return report;
}

}  // namespace lode
