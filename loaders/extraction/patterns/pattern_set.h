// All patterns in force: read from files, resolved, and filed by their trigger words.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "loaders/extraction/patterns/pattern.h"
#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/extraction/words/word_lists.h"
#include "lode/status.h"

namespace lode {

// A later file can replace a pattern of the same name, switch it off ("pattern NAME off")
// and lengthen lists. Threads: immutable after Compile. The format is in docs/patterns.md.
class PatternSet {
 public:
  // Reads one file. kInvalidInput names the file, the line, the column and what would be
  // right; nothing of the file is kept then.
  Status Add(std::string_view text, const std::string& file);

  // Files the patterns by what triggers them. `lists` and `lexicon` are kept by reference:
  // they must outlive the set. kInvalidInput names a list that no file has.
  Status Compile(const WordLists& lists, const EntityLexicon& lexicon);

  const std::vector<Pattern>& patterns() const { return patterns_; }
  const std::vector<PatternExample>& examples() const { return examples_; }

  // Indexes of the patterns that a word can trigger, by lemma or form in lower case, by its
  // universal tag, and of those that any name triggers. REQUIRES: Compile was called.
  const std::vector<int>* WithWord(std::string_view word) const;
  const std::vector<int>* WithTag(std::string_view upos) const;
  const std::vector<int>& WithName() const { return by_name_; }

  // What a list of the pattern files or of the schema says of a word, empty for nothing.
  std::string_view Find(std::string_view list, std::string_view item) const;
  bool Has(std::string_view list, std::string_view item) const { return !Find(list, item).empty(); }
  const EntityLexicon& lexicon() const { return *lexicon_; }

 private:
  Status CheckLists(const Pattern& pattern) const;
  Status FilePattern(const Pattern& pattern, int index);
  bool FileTest(const NodeTest& test, int index);
  void FileWords(std::string_view list, std::string_view key, int index);
  void FileWord(std::string_view word, int index);

  std::vector<Pattern> patterns_;
  std::vector<PatternExample> examples_;
  WordLists own_;
  const WordLists* lists_ = nullptr;
  const EntityLexicon* lexicon_ = nullptr;
  std::map<std::string, std::vector<int>, std::less<>> by_tag_;
  std::unordered_map<std::string, std::vector<int>> by_word_;
  std::vector<int> by_name_;
};

}  // namespace lode
