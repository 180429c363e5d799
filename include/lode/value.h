// The things a statement or an answer can hold: entities and literals.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lode {

// The numbers are part of the store's format: never change them.
enum class ValueKind : std::uint8_t {
  kEntity = 1,
  kQuote = 2,  // verbatim words
  kText = 3,   // words of the reader's choosing
  kNumber = 4,
  kQuantity = 5,  // number and unit
  kMoney = 6,     // number and ISO 4217 code
  kPercent = 7,
  kDate = 8,  // ISO 8601, cut to its precision
  kBoolean = 9,
  kDuration = 10,   // only in queries and qualifiers: number and unit
  kStatement = 11,  // only in answers: a statement id
  kArticle = 12,    // only in answers: an article id
  kPredicate = 13,  // only in answers: a predicate's name
  kPath = 14,       // only in answers: how two things are connected
};

// The name used in exports: "entity", "quote", "money" ...
std::string_view NameOf(ValueKind kind);

// What sort of thing a node is: one that has a name, one in all articles; a class or
// subject matter meant in general ("rare earths"), likewise one in all; or one thing
// without a name of its own ("the decision to sell the yard"), of one article.
enum class EntityKind : std::uint8_t { kName = 0, kKind = 1, kParticular = 2 };

// "name", "kind", "particular".
std::string_view NameOf(EntityKind kind);
std::optional<EntityKind> EntityKindOf(std::string_view name);

// A node of the graph as the outside sees it. `id` is "e:" and a hash of the
// names it is known by; `key` is the name under which one article knew it
// ("person|jane doe"), empty where no article is meant.
struct Entity {
  std::string id;
  std::string name;
  std::string type;  // a type of the schema: "person", "company" ...
  std::vector<std::string> aliases;
  std::string key;
  EntityKind kind = EntityKind::kName;

  bool operator==(const Entity&) const = default;
};

// How a measured value is bounded. Numbers are part of the store's format.
enum class Comparator : std::uint8_t {
  kEqual = 0,
  kAbout = 1,
  kLess = 2,
  kLessEqual = 3,
  kGreater = 4,
  kGreaterEqual = 5,
};

// "=", "~", "<", "<=", ">", ">=".
std::string_view NameOf(Comparator comparator);

struct Path;  // see below

// A path that values share; compares by what it holds.
class SharedPath {
 public:
  SharedPath() = default;
  explicit SharedPath(std::shared_ptr<const Path> path) : path_(std::move(path)) {}
  const Path* operator->() const { return path_.get(); }
  const Path& operator*() const { return *path_; }
  explicit operator bool() const { return path_ != nullptr; }
  bool operator==(const SharedPath& other) const;

 private:
  std::shared_ptr<const Path> path_;
};

// One entity or literal. Which fields count depends on `kind`:
//   kEntity                     entity
//   kQuote, kText               text
//   kNumber .. kPercent, kDuration
//                               number, number_to (ranges), unit (ISO code for
//                               money, "%" for percent, else the folded unit),
//                               unit_text, per, comparator, text (as written)
//   kDate                       date (ISO, cut to precision), date_to (the last day or
//                               month of a period, else empty), text (as written); a
//                               question sees `date`
//   kBoolean                    boolean
//   kStatement, kArticle, kPredicate   text (the id or name)
//   kPath                       path, text (its hops, for people), number (of hops)
// Threads: a value, copy it.
struct Value {
  ValueKind kind = ValueKind::kText;
  Entity entity;
  std::string text;
  double number = 0;
  std::optional<double> number_to;
  std::string unit;
  std::string unit_text;
  std::string per;
  Comparator comparator = Comparator::kEqual;
  std::string date, date_to;
  bool boolean = false;
  SharedPath path;

  bool operator==(const Value&) const = default;
};

// One hop of a path: from the node before it to the node after it.
struct PathHop {
  std::string predicate;                // of a hop by a role "exports to:", see docs/language.md
  bool inverse = false;                 // the statement goes from the later node to the earlier
  std::vector<std::string> statements;  // ids of some that say so, the surest first; none of a rule

  bool operator==(const PathHop&) const = default;
};

// How two things are connected. There is one node more than there are hops.
struct Path {
  std::vector<Value> nodes;
  std::vector<PathHop> hops;

  bool operator==(const Path&) const = default;
};

// One line for people: the name, the words, "44 million metric tons".
std::string Display(const Value& value);

}  // namespace lode
