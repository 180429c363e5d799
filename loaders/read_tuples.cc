// `lode extract --sentences`: one line is one sentence, read for itself.
//
// Lines flow through workers in batches and come out in order. A line is analysed as one
// sentence even where the splitter sees several: who writes one sentence a line has said
// where it ends. Only a line that is longer than any sentence is left as the splitter cut
// it, and its sentences are handed out one by one, so that the cost stays linear.

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

#include "loaders/extraction/mending.h"
#include "loaders/extraction/open_rules.h"
#include "loaders/extraction/tuples/tuples.h"
#include "loaders/language/analyzer.h"
#include "loaders/language/text/tokenizer.h"
#include "loaders/ordered_workers.h"
#include "loaders/readers/bytes/encoding.h"
#include "lode/tuples.h"
#include "storage/disk/data_directory.h"

namespace lode {
namespace {

// Bytes of a batch once the first few are out, and the batches under way for each worker.
constexpr std::size_t kBatchBytes = 12000;
constexpr std::size_t kLineBatchesPerJob = 4;

using LineBatch = std::vector<SentenceTuples>;

// Cuts the input into lines that hold more than spaces, some at a time.
class LineBatches {
 public:
  explicit LineBatches(std::string_view text) : text_(text) {}

  // Empty at the end.
  LineBatch Next() {
    LineBatch batch;
    for (std::size_t bytes = 0; bytes < wanted_ && at_ < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', at_), text_.size());
      std::string_view line = text_.substr(at_, end - at_);
      at_ = end + 1;
      ++number_;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.find_first_not_of(" \t") == line.npos) continue;
      bytes += line.size();
      batch.push_back({line, number_, {}});
    }
    wanted_ = std::min(2 * wanted_, kBatchBytes);
    return batch;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0, number_ = 0;
  std::size_t wanted_ = 1;
};

void Append(Sentence&& more, Sentence* sentence) {
  const int shift = static_cast<int>(sentence->tokens.size());
  for (MultiwordToken& multiword : more.multiword) {
    multiword.first += shift;
    multiword.last += shift;
    sentence->multiword.push_back(std::move(multiword));
  }
  for (Token& token : more.tokens) sentence->tokens.push_back(std::move(token));
  sentence->span.end = more.span.end;
}

// The line as one sentence, or as several if it is too long for one.
std::vector<Sentence> SentencesOf(std::string_view line, const SentenceSplitter& splitter) {
  std::vector<Sentence> parts = Tokenize(line, splitter);
  std::size_t words = 0;
  for (const Sentence& part : parts) words += part.tokens.size();
  if (words > kMaxSentenceTokens || parts.size() < 2) return parts;
  for (std::size_t i = 1; i < parts.size(); ++i) Append(std::move(parts[i]), &parts[0]);
  parts.resize(1);
  return parts;
}

}  // namespace

struct TupleReader::Impl {
  std::shared_ptr<const LanguageModel> model;
  std::shared_ptr<const ExtractionRules> rules;

  // The sentences of the lines, with their tuples.
  LineBatch Fill(const LineBatch& lines, TupleArguments arguments) const {
    std::vector<Sentence> sentences;
    LineBatch filled;
    for (const SentenceTuples& line : lines) {
      std::vector<Sentence> parts = SentencesOf(line.sentence, model->splitter());
      for (Sentence& part : parts) {
        SentenceTuples one = line;
        if (parts.size() > 1)
          one.sentence = line.sentence.substr(part.span.begin, part.span.end - part.span.begin);
        filled.push_back(std::move(one));
        sentences.push_back(std::move(part));
      }
    }
    model->Analyze(sentences);
    sentences = MendSentences(sentences, *rules);
    for (std::size_t i = 0; i < sentences.size(); ++i)
      filled[i].tuples = FindTuples(SentenceGraph(sentences[i]), rules->lists, arguments);
    return filled;
  }

  // Until the lines are through or the sink has had enough.
  void Run(std::string_view text, const TupleOptions& options, const TupleSink& sink,
           std::atomic<bool>* stopped) const {
    LineBatches lines(text);
    const auto fill = [&](const LineBatch& batch) { return Fill(batch, options.arguments); };
    const auto hand_out = [&](const LineBatch& batch) {
      for (const SentenceTuples& sentence : batch)
        if (!*stopped && !sink(sentence)) *stopped = true;
    };
    const unsigned jobs =
        options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
    if (jobs == 1) {
      for (LineBatch batch; !*stopped && !(batch = lines.Next()).empty();) hand_out(fill(batch));
      return;
    }
    OrderedWorkers<LineBatch, LineBatch> workers(jobs, kLineBatchesPerJob * jobs, fill, hand_out);
    for (LineBatch batch; !*stopped && !(batch = lines.Next()).empty();)
      workers.Submit(std::move(batch));
    workers.Drain();
  }
};

Result<TupleReader> TupleReader::Open(const std::string& data_directory) {
  Result<std::string> found = FindDataDirectory(data_directory);
  if (!found.ok()) return found.status();
  Result<std::shared_ptr<const LanguageModel>> model =
      LanguageModel::Open(*found + "/models/english.lode");
  if (!model.ok()) return model.status();
  Result<std::shared_ptr<const ExtractionRules>> rules = OpenExtractionRules(*found);
  if (!rules.ok()) return rules.status();
  return TupleReader(std::make_shared<const Impl>(Impl{*std::move(model), *std::move(rules)}));
}

Status TupleReader::Read(std::string_view sentences, const TupleOptions& options,
                         const TupleSink& sink) const {
  if (sentences.size() > kMaxInputBytes)
    return {Code::kLimit, "the input has more than 2 GiB; cut it into parts"};
  if (const std::size_t at = FirstInvalidUtf8(sentences); at != sentences.npos)
    return {Code::kInvalidInput,
            PlaceOf(sentences, at) + " is not UTF-8; sentences are taken as UTF-8 text"};
  std::atomic<bool> stopped = false;
  impl_->Run(sentences, options, sink, &stopped);
  if (stopped) return {Code::kCancelled, "the reading was stopped"};
  return {};
}

}  // namespace lode
