// Expressions are small trees over the slots of a row. Slots give the decoded value
// of their term, which the term table keeps; only what is calculated is made anew.
// A name in a comparison stands for all entities it means and for its own words.

#include "query/rows/expression.h"

#include <re2/re2.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdlib>

#include "query/program/typed_values.h"
#include "storage/names/name_form.h"

namespace lode {

namespace {

constexpr std::size_t kMostPatterns = 256;

const ir::Constant* NameIn(const ir::Expr& expr) {
  const auto* constant = std::get_if<ir::Constant>(&expr.node);
  return constant && constant->is_name ? constant : nullptr;
}

std::int64_t CodePoints(const std::string& text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

std::string LowerCase(const std::string& text) {
  std::string lower;
  icu::UnicodeString::fromUTF8(text).toLower(icu::Locale::getRoot()).toUTF8String(lower);
  return lower;
}

// Without its case, and with straight quotation marks. Where no letter of `words` is beyond
// ASCII, no other letter of the text matters.
std::string Caseless(const Value& value, std::string_view words) {
  std::string text = StraightQuotes(WordsOf(value));
  const auto is_ascii = [](char c) { return (static_cast<unsigned char>(c) & 0x80) == 0; };
  if (!std::all_of(words.begin(), words.end(), is_ascii)) return LowerCase(text);
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

// Such a row is left out: what an article says of a time need not be a date.
Status NotA(std::string_view what, std::string_view function, const Value& value) {
  return {kNoConversion, std::string(function) + "() wants a " + std::string(what) + ", not the " +
                             std::string(NameOf(value.kind)) + " \"" + WordsOf(value) + "\""};
}

Result<Value> DatePart(Builtin function, const Value& value) {
  const std::string_view name = InfoOf(function).name;
  // A whole number in the place of a date is a year.
  if (value.kind == ValueKind::kNumber && function == Builtin::kYear && PeriodOf(value))
    return value;
  if (value.kind != ValueKind::kDate || value.date.size() < 4) return NotA("date", name, value);
  if (function == Builtin::kYear) return NumberValue(std::atoi(value.date.substr(0, 4).c_str()));
  if (value.date.size() < 7 || value.date[5] == 'H' || value.date[5] == 'Q')
    return NotA("date with a month", name, value);
  return NumberValue(std::atoi(value.date.substr(5, 2).c_str()));
}

Result<bool> PassesPeriods(Builtin builtin, const Value& a, const Value& b) {
  const std::string_view name = InfoOf(builtin).name;
  const std::optional<Period> left = PeriodOf(a), right = PeriodOf(b);
  if (!left) return NotA("date", name, a);
  if (!right) return NotA("date", name, b);
  if (builtin == Builtin::kBefore) return left->first_day < right->first_day;
  if (builtin == Builtin::kDuring)
    return right->first_day <= left->first_day && left->last_day <= right->last_day;
  return left->first_day <= right->last_day && right->first_day <= left->last_day;
}

}  // namespace

Evaluator::Evaluator(TermTable& terms) : terms_(terms) {}
Evaluator::~Evaluator() = default;

const Value* Evaluator::Keep(Value value) {
  scratch_.push_back(std::move(value));
  return &scratch_.back();
}

Result<const Value*> Evaluator::Evaluate(const ir::Expr& expr, const TermId* row) {
  scratch_.clear();
  return Run(expr, row);
}

Result<const Value*> Evaluator::Run(const ir::Expr& expr, const TermId* row) {
  if (const auto* slot = std::get_if<ir::Slot>(&expr.node)) return &terms_.ValueOf(row[*slot]);
  if (const auto* constant = std::get_if<ir::Constant>(&expr.node)) return &constant->value;
  if (const auto* call = std::get_if<ir::FunctionCall>(&expr.node)) return Call(*call, row);
  const auto& arithmetic = std::get<ir::Arithmetic>(expr.node);
  Result<const Value*> left = Run(*arithmetic.left, row);
  if (!left.ok()) return left;
  Result<const Value*> right = Run(*arithmetic.right, row);
  if (!right.ok()) return right;
  Result<Value> value = Calculate(**left, arithmetic.op, **right);
  if (!value.ok()) return value.status();
  return Keep(*std::move(value));
}

Result<const Value*> Evaluator::Call(const ir::FunctionCall& call, const TermId* row) {
  Result<const Value*> argument = Run(*call.arguments.at(0), row);
  if (!argument.ok()) return argument;
  const Value& value = **argument;
  switch (call.function) {
    case Builtin::kLower: return Keep(TextValue(LowerCase(WordsOf(value))));
    case Builtin::kLength:
      if (value.kind == ValueKind::kPath) return Keep(NumberValue(value.number));  // hops
      return Keep(NumberValue(static_cast<double>(CodePoints(WordsOf(value)))));
    default: break;
  }
  Result<Value> part = DatePart(call.function, value);
  if (!part.ok()) return part.status();
  return Keep(*std::move(part));
}

Result<TermId> Evaluator::TermOf(const ir::Expr& expr, const TermId* row) {
  if (const auto* slot = std::get_if<ir::Slot>(&expr.node)) return row[*slot];
  const Result<const Value*> value = Evaluate(expr, row);
  if (!value.ok()) return value.status();
  return terms_.Intern(**value);
}

Result<bool> Evaluator::Passes(const ir::Comparison& comparison, const TermId* row) {
  scratch_.clear();
  const bool equality =
      comparison.op == ast::Compare::kEqual || comparison.op == ast::Compare::kNotEqual;
  const ir::Constant* name = NameIn(*comparison.right);
  const ir::Expr* other = comparison.left.get();
  if (!name) {
    name = NameIn(*comparison.left);
    other = comparison.right.get();
  }
  if (const auto* slot = std::get_if<ir::Slot>(&other->node); name && slot && equality) {
    const auto& terms = name->terms;
    if (std::find(terms.begin(), terms.end(), row[*slot]) != terms.end())
      return comparison.op == ast::Compare::kEqual;
  }
  const auto* left_slot = std::get_if<ir::Slot>(&comparison.left->node);
  const auto* right_slot = std::get_if<ir::Slot>(&comparison.right->node);
  if (left_slot && right_slot && equality && row[*left_slot] == row[*right_slot])
    return comparison.op == ast::Compare::kEqual;
  const Result<const Value*> left = Run(*comparison.left, row);
  if (!left.ok()) return left.status();
  const Result<const Value*> right = Run(*comparison.right, row);
  if (!right.ok()) return right.status();
  if (comparison.folded) return SameValueFolded(**left, **right);
  if (comparison.matches) return SameValue(**left, **right);
  return CompareValues(**left, comparison.op, **right);
}

Result<bool> Evaluator::Matches(const std::string& text, const std::string& pattern) {
  if (patterns_.size() > kMostPatterns) patterns_.clear();
  std::unique_ptr<re2::RE2>& compiled = patterns_[pattern];
  if (!compiled) compiled = std::make_unique<re2::RE2>(pattern, re2::RE2::Quiet);
  if (!compiled->ok())
    return Status(Code::kInvalidInput,
                  "the pattern \"" + pattern + "\" of matches() is wrong: " + compiled->error());
  return re2::RE2::PartialMatch(text, *compiled);
}

Result<bool> Evaluator::Passes(const ir::Test& test, const TermId* row) {
  scratch_.clear();
  const Result<const Value*> first = Run(*test.arguments.at(0), row);
  if (!first.ok()) return first.status();
  const Result<const Value*> second = Run(*test.arguments.at(1), row);
  if (!second.ok()) return second.status();
  if (test.builtin >= Builtin::kBefore) return PassesPeriods(test.builtin, **first, **second);
  const std::string wanted = StraightQuotes(WordsOf(**second));
  if (test.builtin == Builtin::kMatches) return Matches(StraightQuotes(WordsOf(**first)), wanted);
  const std::string words = Caseless(**second, wanted);
  const std::string text = Caseless(**first, wanted);
  return test.builtin == Builtin::kContains ? text.find(words) != std::string::npos
                                            : text.starts_with(words);
}

}  // namespace lode
