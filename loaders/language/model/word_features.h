// What the network looks up for a word: rows of hashed tables, and its key.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace lode {

inline constexpr std::size_t kHashedTables = 8;
inline constexpr std::size_t kMaxNgrams = 24;
inline constexpr std::size_t kNgramRows = 16384, kNgramColumns = 64;

struct FeatureTable {
  const char* name;  // its section of the model file
  std::size_t rows, columns;
};

// In the order in which their columns stand in the network's input.
inline constexpr std::array<FeatureTable, kHashedTables> kHashedTableList = {{
    {"prefix1", 512, 16},
    {"prefix2", 2048, 24},
    {"prefix3", 4096, 32},
    {"suffix1", 512, 16},
    {"suffix2", 2048, 32},
    {"suffix3", 4096, 48},
    {"suffix4", 8192, 48},
    {"shape", 1024, 36},
}};

// What word lists say of a word of the table, one row number for each list; the model
// file's "lexicon" section holds them. Their columns stand behind all others.
inline constexpr std::size_t kLexiconTables = 3;
inline constexpr std::array<FeatureTable, kLexiconTables> kLexiconTableList = {{
    {"lexicon.noun", 64, 16},
    {"lexicon.verb", 16, 8},
    {"lexicon.kind", 128, 8},
}};

// models/train/features.py computes the same numbers; both change together.
struct WordFeatures {
  std::array<std::uint32_t, kHashedTables> rows = {};  // 0 = no such affix
  std::array<std::uint32_t, kMaxNgrams> ngrams = {};
  std::size_t ngram_count = 0;
};

// Lower case, curly quotes and dashes as their ASCII fellows: the key of the
// word table. `form` is UTF-8; broken bytes count as U+FFFD.
std::string WordKey(std::string_view form);

// Lower case by a small fixed table (Latin, Greek, Cyrillic), the one the
// model was trained with.
std::string LowerCase(std::string_view form);

// FNV-1a over bytes, folded once; `seed` makes tables differ.
std::uint32_t HashText(std::string_view text, std::uint32_t seed);

WordFeatures ComputeWordFeatures(std::string_view form);

}  // namespace lode
