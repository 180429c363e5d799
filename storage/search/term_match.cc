// Article by article: each word has a finger on the article in its list where it is, and the
// fingers go on to the first article that has what is asked for, in steps that double
// (Bentley and Yao, An almost optimal algorithm for unbounded searching, 1976). Places are
// unpacked of those articles only.

#include "storage/search/term_match.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "storage/text/article_words.h"
#include "storage/text/postings.h"

namespace lode {

namespace {

constexpr double kTermWeight = 1.2, kLengthWeight = 0.75;  // k1 and b of BM25
constexpr double kLengths[] = {8, 18, 32, 56};             // of kLengthSteps
constexpr float kFormWeight = 0.9F;                        // of a form that was not asked for
constexpr std::uint64_t kNoArticle = ~0ULL;

// Sentences of one article, ascending, with what they are worth.
using Scored = std::vector<std::pair<std::uint32_t, float>>;

struct WordList {
  Postings postings;
  std::array<std::array<float, 2>, 4> scores;  // by the sentence's length; once, and more often
};

std::array<std::array<float, 2>, 4> ScoresOf(const WordCounts& counts, std::uint64_t sentences) {
  const auto all = static_cast<double>(counts.sentences), some = static_cast<double>(sentences);
  const double weight = std::log1p((std::max(all, some) - some + 0.5) / (some + 0.5));
  const double average = counts.sentences == 0 ? 1 : static_cast<double>(counts.words) / all;
  std::array<std::array<float, 2>, 4> scores{};
  for (std::size_t step = 0; step < scores.size(); ++step)
    for (std::size_t more = 0; more < 2; ++more) {
      const double length = kLengths[step] / std::max(average, 1.0);
      const double times = more == 0 ? 1 : 2;
      scores[step][more] =
          static_cast<float>(weight * times * (kTermWeight + 1) /
                             (times + kTermWeight * (1 - kLengthWeight + kLengthWeight * length)));
    }
  return scores;
}

class WordFinger {
 public:
  explicit WordFinger(const WordList& list) : list_(&list) {}

  std::uint64_t article() const {
    const auto& articles = list_->postings.articles;
    return at_ < articles.size() ? articles[at_].article : kNoArticle;
  }
  // To the first article from this one on. REQUIRES: the finger is not behind it.
  void GoTo(std::uint64_t article) {
    const auto& articles = list_->postings.articles;
    std::size_t step = 1;
    while (at_ + step < articles.size() && articles[at_ + step].article < article) step *= 2;
    const auto from = articles.begin() + static_cast<std::ptrdiff_t>(at_ + step / 2);
    const auto to =
        articles.begin() + static_cast<std::ptrdiff_t>(std::min(at_ + step + 1, articles.size()));
    const auto before = [](const Posting& a, std::uint64_t b) { return a.article < b; };
    if (this->article() < article)
      at_ =
          static_cast<std::size_t>(std::lower_bound(from, to, article, before) - articles.begin());
  }
  // False: what is stored is damaged.
  bool Read(Scored& out) const {
    out.clear();
    return TakePlaces(list_->postings.articles[at_].places, [&](const WordOccurrence& place) {
      out.emplace_back(place.sentence,
                       list_->scores[place.length_step & 3][place.more_than_once ? 1 : 0]);
    });
  }

 private:
  const WordList* list_;
  std::size_t at_ = 0;
};

// Sentences that are in both, with the sum.
void Narrow(Scored& all, const Scored& more) {
  std::size_t kept = 0, at = 0;
  for (const auto& [sentence, score] : all) {
    while (at < more.size() && more[at].first < sentence) ++at;
    if (at == more.size()) break;
    if (more[at].first == sentence) all[kept++] = {sentence, score + more[at].second};
  }
  all.resize(kept);
}

// Sentences of either; of both with what `together` makes of them.
template <typename Together>
void Widen(Scored& all, const Scored& more, const Together& together) {
  if (more.empty()) return;
  Scored both;
  std::size_t i = 0, j = 0;
  while (i < all.size() || j < more.size()) {
    if (j == more.size() || (i < all.size() && all[i].first < more[j].first)) {
      both.push_back(all[i++]);
    } else if (i == all.size() || more[j].first < all[i].first) {
      both.push_back(more[j++]);
    } else {
      both.emplace_back(all[i].first, together(all[i].second, more[j].second));
      ++i, ++j;
    }
  }
  all = std::move(both);
}

// Stands on articles that have all of its words.
class WayFinger {
 public:
  WayFinger(std::vector<WordFinger> words, bool is_form)
      : words_(std::move(words)), is_form_(is_form) {
    GoTo(0);
  }

  std::uint64_t article() const { return words_.front().article(); }
  void GoTo(std::uint64_t article) {
    for (std::size_t same = 0, i = 0; same < words_.size(); i = (i + 1) % words_.size()) {
      words_[i].GoTo(article);
      same = words_[i].article() == article ? same + 1 : 1;
      article = words_[i].article();
    }
  }
  bool Read(Scored& out) const {
    Scored more;
    if (!words_.front().Read(out)) return false;
    for (std::size_t i = 1; i < words_.size(); ++i) {
      if (!words_[i].Read(more)) return false;
      Narrow(out, more);
    }
    if (is_form_)
      for (auto& [sentence, score] : out) score *= kFormWeight;
    return true;
  }

 private:
  std::vector<WordFinger> words_;
  bool is_form_;
};

// Stands on articles that have one of its ways.
class TermFinger {
 public:
  explicit TermFinger(std::vector<WayFinger> ways) : ways_(std::move(ways)) { GoTo(0); }

  std::uint64_t article() const { return article_; }
  void GoTo(std::uint64_t article) {
    article_ = kNoArticle;
    for (WayFinger& way : ways_) {
      if (way.article() < article) way.GoTo(article);
      article_ = std::min(article_, way.article());
    }
  }
  // The best of its ways.
  bool Read(Scored& out) const {
    out.clear();
    Scored more;
    for (const WayFinger& way : ways_) {
      if (way.article() != article_) continue;
      if (!way.Read(more)) return false;
      Widen(out, more, [](float a, float b) { return std::max(a, b); });
    }
    return true;
  }

 private:
  std::vector<WayFinger> ways_;
  std::uint64_t article_ = kNoArticle;
};

Status Damaged() {
  return {Code::kCorrupt,
          "the store's index of words is damaged; put it right with lode check --mend"};
}

// The first article from `article` on that all of them have, or that `any` has.
std::uint64_t GoTo(std::vector<TermFinger>& terms, std::uint64_t article, bool any) {
  std::uint64_t least = kNoArticle;
  for (std::size_t same = 0, i = 0; same < terms.size(); i = (i + 1) % terms.size()) {
    if (terms[i].article() < article) terms[i].GoTo(article);
    least = std::min(least, terms[i].article());
    same = any || terms[i].article() == article ? same + 1 : 1;
    if (!any) article = terms[i].article();
  }
  return any ? least : article;
}

}  // namespace

struct TermMatch::Lists {
  std::map<std::string, WordList, std::less<>> words;
  const std::vector<SearchedTerm>& terms;

  std::vector<TermFinger> Fingers() const {
    std::vector<TermFinger> fingers;
    for (const SearchedTerm& term : terms) {
      std::vector<WayFinger> ways;
      for (std::size_t i = 0; i < term.ways.size(); ++i) {
        if (term.ways[i].empty()) continue;
        std::vector<WordFinger> of_way;
        for (const std::string& word :
             std::set<std::string>(term.ways[i].begin(), term.ways[i].end()))
          of_way.emplace_back(words.find(word)->second);
        ways.emplace_back(std::move(of_way), i >= term.first_form);
      }
      fingers.emplace_back(std::move(ways));
    }
    return fingers;
  }
};

TermMatch::TermMatch(std::unique_ptr<Lists> lists) : lists_(std::move(lists)) {}
TermMatch::TermMatch(TermMatch&&) noexcept = default;
TermMatch::~TermMatch() = default;

Result<TermMatch> TermMatch::Open(const KvView& view, const WordCounts& counts,
                                  const std::vector<SearchedTerm>& terms) {
  std::set<std::string> wanted;
  for (const SearchedTerm& term : terms)
    for (const Words& way : term.ways) wanted.insert(way.begin(), way.end());
  const Words list(wanted.begin(), wanted.end());
  auto postings = PostingsOf(view, list);
  if (!postings.ok()) return postings.status();
  auto lists = std::make_unique<Lists>(Lists{{}, terms});
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto scores = ScoresOf(counts, (*postings)[i].sentences);
    lists->words.emplace(list[i], WordList{std::move((*postings)[i]), scores});
  }
  return TermMatch(std::move(lists));
}

Status TermMatch::ForEach(bool any, const Visit& visit) const {
  std::vector<TermFinger> terms = lists_->Fingers();
  Scored all, more;
  for (std::uint64_t article = 0;; ++article) {
    article = GoTo(terms, article, any);
    if (article == kNoArticle) return {};
    all.clear();
    for (std::size_t t = 0; t < terms.size(); ++t) {
      if (terms[t].article() != article) continue;
      if (!terms[t].Read(t == 0 ? all : more)) return Damaged();
      if (t > 0 && any) Widen(all, more, [](float a, float b) { return a + b; });
      if (t > 0 && !any) Narrow(all, more);
    }
    for (const auto& [sentence, score] : all) visit(article, sentence, score);
  }
}

std::vector<float> TermMatch::ScoresAt(std::uint64_t article, std::uint32_t sentence) const {
  std::vector<float> scores;
  Scored found;
  for (TermFinger& term : lists_->Fingers()) {
    term.GoTo(article);
    float& score = scores.emplace_back(0.0F);
    if (term.article() != article || !term.Read(found)) continue;
    for (const auto& [at, worth] : found)
      if (at == sentence) score = worth;
  }
  return scores;
}

}  // namespace lode
