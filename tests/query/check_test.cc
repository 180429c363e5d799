// What check says of programs that can be read: case files over a small world.

#include "query/check/check.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <regex>
#include <string>
#include <vector>

#include "query/check/findings.h"
#include "query/syntax/parse.h"
#include "tests/query/case_file.h"
#include "tests/storage/fixture.h"

namespace lode {
namespace {

constexpr const char* kSchema = R"(
type person
type organization
type company < organization
type place
type city < place
type substance
family speech
predicate said : person, organization -> quote, text
family people
predicate ceo-of : person -> organization
family trade
predicate makes : any -> any
predicate supplies : organization -> any
predicate competes-with sym : organization -> organization
family measures
predicate accounts-for : any -> percent, quantity
predicate happened-on : any -> date
)";

// A store with a handful of names, and one statement of an open predicate.
class World {
 public:
  World() {
    std::ofstream(folder_ / "small.schema") << kSchema;
    OpenOptions options;
    options.schema_path = folder_ / "small.schema";
    Result<Store> store = Store::Open(folder_ / "store", options);
    EXPECT_TRUE(store.ok()) << store.status().message();
    test::RecordMaker make("news.txt", "Copper prices rise");
    make.Sentence("Fernhill relies on Marlowe Metals.");
    make.Node(IdentityClass::kPerson, "Ana Rivera", "person", {"Rivera"});
    const auto fernhill = make.Node(IdentityClass::kName, "Fernhill", "company");
    const auto marlowe = make.Node(IdentityClass::kName, "Marlowe Metals", "company", {"Marlowe"});
    make.Node(IdentityClass::kPlace, "Washington", "city");
    make.Node(IdentityClass::kPerson, "Washington", "person");
    make.Node(IdentityClass::kPlace, "Oslo", "city");
    make.Node(IdentityClass::kName, "Gazette", "organization");
    make.Node(IdentityClass::kTerm, "rare earths", "substance");
    make.Node(IdentityClass::kTerm, "companies", "organization");
    for (std::uint32_t node = 0; node < make.record().nodes.size(); ++node)
      make.Add(fernhill, "supplies", node);
    make.Add(fernhill, "rely-on", marlowe);
    Result<WriteOutcome> written = WriteArticles(*store, {make.record()}, true);
    EXPECT_TRUE(written.ok()) << written.status().message();
    snapshot_ = OpenSnapshot(*store);
  }
  const Snapshot& snapshot() const { return *snapshot_; }

 private:
  test::TempFolder folder_;
  std::shared_ptr<const Snapshot> snapshot_;
};

const Snapshot& TheWorld() {
  static const World world;
  return world.snapshot();
}

std::vector<Diagnostic> Checked(const std::string& text, const std::string& before = "") {
  std::map<std::string, Value> parameters;
  parameters["given"].text = "Fernhill";
  // The only word whose sense this world knows.
  const SensesOf senses = [](const std::string& word) {
    return word.starts_with("buys") ? std::vector<std::string>{"supplies", "no-such-predicate"}
                                    : std::vector<std::string>();
  };
  Surroundings surroundings{TheWorld(), {}, parameters, senses};
  const Parsed earlier = Parse(before);
  for (const ast::Clause& clause : earlier.program.clauses)
    surroundings.rules.push_back(std::make_shared<const ast::Rule>(std::get<ast::Rule>(clause)));
  const SourceText source("<query>", text);
  const Parsed parsed = Parse(source);
  EXPECT_TRUE(parsed.ok()) << text << "\n" << Shown(parsed.diagnostics);
  return Check(parsed.program, source, surroundings);
}

std::string WithoutIds(const std::string& text) {
  return std::regex_replace(text, std::regex("#e:[0-9a-f]{12}"), "#e:...");
}

TEST(Check, SaysWhatDoesNotMakeSense) {
  for (const Case& one : ReadCases("sense.txt"))
    EXPECT_EQ(WithoutIds(Shown(Checked(one.text))), one.expected) << one.where << "\n" << one.text;
}

// The order of atoms in a body never changes what is said, but for its places.
TEST(Check, DoesNotCareForTheOrderOfAtoms) {
  std::vector<std::string> atoms = {"supplies(X, Y)", "Y != Z",          "Z = W + 1",
                                    "W = 2",          "not makes(X, Y)", "contains(Y, \"x\")"};
  std::sort(atoms.begin(), atoms.end());
  do {
    std::string text = "f(X, Z) :- ";
    for (std::size_t i = 0; i < atoms.size(); ++i) text += (i > 0 ? ", " : "") + atoms[i];
    EXPECT_EQ(Shown(Checked(text + ".")), "");
  } while (std::next_permutation(atoms.begin(), atoms.end()));
}

TEST(Check, DoesNotCareForTheOrderOfClauses) {
  EXPECT_EQ(Shown(Checked("f(X)? f(X) :- g(X, _). g(a, b).")), "");
}

TEST(Check, IsNotSlowedByMistakesOrLongBodies) {
  std::string unknown = "f(X) :- supplies(X, _)", chain = "f(X0) :- ";
  for (int i = 0; i < 3000; ++i)
    unknown += ", supplis" + std::to_string(i) + "(X, nobdy" + std::to_string(i) + ")";
  EXPECT_EQ(Checked(unknown + ".").size(), Findings::kMost);
  for (int i = 0; i < 10000; ++i)
    chain += "X" + std::to_string(i) + " = X" + std::to_string(i + 1) + ", ";
  EXPECT_EQ(Shown(Checked(chain + "supplies(X10000, _).")), "");
}

TEST(Check, SeesTheRulesInForce) {
  EXPECT_EQ(Shown(Checked("f(X)?", "f(a).")), "");
  EXPECT_NE(Shown(Checked("f(X, Y)?", "f(a).")), "");
  EXPECT_NE(Shown(Checked("f(X, Y) :- supplies(X, Y).", "f(a).")), "");
  EXPECT_NE(Shown(Checked("g(X) :- supplies(X, _), not f(X).", "f(X) :- g(X).")), "");
}

}  // namespace
}  // namespace lode
