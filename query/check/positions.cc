// Domains and ranges, as sets of sorts. Subjects of stored statements are entities;
// their objects what the range says, anything where it says nothing. Attributes of
// statements and articles have sorts of their own. What only rules define is open.

#include "query/check/positions.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "query/check/stratify.h"
#include "query/syntax/builtins.h"

namespace lode {

namespace {

constexpr std::array<std::pair<std::string_view, Sorts>, 13> kSortNames = {
    {{"an entity", kEntitySort},
     {"text", kWordsSort},
     {"a number", kNumberSort},
     {"a quantity", kQuantitySort},
     {"money", kMoneySort},
     {"a percentage", kPercentSort},
     {"a date", kDateSort},
     {"yes or no", kBooleanSort},
     {"a duration", kDurationSort},
     {"a statement", kStatementSort},
     {"an article", kArticleSort},
     {"a predicate", kPredicateSort},
     {"a path", kPathSort}}};

Sorts SortOfType(std::string_view type) {
  if (type == "any") return kEntitySort | kLiteralSorts;
  constexpr std::array<std::pair<std::string_view, Sorts>, 9> kTypes = {
      {{"quote", kWordsSort},
       {"text", kWordsSort},
       {"number", kNumberSort},
       {"quantity", kQuantitySort},
       {"money", kMoneySort},
       {"percent", kPercentSort},
       {"date", kDateSort},
       {"boolean", kBooleanSort},
       {"duration", kDurationSort}}};
  for (const auto& [name, sort] : kTypes)
    if (name == type) return sort;
  return kEntitySort;
}

Sorts SortsOfTypes(const std::vector<std::string>& types) {
  if (types.empty()) return kEntitySort | kLiteralSorts;
  Sorts sorts = 0;
  for (const std::string& type : types) sorts |= SortOfType(type);
  return sorts;
}

bool NamesEntityTypes(const std::vector<std::string>& types) {
  return !types.empty() && std::find(types.begin(), types.end(), "any") == types.end();
}

Position Subject(const ast::ExprPtr& expr, const std::string& name, const PredicateInfo* info) {
  Position position{expr, kEntitySort, "the subject of `" + name + "`", nullptr, false, {}, {}};
  if (info && NamesEntityTypes(info->domain)) position.types = &info->domain;
  return position;
}

Position Object(const ast::ExprPtr& expr, const std::string& name, const PredicateInfo* info) {
  Position position{
      expr, kEntitySort | kLiteralSorts, "the object of `" + name + "`", nullptr, false, name, {}};
  if (!info) return position;
  position.sorts = SortsOfTypes(info->range);
  // Symmetric predicates are read both ways.
  if (info->symmetric) position.sorts |= kEntitySort;
  if (NamesEntityTypes(info->range)) position.types = &info->range;
  return position;
}

struct BuiltinSorts {
  Builtin builtin;
  std::array<Sorts, 3> sorts;
};

constexpr Sorts kDateOrYear = kDateSort | kNumberSort;
constexpr Sorts kHasWords = kAnySort & ~(kStatementSort | kArticleSort);
constexpr BuiltinSorts kBuiltinSorts[] = {
    {Builtin::kArticle, {kStatementSort, kArticleSort}},
    {Builtin::kSaidBy, {kStatementSort, kEntitySort}},
    {Builtin::kPolarity, {kStatementSort, kWordsSort}},
    {Builtin::kModality, {kStatementSort, kWordsSort}},
    {Builtin::kEnded, {kStatementSort}},
    {Builtin::kTime, {kStatementSort, kDateSort}},
    {Builtin::kConfidence, {kStatementSort, kNumberSort}},
    {Builtin::kSentence, {kStatementSort, kWordsSort}},
    {Builtin::kQualifier, {kStatementSort, kWordsSort, kEntitySort | kLiteralSorts}},
    {Builtin::kVia, {kStatementSort, kEntitySort | kWordsSort}},
    {Builtin::kPremise, {kStatementSort, kStatementSort}},
    {Builtin::kConflicts, {kStatementSort, kStatementSort}},
    {Builtin::kSources, {kStatementSort, kNumberSort}},
    {Builtin::kTitle, {kArticleSort, kWordsSort}},
    {Builtin::kSource, {kArticleSort, kWordsSort}},
    {Builtin::kPublished, {kArticleSort, kDateSort}},
    {Builtin::kUrl, {kArticleSort, kWordsSort}},
    {Builtin::kLanguage, {kArticleSort, kWordsSort}},
    {Builtin::kAuthor, {kArticleSort, kWordsSort}},
    {Builtin::kSet, {kArticleSort, kWordsSort}},
    {Builtin::kSentences, {kArticleSort, kNumberSort, kWordsSort}},
    {Builtin::kContains, {kHasWords, kWordsSort}},
    {Builtin::kMatches, {kHasWords, kWordsSort}},
    {Builtin::kStartsWith, {kHasWords, kWordsSort}},
    {Builtin::kBefore, {kDateOrYear, kDateOrYear}},
    {Builtin::kDuring, {kDateOrYear, kDateOrYear}},
    {Builtin::kOverlaps, {kDateOrYear, kDateOrYear}},
    {Builtin::kLower, {kHasWords, kWordsSort}},
    {Builtin::kLength, {kHasWords, kNumberSort}},
    {Builtin::kYear, {kDateOrYear, kNumberSort}},
    {Builtin::kMonth, {kDateOrYear, kNumberSort}},
};

void AddBuiltin(const ast::Atom& atom, const BuiltinInfo& info, std::vector<Position>& positions) {
  const auto* row =
      std::find_if(std::begin(kBuiltinSorts), std::end(kBuiltinSorts),
                   [&](const BuiltinSorts& sorts) { return sorts.builtin == info.builtin; });
  if (row == std::end(kBuiltinSorts)) return;
  constexpr std::array<std::string_view, 3> kOrdinals = {"first", "second", "third"};
  for (std::size_t i = 0; i < std::min<std::size_t>(atom.arguments.size(), 3); ++i) {
    Position position{
        atom.arguments[i],
        row->sorts[i],
        "the " + std::string(kOrdinals[i]) + " argument of `" + std::string(info.name) + "`",
        nullptr,
        false,
        {},
        {}};
    if (i == 1 && info.builtin == Builtin::kPolarity) position.words = {"affirmed", "negated"};
    if (i == 1 && info.builtin == Builtin::kModality)
      position.words = {"actual", "possible", "planned", "conditional", "rumored", "demanded"};
    positions.push_back(std::move(position));
  }
}

void AddStored(const ast::ExprPtr& subject, const ast::ExprPtr& object, const std::string& name,
               const Definitions& definitions, std::vector<Position>& positions) {
  const PredicateInfo* info = definitions.InSchema(name);
  positions.push_back(Subject(subject, name, info));
  positions.push_back(Object(object, name, info));
}

void AddPredicate(const ast::Atom& atom, const std::string& name, bool inverse,
                  const Definitions& definitions, std::vector<Position>& positions) {
  const auto& arguments = atom.arguments;
  const bool open = definitions.InSchema(name) == nullptr && definitions.IsDefined(name);
  if (open || arguments.size() != 2) {
    for (const ast::ExprPtr& argument : arguments)
      positions.push_back(
          {argument, kAnySort, "an argument of `" + name + "`", nullptr, true, {}, {}});
    return;
  }
  AddStored(arguments[inverse ? 1 : 0], arguments[inverse ? 0 : 1], name, definitions, positions);
}

void AddPath(const ast::Atom& atom, std::vector<Position>& positions) {
  const Sorts ends = kEntitySort | kLiteralSorts;
  for (std::size_t i = 0; i < atom.arguments.size(); ++i)
    positions.push_back({atom.arguments[i],
                         ends,
                         i == 0 ? "the start of a path" : "the end of a path",
                         nullptr,
                         false,
                         {},
                         {}});
  for (const ast::NamedArgument& filter : atom.named) {
    const Sorts sorts = filter.role == "avoid"                              ? kEntitySort
                        : filter.role == "source" || filter.role == "roles" ? kWordsSort
                        : filter.role == "confidence"                       ? kNumberSort
                                                                            : kDateOrYear;
    positions.push_back(
        {filter.value, sorts, "`" + filter.role + ":` of a path", nullptr, false, {}, {}});
    if (filter.role == "roles") positions.back().words = {"yes", "no"};
  }
}

}  // namespace

std::string NameOf(Sorts sorts) {
  std::vector<std::string_view> names;
  if ((sorts & kLiteralSorts) == kLiteralSorts) {
    names.push_back("a value");
    sorts &= ~kLiteralSorts;
  }
  for (const auto& [name, sort] : kSortNames)
    if (sorts & sort) names.push_back(name);
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  return text;
}

Sorts SortOf(ValueKind kind) {
  switch (kind) {
    case ValueKind::kEntity: return kEntitySort;
    case ValueKind::kQuote:
    case ValueKind::kText: return kWordsSort;
    case ValueKind::kNumber: return kNumberSort;
    case ValueKind::kQuantity: return kQuantitySort;
    case ValueKind::kMoney: return kMoneySort;
    case ValueKind::kPercent: return kPercentSort;
    case ValueKind::kDate: return kDateSort;
    case ValueKind::kBoolean: return kBooleanSort;
    case ValueKind::kDuration: return kDurationSort;
    case ValueKind::kStatement: return kStatementSort;
    case ValueKind::kArticle: return kArticleSort;
    case ValueKind::kPredicate: return kPredicateSort;
    case ValueKind::kPath: return kPathSort;
  }
  return kAnySort;
}

std::vector<Position> PositionsOf(const ast::Atom& atom, const Definitions& definitions) {
  std::vector<Position> positions;
  if (atom.speaker)
    positions.push_back(
        {atom.speaker, kEntitySort | kArticleSort, "a speaker", nullptr, false, {}, {}});
  if (atom.is_path()) {
    AddPath(atom, positions);
    return positions;
  }
  const ast::Path* path = atom.path.get();
  const bool inverse = path->kind == ast::Path::Kind::kInverse;
  if (inverse) path = path->parts.front().get();
  const std::string name = path->kind == ast::Path::Kind::kPredicate ? path->predicate : "any";
  if (const BuiltinInfo* builtin = SeesRules(atom) ? FindBuiltinNamed(atom.predicate()) : nullptr) {
    AddBuiltin(atom, *builtin, positions);
  } else if (name == "triple" && atom.arguments.size() == 3) {
    AddStored(atom.arguments[0], atom.arguments[2], name, definitions, positions);
    positions.push_back(
        {atom.arguments[1], kPredicateSort, "the predicate of `triple`", nullptr, false, {}, {}});
  } else {
    AddPredicate(atom, name, inverse, definitions, positions);
  }
  for (const ast::NamedArgument& named : atom.named)
    positions.push_back(
        {named.value,
         named.role == "time" ? kDateOrYear | kWordsSort : kEntitySort | kLiteralSorts,
         "the qualifier `" + named.role + "`",
         nullptr,
         false,
         {},
         {}});
  return positions;
}

std::vector<Position> PositionsOf(const ast::Head& head, const Definitions& definitions) {
  ast::Atom atom;
  ast::Path path;
  path.predicate = head.predicate;
  atom.path = std::make_shared<const ast::Path>(std::move(path));
  for (const auto& argument : head.arguments) {
    const auto* expr = std::get_if<ast::ExprPtr>(&argument);
    atom.arguments.push_back(expr ? *expr : nullptr);
  }
  std::vector<Position> positions = PositionsOf(atom, definitions);
  positions.erase(std::remove_if(positions.begin(), positions.end(),
                                 [](const Position& position) { return position.expr == nullptr; }),
                  positions.end());
  return positions;
}

}  // namespace lode
