// What a question knows reaches the rules, and changes no answer: random recursive programs
// asked with known arguments, with the rewriting and without.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/property/seeds.h"
#include "tests/query/ask.h"

namespace lode {
namespace {

class ProgramMaker {
 public:
  explicit ProgramMaker(std::mt19937& random) : random_(random) {}

  std::shared_ptr<FakeSnapshot> World() {
    auto world = std::make_shared<FakeSnapshot>("predicate a\npredicate s sym\npredicate p\n");
    for (int i = 0; i < 14; ++i) world->Add(Node(), Pick({"a", "a", "s"}), Node());
    world->Add("n0", "a", "n1");
    return world;
  }

  // Rules of p, q and r, which may use each other; t closes one of them; u negates.
  std::string Rules() {
    std::string text = "q(n0, n2). q(n3, n1). ";
    const std::string closed = Pick({"a", "s", "q", "r"});
    const std::string step =
        Pick({"t(X, Z) :- B(X, Y), t(Y, Z). ", "t(X, Z) :- t(X, Y), B(Y, Z). ",
              "t(X, Z) :- t(X, Y), t(Y, Z). ", "t(X, Z) :- t(Y, Z), B(X, Y). "});
    text += "t(X, Y) :- B(X, Y). " + step;
    for (std::size_t at; (at = text.find('B')) != std::string::npos;) text.replace(at, 1, closed);
    const int rules = 3 + static_cast<int>(random_() % 4);
    for (int i = 0; i < rules; ++i) text += Rule(Pick({"p", "q", "r"}));
    text += "r(X, Y) :- a(X, Y). ";
    text += "u(X, Y) :- p(X, Y), not t(X, Y). ";
    return text;
  }

  std::string Question() {
    const std::string goal = Pick({"p", "q", "r", "t", "u"});
    switch (random_() % 6) {
      case 0: return goal + "(" + Node() + ", Y)?";
      case 1: return goal + "(X, " + Node() + ")?";
      case 2: return goal + "(" + Node() + ", " + Node() + ")?";
      case 3: return "a(" + Node() + ", X), " + goal + "(X, Y)?";
      case 4: return goal + "(" + Node() + ", X), " + Pick({"p", "t"}) + "(X, Y), X != Y?";
      default: return goal + "(X, Y), t(Y, " + Node() + ")?";
    }
  }

 private:
  std::string Node() { return "n" + std::to_string(random_() % 6); }
  std::string Pick(const std::vector<std::string>& words) {
    return words[random_() % words.size()];
  }

  std::string Rule(const std::string& head) {
    const std::string one = Pick({"a", "s", "p", "q", "r", "t"});
    const std::string two = Pick({"a", "p", "q", "r", "t"});
    switch (random_() % 5) {
      case 0: return head + "(X, Y) :- " + one + "(Y, X). ";
      case 1: return head + "(X, Z) :- " + one + "(X, Y), " + two + "(Y, Z). ";
      case 2: return head + "(X, Y) :- " + one + "(X, Y), " + two + "(_, Y), X != " + Node() + ". ";
      case 3: return head + "(X, " + Node() + ") :- " + one + "(X, _). ";
      default: return head + "(X, X) :- " + one + "(X, Y), " + two + "(Y, X). ";
    }
  }

  std::mt19937& random_;
};

TEST(BoundArguments, ChangeNoAnswer) {
  std::mt19937 random(test::Seed(5));
  int answered = 0;
  for (int round = 0; round < 1500; ++round) {
    ProgramMaker maker(random);
    const auto world = maker.World();
    const std::string text = maker.Rules() + maker.Question();
    QueryOptions plain;
    plain.rewrites = false;
    const Asked wanted = Ask(world, text, plain), given = Ask(world, text);
    ASSERT_EQ(given.rows(), wanted.rows()) << text;
    if (!wanted.rows().empty() && wanted.rows()[0] != "no") ++answered;
  }
  EXPECT_GT(answered, 300);
}

// Steps from the top to the lowest statement.
std::size_t HeightOf(const Proof& proof) {
  std::size_t height = 0;
  for (const Proof& child : proof.children) height = std::max(height, 1 + HeightOf(child));
  return height;
}

std::string Written(const Proof& proof) {
  std::string text = proof.atom + " by " + proof.rule + " (";
  for (const Proof& child : proof.children) text += Written(child) + "; ";
  return text + ")";
}

// A row has a proof as short: of many ways that are alike a few are followed, those that come
// first, and rows come in another order.
TEST(BoundArguments, KeepProofs) {
  std::mt19937 random(test::Seed(7));
  std::size_t proofs = 0, same = 0, longer = 0, shorter = 0;
  for (int round = 0; round < 1500; ++round) {
    ProgramMaker maker(random);
    const auto world = maker.World();
    const std::string text = maker.Rules() + "why " + maker.Question();
    QueryOptions plain;
    plain.rewrites = false;
    const Asked wanted = Ask(world, text, plain), given = Ask(world, text);
    ASSERT_EQ(given.status.ok(), wanted.status.ok()) << text << given.status.message();
    if (!wanted.status.ok()) continue;
    ASSERT_EQ(given.rows(), wanted.rows()) << text;
    const std::vector<Proof>& some = given.answers.back().proofs;
    const std::vector<Proof>& all = wanted.answers.back().proofs;
    ASSERT_EQ(some.size(), all.size()) << text;
    for (std::size_t i = 0; i < all.size(); ++i, ++proofs) {
      longer += HeightOf(some[i]) > HeightOf(all[i]) ? 1 : 0;
      shorter += HeightOf(some[i]) < HeightOf(all[i]) ? 1 : 0;
      same += Written(some[i]) == Written(all[i]) ? 1 : 0;
    }
  }
  EXPECT_GT(proofs, 1000U);
  EXPECT_GT(same, proofs * 85 / 100) << proofs;
  EXPECT_LT(longer, proofs / 100) << shorter << " are shorter";
}

// The closure of a chain of 3000 has millions of rows; what one end reaches has thousands.
TEST(BoundArguments, KeepAClosureSmall) {
  auto world = std::make_shared<FakeSnapshot>("predicate a\n");
  for (int i = 0; i < 3000; ++i)
    world->Add("n" + std::to_string(i), "a", "n" + std::to_string(i + 1));
  QueryOptions options;
  options.max_memory_bytes = 8 << 20;
  const std::string rules[] = {"t(X, Y) :- a(X, Y). t(X, Z) :- a(X, Y), t(Y, Z). ",
                               "t(X, Y) :- a(X, Y). t(X, Z) :- t(X, Y), a(Y, Z). ",
                               "t(X, Y) :- a(X, Y). t(X, Z) :- t(X, Y), t(Y, Z). "};
  for (const std::string& text : rules) {
    EXPECT_EQ(Ask(world, text + "t(n10, X) select count(X)?", options).rows().at(0), "2990")
        << text;
    EXPECT_EQ(Ask(world, text + "t(X, n2000) select count(X)?", options).rows().at(0), "2000")
        << text;
    EXPECT_EQ(Ask(world, text + "t(n10, n2000)?", options).rows().at(0), "yes") << text;
    if (&text == &rules[2]) continue;  // which rests on all rows between the two
    const Asked why = Ask(world, text + "why t(n10, n60)?", options);
    ASSERT_EQ(why.answers.size(), 1U) << text << why.status.message();
    EXPECT_EQ(HeightOf(why.answers[0].proofs.at(0)), 50U) << text;
  }
}

}  // namespace
}  // namespace lode
