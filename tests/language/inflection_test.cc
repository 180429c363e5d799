// Bases of inflected words by spelling.
#include "loaders/language/heads/inflection.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace lode
