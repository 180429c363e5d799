// Trains the sentence splitter from CoNLL-U files and prints its weight table.
//
//   train_sentence_splitter TRAIN.conllu... > loaders/language/sentence_splitter_weights.inc
//
// The "# text" lines of a paragraph are joined by one space, as the files say
// they were; a gap is a sentence end where one of those joints lies. Logistic
// regression with AdaGrad over the features of sentence_splitter.h, weights
// averaged over the second half of the epochs, then rounded to eight bits. The
// same files in the same order give the same table.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "loaders/language/sentence_splitter.h"

namespace {

using lode::BoundaryFeatures;
constexpr int kEpochs = 12;
constexpr double kRate = 0.15;
constexpr double kDecay = 3e-6;   // L2, per step
constexpr double kScale = 12.0;   // weights are stored in twelfths

struct Paragraph {
  std::string text;
  std::set<std::uint32_t> ends;  // bytes where a sentence ends
};

std::vector<Paragraph> ReadParagraphs(const char* path) {
  std::vector<Paragraph> paragraphs;
  std::ifstream file(path);
  bool fresh = true;
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("# newpar", 0) == 0 || line.rfind("# newdoc", 0) == 0) fresh = true;
    if (line.rfind("# text = ", 0) != 0) continue;
    if (fresh) paragraphs.emplace_back();
    fresh = false;
    Paragraph& last = paragraphs.back();
    if (!last.text.empty()) last.text += ' ';
    last.text += line.substr(9);
    last.ends.insert(static_cast<std::uint32_t>(last.text.size()));
  }
  return paragraphs;
}

struct Example {
  std::vector<std::uint32_t> features;
  bool is_end;
};

void AddExamples(const Paragraph& paragraph, std::vector<Example>* examples, int* missed) {
  std::vector<lode::SurfaceToken> tokens;
  lode::TokenScanner scanner(paragraph.text);
  for (lode::SurfaceToken token; scanner.Next(&token);) tokens.push_back(token);
  BoundaryFeatures features(paragraph.text, tokens);
  std::size_t start = 0;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool is_end = paragraph.ends.count(tokens[i].end) != 0;
    if (features.IsCandidate(i)) {
      examples->push_back({features.At(i, start), is_end});
    } else if (is_end) {
      ++*missed;
    }
    if (is_end) start = i + 1;
  }
}

std::vector<double> Train(const std::vector<Example>& examples) {
  std::vector<double> weights(BoundaryFeatures::kTableSize), squares(weights.size(), 1e-3);
  std::vector<double> sums(weights.size());
  std::vector<std::size_t> order(examples.size());
  std::iota(order.begin(), order.end(), 0U);
  std::mt19937 random(1);
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    std::shuffle(order.begin(), order.end(), random);
    for (std::size_t at : order) {
      const Example& example = examples[at];
      double score = 0;
      for (std::uint32_t f : example.features) score += weights[f];
      const double slope = 1 / (1 + std::exp(-score)) - (example.is_end ? 1 : 0);
      for (std::uint32_t f : example.features) {
        const double gradient = slope + kDecay * weights[f] * static_cast<double>(examples.size()) / 100;
        squares[f] += gradient * gradient;
        weights[f] -= kRate * gradient / std::sqrt(squares[f]);
      }
    }
    if (epoch * 2 < kEpochs) continue;
    for (std::size_t f = 0; f < weights.size(); ++f) sums[f] += weights[f];
  }
  for (double& sum : sums) sum /= kEpochs - (kEpochs + 1) / 2;
  return sums;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Example> examples;
  int missed = 0;
  for (int i = 1; i < argc; ++i) {
    for (const Paragraph& paragraph : ReadParagraphs(argv[i])) {
      AddExamples(paragraph, &examples, &missed);
    }
  }
  std::cerr << examples.size() << " gaps, " << missed << " ends out of reach\n";
  const std::vector<double> weights = Train(examples);
  for (std::size_t f = 0; f < weights.size(); ++f) {
    const double rounded = std::clamp(std::round(weights[f] * kScale), -127.0, 127.0);
    std::printf("%d,%s", static_cast<int>(rounded), f % 40 == 39 ? "\n" : "");
  }
  std::printf("\n");
  return 0;
}
