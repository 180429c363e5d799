// Decides which names count across articles.
//
// The choice is between two kinds of evidence. An alias joins two names in all
// articles, so it is given only where one name cannot mean another thing: the same
// company without "Inc.", a country by its other name, a ticker. A short form (a
// surname, an acronym) joins only while one node of the whole set claims it; that is
// storage's to see. A wrong join hurts more than a missed one: every article that
// names either would speak of both.

#include "loaders/resolution/alias.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "loaders/extraction/names/name_text.h"
#include "loaders/extraction/reference/bare_names.h"
#include "storage/names/name_spelling.h"

namespace lode {
namespace {

constexpr std::array<std::string_view, 24> kParticles = {
    "al",  "ben", "bin", "da",  "dal", "de", "del", "della", "den", "der", "di",  "do",
    "dos", "du",  "el",  "ibn", "la",  "le", "st",  "ten",   "ter", "van", "von", "zu"};
constexpr std::array<std::string_view, 8> kGenerations = {"II",  "III", "IV",  "Jr",
                                                          "Jr.", "Sr",  "Sr.", "V"};

std::string Joined(const std::vector<std::string>& words, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) text += (text.empty() ? "" : " ") + words[i];
  return text;
}

bool IsOrganization(const EntityNode& node) {
  return node.identity == IdentityClass::kName &&
         (node.type == "organization" || node.type == "company" || node.type == "party" ||
          node.type == "government-body" || node.type == "media");
}

// "Ministry of Health", "Defense Ministry", "Department of Energy": an office that every
// state has, with nothing in the name that tells the state.
bool IsOfficeOfAnyState(const EntityLexicon& lexicon, const std::vector<std::string>& words) {
  const auto is_office = [](const std::string& word) {
    return word == "Ministry" || word == "Department";
  };
  if (words.size() < 2 || words.size() > 6) return false;
  if (!is_office(words.front()) && !is_office(words.back())) return false;
  return std::ranges::none_of(words, [&](const std::string& word) {
    return !lexicon.PlaceType(word).empty() || !lexicon.CountryOfDemonym(word).empty() ||
           lexicon.IsFirstName(word) || (word.size() > 1 && word[1] == '.');
  });
}

// One word that may be short for a company, though this article does not know it for one.
bool IsBareName(const EntityNode& node) {
  return node.identity == IdentityClass::kName &&
         (node.type == "topic" || node.type == "product") && WordsOf(node.name).size() == 1 &&
         std::ranges::none_of(
             node.name, [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
}

// "NWC": letters that stand for the words of a longer name, or of a term.
bool IsAcronym(std::string_view word) {
  return word.size() >= 2 && word.size() <= 6 && std::ranges::all_of(word, [](char c) {
           return std::isupper(static_cast<unsigned char>(c)) != 0;
         });
}

void AddShortForm(EntityNode& node, const std::string& form) {
  if (form.size() < 2 || form == node.name) return;
  if (std::ranges::find(node.short_forms, form) == node.short_forms.end())
    node.short_forms.push_back(form);
}

void AddAlias(ArticleRecord& record, std::uint32_t node, const std::string& name,
              std::string_view reason) {
  if (name.empty() || name == record.nodes[node].name) return;
  for (const AliasEvidence& known : record.aliases)
    if (known.node == node && known.name == name) return;
  record.aliases.push_back({node, name, std::string(reason), 0});
}

// "Orrin Holdings, Inc." -> "Orrin Holdings".
std::string WithoutSuffix(const EntityLexicon& lexicon, std::string_view name) {
  std::vector<std::string> words = WordsOf(name);
  const std::size_t all = words.size();
  while (words.size() > 1 && lexicon.IsCompanySuffix(words.back())) words.pop_back();
  if (words.size() == all) return std::string(name);
  std::string text = Joined(words, 0, words.size());
  while (text.ends_with(',')) text.pop_back();
  return text;
}

// "Moe", where the article has Ana Moe and Otis Moe, and did not tell which.
bool IsOneOfSeveral(const ArticleRecord& record, const EntityNode& node) {
  if (node.identity != IdentityClass::kPerson || WordsOf(node.name).size() > 1) return false;
  return std::ranges::count_if(record.nodes, [&](const EntityNode& other) {
           return other.identity == IdentityClass::kPerson && &other != &node &&
                  SurnameOf(other.name) == node.name;
         }) > 1;
}

void AddPersonNames(const EntityLexicon& lexicon, ArticleRecord& record, std::uint32_t index) {
  EntityNode& node = record.nodes[index];
  if (WordsOf(node.name).size() < 2) {
    node.is_short = true;
    return;
  }
  if (lexicon.IsCue("known-by-surname", node.name))
    AddAlias(record, index, SurnameOf(node.name), "surname");
  AddShortForm(node, SurnameOf(node.name));
  for (const NameForm& form : node.forms)  // what the article calls them by
    if (form.is_name && WordsOf(form.text).size() == 1) AddShortForm(node, form.text);
}

void AddOrganizationNames(const EntityLexicon& lexicon, ArticleRecord& record,
                          std::uint32_t index) {
  EntityNode& node = record.nodes[index];
  const std::string plain = WithoutSuffix(lexicon, node.name);
  const bool tells =
      plain != node.name && lexicon.PlaceType(plain).empty() && lexicon.NameWordType(plain).empty();
  if (tells) AddAlias(record, index, plain, "suffix");
  // The legal form's absence is a short form too, so that a second claim is seen.
  if (tells) AddShortForm(node, plain);
  if (lexicon.IsCue("known-by-letters", node.name))
    AddAlias(record, index, InitialsOf(node.name), "letters");
  const std::string distinctive = DistinctiveName(node.name, lexicon);
  const bool taken = std::ranges::any_of(record.nodes, [&](const EntityNode& other) {
    return &other != &node && other.identity == node.identity && other.name == distinctive;
  });
  if (!taken) AddShortForm(node, distinctive);  // the article does not tell them apart
  for (const NameForm& form : node.forms)
    if (form.is_name && form.text.size() < node.name.size() && lexicon.PlaceType(form.text).empty())
      AddShortForm(node, form.text);
  if (node.short_forms.empty() && WordsOf(node.name).size() == 1) node.is_short = true;
}

// A term that is known by letters only is short for something, unless everybody says so.
void AddTermNames(const EntityLexicon& lexicon, EntityNode& node) {
  const bool one_word = WordsOf(node.name).size() == 1;
  for (const NameForm& form : node.forms) {
    if (!form.is_name || !IsAcronym(form.text) || lexicon.IsCommonAcronym(form.text)) continue;
    if (one_word)
      node.is_short = true;
    else
      AddShortForm(node, form.text);
  }
}

}  // namespace

bool IsSharedName(const EntityLexicon& lexicon, const EntityNode& node) {
  // "Ana", "Smith": whoever an article means that never says more.
  if (node.identity == IdentityClass::kPerson)
    return WordsOf(node.name).size() == 1 && lexicon.WholeName(node.name).empty() &&
           (lexicon.IsFirstName(node.name) || lexicon.IsCommonSurname(node.name));
  if (node.identity != IdentityClass::kName && node.identity != IdentityClass::kPlace) return false;
  return lexicon.NameWordKind(node.name) == NameWord::kCommon ||
         IsOfficeOfAnyState(lexicon, WordsOf(node.name));
}

std::string SurnameOf(std::string_view name) {
  std::vector<std::string> words = WordsOf(name);
  while (words.size() > 2 && std::ranges::find(kGenerations, words.back()) != kGenerations.end())
    words.pop_back();
  if (words.size() < 2) return std::string(name);
  std::size_t begin = words.size() - 1;
  while (begin > 1 && std::ranges::find(kParticles, words[begin - 1]) != kParticles.end()) --begin;
  return Joined(words, begin, words.size());
}

void AddNameVariants(const EntityLexicon& lexicon, ArticleRecord& record) {
  for (std::uint32_t i = 0; i < record.nodes.size(); ++i) {
    EntityNode& node = record.nodes[i];
    if (IsSharedName(lexicon, node) || IsOneOfSeveral(record, node)) {
      node.identity = IdentityClass::kParticular;
    } else if (node.identity == IdentityClass::kPerson) {
      AddPersonNames(lexicon, record, i);
    } else if (node.identity == IdentityClass::kPlace) {
      const std::string_view country = lexicon.Country(node.name);
      if (!country.empty()) AddAlias(record, i, std::string(country), "country");
    } else if (IsOrganization(node)) {
      AddOrganizationNames(lexicon, record, i);
    } else if (IsBareName(node)) {
      node.is_short = true;
    } else if (node.identity == IdentityClass::kTerm) {
      AddTermNames(lexicon, node);
    }
  }
}

}  // namespace lode
