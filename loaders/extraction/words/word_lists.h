// Cue words, read from text files of the schema that users can extend.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "lode/status.h"

namespace lode {

// Files of the form
//   [section]
//   key: item, two words, item
// with "#" comments. A later file or line overrides an earlier one for its item.
// Threads: immutable after loading.
class WordLists {
 public:
  // Adds the text of one file. kInvalidInput names `file` and the line.
  Status Add(std::string_view text, const std::string& file);

  // The key under which a section lists the item; empty if it does not.
  // Valid until the next Add.
  std::string_view Find(std::string_view section, std::string_view item) const;
  bool Has(std::string_view section, std::string_view item) const {
    return !Find(section, item).empty();
  }

  // A whole section, item -> key; null if there is none. Valid until the next Add.
  using Items = std::map<std::string, std::string, std::less<>>;
  const Items* Section(std::string_view section) const;

 private:
  std::map<std::string, Items, std::less<>> sections_;
};

// A file's whole text. kNotFound names the file.
Result<std::string> ReadListFile(const std::string& file);

}  // namespace lode
