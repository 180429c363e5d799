// What the common noun phrases of an article stand for: kinds, meant in general, and
// particulars, each one thing of this article without a name of its own.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "loaders/extraction/words/article_text.h"

namespace lode {

struct ThingForm {
  std::string text;
  std::uint32_t count = 0;
};

// A kind or a particular, with all its mentions in the article.
struct Thing {
  bool is_particular = false;
  std::string name;  // of a kind: its term; of a particular: its fullest mention
  std::string type;  // schema type
  std::uint32_t sentence = 0;
  int head = 0;  // where that name stands
  // The words of a mention that name it and those that classify it ("plan to sell the
  // yard", "plan"), with how often they stand in the article.
  std::vector<ThingForm> forms;
};

// Built once for an article. Threads: immutable afterwards. Cost: linear in the text, but
// for the look-up of earlier mentions with the same head.
class ThingTable {
 public:
  ThingTable() = default;
  explicit ThingTable(const ArticleText& text);

  // The thing that the phrase with that head stands for; null for words that head none
  // (verbs, pronouns, numbers without "of", names of days).
  const Thing* At(std::uint32_t sentence, int head) const;
  std::size_t IndexOf(const Thing& thing) const {
    return static_cast<std::size_t>(&thing - things_.data());
  }
  const Thing& thing(std::size_t index) const { return things_[index]; }

 private:
  friend class ThingFinder;
  std::vector<Thing> things_;
  std::vector<std::map<int, std::size_t>> at_;  // [sentence] head -> thing
};

// The schema type of what a common noun phrase stands for, "topic" if nothing is known.
std::string TermType(const SentenceGraph& graph, int head, const EntityLexicon& lexicon);

// "one of its soldiers", "price of a share in its malls": the possessive pronoun of a phrase
// inside; 0 if there is none.
int InnerOwner(const SentenceGraph& graph, int head);

// The country that a sentence is set in: "In Finland, the government …"; empty if none.
std::string_view CountryInFront(const SentenceGraph& graph, const EntityLexicon& lexicon);

// Does the name begin with the adjective of another country: "Swedish government"?
bool IsOfOther(std::string_view name, std::string_view country, const EntityLexicon& lexicon);

// The words as a term: lower case but for names.
std::string TermOf(const SentenceGraph& graph, const std::vector<int>& words,
                   const EntityLexicon& lexicon);

// Is a phrase with that head meant in general ("rare earths", "AI chips are sold")? What
// points (articles, possessives, numbers) makes a particular, and so does whatever leaves
// a doubt.
bool IsKind(const SentenceGraph& graph, int head, const EntityLexicon& lexicon);

}  // namespace lode
