// A question in English is known by the word it begins with and by its lack of parentheses.
// Words are cut at spaces, not at the language's own tokens, so that "U.S." stays one. The hard
// bit is where a name ends: capitals tell, and whether the longer words are known as one.

#include "query/syntax/english_question.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace lode {

namespace {

constexpr std::size_t kLongestName = 5;  // in words, of a name in lower case

std::string Lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool IsSmall(const std::string& word) {
  constexpr std::array<std::string_view, 100> kSmall = {
      "a",       "about",     "after",    "all",       "am",    "an",    "and",   "any",
      "anybody", "anyone",    "anything", "are",       "as",    "at",    "be",    "been",
      "before",  "being",     "between",  "by",        "can",   "could", "did",   "do",
      "does",    "each",      "every",    "find",      "for",   "from",  "get",   "give",
      "had",     "has",       "have",     "he",        "her",   "him",   "his",   "how",
      "i",       "in",        "into",     "is",        "it",    "its",   "list",  "many",
      "me",      "much",      "my",       "of",        "on",    "or",    "other", "our",
      "out",     "over",      "she",      "should",    "show",  "so",    "some",  "somebody",
      "someone", "something", "tell",     "than",      "that",  "the",   "their", "them",
      "there",   "they",      "this",     "those",     "to",    "us",    "was",   "we",
      "were",    "what",      "when",     "where",     "which", "who",   "whom",  "whose",
      "why",     "will",      "with",     "would",     "you",   "your",  "these", "not",
      "happen",  "happens",   "happened", "everything"};
  return IsOneOf(word, kSmall);
}

bool IsCapital(std::string_view word) {
  const auto first = static_cast<unsigned char>(word.empty() ? ' ' : word[0]);
  return std::isupper(first) != 0 || first >= 0x80 ||
         (word.size() > 1 && std::isdigit(first) != 0 &&
          std::any_of(word.begin(), word.end(), [](unsigned char c) { return std::isupper(c); }));
}

struct Word {
  std::string text;
  bool is_quoted = false, has_apostrophe = false, ends = false;  // a comma stands behind
};

// Without the marks round it; "U.S." keeps its own.
void Trim(Word& word) {
  std::string& text = word.text;
  for (const std::string_view mark : {"'s", "\u2019s"})
    if (text.size() > mark.size() && text.ends_with(mark)) {
      text.resize(text.size() - mark.size());
      word.has_apostrophe = true;
    }
  while (!text.empty() &&
         std::string_view(",;:!?'\"").find(text.back()) != std::string_view::npos) {
    word.ends = word.ends || text.back() == ',';
    text.pop_back();
  }
  if (text.size() > 2 && text.ends_with('.') && std::count(text.begin(), text.end(), '.') == 1)
    text.pop_back();
}

std::vector<Word> WordsOf(const std::string& text) {
  std::vector<Word> words;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    const bool quoted = text[at] == '"';
    const std::size_t begin = at + (quoted ? 1 : 0);
    const std::size_t end = std::min(text.find(quoted ? '"' : ' ', begin), text.size());
    Word word{text.substr(begin, end - begin), quoted};
    if (!quoted) Trim(word);
    if (!word.text.empty()) words.push_back(std::move(word));
    at = quoted ? end + 1 : end;
  }
  return words;
}

std::string Joined(const std::vector<Word>& words, std::size_t from, std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < to; ++i) text += (i > from ? " " : "") + words[i].text;
  return text;
}

// Where the name that begins there ends; `from` where none does.
std::size_t EndOfName(const std::vector<Word>& words, std::size_t from,
                      const IsKnownName& is_name) {
  std::size_t end = from;
  if (IsCapital(words[from].text)) {
    for (++end; end < words.size() && !words[end - 1].ends && !words[end - 1].has_apostrophe; ++end)
      if (words[end].is_quoted || !IsCapital(words[end].text)) break;
  }
  if (!is_name) return end;
  for (std::size_t longer = std::min(words.size(), from + kLongestName); longer > end; --longer) {
    if (IsSmall(Lower(words[from].text))) break;
    if (is_name(Joined(words, from, longer))) return longer;
  }
  // "Howard Lutnick Tuesday" may be a name and another.
  for (std::size_t shorter = end; shorter > from + 1; --shorter)
    if (is_name(Joined(words, from, shorter))) return shorter;
  return end;
}

}  // namespace

std::vector<std::string> EnglishQuestion::NamesIn(std::size_t from, std::size_t to) const {
  std::vector<std::string> found;
  for (std::size_t i = from; i < std::min(to, parts.size()); ++i)
    if (parts[i].is_name) found.push_back(parts[i].text);
  return found;
}

bool EnglishQuestion::Has(std::string_view word) const {
  return std::any_of(parts.begin(), parts.end(),
                     [&](const EnglishPart& part) { return !part.is_name && part.text == word; });
}

namespace {

// "With whom", "on what".
bool BeginsWithPreposition(std::span<const QueryToken> words) {
  constexpr std::array<std::string_view, 9> kAsks = {"who",  "whom",  "whose", "what", "which",
                                                     "when", "where", "how",   "why"};
  constexpr std::array<std::string_view, 11> kPrepositions = {
      "with", "to", "from", "by", "in", "on", "at", "of", "for", "about", "since"};
  return words.size() > 2 && IsOneOf(Lower(words[0].text), kPrepositions) &&
         IsOneOf(Lower(words[1].text), kAsks);
}

// What a question begins with.
constexpr std::array<std::string_view, 32> kBegins = {
    "who",   "whom",   "whose", "what",    "which",    "when", "where", "how",
    "why",   "did",    "does",  "do",      "is",       "are",  "was",   "were",
    "has",   "have",   "list",  "find",    "tell",     "give", "can",   "show",
    "who's", "what's", "will",  "explain", "describe", "name", "could", "would"};

// "Fernhill makes what?"
bool EndsWithAskingWord(std::span<const QueryToken> words) {
  constexpr std::array<std::string_view, 5> kAsks = {"what", "who", "whom", "where", "when"};
  while (!words.empty() && (words.back().Is("?") || words.back().kind == QueryTokenKind::kEnd))
    words = words.first(words.size() - 1);
  return words.size() > 2 && !IsOneOf(Lower(words.front().text), kBegins) &&
         IsOneOf(Lower(words.back().text), kAsks) &&
         std::ranges::all_of(words, [](const QueryToken& word) {
           return word.is_word_like() || word.kind == QueryTokenKind::kOddWord ||
                  word.kind == QueryTokenKind::kString;
         });
}

}  // namespace

bool IsEnglish(std::span<const QueryToken> words) {
  if (words.empty() || std::ranges::any_of(words, [](const auto& word) { return word.Is("("); }))
    return false;
  if (BeginsWithPreposition(words)) words = words.subspan(1);
  if (EndsWithAskingWord(words)) return true;
  if (!words[0].is_word_like() || !IsOneOf(Lower(words[0].text), kBegins)) return false;
  return words.size() > 1 &&
         (words[1].is_word_like() || words[1].kind == QueryTokenKind::kOddWord ||
          words[1].kind == QueryTokenKind::kDashedVariable ||
          words[1].kind == QueryTokenKind::kString || words[1].text.starts_with('\'') ||
          words[1].text.starts_with("\u2019"));
}

EnglishQuestion ReadEnglish(std::span<const QueryToken> words, const IsKnownName& is_name) {
  const QueryTokens tokens(words.begin(), words.end());
  std::vector<Word> cut = WordsOf(TextOf(tokens, 0, tokens.size() - 1));
  EnglishQuestion question;
  if (cut.empty()) return question;
  if (EndsWithAskingWord(words)) std::ranges::rotate(cut, cut.end() - 1);
  std::size_t at = BeginsWithPreposition(words) && cut.size() > 1 ? 1 : 0;
  question.asks = Lower(cut[at++].text);
  const std::string second = cut.size() > at ? Lower(cut[at].text) : "";
  if (question.asks == "how" && (second == "much" || second == "many")) {
    question.asks += " " + second;
    ++at;
  }
  while (at < cut.size()) {
    if (cut[at].is_quoted) {
      question.parts.push_back({cut[at].text, true});
      ++at;
      continue;
    }
    const std::size_t end = EndOfName(cut, at, is_name);
    EnglishPart part;
    part.is_name = end > at;
    part.text = part.is_name ? Joined(cut, at, end) : Lower(cut[at].text);
    part.is_small = !part.is_name && IsSmall(part.text);
    at = part.is_name ? end : at + 1;
    part.has_apostrophe = cut[at - 1].has_apostrophe;
    question.parts.push_back(std::move(part));
  }
  // "Find all firms": what is wanted comes first.
  constexpr std::array<std::string_view, 6> kWants = {"find", "list", "show",
                                                      "give", "name", "tell"};
  if (IsOneOf(question.asks, kWants))
    while (!question.parts.empty() && question.parts.front().is_small)
      question.parts.erase(question.parts.begin());
  return question;
}

}  // namespace lode
