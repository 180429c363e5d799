// Any bytes are a model file: it is refused, or analyses a text like any other.
//
// Bytes that begin like a model are one; all others are changes to the real model,
// one after the other: what to change, where, and to what. The checksums are made
// right in both, since what lies behind them is what is to be tried.

#include <xxhash.h>

#include <bit>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

#include "loaders/extraction/extract.h"
#include "loaders/extraction/open_rules.h"
#include "loaders/language/analyzer.h"
#include "loaders/language/output/conllu_writer.h"
#include "loaders/pipeline.h"
#include "tests/fuzz/sound_records.h"
#include "tests/fuzz/sound_sentences.h"
#include "tests/fuzz/temp_folder.h"

namespace lode::fuzz {
namespace {

constexpr std::size_t kHeader = 64, kEntry = 64;  // model_file.h draws them

template <typename T>
T Get(const std::string& bytes, std::size_t at) {
  T value = 0;
  if (at <= bytes.size() && sizeof value <= bytes.size() - at)
    std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

template <typename T>
void Put(std::string& bytes, std::size_t at, T value) {
  if (at <= bytes.size() && sizeof value <= bytes.size() - at)
    std::memcpy(bytes.data() + at, &value, sizeof value);
}

void Seal(std::string& bytes) {
  if (bytes.size() < kHeader) return;
  Put<std::uint64_t>(bytes, 24, XXH3_64bits(bytes.data() + kHeader, bytes.size() - kHeader));
  Put<std::uint64_t>(bytes, 56, XXH3_64bits(bytes.data(), 56));
}

// One change of twelve bytes: kind, how, section (2), where (4), value (4).
void Change(std::string& model, std::string_view change) {
  const auto kind = static_cast<unsigned char>(change[0]) % 5;
  const auto how = static_cast<unsigned char>(change[1]);
  std::uint16_t section = 0;
  std::uint32_t where = 0, value = 0;
  std::memcpy(&section, &change[2], sizeof section);
  std::memcpy(&where, &change[4], sizeof where);
  std::memcpy(&value, &change[8], sizeof value);
  const std::uint32_t sections = Get<std::uint32_t>(model, 12);
  if (sections == 0 || model.size() < kHeader) return;
  const std::size_t entry = kHeader + section % sections * kEntry;
  const auto offset = Get<std::uint64_t>(model, entry + 48);
  const auto size = Get<std::uint64_t>(model, entry + 56);
  if (kind == 0) Put(model, entry + where % kEntry, value);
  if (kind == 1 && size >= 4) Put(model, offset + where % (size / 4) * 4, value);
  if (kind == 2 && how % 2 == 1)  // a weight that can be
    value = std::bit_cast<std::uint32_t>(static_cast<float>(value) / 4294967296.0F * 999.0F);
  if (kind == 2 && size >= 4)  // a stretch of the section
    for (std::size_t i = 0; i < std::size_t{how} * 16 && i < size / 4; ++i)
      Put(model, offset + (where + i) % (size / 4) * 4, value);
  if (kind == 3) Put(model, where % kHeader, value);
  if (kind == 4) model.resize(how % 2 == 0 ? where % (model.size() + 1) : model.size() + how);
  if (kind == 4 && how % 4 < 2) Put<std::uint64_t>(model, 16, model.size());
}

std::string ModelOf(std::string_view bytes) {
  static const std::string real = [] {
    std::ifstream in(LODE_DATA_DIR "/models/english.lode", std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }();
  Require(!real.empty());
  if (bytes.starts_with("LODEMODL")) return std::string(bytes);
  constexpr std::size_t kChange = 12;
  std::string model = real;
  for (; bytes.size() >= kChange; bytes.remove_prefix(kChange)) Change(model, bytes);
  return model;
}

Article SampleArticle() {
  Article article;
  article.text =
      "Orla Finch, the harbour's chief, said on Monday that the Tern Bank hadn't sold "
      "12 ships to Kesgrave Ltd. for $4.5 million.";
  const Span whole = {0, static_cast<std::uint32_t>(article.text.size())};
  Block block;
  block.kind = BlockKind::kParagraph;
  block.text = block.source = whole;
  block.language = "en";
  article.blocks.push_back(block);
  return article;
}

}  // namespace

LODE_FUZZ(model) {
  static const TempFolder folder;
  static const auto rules = OpenExtractionRules(LODE_DATA_DIR);
  Require(rules.ok());
  std::string changed = ModelOf(bytes);
  Seal(changed);
  const auto model = LanguageModel::Open(folder.Write("model", changed));
  if (!model.ok()) {
    Require(!model.status().message().empty());
    return;
  }
  const Article article = SampleArticle();
  std::vector<Sentence> sentences = SentencesOf(article, (*model)->splitter());
  Require(!sentences.empty());
  (*model)->Analyze(sentences);
  CheckTrees(sentences);
  static_cast<void>(WriteConllu(sentences));
  CheckStorable(ExtractStatements(article, sentences, **rules));
}

}  // namespace lode::fuzz
