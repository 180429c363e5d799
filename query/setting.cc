#include "query/setting.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "query/check/check.h"
#include "query/check/findings.h"

namespace lode {

namespace {

std::vector<const ast::Rule*> PointersTo(const Rules& rules) {
  std::vector<const ast::Rule*> pointers;
  for (const RulePtr& rule : rules) pointers.push_back(rule.get());
  return pointers;
}

}  // namespace

Setting::Setting(std::uint64_t number, std::shared_ptr<const Snapshot> snapshot, Rules rules)
    : number_(number),
      snapshot_(std::move(snapshot)),
      rules_(std::move(rules)),
      strata_(Stratify(EachOnce(rules_), snapshot_.get())),
      definitions_(*snapshot_, PointersTo(rules_), {}) {}

const std::vector<Diagnostic>& Setting::Check(Reading& reading, const QueryOptions& options) const {
  const std::map<std::string, Value>& parameters = options.parameters;
  const bool adds_nothing = reading.rules.empty() && strata_.errors.empty();
  const Surroundings quick{*snapshot_, {}, parameters, {}, &definitions_};
  if (reading.checked_in == number_) {
    if (!reading.has_parameters || reading.parameters == parameters) return reading.checked;
    Surroundings other = quick;
    other.sound_values = &reading.parameters;
    if (CheckOtherValues(reading, other)) return reading.checked;
  }
  if (adds_nothing) reading.checked = lode::Check(reading.program, reading.source, quick);
  // Whoever reads an error is told what may have been meant.
  if (!adds_nothing || HasError(reading.checked))
    reading.checked = lode::Check(reading.program, reading.source,
                                  {*snapshot_, rules_, parameters, options.senses, nullptr});
  const bool keeps = adds_nothing && !HasError(reading.checked);
  reading.checked_in = keeps ? number_ : 0;
  if (!keeps || !reading.has_parameters) return reading.checked;
  reading.parameters = parameters;
  reading.of_values = CheckParameterValues(reading.program, reading.source, quick);
  return reading.checked;
}

// Puts the notes on new values in the place of those on the old ones. False: the whole has to
// be checked again.
bool Setting::CheckOtherValues(Reading& reading, const Surroundings& surroundings) {
  auto found = CheckParameterValues(reading.program, reading.source, surroundings);
  if (HasError(found) || reading.checked.size() + found.size() >= Findings::kMost) return false;
  const auto key = [](const Diagnostic& d) { return std::tie(d.line, d.column, d.message); };
  std::erase_if(reading.checked, [&](const Diagnostic& one) {
    return std::any_of(reading.of_values.begin(), reading.of_values.end(),
                       [&](const Diagnostic& other) { return key(one) == key(other); });
  });
  reading.checked.insert(reading.checked.end(), found.begin(), found.end());
  std::stable_sort(reading.checked.begin(), reading.checked.end(),
                   [](const Diagnostic& a, const Diagnostic& b) {
                     return std::tie(a.line, a.column) < std::tie(b.line, b.column);
                   });
  reading.of_values = std::move(found);
  reading.parameters = surroundings.parameters;
  return true;
}

std::map<const ast::Query*, KeptQuery>& Setting::KeptOf(Reading& reading) const {
  if (reading.kept_in != number_) reading.kept.clear();
  reading.kept_in = number_;
  return reading.kept;
}

bool Setting::IsAddedTo(const Reading& reading) const {
  return std::any_of(reading.rules.begin(), reading.rules.end(), [&](const RulePtr& rule) {
    return std::none_of(rules_.begin(), rules_.end(),
                        [&](const RulePtr& known) { return known->text == rule->text; });
  });
}

std::unique_ptr<Engine> Setting::Take(const QueryOptions& options) {
  if (engine_ == nullptr) return std::make_unique<Engine>(snapshot_, strata_, options);
  engine_->Begin(options);
  return std::move(engine_);
}

}  // namespace lode
