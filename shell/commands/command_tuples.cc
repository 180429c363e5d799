// lode extract --sentences: the open tuples of sentences, one a line, tab-separated.

#include <algorithm>
#include <cstdio>
#include <iostream>

#include "shell/commands/commands.h"
#include "shell/terminal/interrupt.h"

namespace lode::shell {
namespace {

// Tabs part columns, so those of the text become blanks.
std::string Column(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), '\t', ' ');
  return out;
}

std::string Figure(double confidence) {
  char text[16];
  std::snprintf(text, sizeof text, "%.3f", confidence);
  return text;
}

void WriteColumns(const SentenceTuples& sentence, std::string* out) {
  for (const OpenTuple& tuple : sentence.tuples) {
    *out += Column(sentence.sentence) + '\t' + Figure(tuple.confidence) + '\t' +
            Column(tuple.subject) + '\t' + Column(tuple.relation);
    for (const std::string& object : tuple.objects) *out += '\t' + Column(object);
    *out += '\n';
  }
}

void WriteJson(const SentenceTuples& sentence, std::string* out) {
  for (const OpenTuple& tuple : sentence.tuples) {
    *out += "{\"line\": " + std::to_string(sentence.line) +
            ", \"sentence\": " + JsonString(std::string(sentence.sentence)) +
            ", \"confidence\": " + Figure(tuple.confidence) +
            ", \"subject\": " + JsonString(tuple.subject) +
            ", \"relation\": " + JsonString(tuple.relation) + ", \"objects\": [";
    for (std::size_t i = 0; i < tuple.objects.size(); ++i)
      *out += (i > 0 ? ", " : "") + JsonString(tuple.objects[i]);
    *out += "]}\n";
  }
}

}  // namespace

int RunTuples(const LoadCommand& command) {
  if (command.format == "text")
    return Refuse({Code::kInvalidInput,
                   "sentences are printed as tuples or jsonl; `--format text` is for articles"});
  Result<std::string> text = ReadWhole(command.sentences);
  if (!text.ok()) return Refuse(text.status());
  Result<TupleReader> reader = TupleReader::Open();
  if (!reader.ok()) return Refuse(reader.status());
  TupleOptions options;
  options.jobs = command.jobs;
  if (command.arguments == "whole") options.arguments = TupleArguments::kWhole;
  const bool json = command.format == "jsonl";
  const Status status = reader->Read(*text, options, [&](const SentenceTuples& sentence) {
    std::string lines;
    (json ? WriteJson : WriteColumns)(sentence, &lines);
    return static_cast<bool>(std::cout << lines << std::flush) && !Interrupted();
  });
  if (status.ok()) return kDone;
  if (Interrupted()) {
    std::cerr << "lode: stopped before '" << command.sentences << "' was read to its end\n";
    return kDoneWithErrors;
  }
  if (!std::cout) return kDone;  // the end of the command says so
  return Refuse({status.code(), command.sentences + ": " + status.message()});
}

}  // namespace lode::shell
