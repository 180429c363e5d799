// Reads the word lists of the entity rooms.
//
// A list is a file of tab-separated lines; the first column says what kind of entry
// the line is, so that a user's own file can hold any of them. All files named
// schema/entities.*.tsv are read, in the order of their names; a later entry
// replaces an earlier one.

#include "loaders/extraction/words/entity_lexicon.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

std::vector<std::string_view> Columns(std::string_view line) {
  std::vector<std::string_view> columns;
  while (true) {
    const std::size_t tab = line.find('\t');
    columns.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return columns;
    line.remove_prefix(tab + 1);
  }
}

std::string_view Find(const std::unordered_map<std::string, std::string>& map,
                      const std::string& key) {
  const auto it = map.find(key);
  return it == map.end() ? std::string_view() : std::string_view(it->second);
}

Gender GenderOf(std::string_view word) {
  return word == "female" ? Gender::kFemale : word == "male" ? Gender::kMale : Gender::kUnknown;
}

NameWord NameWordOf(std::string_view word) {
  if (word == "business") return NameWord::kBusiness;
  if (word == "branch") return NameWord::kBranch;
  if (word == "division") return NameWord::kDivision;
  return word == "common" ? NameWord::kCommon : NameWord::kDistinctive;
}

}  // namespace

const RoleNoun* EntityLexicon::Role(std::string_view lemma) const {
  const auto it = roles_.find(FoldWord(lemma));
  return it == roles_.end() ? nullptr : &it->second;
}
std::string_view EntityLexicon::NounType(std::string_view lemma) const {
  return Find(noun_types_, FoldWord(lemma));
}
std::string_view EntityLexicon::NameWordType(std::string_view word) const {
  return Find(name_word_types_, std::string(word));
}
std::string_view EntityLexicon::FirstWordType(std::string_view word) const {
  return Find(first_word_types_, std::string(word));
}
NameWord EntityLexicon::NameWordKind(std::string_view word) const {
  const auto it = name_word_kinds_.find(std::string(word));
  if (it != name_word_kinds_.end()) return it->second;
  return NameWordType(word) == "company" ? NameWord::kBusiness : NameWord::kDistinctive;
}
bool EntityLexicon::IsCompanySuffix(std::string_view word) const {
  return company_suffixes_.contains(FoldWord(word));
}
Gender EntityLexicon::FirstName(std::string_view word) const {
  const auto it = first_names_.find(FoldWord(word));
  return it == first_names_.end() ? Gender::kUnknown : it->second;
}
bool EntityLexicon::IsFirstName(std::string_view word) const {
  return first_names_.contains(FoldWord(word));
}
bool EntityLexicon::IsCommonSurname(std::string_view word) const {
  return surnames_.contains(FoldWord(word));
}
std::string_view EntityLexicon::CountryOfDemonym(std::string_view word) const {
  return Find(demonyms_, std::string(word));
}
std::string_view EntityLexicon::Country(std::string_view name) const {
  return Find(countries_, std::string(name));
}
std::string_view EntityLexicon::PlaceType(std::string_view name) const {
  return Find(places_, std::string(name));
}
std::string_view EntityLexicon::WholeName(std::string_view name) const {
  const std::string_view known = Find(whole_names_, std::string(name));
  return known.empty() && name.find(" and ") != std::string_view::npos ? PlaceType(name) : known;
}
std::string_view EntityLexicon::LemmaOfPast(std::string_view form) const {
  return Find(pasts_, std::string(form));
}
bool EntityLexicon::IsCue(std::string_view question, std::string_view word) const {
  const auto found = cues_.find(word);
  return found != cues_.end() && std::ranges::find(found->second, question) != found->second.end();
}
bool EntityLexicon::IsEmptyNoun(std::string_view lemma) const {
  std::string word = FoldWord(lemma);
  if (word.size() > 1 && word.ends_with('.')) word.pop_back();
  return empty_nouns_.contains(word);
}

Status EntityLexicon::AddEntry(const std::vector<std::string_view>& columns) {
  if (columns.size() < 3) return Status(Code::kInvalidInput, "has fewer than three columns");
  const std::string_view kind = columns[0];
  const std::string word(columns[1]);
  const std::string value(columns[2]);
  if (kind == "role") {
    if (columns.size() < 5) return Status(Code::kInvalidInput, "needs five columns for a role");
    roles_[FoldWord(word)] = {value == "-" ? "" : value, columns[3] == "title",
                              GenderOf(columns[4])};
  } else if (kind == "noun") {
    noun_types_[FoldWord(word)] = value;
  } else if (kind == "name-word") {
    name_word_types_[word] = value;
  } else if (kind == "generic") {
    const NameWord known = NameWordOf(value);
    if (known == NameWord::kDistinctive)
      return Status(Code::kInvalidInput, "has the unknown kind of word \"" + value + "\"");
    name_word_kinds_[word] = known;
  } else if (kind == "suffix") {
    company_suffixes_.insert(FoldWord(word));
  } else if (kind == "first-name") {
    first_names_[FoldWord(word)] = GenderOf(value);
  } else if (kind == "surname") {
    surnames_.insert(FoldWord(word));
  } else if (kind == "demonym") {
    demonyms_[word] = value;
  } else if (kind == "country") {
    countries_[word] = value;
  } else if (kind == "place") {
    places_[word] = value;
  } else if (kind == "whole") {
    whole_names_[word] = value;
  } else if (kind == "first-word") {
    first_word_types_[word] = value;
  } else if (kind == "generic-noun") {
    generic_nouns_.insert(word);
  } else if (kind == "partner") {
    partner_words_.insert(word);
  } else if (kind == "fields") {
    takes_fields_.insert(word);
  } else if (kind == "acronym") {
    acronyms_.insert(word);
  } else if (kind == "past") {
    pasts_[word] = value;
  } else if (kind == "cue") {
    cues_[word].push_back(value);
  } else if (kind == "empty") {
    empty_nouns_.insert(FoldWord(word));
  } else {
    return Status(Code::kInvalidInput, "has the unknown kind \"" + std::string(kind) + "\"");
  }
  return Status::Ok();
}

Status EntityLexicon::ReadFile(const std::string& file) {
  std::ifstream in(file);
  if (!in) return Status(Code::kIo, "Cannot read " + file + ".");
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    const Status added = AddEntry(Columns(line));
    if (!added.ok())
      return Status(added.code(),
                    "Line " + std::to_string(number) + " of " + file + " " + added.message() + ".");
  }
  return Status::Ok();
}

Result<std::shared_ptr<const EntityLexicon>> OpenEntityLexicon(const std::string& data_directory) {
  const std::filesystem::path folder = std::filesystem::path(data_directory) / "schema";
  std::vector<std::string> files;
  std::error_code error;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (name.starts_with("entities.") && name.ends_with(".tsv"))
      files.push_back(it->path().string());
  }
  if (files.empty())
    return Status(Code::kNotFound, "There is no entities.*.tsv in " + folder.string() +
                                       "; name the data directory with LODE_DATA.");
  std::sort(files.begin(), files.end());
  auto lexicon = std::make_shared<EntityLexicon>();
  for (const std::string& file : files) {
    const Status read = lexicon->ReadFile(file);
    if (!read.ok()) return read;
  }
  return std::shared_ptr<const EntityLexicon>(std::move(lexicon));
}

}  // namespace lode
