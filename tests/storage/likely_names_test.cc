// Names that may be meant, by the words of all texts, and the nearest of those that are there.
#include "storage/snapshot/likely_names.h"

#include <gmock/gmock.h>

#include "fixture.h"
#include "storage/disk/overlay.h"
#include "storage/names/name_suggestions.h"
#include "storage/schema/schema.h"
#include "storage/terms/key_layout.h"

namespace lode {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Likely(const std::string& name) {
  KeyChanges keys;
  for (const char* word : {"harbour", "jane", "jones", "june", "nordhaven", "northaven", "quay"})
    keys.emplace(KeyOf(Table::kVocabulary, word), std::string());
  return Must(LikelyNamesOf(*MemoryView(keys), name));
}

TEST(LikelyNames, AreOfWordsNearThoseOfTheName) {
  EXPECT_THAT(Likely("Nordhavn"), ElementsAre("nordhaven", "northaven"));
  EXPECT_THAT(Likely("Jame Jonse"), ElementsAre("jane jones"));
  EXPECT_THAT(Likely("zzzzqqqq"), IsEmpty());
  EXPECT_THAT(Likely("jane zzzzqqqq"), IsEmpty());
  EXPECT_THAT(Likely("jane jane jane jane jane"), IsEmpty());  // too long
}

TEST(NameSuggestions, TellTheNearestFirstAndANameByItsWord) {
  const auto schema = Schema::BuiltIn();
  NameSuggestions suggestions("Nordhavn", *schema);
  suggestions.Consider("person|tor nordhaven", "tor nordhaven", "Tor Nordhaven", false);
  EXPECT_THAT(suggestions.Nearest(3), ElementsAre("Tor Nordhaven"));
  suggestions.Consider("place|northaven", "northaven", "Northaven", false);
  suggestions.Consider("place|nordhaven", "nordhaven", "Nordhaven", false);
  suggestions.Consider("place|solvik", "solvik", "Solvik", false);
  EXPECT_THAT(suggestions.Nearest(3), ElementsAre("Nordhaven", "Northaven"));
  EXPECT_THAT(suggestions.Nearest(1), ElementsAre("Nordhaven"));
}

}  // namespace
}  // namespace lode
