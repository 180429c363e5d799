// What comparison means, as query/program/typed_values.cc has it: words with words, dates and
// years by their first days, amounts of one dimension, entities by name and id. Whatever has no
// common order is NULL, so that its row is left out; `=` between kinds that are never the same
// is FALSE. What is known of the kinds drops the cases that cannot be.

#include "lode/compared.h"
#include "query/program/typed_values.h"
#include "query/sql/body.h"

namespace lode::sql {

namespace {

bool IsEquality(ast::Compare op) {
  return op == ast::Compare::kEqual || op == ast::Compare::kNotEqual;
}

std::string Written(ast::Compare op) {
  constexpr const char* kOps[] = {" = ", " <> ", " < ", " <= ", " > ", " >= "};
  return kOps[static_cast<int>(op)];
}

std::string And(const std::string& a, const std::string& b) {
  if (a == "FALSE" || b == "FALSE") return "FALSE";
  if (a == "TRUE") return b;
  return b == "TRUE" ? a : a + " AND " + b;
}

std::string Or(const std::string& a, const std::string& b) {
  if (a == "TRUE" || b == "TRUE") return "TRUE";
  if (a == "FALSE") return b;
  return b == "FALSE" ? a : "(" + a + " OR " + b + ")";
}

// CASE with the cases that can be.
class Cases {
 public:
  void Add(const std::string& when, const std::string& then) {
    if (when == "FALSE" || !rest_.empty()) return;
    if (when == "TRUE")
      rest_ = then;
    else
      text_ += " WHEN " + when + " THEN " + then;
  }
  std::string Otherwise(const std::string& otherwise) const {
    const std::string& rest = rest_.empty() ? otherwise : rest_;
    return text_.empty() ? "(" + rest + ")" : "(CASE" + text_ + " ELSE " + rest + " END)";
  }

 private:
  std::string text_, rest_;
};

}  // namespace

std::string Body::CompareEntities(ast::Compare op, const SqlValue& a, const SqlValue& b) {
  if (IsEquality(op)) return a.key + Written(op) + b.key;
  const bool less = op == ast::Compare::kLess || op == ast::Compare::kLessEqual;
  const std::string strict = less ? " < " : " > ";
  return "(" + WordsOf(a) + strict + WordsOf(b) + " OR (" + WordsOf(a) + " = " + WordsOf(b) +
         " AND " + a.key + Written(op) + b.key + "))";
}

std::string Body::Compare(ast::Compare op, const SqlValue& a, const SqlValue& b) {
  constexpr Sorts kMeasured = kNumber | kMeasure;
  Cases cases;
  if (const std::string words = And(IsA(a, kWords), IsA(b, kWords)); words != "FALSE")
    cases.Add(words, StraightWordsOf(a) + Written(op) + StraightWordsOf(b));
  const std::string dated = And(And(IsA(a, kMeasured | kDate), IsA(b, kMeasured | kDate)),
                                Or(IsA(a, kDate), IsA(b, kDate)));
  if (dated != "FALSE") cases.Add(dated, FirstDayOf(a) + Written(op) + FirstDayOf(b));
  if (const std::string measured = And(IsA(a, kMeasured), IsA(b, kMeasured)); measured != "FALSE") {
    const std::string numbers = NumberOf(a) + Written(op) + NumberOf(b);
    const bool plain = a.is_number() && b.is_number();
    cases.Add(measured, plain ? numbers
                              : "CASE WHEN " + DimensionOf(a) + " = " + DimensionOf(b) + " THEN " +
                                    numbers + " END");
  }
  if (!a.key.empty() && !b.key.empty()) {
    if (const std::string both = And(IsA(a, kEntity), IsA(b, kEntity)); both != "FALSE")
      cases.Add(both, CompareEntities(op, a, b));
    for (const Sorts kind : {kBoolean, kStatement, kArticle, kPredicate})
      if (const std::string both = And(IsA(a, kind), IsA(b, kind)); both != "FALSE")
        cases.Add(both, a.key + Written(op) + b.key);
  }
  if (!IsEquality(op)) return cases.Otherwise("CAST(NULL AS BOOLEAN)");
  for (const auto& [named, words] : {std::pair(&a, &b), std::pair(&b, &a)}) {
    if (named->key.empty()) continue;
    const std::string is_words = IsA(*words, kWords);
    if (const std::string when = And(IsA(*named, kStatement | kArticle), is_words); when != "FALSE")
      cases.Add(when, named->key + Written(op) + WordsOf(*words));
    if (const std::string when = And(IsA(*named, kPredicate), is_words); when != "FALSE")
      cases.Add(when, "substr(" + named->key + ", 3)" + Written(op) + WordsOf(*words));
  }
  return cases.Otherwise(op == ast::Compare::kEqual ? "FALSE" : "TRUE");
}

// A name stands for each of its entities, and for its words.
std::string Body::HoldsOfName(const ir::Comparison& comparison, const SqlValue& a,
                              const SqlValue& b) {
  const SqlValue& name = b.name != nullptr ? b : a;
  const SqlValue& other = b.name != nullptr ? a : b;
  const bool equal = comparison.op == ast::Compare::kEqual;
  std::string keys;
  for (const TermId term : name.name->terms)
    keys += (keys.empty() ? "" : ", ") + scope_.spelling.Text(scope_.KeyOf(term));
  const std::string words = Compare(comparison.op, a, b);
  if (keys.empty() || other.key.empty()) return words;
  return equal ? "(" + other.key + " IN (" + keys + ") OR " + words + ")"
               : "(" + other.key + " NOT IN (" + keys + ") AND " + words + ")";
}

std::string Body::Holds(const ir::Comparison& comparison) {
  const SqlValue a = ValueOf(*comparison.left, comparison.place);
  const SqlValue b = ValueOf(*comparison.right, comparison.place);
  if (comparison.folded && IsA(b, kWords) == "TRUE" && IsA(a, kWords) != "FALSE") {
    const auto* constant = std::get_if<ir::Constant>(&comparison.right->node);
    if (a.folded.empty() || constant == nullptr) {
      scope_.Refuse(comparison.place,
                    "sentences stand in the tables as written, so that their "
                    "words compare with their case: ask by contains()");
      return "FALSE";
    }
    return a.folded + " = " + scope_.spelling.Text(FoldedWords(constant->value.text));
  }
  if (IsEquality(comparison.op) && (a.name != nullptr || b.name != nullptr))
    return HoldsOfName(comparison, a, b);
  return Compare(comparison.op, a, b);
}

std::string Body::Holds(const ir::Test& test) {
  const SqlValue a = ValueOf(*test.arguments.at(0), test.place);
  const SqlValue b = ValueOf(*test.arguments.at(1), test.place);
  switch (test.builtin) {
    case Builtin::kBefore: return "(" + FirstDayOf(a) + " < " + FirstDayOf(b) + ")";
    case Builtin::kDuring:
      return "(" + FirstDayOf(b) + " <= " + FirstDayOf(a) + " AND " + LastDayOf(a) +
             " <= " + LastDayOf(b) + ")";
    case Builtin::kOverlaps:
      return "(" + FirstDayOf(a) + " <= " + LastDayOf(b) + " AND " + FirstDayOf(b) +
             " <= " + LastDayOf(a) + ")";
    default: break;
  }
  const std::string name(InfoOf(test.builtin).name);
  if (a.is_number() || b.is_number()) {
    scope_.Refuse(test.place, name +
                                  "() of what is calculated depends on how a number is written, "
                                  "which engines do each in their own way");
    return "FALSE";
  }
  const std::string text = StraightWordsOf(a), words = StraightWordsOf(b);
  const std::string small = "lower(" + text + ")", part = "lower(" + words + ")";
  if (test.builtin == Builtin::kContains) return scope_.spelling.Contains(small, part);
  if (test.builtin == Builtin::kStartsWith) return scope_.spelling.StartsWith(small, part);
  const auto* constant = std::get_if<ir::Constant>(&test.arguments.at(1)->node);
  if (constant == nullptr) {
    scope_.Refuse(test.place, "the pattern of matches() must be written out");
    return "FALSE";
  }
  const auto matches =
      scope_.spelling.Matches(text, StraightQuotes(lode::WordsOf(constant->value)));
  if (matches) return *matches;
  scope_.Refuse(test.place, std::string(scope_.spelling.name()) +
                                " may read this pattern otherwise than it is meant (RE2): use "
                                "letters, spaces, groups, alternatives, `.`, `*`, `+` and `?`");
  return "FALSE";
}

}  // namespace lode::sql
