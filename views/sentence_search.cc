#include "views/sentence_search.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace lode::views {
namespace {

bool HasWord(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalnum(byte) != 0;
  });
}

bool IsSpace(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0;
}

// Words, and phrases between quotation marks; one that is not closed goes to the end.
std::vector<std::string> TermsIn(std::string_view text) {
  std::vector<std::string> terms;
  for (std::size_t at = 0; at < text.size();) {
    if (IsSpace(text[at])) {
      ++at;
      continue;
    }
    const bool quoted = text[at] == '"';
    if (quoted) ++at;
    std::size_t end = at;
    while (end < text.size() && text[end] != '"' && (quoted || !IsSpace(text[end]))) ++end;
    if (const std::string_view term = text.substr(at, end - at); HasWord(term))
      terms.push_back(quoted ? "\"" + std::string(term) + "\"" : std::string(term));
    at = quoted ? end + 1 : end;
  }
  return terms;
}

Result<SearchAnswer> FindOnlySentences(const Store& store, std::string_view text,
                                       const std::vector<std::string>& terms,
                                       const SearchOptions& options) {
  if (terms.size() == 1 || text.find('"') != text.npos) return Search(store, terms, options);
  Result<SearchAnswer> found = Search(store, {std::string(text)}, options);
  if (!found.ok() || found->sentences.size() >= options.limit) return found;
  Result<SearchAnswer> scattered = Search(store, terms, options);
  if (!scattered.ok()) return scattered;
  std::set<std::pair<std::string, std::uint32_t>> known;
  for (const FoundSentence& one : found->sentences) known.emplace(one.article->id, one.sentence);
  found->more = scattered->more;
  for (FoundSentence& one : scattered->sentences) {
    if (!known.emplace(one.article->id, one.sentence).second) continue;
    if (found->sentences.size() < options.limit)
      found->sentences.push_back(std::move(one));
    else
      found->more = true;
  }
  return found;
}

}  // namespace

Result<SearchAnswer> FindSentences(const Store& store, std::string_view text,
                                   const SearchOptions& given) {
  SearchOptions options = given;
  options.forms = OtherForms;
  const std::vector<std::string> terms = TermsIn(text);
  if (terms.empty()) return SearchAnswer();
  Result<SearchAnswer> found = FindOnlySentences(store, text, terms, options);
  if (!found.ok() || found->sentences.size() >= options.limit) return found;
  options.limit -= found->sentences.size();
  Result<SearchAnswer> lines = SearchLines(store, terms, options);
  if (!lines.ok()) return lines;
  std::ranges::move(lines->sentences, std::back_inserter(found->sentences));
  found->more = found->more || lines->more;
  return found;
}

}  // namespace lode::views
