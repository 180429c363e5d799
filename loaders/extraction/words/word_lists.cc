// Reads the word lists of the schema: sections of "key: item, item" lines. The
// format is kept so small that a person adds a verb without reading a manual.
#include "loaders/extraction/words/word_lists.h"

#include <fstream>
#include <sstream>

namespace lode {
namespace {

std::string_view Trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r'))
    s.remove_suffix(1);
  return s;
}

Status Wrong(const std::string& file, int line, std::string_view what) {
  return Status(Code::kInvalidInput,
                file + ", line " + std::to_string(line) + ": " + std::string(what));
}

}  // namespace

Status WordLists::Add(std::string_view text, const std::string& file) {
  std::string section;
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    line = Trim(line.substr(0, line.find('#')));
    if (line.empty()) continue;
    if (line.front() == '[') {
      if (line.back() != ']') return Wrong(file, number, "a section name ends with ']'.");
      section = std::string(Trim(line.substr(1, line.size() - 2)));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || section.empty())
      return Wrong(file, number, "write 'key: word, word' under a [section].");
    std::string_view key = Trim(line.substr(0, colon));
    if (key == "example") {
      if (Status status = AddExample(line.substr(colon + 1), section, file, number); !status.ok())
        return status;
      continue;
    }
    const std::size_t bar = key.find('|');
    const Keys keys{std::string(Trim(key.substr(0, bar))),
                    std::string(bar == std::string_view::npos ? "" : Trim(key.substr(bar + 1)))};
    for (std::string_view rest = line.substr(colon + 1); !rest.empty();) {
      const std::size_t comma = rest.find(',');
      const std::string_view item = Trim(rest.substr(0, comma));
      if (!item.empty()) sections_[section][std::string(item)] = keys;
      rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
    }
  }
  return Status::Ok();
}

Status WordLists::AddExample(std::string_view text, const std::string& section,
                             const std::string& file, int line) {
  ListExample example;
  example.section = section;
  example.line = line;
  const std::size_t last = text.rfind('|');
  const std::size_t middle =
      last == std::string_view::npos || last == 0 ? last : text.rfind('|', last - 1);
  if (middle == std::string_view::npos || last == 0)
    return Wrong(file, line, "write 'example: a sentence | its word | the reading'.");
  example.sentence = Trim(text.substr(0, middle));
  example.word = Trim(text.substr(middle + 1, last - middle - 1));
  example.reading = Trim(text.substr(last + 1));
  examples_.push_back(std::move(example));
  return Status::Ok();
}

const WordLists::Keys* WordLists::KeysOf(std::string_view section, std::string_view item) const {
  const auto list = sections_.find(section);
  if (list == sections_.end()) return nullptr;
  const auto found = list->second.find(item);
  return found == list->second.end() ? nullptr : &found->second;
}

std::string_view WordLists::Find(std::string_view section, std::string_view item) const {
  const Keys* keys = KeysOf(section, item);
  return keys == nullptr ? std::string_view() : std::string_view(keys->key);
}

std::string_view WordLists::FindOther(std::string_view section, std::string_view item) const {
  const Keys* keys = KeysOf(section, item);
  return keys == nullptr ? std::string_view() : std::string_view(keys->other);
}

const WordLists::Items* WordLists::Section(std::string_view section) const {
  const auto found = sections_.find(section);
  return found == sections_.end() ? nullptr : &found->second;
}

Result<std::string> ReadListFile(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in)
    return Status(Code::kNotFound,
                  "Cannot read " + file + ": install the schema folder beside the program.");
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

}  // namespace lode
