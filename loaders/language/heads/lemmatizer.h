// Lemmas: the best edit script that the network scored, or a known exception.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/language/model/embedding.h"
#include "loaders/language/model/model_file.h"
#include "lode/status.h"

namespace lode {

// An edit script cuts the lemma out of the form: "L1-" is the lower-cased form
// without its last letter, "K0-" the form itself, "T0-" the form with all but
// its first letter lower-cased, "L3-y" ends in y instead of three letters,
// "=be" is the lemma itself. The exceptions are words that training data give
// one lemma and the scripts another.
// Threads: read-only. Valid while the model file lives.
class Lemmatizer {
 public:
  static Result<Lemmatizer> Read(const ModelFile& file);

  struct Tags {
    std::string_view upos, xpos;
  };

  std::size_t scripts() const { return scripts_.size(); }

  // scores: one for each script. Of nearly equal scripts the one that makes a
  // word of the vocabulary is taken; spelling mends what cannot be a base.
  std::string Lemma(std::string_view form, Tags tags, std::span<const float> scores,
                    const Embedding& vocabulary) const;

 private:
  struct Script {
    char base = 'L';        // 'L', 'K', 'T', or '=' for a whole lemma
    std::size_t drop = 0;   // code points from the end
    std::string_view text;  // suffix or lemma
  };
  static std::string Apply(const Script& script, std::string_view form);
  // The exception for form and part of speech; empty if there is none.
  std::string_view Exception(std::string_view form, std::string_view upos) const;

  std::vector<Script> scripts_;
  StringList exceptions_;  // sorted "form<TAB>UPOS<TAB>lemma"
};

}  // namespace lode
