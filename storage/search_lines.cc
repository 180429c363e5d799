// Lines have no index of words: whoever is named in what is looked for stands in triples, and the
// lines of these are read until enough are found.

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "lode/search.h"
#include "storage/articles/article_table.h"
#include "storage/database.h"
#include "storage/lines/line_reading.h"
#include "storage/searched_terms.h"

namespace lode {

namespace {

constexpr std::size_t kMostNameWords = 12;  // of what is looked for, among which names are tried
constexpr std::size_t kRowsAtOnce = 256;

class LineSearcher {
 public:
  LineSearcher(const StoredSnapshot& snapshot, const SearchOptions& options)
      : snapshot_(snapshot), options_(options), wanted_(snapshot, options) {}

  Result<SearchAnswer> Run(const std::vector<std::string>& given) {
    auto read = ReadSearchedTerms(snapshot_, given, options_);
    if (!read.ok()) return read.status();
    terms_ = std::move(read->terms);
    answer_.names = std::move(read->names);
    for (const TermId id : NamedIn(given))
      if (Status status = LookAt(id); !status.ok() || answer_.more) break;
    std::sort(found_.begin(), found_.end(),
              [](const Found& a, const Found& b) { return a.statement < b.statement; });
    for (Found& found : found_) answer_.sentences.push_back(std::move(found.line));
    if (Status status = snapshot_.status(); !status.ok()) return status;
    return std::move(answer_);
  }

 private:
  // Whoever some words that stand side by side in what is looked for name, those with the fewest
  // statements first.
  std::vector<TermId> NamedIn(const std::vector<std::string>& given) const {
    std::vector<std::string> words;
    for (const std::string& argument : given)
      for (std::size_t at = 0; at < argument.size();) {
        const std::size_t end = std::min(argument.find_first_of(" \t\"", at), argument.size());
        if (end > at) words.push_back(argument.substr(at, end - at));
        at = end + 1;
      }
    words.resize(std::min(words.size(), kMostNameWords));
    std::set<std::pair<std::uint64_t, TermId>> named;
    for (std::size_t first = 0; first < words.size(); ++first) {
      std::string name;
      for (std::size_t last = first; last < words.size(); ++last) {
        name += (name.empty() ? "" : " ") + words[last];
        for (const TermId id : snapshot_.ResolveNames(name))
          named.emplace(snapshot_.Estimate({id, {}, {}}) + snapshot_.Estimate({{}, {}, id}), id);
      }
    }
    std::vector<TermId> ids;
    for (const auto& [statements, id] : named) ids.push_back(id);
    return ids;
  }

  // The lines of one name, in the order in which they were imported.
  Status LookAt(TermId id) {
    for (const TermId statement : StatementsOf(id)) {
      const auto is_line = IsOfLines(ArticleOfStatement(statement));
      if (!is_line.ok()) return is_line.status();
      if (!*is_line || !looked_at_.insert(statement).second) continue;
      if (options_.limit != 0 &&
          (found_.size() == options_.limit || looked_at_.size() > kMostLinesLooked)) {
        answer_.more = true;
        return {};
      }
      if (Status status = Look(statement); !status.ok()) return status;
    }
    return {};
  }

  std::set<TermId> StatementsOf(TermId id) {
    std::set<TermId> statements;
    std::vector<IndexRow> rows(kRowsAtOnce);
    for (const TriplePattern& pattern : {TriplePattern{id, {}, {}}, TriplePattern{{}, {}, id}}) {
      const auto cursor = snapshot_.Scan(pattern);
      for (std::size_t count = 0; (count = cursor->Next(rows)) != 0; walked_ += count) {
        if (options_.limit != 0 && walked_ >= kMostLinesWalked) {
          answer_.more = true;
          break;
        }
        for (std::size_t i = 0; i < count; ++i) statements.insert(rows[i].statement);
      }
    }
    return statements;
  }

  Result<bool> IsOfLines(std::uint64_t article) {
    const auto [at, is_new] = of_lines_.try_emplace(article, false);
    if (!is_new) return at->second;
    const auto header = ReadHeader(snapshot_.view(), article);
    if (!header.ok()) return header.status();
    at->second = header->has_value() && IsLines((*header)->record_hash());
    return at->second;
  }

  Status Look(TermId statement) {
    const std::uint64_t number = ArticleOfStatement(statement);
    std::shared_ptr<const ArticleInfo> article = wanted_.Find(number);
    const auto row = snapshot_.StatementAt(statement);
    if (article == nullptr || !row || row->sentence == 0) return {};
    const auto lines = snapshot_.SentencesAt(number);
    if (!lines.ok()) return lines.status();
    if (row->sentence > (*lines)->spans.size()) return {};
    const Span span = (*lines)->spans[row->sentence - 1];
    FoundSentence found{std::move(article),
                        row->sentence,
                        span,
                        (*lines)->text.substr(span.begin, span.end - span.begin),
                        {}};
    found.is_line = true;
    const std::vector<PlacedWord> words = PlacedWordsIn(found.text);
    std::size_t has = 0;
    for (const SearchedTerm& term : terms_) has += MarkTerm(term, words, found.marks) ? 1 : 0;
    if (has == 0 || (!options_.any && has < terms_.size())) return {};
    FinishMarks(found.marks);
    found_.push_back({statement, std::move(found)});
    return {};
  }

  const StoredSnapshot& snapshot_;
  const SearchOptions& options_;
  WantedArticles wanted_;
  std::vector<SearchedTerm> terms_;
  std::unordered_map<std::uint64_t, bool> of_lines_;
  std::set<TermId> looked_at_;
  std::size_t walked_ = 0;  // rows
  struct Found {
    TermId statement;
    FoundSentence line;
  };
  std::vector<Found> found_;
  SearchAnswer answer_;
};

}  // namespace

Result<SearchAnswer> SearchLines(const Store& store, const std::vector<std::string>& terms,
                                 const SearchOptions& options) {
  if (Status status = CheckDates(options); !status.ok()) return status;
  const auto snapshot =
      std::static_pointer_cast<const StoredSnapshot>(store.database().OpenSnapshot());
  return LineSearcher(*snapshot, options).Run(terms);
}

}  // namespace lode
