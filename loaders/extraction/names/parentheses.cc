// Reads parentheses that give another name.
//
// The tree is no help here, it hangs the content of a parenthesis where it can; so the
// words themselves are read: an exchange before a colon, capitals that are the initials
// of the words before, a script that is not Latin.

#include "loaders/extraction/names/parentheses.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

constexpr int kLongestInside = 8;  // words

std::string Inside(const SentenceGraph& graph, int first, int last) {
  std::string text;
  for (int word = first; word <= last; ++word) {
    text += graph.word(word).form;
    if (word < last && graph.word(word).space_after) text += ' ';
  }
  return text;
}

bool IsCapitals(std::string_view text) {
  int capitals = 0;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isupper(byte) != 0)
      ++capitals;
    else if (std::isdigit(byte) == 0 && c != '.' && c != '&' && c != '-')
      return false;
  }
  return capitals >= 2 && text.size() <= 8;
}

// Chinese, Japanese, Korean, Cyrillic, Arabic, Hebrew ...: letters that are not Latin.
bool IsOtherScript(std::string_view text) {
  if (text.size() < 4) return false;
  const auto lead = static_cast<unsigned char>(text[0]);
  const bool letters =
      (lead >= 0xD0 && lead <= 0xDB) || (lead >= 0xE3 && lead <= 0xED) || lead == 0xE0;
  return letters && std::ranges::none_of(text, [](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0;
         });
}

// "NYSE: ORR" -> "ORR"; empty if it is no ticker.
std::string TickerIn(const std::string& inside, const EntityLexicon& lexicon) {
  const std::size_t colon = inside.find(':');
  if (colon == std::string::npos || colon == 0) return {};
  std::string exchange = inside.substr(0, colon), ticker = inside.substr(colon + 1);
  while (!exchange.empty() && exchange.back() == ' ') exchange.pop_back();
  while (!ticker.empty() && ticker.front() == ' ') ticker.erase(0, 1);
  std::ranges::transform(exchange, exchange.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  if (!lexicon.IsCue("exchange", exchange)) return {};
  const bool plain =
      !ticker.empty() && ticker.size() <= 8 && std::ranges::all_of(ticker, [](char c) {
        return std::isupper(static_cast<unsigned char>(c)) != 0 ||
               std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.';
      });
  return plain ? ticker : std::string();
}

std::string WithoutPlural(std::string text) {
  if (text.size() > 2 && text.ends_with('s')) text.pop_back();
  return text;
}

// How many words before the parenthesis have these initials; 0 if they do not.
int WordsSpelled(const SentenceGraph& graph, int before, const std::string& acronym,
                 const EntityLexicon& lexicon) {
  auto at = static_cast<int>(acronym.size()) - 1;
  int words = 0, skipped = 0;
  for (int word = before; word >= 1 && words <= 10; --word, ++words) {
    const std::string form = FoldWord(graph.word(word).form);
    if (form.empty()) return 0;
    const bool small = form == "-" || lexicon.IsCue("unspelled", form);
    const char letter = static_cast<char>(
        std::tolower(static_cast<unsigned char>(acronym[static_cast<std::size_t>(at)])));
    if (form[0] == letter) {
      if (--at < 0) return words + 1;
    } else if (!small) {
      const bool may_skip = acronym.size() >= 4 && at > 0 && skipped++ == 0;
      if (!may_skip) return 0;  // "Tarn State Water Board (TWB)" needs four letters
    }
  }
  return 0;
}

class ParenthesisReader {
 public:
  ParenthesisReader(const ArticleText& text, std::uint32_t sentence, std::vector<OtherName>& found)
      : graph_(text.graphs[sentence]), lexicon_(text.lexicon), sentence_(sentence), found_(found) {}

  void Read() {
    for (int open = 2; open < graph_.size(); ++open) {
      const std::string& form = graph_.word(open).form;
      if (form != "(" && form != "(") continue;
      int close = open + 1;
      while (close <= graph_.size() && close - open <= kLongestInside &&
             graph_.word(close).form != ")" && graph_.word(close).form != ")")
        ++close;
      if (close > graph_.size() || close - open > kLongestInside || close == open + 1) continue;
      ReadOne(open, open + 1, close - 1);
    }
  }

 private:
  void ReadOne(int open, int first, int last);
  void Add(int before, int first, int last, OtherNameKind kind, std::string text);
  int HeadBefore(int before) const;

  const SentenceGraph& graph_;
  const EntityLexicon& lexicon_;
  std::uint32_t sentence_;
  std::vector<OtherName>& found_;
};

// The noun phrase that ends with the word: up from it, while the head is to the left or
// the word is a part of a name.
int ParenthesisReader::HeadBefore(int before) const {
  int word = before;
  if (graph_.IsUpos(word, "PUNCT") && word > 1) --word;
  for (int steps = 0; steps < 4; ++steps) {
    const int head = graph_.head(word);
    if (head == 0 || head > before || before - head > 6) return word;
    if (!graph_.Is(word, "flat") && !graph_.Is(word, "compound")) return word;
    word = head;
  }
  return word;
}

void ParenthesisReader::Add(int before, int first, int last, OtherNameKind kind, std::string text) {
  const int head = HeadBefore(before);
  if (!graph_.IsUpos(head, "NOUN") && !graph_.IsUpos(head, "PROPN") && !graph_.IsUpos(head, "X"))
    return;
  found_.push_back({sentence_, head, before, 0, first, last, kind, std::move(text)});
}

void ParenthesisReader::ReadOne(int open, int first, int last) {
  const int before = open - 1;
  const std::string inside = Inside(graph_, first, last);
  const std::string lead = FoldWord(graph_.word(first).form);
  if (const std::string ticker = TickerIn(inside, lexicon_); !ticker.empty()) {
    Add(before, first, last, OtherNameKind::kTicker, ticker);
  } else if (IsOtherScript(inside)) {
    Add(before, first, last, OtherNameKind::kScript, inside);
  } else if (lexicon_.IsCue("formerly", lead) && first < last &&
             IsCapitalized(graph_.word(first + 1).form)) {
    Add(before, first + 1, last, OtherNameKind::kFormer, Inside(graph_, first + 1, last));
  } else if (first == last && IsCapitals(WithoutPlural(inside))) {
    const std::string acronym = WithoutPlural(inside);
    const int spelled = WordsSpelled(graph_, before, acronym, lexicon_);
    const std::size_t known = found_.size();
    if (spelled > 1) Add(before, first, last, OtherNameKind::kAcronym, inside);
    if (found_.size() > known) found_.back().spelled = before - spelled + 1;
  } else if (IsCapitals(graph_.word(before).form)) {
    const std::string acronym = WithoutPlural(graph_.word(before).form);
    const int spelled = WordsSpelled(graph_, last, acronym, lexicon_);
    if (spelled > 1 && last - spelled + 1 == first)
      Add(before, first, last, OtherNameKind::kLongForm, inside);
  }
}

}  // namespace

std::vector<OtherName> FindOtherNames(const ArticleText& text) {
  std::vector<OtherName> found;
  for (std::uint32_t i = 0; i < text.graphs.size(); ++i) ParenthesisReader(text, i, found).Read();
  return found;
}

}  // namespace lode
