// Bases of inflected words by spelling.
#include "loaders/language/heads/inflection.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace lode {
namespace {

bool IsWord(std::string_view word) {
  static const std::set<std::string_view> words = {
      "fade",  "fad",   "root",  "expel", "enumerate", "open",    "opening", "mimic",
      "close", "rich",  "carry", "stop",  "sell",      "swear",   "heat",    "narrow",
      "say",   "early", "guess", "model", "type",      "faded",   "set",     "ease",
      "eas",   "guid",  "guide", "escap", "escape",    "lose",    "los",     "aid",
      "aide",  "focus", "visit", "run",   "ru",        "develop", "develope"};
  return words.contains(word);
}

struct Case {
  const char *form, *xpos, *guess, *base;
};

class Bases : public testing::TestWithParam<Case> {};

TEST_P(Bases, AreFound) {
  const Case& c = GetParam();
  EXPECT_EQ(BaseForm(c.form, c.xpos, c.guess, IsWord), c.base);
}

INSTANTIATE_TEST_SUITE_P(
    English, Bases,
    testing::Values(
        Case{"faded", "VBD", "fad", "fade"}, Case{"rooted", "VBN", "roote", "root"},
        Case{"heated", "VBN", "heated", "heat"}, Case{"expelled", "VBN", "expell", "expel"},
        Case{"modelling", "VBG", "modell", "model"}, Case{"stopped", "VBD", "stopp", "stop"},
        Case{"enumerating", "VBG", "enumerat", "enumerate"},
        Case{"opening", "VBG", "opening", "open"}, Case{"mimicking", "VBG", "mimick", "mimic"},
        Case{"typing", "VBG", "typ", "type"}, Case{"carried", "VBD", "carried", "carry"},
        Case{"swore", "VBD", "swore", "swear"}, Case{"closest", "JJS", "clos", "close"},
        Case{"narrower", "JJR", "narrower", "narrow"}, Case{"earliest", "JJS", "earliest", "early"},
        Case{"easing", "VBG", "eas", "ease"}, Case{"guided", "VBD", "guid", "guide"},
        Case{"escaped", "VBD", "escap", "escape"}, Case{"losing", "VBG", "los", "lose"},
        Case{"electrocuted", "VBD", "electrocut", "electrocute"}, Case{"led", "VBN", "l", "lead"},
        Case{"sideswiping", "VBG", "sideswip", "sideswipe"}, Case{"run", "VBN", "ru", "run"},
        // What may be right is left alone:
        Case{"aided", "VBD", "aid", "aid"}, Case{"developed", "VBD", "develop", "develop"},
        Case{"focused", "VBD", "focus", "focus"}, Case{"visited", "VBD", "visit", "visit"},
        Case{"selling", "VBG", "sell", "sell"}, Case{"guessed", "VBD", "guess", "guess"},
        Case{"set", "VBN", "set", "set"}, Case{"zorbled", "VBD", "zorble", "zorble"},
        Case{"said", "VBD", "say", "say"}, Case{"opening", "NN", "opening", "opening"}));

TEST(Forms, AreThoseOfEveryBaseThatAWordMayHave) {
  const auto has = [](const char* word, std::initializer_list<const char*> wanted) {
    const std::vector<std::string> forms = FormsLike(word);
    for (const char* form : wanted)
      EXPECT_NE(std::find(forms.begin(), forms.end(), form), forms.end()) << word << ": " << form;
    EXPECT_EQ(std::find(forms.begin(), forms.end(), word), forms.end()) << word << " itself";
  };
  has("imports", {"import", "imported", "importing"});
  has("halt", {"halts", "halted", "halting"});
  has("halted", {"halt", "halts"});
  has("companies", {"company"});
  has("company", {"companies"});
  has("planned", {"plan", "plans", "planning"});
  has("making", {"make", "makes"});
  has("sold", {"sell", "sells", "selling"});
  has("sell", {"sold"});
  has("taxes", {"tax"});
  for (const auto& [word, other] : {std::pair{"planed", "plan"},
                                    {"news", "ew"},
                                    {"press", "pres"},
                                    {"thing", "th"},
                                    {"bus", "bu"},
                                    {"opened", "openned"}}) {
    const std::vector<std::string> forms = FormsLike(word);
    EXPECT_EQ(std::find(forms.begin(), forms.end(), other), forms.end()) << word << ": " << other;
  }
}

}  // namespace
}  // namespace lode
