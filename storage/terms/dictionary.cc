// The dictionary: two tables, bytes -> number and number -> bytes, and the rules
// by which a value becomes bytes. Numbers count up from 1 for each kind of term
// on its own, so that entity numbers are dense and arrays can be indexed by them.
// Look-ups of one write are sorted and made in one pass: loading spends its time
// here.

#include "storage/terms/dictionary.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>

#include "storage/disk/coding.h"
#include "storage/terms/key_layout.h"
#include "storage/terms/measure_numbers.h"
#include "storage/terms/term_numbers.h"

namespace lode {

namespace {

constexpr std::int64_t kIntegerOffset = std::int64_t{1} << 55;
constexpr std::int64_t kDayOffset = std::int64_t{1} << 40;
constexpr std::uint64_t kDateWords = 1ull << 55;

bool IsPlainInteger(const Value& value) {
  return value.kind == ValueKind::kNumber && !value.number_to && value.unit.empty() &&
         value.per.empty() && value.comparator == Comparator::kEqual &&
         std::abs(value.number) < 1e15 && value.number == std::trunc(value.number);
}

std::string MeasureBytes(const Value& value) {
  std::string bytes;
  PutByte(bytes, static_cast<std::uint8_t>(value.kind));
  PutDouble(bytes, value.number == 0 ? 0.0 : value.number);  // one zero
  PutByte(bytes, value.number_to.has_value());
  if (value.number_to) PutDouble(bytes, *value.number_to);
  PutString(bytes, value.unit);
  PutString(bytes, value.per);
  PutByte(bytes, static_cast<std::uint8_t>(value.comparator));
  return bytes;
}

Value MeasureOf(std::string_view bytes) {
  ByteReader in(bytes);
  Value value;
  value.kind = static_cast<ValueKind>(in.Byte());
  value.number = in.Double();
  if (in.Byte() != 0) value.number_to = in.Double();
  value.unit = in.String();
  value.per = in.String();
  value.comparator = static_cast<Comparator>(in.Byte() % 6);
  return value;
}

TermKey TermOfDate(const Value& value) {
  if (auto parts = ParseIsoDate(value.date)) {
    const auto day = static_cast<std::uint64_t>(parts->first_day + kDayOffset);
    return {TermTag::kDate, {}, TermId::Make(TermTag::kDate, day << 3 | parts->precision)};
  }
  std::string bytes;
  PutString(bytes, value.date);
  PutString(bytes, value.date.empty() ? value.text : "");
  return {TermTag::kDate, std::move(bytes), {}};
}

void AppendPadded(std::string& out, unsigned number, std::size_t digits) {
  std::string text = std::to_string(number);
  out.append(text.size() < digits ? digits - text.size() : 0, '0').append(text);
}

std::string IsoDate(std::uint64_t payload) {
  using namespace std::chrono;
  const auto day = static_cast<std::int64_t>(payload >> 3) - kDayOffset;
  const year_month_day date{sys_days{days{day}}};
  const unsigned month = static_cast<unsigned>(date.month());
  std::string iso;
  AppendPadded(iso, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  switch (payload & 7) {
    case 1: return iso + "-H" + std::to_string((month - 1) / 6 + 1);
    case 2: return iso + "-Q" + std::to_string((month - 1) / 3 + 1);
    case 3: AppendPadded(iso += "-", month, 2); return iso;
    case 4:
      AppendPadded(iso += "-", month, 2);
      AppendPadded(iso += "-", static_cast<unsigned>(date.day()), 2);
      return iso;
    default: return iso;
  }
}

std::optional<unsigned> Digits(std::string_view text) {
  unsigned number = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  return text.empty() ? std::nullopt : std::optional(number);
}

std::string CounterKey(TermTag tag) {
  return KeyOf(Table::kMeta, "next:" + std::to_string(static_cast<int>(tag)));
}

TermId NumberedTerm(TermTag tag, std::uint64_t number) {
  return TermId::Make(tag, tag == TermTag::kDate ? number | kDateWords : number);
}

// The terms of the dictionary whose bytes begin with `prefix`, from `from` on.
Status AppendTerms(const KvView& view, TermTag tag, std::string_view prefix, std::string_view from,
                   std::vector<TermId>& terms) {
  auto it = view.Walk(TermKeyBytes(tag, prefix));
  for (it->Seek(TermKeyBytes(tag, from)); it->valid(); it->Next())
    terms.push_back(NumberedTerm(tag, ByteReader(it->value()).Big64()));
  return it->status();
}

struct NewTerm {
  std::string key;  // in the store
  TermId id;
};

}  // namespace

std::optional<DateParts> ParseIsoDate(std::string_view iso) {
  using namespace std::chrono;
  auto number = Digits(iso.substr(0, 4));
  if (iso.size() < 4 || !number) return std::nullopt;
  const year y{static_cast<int>(*number)};
  auto first = [&](unsigned month, unsigned day, unsigned precision) -> std::optional<DateParts> {
    const year_month_day date{y, std::chrono::month{month}, std::chrono::day{day}};
    if (!date.ok()) return std::nullopt;
    return DateParts{sys_days{date}.time_since_epoch().count(), precision};
  };
  if (iso.size() == 4) return first(1, 1, 0);
  if (iso[4] != '-') return std::nullopt;
  if (iso.size() == 7 && iso[5] == 'H' && (iso[6] == '1' || iso[6] == '2'))
    return first(iso[6] == '1' ? 1 : 7, 1, 1);
  if (iso.size() == 7 && iso[5] == 'Q' && iso[6] >= '1' && iso[6] <= '4')
    return first(static_cast<unsigned>(iso[6] - '1') * 3 + 1, 1, 2);
  auto month = Digits(iso.substr(5, 2));
  if (iso.size() == 7 && month) return first(*month, 1, 3);
  if (iso.size() != 10 || iso[7] != '-' || !month) return std::nullopt;
  auto day = Digits(iso.substr(8, 2));
  return day ? first(*month, *day, 4) : std::nullopt;
}

TermKey TermOfValue(const Value& value) {
  switch (value.kind) {
    case ValueKind::kQuote: return {TermTag::kQuote, value.text, {}};
    case ValueKind::kNumber:
      if (IsPlainInteger(value)) {
        const auto payload =
            static_cast<std::uint64_t>(static_cast<std::int64_t>(value.number) + kIntegerOffset);
        return {TermTag::kInteger, {}, TermId::Make(TermTag::kInteger, payload)};
      }
      return {TermTag::kDecimal, MeasureBytes(value), {}};
    case ValueKind::kQuantity:
    case ValueKind::kMoney:
    case ValueKind::kPercent:
    case ValueKind::kDuration: return {TermTag::kMeasure, MeasureBytes(value), {}};
    case ValueKind::kDate: return TermOfDate(value);
    case ValueKind::kBoolean:
      return {TermTag::kBoolean, {}, TermId::Make(TermTag::kBoolean, value.boolean)};
    case ValueKind::kPredicate: return TermOfPredicate(value.text);
    default: return TermOfText(value.text);
  }
}

TermKey TermOfNode(std::string_view node_key) {
  return {TermTag::kEntity, std::string(node_key), {}};
}
TermKey TermOfPredicate(std::string_view name) {
  return {TermTag::kPredicate, std::string(name), {}};
}
TermKey TermOfText(std::string_view text) {
  return {TermTag::kText, std::string(text), {}};
}

bool IsInline(TermId id) {
  switch (id.tag()) {
    case TermTag::kInteger:
    case TermTag::kBoolean: return true;
    case TermTag::kDate: return (id.payload() & kDateWords) == 0;
    default: return false;
  }
}

Value ValueOfInline(TermId id) {
  Value value;
  if (id.tag() == TermTag::kInteger) {
    value.kind = ValueKind::kNumber;
    value.number = static_cast<double>(static_cast<std::int64_t>(id.payload()) - kIntegerOffset);
  } else if (id.tag() == TermTag::kBoolean) {
    value.kind = ValueKind::kBoolean;
    value.boolean = id.payload() != 0;
  } else {
    value.kind = ValueKind::kDate;
    value.date = IsoDate(id.payload());
  }
  return value;
}

Value ValueOfBytes(TermId id, std::string_view bytes) {
  Value value;
  switch (id.tag()) {
    case TermTag::kEntity:
      value.kind = ValueKind::kEntity;
      value.entity.key = bytes;
      break;
    case TermTag::kQuote:
    case TermTag::kText:
    case TermTag::kPredicate:
      value.kind = id.tag() == TermTag::kQuote  ? ValueKind::kQuote
                   : id.tag() == TermTag::kText ? ValueKind::kText
                                                : ValueKind::kPredicate;
      value.text = bytes;
      break;
    case TermTag::kDate: {
      ByteReader in(bytes);
      value.kind = ValueKind::kDate;
      value.date = in.String();
      value.text = in.String();
      break;
    }
    default: value = MeasureOf(bytes);
  }
  return value;
}

Status NumberTerms(const KvView& view, std::span<const TermToNumber> terms, KvBatch& batch) {
  MeasureNumbers measures(view);
  const auto is_measure = [](TermTag tag) {
    return tag == TermTag::kDecimal || tag == TermTag::kMeasure;
  };
  for (const TermToNumber& term : terms)
    if (is_measure(term.tag)) measures.Add(term.tag, MeasureOf(term.bytes));
  Status status = measures.Resolve(batch);
  if (!status.ok()) return status;
  std::map<TermTag, std::uint64_t> next;
  for (const TermToNumber& term : terms) {
    *term.id = is_measure(term.tag) ? measures.Next() : TermId();
    if (*term.id) continue;
    auto [counter, is_first] = next.try_emplace(term.tag, 1);
    if (is_first) {
      auto stored = view.Get(CounterKey(term.tag));
      if (!stored.ok()) return stored.status();
      if (stored->has_value()) counter->second = ByteReader(**stored).Big64();
    }
    *term.id = NumberedTerm(term.tag, counter->second++);
  }
  for (const auto& [tag, number] : next) {
    std::string bytes;
    PutBig64(bytes, number);
    batch.Put(CounterKey(tag), bytes);
  }
  return {};
}

std::string TermKeyBytes(TermTag tag, std::string_view bytes) {
  std::string key = KeyOf(Table::kTermId);
  PutByte(key, static_cast<std::uint8_t>(tag));
  return key.append(bytes);
}

std::string TermNumberBytes(TermId id) {
  std::string bytes;
  PutBig64(bytes, id.payload() & ~(id.tag() == TermTag::kDate ? kDateWords : 0));
  return bytes;
}

TermId TermOfNumberBytes(TermTag tag, std::string_view bytes) {
  return NumberedTerm(tag, ByteReader(bytes).Big64());
}

TermBatch::Slot TermBatch::Add(TermKey term) {
  if (term.id) {
    ids_.push_back(term.id);
    return ids_.size() - 1;
  }
  auto [it, is_new] = slots_.try_emplace(TermKeyBytes(term.tag, term.bytes), ids_.size());
  if (is_new) ids_.emplace_back();
  return it->second;
}

Status TermBatch::Resolve(const KvView& view, KvBatch& batch) {
  std::vector<std::string> keys;
  keys.reserve(slots_.size());
  for (const auto& [key, slot] : slots_) keys.push_back(key);
  std::sort(keys.begin(), keys.end());
  // A dictionary without terms need not be asked for each.
  const auto any = view.Iterate(KeyOf(Table::kTermId));
  if (!any->status().ok()) return any->status();
  auto found =
      any->valid() ? view.MultiGet(keys) : std::vector<std::optional<std::string>>(keys.size());
  if (!found.ok()) return found.status();
  std::vector<NewTerm> made;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (const std::optional<std::string>& number = (*found)[i])
      ids_[slots_.at(keys[i])] =
          NumberedTerm(static_cast<TermTag>(keys[i][1]), ByteReader(*number).Big64());
    else
      made.push_back({std::move(keys[i]), {}});
  }
  std::vector<TermToNumber> unnumbered;
  for (NewTerm& term : made)
    unnumbered.push_back(
        {static_cast<TermTag>(term.key[1]), std::string_view(term.key).substr(2), &term.id});
  if (Status status = NumberTerms(view, unnumbered, batch); !status.ok()) return status;
  for (const NewTerm& term : made) {
    ids_[slots_.at(term.key)] = term.id;
    batch.Put(term.key, TermNumberBytes(term.id));
    batch.Put(KeyOf(Table::kTermBytes, term.id), std::string_view(term.key).substr(2));
  }
  return {};
}

Result<std::optional<TermId>> FindTerm(const KvView& view, const TermKey& term) {
  if (term.id) return std::optional<TermId>(term.id);
  auto found = view.Get(TermKeyBytes(term.tag, term.bytes));
  if (!found.ok()) return found.status();
  if (!found->has_value()) return std::optional<TermId>();
  return std::optional<TermId>(NumberedTerm(term.tag, ByteReader(**found).Big64()));
}

std::int64_t DayOf(TermId date) {
  return static_cast<std::int64_t>(date.payload() >> 3) - kDayOffset;
}

InlineIds InlineIntegers() {
  return {TermId::Make(TermTag::kInteger, 0), TermId::Make(TermTag::kDecimal, 0)};
}

InlineIds InlineDates() {
  return {TermId::Make(TermTag::kDate, 0), TermId::Make(TermTag::kDate, kDateWords)};
}

TermId IntegerFrom(double number) {
  const double least = std::ceil(number);
  if (least <= -static_cast<double>(kIntegerOffset)) return InlineIntegers().begin;
  if (!(least < static_cast<double>(kIntegerOffset))) return InlineIntegers().end;
  const std::int64_t payload = static_cast<std::int64_t>(least) + kIntegerOffset;
  return TermId::Make(TermTag::kInteger, static_cast<std::uint64_t>(payload));
}

TermId DateFrom(std::int64_t day) {
  const std::int64_t least = std::clamp(day, -kDayOffset, kDayOffset - 1);
  return TermId::Make(TermTag::kDate, static_cast<std::uint64_t>(least + kDayOffset) << 3);
}

Result<std::vector<TermId>> TermsNear(const KvView& view, std::optional<double> number,
                                      std::optional<std::int64_t> day) {
  std::vector<TermId> terms;
  Status status;
  if (number) {
    Value value;
    value.kind = ValueKind::kNumber;
    value.number = *number;
    if (const TermId plain = TermOfValue(value).id) terms.push_back(plain);
    const std::string begin = MeasureBytes(value).substr(0, 1 + sizeof(double));
    status = AppendTerms(view, TermTag::kDecimal, begin, begin, terms);
  }
  if (day && status.ok()) {
    for (std::uint64_t precision = 0; precision < 5; ++precision)
      terms.push_back(TermId::Make(TermTag::kDate,
                                   static_cast<std::uint64_t>(*day + kDayOffset) << 3 | precision));
    // Those of the dictionary that are more than words: they have a length that is not zero.
    status = AppendTerms(view, TermTag::kDate, "", std::string_view("\1", 1), terms);
  }
  if (!status.ok()) return status;
  return terms;
}

Result<std::string> BytesOfTerm(const KvView& view, TermId id) {
  auto found = view.Get(KeyOf(Table::kTermBytes, id));
  if (!found.ok()) return found.status();
  if (!found->has_value())
    return {Code::kCorrupt, "a term of the store has no entry in its dictionary"};
  return *std::move(*found);
}

}  // namespace lode
