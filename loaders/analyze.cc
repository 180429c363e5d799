// The analysis of a text as it stands: nothing is normalised or left out. Sentences
// end where blank lines and the blocks of the article structure end; the blocks' kinds
// go into comments. The readers' stored text is not used here, since it drops marks;
// a block is found again by its bytes in the source.

#include <algorithm>
#include <utility>

#include "loaders/language/analyzer.h"
#include "loaders/language/conllu.h"
#include "loaders/language/tokenizer.h"
#include "loaders/readers/encoding.h"
#include "loaders/readers/structure.h"
#include "lode/analysis.h"
#include "storage/data_directory.h"

namespace lode {
namespace {

// Text between two block boundaries, and the kind of the block it lies in.
struct Piece {
  Span span;
  std::string kind;
};

std::vector<Piece> PiecesOf(std::string_view text) {
  std::vector<Piece> pieces;
  std::uint32_t at = 0;
  for (const SourceBlock& block : BlocksOfText(text)) {
    if (block.source.begin < at || block.source.end > text.size()) continue;
    if (block.source.begin > at) pieces.push_back({{at, block.source.begin}, {}});
    pieces.push_back({block.source, std::string(NameOf(block.kind))});
    at = block.source.end;
  }
  if (at < text.size()) pieces.push_back({{at, static_cast<std::uint32_t>(text.size())}, {}});
  return pieces;
}

}  // namespace

struct Analyzer::Impl {
  std::shared_ptr<const LanguageModel> model;
};

Result<Analyzer> Analyzer::Open(const std::string& data_directory) {
  Result<std::string> found = FindDataDirectory(data_directory);
  if (!found.ok()) return found.status();
  Result<std::shared_ptr<const LanguageModel>> model =
      LanguageModel::Open(*found + "/models/english.lode");
  if (!model.ok()) return model.status();
  return Analyzer(std::make_shared<const Impl>(Impl{*std::move(model)}));
}

Result<std::string> Analyzer::AnalyzeText(std::string_view text) const {
  if (const std::size_t at = FirstInvalidUtf8(text); at != text.npos)
    return Status(Code::kInvalidInput,
                  PlaceOf(text, at) + " is not UTF-8; `lode analyze` takes UTF-8 text");
  std::vector<Sentence> sentences;
  ConlluOptions options;
  options.text = text;
  for (const Piece& piece : PiecesOf(text)) {
    const std::string_view part = text.substr(piece.span.begin, piece.span.end - piece.span.begin);
    for (Sentence& sentence : Tokenize(part, piece.span.begin)) {
      sentences.push_back(std::move(sentence));
      options.block_kinds.push_back(piece.kind);
    }
  }
  impl_->model->Analyze(sentences);
  return WriteConllu(sentences, options);
}

Result<std::string> Analyzer::AnalyzeTokenized(std::string_view conllu) const {
  Result<std::vector<Sentence>> sentences = ReadConlluTokens(conllu);
  if (!sentences.ok()) return sentences.status();
  impl_->model->Analyze(*sentences);
  return WriteConllu(*sentences);
}

}  // namespace lode
