// Sentences that have the terms' words stand in lists by their scores, and the best are looked
// at: a phrase is known only by its sentence's words. What is not sure yet has the score that it
// would have if it were, so going from the best on finds the best; where a look shows less,
// the sentence waits at its lower score. Equal scores go by the articles' ids, which do not
// depend on how the store came about.

#include "lode/search.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "storage/articles/article_table.h"
#include "storage/database.h"
#include "storage/search/article_order.h"
#include "storage/search/term_match.h"
#include "storage/snapshot/stored_snapshot.h"
#include "storage/terms/folding.h"
#include "storage/terms/key_layout.h"
#include "storage/text/search_terms.h"
#include "storage/text/word_forms.h"
#include "storage/text/word_tables.h"
#include "storage/text/words.h"

namespace lode {

namespace {

constexpr std::size_t kMostNames = 64;      // of a term
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

class Searcher {
 public:
  Searcher(const StoredSnapshot& snapshot, const SearchOptions& options)
      : snapshot_(snapshot),
        options_(options),
        source_(FoldText(options.source)),
        order_(snapshot.view()) {}

  Result<SearchAnswer> Run(const std::vector<std::string>& given) {
    if (Status status = ReadTerms(given); !status.ok()) return status;
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

  Status ReadTerms(const std::vector<std::string>& given) {
    for (const std::string& argument : given) {
      const auto texts = SearchTermsIn(argument);
      if (!texts.ok()) return texts.status();
      for (const SearchTerm& text : *texts)
        if (Status status = AddTerm(text); !status.ok()) return status;
    }
    if (terms_.empty()) return {Code::kInvalidInput, "name at least one word to search for"};
    return {};
  }

  Status AddTerm(const SearchTerm& given) {
    const std::string& text = given.text;
    SearchedTerm term;
    term.ways.push_back(WordsIn(text));
    if (term.ways.front().empty())
      return {Code::kInvalidInput, "'" + text + "' has no word to search for"};
    if (options_.with_names) AddNames(text, term);
    if (options_.forms && !given.is_exact) {
      term.first_form = term.ways.size();
      for (Words& way : WaysInOtherForms(text, options_.forms)) term.ways.push_back(std::move(way));
    }
    terms_.push_back(std::move(term));
    return {};
  }

  void AddNames(const std::string& text, SearchedTerm& term) {
    SearchAnswer::Names names{text, {}};
    const auto add = [&](const std::string& name) {
      Words way = WordsIn(name);
      if (way.empty() || term.ways.size() > kMostNames) return;
      if (std::find(term.ways.begin(), term.ways.end(), way) != term.ways.end()) return;
      term.ways.push_back(std::move(way));
      names.others.push_back(name);
    };
    for (const TermId id : snapshot_.ResolveNames(text)) {
      const Entity entity = snapshot_.EntityAt(id);
      add(entity.name);
      for (const std::string& alias : entity.aliases) add(alias);
    }
    if (!names.others.empty()) answer_.names.push_back(std::move(names));
  }

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
    if (WantedArticle(match.article) == nullptr) return {};
    const auto sentences = snapshot_.SentencesAt(match.article);
    if (!sentences.ok()) return sentences.status();
    if (match.sentence > (*sentences)->spans.size())
      return {Code::kCorrupt,
              "the store's index of words is damaged; put it right with lode check --mend"};
    const Span span = (*sentences)->spans[match.sentence - 1];
    FoundSentence found{infos_[match.article],
                        match.sentence,
                        span,
                        (*sentences)->text.substr(span.begin, span.end - span.begin),
                        {},
                        score};
    const std::vector<PlacedWord> words = PlacedWordsIn(found.text);
    std::vector<bool> has;
    for (const SearchedTerm& term : terms_) has.push_back(Mark(term, words, found.marks));
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

  static bool Mark(const SearchedTerm& term, const std::vector<PlacedWord>& words,
                   std::vector<Span>& marks) {
    bool has = false;
    for (const Words& way : term.ways)
      for (const std::size_t at : Occurrences(words, way)) {
        has = true;
        for (std::size_t i = 0; i < way.size(); ++i) marks.push_back(words[at + i].span);
      }
    return has;
  }

  static void FinishMarks(std::vector<Span>& marks) {
    std::sort(marks.begin(), marks.end());
    marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
  }

  // Null: the filters leave it out, or it is damaged.
  const ArticleInfo* WantedArticle(std::uint64_t number) {
    const auto [at, is_new] = infos_.try_emplace(number);
    if (!is_new) return at->second.get();
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
    at->second = std::make_shared<const ArticleInfo>(*info);
    return at->second.get();
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
  const std::string source_;
  std::vector<SearchedTerm> terms_;
  ArticleOrder order_;
  std::unordered_map<std::uint64_t, std::string> ids_;  // that were looked up
  std::unordered_map<std::uint64_t, std::shared_ptr<const ArticleInfo>> infos_;
  SearchAnswer answer_;
};

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

Result<SearchAnswer> Search(const Store& store, const std::vector<std::string>& terms,
                            const SearchOptions& options) {
  for (const std::string* date : {&options.since, &options.until})
    if (!date->empty() && !IsDate(*date))
      return {Code::kInvalidInput, "'" + *date + "' is no date: write 2025, 2025-07 or 2025-07-15"};
  const auto snapshot =
      std::static_pointer_cast<const StoredSnapshot>(store.database().OpenSnapshot());
  return Searcher(*snapshot, options).Run(terms);
}

}  // namespace lode
