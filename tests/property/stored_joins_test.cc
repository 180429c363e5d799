// Joins over stored statements: permuted bodies and batches of every size give the
// same answers, and these are the answers of nested loops over the facts.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "query/program/rewrite.h"
#include "query/run/fixpoint.h"
#include "tests/property/seeds.h"
#include "tests/query/ask.h"

namespace lode {
namespace {

constexpr const char* kSchema = "predicate likes\npredicate hates < likes\npredicate meets sym\n";

struct Triple {
  int subject;
  std::string predicate;
  int object;
};

std::vector<Triple> RandomTriples(std::mt19937& random, unsigned count) {
  const std::string predicates[] = {"likes", "hates", "meets", "eats"};
  std::vector<Triple> triples;
  for (unsigned i = 0; i < count; ++i)
    triples.push_back(
        {static_cast<int>(random() % 9), predicates[random() % 4], static_cast<int>(random() % 9)});
  return triples;
}

std::string NameOf(int number) {
  return "n" + std::to_string(number);
}

std::shared_ptr<FakeSnapshot> Store(const std::vector<Triple>& triples) {
  auto world = std::make_shared<FakeSnapshot>(kSchema);
  for (const Triple& triple : triples)
    world->Add(NameOf(triple.subject), triple.predicate, NameOf(triple.object));
  return world;
}

bool Has(const std::vector<Triple>& triples, int subject, const std::string& predicate,
         int object) {
  return std::any_of(triples.begin(), triples.end(), [&](const Triple& triple) {
    const bool same =
        triple.predicate == predicate || (predicate == "likes" && triple.predicate == "hates");
    const bool straight = triple.subject == subject && triple.object == object;
    const bool swapped =
        predicate == "meets" && triple.subject == object && triple.object == subject;
    return same && (straight || swapped);
  });
}

TEST(StoredJoins, AgreeWithNestedLoopsInEveryOrder) {
  std::mt19937 random(test::Seed(7));
  for (int round = 0; round < 30; ++round) {
    const std::vector<Triple> triples = RandomTriples(random, 40);
    const auto world = Store(triples);
    std::set<std::string> expected;
    for (int x = 0; x < 9; ++x)
      for (int y = 0; y < 9; ++y)
        for (int z = 0; z < 9; ++z)
          if (Has(triples, x, "likes", y) && Has(triples, y, "meets", z) &&
              !Has(triples, x, "eats", z) && x != z)
            expected.insert(NameOf(x) + " | " + NameOf(y) + " | " + NameOf(z));
    std::vector<std::string> literals = {"likes(X, Y)", "meets(Y, Z)", "not eats(X, Z)", "X != Z"};
    std::sort(literals.begin(), literals.end());
    do {
      std::string text;
      for (const std::string& literal : literals) text += (text.empty() ? "" : ", ") + literal;
      const auto rows = Ask(world, text + " select X, Y, Z?").rows();
      ASSERT_EQ(std::set<std::string>(rows.begin(), rows.end()), expected) << text;
      ASSERT_EQ(rows.size(), expected.size());
    } while (std::next_permutation(literals.begin(), literals.end()));
  }
}

// Every combination of prefixes and least confidence sees what a look at each statement finds.
TEST(StoredJoins, PrefixesAgreeWithALookAtEveryStatement) {
  std::mt19937 random(test::Seed(11));
  for (int round = 0; round < 10; ++round) {
    auto world = std::make_shared<FakeSnapshot>(kSchema);
    std::vector<std::pair<Triple, FakeStatement>> all;
    for (const Triple& triple : RandomTriples(random, 60)) {
      FakeStatement more;
      more.polarity = random() % 3 == 0 ? Polarity::kNegated : Polarity::kAffirmed;
      more.modality = static_cast<Modality>(random() % 6);
      more.ended = random() % 3 == 0;
      more.confidence = static_cast<double>(random() % 11) / 10;
      world->Add(NameOf(triple.subject), triple.predicate, NameOf(triple.object), more);
      all.emplace_back(triple, more);
    }
    for (const bool any : {true, false})
      for (const bool denied : {false, true})
        for (unsigned modality = 0; modality < 6; ++modality)
          for (const bool former : {false, true}) {
            if (any && (denied || modality > 0 || former)) continue;
            QueryOptions options;
            options.min_confidence = static_cast<double>(random() % 4) * 0.3;
            const auto asked = static_cast<Modality>(modality);
            std::string text = any ? "any " : "";
            if (former) text += "former ";
            if (denied) text += "denied ";
            if (modality > 0) text += std::string(NameOf(asked)) + " ";
            text += "eats(X, Y)?";
            std::set<std::string> expected;
            for (const auto& [triple, more] : all)
              if (triple.predicate == "eats" && more.confidence >= options.min_confidence &&
                  (any || ((more.polarity == Polarity::kNegated) == denied &&
                           more.modality == asked && more.ended == former)))
                expected.insert(NameOf(triple.subject) + " | " + NameOf(triple.object));
            const auto rows = Ask(world, text, options).rows();
            ASSERT_EQ(std::set<std::string>(rows.begin(), rows.end()), expected) << text;
          }
  }
}

// Runs one query with batches of a given size, below the engine's door.
std::set<std::vector<TermId>> RunWithBatches(const FakeSnapshot& world, const std::string& text,
                                             std::size_t batch_rows) {
  const QueryOptions options;
  const Parsed parsed = Parse(text, options);
  const auto& query = std::get<ast::Query>(parsed.program.clauses.at(0));
  Budget budget(options);
  TermTable terms(world);
  Evaluator evaluator(terms);
  RelationNames names;
  const ir::Program program = *LowerRules({}, terms, options.parameters, names);
  const Result<ir::Query> lowered = LowerQuery(query, {terms, options.parameters, program, names});
  std::vector<std::unique_ptr<Relation>> relations;
  std::map<std::string, StoredRead> reads;
  Execution execution{world, terms, evaluator, budget, program, relations, reads, batch_rows};
  Relation rows(static_cast<std::uint32_t>(lowered->rule.columns.size()), budget);
  std::vector<ir::Term> columns;
  for (const auto& column : lowered->rule.columns) columns.push_back(std::get<ir::Term>(column));
  InsertSink sink(columns, lowered->rule.slot_count, rows, execution);
  EXPECT_TRUE(RunRule(lowered->rule, {}, sink, execution));
  std::set<std::vector<TermId>> found;
  for (std::uint32_t i = 0; i < rows.size(); ++i)
    found.insert({rows.row(i), rows.row(i) + rows.arity()});
  return found;
}

TEST(StoredJoins, DoNotDependOnTheBatchSize) {
  std::mt19937 random(test::Seed(11));
  const auto world = Store(RandomTriples(random, 60));
  const std::string text = "likes(X, Y), meets(Y, Z), not eats(X, Z), X != Z, any(Z, W)?";
  const auto expected = RunWithBatches(*world, text, 1024);
  EXPECT_FALSE(expected.empty());
  for (const std::size_t batch_rows : {1, 2, 3, 7, 64, 4096})
    EXPECT_EQ(RunWithBatches(*world, text, batch_rows), expected) << batch_rows;
}

}  // namespace
}  // namespace lode
