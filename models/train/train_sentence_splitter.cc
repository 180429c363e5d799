// Trains the sentence splitter from CoNLL-U files and prints its weight table.
//
//   train_sentence_splitter TRAIN.conllu... > WEIGHTS
//   add_splitter.py MODEL.lode WEIGHTS
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

#include "loaders/language/text/sentence_splitter.h"

namespace {

using lode::BoundaryFeatures;
constexpr int kEpochs = 12;
constexpr double kRate = 0.15;
constexpr double kDecay = 3e-6;  // L2, per step
constexpr double kScale = 12.0;  // weights are stored in twelfths

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

// A paragraph with abbreviations put in: the treebanks have too few sentences
// that end or begin with "U.S." or "Inc." to learn when they do. Every `kEvery`th
// end loses its last word to one, and as many capitalised words inside sentences
// get one before them, so that only the word behind tells the two apart. Some
// ends get a footnote's digit, which the treebanks' texts do not have.
class Abbreviator {
 public:
  Paragraph operator()(const Paragraph& from) {
    Paragraph to;
    for (std::uint32_t at = 0; at < from.text.size(); ++at) {
      const bool end = from.ends.count(at) != 0;
      if (end) to.ends.insert(static_cast<std::uint32_t>(to.text.size()));
      to.text += from.text[at];
      if (from.text[at] != ' ' || at + 1 >= from.text.size()) continue;
      const bool capital = from.text[at + 1] >= 'A' && from.text[at + 1] <= 'Z';
      if (end && capital) VaryEnd(&to);
      const bool inside = !end && at > 0 && from.text[at - 1] >= 'a' && from.text[at - 1] <= 'z';
      if (inside && capital && ++names_ % kEvery == 0) to.text += std::string(Next()) + ' ';
    }
    to.ends.insert(static_cast<std::uint32_t>(to.text.size()));
    return to;
  }

 private:
  static constexpr int kEvery = 4;

  // The sentence that ends before the last character, a space.
  void VaryEnd(Paragraph* to) {
    const std::size_t size = to->text.size();
    if (size < 8 || to->text[size - 2] != '.') return;
    switch (++ends_ % (2 * kEvery)) {
      case 0:
      case 4: return EndWithOne(to);
      case 2: return NoteEnd(to);
      case 6: to->text += std::string(Next()) + ' '; return;
      default: return;
    }
  }

  // A footnote's digit before the full stop: "in the north 2."
  void NoteEnd(Paragraph* to) {
    to->ends.erase(static_cast<std::uint32_t>(to->text.size() - 1));
    to->text.resize(to->text.size() - 2);
    to->text += ends_ % 3 == 0 ? " 2 ." : " 1.";
    to->ends.insert(static_cast<std::uint32_t>(to->text.size()));
    to->text += ' ';
  }

  void EndWithOne(Paragraph* to) {
    const std::size_t size = to->text.size();
    const std::size_t word = to->text.rfind(' ', size - 2);
    if (word == std::string::npos || to->ends.count(static_cast<std::uint32_t>(word)) != 0) return;
    to->ends.erase(static_cast<std::uint32_t>(size - 1));
    to->text.resize(word + 1);
    to->text += Next();
    to->ends.insert(static_cast<std::uint32_t>(to->text.size()));
    to->text += ' ';
  }

  const char* Next() {
    constexpr const char* kForms[] = {"U.S.", "Inc.", "U.S.", "Corp.", "U.K.", "Co.",  "D.C.",
                                      "p.m.", "Ltd.", "a.m.", "etc.",  "Jr.",  "E.U.", "U.N."};
    return kForms[next_++ % std::size(kForms)];
  }

  int ends_ = 0, names_ = 0;
  std::size_t next_ = 0;
};

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
        const double gradient =
            slope + kDecay * weights[f] * static_cast<double>(examples.size()) / 100;
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
  Abbreviator abbreviate;
  for (int i = 1; i < argc; ++i) {
    for (const Paragraph& paragraph : ReadParagraphs(argv[i])) {
      AddExamples(paragraph, &examples, &missed);
      AddExamples(abbreviate(paragraph), &examples, &missed);
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
