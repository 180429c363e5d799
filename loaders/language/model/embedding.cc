// Looks a word up in every table and lays the vectors side by side.
//
// The word table is an open-addressing hash of row numbers inside the file, so
// opening the model builds nothing. Rows come in order of use: those with a
// learned vector first, so one number serves both word tables and a row past
// the end of the shorter one reads as unknown.
#include "loaders/language/model/embedding.h"

#include <algorithm>
#include <bit>

namespace lode {
namespace {

constexpr std::size_t kPretrainedColumns = 100, kLearnedColumns = 96;
constexpr std::uint32_t kWordSeed = 9;

}  // namespace

Result<VectorTable> VectorTable::Read(const ModelFile& file, const std::string& name,
                                      std::size_t rows, std::size_t columns) {
  const auto values = file.Int8(name, rows, columns);
  const auto scale = file.Floats(name + ".scale", rows);
  if (!values.ok()) return values.status();
  if (!scale.ok()) return scale.status();
  VectorTable table;
  table.columns_ = columns;
  table.values_ = *values;
  table.scale_ = *scale;
  return table;
}

void VectorTable::Copy(std::size_t row, float* out) const {
  std::fill_n(out, columns_, 0.0F);
  if (row < rows()) Add(row, out);
}

void VectorTable::Add(std::size_t row, float* out) const {
  const std::int8_t* const values = &values_[row * columns_];
  const float scale = scale_[row];
  for (std::size_t i = 0; i < columns_; ++i) out[i] += static_cast<float>(values[i]) * scale;
}

Result<Embedding> Embedding::Read(const ModelFile& file) {
  Embedding e;
  const auto words = file.Strings("words");
  const auto slots = file.Numbers("words.slots", 0);
  const auto learned = file.RowsOf("word");
  if (!words.ok()) return words.status();
  if (!slots.ok()) return slots.status();
  if (!learned.ok()) return learned.status();
  e.words_ = *words;
  e.slots_ = *slots;
  const std::size_t free = static_cast<std::size_t>(std::count(slots->begin(), slots->end(), 0U));
  if (!std::has_single_bit(slots->size()) || free == 0) {
    return Status(Code::kCorrupt, "the model file " + file.path() + " has a broken word table");
  }
  auto pretrained = VectorTable::Read(file, "glove", words->size() + 1, kPretrainedColumns);
  auto frequent = VectorTable::Read(file, "word", *learned, kLearnedColumns);
  auto ngrams = VectorTable::Read(file, "ngram", kNgramRows, kNgramColumns);
  if (!pretrained.ok()) return pretrained.status();
  if (!frequent.ok()) return frequent.status();
  if (!ngrams.ok()) return ngrams.status();
  e.pretrained_ = *pretrained;
  e.learned_ = *frequent;
  e.ngrams_ = *ngrams;
  for (std::size_t i = 0; i < kHashedTables; ++i) {
    const FeatureTable& t = kHashedTableList[i];
    auto table = VectorTable::Read(file, t.name, t.rows, t.columns);
    if (!table.ok()) return table.status();
    e.hashed_[i] = *table;
  }
  if (Status status = e.ReadLexicon(file); !status.ok()) return status;
  return e;
}

Status Embedding::ReadLexicon(const ModelFile& file) {
  for (std::size_t i = 0; i < kLexiconTables; ++i) {
    const FeatureTable& t = kLexiconTableList[i];
    auto table = VectorTable::Read(file, t.name, t.rows, t.columns);
    if (!table.ok()) return table.status();
    lexicon_[i] = *table;
  }
  const auto rows = file.Bytes("lexicon");
  if (!rows.ok()) return rows.status();
  bool sound = rows->size() == (words_.size() + 1) * kLexiconTables;
  for (std::size_t i = 0; sound && i < rows->size(); ++i) {
    sound = static_cast<unsigned char>((*rows)[i]) < lexicon_[i % kLexiconTables].rows();
  }
  if (!sound) {
    return {Code::kCorrupt, "the model file " + file.path() + " has a broken lexicon"};
  }
  lexicon_rows_ = *rows;
  return Status::Ok();
}

std::size_t Embedding::RowOf(std::string_view key) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = HashText(key, kWordSeed) & mask;; at = (at + 1) & mask) {
    const std::size_t row = slots_[at];
    if (row == 0 || row > words_.size()) return 0;
    if (words_[row - 1] == key) return row;
  }
}

void Embedding::Look(std::string_view form, float* out) const {
  const std::size_t row = RowOf(WordKey(form));
  pretrained_.Copy(row, out);
  out += kPretrainedColumns;
  learned_.Copy(row, out);
  out += kLearnedColumns;
  const WordFeatures features = ComputeWordFeatures(form);
  for (std::size_t i = 0; i < kHashedTables; ++i) {
    hashed_[i].Copy(features.rows[i], out);
    out += hashed_[i].columns();
  }
  std::fill_n(out, kNgramColumns, 0.0F);
  for (std::size_t i = 0; i < features.ngram_count; ++i) ngrams_.Add(features.ngrams[i], out);
  const float share = 1.0F / static_cast<float>(std::max<std::size_t>(features.ngram_count, 1));
  for (std::size_t i = 0; i < kNgramColumns; ++i) out[i] *= share;
  out += kNgramColumns;
  for (std::size_t i = 0; i < kLexiconTables; ++i) {
    lexicon_[i].Copy(static_cast<unsigned char>(lexicon_rows_[row * kLexiconTables + i]), out);
    out += lexicon_[i].columns();
  }
}

}  // namespace lode
