// A term that names somebody is also found by the other names, and each word by its forms.

#include "storage/searched_terms.h"

#include <algorithm>
#include <optional>

#include "storage/terms/folding.h"
#include "storage/text/search_terms.h"
#include "storage/text/word_forms.h"

namespace lode {

namespace {

constexpr std::size_t kMostNames = 64;  // of a term

// Where `way` stands in the words of a sentence: the number of its first word each time.
std::vector<std::size_t> Occurrences(const std::vector<PlacedWord>& words, const Words& way) {
  std::vector<std::size_t> found;
  for (std::size_t at = 0; at + way.size() <= words.size(); ++at) {
    std::size_t i = 0;
    while (i < way.size() && words[at + i].word == way[i]) ++i;
    if (i == way.size()) found.push_back(at);
  }
  return found;
}

void AddNames(const StoredSnapshot& snapshot, const std::string& text, SearchedTerm& term,
              std::vector<SearchAnswer::Names>& all) {
  SearchAnswer::Names names{text, {}};
  const auto add = [&](const std::string& name) {
    Words way = WordsIn(name);
    if (way.empty() || term.ways.size() > kMostNames) return;
    if (std::find(term.ways.begin(), term.ways.end(), way) != term.ways.end()) return;
    term.ways.push_back(std::move(way));
    names.others.push_back(name);
  };
  for (const TermId id : snapshot.ResolveNames(text)) {
    const Entity entity = snapshot.EntityAt(id);
    add(entity.name);
    for (const std::string& alias : entity.aliases) add(alias);
  }
  if (!names.others.empty()) all.push_back(std::move(names));
}

// A year, a month or a day, as dates of articles are written.
bool IsDate(const std::string& text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 4 || i == 7;
    if (hyphen ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  return true;
}

}  // namespace

Result<SearchedTerms> ReadSearchedTerms(const StoredSnapshot& snapshot,
                                        const std::vector<std::string>& given,
                                        const SearchOptions& options) {
  SearchedTerms read;
  for (const std::string& argument : given) {
    const auto texts = SearchTermsIn(argument);
    if (!texts.ok()) return texts.status();
    for (const auto& [text, is_exact] : *texts) {
      SearchedTerm& term = read.terms.emplace_back();
      term.ways.push_back(WordsIn(text));
      if (term.ways.front().empty())
        return {Code::kInvalidInput, "'" + text + "' has no word to search for"};
      if (options.with_names) AddNames(snapshot, text, term, read.names);
      if (!options.forms || is_exact) continue;
      term.first_form = term.ways.size();
      for (Words& way : WaysInOtherForms(text, options.forms)) term.ways.push_back(std::move(way));
    }
  }
  if (read.terms.empty()) return {Code::kInvalidInput, "name at least one word to search for"};
  return read;
}

Status CheckDates(const SearchOptions& options) {
  for (const std::string* date : {&options.since, &options.until})
    if (!date->empty() && !IsDate(*date))
      return {Code::kInvalidInput, "'" + *date + "' is no date: write 2025, 2025-07 or 2025-07-15"};
  return {};
}

bool MarkTerm(const SearchedTerm& term, const std::vector<PlacedWord>& words,
              std::vector<Span>& marks) {
  bool has = false;
  for (const Words& way : term.ways)
    for (const std::size_t at : Occurrences(words, way)) {
      has = true;
      for (std::size_t i = 0; i < way.size(); ++i) marks.push_back(words[at + i].span);
    }
  return has;
}

void FinishMarks(std::vector<Span>& marks) {
  std::sort(marks.begin(), marks.end());
  marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
}

WantedArticles::WantedArticles(const StoredSnapshot& snapshot, const SearchOptions& options)
    : snapshot_(snapshot), options_(options), source_(FoldText(options.source)) {}

std::shared_ptr<const ArticleInfo> WantedArticles::Find(std::uint64_t number) {
  const auto [at, is_new] = infos_.try_emplace(number);
  if (is_new) at->second = Read(number);
  return at->second;
}

std::shared_ptr<const ArticleInfo> WantedArticles::Read(std::uint64_t number) const {
  const std::optional<ArticleInfo> info = snapshot_.ArticleAt(ArticleTerm(number));
  if (!info) return nullptr;
  const std::string day = info->published.substr(0, 10);
  const bool late = !options_.since.empty() && (day.empty() || day < options_.since);
  const bool early = !options_.until.empty() &&
                     (day.empty() || day.substr(0, options_.until.size()) > options_.until);
  if (late || early || (!source_.empty() && FoldText(info->source) != source_)) return nullptr;
  if (!options_.set.empty()) {
    const std::vector<std::string> sets = snapshot_.SetsOf(ArticleTerm(number));
    if (!std::binary_search(sets.begin(), sets.end(), options_.set)) return nullptr;
  }
  return std::make_shared<const ArticleInfo>(*info);
}

}  // namespace lode
