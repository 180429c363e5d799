// Articles from samples. Names are found as runs of capitalised words inside
// paragraphs, and every word of them is replaced by a made-up one, the same one
// throughout an article, so that coreference has its work; digits are drawn anew.
// Random numbers are mt19937_64's, mapped by hand, since the standard's distributions
// differ between libraries.

#include "bench/article_maker.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace lode::bench {
namespace {

constexpr const char* kFirst[] = {"Bar", "Cal", "Dor", "El",  "Fen", "Gal", "Hol", "Iv",
                                  "Jar", "Kel", "Lor", "Mar", "Nor", "Or",  "Pel", "Quin",
                                  "Ros", "Sel", "Tor", "Ul",  "Ver", "Wil", "Yar", "Zan"};
constexpr const char* kMiddle[] = {"a", "e", "i", "o", "u", "ane", "ari", "eni", "olo", "umi"};
constexpr const char* kLast[] = {"dan", "ker",  "lin",  "mond", "nis",   "rick", "stad", "ton",
                                 "vic", "well", "berg", "dorf", "haven", "more", "shire"};
// Words that begin a sentence or are no names: kept as they are.
constexpr const char* kKept[] = {
    "The",      "A",         "An",       "In",        "On",           "It",
    "He",       "She",       "They",     "We",        "His",          "Her",
    "Its",      "This",      "That",     "There",     "If",           "But",
    "And",      "According", "By",       "At",        "Analysts",     "Members",
    "Council",  "January",   "February", "March",     "April",        "May",
    "June",     "July",      "August",   "September", "October",      "November",
    "December", "Monday",    "Tuesday",  "Wednesday", "Thursday",     "Friday",
    "Saturday", "Sunday",    "China",    "Chinese",   "Europe",       "European",
    "Finland",  "Finnish",   "Sweden",   "Swedish",   "Zambia",       "Zambian",
    "Trade",    "Mayor",     "Minister", "Secretary", "Senator",      "Commission",
    "Ministry", "Traders",   "Shares",   "Customs",   "Environmental"};

template <std::size_t n>
const char* Draw(const char* const (&list)[n], std::mt19937_64& random) {
  return list[random() % n];
}

bool IsKept(const std::string& word) {
  return std::find(std::begin(kKept), std::end(kKept), word) != std::end(kKept);
}

// Renames and renumbers one article's paragraphs.
class Variation {
 public:
  explicit Variation(std::mt19937_64& random) : random_(random) {}

  std::string Apply(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
      const auto c = static_cast<unsigned char>(text[i]);
      if (std::isdigit(c) != 0) {
        out += DigitLike(text, i);
        ++i;
      } else if (std::isalpha(c) != 0) {
        std::size_t end = i;
        while (end < text.size() && std::isalpha(static_cast<unsigned char>(text[end])) != 0) ++end;
        out += WordLike(text.substr(i, end - i));
        i = end;
      } else {
        out += text[i++];
      }
    }
    return out;
  }

 private:
  // Years keep their first three digits, so that dates stay dates.
  char DigitLike(const std::string& text, std::size_t i) {
    const bool in_year = (i >= 1 && text[i - 1] == '2' && text[i] == '0') ||
                         (text[i] == '2' && text.compare(i, 2, "20") == 0) ||
                         (i >= 2 && text.compare(i - 2, 3, "202") == 0);
    if (in_year) return text[i];
    const bool first = i == 0 || std::isdigit(static_cast<unsigned char>(text[i - 1])) == 0;
    return static_cast<char>('0' + (first ? 1 + random_() % 9 : random_() % 10));
  }

  std::string WordLike(const std::string& word) {
    const bool name = word.size() > 2 && std::isupper(static_cast<unsigned char>(word[0])) != 0 &&
                      std::islower(static_cast<unsigned char>(word[1])) != 0 && !IsKept(word);
    if (!name) return word;
    std::string& renamed = names_[word];
    if (renamed.empty())
      renamed = std::string(Draw(kFirst, random_)) + Draw(kMiddle, random_) + Draw(kLast, random_);
    return renamed;
  }

  std::mt19937_64& random_;
  std::map<std::string, std::string> names_;
};

}  // namespace

ArticleMaker::ArticleMaker(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    std::ifstream in(file);
    std::string line;
    while (std::getline(in, line))
      if (line.size() > 100 &&
          (std::isalpha(static_cast<unsigned char>(line[0])) != 0 || line[0] == '"'))
        paragraphs_.push_back(line);
  }
}

std::string ArticleMaker::Make(std::uint64_t number) const {
  std::mt19937_64 random(number * 7919 + 17);
  Variation variation(random);
  const std::string day = std::to_string(1 + random() % 28);
  std::string text = variation.Apply("Arctura signs deal with Nordhaven over plant in Rauma") +
                     "\n\nMarch " + day + ", 2025\n\n";
  const std::size_t count = 6 + random() % 4;
  for (std::size_t i = 0; i < count; ++i)
    text += variation.Apply(paragraphs_[random() % paragraphs_.size()]) + "\n\n";
  return text;
}

}  // namespace lode::bench
