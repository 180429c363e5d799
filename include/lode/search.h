// Finding sentences by their words.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "lode/statement.h"
#include "lode/status.h"
#include "lode/store.h"

namespace lode {

// Other forms of a word: "import", "imported", "importing" of "imports".
using FormsOfWord = std::function<std::vector<std::string>(const std::string& word)>;

struct SearchOptions {
  bool any = false;         // one of the terms is enough; else a sentence has all of them
  bool with_names = true;   // a term that names somebody also finds the other names
  std::string since;        // published on that day or later: a date, cut to any precision
  std::string until;        // published on that day or before it, or in that month or year
  std::string set, source;  // articles of that set; of that outlet (case does not matter)
  std::size_t limit = 20;   // 0: all
  // Words are found in these forms, too, which count a little less; not those that begin with a
  // capital or stand between quotation marks. Empty: as they are written. See OtherForms.
  FormsOfWord forms = {};
};

// A sentence that was found.
struct FoundSentence {
  std::shared_ptr<const ArticleInfo> article;
  std::uint32_t sentence = 0;  // from 1
  Span span;                   // in the article's stored text
  std::string text;
  std::vector<Span> marks;  // in `text`: the words that were looked for, in order
  double score = 0;
  bool is_line = false;  // of imported triples; its number is `sentence`
};

struct SearchAnswer {
  std::vector<FoundSentence> sentences;  // best first; equals by article id and sentence
  bool more = false;                     // the limit left some out
  // Terms that name somebody, with the further names that were looked for.
  struct Names {
    std::string term;
    std::vector<std::string> others;
  };
  std::vector<Names> names;
};

// Sentences of all articles that were read (no boilerplate, no other languages), also those
// without statements. A term of several words is a phrase: the words stand one behind the other;
// where it has quotation marks, what stands between two is one, and each other word a term. Case,
// accents' spelling and kinds of marks do not matter; endings do, but for `forms`. The score is
// BM25 (Robertson and Zaragoza 2009, k1 1.2, b 0.75) over sentences, whose length counts in four
// steps; a name counts as its best alias. Errors: kInvalidInput: a term has no word or an open
// mark, a date is none; kCorrupt, kIo. Cost: reads what the index has of each word; of phrases,
// sentences until enough are found. Threads: as Store.
Result<SearchAnswer> Search(const Store& store, const std::vector<std::string>& terms,
                            const SearchOptions& options = {});

// So many statements are walked over, of all names together, and so many lines are read where there
// is a limit.
inline constexpr std::size_t kMostLinesWalked = 1 << 12, kMostLinesLooked = 1 << 10;

// Lines of imported triples (`lode import` of TSV, CSV, N-Triples) that have the terms, as Search
// finds sentences, without a score. They have no index of their words: only lines are found of
// which subject or object is somebody whom some of the terms' words, side by side, name whole.
// Lines of names with the fewest statements are looked at first; what is found stands in the order
// in which it was imported. `more`: the limit, or one of those above, left some out. Errors and
// threads: as Search. Cost: by those limits; without a limit, of all that is said of these names.
Result<SearchAnswer> SearchLines(const Store& store, const std::vector<std::string>& terms,
                                 const SearchOptions& options = {});

// What the index of words takes.
struct WordIndexSize {
  std::uint64_t articles = 0, sentences = 0, words = 0;  // that it is of
  std::uint64_t waiting = 0;                             // articles that are not merged yet
  std::uint64_t keys = 0, bytes = 0;                     // with their keys, before compression
};
// Cost: walks over all of it.
Result<WordIndexSize> MeasureWordIndex(const Store& store);

}  // namespace lode
