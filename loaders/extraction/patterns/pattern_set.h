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
#include "loaders/extraction/words/sentence_graph.h"
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
  // Those that put trees right, apart from those that state something.
  const std::vector<Pattern>& mends() const { return mends_; }
  const std::vector<MendExample>& mend_examples() const { return mend_examples_; }

  // Indexes of the patterns that a word can trigger, by lemma or form in lower case, by its
  // universal tag, and of those that any name triggers. REQUIRES: Compile was called.
  const std::vector<int>* WithWord(std::string_view word) const;
  const std::vector<int>* WithTag(std::string_view upos) const;
  const std::vector<int>& WithName() const { return triggers_.by_name; }
  // Indexes of the mends that the word can trigger, in the order of the files, each once.
  void CollectMends(const SentenceGraph& graph, int word, std::vector<int>& due) const;

  // What a list of the pattern files or of the schema says of a word, empty for nothing.
  std::string_view Find(std::string_view list, std::string_view item) const;
  bool Has(std::string_view list, std::string_view item) const { return !Find(list, item).empty(); }
  const EntityLexicon& lexicon() const { return *lexicon_; }

 private:
  // What patterns are filed by.
  struct Triggers {
    std::map<std::string, std::vector<int>, std::less<>> by_tag;
    std::unordered_map<std::string, std::vector<int>> by_word;
    std::vector<int> by_name;
  };

  Status CheckLists(const Pattern& pattern) const;
  Status FilePattern(const Pattern& pattern, int index, Triggers& triggers);
  bool FileTest(const NodeTest& test, int index, Triggers& triggers);
  void FileWords(std::string_view list, std::string_view key, int index, Triggers& triggers);

  std::vector<Pattern> patterns_;
  std::vector<PatternExample> examples_;
  WordLists own_;
  const WordLists* lists_ = nullptr;
  const EntityLexicon* lexicon_ = nullptr;
  std::vector<Pattern> mends_;
  std::vector<MendExample> mend_examples_;
  Triggers triggers_, mend_triggers_;
};

}  // namespace lode
