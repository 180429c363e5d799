// Most values have a worth that no other term has, so each round asks for one place of all that
// have none yet: the first round is nearly always the last.

#include "storage/terms/measure_numbers.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "storage/disk/coding.h"
#include "storage/terms/dictionary.h"
#include "storage/terms/key_layout.h"
#include "storage/terms/worth.h"

namespace lode {

namespace {

std::string DimensionKey(std::string_view dimension) {
  return KeyOf(Table::kMeta, "dimension:" + std::string(dimension));
}

const std::string& NextDimension() {
  static const std::string key = KeyOf(Table::kMeta, "next:dimension");
  return key;
}

Result<std::optional<std::uint64_t>> ReadNumber(const KvView& view, std::string_view key) {
  auto stored = view.Get(key);
  if (!stored.ok()) return stored.status();
  if (!stored->has_value()) return std::optional<std::uint64_t>();
  return std::optional(ByteReader(**stored).Big64());
}

void WriteNumber(KvBatch& batch, std::string_view key, std::uint64_t number) {
  std::string bytes;
  PutBig64(bytes, number);
  batch.Put(key, bytes);
}

}  // namespace

Result<std::optional<std::uint16_t>> FindDimension(const KvView& view, std::string_view dimension) {
  const auto number = ReadNumber(view, DimensionKey(dimension));
  if (!number.ok()) return number.status();
  if (!*number || **number >= kMostDimensions) return std::optional<std::uint16_t>();
  return std::optional(static_cast<std::uint16_t>(**number));
}

void MeasureNumbers::Add(TermTag tag, const Value& value) {
  Wanted& wanted = wanted_.emplace_back();
  wanted.tag = tag;
  const std::optional<Worth> worth = WorthOf(value);
  if (!worth || !std::isfinite(worth->number)) return;
  wanted.dimension = worth->dimension;
  wanted.worth = worth->number;
}

Status MeasureNumbers::NumberDimensions(KvBatch& batch) {
  std::optional<std::uint64_t> next;
  for (const Wanted& wanted : wanted_) {
    if (wanted.dimension.empty() || dimensions_.contains(wanted.dimension)) continue;
    const auto known = FindDimension(view_, wanted.dimension);
    if (!known.ok()) return known.status();
    if (*known) {
      dimensions_.emplace(wanted.dimension, **known);
      continue;
    }
    if (!next) {
      const auto stored = ReadNumber(view_, NextDimension());
      if (!stored.ok()) return stored.status();
      next = stored->value_or(0);
    }
    if (*next >= kMostDimensions) continue;
    WriteNumber(batch, DimensionKey(wanted.dimension), *next);
    dimensions_.emplace(wanted.dimension, static_cast<std::uint16_t>((*next)++));
  }
  if (next) WriteNumber(batch, NextDimension(), *next);
  return {};
}

Status MeasureNumbers::Resolve(KvBatch& batch) {
  Status status = NumberDimensions(batch);
  std::vector<std::pair<TermId, Wanted*>> open;
  for (Wanted& wanted : wanted_)
    if (const auto number = dimensions_.find(wanted.dimension); number != dimensions_.end())
      open.emplace_back(OrderedMeasure(wanted.tag, number->second, wanted.worth, 0), &wanted);
  std::set<TermId> given;
  for (std::uint64_t place = 0; status.ok() && place < kMostPlaces && !open.empty(); ++place) {
    std::stable_sort(open.begin(), open.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> keys;
    for (const auto& [id, wanted] : open) keys.push_back(KeyOf(Table::kTermBytes, id));
    const auto stored = view_.MultiGet(keys);
    if (!stored.ok()) return stored.status();
    std::vector<std::pair<TermId, Wanted*>> left;
    for (std::size_t i = 0; i < open.size(); ++i) {
      const auto [id, wanted] = open[i];
      if (!(*stored)[i] && given.insert(id).second)
        wanted->id = id;
      else
        left.emplace_back(TermId{id.bits + 1}, wanted);
    }
    open = std::move(left);
  }
  return status;
}

}  // namespace lode
