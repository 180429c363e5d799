// One full name that may be two people's: when the articles speak against its being one,
// and when they do not.

#include "fixture.h"
#include "storage/snapshot/snapshot.h"

namespace lode {
namespace {

using test::Everything;
using test::OpenStore;
using test::RecordMaker;
using test::TempFolder;

constexpr auto kPerson = IdentityClass::kPerson;
constexpr auto kName = IdentityClass::kName;

struct NameDoubtsTest : testing::Test {
  TempFolder folder;
  Store store = OpenStore(folder / "s");

  // Somebody's post at a body; `also` are other names of the article.
  static ArticleRecord Post(const std::string& path, const std::string& person,
                            const std::string& body, const std::string& published = "",
                            const std::vector<std::string>& also = {},
                            const std::string& predicate = "position-at") {
    RecordMaker make(path);
    make.record().article.info.published = published;
    make.Sentence("What " + path + " says of " + person + " and " + body + ".");
    const auto node = make.Node(kPerson, person, "person");
    make.Add(node, predicate, make.Node(kName, body, "company"));
    for (const std::string& name : also)
      make.Add(node, "met-with", make.Node(kName, name, "company"));
    return make.record();
  }
  void Load(const ArticleRecord& record) {
    auto outcome = WriteArticles(store, {record}, true);
    ASSERT_TRUE(outcome.ok()) << outcome.status().message();
  }
  std::vector<MergeInfo> Doubts() const {
    std::vector<MergeInfo> doubts;
    for (const MergeInfo& merge : Must(store.Merges("")))
      if (!merge.against.empty()) doubts.push_back(merge);
    return doubts;
  }
};

TEST_F(NameDoubtsTest, TwoFinanceChiefsOfOneNameAreDoubted) {
  Load(Post("a", "Anna Berg", "Kestrel", "2025-03-01"));
  EXPECT_TRUE(Doubts().empty());
  Load(Post("b", "Anna Berg", "Norvik", "2025-04-01"));
  ASSERT_EQ(Doubts().size(), 1u);
  const MergeInfo doubt = Doubts()[0];
  EXPECT_EQ(doubt.name, "Anna Berg");
  EXPECT_EQ(doubt.reason, "same-name");
  EXPECT_EQ(doubt.score, 0);
  for (const char* part : {"position-at Kestrel (a:", "position-at Norvik (a:", "sentence 1"})
    EXPECT_NE(doubt.against.find(part), std::string::npos) << doubt.against;
  EXPECT_EQ(Must(store.Merges(Must(store.Resolve("Anna Berg"))[0].entity.id)).size(), 1u);
  EXPECT_EQ(Must(store.Merges(Must(store.Resolve("Kestrel"))[0].entity.id)).size(), 0u);
  ASSERT_TRUE(store.Forget("b").ok());
  EXPECT_TRUE(Doubts().empty());
}

TEST_F(NameDoubtsTest, WhoWentFromOnePostToTheNextStaysOne) {
  Load(Post("a", "Anna Berg", "Kestrel", "2021-03"));
  Load(Post("b", "Anna Berg", "Norvik", "2025-04-01"));
  EXPECT_TRUE(Doubts().empty()) << "years lie between";
  ArticleRecord former = Post("c", "Anna Berg", "Halden Yard", "2025-04-01");
  former.statements[0].ended = true;
  Load(former);
  EXPECT_TRUE(Doubts().empty()) << "a former post";
}

TEST_F(NameDoubtsTest, WhoHoldsBothPostsInOneArticleStaysOne) {
  Load(Post("a", "Anna Berg", "Kestrel"));
  Load(Post("b", "Anna Berg", "Norvik", "", {"Kestrel"}));
  EXPECT_TRUE(Doubts().empty());
}

TEST_F(NameDoubtsTest, CommonCompanySettlesTheDoubt) {
  Load(Post("a", "Anna Berg", "Kestrel", "", {"Moe Docks"}));
  Load(Post("b", "Anna Berg", "Norvik", "", {"Moe Docks"}));
  EXPECT_TRUE(Doubts().empty()) << "both articles name the docks, few others do";
  for (int i = 0; i < 8; ++i)
    Load(Post("x" + std::to_string(i), "Ida Moe " + std::to_string(i), "Moe Docks"));
  EXPECT_EQ(Doubts().size(), 1u) << "company that everybody keeps proves little";
}

TEST_F(NameDoubtsTest, PostsAtAUnitAndItsParentAreOfOne) {
  Load(Post("a", "Anna Berg", "Kestrel Cloud"));
  Load(Post("b", "Anna Berg", "Kestrel"));
  EXPECT_EQ(Doubts().size(), 1u);
  RecordMaker make("c");
  make.Sentence("Kestrel Cloud is a unit of Kestrel.");
  make.Add(make.Node(kName, "Kestrel Cloud", "company"), "part-of",
           make.Node(kName, "Kestrel", "company"));
  Load(make.record());
  EXPECT_TRUE(Doubts().empty());
}

TEST_F(NameDoubtsTest, SeatsInTwoCountriesMakeABodyDoubtful) {
  const auto seat = [](const std::string& path, const std::string& country) {
    RecordMaker make(path);
    make.Sentence("National Widget Bank, of " + country + ", as " + path + " says.");
    make.Add(make.Node(kName, "National Widget Bank", "company"), "based-in",
             make.Node(IdentityClass::kPlace, country, "country"));
    return make.record();
  };
  Load(seat("a", "Norland"));
  Load(seat("b", "Sudland"));
  ASSERT_EQ(Doubts().size(), 1u);
  EXPECT_EQ(Doubts()[0].name, "National Widget Bank");
}

TEST_F(NameDoubtsTest, DoubtsDoNotDependOnTheOrderOfArticles) {
  const std::vector<ArticleRecord> records = {
      Post("a", "Anna Berg", "Kestrel"), Post("b", "Anna Berg", "Norvik"),
      Post("c", "Anna Berg", "Norvik", "", {}, "leads"), Post("d", "Anna Berg", "Halden Yard")};
  for (const ArticleRecord& record : records) Load(record);
  Store other = OpenStore(folder / "other");
  for (auto it = records.rbegin(); it != records.rend(); ++it)
    ASSERT_TRUE(WriteArticles(other, {*it}, true).ok());
  EXPECT_EQ(Doubts().size(), 3u);
  const auto left = Must(store.Merges("")), right = Must(other.Merges(""));
  ASSERT_EQ(left.size(), right.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    EXPECT_EQ(left[i].against, right[i].against);
    EXPECT_EQ(left[i].article_id, right[i].article_id);
  }
}

TEST_F(NameDoubtsTest, OfOneEntityTheyAreThoseOfAllHoweverManyStatementsItHas) {
  for (const int meetings : {0, 300}) {
    std::vector<std::string> also;
    for (int i = 0; i < meetings; ++i) also.push_back("Yard " + std::to_string(i));
    Load(Post("a", "Anna Berg", "Kestrel", "2025-03-01", also));
    Load(Post("b", "Anna Berg", "Norvik", "2025-04-01"));
    const auto snapshot = OpenSnapshot(store);
    const std::vector<TermId> anna = snapshot->Resolve("Anna Berg");
    ASSERT_EQ(anna.size(), 1u);
    const std::vector<MergeInfo> all = Doubts(), own = snapshot->DoubtsOf(anna.front());
    ASSERT_EQ(own.size(), 1u) << meetings;
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(own[0].against, all[0].against);
    EXPECT_TRUE(snapshot->DoubtsOf(snapshot->Resolve("Kestrel").at(0)).empty());
  }
}

}  // namespace
}  // namespace lode
