// Spellings: what is one name however it is written, and what is not.

#include <gtest/gtest.h>

#include "storage/names/name_form.h"
#include "storage/names/name_spelling.h"
#include "storage/schema/schema.h"

namespace lode {
namespace {

std::string Sound(std::string_view name) {
  return SoundOf(FoldText(name), *Schema::BuiltIn());
}

TEST(NameSpelling, LettersForgetMarksHyphensAndSpaces) {
  const std::pair<const char*, const char*> kSame[] = {
      {"São Bento", "Sao Bento"},
      {"Lin Wei-hao", "Lin Weihao"},
      {"O'Dowd", "ODowd"},
      {"Łukasz Wiśny", "Lukasz Wisny"},
      {"Søren Dahl", "Soren Dahl"},
      {"ore-bearing", "ore bearing"},
      {"F-90", "F90"},
  };
  for (const auto& [a, b] : kSame)
    EXPECT_EQ(LettersOf(FoldText(a)), LettersOf(FoldText(b))) << a << " / " << b;
  EXPECT_NE(LettersOf("x1 10"), LettersOf("x11 0")) << "digits stay apart";
}

TEST(NameSpelling, OneNameInManyRomanisationsSoundsTheSame) {
  const std::vector<const char*> kNames[] = {
      {"Tchaikovsky", "Chaikovskii", "Tschaikowsky", "Chaykovskiy"},
      {"Oleh Zarensky", "Oleh Zarenskyy", "Oleh Zarenskiy", "Oleh Zarenskij"},
      {"Mohammed Darwish", "Muhammad Darwish", "Mohamed Darwish"},
      {"Sergei Lebedev", "Sergey Lebedyev"},
      {"Yelena Orlova", "Elena Orlova"},
      {"Omar al-Mohannadi", "Umar El-Muhannadi"},
      {"Jonas Müller", "Jonas Mueller", "Jonas Muller"},
      {"Kyiv", "Kiev"},
      {"Odessa", "Odesa"},
      {"Moritz Rachmaninoff", "Moritz Rachmaninov"},
  };
  for (const auto& names : kNames)
    for (const char* name : names) EXPECT_EQ(Sound(name), Sound(names.front())) << name;
}

TEST(NameSpelling, NamesThatWereAlwaysWrittenInLatinLettersStayApart) {
  const std::pair<const char*, const char*> kApart[] = {
      {"Bryan Cole", "Brian Cole"},
      {"Ana Smyth", "Ana Smith"},
      {"Terry Clark", "Terri Clark"},
      {"Marta Hall", "Marta Hull"},
      {"Ann Clarke", "Ann Clark"},
      {"Samuel Roe", "Samul Roe"},
      {"Michael Dunn", "Michal Dunn"},
      {"Ivan Petrov", "Ivan Petrova"},
      {"Lee Wu", "Li Wu"},
  };
  for (const auto& [a, b] : kApart) EXPECT_NE(Sound(a), Sound(b)) << a << " / " << b;
}

TEST(Schema, RefusesAWordWithTwoSpellings) {
  auto schema = Schema::Parse("spelling omar umar\nspelling umar homer\n", "mine.schema");
  ASSERT_FALSE(schema.ok());
  EXPECT_EQ(schema.status().message().find("mine.schema:2"), 0u) << schema.status().message();
}

}  // namespace
}  // namespace lode
