// Paths: what they mean, by worked examples, and against a search that is too simple to be
// wrong.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "tests/query/ask.h"

namespace lode {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kSchema = R"(
type person
type company
predicate part-of
predicate supplies
predicate rivals sym
predicate owns
predicate is-a
predicate advises
)";

// Mills and docks, and a class that half of them share.
class PathTest : public testing::Test {
 protected:
  PathTest() : world(std::make_shared<FakeSnapshot>(kSchema)) {
    world->kinds = {"mill"};
    world->Add("Ada Mill", "supplies", "Borg Works");
    world->Add("Borg Works", "supplies", "Cole Port");
    world->Add("Cole Port", "supplies", "Dray Lines");
    world->Add("Dray Lines", "supplies", "Ada Mill");
    world->Add("Elm Mill", "rivals", "Ada Mill");
    world->Add("Jo Fenn", "owns", "Elm Mill");
    world->Add("Jo Fenn", "advises", "Dray Lines", {.modality = Modality::kRumored});
    world->Add("Ada Mill", "is-a", "mill");
    world->Add("Gorse Mill", "is-a", "mill");
    world->Add("Gorse Mill", "supplies", "Hay Barn");
    world->Add("Ada Mill", "owns", Number(40));
    world->Add("Gorse Mill", "owns", Number(40));
  }
  std::vector<std::string> Rows(const std::string& text, const QueryOptions& options = {}) {
    return Ask(world, text, options).rows();
  }
  std::shared_ptr<FakeSnapshot> world;
};

TEST_F(PathTest, GoesAlongOneOrMoreHops) {
  EXPECT_THAT(Rows("supplies+ (\"Ada Mill\", Y)?"),
              ElementsAre("Ada Mill", "Borg Works", "Cole Port", "Dray Lines"));
  EXPECT_THAT(Rows("supplies{1,2}(\"Ada Mill\", Y)?"), ElementsAre("Borg Works", "Cole Port"));
  EXPECT_THAT(Rows("supplies{2}(\"Ada Mill\", Y)?"), ElementsAre("Cole Port"));
  EXPECT_THAT(Rows("supplies{3,}(\"Ada Mill\", Y)?"),
              ElementsAre("Ada Mill", "Borg Works", "Cole Port", "Dray Lines"));
  EXPECT_THAT(Rows("supplies{2,3}(X, \"Ada Mill\")?"), ElementsAre("Borg Works", "Cole Port"));
  EXPECT_THAT(Rows("supplies+ (\"Ada Mill\", \"Dray Lines\")?"), ElementsAre("yes"));
  EXPECT_THAT(Rows("supplies{1,2}(\"Ada Mill\", \"Dray Lines\")?"), ElementsAre("no"));
}

TEST_F(PathTest, NoHopsAreAPathToo) {
  EXPECT_THAT(Rows("supplies* (\"Hay Barn\", Y)?"), ElementsAre("Hay Barn"));
  EXPECT_THAT(Rows("supplies? (\"Gorse Mill\", Y)?"), ElementsAre("Gorse Mill", "Hay Barn"));
  EXPECT_THAT(Rows("supplies? (X, \"Hay Barn\")?"), ElementsAre("Gorse Mill", "Hay Barn"));
  EXPECT_THAT(Rows("owns? (X, Y), X = Y?"),
              ElementsAre("Ada Mill | Ada Mill", "Elm Mill | Elm Mill", "Gorse Mill | Gorse Mill",
                          "Jo Fenn | Jo Fenn", "40 | 40"));
}

TEST_F(PathTest, TakesSequencesAlternativesAndInverses) {
  EXPECT_THAT(Rows("owns/rivals (\"Jo Fenn\", Y)?"), ElementsAre("Ada Mill"));
  EXPECT_THAT(Rows("(owns/rivals)/supplies{1,2} (\"Jo Fenn\", Y)?"),
              ElementsAre("Borg Works", "Cole Port"));
  EXPECT_THAT(Rows("^(owns/rivals) (\"Ada Mill\", Y)?"), ElementsAre("Jo Fenn"));
  EXPECT_THAT(Rows("^supplies/^supplies (\"Cole Port\", Y)?"), ElementsAre("Ada Mill"));
  EXPECT_THAT(Rows("(is-a | ^is-a){2}(\"Ada Mill\", Y)?"), ElementsAre("Ada Mill", "Gorse Mill"));
  EXPECT_THAT(Rows("(owns | rivals)+ (X, Y), X = \"Jo Fenn\" select Y?"),
              ElementsAre("Ada Mill", "Elm Mill", "40"));
}

TEST_F(PathTest, ShortestGivesThePathWithItsHops) {
  EXPECT_THAT(Rows("shortest any+ (\"Jo Fenn\", \"Cole Port\") as P?"),
              ElementsAre("Jo Fenn -owns-> Elm Mill -rivals-> Ada Mill -supplies-> Borg Works "
                          "-supplies-> Cole Port"));
  EXPECT_THAT(Rows("shortest (any | ^any){1,4}(\"Cole Port\", \"Jo Fenn\") as P?"),
              ElementsAre("Cole Port -supplies-> Dray Lines -supplies-> Ada Mill <-rivals- "
                          "Elm Mill <-owns- Jo Fenn"));
  EXPECT_THAT(Rows("shortest any{1,3}(\"Jo Fenn\", \"Cole Port\") as P?"), IsEmpty());
  EXPECT_THAT(Rows("shortest supplies+ (\"Ada Mill\", Y) as P, length(P, N) select Y, N?"),
              ElementsAre("Ada Mill | 4", "Borg Works | 1", "Cole Port | 2", "Dray Lines | 3"));
}

TEST_F(PathTest, APathIsAValueWithStatements) {
  const Asked asked = Ask(world, "shortest any{1,2}(\"Jo Fenn\", \"Ada Mill\") as P?");
  ASSERT_EQ(asked.rows().size(), 1u);
  const Value& value = asked.answers[0].rows[0][0];
  ASSERT_EQ(value.kind, ValueKind::kPath);
  ASSERT_EQ(value.path->hops.size(), 2u);
  EXPECT_EQ(value.path->nodes[1].entity.name, "Elm Mill");
  EXPECT_EQ(value.path->hops[0].predicate, "owns");
  EXPECT_THAT(value.path->hops[0].statements, ElementsAre("st:5"));
  EXPECT_THAT(value.path->hops[1].statements, ElementsAre("st:4"));
}

TEST_F(PathTest, AnyGoesThroughNoKindAndNoValue) {
  EXPECT_THAT(Rows("(any | ^any){1,4}(\"Ada Mill\", \"Gorse Mill\")?"), ElementsAre("no"));
  EXPECT_THAT(Rows("(is-a | ^is-a){1,4}(\"Ada Mill\", \"Gorse Mill\")?"), ElementsAre("yes"));
  EXPECT_THAT(Rows("any{1,2}(\"Jo Fenn\", \"mill\")?"), ElementsAre("no"));
  EXPECT_THAT(Rows("any{1,3}(\"Jo Fenn\", \"mill\")?"), ElementsAre("yes"));
}

TEST_F(PathTest, GoesThroughRolesWhereAsked) {
  Value quay;
  quay.kind = ValueKind::kEntity;
  quay.entity.name = "Iver Quay";
  world->EntityNamed("Iver Quay");
  world->Add("Hay Barn", "ships", "hay", {.qualifiers = {{"to", quay}}});
  world->Add("Jo Fenn", "met", "Kit Moss",
             {.modality = Modality::kRumored, .qualifiers = {{"in", quay}}});
  EXPECT_THAT(Rows("any{1,4}(\"Gorse Mill\", \"Iver Quay\")?"), ElementsAre("no"));
  EXPECT_THAT(Rows("any{1,4}(\"Gorse Mill\", \"Iver Quay\", roles: yes)?"), ElementsAre("yes"));
  EXPECT_THAT(Rows("shortest any{1,4}(\"Gorse Mill\", \"Iver Quay\", roles: yes) as P?"),
              ElementsAre("Gorse Mill -supplies-> Hay Barn -ships to:-> Iver Quay"));
  EXPECT_THAT(Rows("shortest ^any{1,4}(\"Iver Quay\", \"Gorse Mill\", roles: yes) as P?"),
              ElementsAre("Iver Quay <-ships to:- Hay Barn <-supplies- Gorse Mill"));
  EXPECT_THAT(Rows("ships+ (\"Hay Barn\", Y, roles: yes)?"), ElementsAre("Iver Quay", "hay"));
  EXPECT_THAT(Rows("ships+ (\"Hay Barn\", Y, roles: no)?"), ElementsAre("hay"));
  EXPECT_THAT(Rows("ships (X, Y), X = \"Hay Barn\" select Y?"), ElementsAre("hay"));
  EXPECT_THAT(Rows("ships{1,2}(X, Y, roles: yes)?"),
              ElementsAre("Hay Barn | Iver Quay", "Hay Barn | hay", "hay | Iver Quay"));
  EXPECT_THAT(Rows("supplies{1,4}(\"Gorse Mill\", \"Iver Quay\", roles: yes)?"), ElementsAre("no"))
      << "a role of another predicate";
  EXPECT_THAT(Rows("(any | ^any){1,2}(\"Jo Fenn\", \"Iver Quay\", roles: yes)?"), ElementsAre("no"))
      << "only rumored";
}

TEST_F(PathTest, PrefixesAndFiltersAreAskedOfEveryHop) {
  EXPECT_THAT(Rows("rumored advises+ (\"Jo Fenn\", Y)?"), ElementsAre("Dray Lines"));
  EXPECT_THAT(Rows("advises+ (\"Jo Fenn\", Y)?"), IsEmpty());
  EXPECT_THAT(Rows("any shortest (any | ^any){1,3}(\"Jo Fenn\", \"Dray Lines\") as P?"),
              ElementsAre("Jo Fenn -advises-> Dray Lines"));
  EXPECT_THAT(Rows("shortest (any | ^any){1,4}(\"Cole Port\", \"Ada Mill\", avoid: \"Dray Lines\") "
                   "as P?"),
              ElementsAre("Cole Port <-supplies- Borg Works <-supplies- Ada Mill"));
}

TEST_F(PathTest, DatesOutletsAndConfidenceChooseHops) {
  world->Add("Ivy Dock", "supplies", "Jet Pier", {.article = "a:old", .confidence = 0.9});
  world->Add("Jet Pier", "supplies", "Kiln Quay", {.article = "a:new", .confidence = 0.4});
  world->Article("a:old").published = "2024-03-01";
  world->Article("a:old").source = "The Lantern";
  world->Article("a:new").published = "2025-03-01";
  world->Article("a:new").source = "Harbour Post";
  const std::string from = "supplies+ (\"Ivy Dock\", Y";
  EXPECT_THAT(Rows(from + ")?"), ElementsAre("Jet Pier", "Kiln Quay"));
  EXPECT_THAT(Rows(from + ", until: 2024-12-31)?"), ElementsAre("Jet Pier"));
  EXPECT_THAT(Rows(from + ", since: 2025)?"), IsEmpty());
  EXPECT_THAT(Rows(from + ", source: \"the lantern\")?"), ElementsAre("Jet Pier"));
  EXPECT_THAT(Rows(from + ", confidence: 0.5)?"), ElementsAre("Jet Pier"));
}

TEST_F(PathTest, GivesTheKShortestAndAll) {
  world->Add("Elm Mill", "supplies", "Borg Works");
  EXPECT_THAT(Rows("shortest 2 any+ (\"Elm Mill\", \"Cole Port\") as P?"),
              ElementsAre("Elm Mill -supplies-> Borg Works -supplies-> Cole Port",
                          "Elm Mill -rivals-> Ada Mill -supplies-> Borg Works -supplies-> "
                          "Cole Port"));
  EXPECT_EQ(Rows("shortest 9 any+ (\"Elm Mill\", \"Cole Port\") as P?").size(), 2u);
  EXPECT_EQ(Rows("any{1,3}(\"Elm Mill\", \"Cole Port\") as P?").size(), 2u);
  EXPECT_EQ(Rows("any{1,2}(\"Elm Mill\", \"Cole Port\") as P?").size(), 1u);
}

TEST_F(PathTest, RulesAreLinks) {
  EXPECT_THAT(Rows("near(X, Y) :- rivals(X, Y). near(X, Y) :- owns(X, Y), rivals(Y, _). "
                   "shortest near+ (\"Jo Fenn\", Y) as P select P?"),
              ElementsAre("Jo Fenn -near-> Elm Mill", "Jo Fenn -near-> Elm Mill -near-> Ada Mill"));
  EXPECT_THAT(Rows("far(X, Y) :- supplies{3}(X, Y). far(\"Ada Mill\", Y)?"),
              ElementsAre("Dray Lines"));
  EXPECT_THAT(Rows("owns(X, _), not (supplies | rivals)+ (X, \"Cole Port\")?"),
              ElementsAre("Gorse Mill", "Jo Fenn"));
}

TEST_F(PathTest, JoinsWithOtherAtomsInAnyOrder) {
  for (const char* text : {"owns(X, Y), shortest (rivals/supplies+) (Y, \"Cole Port\") as P?",
                           "shortest (rivals/supplies+) (Y, \"Cole Port\") as P, owns(X, Y)?"}) {
    EXPECT_EQ(Rows(std::string(text) + " ").size(), 1u) << text;
  }
}

TEST_F(PathTest, WhyShowsEveryHop) {
  const Asked asked = Ask(world, "why owns/rivals (\"Jo Fenn\", \"Ada Mill\")?");
  ASSERT_EQ(asked.answers.at(0).proofs.size(), 1u);
  const Proof& proof = asked.answers[0].proofs[0];
  EXPECT_EQ(proof.atom, "(owns/rivals) (\"Jo Fenn\", \"Ada Mill\")");
  ASSERT_EQ(proof.children.size(), 2u);
  EXPECT_EQ(proof.children[0].atom, "owns(\"Jo Fenn\", \"Elm Mill\")");
  EXPECT_EQ(proof.children[1].statements.at(0).id, "st:4");
}

TEST_F(PathTest, WhyGoesIntoRulesThatAreHops) {
  const Asked asked = Ask(world,
                          "near(X, Y) :- rivals(X, Y). "
                          "why (near/supplies)+ (\"Elm Mill\", \"Borg Works\")?");
  const Proof& proof = asked.answers.at(0).proofs.at(0);
  ASSERT_EQ(proof.children.size(), 2u);
  EXPECT_EQ(proof.children[0].atom, "near(\"Elm Mill\", \"Ada Mill\")");
  EXPECT_EQ(proof.children[0].children.at(0).statements.at(0).id, "st:4");
  EXPECT_EQ(proof.children[1].atom, "supplies(\"Ada Mill\", \"Borg Works\")");
}

// -- against a search that walks everything

struct RandomWorld {
  std::shared_ptr<FakeSnapshot> snapshot;
  std::set<std::pair<int, int>> a, b;
  int nodes = 0;
};

RandomWorld MakeRandomWorld(std::mt19937& random) {
  RandomWorld world;
  world.snapshot = std::make_shared<FakeSnapshot>("predicate a\npredicate b\n");
  world.nodes = 3 + static_cast<int>(random() % 6);
  for (int i = 0; i < world.nodes * 2; ++i) {
    const int from = static_cast<int>(random()) % world.nodes;
    const int to = static_cast<int>(random()) % world.nodes;
    auto& edges = random() % 2 ? world.a : world.b;
    const int f = std::abs(from), t = std::abs(to);
    if (edges.insert({f, t}).second)
      world.snapshot->Add("n" + std::to_string(f), &edges == &world.a ? "a" : "b",
                          "n" + std::to_string(t));
  }
  return world;
}

using Pairs = std::set<std::pair<int, int>>;

// A random expression and the pairs that it holds, by the algebra of relations.
struct Expression {
  std::string text;
  Pairs pairs;
};

Pairs Compose(const Pairs& left, const Pairs& right) {
  Pairs both;
  for (const auto& [x, y] : left)
    for (const auto& [from, z] : right)
      if (from == y) both.insert({x, z});
  return both;
}

Pairs Union(Pairs left, const Pairs& right) {
  left.insert(right.begin(), right.end());
  return left;
}

Pairs Identity(const RandomWorld& world) {
  Pairs same;
  for (int node = 0; node < world.nodes; ++node) same.insert({node, node});
  return same;
}

// Without the pairs of what stands in no link of the expression: there no path is at home,
// not even one of no hops.
Pairs AtHome(const Expression& one, const RandomWorld& world) {
  std::set<int> home;
  for (const auto& [name, edges] : {std::pair{'a', &world.a}, std::pair{'b', &world.b}})
    if (one.text.find(name) != std::string::npos)
      for (const auto& [x, y] : *edges) home.insert(x), home.insert(y);
  Pairs kept;
  for (const auto& [x, y] : one.pairs)
    if (home.count(x)) kept.insert({x, y});
  return kept;
}

Expression MakeExpression(const RandomWorld& world, std::mt19937& random, int depth) {
  const auto inner = [&] { return MakeExpression(world, random, depth - 1); };
  switch (depth == 0 ? random() % 2 : random() % 7) {
    case 0: return {"a", world.a};
    case 1: return {"b", world.b};
    case 2: {
      const Expression left = inner(), right = inner();
      return {"(" + left.text + "/" + right.text + ")", Compose(left.pairs, right.pairs)};
    }
    case 3: {
      const Expression left = inner(), right = inner();
      return {"(" + left.text + "|" + right.text + ")", Union(left.pairs, right.pairs)};
    }
    case 4: {
      const Expression one = inner();
      Pairs turned;
      for (const auto& [x, y] : one.pairs) turned.insert({y, x});
      return {"^(" + one.text + ")", turned};
    }
    case 5: {
      const Expression one = inner();
      Pairs closure = one.pairs;
      for (std::size_t before = 0; before != closure.size();) {
        before = closure.size();
        closure = Union(closure, Compose(closure, one.pairs));
      }
      return {"(" + one.text + ")+", closure};
    }
    default: {
      const Expression one = inner();
      const unsigned long least = random() % 3;
      const unsigned long most = least + random() % 3 + (least == 0 ? 1 : 0);
      Pairs sum, power = Identity(world);
      for (unsigned long i = 0; i <= most; ++i) {
        if (i >= least) sum = Union(sum, power);
        power = Compose(power, one.pairs);
      }
      return {"(" + one.text + "){" + std::to_string(least) + "," + std::to_string(most) + "}",
              sum};
    }
  }
}

std::set<std::string> Written(const Pairs& pairs) {
  std::set<std::string> rows;
  for (const auto& [x, y] : pairs)
    rows.insert("n" + std::to_string(x) + " | n" + std::to_string(y));
  return rows;
}

TEST(PathPropertyTest, AgreesWithTheAlgebraOfRelations) {
  std::mt19937 random(7);
  for (int round = 0; round < 400; ++round) {
    const RandomWorld world = MakeRandomWorld(random);
    if (world.a.empty() || world.b.empty()) continue;
    const Expression one = MakeExpression(world, random, 3);
    const std::string& text = one.text;
    const Pairs wanted = AtHome(one, world);
    const auto all = Ask(world.snapshot, text + " (X, Y)?").rows();
    ASSERT_EQ(std::set<std::string>(all.begin(), all.end()), Written(wanted)) << text;
    const std::string number = std::to_string(wanted.size());
    ASSERT_EQ(Ask(world.snapshot, text + " (X, Y) select count()?").rows().at(0), number) << text;
    ASSERT_EQ(
        Ask(world.snapshot, "p(X, Y) :- " + text + " (X, Y). p(X, Y) select count(), count(Y)?")
            .rows()
            .at(0)
            .substr(0, number.size() + 3),
        number + " | ")
        << text;
    for (int node = 0; node < world.nodes; ++node) {
      const std::string name = "\"n" + std::to_string(node) + "\"";
      if (world.snapshot->Resolve("n" + std::to_string(node)).empty()) continue;
      std::set<std::string> from, to;
      for (const auto& [x, y] : wanted) {
        if (x == node) from.insert("n" + std::to_string(y));
        if (y == node) to.insert("n" + std::to_string(x));
      }
      const auto ahead = Ask(world.snapshot, text + " (" + name + ", Y)?").rows();
      EXPECT_EQ(std::set<std::string>(ahead.begin(), ahead.end()), from) << text << name;
      const auto behind = Ask(world.snapshot, text + " (X, " + name + ")?").rows();
      EXPECT_EQ(std::set<std::string>(behind.begin(), behind.end()), to) << text << name;
      for (int other = 0; other < world.nodes; ++other) {
        if (world.snapshot->Resolve("n" + std::to_string(other)).empty()) continue;
        const auto both =
            Ask(world.snapshot, text + " (" + name + ", \"n" + std::to_string(other) + "\")?")
                .rows();
        EXPECT_EQ(both.at(0), wanted.count({node, other}) ? "yes" : "no") << text << name << other;
      }
    }
  }
}

TEST(PathPropertyTest, ShortestIsAsShortAsABreadthFirstSearchSays) {
  std::mt19937 random(11);
  for (int round = 0; round < 200; ++round) {
    const RandomWorld world = MakeRandomWorld(random);
    if (world.a.empty() || world.b.empty()) continue;
    const Pairs edges = Union(world.a, world.b);
    for (int from = 0; from < world.nodes; ++from) {
      std::map<int, int> distance = {{from, 0}};
      std::vector<int> open = {from};
      for (std::size_t at = 0; at < open.size(); ++at)
        for (const auto& [x, y] : edges)
          if (x == open[at] && distance.try_emplace(y, distance[x] + 1).second) open.push_back(y);
      for (const auto& [to, hops] : distance) {
        if (to == from) continue;
        const auto rows =
            Ask(world.snapshot, "shortest (a | b)+ (\"n" + std::to_string(from) + "\", \"n" +
                                    std::to_string(to) + "\") as P, length(P, N) select N?")
                .rows();
        EXPECT_THAT(rows, ElementsAre(std::to_string(hops)));
      }
    }
  }
}

}  // namespace
}  // namespace lode
