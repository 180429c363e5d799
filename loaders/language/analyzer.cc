// Runs the trained model over sentences: encode, tag, parse, find names.
//
// Sentences are taken in batches of a few hundred words, so that a layer's
// weights are read once for many words. A sentence longer than a window is cut
// at punctuation where it can be; the parts are analysed alone and the later
// ones hung on the first one's root, so that the whole is still one tree.
#include "loaders/language/analyzer.h"

#include <algorithm>

#include "loaders/language/heads/mention_tagger.h"
#include "loaders/language/heads/nominal_tagger.h"
#include "loaders/language/heads/parser.h"
#include "loaders/language/heads/spanning_tree.h"
#include "loaders/language/heads/tagger.h"
#include "loaders/language/model/encoder.h"
#include "loaders/language/model/matrix_product.h"
#include "loaders/language/model/model_file.h"

namespace lode {
namespace {

// Words of a batch before it is run: the buffers stay within the cache.
constexpr std::size_t kBatchWords = 256;
// The longest stretch of words that is analysed in one piece.
constexpr std::size_t kMaxWindow = 160;
static_assert(kMaxWindow <= kMaxTreeWords);
// How far back from the end of a window a place to cut is looked for.
constexpr std::size_t kCutSearch = 60;

// Words [begin, end) of one sentence.
struct Window {
  Sentence* sentence;
  WordStates* states;  // null where nobody wants them
  std::size_t begin, end;
};

// Better places to cut have higher ranks; 0 is no place at all.
int CutRank(const std::string& form) {
  if (form == "." || form == "!" || form == "?") return 4;
  if (form == ";") return 3;
  if (form == ":" || form == "--") return 2;
  return form == "," ? 1 : 0;
}

std::size_t WindowEnd(const Sentence& sentence, std::size_t begin) {
  const std::size_t size = sentence.tokens.size();
  if (size - begin <= kMaxWindow) return size;
  std::size_t end = begin + kMaxWindow;
  int best = 0;
  for (std::size_t i = begin + kMaxWindow; i-- > begin + kMaxWindow - kCutSearch;) {
    const int rank = CutRank(sentence.tokens[i].form);
    if (rank > best) best = rank, end = i + 1;
  }
  return end;
}

void AddShifted(const std::vector<Mention>& mentions, int shift, std::vector<Mention>* out) {
  for (Mention mention : mentions) {
    mention.first += shift;
    mention.last += shift;
    out->push_back(std::move(mention));
  }
}

// Shifts a window's heads to the sentence, and hangs every window but the first on
// the first one's root.
void Join(const Window& window) {
  std::vector<Token>& tokens = window.sentence->tokens;
  const int shift = static_cast<int>(window.begin);
  if (window.begin == 0) return;
  int root = 1;
  while (tokens[static_cast<std::size_t>(root) - 1].head != 0) ++root;
  for (std::size_t i = window.begin; i < window.end; ++i) {
    Token& token = tokens[i];
    if (token.head == 0) token.deprel = "parataxis";
    token.head = token.head == 0 ? root : token.head + shift;
  }
}

// Keeps the encoder's rows from `row` on as the window's words.
void KeepStates(const QuantizedRows& rows, std::size_t row, const Window& window) {
  WordStates& states = *window.states;
  const auto words = static_cast<std::ptrdiff_t>(window.end - window.begin);
  const auto at = static_cast<std::ptrdiff_t>(row);
  const auto wide = static_cast<std::ptrdiff_t>(rows.columns);
  states.width = rows.columns;
  states.values.insert(states.values.end(), rows.values.begin() + at * wide,
                       rows.values.begin() + (at + words) * wide);
  states.scales.insert(states.scales.end(), rows.scales.begin() + at,
                       rows.scales.begin() + at + words);
}

// The buffers of one call.
struct Space {
  WordBatch batch;
  std::vector<Token*> tokens;
  std::vector<Window> windows;
  std::vector<std::vector<Mention>> mentions, nominals;
  EncoderSpace encoder;
  ParserSpace parser;
  MentionSpace names;
  NominalSpace nominal;

  void Add(const Window& window) {
    windows.push_back(window);
    for (std::size_t i = window.begin; i < window.end; ++i) {
      Token& token = window.sentence->tokens[i];
      batch.forms.push_back(token.form);
      tokens.push_back(&token);
    }
    batch.begins.push_back(batch.forms.size());
  }
  void Clear() {
    batch.forms.clear();
    batch.begins.assign(1, 0);
    tokens.clear();
    windows.clear();
  }
};

class TrainedModel : public LanguageModel {
 public:
  static Result<std::shared_ptr<const LanguageModel>> Read(std::unique_ptr<ModelFile> file) {
    const auto model = std::make_shared<TrainedModel>();
    auto encoder = Encoder::Read(*file);
    if (!encoder.ok()) return encoder.status();
    model->encoder_ = *std::move(encoder);
    const std::size_t width = model->encoder_.width();
    auto tagger = Tagger::Read(*file, width);
    if (!tagger.ok()) return tagger.status();
    model->tagger_ = *std::move(tagger);
    auto parser = Parser::Read(*file, width);
    if (!parser.ok()) return parser.status();
    model->parser_ = *std::move(parser);
    auto names = MentionTagger::Read(*file, width);
    if (!names.ok()) return names.status();
    model->names_ = *std::move(names);
    auto nominals = NominalTagger::Read(*file, width);
    if (!nominals.ok()) return nominals.status();
    model->nominals_ = *std::move(nominals);
    auto splitter = SentenceSplitter::Read(*file);
    if (!splitter.ok()) return splitter.status();
    model->splitter_ = *splitter;
    model->file_ = std::move(file);
    return std::shared_ptr<const LanguageModel>(model);
  }

  void Analyze(std::span<Sentence> sentences) const override { Analyze(sentences, nullptr); }

  void Analyze(std::span<Sentence> sentences, std::vector<WordStates>& states) const override {
    states.assign(sentences.size(), {});
    Analyze(sentences, states.data());
  }

  const SentenceSplitter& splitter() const override { return splitter_; }

 private:
  // `states`: one for each sentence, or null.
  void Analyze(std::span<Sentence> sentences, WordStates* states) const {
    Space space;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      Sentence& sentence = sentences[i];
      sentence.mentions.clear();
      sentence.nominals.clear();
      for (std::size_t begin = 0; begin < sentence.tokens.size();) {
        const std::size_t end = WindowEnd(sentence, begin);
        space.Add({&sentence, states == nullptr ? nullptr : states + i, begin, end});
        begin = end;
        if (space.batch.rows() >= kBatchWords) Run(&space);
      }
    }
    Run(&space);
  }

  void Run(Space* space) const {
    if (space->batch.rows() > 0) {
      encoder_.Encode(space->batch, &space->encoder);
      for (std::size_t w = 0; w < space->windows.size(); ++w)
        if (space->windows[w].states != nullptr)
          KeepStates(space->encoder.quantized, space->batch.begins[w], space->windows[w]);
      tagger_.Tag(encoder_, &space->encoder, space->tokens);
      parser_.Parse(space->batch, space->encoder, &space->parser, space->tokens);
      nominals_.Tag(space->batch, space->encoder, space->tokens, &space->nominal, &space->nominals);
      const auto evidence = [&](std::string_view type, std::size_t row) {
        return nominals_.TypeScore(type, row, space->nominal);
      };
      names_.Tag(space->batch, space->encoder, space->tokens, evidence, &space->names,
                 &space->mentions);
      for (std::size_t w = 0; w < space->windows.size(); ++w) {
        const Window& window = space->windows[w];
        const int shift = static_cast<int>(window.begin);
        AddShifted(space->mentions[w], shift, &window.sentence->mentions);
        AddShifted(space->nominals[w], shift, &window.sentence->nominals);
        Join(window);
      }
    }
    space->Clear();
  }

  std::unique_ptr<ModelFile> file_;  // what the others look into
  Encoder encoder_;
  Tagger tagger_;
  Parser parser_;
  MentionTagger names_;
  NominalTagger nominals_;
  SentenceSplitter splitter_;
};

}  // namespace

Result<std::shared_ptr<const LanguageModel>> LanguageModel::Open(const std::string& file) {
  return Open(file, MatrixKernel::kBest);
}

Result<std::shared_ptr<const LanguageModel>> LanguageModel::Open(const std::string& file,
                                                                 MatrixKernel kernel) {
  auto opened = ModelFile::Open(file, kernel);
  if (!opened.ok()) return opened.status();
  return TrainedModel::Read(*std::move(opened));
}

}  // namespace lode
