// The vocabulary: entity types, predicates, and the words that names may carry.
// Read from text such as schema/news.schema, whose head describes the format.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"

namespace lode {

struct TypeInfo {
  std::string name;
  std::string parent;  // empty: none
};

struct PredicateInfo {
  std::string name;
  std::vector<std::string> parents;  // nearest ones; asking for a parent finds this one
  bool symmetric = false;
  bool steady = false;  // a measure that stays for a year rather than a day
  // What may stand there: entity types (children included) and literal types;
  // empty = anything.
  std::vector<std::string> domain, range;
  std::string family;   // "speech", "people" ... : the heading it stands under
  std::string meaning;  // "X sold Y": what it says of subject and object; may be empty
};

// Threads: immutable, shared. Views and pointers live as long as the schema.
class Schema {
 public:
  // kInvalidInput names `name` and the line.
  static Result<std::shared_ptr<const Schema>> Parse(std::string_view text,
                                                     const std::string& name);
  // The schema this library was built with (schema/news.schema).
  static std::shared_ptr<const Schema> BuiltIn();

  const std::string& text() const { return text_; }

  const std::vector<TypeInfo>& types() const { return types_; }  // in the order of the text
  const TypeInfo* FindType(std::string_view name) const;
  bool IsA(std::string_view type, std::string_view ancestor) const;  // a type is itself
  // Named sets of types and literal types: "agent", "measure". Null: no such set.
  const std::vector<std::string>* FindSet(std::string_view name) const;
  // Position in types(); types().size() for what the schema does not know.
  std::size_t TypeOrder(std::string_view name) const;

  const std::vector<PredicateInfo>& predicates() const { return predicates_; }
  const PredicateInfo* FindPredicate(std::string_view name) const;
  // The predicate and all that lie under it, sorted. Unknown ones: themselves.
  std::vector<std::string> WithDescendants(std::string_view predicate) const;
  // Parents, their parents ..., sorted, without the predicate itself.
  std::vector<std::string> Ancestors(std::string_view predicate) const;

  // Folded words in front of a person's name ("mr") and after a company's ("inc").
  const std::vector<std::string>& titles() const { return titles_; }
  const std::vector<std::string>& suffixes() const { return suffixes_; }
  // One spelling for all that are listed with this folded word; empty when none is.
  std::string_view SpellingOf(std::string_view word) const;
  // Whether the plural of this word is another thing ("arms").
  bool IsPluralApart(std::string_view plural) const;

 private:
  friend class SchemaParser;
  std::string text_;
  std::vector<TypeInfo> types_;
  std::vector<PredicateInfo> predicates_;
  std::map<std::string, std::size_t, std::less<>> type_index_, predicate_index_;
  std::map<std::string, std::vector<std::string>, std::less<>> sets_;
  std::vector<std::string> titles_, suffixes_;
  std::map<std::string, std::string, std::less<>> spellings_;
  std::set<std::string, std::less<>> plurals_apart_;
};

// Whether `name` is one of the literal types of a range: "quote", "money" ...
bool IsLiteralType(std::string_view name);

}  // namespace lode
