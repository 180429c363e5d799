// `lode analyze`: the whole text is analysed, nothing is normalised or left out.
//
// Sentences flow: a feed cuts them from the input, batches of them are analysed by
// workers, and one thread settles, prints and hands them out in order. So memory does
// not grow with the text, and output begins after the first sentence. Batches may be of
// any size, since no sentence's analysis depends on its neighbours but for the types of
// names and the classes of pronouns: what earlier sentences tell of them is settled in
// order. Settling and printing cost less than a hundredth of the analysis, so one thread
// serves all.
//
// Sentences end where blank lines and the blocks of the article structure end; the
// blocks' kinds go into comments. The readers' stored text is not used here, since it
// drops marks; a block is found again by its bytes in the source.

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>
#include <utility>

#include "loaders/language/analyzer.h"
#include "loaders/language/heads/antecedent_memory.h"
#include "loaders/language/heads/name_memory.h"
#include "loaders/language/output/conllu.h"
#include "loaders/language/output/conllu_writer.h"
#include "loaders/language/output/sentence_drawing.h"
#include "loaders/language/output/sentence_json.h"
#include "loaders/language/text/tokenizer.h"
#include "loaders/ordered_workers.h"
#include "loaders/readers/bytes/encoding.h"
#include "loaders/readers/structure/structure.h"
#include "lode/analysis.h"
#include "storage/disk/data_directory.h"

namespace lode {
namespace {

// Words of a batch once the first few are out.
constexpr std::size_t kBatchWords = 2048;
// Batches under way for each worker.
constexpr std::size_t kBatchesPerJob = 4;

// A sentence as it came, and the kind of its block.
struct FedSentence {
  Sentence sentence;
  std::string block;
  bool starts_document = false;
};

class SentenceFeed {
 public:
  virtual ~SentenceFeed() = default;
  // False at the end.
  virtual Result<bool> Next(FedSentence* fed) = 0;
};

// Blocks of a text and the stretches between them, each cut into sentences.
class TextFeed : public SentenceFeed {
 public:
  TextFeed(std::string_view text, const SentenceSplitter& splitter)
      : text_(text), splitter_(splitter), blocks_(BlocksOfText(text)) {}

  Result<bool> Next(FedSentence* fed) override {
    while (true) {
      if (stream_ && stream_->Next(&fed->sentence)) {
        fed->block = kind_;
        return true;
      }
      if (at_ >= text_.size()) return false;
      OpenPiece();
    }
  }

 private:
  void OpenPiece() {
    while (next_ < blocks_.size() && blocks_[next_].source.begin < at_) ++next_;
    auto end = static_cast<std::uint32_t>(text_.size());
    kind_.clear();
    if (next_ < blocks_.size()) {
      const SourceBlock& block = blocks_[next_];
      end = std::min(end, block.source.begin == at_ ? block.source.end : block.source.begin);
      if (block.source.begin == at_) kind_ = NameOf(block.kind);
    }
    stream_.emplace(text_.substr(at_, end - at_), splitter_, at_);
    at_ = end;
  }

  std::string_view text_;
  const SentenceSplitter& splitter_;
  const std::vector<SourceBlock> blocks_;
  std::size_t next_ = 0;  // block
  std::uint32_t at_ = 0;  // where the next piece begins
  std::string kind_;
  std::optional<SentenceStream> stream_;
};

class ConlluFeed : public SentenceFeed {
 public:
  ConlluFeed(std::string_view conllu, ConlluColumns columns) : reader_(conllu, columns) {}
  Result<bool> Next(FedSentence* fed) override {
    Result<bool> more = reader_.Next(&fed->sentence);
    fed->starts_document = reader_.starts_document();
    return more;
  }

 private:
  ConlluReader reader_;
};

// Sentences that are analysed and printed together.
struct Batch {
  std::vector<Sentence> sentences;
  std::vector<std::string> blocks;
  std::vector<bool> starts_document;
  std::size_t number = 1;  // of the first one
  std::uint32_t next = 0;  // where the sentence behind the last one begins
};

// Cuts a feed into batches, always one sentence ahead.
class Batcher {
 public:
  Batcher(SentenceFeed* feed, std::size_t text_size, std::size_t fixed)
      : feed_(feed), text_size_(static_cast<std::uint32_t>(text_size)), fixed_(fixed) {}

  // False at the end.
  Result<bool> Next(Batch* batch) {
    *batch = {};
    batch->number = number_;
    if (number_ == 1) {
      if (Status status = Advance(); !status.ok()) return status;
    }
    for (std::size_t words = 0; more_ && !IsFull(batch->sentences.size(), words);) {
      words += ahead_.sentence.tokens.size();
      batch->sentences.push_back(std::move(ahead_.sentence));
      batch->blocks.push_back(std::move(ahead_.block));
      batch->starts_document.push_back(ahead_.starts_document);
      if (Status status = Advance(); !status.ok()) return status;
    }
    batch->next = more_ ? ahead_.sentence.span.begin : text_size_;
    number_ += batch->sentences.size();
    wanted_ = std::min(2 * wanted_, kBatchWords);
    return !batch->sentences.empty();
  }

 private:
  bool IsFull(std::size_t sentences, std::size_t words) const {
    return fixed_ > 0 ? sentences >= fixed_ : words >= wanted_;
  }
  Status Advance() {
    Result<bool> more = feed_->Next(&ahead_);
    if (!more.ok()) return more.status();
    more_ = *more;
    return {};
  }

  SentenceFeed* feed_;
  std::uint32_t text_size_;
  std::size_t fixed_;       // sentences, or 0
  std::size_t wanted_ = 1;  // words
  std::size_t number_ = 1;
  FedSentence ahead_;
  bool more_ = true;
};

// What a document's earlier sentences tell of later ones. Threads: one; batches in order.
class DocumentMemory {
 public:
  void Settle(Batch* batch) {
    for (std::size_t i = 0; i < batch->sentences.size(); ++i) {
      if (batch->starts_document[i]) names_.Clear(), antecedents_.Clear();
      names_.Settle(&batch->sentences[i]);
      antecedents_.Settle(&batch->sentences[i]);
    }
  }

 private:
  NameMemory names_;
  AntecedentMemory antecedents_;
};

}  // namespace

struct Analyzer::Impl {
  std::shared_ptr<const LanguageModel> model;

  Status Run(std::string_view text, SentenceFeed* feed, const AnalyzeOptions& options,
             const AnalysisSink& sink) const {
    Batcher batcher(feed, text.size(), options.batch_sentences);
    const bool parsed = options.input == AnalysisInput::kParsed;
    const auto analyze = [&](Batch batch) {
      if (!parsed) model->Analyze(batch.sentences);
      return batch;
    };
    DocumentMemory document;
    bool wanted = true;
    const auto finish = [&](Batch batch) {
      if (!wanted) return;
      if (!parsed) document.Settle(&batch);
      wanted = sink(Print(batch, text, options));
    };
    Status status;
    const unsigned jobs =
        options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
    if (jobs == 1) {
      status = Feed(&batcher, [&](Batch batch) {
        finish(analyze(std::move(batch)));
        return wanted;
      });
    } else {
      std::atomic<bool> stopped = false;
      OrderedWorkers<Batch, Batch> workers(jobs, kBatchesPerJob * jobs, analyze, [&](Batch batch) {
        finish(std::move(batch));
        stopped = !wanted;
      });
      status = Feed(&batcher, [&](Batch batch) {
        workers.Submit(std::move(batch));
        return !stopped;
      });
      workers.Drain();
    }
    if (status.ok() && !wanted) return {Code::kCancelled, "the analysis was stopped"};
    return status;
  }

  static Status Feed(Batcher* batcher, const std::function<bool(Batch)>& take) {
    while (true) {
      Batch batch;
      Result<bool> more = batcher->Next(&batch);
      if (!more.ok()) return more.status();
      if (!*more || !take(std::move(batch))) return {};
    }
  }

  static std::string Print(const Batch& batch, std::string_view text,
                           const AnalyzeOptions& options) {
    std::string out;
    SentenceContext context;
    context.text = text;
    for (std::size_t i = 0; i < batch.sentences.size(); ++i) {
      const bool last = i + 1 == batch.sentences.size();
      context.number = batch.number + i;
      context.next = last ? batch.next : batch.sentences[i + 1].span.begin;
      context.block = batch.blocks[i];
      switch (options.format) {
        case AnalysisFormat::kConllu: AppendConllu(batch.sentences[i], context, &out); break;
        case AnalysisFormat::kJson: AppendJson(batch.sentences[i], context, &out); break;
        case AnalysisFormat::kTree: AppendDrawing(batch.sentences[i], context, &out); break;
      }
    }
    return out;
  }
};

Result<Analyzer> Analyzer::Open(const std::string& data_directory) {
  Result<std::string> found = FindDataDirectory(data_directory);
  if (!found.ok()) return found.status();
  Result<std::shared_ptr<const LanguageModel>> model =
      LanguageModel::Open(*found + "/models/english.lode");
  if (!model.ok()) return model.status();
  return Analyzer(std::make_shared<const Impl>(Impl{*std::move(model)}));
}

Status Analyzer::Analyze(std::string_view input, const AnalyzeOptions& options,
                         const AnalysisSink& sink) const {
  if (input.size() > kMaxInputBytes)
    return {Code::kLimit, "the input has more than 2 GiB; cut it into parts"};
  if (const std::size_t at = FirstInvalidUtf8(input); at != input.npos)
    return {Code::kInvalidInput,
            PlaceOf(input, at) + " is not UTF-8; `lode analyze` takes UTF-8 text"};
  if (options.input == AnalysisInput::kText) {
    TextFeed feed(input, impl_->model->splitter());
    return impl_->Run(input, &feed, options, sink);
  }
  ConlluFeed feed(input, options.input == AnalysisInput::kParsed ? ConlluColumns::kAll
                                                                 : ConlluColumns::kTokens);
  return impl_->Run({}, &feed, options, sink);
}

}  // namespace lode
