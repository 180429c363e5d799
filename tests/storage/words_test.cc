// The index of words against a walk over all sentences, and its parts by themselves.

#include "storage/text/words.h"

#include <algorithm>
#include <map>
#include <set>

#include "fixture.h"
#include "lode/check.h"
#include "lode/search.h"
#include "storage/database.h"
#include "storage/snapshot/snapshot.h"
#include "storage/terms/key_layout.h"
#include "storage/text/article_words.h"
#include "storage/text/word_lookup.h"
#include "storage/text/word_tables.h"

namespace lode {
namespace {

using test::OpenStore;
using test::RecordMaker;
using test::TempFolder;

ArticleRecord Made(const std::string& path, const std::vector<std::string>& sentences) {
  RecordMaker make(path);
  for (const std::string& sentence : sentences) make.Sentence(sentence);
  return make.record();
}

// Small articles of a small vocabulary, none like another.
ArticleRecord Random(std::mt19937& random, const std::string& path) {
  static const std::vector<std::string> kWords = {"quay",   "Quays", "U.S.",      "ore", "tape-out",
                                                  "Straße", "ore's", "harbour's", "and", "the"};
  std::vector<std::string> sentences;
  for (unsigned i = 0; i <= random() % 3; ++i) {
    std::string sentence = "No. " + std::to_string(random() % 100000);
    for (unsigned j = 0; j < 1 + random() % 4; ++j)
      sentence += " " + kWords[random() % kWords.size()];
    sentences.push_back(sentence + ".");
  }
  return Made(path, sentences);
}

void ExpectSound(Store& store) {
  const auto check = CheckStore(store);
  ASSERT_TRUE(check.ok()) << check.status().message();
  EXPECT_TRUE(check->is_sound()) << check->wrong << " " << check->wrong_texts;
}

TEST(Words, AreFoldedAndCutAtWhatIsNoLetter) {
  EXPECT_EQ(WordsIn("Halden's TAPE\u2013out in the U.S., 3.5%: \u201cStra\u00dfe\u201d"),
            (std::vector<std::string>{"halden", "s", "tape", "out", "in", "the", "us", "3", "5",
                                      "strasse"}));
  EXPECT_TRUE(WordsIn(" - . ! ").empty());
  EXPECT_EQ(WordsIn(std::string(200, 'a')).front().size(), kMostWordBytes);
}

TEST(Words, KnowWhereTheyStand) {
  const std::string text = "The U.S. sold  Halden's quay";
  std::vector<std::string> written;
  for (const PlacedWord& placed : PlacedWordsIn(text))
    written.push_back(placed.word + "=" +
                      text.substr(placed.span.begin, placed.span.end - placed.span.begin));
  EXPECT_EQ(written, (std::vector<std::string>{"the=The", "us=U.S.", "sold=sold", "halden=Halden",
                                               "s=s", "quay=quay"}));
}

TEST(Words, OfAPartAreThoseThatEveryTextWithItHas) {
  EXPECT_EQ(WordsAround("the fourth best sale").whole,
            (std::vector<std::string>{"fourth", "best"}));
  EXPECT_EQ(WordsAround("tape-ou").pieces, std::vector<std::string>{"tape"});
  EXPECT_TRUE(WordsAround("U.S").pieces.empty());
  EXPECT_TRUE(WordsAround("a b").whole.empty());
}

TEST(WordTables, FindWhatAWalkFindsAfterAnyHistory) {
  std::mt19937 random(11);
  TempFolder folder;
  Store store = OpenStore(folder / "store");
  std::map<std::string, ArticleRecord> model;
  std::vector<ArticleRecord> batch;
  // More than wait, so that they are merged twice; then some go and some are read anew.
  for (int i = 0; i < 2300; ++i) {
    const std::string path = "f" + std::to_string(i);
    model[path] = Random(random, path);
    batch.push_back(model[path]);
    if (batch.size() == 500 || i == 2299) {
      ASSERT_TRUE(WriteArticles(store, batch, true).ok());
      batch.clear();
    }
  }
  for (int i = 0; i < 40; ++i) {
    const std::string path = "f" + std::to_string(random() % 2300);
    if (i % 2 == 0) {
      if (store.Forget(path).ok()) model.erase(path);
    } else {
      ArticleRecord& record = model[path] = Random(random, path);
      ASSERT_TRUE(WriteArticles(store, {record}, true).ok());
    }
  }
  ExpectSound(store);
  const auto snapshot = OpenSnapshot(store);
  const auto view = store.database().View();
  std::size_t all = 0;
  for (const std::string word : {"quay", "us", "strasse", "ore", "tape", "no"}) {
    const auto found = PlacesOf(*view, {word});
    ASSERT_TRUE(found.ok());
    std::set<std::pair<std::string, std::uint32_t>> by_index, by_walk;
    for (const FoundPlace& place : found->front())
      by_index.insert({snapshot->ArticleAt(ArticleTerm(place.article))->path, place.sentence});
    for (const auto& [path, record] : model)
      for (std::uint32_t i = 0; i < record.sentences.size(); ++i) {
        const Span& span = record.sentences[i];
        const auto words = WordsIn(record.article.text.substr(span.begin, span.end - span.begin));
        if (std::find(words.begin(), words.end(), word) != words.end())
          by_walk.insert({path, i + 1});
      }
    EXPECT_EQ(by_index, by_walk) << word;
    all += by_walk.size();
  }
  EXPECT_GT(all, 3000u);
}

TEST(WordTables, HoldNothingWhenAllIsForgotten) {
  std::mt19937 random(5);
  TempFolder folder;
  Store store = OpenStore(folder / "store");
  std::vector<ArticleRecord> batch;
  for (int i = 0; i < 1100; ++i) batch.push_back(Random(random, "all"));
  for (std::size_t i = 0; i < batch.size(); ++i)
    batch[i].article.info.part = static_cast<std::uint32_t>(i + 1);
  ASSERT_TRUE(WriteArticles(store, batch, true).ok());
  EXPECT_GT(Must(MeasureWordIndex(store)).keys, 100u);
  EXPECT_EQ(Must(MeasureWordIndex(store)).waiting, 0u);
  ASSERT_TRUE(store.Forget("all").ok());
  const WordIndexSize size = Must(MeasureWordIndex(store));
  EXPECT_EQ(size.keys, 0u);
  EXPECT_EQ(size.articles + size.sentences + size.words, 0u);
  ExpectSound(store);
}

TEST(WordTables, AreMendedWhereTheyAreWrong) {
  std::mt19937 random(6);
  TempFolder folder;
  Store store = OpenStore(folder / "store");
  for (int i = 0; i < 30; ++i)
    ASSERT_TRUE(WriteArticles(store, {Random(random, "f" + std::to_string(i))}, true).ok());
  const auto break_it = [&](const std::function<void(KvBatch&)>& with) {
    ASSERT_TRUE(store.database()
                    .Change(true,
                            [&](const KvView&, KvBatch& batch) {
                              with(batch);
                              return Status();
                            })
                    .ok());
    EXPECT_FALSE(Must(CheckStore(store)).is_sound());
    EXPECT_TRUE(Must(CheckStore(store, true)).is_sound());
    ExpectSound(store);
  };
  break_it([](KvBatch& batch) { batch.Delete(KeyOf(Table::kArticleWords, 3)); });
  break_it([](KvBatch& batch) { batch.Put(KeyOf(Table::kArticleWords, 4), "nonsense"); });
  break_it([](KvBatch& batch) { batch.Put(NameKey(Table::kWordPlaces, "quay", 2), "??"); });
  break_it([](KvBatch& batch) { batch.Put(KeyOf(Table::kVocabulary, "stray"), ""); });
  break_it([](KvBatch& batch) { batch.Delete(KeyOf(Table::kTraits, 5)); });
  break_it([](KvBatch& batch) { batch.Put(KeyOf(Table::kMeta, "words"), ""); });
}

std::vector<std::string> Found(const Store& store, const std::vector<std::string>& terms,
                               const SearchOptions& options = {}) {
  std::vector<std::string> texts;
  for (const FoundSentence& found : Must(Search(store, terms, options)).sentences)
    texts.push_back(found.text);
  return texts;
}

class Searching : public testing::Test {
 protected:
  void SetUp() override {
    RecordMaker one("one.txt", "One");
    one.Sentence("The quay of Arn was sold.");
    one.Sentence(
        "Quay, quay and quay again, said the harbour master, who had seen it all before "
        "and would see it all again when the ships came back.");
    const auto firm = one.Node(IdentityClass::kName, "Solvik Line", "company");
    one.Alias(firm, "SOLV", "ticker", 1);
    one.record().article.info.published = "2025-03-04";
    one.record().article.info.source = "Arn Courier";
    RecordMaker two("two.txt", "Two");
    two.Sentence("Solvik Line bought a ship.");
    two.Sentence("SOLV rose by a tenth; the line of quays in Solvik grew.");
    two.record().article.info.published = "2025-05-06";
    ASSERT_TRUE(WriteArticles(store_, {one.record()}, true, "harbours").ok());
    ASSERT_TRUE(WriteArticles(store_, {two.record()}, true).ok());
  }
  TempFolder folder_;
  Store store_ = OpenStore(folder_ / "store");
};

TEST_F(Searching, TheShorterSentenceOfEqualWordsComesFirst) {
  const auto found = Found(store_, {"quay"});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(Found(store_, {"QUAY", "sold"}), std::vector<std::string>{"The quay of Arn was sold."});
  EXPECT_TRUE(Found(store_, {"quay", "ship"}).empty());
  SearchOptions any;
  any.any = true;
  EXPECT_EQ(Found(store_, {"quay", "ship"}, any).size(), 3u);
}

TEST_F(Searching, APhraseStandsTogether) {
  EXPECT_EQ(Found(store_, {"line of"}).size(), 1u);
  EXPECT_TRUE(Found(store_, {"of line"}).empty());
  SearchOptions any;
  any.any = true;
  EXPECT_EQ(Found(store_, {"of line", "sold"}, any).size(), 1u);
}

TEST_F(Searching, ANameBringsItsOtherNames) {
  EXPECT_EQ(Found(store_, {"Solvik Line"}).size(), 2u);
  const SearchAnswer answer = Must(Search(store_, {"Solvik Line"}));
  ASSERT_EQ(answer.names.size(), 1u);
  EXPECT_EQ(answer.names[0].others, std::vector<std::string>{"SOLV"});
  SearchOptions exact;
  exact.with_names = false;
  EXPECT_EQ(Found(store_, {"Solvik Line"}, exact),
            std::vector<std::string>{"Solvik Line bought a ship."});
}

TEST_F(Searching, FiltersAndLimitsHold) {
  const auto with = [](std::string SearchOptions::*field, const std::string& value) {
    SearchOptions options;
    options.*field = value;
    return options;
  };
  EXPECT_EQ(Found(store_, {"the"}, with(&SearchOptions::until, "2025-03")).size(), 2u);
  EXPECT_EQ(Found(store_, {"the"}, with(&SearchOptions::since, "2025-04-01")).size(), 1u);
  EXPECT_EQ(Found(store_, {"the"}, with(&SearchOptions::set, "harbours")).size(), 2u);
  EXPECT_EQ(Found(store_, {"the"}, with(&SearchOptions::source, "arn courier")).size(), 2u);
  EXPECT_TRUE(Found(store_, {"the"}, with(&SearchOptions::set, "none")).empty());
  SearchOptions one_only;
  one_only.limit = 1;
  const SearchAnswer one = Must(Search(store_, {"the"}, one_only));
  EXPECT_EQ(one.sentences.size(), 1u);
  EXPECT_TRUE(one.more);
  EXPECT_FALSE(Search(store_, {"the"}, with(&SearchOptions::since, "March")).ok());
  EXPECT_FALSE(Search(store_, {"-"}).ok());
  EXPECT_FALSE(Search(store_, {}).ok());
}

TEST_F(Searching, MarksTheWords) {
  const SearchAnswer answer = Must(Search(store_, {"arn", "quay"}));
  ASSERT_EQ(answer.sentences.size(), 1u);
  EXPECT_EQ(answer.sentences[0].marks, (std::vector<Span>{{4, 8}, {12, 15}}));
  EXPECT_EQ(answer.sentences[0].article->path, "one.txt");
}

}  // namespace
}  // namespace lode
