// Feeds every fuzz target what lies in its folder of corpus/, and small changes of
// it: bytes flipped, cut, doubled and moved, the same ones in every run. So every
// compiler and every sanitizer sees the targets, with no fuzzer at hand.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/fuzz/fuzz_target.h"

namespace lode::fuzz {
namespace {

// Changed inputs of each target: $LODE_FUZZ_CHANGES, else 60.
int ChangedInputs() {
  const char* const count = std::getenv("LODE_FUZZ_CHANGES");
  return count != nullptr ? std::atoi(count) : 60;
}

std::map<std::string, Target>& Targets() {
  static std::map<std::string, Target> targets;
  return targets;
}

std::vector<std::string> InputsOf(const std::string& target) {
  const std::filesystem::path folder = LODE_SOURCE_DIR "/tests/fuzz/corpus/" + target;
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> inputs;
  for (const std::filesystem::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    inputs.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return inputs;
}

std::string Changed(std::mt19937& random, const std::vector<std::string>& inputs) {
  std::string bytes = inputs[random() % inputs.size()];
  for (unsigned changes = 1 + random() % 4; changes > 0 && !bytes.empty(); --changes) {
    const std::size_t at = random() % bytes.size();
    const std::size_t length = 1 + random() % 16;
    switch (random() % 5) {
      case 0: bytes[at] = static_cast<char>(random()); break;
      case 1: bytes.erase(at, length); break;
      case 2: bytes.insert(at, std::string(length, bytes[at])); break;
      case 3: bytes.insert(at, bytes.substr(random() % bytes.size(), length * 4)); break;
      default: bytes.resize(at); break;
    }
  }
  return bytes;
}

class Replay : public testing::TestWithParam<std::string> {};

TEST_P(Replay, TakesAnyBytes) {
  const Target target = Targets().at(GetParam());
  const std::vector<std::string> inputs = InputsOf(GetParam());
  ASSERT_FALSE(inputs.empty()) << "no inputs in tests/fuzz/corpus/" << GetParam();
  target({});
  for (const std::string& input : inputs) target(input);
  std::mt19937 random(1);
  for (int i = 0; i < ChangedInputs(); ++i) target(Changed(random, inputs));
}

std::vector<std::string> Names() {
  std::vector<std::string> names;
  for (const auto& [name, target] : Targets()) names.push_back(name);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Replay, testing::ValuesIn(Names()),
                         [](const auto& name) { return name.param; });

}  // namespace

bool Register(const char* name, Target target) {
  return Targets().emplace(name, target).second;
}

}  // namespace lode::fuzz
