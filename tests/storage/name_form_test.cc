// Folding names: what belongs to a name and what does not.

#include "storage/names/name_form.h"

#include <gtest/gtest.h>

#include "storage/schema/schema.h"

namespace lode {
namespace {

TEST(NameForm, LeavesOutWhatDoesNotBelongToAName) {
  struct Case {
    IdentityClass identity;
    const char *written, *folded;
  };
  constexpr auto kPerson = IdentityClass::kPerson, kPlace = IdentityClass::kPlace,
                 kName = IdentityClass::kName, kTerm = IdentityClass::kTerm;
  const Case kTable[] = {
      {kPerson, "Jane Doe", "jane doe"},
      {kPerson, "Mr. Doe", "doe"},
      {kPerson, "Prof. Dr. Jane Doe", "jane doe"},
      {kPerson, "Mr.", "mr"},
      {kPerson, "Jane Doe\u2019s", "jane doe"},
      {kPerson, "J.R.R. Tolkien", "jrr tolkien"},
      {kPerson, "Jos\u00e9  ALVAREZ", "jos\u00e9 alvarez"},
      {kName, "Chipworks Inc.", "chipworks"},
      {kName, "Chipworks, Inc.", "chipworks"},
      {kName, "Nordic Ore Co., Ltd.", "nordic ore"},
      {kName, "The Company", "company"},
      {kName, "Inc.", "inc"},
      {kName, "Mr. Coffee", "mr coffee"},
      {kName, "\u201cLumen\u201d Optics", "\"lumen\" optics"},
      {kName, "AT&T", "at&t"},
      {kName, "\uff21\uff22\uff23", "abc"},
      {kPlace, "the U.S.", "us"},
      {kPlace, "U.S.'s", "us"},
      {kPlace, "Stra\u00dfe", "strasse"},
      {kTerm, "The export controls", "export controls"},
      {kTerm, "the workers'", "workers"},
      {kTerm, "state\u2013owned firms", "state-owned firms"},
      {kTerm, "an", "an"},
      {kTerm, "3.5 percent", "3.5 percent"},
      {kTerm, "", ""},
  };
  for (const Case& c : kTable)
    EXPECT_EQ(FoldName(c.written, c.identity, *Schema::BuiltIn()), c.folded) << c.written;
}

TEST(NameForm, FoldingTwiceChangesNothing) {
  for (const char* name :
       {"Mr. Dr. The O\u2019Neil's", "Chipworks Co., Inc.", "the the the", "A.B.C.", "...", "'s"})
    for (auto identity : {IdentityClass::kPerson, IdentityClass::kName, IdentityClass::kTerm}) {
      const std::string once = FoldName(name, identity, *Schema::BuiltIn());
      EXPECT_EQ(FoldName(once, identity, *Schema::BuiltIn()), once) << name;
    }
}

TEST(NameForm, SurvivesBytesThatAreNoUtf8) {
  const std::string bad("Caf\xE9 \xFF\xFE");
  EXPECT_FALSE(FoldText(bad).empty());
}

TEST(NameForm, KeysTellClassesApart) {
  EXPECT_EQ(NodeKey(IdentityClass::kPerson, "Washington", *Schema::BuiltIn()), "person|washington");
  EXPECT_EQ(NodeKey(IdentityClass::kPlace, "Washington", *Schema::BuiltIn()), "place|washington");
  EXPECT_EQ(IdentityOfKey("place|washington"), IdentityClass::kPlace);
  EXPECT_EQ(NameOfKey("place|washington"), "washington");
}

}  // namespace
}  // namespace lode
