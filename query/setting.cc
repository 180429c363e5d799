#include "query/setting.h"

#include <algorithm>
#include <utility>

#include "query/check/check.h"

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
      strata_(Stratify(Distinct(rules_), snapshot_.get())),
      definitions_(*snapshot_, PointersTo(rules_), {}) {}

const std::vector<Diagnostic>& Setting::Check(Reading& reading, const QueryOptions& options) const {
  const std::map<std::string, Value>& parameters = options.parameters;
  const bool adds_nothing = reading.rules.empty() && strata_.errors.empty();
  const Surroundings quick{*snapshot_, {}, parameters, {}, &definitions_};
  if (reading.checked_in == number_) {
    if (!reading.has_parameters || reading.parameters == parameters) return reading.checked;
    if (reading.is_sound && ParametersPass(reading.program, reading.source, quick))
      return reading.checked;
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
  reading.is_sound = ParametersPass(reading.program, reading.source, quick);
  return reading.checked;
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
