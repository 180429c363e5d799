// Entities, articles and statements as one kind of list: C asks a record for its fields.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "doors/c/value.h"
#include "lode/c.h"
#include "lode/statement.h"
#include "lode/store.h"

struct lode_records {
  using Record = std::variant<lode::EntityInfo, lode::ArticleInfo, lode::Statement>;
  struct Shown {
    explicit Shown(Record kept) : record(std::move(kept)) {
      if (const auto* statement = std::get_if<lode::Statement>(&record))
        object.emplace(statement->object);
    }
    Shown(const Shown&) = delete;  // `object` points into `record`
    Shown& operator=(const Shown&) = delete;
    Record record;
    std::optional<lode_value> object;
    mutable std::optional<std::string> json;
  };
  std::deque<Shown> all;

  template <typename T>
  static lode_records* Of(std::vector<T> list) {
    auto records = std::make_unique<lode_records>();
    for (T& each : list) records->all.emplace_back(std::move(each));
    return records.release();
  }
};
