// A group's best value stands beside the relation, so that a worse one costs a look into a
// table. What a round draws is offered at its end: of many better values of one group only the
// best becomes a row, and the next round has one to go on from.

#include "query/run/best_rows.h"

#include <algorithm>

#include "query/program/typed_values.h"
#include "query/run/aggregate.h"

namespace lode {

namespace {

TermId At(const TermId* row, const ir::Term& term) {
  return term.is_slot() ? row[term.slot] : term.constant;
}

std::vector<ir::Term> PlainColumnsOf(const ir::Rule& rule) {
  std::vector<ir::Term> plain;
  for (const ir::HeadColumn& column : rule.columns)
    if (const auto* term = std::get_if<ir::Term>(&column)) plain.push_back(*term);
  return plain;
}

std::vector<ir::Term> CountedOf(const ir::Rule& rule) {
  std::vector<ir::Term> counted = PlainColumnsOf(rule);
  for (const ir::HeadColumn& column : rule.columns) {
    const auto* aggregate = std::get_if<ir::Aggregate>(&column);
    if (!aggregate) continue;
    if (aggregate->argument != ir::kNoSlot) {
      counted.push_back(ir::Term::Of(aggregate->argument));
    } else {
      for (const ir::Slot slot : BindingSlots(rule)) counted.push_back(ir::Term::Of(slot));
    }
  }
  return counted;
}

}  // namespace

BestRows::BestRows(const ir::BestColumn& best, Relation& rows, Execution& execution)
    : best_(best),
      rows_(rows),
      execution_(execution),
      keys_(rows.arity() - 1, execution.budget),
      key_(rows.arity()) {}

Result<bool> BestRows::IsBetter(TermId value, TermId than) {
  if (value == than) return false;
  if (value.tag() == TermTag::kInteger && than.tag() == TermTag::kInteger)
    return best_.is_least ? value < than : than < value;
  TermTable& terms = execution_.terms;
  const Value& other = terms.ValueOf(than);
  return CompareValues(terms.ValueOf(value),
                       best_.is_least ? ast::Compare::kLess : ast::Compare::kGreater, other);
}

bool BestRows::Offer(const TermId* tuple) {
  std::size_t columns = 0;
  for (std::uint32_t i = 0; i < rows_.arity(); ++i)
    if (i != best_.column) key_[columns++] = tuple[i];
  const std::uint32_t number = keys_.InsertOrFind(key_.data());
  if (number == Relation::kNoRow) return false;
  const TermId value = tuple[best_.column];
  if (number < groups_.size()) {
    Group& group = groups_[number];
    const Result<bool> better = IsBetter(value, group.value);
    if (!better.ok()) return execution_.budget.Stop(better.status());
    if (!*better) return execution_.budget.Tick();
    if (!group.is_new) new_.push_back(number);
    group = {value, true};
    return execution_.budget.Tick();
  }
  groups_.push_back({value, true});
  new_.push_back(number);
  bytes_ += sizeof(Group) + sizeof number;
  return execution_.budget.Take(sizeof(Group) + sizeof number) && execution_.budget.Tick();
}

void BestRows::EndRound() {
  std::vector<TermId> tuple(rows_.arity());
  for (const std::uint32_t number : new_) {
    const TermId* key = keys_.row(number);
    for (std::uint32_t i = 0, column = 0; i < rows_.arity(); ++i)
      tuple[i] = i == best_.column ? groups_[number].value : key[column++];
    groups_[number].is_new = false;
    rows_.Insert(tuple.data());
  }
  new_.clear();
}

bool BestSink::Push(const Batch& batch) {
  for (std::size_t i = 0; i < batch.rows(); ++i) {
    const TermId* row = batch.row(i);
    if (const TermId fault = row[layout_.fault()]) {
      if (!LeaveOut(fault, execution_)) return false;
      continue;
    }
    for (std::size_t c = 0; c < terms_.size(); ++c) tuple_[c] = At(row, terms_[c]);
    if (!rows_.Offer(tuple_.data())) return false;
  }
  return execution_.budget.Ok();
}

GrowingCount::GrowingCount(const ir::Rule& rule, Execution& execution)
    : rule_(rule),
      execution_(execution),
      plain_(PlainColumnsOf(rule)),
      counted_(CountedOf(rule)),
      seen_(static_cast<std::uint32_t>(counted_.size()), execution.budget),
      keys_(static_cast<std::uint32_t>(plain_.size()), execution.budget),
      tuple_(counted_.size() + 1),
      key_(plain_.size() + 1) {}

bool GrowingCount::Add(const TermId* row, BestRows& rows) {
  for (std::size_t i = 0; i < counted_.size(); ++i) tuple_[i] = At(row, counted_[i]);
  if (!seen_.Insert(tuple_.data())) return execution_.budget.Tick();
  std::copy_n(tuple_.begin(), plain_.size(), key_.begin());
  const std::uint32_t number = keys_.InsertOrFind(key_.data());
  if (number == Relation::kNoRow) return false;
  if (number >= counts_.size()) {
    const std::size_t before = counts_.capacity();
    counts_.resize(number + 1);
    execution_.budget.Take((counts_.capacity() - before) * sizeof(std::uint64_t));
  }
  return Offer(++counts_[number], rows);
}

bool GrowingCount::AddNone(BestRows& rows) {
  return !plain_.empty() || Offer(0, rows);
}

bool GrowingCount::Offer(std::uint64_t count, BestRows& rows) {
  const TermId number = execution_.terms.InternNumber(static_cast<double>(count));
  std::vector<TermId> head;
  std::size_t plain = 0;
  for (const ir::HeadColumn& column : rule_.columns)
    head.push_back(std::holds_alternative<ir::Term>(column) ? key_[plain++] : number);
  return rows.Offer(head.data());
}

bool CountingSink::Push(const Batch& batch) {
  for (std::size_t i = 0; i < batch.rows(); ++i) {
    const TermId* row = batch.row(i);
    if (const TermId fault = row[layout_.fault()]) {
      if (!LeaveOut(fault, execution_)) return false;
      continue;
    }
    if (!count_.Add(row, rows_)) return false;
  }
  return execution_.budget.Ok();
}

}  // namespace lode
