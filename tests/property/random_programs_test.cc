// The engine against a naive evaluator on random programs with recursion, negation
// and inequalities; and against itself with bodies permuted and other batch sizes.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "tests/property/seeds.h"
#include "tests/query/ask.h"

namespace lode {

namespace {

struct RandomAtom {
  bool negated = false;
  std::string predicate;
  std::vector<int> arguments;  // variables are -1, -2 ...; constants 0 and up
};
struct RandomRule {
  RandomAtom head;
  std::vector<RandomAtom> body;
  std::vector<std::pair<int, int>> different;  // pairs of arguments that must differ
};
using Tuple = std::vector<int>;
using Facts = std::map<std::string, std::set<Tuple>>;

// Predicates a, b are facts; p0, p1 ... are defined in strata: p<i> may negate facts and
// p<j> of lower strata, and use its own stratum positively.
struct RandomProgram {
  Facts facts;
  std::vector<std::vector<RandomRule>> strata;
};

constexpr int kDomain = 6;

int Pick(std::mt19937& random, int end) {
  return static_cast<int>(random() % static_cast<unsigned>(end));
}

RandomAtom PositiveAtom(const std::vector<std::string>& predicates, int variables,
                        std::mt19937& random) {
  RandomAtom atom;
  atom.predicate =
      predicates[static_cast<std::size_t>(Pick(random, static_cast<int>(predicates.size())))];
  const int arity = atom.predicate == "b" ? 1 : atom.predicate == "t" ? 3 : 2;
  for (int i = 0; i < arity; ++i)
    atom.arguments.push_back(Pick(random, 8) == 0 ? Pick(random, kDomain)
                                                  : -1 - Pick(random, variables));
  return atom;
}

RandomRule MakeRule(const std::string& head, const std::vector<std::string>& positive,
                    const std::vector<std::string>& negative, std::mt19937& random) {
  RandomRule rule;
  const int atoms = 1 + Pick(random, 4);
  for (int i = 0; i < atoms; ++i) rule.body.push_back(PositiveAtom(positive, 4, random));
  std::vector<int> bound;
  for (const RandomAtom& atom : rule.body)
    for (const int argument : atom.arguments)
      if (argument < 0) bound.push_back(argument);
  if (bound.empty()) bound.push_back(Pick(random, kDomain));
  const auto any = [&] {
    return bound[static_cast<std::size_t>(Pick(random, static_cast<int>(bound.size())))];
  };
  if (!negative.empty() && Pick(random, 3) == 0) {
    RandomAtom atom = PositiveAtom(negative, 4, random);
    atom.negated = true;
    for (int& argument : atom.arguments)
      if (argument < 0) argument = any();
    rule.body.push_back(atom);
  }
  if (Pick(random, 3) == 0) rule.different.push_back({any(), any()});
  rule.head = {false, head, {any(), any()}};
  return rule;
}

int ValueOf(int argument, const std::vector<int>& assignment) {
  return argument >= 0 ? argument : assignment[static_cast<std::size_t>(-1 - argument)];
}

bool Holds(const RandomRule& rule, const std::vector<int>& assignment, Facts& facts) {
  for (const auto& [left, right] : rule.different)
    if (ValueOf(left, assignment) == ValueOf(right, assignment)) return false;
  for (const RandomAtom& atom : rule.body) {
    Tuple tuple;
    for (const int argument : atom.arguments) tuple.push_back(ValueOf(argument, assignment));
    if (facts[atom.predicate].contains(tuple) == atom.negated) return false;
  }
  return true;
}

std::string Write(const RandomAtom& atom) {
  std::string text = (atom.negated ? "not " : "") + atom.predicate + "(";
  for (std::size_t i = 0; i < atom.arguments.size(); ++i) {
    const int argument = atom.arguments[i];
    text += (i > 0 ? ", " : "") +
            (argument < 0 ? "V" + std::to_string(-argument) : std::to_string(argument));
  }
  return text + ")";
}

RandomProgram MakeProgram(std::mt19937& random) {
  RandomProgram program;
  std::vector<std::string> known = {"a", "b", "t"};
  for (int i = 0; i < 8; ++i) {
    program.facts["a"].insert({Pick(random, kDomain), Pick(random, kDomain)});
    if (i < 3) program.facts["b"].insert({Pick(random, kDomain)});
    program.facts["t"].insert(
        {Pick(random, kDomain), Pick(random, kDomain), Pick(random, kDomain)});
  }
  for (int stratum = 0, predicates = 0; stratum < 3; ++stratum) {
    std::vector<std::string> own;
    for (int i = 0; i <= Pick(random, 2); ++i) own.push_back("p" + std::to_string(predicates++));
    std::vector<std::string> positive = known;
    positive.insert(positive.end(), own.begin(), own.end());
    program.strata.emplace_back();
    for (const std::string& head : own)
      for (int i = 0; i < 1 + Pick(random, 3); ++i)
        program.strata.back().push_back(MakeRule(head, positive, known, random));
    known = positive;
  }
  return program;
}

// Runs every stratum over all assignments until nothing is new.
Facts RunNaively(const RandomProgram& program) {
  Facts facts = program.facts;
  for (const auto& rules : program.strata) {
    for (bool grew = true; grew;) {
      grew = false;
      for (const RandomRule& rule : rules) {
        std::vector<int> assignment(4);
        for (int code = 0; code < kDomain * kDomain * kDomain * kDomain; ++code) {
          for (int i = 0, rest = code; i < 4; ++i, rest /= kDomain)
            assignment[static_cast<std::size_t>(i)] = rest % kDomain;
          if (!Holds(rule, assignment, facts)) continue;
          grew |= facts[rule.head.predicate]
                      .insert({ValueOf(rule.head.arguments[0], assignment),
                               ValueOf(rule.head.arguments[1], assignment)})
                      .second;
        }
      }
    }
  }
  return facts;
}

// As text; `shuffle` permutes the literals of the bodies and the clauses.
std::string Write(const RandomProgram& program, std::mt19937* shuffle) {
  std::vector<std::string> clauses;
  for (const auto& [predicate, tuples] : program.facts)
    for (const Tuple& tuple : tuples) clauses.push_back(Write({false, predicate, tuple}) + ".");
  for (const auto& rules : program.strata) {
    for (const RandomRule& rule : rules) {
      std::vector<std::string> literals;
      for (const RandomAtom& atom : rule.body) literals.push_back(Write(atom));
      for (const auto& [left, right] : rule.different) {
        const auto name = [](int a) {
          return a < 0 ? "V" + std::to_string(-a) : std::to_string(a);
        };
        literals.push_back(name(left) + " != " + name(right));
      }
      if (shuffle) std::shuffle(literals.begin(), literals.end(), *shuffle);
      std::string text = Write(rule.head) + " :- ";
      for (std::size_t i = 0; i < literals.size(); ++i) text += (i > 0 ? ", " : "") + literals[i];
      clauses.push_back(text + ".");
    }
  }
  if (shuffle) std::shuffle(clauses.begin(), clauses.end(), *shuffle);
  std::string text;
  for (const std::string& clause : clauses) text += clause + "\n";
  return text;
}

// What the engine has for every predicate, as sets of tuples.
Facts RunEngine(const std::string& rules, const Facts& predicates, const QueryOptions& options) {
  std::string text = rules;
  for (const auto& [predicate, tuples] : predicates)
    text += predicate == "b"   ? "b(X)?\n"
            : predicate == "t" ? "t(X, Y, Z)?\n"
                               : predicate + "(X, Y)?\n";
  const Asked asked = Ask(std::make_shared<FakeSnapshot>("predicate unused\n"), text, options);
  EXPECT_TRUE(asked.status.ok()) << asked.status.message() << "\n" << text;
  Facts found;
  std::size_t at = 0;
  for (const auto& [predicate, tuples] : predicates) {
    if (at >= asked.answers.size()) break;
    for (const auto& row : asked.answers[at].rows) {
      Tuple tuple;
      for (const Value& value : row) tuple.push_back(static_cast<int>(value.number));
      found[predicate].insert(tuple);
    }
    ++at;
  }
  return found;
}

Facts WithoutEmpty(Facts facts) {
  std::erase_if(facts, [](const auto& entry) { return entry.second.empty(); });
  return facts;
}

class RandomProgramsTest : public testing::TestWithParam<unsigned> {};

TEST_P(RandomProgramsTest, AgreeWithANaiveEvaluator) {
  std::mt19937 random(test::Seed(GetParam()));
  for (int i = 0; i < 20; ++i) {
    const RandomProgram program = MakeProgram(random);
    const Facts expected = WithoutEmpty(RunNaively(program));
    const std::string text = Write(program, nullptr);
    ASSERT_EQ(WithoutEmpty(RunEngine(text, expected, {})), expected) << text;
    const std::string permuted = Write(program, &random);
    ASSERT_EQ(WithoutEmpty(RunEngine(permuted, expected, {})), expected) << permuted;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomProgramsTest, testing::Range(1u, 16u));

}  // namespace
}  // namespace lode
