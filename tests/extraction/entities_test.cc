// Runs entity_cases/entities.conllu: names, what words stand for, statements of noun phrases.
#include "loaders/extraction/names/entities.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "loaders/extraction/names/name_text.h"
#include "loaders/extraction/names/parentheses.h"
#include "loaders/extraction/nominals/nominals.h"
#include "loaders/extraction/patterns/pattern_statements.h"
#include "loaders/extraction/reference/coreference.h"
#include "loaders/extraction/reference/find_entities.h"
#include "loaders/language/output/conllu.h"
#include "tests/extraction/reading.h"

namespace lode {
namespace {

std::shared_ptr<const EntityLexicon> Lexicon() {
  static const auto opened = OpenEntityLexicon(LODE_DATA_DIR);
  if (!opened.ok()) ADD_FAILURE() << opened.status().message();
  return opened.ok() ? *opened : nullptr;
}

struct Case {
  std::string name, conllu;
  std::vector<std::pair<std::string, std::vector<std::string>>> directives;  // kind, fields
};

void PrintTo(const Case& shown, std::ostream* out) {
  *out << shown.name;
}

std::vector<std::string> Fields(std::string text) {
  std::vector<std::string> fields;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(" | ", at), text.size());
    fields.push_back(text.substr(at, end - at));
    at = end + 3;
  }
  return fields;
}

std::vector<Case> ReadCases() {
  std::ifstream in(std::string(LODE_SOURCE_DIR) + "/tests/extraction/entity_cases/entities.conllu");
  std::vector<Case> cases;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("# newdoc id = ")) {
      cases.push_back({line.substr(14), {}, {}});
      continue;
    }
    if (cases.empty()) continue;
    for (const char* kind : {"node", "own", "means", "expect", "never", "alias"}) {
      const std::string lead = std::string("# ") + kind + " = ";
      if (line.starts_with(lead))
        cases.back().directives.emplace_back(kind, Fields(line.substr(lead.size())));
    }
    cases.back().conllu += line + "\n";
  }
  return cases;
}

class EntityCase : public ::testing::TestWithParam<Case> {};

class Checker {
 public:
  explicit Checker(const Case& c) {
    Result<std::vector<Sentence>> read = ReadConllu(c.conllu);
    EXPECT_TRUE(read.ok());
    if (read.ok()) sentences_ = *read;
    entities_ = FindEntities(article_, sentences_, *Lexicon());
    statements_ =
        NominalStatements(article_, sentences_, *Lexicon(), testing::Rules()->lists, entities_);
    for (PatternStatement& statement :
         ReadPatterns(*testing::Rules()->patterns, article_, entities_).statements)
      statements_.push_back(std::move(statement.record));
  }

  std::string Name(std::uint32_t node) const {
    return node == kNoNode ? "-" : entities_.nodes()[node].name;
  }
  // Is there a node of that name that joins no other article?
  bool HasOwn(const std::string& name) const {
    return std::ranges::any_of(entities_.nodes(), [&](const EntityNode& node) {
      return node.name == name && node.identity == IdentityClass::kParticular;
    });
  }
  bool HasNode(const std::string& name, const std::string& type) const {
    for (const EntityNode& node : entities_.nodes())
      if (node.name == name && node.type == type) return true;
    return false;
  }
  std::string Meaning(std::size_t sentence, const std::string& word) {
    for (std::size_t i = 0; i < sentences_[sentence - 1].tokens.size(); ++i)
      if (sentences_[sentence - 1].tokens[i].form == word)
        return Name(
            entities_.NodeFor(static_cast<std::uint32_t>(sentence - 1), static_cast<int>(i + 1)));
    return "(no such word)";
  }
  bool States(const std::vector<std::string>& wanted) const {
    for (const StatementRecord& statement : statements_) {
      const std::string object =
          statement.object.is_node() ? Name(statement.object.node) : statement.object.literal.text;
      if ((wanted[0] == "*" || wanted[0] == Name(statement.subject)) &&
          (wanted[1] == "*" || wanted[1] == statement.predicate) &&
          (wanted[2] == "*" || wanted[2] == object))
        return true;
    }
    return false;
  }
  bool HasAlias(const std::vector<std::string>& wanted) {
    for (const AliasEvidence& alias : entities_.aliases())
      if (Name(alias.node) == wanted[0] && alias.name == wanted[1] && alias.reason == wanted[2])
        return true;
    return false;
  }
  std::string AllStatements() const {
    std::string lines;
    for (const StatementRecord& s : statements_)
      lines += Name(s.subject) + " | " + s.predicate + " | " +
               (s.object.is_node() ? Name(s.object.node) : s.object.literal.text) + "\n";
    return lines;
  }

 private:
  Article article_;
  std::vector<Sentence> sentences_;
  ArticleEntities entities_;
  std::vector<StatementRecord> statements_;
};

TEST_P(EntityCase, ReadsAsTheFileSays) {
  Checker checker(GetParam());
  for (const auto& [kind, fields] : GetParam().directives) {
    const std::string shown = kind + " " + fields[0] + " | " + (fields.size() > 1 ? fields[1] : "");
    if (kind == "node") {
      EXPECT_TRUE(checker.HasNode(fields[0], fields[1])) << shown;
    } else if (kind == "own") {
      EXPECT_TRUE(checker.HasOwn(fields[0])) << shown;
    } else if (kind == "means") {
      EXPECT_EQ(checker.Meaning(std::stoul(fields[0]), fields[1]), fields[2]) << shown;
    } else if (kind == "alias") {
      EXPECT_TRUE(checker.HasAlias(fields)) << shown;
    } else {
      EXPECT_EQ(checker.States(fields), kind == "expect") << shown << "\n"
                                                          << checker.AllStatements();
    }
  }
}

INSTANTIATE_TEST_SUITE_P(File, EntityCase, ::testing::ValuesIn(ReadCases()),
                         [](const ::testing::TestParamInfo<Case>& tested) {
                           std::string name = tested.param.name;
                           for (char& c : name)
                             if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
                           return name;
                         });

TEST(EntityLexicon, KnowsRolesPlacesAndNames) {
  ASSERT_NE(Lexicon(), nullptr);
  ASSERT_NE(Lexicon()->Role("chief executive"), nullptr);
  EXPECT_EQ(Lexicon()->Role("chief executive")->predicate, "ceo-of");
  EXPECT_EQ(Lexicon()->Role("teapot"), nullptr);
  EXPECT_EQ(Lexicon()->CountryOfDemonym("Danish"), "Denmark");
  EXPECT_EQ(Lexicon()->Country("U.K."), "United Kingdom");
  EXPECT_EQ(Lexicon()->FirstName("Anna"), Gender::kFemale);
  EXPECT_TRUE(Lexicon()->IsEmptyNoun("Jul."));
}

TEST(EntityLexicon, NamesTheFolderWithoutLists) {
  const auto opened = OpenEntityLexicon("/nowhere");
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.status().code(), Code::kNotFound);
  EXPECT_NE(opened.status().message().find("/nowhere"), std::string::npos);
}

TEST(InitialsOf, SkipsSmallWords) {
  EXPECT_EQ(InitialsOf("National Widget Council"), "NWC");
  EXPECT_EQ(InitialsOf("Board of Trade"), "BT");
}

TEST(ArticleEntities, AnswersForWordsThatAreNotThere) {
  const Article article;
  const std::vector<Sentence> none;
  ArticleEntities entities = FindEntities(article, none, *Lexicon());
  EXPECT_EQ(entities.NodeFor(0, 1), kNoNode);
  EXPECT_TRUE(entities.SpanFor(3, 1).empty());
  EXPECT_EQ(entities.At(0, 0), nullptr);
}

}  // namespace
}  // namespace lode
