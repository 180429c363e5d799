// Cue words, read from text files of the schema that users can extend.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"

namespace lode {

// A sentence that shows what the items of the line before it do.
struct ListExample {
  std::string section;   // "verb"
  std::string sentence;  // "The board {failed|neglected} to sell the mill."
  std::string word;      // "sell"
  std::string reading;   // "negated"
  int line = 0;
};

// Files of the form
//   [section]
//   key: item, two words, item
//   key | other key: item          two keys, for two cases of the item
//   example: sentence | word | reading
// with "#" comments. A later file or line overrides an earlier one for its item.
// Threads: immutable after loading.
class WordLists {
 public:
  // Adds the text of one file. kInvalidInput names `file` and the line.
  Status Add(std::string_view text, const std::string& file);

  // The key under which a section lists the item; empty if it does not.
  // Valid until the next Add.
  std::string_view Find(std::string_view section, std::string_view item) const;
  // The key behind the "|" of the item's line; empty if it has one key only.
  std::string_view FindOther(std::string_view section, std::string_view item) const;
  bool Has(std::string_view section, std::string_view item) const {
    return !Find(section, item).empty();
  }

  // What a section says of an item.
  struct Keys {
    std::string key, other;
  };
  // A whole section, item -> keys; null if there is none. Valid until the next Add.
  using Items = std::map<std::string, Keys, std::less<>>;
  const Items* Section(std::string_view section) const;

  const std::vector<ListExample>& examples() const { return examples_; }

 private:
  const Keys* KeysOf(std::string_view section, std::string_view item) const;
  Status AddExample(std::string_view text, const std::string& section, const std::string& file,
                    int line);

  std::map<std::string, Items, std::less<>> sections_;
  std::vector<ListExample> examples_;
};

// A file's whole text. kNotFound names the file.
Result<std::string> ReadListFile(const std::string& file);

}  // namespace lode
