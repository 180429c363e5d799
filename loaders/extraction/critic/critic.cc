#include "loaders/extraction/critic/critic.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace lode {
namespace {

// The words of a line, one after the other.
class Words {
 public:
  explicit Words(std::string_view line) : rest_(line) {}
  std::string_view Next() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
    const std::string_view word = rest_.substr(0, rest_.find(' '));
    rest_.remove_prefix(word.size());
    return word;
  }

 private:
  std::string_view rest_;
};

bool ReadNumber(std::string_view word, double& number) {
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  return error == std::errc() && end == word.data() + word.size() && std::isfinite(number);
}

constexpr std::string_view kCommon = "common:";
// More numbers than any line of a network wants.
constexpr std::size_t kMostNumbers = 65'536;

}  // namespace

class Critic::Reader {
 public:
  Reader(Critic& critic, const std::string& file)
      : critic_(critic), file_(file), names_(SignNames()), places_(WordPlaces()) {}

  Status ReadLine(std::string_view line) {
    ++number_;
    if (const std::size_t comment = line.find(" #"); comment != line.npos)
      line = line.substr(0, comment);
    Words words(line);
    const std::string_view kind = words.Next();
    if (kind.empty() || kind.front() == '#') return Status::Ok();
    if (kind == "sign") return AddSign(words.Next());
    if (kind == "common") {
      const std::string_view mark = words.Next();
      return AddCommon(mark, words.Next());
    }
    if (kind == "places") return ReadPlaces(words);
    if (kind == "component" || kind == "unit") return AddRow(kind, words);
    if (kind == "scale") {
      if (!ReadNumber(words.Next(), critic_.slope_) || !ReadNumber(words.Next(), critic_.offset_))
        return Wrong("scale wants two numbers");
    } else if (kind == "input") {
      if (Status status = AddInput(words); !status.ok()) return status;
    } else if (kind == "tree") {
      critic_.roots_.push_back(static_cast<std::uint32_t>(critic_.nodes_.size()));
      if (Status status = AddNode(words, 0); !status.ok()) return status;
    } else {
      return Wrong(
          "a line begins with sign, common, scale, input, component, places, unit or tree");
    }
    return words.Next().empty() ? Status::Ok() : Wrong("there is more than the line wants");
  }

 private:
  Status Wrong(const std::string& what) const {
    return {Code::kInvalidInput, file_ + ":" + std::to_string(number_) + ": " + what + "."};
  }

  Status AddSign(std::string_view name) {
    if (critic_.number_of_.size() == kMostSigns)
      return Wrong("more than " + std::to_string(kMostSigns) + " signs");
    const auto known = std::ranges::find(names_, name);
    const std::size_t sign = critic_.number_of_.size();
    if (name.starts_with(kCommon))
      critic_.families_[std::string(name.substr(kCommon.size()))] = sign;
    else if (known == names_.end() && name.find('=') != name.npos)
      critic_.marks_[std::string(name)] = sign;
    else if (known == names_.end())
      return Wrong("there is no sign \"" + std::string(name) + "\"");
    critic_.number_of_.push_back(static_cast<std::size_t>(known - names_.begin()));
    return Status::Ok();
  }

  Status AddCommon(std::string_view mark, std::string_view number) {
    if (critic_.common_.size() == kMostSigns)
      return Wrong("more than " + std::to_string(kMostSigns) + " common marks");
    if (mark.find('=') == mark.npos || !ReadNumber(number, critic_.common_[std::string(mark)]))
      return Wrong("a common mark has a = and a number behind it");
    return Status::Ok();
  }

  Status AddInput(Words& words) {
    double sign = 0, mean = 0, deviation = 0;
    if (!ReadSign(words.Next(), sign) || !ReadNumber(words.Next(), mean) ||
        !ReadNumber(words.Next(), deviation) || deviation <= 0)
      return Wrong("an input names one of the signs by its number, a mean and a deviation above 0");
    const CriticNetwork::Input input{static_cast<std::size_t>(sign), static_cast<float>(mean),
                                     static_cast<float>(deviation)};
    return critic_.network_.AddInput(input) ? Status::Ok() : Wrong("inputs stand before units");
  }

  Status ReadPlaces(Words& words) const {
    for (const std::string_view place : places_)
      if (words.Next() != place) return Wrong("the places of words are other ones");
    return words.Next().empty() ? Status::Ok() : Wrong("the places of words are other ones");
  }

  // A component or a unit of the network.
  Status AddRow(std::string_view kind, Words& words) {
    std::vector<float> numbers;
    for (std::string_view word = words.Next(); !word.empty(); word = words.Next()) {
      double number = 0;
      if (!ReadNumber(word, number) || numbers.size() == kMostNumbers)
        return Wrong(std::string(kind) + " wants at most " + std::to_string(kMostNumbers) +
                     " numbers");
      numbers.push_back(static_cast<float>(number));
    }
    const bool fits = kind == "unit" ? critic_.network_.AddUnit(numbers, places_.size())
                                     : critic_.network_.AddComponent(numbers);
    return fits ? Status::Ok()
                : Wrong("a " + std::string(kind) + " has as many numbers as the lines above want");
  }

  bool ReadSign(std::string_view word, double& sign) const {
    return ReadNumber(word, sign) && sign >= 0 &&
           sign < static_cast<double>(critic_.number_of_.size());
  }

  Status AddNode(Words& words, std::size_t depth) {
    if (depth > kMostDepth || critic_.nodes_.size() == kMostNodes)
      return Wrong("the tree is deeper than " + std::to_string(kMostDepth) +
                   " levels, or there are more than " + std::to_string(kMostNodes) + " nodes");
    const std::size_t own = critic_.nodes_.size();
    critic_.nodes_.emplace_back();
    const std::string_view first = words.Next();
    if (first != "?")
      return ReadNumber(first, critic_.nodes_[own].value)
                 ? Status::Ok()
                 : Wrong("a tree's node is a number or \"? SIGN LIMIT NODE NODE\"");
    double sign = 0, limit = 0;
    if (!ReadSign(words.Next(), sign) || !ReadNumber(words.Next(), limit))
      return Wrong("a question names one of the signs by its number, and a limit");
    critic_.nodes_[own].sign = static_cast<int>(sign);
    critic_.nodes_[own].value = limit;
    if (Status status = AddNode(words, depth + 1); !status.ok()) return status;
    critic_.nodes_[own].high = static_cast<std::uint32_t>(critic_.nodes_.size());
    return AddNode(words, depth + 1);
  }

  Critic& critic_;
  const std::string& file_;
  const std::vector<std::string_view> names_, places_;
  int number_ = 0;
};

Result<std::shared_ptr<const Critic>> Critic::Read(std::string_view text, const std::string& file) {
  auto critic = std::make_shared<Critic>();
  Reader reader(*critic, file);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (Status status = reader.ReadLine(text.substr(0, end)); !status.ok()) return status;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  critic->network_.Close();
  return std::shared_ptr<const Critic>(std::move(critic));
}

double Critic::Confidence(const Signs& signs) const {
  std::vector<double> values(number_of_.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    if (number_of_[i] < signs.numbers.size()) values[i] = signs.numbers[number_of_[i]];
  for (const std::string& mark : signs.marks) {
    if (const auto known = marks_.find(mark); known != marks_.end()) values[known->second] = 1;
    const auto common = common_.find(mark);
    if (common == common_.end()) continue;
    const auto family = families_.find(std::string_view(mark).substr(0, mark.find('=')));
    if (family != families_.end())
      values[family->second] = std::max(values[family->second], common->second);
  }
  double sum = network_.Sum(values, signs.words);
  for (std::uint32_t root : roots_) {
    std::uint32_t at = root;
    while (nodes_[at].sign >= 0)
      at = values[static_cast<std::size_t>(nodes_[at].sign)] <= nodes_[at].value ? at + 1
                                                                                 : nodes_[at].high;
    sum += nodes_[at].value;
  }
  const double probability = 1.0 / (1.0 + std::exp(-(slope_ * sum + offset_)));
  return std::round(std::clamp(probability, 0.02, 0.98) * 100) / 100;
}

}  // namespace lode
