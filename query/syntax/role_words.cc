#include "query/syntax/role_words.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace lode {

namespace {

// Whether the text has the variable in it.
bool Uses(std::string_view text, std::string_view variable) {
  const auto is_letter = [&](std::size_t at) {
    return at < text.size() &&
           (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_');
  };
  for (std::size_t at = text.find(variable); at != text.npos; at = text.find(variable, at + 1))
    if (!(at > 0 && is_letter(at - 1)) && !is_letter(at + variable.size())) return true;
  return false;
}

}  // namespace

std::string WithoutRole(const ast::Atom& atom, std::size_t index, const SourceText& source) {
  constexpr std::string_view kBlanks = " \n\r\t";
  const ast::NamedArgument& role = atom.named[index];
  const ast::Place& value = role.value->place;
  std::string before(source.Written(atom.place.offset, role.place.offset));
  std::string behind(
      source.Written(value.offset + value.length, atom.place.offset + atom.place.length));
  before.resize(before.find_last_not_of(kBlanks) + 1);
  if (before.ends_with(','))
    before.pop_back();
  else
    behind.erase(0, std::min(behind.find_first_not_of(" \n\r\t,"), behind.size()));
  return before + behind;
}

std::string WithSentence(const ast::Atom& atom, const std::string& words,
                         const SourceText& source) {
  if (atom.statement || Uses(source.text(), "S") || Uses(words, "T")) return "";
  return words + " @ S, sentence(S, T)";
}

}  // namespace lode
