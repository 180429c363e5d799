// What the reader of noun phrases knows of words: roles and titles, what kind of
// thing a head noun names, countries with their demonyms, first names.
// Read once from the files schema/entities.*.tsv, which users can extend.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lode/status.h"

namespace lode {

enum class Gender : unsigned char { kUnknown, kFemale, kMale };

// "minister": what a person with this role noun is, and to whom.
struct RoleNoun {
  std::string predicate;             // person -> organization: "ceo-of", "leads", "works-for" ...
  bool title = false;                // stands before names: "Minister Ana Rivera"
  Gender gender = Gender::kUnknown;  // "chairwoman"
};

// What a word of a company's name tells of it: its line of business, which short forms
// leave out ("Orrin Industries"); a line that may be a branch of something bigger ("Orrin
// Energy"); a part of something bigger ("Orrin Cloud"); a word that many names share
// ("General"); or which company it is.
enum class NameWord : unsigned char { kDistinctive, kBusiness, kBranch, kDivision, kCommon };

// Threads: immutable, shared. Words are looked up in lower case unless it says otherwise.
class EntityLexicon {
 public:
  // Null for what is no role. "chief executive" and "vice president" are one entry each.
  const RoleNoun* Role(std::string_view lemma) const;
  const std::unordered_map<std::string, RoleNoun>& roles() const { return roles_; }
  // The schema type of what this common noun names ("company" -> "company",
  // "summit" -> "event"); empty when unknown.
  std::string_view NounType(std::string_view lemma) const;
  // "company", "country": says no more of a thing than its type.
  bool IsGenericNoun(std::string_view lemma) const {
    return generic_nouns_.contains(std::string(lemma));
  }
  // The schema type of a proper name that ends (or, for "Ministry of", begins) with
  // this word, as written: "Inc." -> "company"; empty when it tells nothing.
  std::string_view NameWordType(std::string_view word) const;
  // The schema type of a proper name that begins with this word ("Hurricane" -> "event").
  std::string_view FirstWordType(std::string_view word) const;
  NameWord NameWordKind(std::string_view word) const;  // as written
  bool IsCompanySuffix(std::string_view word) const;   // "Inc.", "GmbH", in any case
  Gender FirstName(std::string_view word) const;       // kUnknown also for no first name
  bool IsFirstName(std::string_view word) const;
  // "Smith": a family name that many bear, who are no kin.
  bool IsCommonSurname(std::string_view word) const;
  // "French" -> "France"; empty when it is no demonym. As written.
  std::string_view CountryOfDemonym(std::string_view word) const;
  // "U.S." -> "United States", "France" -> "France"; empty for what is no country.
  std::string_view Country(std::string_view name) const;
  // "country", "region" or "city" of a well-known place; empty when unknown.
  std::string_view PlaceType(std::string_view name) const;
  // The type of a name that is known as a whole ("Trinidad and Tobago", "Barnes and
  // Noble", "Reuters"); empty when unknown. As written.
  std::string_view WholeName(std::string_view name) const;
  // "Sons", "Partners": after "and" a part of the firm's name.
  bool IsPartnerWord(std::string_view word) const {
    return partner_words_.contains(std::string(word));
  }
  // "Ministry", "Union": its "of" takes fields or trades, several joined by "and".
  bool TakesFields(std::string_view word) const {
    return takes_fields_.contains(std::string(word));
  }
  // "AI", "EV", "IPO": letters that stand for a common noun. As written.
  bool IsCommonAcronym(std::string_view word) const {
    return acronyms_.contains(std::string(word));
  }
  // "rose" -> "rise", of the pasts that a lemmatiser leaves as they are; else empty.
  std::string_view LemmaOfPast(std::string_view form) const;
  // Does the word answer the question that the room asks, by entities.words.tsv? As written.
  bool IsCue(std::string_view question, std::string_view word) const;
  // Words that no node is made of: "lot", "something", "way", "Monday".
  bool IsEmptyNoun(std::string_view lemma) const;

 private:
  friend Result<std::shared_ptr<const EntityLexicon>> OpenEntityLexicon(const std::string&);
  Status ReadFile(const std::string& file);
  Status AddEntry(const std::vector<std::string_view>& columns);

  std::unordered_map<std::string, RoleNoun> roles_;
  std::unordered_map<std::string, std::string> noun_types_, name_word_types_;
  std::unordered_map<std::string, NameWord> name_word_kinds_;
  std::unordered_map<std::string, Gender> first_names_;
  std::unordered_map<std::string, std::string> demonyms_, countries_, places_, whole_names_,
      first_word_types_;
  std::unordered_set<std::string> company_suffixes_, empty_nouns_, acronyms_, partner_words_,
      takes_fields_, generic_nouns_, surnames_;
  // Looks up without making a string.
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  // word -> the questions it answers, one or two.
  std::unordered_map<std::string, std::vector<std::string>, Hash, std::equal_to<>> cues_;
  std::unordered_map<std::string, std::string> pasts_;
};

// Reads schema/entities.*.tsv under the data directory. kNotFound and kInvalidInput
// name the file and the line.
Result<std::shared_ptr<const EntityLexicon>> OpenEntityLexicon(const std::string& data_directory);

}  // namespace lode
