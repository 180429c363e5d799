// What is seen of how a statement was read, as the critic weighs it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loaders/extraction/critic/statement_view.h"

namespace lode {

// `numbers` in the order of SignNames(); `marks` are what is there or not, "object-after=of",
// sorted, each once. Which of the marks count is for the model to say.
struct Signs {
  std::vector<double> numbers;
  std::vector<std::string> marks;
  // What the encoder made of the words at WordPlaces(): for each place its numbers and a 1, all 0
  // where the statement has no such word. Empty where no model has read the sentence.
  std::vector<float> words;
};

std::vector<std::string_view> SignNames();

// The same way for training (models/train/judged_signs) and for running.
// Cost: linear in the sentence.
Signs SignsOf(const StatementView& view);

// The words that a statement stands on, by name: heads and edges of its arguments, what stands
// beside them and above them, and the mean of the sentence.
std::vector<std::string_view> WordPlaces();

// The rows of `Signs::words`.
std::vector<float> WordsOf(const StatementView& view);

// One number and what it is called.
struct NumberSign {
  std::string_view name;
  double (*of)(const StatementView&);
};

// The rooms that the numbers come from.
const std::vector<NumberSign>& TreeSigns();      // how the words stand to each other
const std::vector<NumberSign>& ArgumentSigns();  // whether arguments are whole
const std::vector<NumberSign>& ContextSigns();   // who, whose claim, whether it holds

// The marks of words at the edges of arguments, of governors and of kinds.
void AddMarks(const StatementView& view, std::vector<std::string>& marks);

}  // namespace lode
