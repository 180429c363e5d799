// A cache in front of the snapshot's dictionary, and a dictionary of its own for what
// queries compute. A whole number is its own id, so that 3 from `1 + 2` joins with a
// stored 3; other values are looked up in the store first for the same reason.

#include "query/program/term_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "query/program/typed_values.h"
#include "storage/terms/worth.h"

namespace lode {

namespace {

std::string KeyOf(const Value& value) {
  char number[64];
  const auto end = std::to_chars(number, number + sizeof number, value.number).ptr;
  std::string key(1, static_cast<char>(value.kind));
  key.append(number, end);
  if (value.number_to) key += '~' + std::to_string(*value.number_to);
  for (const std::string* part : {&value.unit, &value.per, &value.date}) key += '\x1f' + *part;
  key += static_cast<char>('0' + static_cast<int>(value.comparator));
  key += value.boolean ? 't' : 'f';
  const bool is_words = value.kind == ValueKind::kText || value.kind == ValueKind::kQuote ||
                        value.kind >= ValueKind::kStatement;
  if (value.path)  // its text may say the same of two nodes of one name
    for (const Value& node : value.path->nodes) key += '\x1f' + node.entity.id + node.text;
  return is_words ? key + value.text : key;
}

constexpr std::size_t kMostKeptWords = 8192, kLongestKeptWords = 64;  // of each kind

std::optional<TermId> WholeNumber(double number) {
  constexpr double kLimit = 36028797018963967.0;  // 2^55 - 1
  if (std::floor(number) != number || std::fabs(number) >= kLimit) return std::nullopt;
  const auto offset = static_cast<std::int64_t>(number) + (std::int64_t{1} << 55);
  return TermId::Make(TermTag::kInteger, static_cast<std::uint64_t>(offset));
}

std::optional<TermId> WholeNumber(const Value& value) {
  const bool plain = value.kind == ValueKind::kNumber && !value.number_to && value.per.empty() &&
                     value.comparator == Comparator::kEqual;
  return plain ? WholeNumber(value.number) : std::nullopt;
}

double WholeOf(TermId integer) {
  return static_cast<double>(static_cast<std::int64_t>(integer.payload()) -
                             (std::int64_t{1} << 55));
}

bool HasUnit(const Value& value) {
  return IsMeasured(value.kind) && value.kind != ValueKind::kNumber;
}

// Equal values have the same, others not. Empty: it has none.
std::string WorthText(const Value& value) {
  const std::optional<Worth> worth = WorthOf(value);
  if (!worth) return {};
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, worth->number + 0.0).ptr;
  return (worth->dimension + '=').append(digits, end);
}

// "Reuters: Chip talks resume", as an article is shown to people.
std::string ShownArticle(const ArticleInfo& info) {
  if (info.source.empty()) return info.title.empty() ? info.id : info.title;
  return info.title.empty() ? info.source : info.source + ": " + info.title;
}

}  // namespace

Value TextValue(std::string_view text) {
  Value value;
  value.kind = ValueKind::kText;
  value.text = text;
  return value;
}

Value NumberValue(double number) {
  Value value;
  value.kind = ValueKind::kNumber;
  value.number = number;
  return value;
}

Value PredicateValue(std::string_view name) {
  Value value;
  value.kind = ValueKind::kPredicate;
  value.text = name;
  return value;
}

TermTable TermTable::ForThread() const {
  TermTable other(snapshot_);
  other.locals_ = locals_;
  other.local_ids_ = local_ids_;
  return other;
}

// Where the term stands, or would stand.
std::size_t TermTable::PlaceOf(TermId term) const {
  const std::size_t mask = known_.size() - 1;
  std::size_t at = TermIdHash()(term) >> 20 & mask;
  while (known_[at].value != nullptr && known_[at].term != term) at = (at + 1) & mask;
  return at;
}

void TermTable::Grow() {
  const std::vector<Known> before = std::exchange(known_, {});
  known_.resize(std::max<std::size_t>(64, before.size() * 2));
  for (const Known& known : before)
    if (known.value != nullptr) known_[PlaceOf(known.term)] = known;
}

Value TermTable::Decode(TermId term) const {
  if (term.tag() == TermTag::kInteger) return NumberValue(WholeOf(term));
  Value value;
  if (term.tag() != TermTag::kArticle) {
    snapshot_.ReadValue(term, value);
    return value;
  }
  value.kind = ValueKind::kArticle;
  if (const std::optional<ArticleInfo> info = snapshot_.ArticleAt(term)) {
    value.text = info->id;
    value.entity.name = ShownArticle(*info);
  }
  return value;
}

const Value& TermTable::ValueOf(TermId term) {
  if (term.tag() == TermTag::kLocal) return locals_[term.payload()];
  if ((values_.size() + 1) * 2 > known_.size()) Grow();
  Known& known = known_[PlaceOf(term)];
  if (known.value != nullptr) return *known.value;
  values_.push_back(Decode(term));
  known = {term, &values_.back()};
  return values_.back();
}

const Value& TermTable::ShownValueOf(TermId term, Value& number) {
  if (term.tag() != TermTag::kInteger) return ValueOf(term);
  number.kind = ValueKind::kNumber;
  number.number = WholeOf(term);
  return number;
}

const Value& TermTable::PassingValueOf(TermId term, Value& number, Value& entity) {
  if (term.tag() != TermTag::kEntity) return ShownValueOf(term, number);
  snapshot_.ReadValue(term, entity);
  return entity;
}

void TermTable::ReadInto(TermId term, Value& value) {
  if (term.tag() == TermTag::kEntity)
    snapshot_.ReadValue(term, value);
  else if (term.tag() == TermTag::kInteger)
    value = NumberValue(WholeOf(term));
  else
    value = ValueOf(term);
}

bool TermTable::Trim(std::size_t most) {
  if (values_.size() <= most) return false;
  std::fill(known_.begin(), known_.end(), Known{});
  values_.clear();
  return true;
}

void TermTable::FetchPlace(TermId term) const {
  if (term.tag() == TermTag::kEntity) return snapshot_.FetchPlace(term);
  if (!known_.empty()) __builtin_prefetch(&known_[TermIdHash()(term) >> 20 & (known_.size() - 1)]);
}

void TermTable::FetchValue(TermId term) const {
  if (term.tag() == TermTag::kEntity) return snapshot_.FetchValue(term);
  if (known_.empty()) return;
  const Known& known = known_[TermIdHash()(term) >> 20 & (known_.size() - 1)];
  if (known.value == nullptr) return;
  __builtin_prefetch(&known.value->entity.name);
  __builtin_prefetch(&known.value->text);
}

void TermTable::Rewind(std::size_t locals) {
  while (locals_.size() > locals) {
    const Value& value = locals_.back();
    const TermId id = TermId::Make(TermTag::kLocal, locals_.size() - 1);
    if (learned_locals_ == locals_.size()) {
      if (HasUnit(value)) std::erase(alike_[WorthText(value)], id);
      --learned_locals_;
    }
    local_ids_.erase(KeyOf(value));
    locals_.pop_back();
  }
}

std::optional<TermId> TermTable::FindStored(const Value& value) const {
  const bool is_kept = (value.kind == ValueKind::kText || value.kind == ValueKind::kQuote) &&
                       value.text.size() <= kLongestKeptWords;
  if (!is_kept) return snapshot_.Find(value);
  Words& words = value.kind == ValueKind::kText ? texts_ : quotes_;
  if (const auto known = words.find(value.text); known != words.end()) return known->second;
  if (words.size() >= kMostKeptWords) words.clear();
  return words[value.text] = snapshot_.Find(value);
}

std::optional<TermId> TermTable::Find(const Value& value) const {
  if (const std::optional<TermId> whole = WholeNumber(value)) return whole;
  if (value.kind == ValueKind::kPredicate) {
    if (const std::optional<TermId> id = snapshot_.FindPredicate(value.text)) return id;
  } else if (value.kind == ValueKind::kStatement) {
    return snapshot_.FindStatement(value.text);
  } else if (value.kind == ValueKind::kArticle) {
    return snapshot_.FindArticle(value.text);
  } else if (const std::optional<TermId> id = FindStored(value)) {
    return id;
  }
  const auto local = local_ids_.find(KeyOf(value));
  if (local == local_ids_.end()) return std::nullopt;
  return local->second;
}

TermId TermTable::Intern(const Value& value) {
  if (const std::optional<TermId> known = Find(value)) return *known;
  const TermId id = TermId::Make(TermTag::kLocal, locals_.size());
  locals_.push_back(value);
  local_ids_.emplace(KeyOf(value), id);
  return id;
}

bool TermTable::Measures(TermId term) const {
  if (term.tag() == TermTag::kMeasure) return true;
  return term.tag() == TermTag::kLocal && HasUnit(locals_[term.payload()]);
}

void TermTable::Learn(TermId term, const Value& value) {
  if (HasUnit(value)) alike_[WorthText(value)].push_back(term);
}

std::vector<TermId> TermTable::AlikeTo(TermId term, const std::function<bool()>& go_on) {
  if (!Measures(term)) return {};
  if (!learned_stored_) {
    learned_stored_ = true;
    snapshot_.VisitMeasures([&](TermId id, const Value& value) {
      Learn(id, value);
      return go_on();
    });
  }
  for (; learned_locals_ < locals_.size(); ++learned_locals_)
    Learn(TermId::Make(TermTag::kLocal, learned_locals_), locals_[learned_locals_]);
  const Value& value = ValueOf(term);
  std::vector<TermId> alike;
  for (const TermId other : alike_[WorthText(value)])
    if (other == term || SameValue(value, ValueOf(other))) alike.push_back(other);
  if (alike.size() < 2) alike.clear();
  return alike;
}

TermId TermTable::InternText(std::string_view text) {
  return Intern(TextValue(text));
}
TermId TermTable::InternNumber(double number) {
  if (const std::optional<TermId> whole = WholeNumber(number)) return *whole;
  return Intern(NumberValue(number));
}

}  // namespace lode
