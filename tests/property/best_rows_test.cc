// `min`, `max` and `count` in recursions: random sets of rules on random graphs against an
// evaluator that runs every rule over everything until nothing changes.

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "query/check/stratify.h"
#include "query/syntax/parse.h"
#include "tests/property/seeds.h"
#include "tests/query/ask.h"

namespace lode {

namespace {

constexpr int kNodes = 7;
using Row = std::vector<int>;
using State = std::map<std::string, std::set<Row>>;

struct Edge {
  int from = 0, to = 0, weight = 0;
};
struct World {
  std::vector<Edge> edges;
  std::vector<int> starts;
  int limit = 0;
};

// A rule as text, and what it draws from a state.
struct TestRule {
  std::string head, text;
  std::function<std::set<Row>(const World&, const State&)> draw;
};

const std::set<Row>& RowsOf(const State& state, const std::string& name) {
  static const std::set<Row> kNone;
  const auto found = state.find(name);
  return found == state.end() ? kNone : found->second;
}

// For every row of `name` and edge from its first column.
template <typename Use>
void Along(const World& world, const State& state, const std::string& name, Use use) {
  for (const Row& row : RowsOf(state, name))
    for (const Edge& edge : world.edges)
      if (edge.from == row[0]) use(row, edge);
}

std::vector<TestRule> RulesFor(const World& world) {
  const std::string limit = std::to_string(world.limit);
  return {
      {"d", "d(X, 0) :- s(X).",
       [](const World& w, const State&) {
         std::set<Row> rows;
         for (const int start : w.starts) rows.insert({start, 0});
         return rows;
       }},
      {"d", "d(Y, min(D)) :- d(X, E), e(X, Y, W), D = E + W.",
       [](const World& w, const State& state) {
         std::set<Row> rows;
         Along(w, state, "d", [&](const Row& row, const Edge& edge) {
           rows.insert({edge.to, row[1] + edge.weight});
         });
         return rows;
       }},
      {"d", "d(Y, min(E * 2 + W)) :- r(Y), d(X, E), e(Y, X, W).",
       [](const World& w, const State& state) {
         std::set<Row> rows;
         for (const Row& row : RowsOf(state, "d"))
           for (const Edge& edge : w.edges)
             if (edge.to == row[0] && RowsOf(state, "r").contains({edge.from}))
               rows.insert({edge.from, row[1] * 2 + edge.weight});
         return rows;
       }},
      {"d", "d(Y, min(D)) :- d(X, E), d(Y, F), e(X, Y, W), D = E + F - W, W < 1.",
       [](const World& w, const State& state) {
         std::set<Row> rows;
         Along(w, state, "d", [&](const Row& row, const Edge& edge) {
           for (const Row& other : RowsOf(state, "d"))
             if (other[0] == edge.to && edge.weight < 1)
               rows.insert({edge.to, row[1] + other[1] - edge.weight});
         });
         return rows;
       }},
      {"d", "d(X, " + limit + ") :- r(X).",
       [](const World& w, const State& state) {
         std::set<Row> rows;
         for (const Row& row : RowsOf(state, "r")) rows.insert({row[0], w.limit});
         return rows;
       }},
      {"r", "r(X) :- d(X, D), D <= " + limit + ".",
       [](const World& w, const State& state) {
         std::set<Row> rows;
         for (const Row& row : RowsOf(state, "d"))
           if (row[1] <= w.limit) rows.insert({row[0]});
         return rows;
       }},
      {"r", "r(X) :- n(X, N), N >= 2.",
       [](const World&, const State& state) {
         std::set<Row> rows;
         for (const Row& row : RowsOf(state, "n"))
           if (row[1] >= 2) rows.insert({row[0]});
         return rows;
       }},
      {"r", "r(Y) :- r(X), e(X, Y, 1).",
       [](const World& w, const State& state) {
         std::set<Row> rows;
         Along(w, state, "r", [&](const Row&, const Edge& edge) {
           if (edge.weight == 1) rows.insert({edge.to});
         });
         return rows;
       }},
      {"n", "n(X, count(Y)) :- e(X, Y, _), r(Y).",
       [](const World& w, const State& state) {
         std::map<int, std::set<int>> counted;
         for (const Edge& edge : w.edges)
           if (RowsOf(state, "r").contains({edge.to})) counted[edge.from].insert(edge.to);
         std::set<Row> rows;
         for (const auto& [node, others] : counted)
           rows.insert({node, static_cast<int>(others.size())});
         return rows;
       }},
      {"m", "m(X, max(N)) :- n(X, N).",
       [](const World&, const State& state) { return RowsOf(state, "n"); }},
      // Of a graph without cycles: its edges go up.
      {"m", "m(Y, max(D)) :- m(X, E), e(X, Y, W), X < Y, D = E + W.",
       [](const World& w, const State& state) {
         std::set<Row> rows;
         Along(w, state, "m", [&](const Row& row, const Edge& edge) {
           if (edge.from < edge.to) rows.insert({edge.to, row[1] + edge.weight});
         });
         return rows;
       }},
      {"d", "d(X, min(0 - N)) :- m(X, N), s(X).",
       [](const World& w, const State& state) {
         std::set<Row> rows;
         for (const Row& row : RowsOf(state, "m"))
           if (std::find(w.starts.begin(), w.starts.end(), row[0]) != w.starts.end())
             rows.insert({row[0], -row[1]});
         return rows;
       }},
  };
}

// Predicates that keep their best rows, whatever else is chosen.
const std::map<std::string, bool> kIsLeast = {{"d", true}, {"n", false}, {"m", false}};

State RunNaively(const World& world, const std::vector<TestRule>& rules) {
  State state;
  for (bool changed = true; changed;) {
    changed = false;
    for (const TestRule& rule : rules)
      for (const Row& row : rule.draw(world, state)) {
        std::set<Row>& rows = state[rule.head];
        const auto best = kIsLeast.find(rule.head);
        if (best == kIsLeast.end()) {
          changed |= rows.insert(row).second;
          continue;
        }
        const auto known = std::find_if(rows.begin(), rows.end(),
                                        [&](const Row& other) { return other[0] == row[0]; });
        if (known != rows.end()) {
          if (best->second ? row[1] >= (*known)[1] : row[1] <= (*known)[1]) continue;
          rows.erase(known);
        }
        rows.insert(row);
        changed = true;
      }
  }
  return state;
}

World MakeWorld(std::mt19937& random) {
  World world;
  for (int i = 0; i < 12; ++i)
    world.edges.push_back({static_cast<int>(random() % kNodes), static_cast<int>(random() % kNodes),
                           static_cast<int>(random() % 6)});
  // Cycles of weight 0 are there; falling without an end is not: no weight is negative.
  world.starts = {static_cast<int>(random() % kNodes), static_cast<int>(random() % kNodes)};
  world.limit = static_cast<int>(random() % 9);
  return world;
}

std::string Facts(const World& world) {
  std::string text;
  for (const Edge& edge : world.edges)
    text += "e(" + std::to_string(edge.from) + ", " + std::to_string(edge.to) + ", " +
            std::to_string(edge.weight) + ").\n";
  for (const int start : world.starts) text += "s(" + std::to_string(start) + ").\n";
  return text;
}

std::set<Row> RowsOfAnswer(const Answer& answer) {
  std::set<Row> rows;
  for (const auto& values : answer.rows) {
    Row row;
    for (const Value& value : values) row.push_back(static_cast<int>(value.number));
    rows.insert(row);
  }
  return rows;
}

// What check says of the rules: they are monotone, so nothing.
std::size_t MistakesIn(const std::string& text) {
  std::vector<std::shared_ptr<const ast::Rule>> rules;
  for (const ast::Clause& clause : Parse(text, {}).program.clauses)
    rules.push_back(std::make_shared<const ast::Rule>(std::get<ast::Rule>(clause)));
  return Stratify(rules).errors.size();
}

// What is asked from outside, too: those that are far, and all by an argument.
constexpr const char* kQuestions =
    "d(X, D)?\nr(X)?\nn(X, N)?\nm(X, N)?\nd(X, D), D > 3?\nd(2, D)?\n";

class BestRowsTest : public testing::TestWithParam<unsigned> {};

TEST_P(BestRowsTest, AgreeWithANaiveEvaluator) {
  std::mt19937 random(test::Seed(GetParam()));
  for (int i = 0; i < 40; ++i) {
    const World world = MakeWorld(random);
    std::vector<TestRule> rules;
    const std::vector<TestRule> all = RulesFor(world);
    // Falling through `m` has no end where d makes m grow; so it is one or the other.
    const bool with_m = random() % 4 == 0;
    for (std::size_t at = 0; at < all.size(); ++at) {
      const bool is_base = at <= 1 || at == 5 || at == 8 || at == 9 || at == 10 || at == 6;
      const bool falls = at == all.size() - 1;
      if (falls ? with_m : is_base || (random() % 2 == 0 && !with_m)) rules.push_back(all[at]);
    }
    std::shuffle(rules.begin(), rules.end(), random);
    std::string text = Facts(world);
    for (const TestRule& rule : rules) text += rule.text + "\n";
    EXPECT_EQ(MistakesIn(text), 0u) << text;
    const State expected = RunNaively(world, rules);
    const Asked asked =
        Ask(std::make_shared<FakeSnapshot>("predicate unused\n"), text + kQuestions);
    ASSERT_TRUE(asked.status.ok()) << asked.status.message() << "\n" << text;
    EXPECT_EQ(RowsOfAnswer(asked.answers[0]), RowsOf(expected, "d")) << text;
    EXPECT_EQ(RowsOfAnswer(asked.answers[1]), RowsOf(expected, "r")) << text;
    EXPECT_EQ(RowsOfAnswer(asked.answers[2]), RowsOf(expected, "n")) << text;
    EXPECT_EQ(RowsOfAnswer(asked.answers[3]), RowsOf(expected, "m")) << text;
    std::set<Row> far, of_two;
    for (const Row& row : RowsOf(expected, "d")) {
      if (row[1] > 3) far.insert(row);
      if (row[0] == 2) of_two.insert({row[1]});
    }
    EXPECT_EQ(RowsOfAnswer(asked.answers[4]), far) << text;
    EXPECT_EQ(RowsOfAnswer(asked.answers[5]), of_two) << text;
    // Every row has a proof, and it ends at facts.
    for (const char* question : {"why d(X, D)?", "why r(X)?", "why n(X, N)?"}) {
      const Asked why = Ask(std::make_shared<FakeSnapshot>("predicate unused\n"), text + question);
      ASSERT_TRUE(why.status.ok()) << why.status.message() << "\n" << text << question;
      for (const Proof& proof : why.answers.back().proofs)
        EXPECT_FALSE(proof.rule.empty()) << question << " " << proof.atom << "\n" << text;
    }
    if (HasFailure()) return;
  }
}

// What a question knows reaches the recursion and changes no answer.
TEST_P(BestRowsTest, KnownGroupsGiveTheirRows) {
  std::mt19937 random(test::Seed(GetParam() + 1000));
  const std::vector<std::string> bodies = {
      "p(1, Z, D)",   "total(Y, W, N)", "total(1, W, N)", "mean(M, Z)", "p(Z, 2, D)", "p(Y, Z, E)",
      "hop(Z, Y, W)", "near(1, Y)",     "near(Y, Z)",     "wide(Y)",    "wide(1)",    "many(Y, N)",
      "many(1, N)",   "step(1, Z)",     "hop(1, Y, V)",   "chosen(Z)",  "p(1, 2, F)", "s(Y)",
      "e(1, Y, _)",   "not p(1, Y, 3)", "not near(Z, Y)"};
  std::vector<std::string> texts = {"p(1, Z, D)?",
                                    "total(1, W, N)?",
                                    "total(X, W, 2)?",
                                    "mean(M, 2)?",
                                    "all(N), total(N, W, M)?",
                                    "s(X), total(X, W, N)?",
                                    "total(1, 3, N)?",
                                    "p(X, 2, D)?",
                                    "p(1, 2, D)?",
                                    "p(X, X, D)?",
                                    "p(1, Z, D), D > 2?",
                                    "p(1, Y, D), p(Y, Z, E), E < D?",
                                    "near(1, Z)?",
                                    "p(1, Y, D), hop(Y, Z, W)?",
                                    "p(1, Y, D), hop(Y, Z, W), p(Z, 2, E)?",
                                    "hop(1, Y, W), p(Y, Z, D)?",
                                    "near(X, 3), p(X, 2, D)?",
                                    "s(X), p(X, Z, D)?",
                                    "e(1, X, _), p(X, Z, D) select X, Z, D?",
                                    "step(1, X), p(X, 2, D)?",
                                    "s(X), many(X, N)?",
                                    "many(1, N)?"};
  for (int i = 0; i < 12; ++i) {
    const World world = MakeWorld(random);
    const std::string rules = Facts(world) + R"(
      p(X, X, 0) :- e(X, _, _).
      p(X, Z, min(D)) :- p(X, Y, E), hop(Y, Z, W), D = E + W.
      hop(X, Y, W) :- e(X, Y, W).
      p(X, Z, min(D)) :- near(X, Y), e(Y, Z, _), D = 6.
      near(X, Z) :- p(X, Z, D), D <= 4.
      wide(X) :- p(X, Z, D), D > 5.
      total(X, sum(W), count()) :- hop(X, Y, W).
      total(X, max(D), D) :- p(X, Y, D), near(X, Y).
      all(count()) :- hop(X, Y, W).
      mean(avg(W), Y) :- hop(X, Y, W), wide(X).
      wide(X) :- wide(Y), hop(X, Y, _).
      step(X, Y) :- e(X, Y, _).
      step(X, Z) :- step(X, Y), p(Y, Z, D), D < 3.
      chosen(X) :- s(X).
      chosen(X) :- many(X, N), N >= 2.
      many(X, count(Y)) :- e(X, Y, _), chosen(Y).
    )";
    for (int more = 0; more < 12; ++more)
      texts.push_back("s(Y), s(Z), " + bodies[random() % bodies.size()] + ", " +
                      bodies[random() % bodies.size()] + ", " + bodies[random() % bodies.size()] +
                      "?");
    for (const std::string& text : texts) {
      QueryOptions as_written;
      as_written.rewrites = false;
      const auto world_of_facts = std::make_shared<FakeSnapshot>("predicate unused\n");
      const Asked whole = Ask(world_of_facts, rules + text, as_written);
      const Asked known = Ask(world_of_facts, rules + text);
      ASSERT_TRUE(whole.status.ok()) << whole.status.message();
      ASSERT_TRUE(known.status.ok()) << known.status.message() << "\n" << text;
      EXPECT_EQ(known.rows(), whole.rows()) << rules << text;
    }
    texts.resize(texts.size() - 12);
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, BestRowsTest, testing::Range(1u, 11u));

}  // namespace
}  // namespace lode
