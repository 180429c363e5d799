// By which names files of records call what an article has.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "lode/status.h"

namespace lode {

enum class ArticleField { kTitle, kText, kSource, kAuthor, kUrl, kPublished, kLanguage };

// The names of each field in order of trust; a dot leads into an object ("source.name").
// Threads: immutable once made.
class FieldNames {
 public:
  FieldNames();

  // The table, with names of the user's own in front: {"text", "page.plain"}.
  // kInvalidInput for a field that articles do not have.
  static Result<FieldNames> With(const std::map<std::string, std::string>& given);

  const std::vector<std::string>& of(ArticleField field) const {
    return names_[static_cast<std::size_t>(field)];
  }

 private:
  std::vector<std::vector<std::string>> names_;  // [field]
};

// Names of lists of articles inside an object, in order; a dot leads into an object.
const std::vector<std::string>& ListNames();

}  // namespace lode
