// A statement's rivals are near it in the index: the same triple for a denial, the same
// subject and predicate for another value. So they are found by one scan, told apart by
// what the index row holds, and only the few that are left are read. The hard bit is not
// to find too many: news is full of numbers that differ because they count other things,
// on other days, or are rounded otherwise.

#include "query/run/contradiction.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "query/program/typed_values.h"
#include "storage/schema/schema.h"
#include "storage/terms/units.h"

namespace lode {

namespace {

constexpr double kAbout = 0.1;      // "about 50" is 45 to 55
constexpr double kRounding = 0.05;  // at most this is put down to rounding
constexpr std::int64_t kSteadyDays = 366;

// Half a unit of the last digit that counts: 3.2 million is 3.15 to 3.25.
// As a share of the number.
double RoundingOf(double number) {
  if (number == 0 || !std::isfinite(number)) return 0;
  double step = std::pow(10, std::floor(std::log10(std::abs(number))));
  for (int digits = 0; digits < 12; ++digits, step /= 10) {
    const double steps = number / step;
    if (std::abs(steps - std::round(steps)) < 1e-6) break;
  }
  return std::min(step / 2 / std::abs(number), kRounding);
}

struct Interval {
  double least = 0, most = 0;
};

Interval IntervalOf(const Value& value, double number, std::optional<double> number_to,
                    double rounding) {
  constexpr double kEndless = HUGE_VAL;
  const double about = std::abs(number) * kAbout;
  if (number_to) return {std::min(number, *number_to), std::max(number, *number_to)};
  switch (value.comparator) {
    case Comparator::kAbout: return {number - about, number + about};
    case Comparator::kLess:
    case Comparator::kLessEqual: return {-kEndless, number};
    case Comparator::kGreater:
    case Comparator::kGreaterEqual: return {number, kEndless};
    case Comparator::kEqual: break;
  }
  return {number - rounding, number + rounding};
}

// `finer`: of two numbers the one with fewer digits may be the other, rounded.
std::optional<Interval> IntervalIn(const Value& value, const Value& like, const Value& finer) {
  const std::optional<double> number = NumberInUnitsOf(value, like);
  if (!number || !std::isfinite(*number)) return std::nullopt;
  const double share = RoundingOf(value.number), other = RoundingOf(finer.number);
  const double rounding = share > other * (1 + 1e-9) ? share * std::abs(*number) : 0;
  std::optional<double> number_to;
  if (value.number_to) {
    Value end = value;
    end.number = *value.number_to;
    number_to = NumberInUnitsOf(end, like);
  }
  return IntervalOf(value, *number, number_to, rounding);
}

bool IsValue(TermId term) {
  return term.tag() == TermTag::kInteger || term.tag() == TermTag::kDecimal ||
         term.tag() == TermTag::kMeasure || term.tag() == TermTag::kDate;
}

bool IsAboutNow(const IndexRow& row) {
  return row.modality == Modality::kActual && !row.ended;
}

// One statement, with what it must agree in.
class Claim {
 public:
  Claim(TermId statement, const StatementRow& row, Execution& execution) : row_(row) {
    for (const auto& [role, term] : execution.snapshot.Qualifiers(statement))
      if (role != "time") qualifiers_[role].insert(term);
  }
  const StatementRow& row() const { return row_; }

  // Speaks of no more than the other does.
  bool IsWiderThan(const Claim& other) const {
    return std::all_of(qualifiers_.begin(), qualifiers_.end(), [&](const auto& entry) {
      const auto found = other.qualifiers_.find(entry.first);
      return found != other.qualifiers_.end() && found->second == entry.second;
    });
  }
  bool HasQualifiersOf(const Claim& other) const { return qualifiers_ == other.qualifiers_; }

 private:
  StatementRow row_;
  std::map<std::string, std::set<TermId>> qualifiers_;
};

class ConflictFinder {
 public:
  ConflictFinder(const Claim& claim, TermId statement, Execution& execution)
      : claim_(claim), statement_(statement), execution_(execution) {
    const Value predicate = execution.terms.ValueOf(claim.row().triple.predicate);
    const PredicateInfo* info = execution.snapshot.schema().FindPredicate(predicate.text);
    symmetric_ = info && info->symmetric;
    steady_ = info && info->steady;
  }

  std::vector<TermId> Run() {
    const IndexRow& own = claim_.row().triple;
    if (IsValue(own.object)) {
      Scan({own.subject, own.predicate, {}});
    } else {
      Scan({own.subject, own.predicate, own.object});
      if (symmetric_ && own.subject != own.object) Scan({own.object, own.predicate, own.subject});
    }
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
  }

 private:
  void Scan(const TriplePattern& pattern) {
    std::vector<IndexRow> rows(256);
    const std::unique_ptr<Cursor> cursor = execution_.snapshot.Scan(pattern);
    while (const std::size_t count = cursor->Next(rows)) {
      if (!execution_.budget.Tick()) return;
      for (std::size_t i = 0; i < count; ++i)
        if (MayConflict(rows[i]) && Conflicts(rows[i])) found_.push_back(rows[i].statement);
    }
  }

  bool MayConflict(const IndexRow& other) const {
    const IndexRow& own = claim_.row().triple;
    if (other.statement == statement_ || !IsAboutNow(other)) return false;
    if (other.polarity != own.polarity) return !IsValue(own.object) || IsValue(other.object);
    return own.polarity == Polarity::kAffirmed && IsValue(own.object) && IsValue(other.object) &&
           other.object != own.object;
  }

  bool Conflicts(const IndexRow& other) {
    const IndexRow& own = claim_.row().triple;
    const auto row = execution_.snapshot.StatementAt(other.statement);
    if (!row || row->confidence < execution_.min_confidence) return false;
    const Claim rival(other.statement, *row, execution_);
    if (other.polarity == own.polarity)
      return claim_.HasQualifiersOf(rival) && HoldsWith(*row) && !IsOneVoice(*row) &&
             AreIncompatible(execution_.terms.ValueOf(own.object),
                             execution_.terms.ValueOf(other.object));
    if (IsValue(own.object) &&
        !SameValue(execution_.terms.ValueOf(own.object), execution_.terms.ValueOf(other.object)))
      return false;
    const bool denies = own.polarity == Polarity::kNegated;
    return (denies ? claim_.IsWiderThan(rival) : rival.IsWiderThan(claim_)) &&
           MayOverlap(StatedPeriod(claim_.row()), StatedPeriod(*row), 0, true);
  }

  bool IsOneVoice(const StatementRow& other) const {
    return other.article == claim_.row().article && other.said_by == claim_.row().said_by;
  }

  std::optional<Period> StatedPeriod(const StatementRow& row) {
    return row.time ? PeriodOf(execution_.terms.ValueOf(row.time)) : std::nullopt;
  }

  // The days on which a value is said to be right.
  bool HoldsWith(const StatementRow& other) {
    const std::optional<Period> own = StatedPeriod(claim_.row()), its = StatedPeriod(other);
    if (own && its) return MayOverlap(own, its, 0, false);
    if (other.article == claim_.row().article) return !own && !its;
    return MayOverlap(own ? own : PublishedOn(claim_.row()), its ? its : PublishedOn(other),
                      steady_ ? kSteadyDays : 0, false);
  }

  std::optional<Period> PublishedOn(const StatementRow& row) {
    const std::optional<ArticleInfo> info = execution_.snapshot.ArticleAt(row.article);
    if (!info || info->published.empty()) return std::nullopt;
    Value date;
    date.kind = ValueKind::kDate;
    date.date = info->published.substr(0, 10);
    return PeriodOf(date);
  }

  // `otherwise`: where only one of the two is known. Of two unknown ones nothing is against.
  static bool MayOverlap(const std::optional<Period>& a, const std::optional<Period>& b,
                         std::int64_t slack, bool otherwise) {
    if (!a && !b) return true;
    if (!a || !b) return otherwise;
    return a->first_day <= b->last_day + slack && b->first_day <= a->last_day + slack;
  }

  const Claim& claim_;
  TermId statement_;
  Execution& execution_;
  bool symmetric_ = false, steady_ = false;
  std::vector<TermId> found_;
};

}  // namespace

bool AreIncompatible(const Value& a, const Value& b) {
  if (a.kind == ValueKind::kDate && b.kind == ValueKind::kDate) {
    const std::optional<Period> left = PeriodOf(a), right = PeriodOf(b);
    return left && right &&
           (left->last_day < right->first_day || right->last_day < left->first_day);
  }
  if (!IsMeasured(a.kind) || !IsMeasured(b.kind)) return false;
  const std::optional<Interval> left = IntervalIn(a, a, b), right = IntervalIn(b, a, a);
  return left && right && (left->most < right->least || right->most < left->least);
}

std::vector<TermId> ConflictsOf(TermId statement, Execution& execution) {
  const auto row = execution.snapshot.StatementAt(statement);
  if (!row || !IsAboutNow(row->triple) || row->confidence < execution.min_confidence) return {};
  const Claim claim(statement, *row, execution);
  return ConflictFinder(claim, statement, execution).Run();
}

}  // namespace lode
