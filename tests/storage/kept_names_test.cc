// The kept tables of names against a computation from scratch: after any history they are
// the same bytes.

#include <fstream>
#include <map>
#include <set>

#include "fixture.h"
#include "lode/check.h"
#include "storage/database.h"
#include "storage/names/alias_table.h"
#include "storage/names/computed_names.h"
#include "storage/names/name_form.h"
#include "storage/names/name_update.h"
#include "storage/schema/schema.h"
#include "storage/schema_file.h"
#include "storage/terms/key_layout.h"

namespace lode {
namespace {

using test::OpenStore;
using test::RandomArticle;
using test::RecordMaker;
using test::TempFolder;

constexpr auto kPerson = IdentityClass::kPerson;
constexpr auto kName = IdentityClass::kName;
constexpr auto kPlace = IdentityClass::kPlace;
constexpr auto kTerm = IdentityClass::kTerm;

std::string Shown(const KeyChanges& difference) {
  std::string text = std::to_string(difference.size()) + " keys differ:";
  for (const auto& [key, value] : difference) {
    text += value ? " put " : " delete ";
    for (const char c : key.substr(0, 30))
      text += c > ' ' && c < 127 ? std::string(1, c) : "." + std::to_string(c & 255);
  }
  return text.substr(0, 600);
}

// Articles' names and the tables kept of them, in memory. An article is known by its number.
class Kept {
 public:
  ArticleNames Names(std::uint64_t number, std::vector<ArticleNames::Node> nodes) {
    ArticleNames names;
    names.article_id = "a:" + HexOf(number * 0x9E3779B97F4A7C15ULL);
    for (ArticleNames::Node& node : nodes) node.number = NumberOf(node.key);
    names.nodes = std::move(nodes);
    return names;
  }
  ArticleNames::Node Node(IdentityClass identity, const std::string& name, const std::string& type,
                          std::vector<std::string> short_forms = {}, bool is_short = false) const {
    const Schema& schema = *schema_;
    ArticleNames::Node node{0, NodeKey(identity, name, schema), type, {}, {}, is_short};
    node.forms.push_back({name, FoldName(name, identity, schema), 2, true});
    for (const std::string& form : short_forms)
      node.short_forms.push_back(FoldName(form, identity, schema));
    return node;
  }
  void Alias(ArticleNames& names, std::uint32_t node, const std::string& other) {
    const std::string key = NodeKey(IdentityOfKey(names.nodes[node].key), other, *schema_);
    names.aliases.push_back({node, NumberOf(key), key, other, "ticker", 1});
  }

  // Puts an article in, in the place of what had its number; null: takes it out.
  void Change(const std::map<std::uint64_t, const ArticleNames*>& articles) {
    const auto view = MemoryView(keys_);
    std::vector<ArticleNames> old;
    for (const auto& [number, names] : articles)
      if (const auto bytes = *view->Get(KeyOf(Table::kNames, number)))
        old.push_back(Must(DecodeNames(*bytes, "")));
    NameUpdate update(*view, *view, *schema_);
    for (const ArticleNames& names : old) update.TakeOut(names);
    for (const auto& [number, names] : articles)
      if (names != nullptr) update.PutIn(*names);
    Finish(update, *view);
    for (const ArticleNames& names : old)
      std::erase_if(keys_, [&](const auto& entry) {
        return entry.first.starts_with(NamePrefix(Table::kArticleById, names.article_id));
      });
    for (const auto& [number, names] : articles) {
      keys_.erase(KeyOf(Table::kNames, number));
      if (names == nullptr) continue;
      keys_[KeyOf(Table::kNames, number)] = EncodeNames(*names, "");
      keys_[NameKey(Table::kArticleById, names->article_id, number)] = "";
    }
  }
  void Put(std::uint64_t number, const ArticleNames& names) { Change({{number, &names}}); }
  void Drop(std::uint64_t number) { Change({{number, nullptr}}); }

  void Separate(const std::string& one, const std::string& other, bool apart) {
    const auto view = MemoryView(keys_);
    const auto pair = KeyPair(one, other);
    NameUpdate update(*view, *view, *schema_);
    for (const std::string& key : {one, other}) update.Touch(NumberOf(key));
    const std::string key = KeyOf(Table::kApart, pair.first + '\0' + pair.second);
    if (apart)
      keys_[key] = "";
    else
      keys_.erase(key);
    Finish(update, *MemoryView(keys_));
  }

  void ExpectComputed(const std::string& when) const {
    const auto view = MemoryView(keys_);
    const auto computed = ComputeNames(*view, *schema_);
    ASSERT_TRUE(computed.ok()) << computed.status().message();
    const KeyChanges difference = Must(DifferenceOf(*view, computed->keys));
    EXPECT_TRUE(difference.empty()) << when << ": " << Shown(difference);
  }

  bool AreOne(const std::string& a, const std::string& b) {
    const AliasTable table(MemoryView(keys_), schema_);
    return table.RepresentativeOf(NumberOf(a)) == table.RepresentativeOf(NumberOf(b));
  }
  bool IsEmpty() const {
    return std::all_of(keys_.begin(), keys_.end(),
                       [](const auto& entry) { return entry.first.starts_with("k"); });
  }

 private:
  static std::string HexOf(std::uint64_t value) {
    char text[20];
    std::snprintf(text, sizeof text, "%012llx", static_cast<unsigned long long>(value >> 16));
    return text;
  }
  NameNode NumberOf(const std::string& key) {
    return numbers_.try_emplace(key, static_cast<NameNode>(numbers_.size() * 37 % 9973 + 1))
        .first->second;
  }
  void Finish(NameUpdate& update, const KvView& apart_in) {
    update.KeepApart(Must(ReadApart(apart_in)));
    const Status status = update.Finish();
    ASSERT_TRUE(status.ok()) << status.message();
    for (const auto& [key, value] : update.changes()) {
      if (value)
        keys_[key] = value;
      else
        keys_.erase(key);
    }
  }

  std::shared_ptr<const Schema> schema_ = Schema::BuiltIn();
  KeyChanges keys_;
  std::map<std::string, NameNode> numbers_;
};

// Few names, so that articles meet in them in every way there is.
ArticleNames RandomNames(Kept& kept, std::mt19937& random, std::uint64_t number) {
  const auto pick = [&](std::size_t n) { return random() % n; };
  static const std::vector<std::string> kFirst = {"Mohammed", "Muhammad", "Ana",
                                                  "Ana M.",   "Ana P.",   "Ana Maria"};
  static const std::vector<std::string> kLast = {"Darwish", "Rivera", "Lebedev", "Lebedyev"};
  static const std::vector<std::string> kFirms = {"North-Sea Ore", "North Sea Ore", "Lumen Optics",
                                                  "Lumen Optiks",  "NSO",           "LO"};
  static const std::vector<std::string> kTerms = {
      "export controls", "export control", "controls", "NSO", "microchips", "microchip"};
  static const std::vector<std::string> kPlaces = {"Kyiv", "Kiev", "Odesa", "Odessa", "Oslo"};
  static const std::vector<std::string> kTypes = {"topic", "product", "company", "organization"};
  std::vector<ArticleNames::Node> nodes;
  for (std::size_t left = 1 + pick(3); left > 0; --left) {
    const std::string last = kLast[pick(kLast.size())];
    if (pick(4) == 0)
      nodes.push_back(kept.Node(kPerson, last, "person", {}, true));
    else
      nodes.push_back(kept.Node(kPerson, kFirst[pick(kFirst.size())] + " " + last, "person",
                                pick(2) == 0 ? std::vector{last} : std::vector<std::string>()));
  }
  for (std::size_t left = pick(4); left > 0; --left) {
    const std::string& firm = kFirms[pick(kFirms.size())];
    nodes.push_back(kept.Node(kName, firm, kTypes[2 + pick(2)], {}, pick(5) == 0));
    if (pick(3) == 0) nodes.back().short_forms.emplace_back("nso");
    if (pick(4) == 0) nodes.back().forms.push_back({"the firm", "firm", 3, pick(2) == 0});
  }
  for (std::size_t left = pick(3); left > 0; --left)
    nodes.push_back(
        kept.Node(kTerm, kTerms[pick(kTerms.size())], kTypes[pick(2)], {}, pick(6) == 0));
  for (std::size_t left = pick(3); left > 0; --left)
    nodes.push_back(kept.Node(kPlace, kPlaces[pick(kPlaces.size())], "city"));
  if (pick(3) == 0) {
    ArticleNames::Node plan = kept.Node(IdentityClass::kParticular, "the plan", "event");
    plan.key = "particular|a:" + std::to_string(number) + "/1|plan";
    nodes.push_back(plan);
  }
  ArticleNames names = kept.Names(number, std::move(nodes));
  for (std::uint32_t i = 0; i < names.nodes.size(); ++i)
    if (pick(6) == 0 && IdentityOfKey(names.nodes[i].key) == kName)
      kept.Alias(names, i, kFirms[pick(kFirms.size())]);
  return names;
}

TEST(KeptNames, AreWhatAComputationFromScratchGives) {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    std::mt19937 random(seed);
    Kept kept;
    for (int step = 0; step < 60 && !testing::Test::HasFailure(); ++step) {
      std::map<std::uint64_t, ArticleNames> made;
      std::map<std::uint64_t, const ArticleNames*> change;
      for (std::size_t left = 1 + random() % 3; left > 0; --left) {
        const std::uint64_t number = 1 + random() % 25;
        if (random() % 3 == 0) {
          change[number] = nullptr;
        } else {
          made[number] = RandomNames(kept, random, number);
          change[number] = &made[number];
        }
      }
      kept.Change(change);
      if (random() % 8 == 0)
        kept.Separate("person|ana rivera", "person|ana maria rivera", random() % 2 == 0);
      if (random() % 8 == 0) kept.Separate("person|rivera", "person|ana rivera", random() % 2 == 0);
      if (step % 2 == 0)
        kept.ExpectComputed("seed " + std::to_string(seed) + ", step " + std::to_string(step));
    }
    for (std::uint64_t number = 1; number <= 25; ++number) kept.Drop(number);
    EXPECT_TRUE(kept.IsEmpty()) << "what went leaves nothing";
  }
}

TEST(KeptNames, FollowANameThroughMoreArticlesThanStandWithIt) {
  Kept kept;
  const auto about = [&](std::uint64_t number) {
    return kept.Names(number, {kept.Node(kPerson, "Mohammed Darwish", "person"),
                               kept.Node(kName, "Lumen Optics", "company")});
  };
  for (std::uint64_t number = 1; number <= 70; ++number) kept.Put(number, about(number));
  kept.ExpectComputed("after 70");
  kept.Put(100, kept.Names(100, {kept.Node(kPerson, "Muhammad Darwish", "person"),
                                 kept.Node(kName, "Nordic Ore", "company")}));
  kept.Put(101, kept.Names(101, {kept.Node(kPerson, "Mohammed Darwish", "person"),
                                 kept.Node(kName, "Nordic Ore", "company")}));
  kept.ExpectComputed("with another spelling");
  for (std::uint64_t number = 1; number <= 70; ++number) {
    kept.Drop(number);
    if (number % 10 < 3) kept.ExpectComputed("without " + std::to_string(number));
  }
  EXPECT_TRUE(kept.AreOne("person|mohammed darwish", "person|muhammad darwish"));
}

TEST(KeptNames, FollowANameThatBecomesCommon) {
  Kept kept;
  for (std::uint64_t number : {1, 2})
    kept.Put(number,
             kept.Names(number,
                        {kept.Node(kPerson, number == 1 ? "Mohammed Darwish" : "Muhammad Darwish",
                                   "person"),
                         kept.Node(kName, "Nordic Ore", "company")}));
  EXPECT_TRUE(kept.AreOne("person|mohammed darwish", "person|muhammad darwish"));
  for (std::uint64_t number = 3; number <= 12; ++number) {
    kept.Put(number, kept.Names(number, {kept.Node(kName, "Nordic Ore", "company")}));
    kept.ExpectComputed("after " + std::to_string(number));
  }
  EXPECT_FALSE(kept.AreOne("person|mohammed darwish", "person|muhammad darwish"));
  for (std::uint64_t number = 3; number <= 12; ++number) kept.Drop(number);
  EXPECT_TRUE(kept.AreOne("person|mohammed darwish", "person|muhammad darwish"));
}

TEST(KeptNames, FollowNamesOfWhichThereAreTooManyAlike) {
  Kept kept;
  for (std::uint64_t number = 1; number <= 70; ++number) {
    const std::string middle = {static_cast<char>('a' + number % 26),
                                static_cast<char>('a' + number / 26)};
    kept.Put(
        number,
        kept.Names(number, {kept.Node(kPerson, "Ana " + middle + " Rivera", "person", {"Rivera"}),
                            kept.Node(kPerson, "Rivera", "person", {}, true)}));
    if (number % 16 < 2 || number > 63) kept.ExpectComputed("after " + std::to_string(number));
  }
  for (std::uint64_t number = 1; number <= 70; ++number) {
    kept.Drop(number);
    if (number < 8 || number % 16 < 2) kept.ExpectComputed("without " + std::to_string(number));
  }
  EXPECT_TRUE(kept.IsEmpty());
}

TEST(KeptNames, OfAStoreAreThoseOfItsArticlesAfterAnyHistory) {
  std::mt19937 random(3);
  TempFolder folder;
  const auto expect_kept = [](const Store& store) {
    const auto view = store.database().View();
    const auto computed = Must(ComputeNames(*view, *store.database().schema()));
    const KeyChanges difference = Must(DifferenceOf(*view, computed.keys));
    EXPECT_TRUE(difference.empty()) << Shown(difference);
  };
  Store store = OpenStore(folder / "store");
  for (int step = 0; step < 30; ++step) {
    const std::string path = "file" + std::to_string(random() % 8) + ".txt";
    if (random() % 4 == 0) {
      static_cast<void>(store.Forget(path));
    } else {
      ASSERT_TRUE(WriteArticles(store, {RandomArticle(random, path)}, true).ok());
    }
    if (step % 6 == 0) expect_kept(store);
  }
  for (const char* name : {"Ana Rivera", "Bruno Sato", "Clara Rivera"})
    static_cast<void>(store.KeepApart(name, "Rivera"));
  expect_kept(store);
  static_cast<void>(store.LetMeet("Ana Rivera", "Rivera"));
  expect_kept(store);
}

struct CheckTest : testing::Test {
  TempFolder folder;
  Store store = OpenStore(folder / "s");

  void Load(const std::string& path, const std::string& name) {
    RecordMaker make(path);
    make.Sentence(path + " says that " + name + " sold the yard.");
    const std::uint32_t node = make.Node(kPerson, name, "person");
    make.Add(node, "sold", make.Node(kName, "Harbor Line", "company"));
    ASSERT_TRUE(WriteArticles(store, {make.record()}, true).ok());
  }
  void Damage(const std::string& prefix, const char* value) {
    const auto damage = [&](const KvView& view, KvBatch& batch) -> Status {
      auto it = view.Iterate(prefix);
      const std::string key(it->key());
      if (value != nullptr)
        batch.Put(key, value);
      else
        batch.Delete(key);
      return it->status();
    };
    ASSERT_TRUE(store.database().Change(true, damage).ok());
  }
};

TEST_F(CheckTest, FindsWhatIsKeptOtherwiseAndMendsIt) {
  Load("a.txt", "Ann Berg");
  Load("b.txt", "Bo Lund");
  EXPECT_TRUE(Must(CheckStore(store)).is_sound());
  EXPECT_EQ(Must(CheckStore(store)).articles, 2u);
  for (const Table table : {Table::kNodeFacts, Table::kNodeChunk, Table::kNameIndex}) {
    Damage(KeyOf(table), nullptr);
    EXPECT_EQ(Must(CheckStore(store)).wrong, 1u);
    EXPECT_EQ(Must(CheckStore(store, true)).mended, 1u);
    EXPECT_TRUE(Must(CheckStore(store)).is_sound());
  }
  EXPECT_EQ(Must(store.Entities("")).size(), 3u);
}

TEST_F(CheckTest, FindsValuesThatAreOthersAndKeysThatAreTooMany) {
  Load("a.txt", "Ann Berg");
  Load("b.txt", "Bo Lund");
  const std::uint64_t entries = Must(CheckStore(store)).name_entries;
  Damage(KeyOf(Table::kNodeFacts), "x"), Damage(KeyOf(Table::kNodeChunk), "");
  const auto add = [](const KvView&, KvBatch& batch) -> Status {
    for (const Table table :
         {Table::kNodeFacts, Table::kNodeChunk, Table::kNameIndex, Table::kNodeArticle,
          Table::kSaidOne, Table::kAlike, Table::kSharedBy, Table::kShares}) {
      batch.Put(KeyOf(table) + std::string(20, '\xff'), "x");  // after all others
      batch.Put(KeyOf(table) + std::string(1, '\0'), "x");     // before them
    }
    return {};
  };
  ASSERT_TRUE(store.database().Change(true, add).ok());
  EXPECT_EQ(Must(CheckStore(store)).wrong, 18u);
  EXPECT_EQ(Must(CheckStore(store)).name_entries, entries);
  EXPECT_EQ(Must(CheckStore(store, true)).mended, 18u);
  EXPECT_TRUE(Must(CheckStore(store)).is_sound());
}

TEST_F(CheckTest, NamesAnArticleWhoseNamesAreDamagedAndItCanBeForgotten) {
  Load("a.txt", "Ann Berg");
  const std::string before = test::Everything(store);
  Load("b.txt", "Bo Lund");
  Damage(KeyOf(Table::kNames, std::uint64_t{2}), "no names");
  const StoreCheck check = Must(CheckStore(store));
  ASSERT_EQ(check.damaged.size(), 1u);
  EXPECT_NE(check.damaged[0].message().find("b.txt"), std::string::npos);
  EXPECT_EQ(*store.Forget("b.txt"), 1u);
  EXPECT_TRUE(Must(CheckStore(store)).is_sound());
  EXPECT_EQ(test::Everything(store), before);
}

TEST_F(CheckTest, DamagedFactsAreMadeAnewByTheNextChange) {
  Load("a.txt", "Ann Berg");
  Damage(KeyOf(Table::kNodeFacts), "no facts");
  EXPECT_FALSE(store.Entities("").ok()) << "nothing is left out in silence";
  Load("b.txt", "Ann Berg");
  EXPECT_TRUE(Must(CheckStore(store)).is_sound());
  EXPECT_EQ(Must(store.Entities("")).size(), 2u);
}

TEST_F(CheckTest, AnotherSchemaComparesNamesAnew) {
  Load("a.txt", "Zorim Vald");
  Load("b.txt", "Zoreem Vald");
  EXPECT_EQ(Must(store.Entities("")).size(), 3u);
  std::ofstream(folder / "mine.schema") << "spelling zorim zoreem\n";
  ASSERT_TRUE(AddSchemaToStore(store, folder / "mine.schema").ok());
  EXPECT_EQ(Must(store.Entities("")).size(), 2u) << "both name the same company";
  Load("c.txt", "Zorim Vald");  // by a handle that was open before
  store = OpenStore(folder / "other");
  store = OpenStore(folder / "s");
  EXPECT_TRUE(Must(CheckStore(store)).is_sound());
}

}  // namespace
}  // namespace lode
