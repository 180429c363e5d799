// Sentences that have the terms' words stand in lists by their scores, and the best are looked
// at: a phrase is known only by its sentence's words. What is not sure yet has the score that it
// would have if it were, so going from the best on finds the best; where a look shows less,
// the sentence waits at its lower score. Equal scores go by the articles' ids, which do not
// depend on how the store came about.

#include "lode/search.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include "storage/articles/article_table.h"
#include "storage/database.h"
#include "storage/search/article_order.h"
#include "storage/search/term_match.h"
#include "storage/searched_terms.h"
#include "storage/snapshot/stored_snapshot.h"
#include "storage/terms/key_layout.h"
#include "storage/text/word_tables.h"
#include "storage/text/words.h"

namespace lode {

namespace {

constexpr std::size_t kMostLookedUp = 256;  // of more articles the ids are not read one by one

// A sentence that may be found.
struct Match {
  std::uint64_t article = 0;
  std::uint32_t sentence = 0;  // from 1
  bool sure = false;

  bool operator<(const Match& other) const {
    return article != other.article ? article < other.article : sentence < other.sentence;
  }
};
using Matches = std::vector<Match>;

class Searcher {
 public:
  Searcher(const StoredSnapshot& snapshot, const SearchOptions& options)
      : snapshot_(snapshot),
        options_(options),
        wanted_(snapshot, options),
        order_(snapshot.view()) {}

  Result<SearchAnswer> Run(const std::vector<std::string>& given) {
    auto read = ReadSearchedTerms(snapshot_, given, options_);
    if (!read.ok()) return read.status();
    terms_ = std::move(read->terms);
    answer_.names = std::move(read->names);
    const auto counts = ReadWordCounts(snapshot_.view());
    if (!counts.ok()) return counts.status();
    auto match = TermMatch::Open(snapshot_.view(), *counts, terms_);
    if (!match.ok()) return match.status();
    if (Status status = PickBest(*match); !status.ok()) return status;
    if (Status status = snapshot_.status(); !status.ok()) return status;
    return std::move(answer_);
  }

 private:
  using Levels = std::map<float, Matches, std::greater<>>;

  // Of what scores the same there is much, and few scores: each has a list, and the one that was
  // used last is looked at first.
  Status FindLevels(const TermMatch& match, Levels& levels) const {
    bool sure = true;
    for (const SearchedTerm& term : terms_)
      for (const Words& way : term.ways) sure = sure && way.size() == 1;
    auto last = levels.end();
    return match.ForEach(options_.any, [&](std::uint64_t article, std::uint32_t sentence, float s) {
      if (last == levels.end() || last->first != s) last = levels.try_emplace(s).first;
      last->second.push_back({article, sentence, sure});
    });
  }

  Status PickBest(const TermMatch& match) {
    Levels levels;
    if (Status status = FindLevels(match, levels); !status.ok()) return status;
    while (!levels.empty()) {
      auto level = levels.extract(levels.begin());
      const Status status = InOrder(level.mapped(), [&](const Match& next, bool& more) {
        more = options_.limit == 0 || answer_.sentences.size() < options_.limit;
        answer_.more = !more;
        return more ? Look(next, level.key(), match, levels) : Status::Ok();
      });
      if (!status.ok() || answer_.more) return status;
    }
    return {};
  }

  // Takes the sentence, or puts it back where it belongs.
  Status Look(const Match& match, float score, const TermMatch& scores, Levels& levels) {
    std::shared_ptr<const ArticleInfo> article = wanted_.Find(match.article);
    if (article == nullptr) return {};
    const auto sentences = snapshot_.SentencesAt(match.article);
    if (!sentences.ok()) return sentences.status();
    if (match.sentence > (*sentences)->spans.size())
      return {Code::kCorrupt,
              "the store's index of words is damaged; put it right with lode check --mend"};
    const Span span = (*sentences)->spans[match.sentence - 1];
    FoundSentence found{std::move(article),
                        match.sentence,
                        span,
                        (*sentences)->text.substr(span.begin, span.end - span.begin),
                        {},
                        score};
    const std::vector<PlacedWord> words = PlacedWordsIn(found.text);
    std::vector<bool> has;
    for (const SearchedTerm& term : terms_) has.push_back(MarkTerm(term, words, found.marks));
    const float rest = match.sure ? score : ScoreWithout(has, match, score, scores);
    if (rest == score) {
      FinishMarks(found.marks);
      answer_.sentences.push_back(std::move(found));
    } else if (rest > 0) {
      levels[rest].push_back({match.article, match.sentence, true});
    }
    return {};
  }

  // What the sentence is worth by the terms that it has. 0: it is not to be found.
  float ScoreWithout(const std::vector<bool>& has, const Match& match, float score,
                     const TermMatch& scores) const {
    if (std::find(has.begin(), has.end(), false) == has.end()) return score;
    if (!options_.any) return 0;
    const std::vector<float> of_terms = scores.ScoresAt(match.article, match.sentence);
    float sum = 0;
    for (std::size_t t = 0; t < has.size(); ++t)
      if (has[t]) sum += of_terms[t];
    return sum;
  }

  // Calls `visit` with each match by its article's id, then its number, while there is `more`.
  template <typename Visit>
  Status InOrder(Matches& matches, const Visit& visit) {
    std::sort(matches.begin(), matches.end());
    std::size_t articles = 0;
    for (std::size_t i = 0; i < matches.size(); ++i)
      articles += i == 0 || matches[i].article != matches[i - 1].article ? 1 : 0;
    bool more = true;
    if (articles > kMostLookedUp) return InOrderOfAll(matches, visit, more);
    std::map<std::string, std::vector<Match>> by_id;
    for (std::size_t i = 0; i < matches.size(); ++i)
      by_id[IdOf(matches[i].article)].push_back(matches[i]);
    for (const auto& [id, of_article] : by_id)
      for (const Match& match : of_article)
        if (Status status = more ? visit(match, more) : Status::Ok(); !status.ok()) return status;
    return {};
  }

  template <typename Visit>
  Status InOrderOfAll(const Matches& matches, const Visit& visit, bool& more) {
    for (std::size_t rank = 0; more; ++rank) {
      const auto article = order_.At(rank);
      if (!article.ok() || !*article) return article.status();
      auto at = std::lower_bound(matches.begin(), matches.end(), Match{**article});
      for (; more && at != matches.end() && at->article == **article; ++at)
        if (Status status = visit(*at, more); !status.ok()) return status;
    }
    return {};
  }

  const std::string& IdOf(std::uint64_t article) {
    const auto [at, is_new] = ids_.try_emplace(article);
    if (is_new)
      if (auto info = snapshot_.ArticleAt(ArticleTerm(article))) at->second = std::move(info->id);
    return at->second;
  }

  const StoredSnapshot& snapshot_;
  const SearchOptions& options_;
  WantedArticles wanted_;
  std::vector<SearchedTerm> terms_;
  ArticleOrder order_;
  std::unordered_map<std::uint64_t, std::string> ids_;  // that were looked up
  SearchAnswer answer_;
};

}  // namespace

Result<SearchAnswer> Search(const Store& store, const std::vector<std::string>& terms,
                            const SearchOptions& options) {
  if (Status status = CheckDates(options); !status.ok()) return status;
  const auto snapshot =
      std::static_pointer_cast<const StoredSnapshot>(store.database().OpenSnapshot());
  return Searcher(*snapshot, options).Run(terms);
}

}  // namespace lode
