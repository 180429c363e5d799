// What a pronoun or a description may go back to: the noun phrases of an article
// in the order of the text, with what agreement and salience need.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/extraction/names/entities.h"
#include "loaders/extraction/reference/coreference.h"

namespace lode {

// A noun phrase that later words may stand for.
struct Antecedent {
  std::uint32_t sentence = 0;    // index
  int head = 0;                  // word
  std::uint32_t node = kNoNode;  // kNoNode: a plain noun phrase that nobody asked for yet
  std::string type;
  Gender gender = Gender::kUnknown;
  bool plural = false;
  bool collective = false;  // "the couple": one or many
  bool is_name = false;
  bool is_bare = false;  // a name of one word
  bool is_subject = false;
  bool is_object = false;
  bool in_quotes = false;
  bool is_possessor = false;
  bool is_row = false;         // "Ana Kano and Moe": all of them, who have no node together
  std::string_view kind = {};  // what the model's entity head calls it, empty if nothing
};

// The words of each sentence that stand between quotation marks; a quotation that is
// not closed goes on to the end of its block. [sentence][word]
std::vector<std::vector<bool>> QuotedWords(const ArticleText& text);

// What the model's entity head calls the phrase of each word that heads one ("person",
// "abstract"), empty elsewhere. Valid as long as the sentences. [sentence][word]
std::vector<std::vector<std::string_view>> NominalKinds(const ArticleText& text);

// All noun phrases, sentence by sentence. [sentence]
std::vector<std::vector<Antecedent>> FindAntecedents(const ArticleText& text,
                                                     const std::vector<MentionDraft>& names,
                                                     const std::vector<NameCluster>& clusters);

}  // namespace lode
