// Searches against a walk over all sentences that scores each by the formula.

#include "lode/search.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "fixture.h"
#include "storage/database.h"
#include "storage/snapshot/stored_snapshot.h"
#include "storage/text/words.h"

namespace lode {
namespace {

using test::OpenStore;
using test::RecordMaker;
using test::TempFolder;

using Phrase = std::vector<std::string>;
using SentencesOfPaths = std::map<std::string, std::vector<Phrase>>;

bool Stands(const Phrase& phrase, const Phrase& words) {
  return std::search(words.begin(), words.end(), phrase.begin(), phrase.end()) != words.end();
}

class SearchBeside : public ::testing::Test {
 protected:
  void Put(const std::string& path, const std::vector<std::string>& sentences) {
    RecordMaker make(path);
    std::vector<Phrase>& words = all_[path];
    words.clear();
    for (const std::string& sentence : sentences) {
      make.Sentence(sentence);
      words.push_back(WordsIn(sentence));
    }
    waiting_.push_back(make.record());
    if (waiting_.size() >= 100) Store();
  }
  void Store() {
    ASSERT_TRUE(WriteArticles(store_, waiting_, true).ok());
    waiting_.clear();
  }

  // Short sentences of few words, so that most of what is found scores the same.
  void PutRandom(unsigned articles) {
    const Phrase kWords = {"quay", "sold", "ore", "the", "the", "the", "ship"};
    for (unsigned i = 0; i < articles; ++i) {
      std::vector<std::string> sentences;
      for (unsigned s = 0; s <= random_() % 3; ++s) {
        std::string sentence = "No " + std::to_string(i * 10 + s);
        for (unsigned w = 0; w < 1 + random_() % 16; ++w)
          sentence += " " + kWords[random_() % kWords.size()];
        sentences.push_back(sentence + ".");
      }
      Put("f" + std::to_string(i), sentences);
    }
    Store();
  }

  double ScoreOf(const std::string& word, const Phrase& sentence) const {
    double sentences = 0, words = 0, with = 0;
    for (const auto& [path, of_path] : all_)
      for (const Phrase& one : of_path) {
        sentences += 1;
        words += static_cast<double>(one.size());
        with += std::find(one.begin(), one.end(), word) != one.end() ? 1 : 0;
      }
    const double step = sentence.size() <= 12 ? 8 : sentence.size() <= 24 ? 18 : 32;
    const double length = step / std::max(words / sentences, 1.0);
    const double times = std::count(sentence.begin(), sentence.end(), word) > 1 ? 2 : 1;
    return std::log1p((sentences - with + 0.5) / (with + 0.5)) * times * 2.2 /
           (times + 1.2 * (0.25 + 0.75 * length));
  }

  // What is found of these phrases, by path and sentence, with its score.
  std::map<std::pair<std::string, std::uint32_t>, double> ByWalk(const std::vector<Phrase>& terms,
                                                                 bool any) const {
    std::map<std::string, std::map<Phrase, double>> known;
    std::map<std::pair<std::string, std::uint32_t>, double> found;
    for (const auto& [path, sentences] : all_)
      for (std::uint32_t i = 0; i < sentences.size(); ++i) {
        double sum = 0;
        std::size_t has = 0;
        for (const Phrase& term : terms) {
          if (!Stands(term, sentences[i])) continue;
          ++has;
          for (const std::string& word : std::set<std::string>(term.begin(), term.end())) {
            Phrase shape = {sentences[i].size() <= 12 ? "short" : "long"};
            shape.push_back(std::to_string(std::min<std::ptrdiff_t>(
                2, std::count(sentences[i].begin(), sentences[i].end(), word))));
            const auto [at, is_new] = known[word].try_emplace(shape);
            if (is_new) at->second = ScoreOf(word, sentences[i]);
            sum += at->second;
          }
        }
        if (any ? has > 0 : has == terms.size()) found[{path, i + 1}] = sum;
      }
    return found;
  }

  void ExpectFound(const std::vector<std::string>& terms, bool any) {
    std::vector<Phrase> phrases;
    for (const std::string& term : terms) phrases.push_back(WordsIn(term));
    const auto expected = ByWalk(phrases, any);
    SearchOptions options;
    options.any = any, options.with_names = false, options.limit = 0;
    const SearchAnswer all = Must(Search(store_, terms, options));
    EXPECT_FALSE(all.more);
    ASSERT_EQ(all.sentences.size(), expected.size()) << terms.front();
    const auto order = [](const FoundSentence& found) {
      return std::tuple(-found.score, found.article->id, found.sentence);
    };
    for (std::size_t i = 0; i < all.sentences.size(); ++i) {
      const FoundSentence& found = all.sentences[i];
      const auto at = expected.find({found.article->path, found.sentence});
      ASSERT_NE(at, expected.end()) << found.text;
      EXPECT_NEAR(found.score, at->second, 1e-4) << found.text;
      if (i == 0) continue;
      EXPECT_LT(order(all.sentences[i - 1]), order(found));
    }
    for (const std::size_t limit : {std::size_t{1}, std::size_t{20}, all.sentences.size()}) {
      if (limit == 0) continue;
      options.limit = limit;
      const SearchAnswer some = Must(Search(store_, terms, options));
      ASSERT_EQ(some.sentences.size(), std::min(limit, all.sentences.size()));
      EXPECT_EQ(some.more && some.sentences.size() < limit, false);
      for (std::size_t i = 0; i < some.sentences.size(); ++i)
        EXPECT_EQ(order(some.sentences[i]), order(all.sentences[i]));
    }
  }

  std::mt19937 random_{11};
  TempFolder folder_;
  lode::Store store_ = OpenStore(folder_ / "store");
  SentencesOfPaths all_;
  std::vector<ArticleRecord> waiting_;
};

TEST_F(SearchBeside, FindsWhatAWalkOverAllSentencesFinds) {
  PutRandom(1300);
  for (int i = 0; i < 30; ++i)
    Put("f" + std::to_string(i * 41), {"The ship sold " + std::to_string(i) + "."});
  Store();
  for (const bool any : {false, true}) {
    ExpectFound({"ore"}, any);
    ExpectFound({"the"}, any);
    ExpectFound({"quay", "ore"}, any);
    ExpectFound({"quay", "nowhere"}, any);
    ExpectFound({"the ship sold"}, any);
    ExpectFound({"the ship", "ore", "sold the"}, any);
  }
}

TEST_F(SearchBeside, FindsTheOtherNamesOfSomebodyAndNothingThatIsOnlyDescribed) {
  RecordMaker make("one");
  make.Sentence("The yard was sold.");
  make.Sentence("LVY was sold.");
  make.Alias(make.Node(IdentityClass::kName, "Lovik Yard", "company"), "LVY", "acronym", 2);
  make.Node(IdentityClass::kParticular, "the yard", "facility");
  make.Node(IdentityClass::kTerm, "old yard", "facility");
  ASSERT_TRUE(WriteArticles(store_, {make.record()}, true).ok());
  const SearchAnswer found = Must(Search(store_, {"lovik yard"}));
  ASSERT_EQ(found.sentences.size(), 1u);
  EXPECT_EQ(found.sentences[0].text, "LVY was sold.");
  EXPECT_EQ(found.names.size(), 1u);
  EXPECT_TRUE(Must(Search(store_, {"yard"})).names.empty());
  const auto snapshot =
      std::static_pointer_cast<const StoredSnapshot>(store_.database().OpenSnapshot());
  std::size_t names = 0;
  for (const std::string name :
       {"yard", "the yard", "old yard", "Lovik Yard", "lvy", "lovikyard"}) {
    std::vector<TermId> of_all = snapshot->Resolve(name);
    std::erase_if(of_all, [&](TermId id) { return snapshot->KindOf(id) != EntityKind::kName; });
    EXPECT_EQ(snapshot->ResolveNames(name), of_all) << name;
    names += of_all.size();
  }
  EXPECT_GE(names, 2u);
}

}  // namespace
}  // namespace lode
