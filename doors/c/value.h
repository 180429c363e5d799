// A value as C sees it: texts that are made when they are asked for, and kept.
#pragma once

#include <optional>
#include <string>

#include "lode/value.h"

struct lode_value {
  explicit lode_value(const lode::Value& shown) : value(&shown) {}
  const lode::Value* value;
  mutable std::optional<std::string> text, json;
};
