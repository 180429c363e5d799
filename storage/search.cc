// Terms become lists of places, these one list with scores, and the best of it is looked at:
// a phrase is known only by its sentence's words. What is not sure yet has the score that it
// would have if it were, so going from the best on finds the best; where a look shows less,
// the sentence waits at its lower score. Equal scores go by the articles' ids, which do not
// depend on how the store came about.

#include "lode/search.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "storage/articles/article_table.h"
#include "storage/database.h"
#include "storage/snapshot/stored_snapshot.h"
#include "storage/terms/folding.h"
#include "storage/terms/key_layout.h"
#include "storage/text/search_terms.h"
#include "storage/text/word_forms.h"
#include "storage/text/word_lookup.h"
#include "storage/text/word_tables.h"
#include "storage/text/words.h"

namespace lode {

namespace {

constexpr double kTermWeight = 1.2, kLengthWeight = 0.75;  // k1 and b of BM25
constexpr double kLengths[] = {8, 18, 32, 56};             // of kLengthSteps
constexpr std::size_t kMostNames = 64;                     // of a term
constexpr float kFormWeight = 0.9F;                        // of a form that was not asked for
constexpr std::size_t kIdsByWalk = 2000;  // so many ids are read in one walk over all

using Words = std::vector<std::string>;

struct Term {
  std::vector<Words> ways;         // any of them; the first is the term as it was given
  std::size_t first_form = ~0ULL;  // from here on they are other forms of its words
};

struct Match {
  FoundPlace place;
  std::vector<float> scores;  // one a term; 0: it has it not
  bool sure = false;
};

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
      : snapshot_(snapshot), options_(options), source_(FoldText(options.source)) {}

  Result<SearchAnswer> Run(const std::vector<std::string>& given) {
    if (Status status = ReadTerms(given); !status.ok()) return status;
    const auto counts = ReadWordCounts(snapshot_.view());
    if (!counts.ok()) return counts.status();
    counts_ = *counts;
    auto levels = MatchAll();
    if (!levels.ok()) return levels.status();
    if (Status status = PickBest(*std::move(levels)); !status.ok()) return status;
    if (Status status = snapshot_.status(); !status.ok()) return status;
    return std::move(answer_);
  }

 private:
  using Levels = std::map<float, std::vector<Match>, std::greater<>>;

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
    Term term;
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

  void AddNames(const std::string& text, Term& term) {
    SearchAnswer::Names names{text, {}};
    const auto add = [&](const std::string& name) {
      Words way = WordsIn(name);
      if (way.empty() || term.ways.size() > kMostNames) return;
      if (std::find(term.ways.begin(), term.ways.end(), way) != term.ways.end()) return;
      term.ways.push_back(std::move(way));
      names.others.push_back(name);
    };
    for (const TermId id : snapshot_.Resolve(text)) {
      const Entity entity = snapshot_.EntityAt(id);
      if (entity.kind != EntityKind::kName) continue;
      add(entity.name);
      for (const std::string& alias : entity.aliases) add(alias);
    }
    if (!names.others.empty()) answer_.names.push_back(std::move(names));
  }

  double WeightOf(std::size_t sentences) const {
    const auto all = static_cast<double>(counts_.sentences), some = static_cast<double>(sentences);
    return std::log1p((std::max(all, some) - some + 0.5) / (some + 0.5));
  }

  double ScoreOf(const FoundPlace& place, double weight) const {
    const double average = counts_.sentences == 0 ? 1
                                                  : static_cast<double>(counts_.words) /
                                                        static_cast<double>(counts_.sentences);
    const double length = kLengths[place.length_step & 3] / std::max(average, 1.0);
    const double times = place.times;
    return weight * times * (kTermWeight + 1) /
           (times + kTermWeight * (1 - kLengthWeight + kLengthWeight * length));
  }

  // The sentences that have all words of a way, with what they are worth.
  using Scored = std::map<std::pair<std::uint64_t, std::uint32_t>, std::pair<FoundPlace, double>>;
  using Found = std::map<std::string, FoundPlaces, std::less<>>;

  std::vector<std::pair<FoundPlace, float>> OfWay(const Words& way, const Found& found) const {
    const std::set<std::string> words(way.begin(), way.end());
    std::vector<std::pair<FoundPlace, float>> all;
    bool first = true;
    for (const std::string& word : words) {
      const FoundPlaces& places = found.find(word)->second;
      const double weight = WeightOf(places.size());
      if (first) {
        for (const FoundPlace& place : places)
          all.emplace_back(place, static_cast<float>(ScoreOf(place, weight)));
        first = false;
        continue;
      }
      std::size_t kept = 0, at = 0;
      for (auto& [place, score] : all) {
        while (at < places.size() && places[at] < place) ++at;
        if (at == places.size() || !places[at].IsAt(place)) continue;
        all[kept++] = {place, score + static_cast<float>(ScoreOf(places[at], weight))};
      }
      all.resize(kept);
    }
    return all;
  }

  // A term's places with the best of its ways, ascending.
  std::vector<std::pair<FoundPlace, float>> OfTerm(const Term& term, const Found& found) const {
    std::vector<std::pair<FoundPlace, float>> all;
    for (std::size_t number = 0; number < term.ways.size(); ++number) {
      auto more = OfWay(term.ways[number], found);
      if (number >= term.first_form)
        for (auto& [place, score] : more) score *= kFormWeight;
      if (all.empty()) {
        all = more;
        continue;
      }
      std::vector<std::pair<FoundPlace, float>> both;
      std::size_t i = 0, j = 0;
      while (i < all.size() || j < more.size()) {
        if (j == more.size() || (i < all.size() && all[i].first < more[j].first)) {
          both.push_back(all[i++]);
        } else if (i == all.size() || more[j].first < all[i].first) {
          both.push_back(more[j++]);
        } else {
          both.emplace_back(all[i].first, std::max(all[i].second, more[j].second));
          ++i, ++j;
        }
      }
      all = std::move(both);
    }
    return all;
  }

  Result<Found> FindAll() const {
    std::set<std::string> wanted;
    for (const Term& term : terms_)
      for (const Words& way : term.ways) wanted.insert(way.begin(), way.end());
    const Words list(wanted.begin(), wanted.end());
    auto places = PlacesOf(snapshot_.view(), list);
    if (!places.ok()) return places.status();
    Found found;
    for (std::size_t i = 0; i < list.size(); ++i) found[list[i]] = std::move((*places)[i]);
    return found;
  }

  Result<Levels> MatchAll() {
    const auto found = FindAll();
    if (!found.ok()) return found.status();
    bool sure = true;
    for (const Term& term : terms_)
      for (const Words& way : term.ways) sure = sure && way.size() == 1;
    std::vector<Match> matches;
    for (std::size_t t = 0; t < terms_.size(); ++t) {
      const auto places = OfTerm(terms_[t], *found);
      std::vector<Match> both;
      std::size_t i = 0, j = 0;
      while (i < matches.size() || j < places.size()) {
        const bool old_only =
            j == places.size() || (i < matches.size() && matches[i].place < places[j].first);
        const bool new_only =
            !old_only && (i == matches.size() || places[j].first < matches[i].place);
        if (!old_only && !new_only) {
          both.push_back(std::move(matches[i++]));
          both.back().scores[t] = places[j++].second;
        } else if (old_only) {
          if (options_.any) both.push_back(std::move(matches[i]));
          ++i;
        } else {
          if (options_.any || t == 0) {
            both.push_back({places[j].first, std::vector<float>(terms_.size()), sure});
            both.back().scores[t] = places[j].second;
          }
          ++j;
        }
      }
      matches = std::move(both);
    }
    Levels levels;
    for (Match& match : matches) levels[Sum(match)].push_back(std::move(match));
    return levels;
  }

  static float Sum(const Match& match) {
    float sum = 0;
    for (const float score : match.scores) sum += score;
    return sum;
  }

  Status PickBest(Levels levels) {
    while (!levels.empty()) {
      auto level = levels.extract(levels.begin());
      std::vector<Match>& matches = level.mapped();
      if (Status status = SortById(matches); !status.ok()) return status;
      for (Match& match : matches) {
        if (options_.limit != 0 && answer_.sentences.size() == options_.limit) {
          answer_.more = true;
          return {};
        }
        if (Status status = Look(std::move(match), level.key(), levels); !status.ok())
          return status;
      }
    }
    return {};
  }

  // Takes the sentence, or puts it back where it belongs.
  Status Look(Match match, float score, Levels& levels) {
    const ArticleInfo* info = WantedArticle(match.place.article);
    if (info == nullptr) return {};
    const auto sentences = snapshot_.SentencesAt(match.place.article);
    if (!sentences.ok()) return sentences.status();
    if (match.place.sentence > (*sentences)->spans.size())
      return {Code::kCorrupt,
              "the store's index of words is damaged; put it right with lode check --mend"};
    const Span span = (*sentences)->spans[match.place.sentence - 1];
    FoundSentence found{infos_[match.place.article],
                        match.place.sentence,
                        span,
                        (*sentences)->text.substr(span.begin, span.end - span.begin),
                        {},
                        score};
    const std::vector<PlacedWord> words = PlacedWordsIn(found.text);
    bool all = true, some = false;
    for (std::size_t t = 0; t < terms_.size(); ++t) {
      if (match.scores[t] == 0) continue;
      const bool has = Mark(terms_[t], words, found.marks);
      if (!has) match.scores[t] = 0;
      (has ? some : all) = has;
    }
    if (match.sure || all) {
      FinishMarks(found.marks);
      answer_.sentences.push_back(std::move(found));
    } else if (options_.any && some) {
      match.sure = true;
      levels[Sum(match)].push_back(std::move(match));
    }
    return {};
  }

  static bool Mark(const Term& term, const std::vector<PlacedWord>& words,
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

  Status SortById(std::vector<Match>& matches) {
    std::set<std::uint64_t> missing;
    for (const Match& match : matches)
      if (!ids_.contains(match.place.article)) missing.insert(match.place.article);
    if (matches.size() == 1) return {};
    if (missing.size() > kIdsByWalk) {
      auto it = snapshot_.view().Iterate(KeyOf(Table::kArticleById));
      for (; it->valid(); it->Next())
        if (const std::string_view key = it->key(); key.size() > 10)
          ids_[ByteReader(key.substr(key.size() - 8)).Big64()] = key.substr(1, key.size() - 10);
      if (Status status = it->status(); !status.ok()) return status;
    } else {
      for (const std::uint64_t number : missing) {
        const auto info = snapshot_.ArticleAt(ArticleTerm(number));
        ids_[number] = info ? info->id : std::string();
      }
    }
    std::sort(matches.begin(), matches.end(), [&](const Match& a, const Match& b) {
      const std::string &one = ids_[a.place.article], &other = ids_[b.place.article];
      return one != other ? one < other : a.place.sentence < b.place.sentence;
    });
    return {};
  }

  const StoredSnapshot& snapshot_;
  const SearchOptions& options_;
  const std::string source_;
  WordCounts counts_;
  std::vector<Term> terms_;
  std::unordered_map<std::uint64_t, std::string> ids_;
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
