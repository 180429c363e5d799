// Tokenised sentences in, analysed sentences out: the model's door.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "loaders/language/model/model_file.h"
#include "loaders/language/model/word_states.h"
#include "loaders/language/sentences/sentence.h"
#include "loaders/language/text/sentence_splitter.h"
#include "lode/status.h"

namespace lode {

// Threads: any number of threads may share one model. Output does not depend on
// how sentences are batched or on the number of threads.
class LanguageModel {
 public:
  // Maps models/english.lode of the data directory. kCorrupt, kUnsupported,
  // kNotFound name the file.
  static Result<std::shared_ptr<const LanguageModel>> Open(const std::string& file);
  // For tests, which compare the kernels.
  static Result<std::shared_ptr<const LanguageModel>> Open(const std::string& file,
                                                           MatrixKernel kernel);
  virtual ~LanguageModel() = default;

  // Fills lemma, upos, xpos, feats, head, deprel and mentions of sentences that
  // have form, span and space_after. Bounded for sentences of any length.
  virtual void Analyze(std::span<Sentence> sentences) const = 0;
  // The same; `states` gets what the encoder makes of each sentence, a quarter of a kilobyte a
  // word.
  virtual void Analyze(std::span<Sentence> sentences, std::vector<WordStates>& states) const = 0;

  // What finds the sentences of a text (see Tokenize). Valid while the model lives.
  virtual const SentenceSplitter& splitter() const = 0;
};

}  // namespace lode
