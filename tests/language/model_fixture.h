// The trained model for tests, and sentences made from plain words.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <sstream>
#include <string>

#include "loaders/language/analyzer.h"

namespace lode {

// $LODE_MODEL, else the model of the build's data directory.
inline std::string ModelPath() {
  const char* const path = std::getenv("LODE_MODEL");
  return path != nullptr ? path : LODE_DATA_DIR "/models/english.lode";
}

// One model for all tests of the program: opening checks the whole file.
inline const LanguageModel& Model() {
  static const auto model = LanguageModel::Open(ModelPath());
  if (!model.ok()) {
    ADD_FAILURE() << model.status().message();
    std::abort();
  }
  return **model;
}

// Words parted by spaces.
inline Sentence SentenceOf(const std::string& words) {
  Sentence sentence;
  std::istringstream in(words);
  for (std::string word; in >> word;) {
    Token token;
    token.form = word;
    sentence.tokens.push_back(token);
  }
  return sentence;
}

inline Sentence Analyzed(const std::string& words) {
  Sentence sentence = SentenceOf(words);
  Model().Analyze(std::span(&sentence, 1));
  return sentence;
}

// All that Analyze fills, a line for each word.
inline std::string Printed(const Sentence& sentence) {
  std::ostringstream out;
  for (const Token& t : sentence.tokens) {
    out << t.form << ' ' << t.lemma << ' ' << t.upos << ' ' << t.xpos << ' ' << t.feats << ' '
        << t.head << ' ' << t.deprel << '\n';
  }
  for (const Mention& m : sentence.mentions) {
    out << m.first << '-' << m.last << ' ' << m.type << '\n';
  }
  for (const Mention& m : sentence.nominals) {
    out << "entity " << m.first << '-' << m.last << ' ' << m.type << '\n';
  }
  return out.str();
}

}  // namespace lode
