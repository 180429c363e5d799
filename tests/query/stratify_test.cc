// Strata: what is negated is finished before; what cannot be is told with its cycle.

#include "query/check/stratify.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "query/syntax/parse.h"
#include "tests/query/case_file.h"

namespace lode {
namespace {

Stratification StratifyText(const std::string& text) {
  const Parsed parsed = Parse(text);
  EXPECT_TRUE(parsed.ok()) << Shown(parsed.diagnostics);
  std::vector<std::shared_ptr<const ast::Rule>> rules;
  for (const ast::Clause& clause : parsed.program.clauses)
    rules.push_back(std::make_shared<const ast::Rule>(std::get<ast::Rule>(clause)));
  return Stratify(rules);
}

// "g | f* h*": strata in order, a star for recursive ones.
std::string Order(const Stratification& strata) {
  std::string text;
  for (const Stratum& stratum : strata.strata) {
    if (!text.empty()) text += " |";
    for (const std::string& predicate : stratum.predicates)
      text += (text.empty() ? "" : " ") + predicate + (stratum.recursive ? "*" : "");
  }
  return text;
}

TEST(Stratify, PutsWhatIsNeededFirst) {
  struct Row {
    const char *rules, *order;
  };
  for (const Row& row :
       {Row{"", ""}, Row{"f(a).", "f"}, Row{"f(X) :- g(X). g(X) :- h(X). h(a).", "h | g | f"},
        Row{"f(X) :- f(X).", "f*"}, Row{"f(X) :- g(X). g(X) :- f(X).", "f* g*"},
        Row{"f(X) :- e(X), not g(X). g(X) :- e(X).", "g | f"},
        Row{"f(X) :- g(X). g(X) :- f(X). h(X) :- e(X), not f(X).", "f* g* | h"},
        Row{"n(count()) :- f(X). f(X) :- f(X).", "f* | n"},
        // Statement syntax sees no rules, so there is no cycle.
        Row{"f(X) :- e(X), not f(X, Y) @ S.", "f"}, Row{"f(X) :- W: f(X, W).", "f"},
        Row{"f(X) :- e(X), not rumored f(X, X).", "f"},
        // A built-in wins over a predicate of its name.
        Row{"f(X) :- article(X, Y).", "f"}}) {
    const Stratification strata = StratifyText(row.rules);
    EXPECT_EQ(Order(strata), row.order) << row.rules;
    EXPECT_TRUE(strata.errors.empty()) << row.rules << "\n" << Shown(strata.errors);
  }
}

TEST(Stratify, PrintsTheCycleThroughNegation) {
  struct Row {
    const char *rules, *cycle;
  };
  for (const Row& row :
       {Row{"f(X) :- e(X), not f(X).", "(f :- not f)"},
        Row{"f(X) :- e(X), not g(X). g(X) :- f(X).", "(f :- not g :- f)"},
        Row{"a(X) :- b(X). b(X) :- c(X). c(X) :- e(X), not a(X).", "(c :- not a :- b :- c)"},
        Row{"n(X, sum(Y)) :- n(Y, X).", "(n :- n)"}}) {
    const Stratification strata = StratifyText(row.rules);
    ASSERT_EQ(strata.errors.size(), 1u) << row.rules;
    EXPECT_NE(strata.errors[0].message.find(row.cycle), std::string::npos)
        << strata.errors[0].message;
  }
}

TEST(Stratify, BearsAChainAsLongAsTheText) {
  std::string text;
  for (int i = 0; i < 20000; ++i)
    text += "p" + std::to_string(i) + "(X) :- p" + std::to_string(i + 1) + "(X).\n";
  const Stratification strata = StratifyText(text);
  EXPECT_EQ(strata.strata.size(), 20000u);
  EXPECT_EQ(strata.strata.front().predicates.front(), "p19999");
}

// Every rule lies in one stratum, behind all that it needs; the strata are those a
// plain fixpoint over levels would allow.
TEST(Stratify, AgreesWithLevelsOnRandomPrograms) {
  std::uint32_t seed = 7;
  const auto random = [&](std::uint32_t below) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
  };
  for (int round = 0; round < 300; ++round) {
    std::string text;
    std::vector<std::tuple<int, int, bool>> edges;
    for (std::uint32_t i = 0; i < 1 + random(12); ++i) {
      const int head = static_cast<int>(random(6)), body = static_cast<int>(random(6));
      const bool negated = random(4) == 0;
      text += "p" + std::to_string(head) + "(X) :- e(X), " + (negated ? "not " : "") + "p" +
              std::to_string(body) + "(X).\n";
      edges.emplace_back(head, body, negated);
    }
    std::map<int, int> level;
    bool stratified = false;
    for (int pass = 0; pass < 20 && !stratified; ++pass) {
      stratified = true;
      for (const auto& [head, body, negated] : edges)
        if (const int wanted = level[body] + (negated ? 1 : 0); level[head] < wanted) {
          level[head] = wanted;
          stratified = false;
        }
    }
    const Stratification strata = StratifyText(text);
    EXPECT_EQ(strata.errors.empty(), stratified) << text;
    std::map<std::string, std::size_t> place;
    for (std::size_t i = 0; i < strata.strata.size(); ++i)
      for (const std::string& predicate : strata.strata[i].predicates) place[predicate] = i;
    for (const auto& [head, body, negated] : edges) {
      const auto below = place.find("p" + std::to_string(body));
      if (below == place.end() || !stratified) continue;
      EXPECT_LE(below->second + (negated ? 1 : 0), place.at("p" + std::to_string(head))) << text;
    }
  }
}

}  // namespace
}  // namespace lode
