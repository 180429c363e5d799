// A question in English is known by the word it begins with and by its lack of parentheses.
// Its verb is the first word that some way of saying a predicate has; who stands before the
// verb is the subject, who stands behind it the object, and the other way round where the
// verb is passive. The hard bit is speech, whose object is words: what they are about is
// looked for inside of them.

#include "query/syntax/english_question.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <vector>

namespace lode {

namespace {

using TokenSpan = std::span<const QueryToken>;

std::string Lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool IsCapital(const QueryToken& token) {
  const bool odd =
      token.kind == QueryTokenKind::kOddWord || token.kind == QueryTokenKind::kDashedVariable;
  const auto first = static_cast<unsigned char>(token.text.empty() ? ' ' : token.text[0]);
  return token.kind == QueryTokenKind::kVariable ||
         (odd && (std::isupper(first) != 0 || first >= 0x80));
}

bool IsEnglish(TokenSpan words) {
  constexpr std::array<std::string_view, 26> kBegins = {
      "who",  "whom", "whose", "what", "which", "when",  "where",  "how", "why",
      "did",  "does", "do",    "is",   "are",   "was",   "were",   "has", "have",
      "list", "find", "tell",  "give", "can",   "who's", "what's", "show"};
  if (std::ranges::any_of(words, [](const auto& word) { return word.Is("("); })) return false;
  if (!words[0].is_word_like() || !IsOneOf(Lower(words[0].text), kBegins)) return false;
  return words.size() > 1 && (words[1].is_word_like() || words[1].text == "'s");
}

// What the sentence says of whom.
struct Deed {
  std::string predicate;  // empty: no verb is known
  std::size_t verb = 0;
  bool is_passive = false, has_agent = false;
};

// Of what a verb may mean, the predicate that is called by it, else the first. One that has a
// preposition in its name wants it behind the verb.
std::string NearestOf(const std::string& verb, const std::string& next,
                      const std::vector<std::string>& meant) {
  constexpr std::size_t kLeastAlike = 3;
  std::size_t most = kLeastAlike;
  const std::string* nearest = nullptr;
  const std::string* first = nullptr;
  for (const std::string& name : meant) {
    const std::size_t hyphen = name.rfind('-');
    if (hyphen != name.npos && name.substr(hyphen + 1) != next) continue;
    if (first == nullptr) first = &name;
    const auto alike = static_cast<std::size_t>(
        std::mismatch(verb.begin(), verb.end(), name.begin(), name.end()).first - verb.begin());
    if (alike > most) nearest = &name;
    most = std::max(most, alike);
  }
  return nearest != nullptr ? *nearest : first != nullptr ? *first : meant.front();
}

Deed DeedOf(TokenSpan words, const SensesOf& senses) {
  constexpr std::array<std::string_view, 8> kSpeech = {"say",  "says",    "said",      "saying",
                                                       "told", "comment", "commented", "talk"};
  constexpr std::array<std::string_view, 8> kBe = {"is",   "are",   "was", "were",
                                                   "been", "being", "be",  "get"};
  constexpr std::array<std::string_view, 20> kSmall = {
      "did",  "does", "do",   "has",  "have", "had",  "will", "would", "can", "could",
      "much", "many", "show", "list", "find", "tell", "give", "me",    "the", "all"};
  Deed deed;
  bool is = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = Lower(words[i].text);
    if (IsOneOf(word, kBe)) is = true;
    if (deed.predicate.empty()) {
      if ((i > 0 && IsCapital(words[i])) || !words[i].is_word_like() || IsOneOf(word, kBe) ||
          IsOneOf(word, kSmall))
        continue;
      if (IsOneOf(word, kSpeech)) {
        deed.predicate = "said";
      } else if (senses && i > 0) {
        if (const std::vector<std::string> meant = senses(word); !meant.empty())
          deed.predicate =
              NearestOf(word, i + 1 < words.size() ? Lower(words[i + 1].text) : "", meant);
      }
      deed.verb = i;
      deed.is_passive = is && !word.ends_with("ing");
    } else if (word == "by") {
      deed.has_agent = true;
    }
  }
  return deed;
}

std::string Quoted(const std::string& name) {
  return "\"" + name + "\"";
}

// The words behind "about" or "on", where they are no names.
std::string TopicIn(TokenSpan words) {
  std::string topic;
  bool open = false;
  for (const QueryToken& word : words) {
    if (open && word.is_word_like()) topic += (topic.empty() ? "" : " ") + word.text;
    if (word.text == "about" || word.text == "on" || word.text == "of") open = true;
  }
  return topic;
}

std::string AskDeed(TokenSpan words, const Deed& deed) {
  const std::vector<std::string> before = NamesIn(words.first(deed.verb));
  const std::vector<std::string> behind = NamesIn(words.subspan(deed.verb + 1));
  if (deed.predicate == "said") {
    std::string topic = behind.empty() ? TopicIn(words.subspan(deed.verb + 1)) : behind.front();
    return "said(" + (before.empty() ? "Who" : Quoted(before.back())) + ", Q)" +
           (topic.empty() ? "" : ", contains(Q, " + Quoted(topic) + ")");
  }
  std::string subject = before.empty() ? "Who" : Quoted(before.back());
  std::string object = behind.empty() ? "What" : Quoted(behind.front());
  if (deed.is_passive && (deed.has_agent || behind.empty())) {
    subject = behind.empty() ? "Who" : Quoted(behind.front());
    object = before.empty() ? "What" : Quoted(before.back());
  }
  const std::string first = Lower(words[0].text);
  if (first == "where" && behind.empty() && !before.empty()) {
    subject = Quoted(before.back());
    object = "Where";
  }
  const bool counts = first == "how" && words.size() > 1 &&
                      (Lower(words[1].text) == "much" || Lower(words[1].text) == "many");
  return deed.predicate + "(" + subject + ", " + object + (counts ? ", amount: M)" : ")") +
         (first == "when" ? " @ S, time(S, When)" : "");
}

}  // namespace

std::vector<std::string> NamesIn(TokenSpan words) {
  std::vector<std::string> names;
  bool open = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool capital = IsCapital(words[i]);
    if (words[i].kind == QueryTokenKind::kString)
      names.push_back(words[i].text.substr(1, words[i].text.size() - 2));
    else if (capital && open)
      names.back() += " " + words[i].text;
    else if (capital)
      names.push_back(words[i].text);
    open = capital;
  }
  return names;
}

std::string ExplainEnglish(TokenSpan words, const SensesOf& senses) {
  if (!IsEnglish(words)) return "";
  const TokenSpan rest = words.subspan(1);
  const std::vector<std::string> names = NamesIn(rest);
  std::string message = "a question is a pattern with variables, not a sentence: ";
  const Deed deed = DeedOf(words, senses);
  constexpr std::array<std::string_view, 3> kTies = {"linked-to", "related-to", "tied-to"};
  const bool asks_how = Lower(words[0].text) == "how" && IsOneOf(deed.predicate, kTies);
  if (!deed.predicate.empty() && !(asks_how && names.size() > 1)) {
    // The first word asks and is no name, whatever its letters.
    std::vector<QueryToken> told(words.begin(), words.end());
    told[0].kind = QueryTokenKind::kName;
    return message + "write `" + AskDeed(told, deed) + "?`";
  }
  if (names.empty())
    return message + "said(Who, What)? asks who said what, triple(X, P, Y)? who did what to whom";
  const std::string first = Quoted(names[0]);
  if (names.size() > 1)
    return message + "shortest (any | ^any){1,6}(" + first + ", " + Quoted(names[1]) +
           ") as P? shows how the two are connected";
  return message + "triple(" + first + ", P, X)? shows all they did, triple(X, P, " + first +
         ")? all that was done to them";
}

}  // namespace lode
