// Packed columns of statements: what goes in comes out, and no bytes do harm.

#include "storage/statements/statement_block.h"

#include <gtest/gtest.h>

#include <random>

#include "storage/terms/key_layout.h"

namespace lode {
namespace {

using Random = std::mt19937_64;

TermId RandomTerm(Random& random) {
  switch (random() % 4) {
    case 0: return {};
    case 1: return TermId::Make(TermTag::kText, random() % 1000);
    case 2: return TermId::Make(TermTag::kDate, ((1ull << 40) + random() % 4000) << 3 | 4);
    default: return TermId::Make(TermTag::kEntity, random() % 300);
  }
}

std::vector<StatementColumns> RandomStatements(Random& random, std::size_t count, TermId first) {
  std::vector<StatementColumns> statements(count);
  for (std::size_t i = 0; i < count; ++i) {
    StatementColumns& s = statements[i];
    StatementRow& row = s.row;
    row.triple.subject = RandomTerm(random);
    row.triple.predicate = TermId::Make(TermTag::kPredicate, random() % 30);
    row.triple.object = RandomTerm(random);
    row.triple.statement = TermId{first.bits + i};
    row.triple.polarity = static_cast<Polarity>(random() % 2);
    row.triple.modality = static_cast<Modality>(random() % 6);
    row.triple.ended = random() % 5 == 0;
    row.article = ArticleTerm(ArticleOfStatement(first));
    row.said_by = random() % 2 == 0 ? TermId{} : RandomTerm(random);
    row.relation = TermId::Make(TermTag::kText, random() % 50);
    row.time = RandomTerm(random);
    row.sentence = static_cast<std::uint32_t>(1 + i / 3);
    row.confidence = static_cast<double>(random() % 12) / 12;
    row.triple.confidence_step = ConfidenceStep(row.confidence);
    row.derived = random() % 6 == 0;
    s.id_hash = random();
    for (std::uint64_t more = random() % 3; more > 1; --more) s.via.push_back(RandomTerm(random));
    if (row.derived) s.premises = {static_cast<std::uint32_t>(random() % count)};
    if (random() % 4 == 0) s.qualifiers.emplace_back("amount", RandomTerm(random));
  }
  return statements;
}

void ExpectSame(const StatementColumns& a, const StatementColumns& b) {
  EXPECT_EQ(a.row.triple.subject, b.row.triple.subject);
  EXPECT_EQ(a.row.triple.predicate, b.row.triple.predicate);
  EXPECT_EQ(a.row.triple.object, b.row.triple.object);
  EXPECT_EQ(a.row.triple.statement, b.row.triple.statement);
  EXPECT_EQ(a.row.triple.polarity, b.row.triple.polarity);
  EXPECT_EQ(a.row.triple.modality, b.row.triple.modality);
  EXPECT_EQ(a.row.triple.ended, b.row.triple.ended);
  EXPECT_EQ(a.row.triple.confidence_step, b.row.triple.confidence_step);
  EXPECT_EQ(a.row.article, b.row.article);
  EXPECT_EQ(a.row.said_by, b.row.said_by);
  EXPECT_EQ(a.row.relation, b.row.relation);
  EXPECT_EQ(a.row.time, b.row.time);
  EXPECT_EQ(a.row.sentence, b.row.sentence);
  EXPECT_EQ(a.row.confidence, b.row.confidence);
  EXPECT_EQ(a.row.derived, b.row.derived);
  EXPECT_EQ(a.id_hash, b.id_hash);
  EXPECT_EQ(a.via, b.via);
  EXPECT_EQ(a.premises, b.premises);
  EXPECT_EQ(a.qualifiers, b.qualifiers);
}

TEST(StatementBlock, GivesBackTheStatementsItWasMadeOf) {
  Random random(1);
  const TermId first = StatementTerm(77, 2 * kStatementsOfBlock);
  for (std::size_t size : {1u, 2u, 9u, 60u, 300u, 1024u})
    for (int round = 0; round < 5; ++round) {
      const auto statements = RandomStatements(random, size, first);
      const std::string bytes = EncodeStatements(statements);
      auto decoded = DecodeStatements(first, bytes);
      ASSERT_TRUE(decoded.ok());
      ASSERT_EQ(decoded->size(), size);
      for (std::size_t i = 0; i < size; ++i) ExpectSame((*decoded)[i], statements[i]);
      EXPECT_EQ(EncodeStatements(*decoded), bytes);
    }
}

TEST(StatementBlock, KnowsWhoseBlockAStatementIsIn) {
  const TermId statement = StatementTerm(5, 3 * kStatementsOfBlock + 17);
  EXPECT_EQ(FirstOfBlock(statement), StatementTerm(5, 3 * kStatementsOfBlock));
  EXPECT_EQ(IndexInBlock(statement), 17u);
  EXPECT_EQ(FirstOfBlock(StatementTerm(5, 0)), StatementTerm(5, 0));
}

TEST(StatementBlock, RefusesBytesThatAreNone) {
  Random random(2);
  const TermId first = StatementTerm(1, 0);
  const std::string bytes = EncodeStatements(RandomStatements(random, 40, first));
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(DecodeStatements(first, std::string_view(bytes).substr(0, size)).ok()) << size;
  EXPECT_FALSE(DecodeStatements(first, bytes + "x").ok());
  for (int round = 0; round < 3000; ++round) {
    std::string damaged = bytes;
    for (std::uint64_t change = 0; change <= random() % 4; ++change)
      damaged[random() % damaged.size()] = static_cast<char>(random());
    StatementBlock block;
    if (!block.Open(first, damaged)) continue;
    for (std::size_t i = 0; i < block.size(); ++i) (void)block.ColumnsAt(i);
  }
}

}  // namespace
}  // namespace lode
