#include "shell/pages/word_senses.h"

#include <memory>
#include <optional>

#include "lode/vocabulary.h"

namespace lode::shell {

SensesOf WordSenses() {
  return [vocabulary = std::shared_ptr<std::optional<Vocabulary>>()](
             const std::string& word) mutable -> std::vector<std::string> {
    if (!vocabulary) {
      vocabulary = std::make_shared<std::optional<Vocabulary>>();
      if (Result<Vocabulary> opened = Vocabulary::Open(); opened.ok()) *vocabulary = *opened;
    }
    return vocabulary->has_value() ? (*vocabulary)->PredicatesMeaning(word)
                                   : std::vector<std::string>();
  };
}

}  // namespace lode::shell
