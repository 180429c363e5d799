// A word's input to the network: vectors looked up and laid side by side.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "loaders/language/model/model_file.h"
#include "loaders/language/model/word_features.h"
#include "lode/status.h"

namespace lode {

// An int8 table with a scale for each row; a view into the model file.
class VectorTable {
 public:
  static Result<VectorTable> Read(const ModelFile& file, const std::string& name, std::size_t rows,
                                  std::size_t columns);
  std::size_t rows() const { return scale_.size(); }
  std::size_t columns() const { return columns_; }
  // Writes row `row`, or zeros when there is no such row, to out[0, columns).
  void Copy(std::size_t row, float* out) const;
  // Adds row `row` to out.
  void Add(std::size_t row, float* out) const;

 private:
  std::size_t columns_ = 0;
  std::span<const std::int8_t> values_;
  std::span<const float> scale_;
};

// Word vectors, learned vectors of frequent words, hashed affixes, n-grams, and what
// word lists say of a word (see models/train/lexicon.py).
// Threads: read-only. Valid while the model file lives.
class Embedding {
 public:
  static constexpr std::size_t kWidth = 544;

  // kCorrupt: shapes are not those of this program, or a row number is beyond its table.
  static Result<Embedding> Read(const ModelFile& file);

  // out holds kWidth floats.
  void Look(std::string_view form, float* out) const;

  // Whether the word (in any case) is in the vocabulary.
  bool Knows(std::string_view form) const { return RowOf(WordKey(form)) != 0; }

 private:
  Status ReadLexicon(const ModelFile& file);
  // 1 .. n, 0 = unknown.
  std::size_t RowOf(std::string_view key) const;

  StringList words_;
  std::span<const std::uint32_t> slots_;
  VectorTable pretrained_, learned_, ngrams_;
  std::array<VectorTable, kHashedTables> hashed_;
  std::array<VectorTable, kLexiconTables> lexicon_;
  std::string_view lexicon_rows_;  // kLexiconTables bytes for each row of the word table
};

}  // namespace lode
