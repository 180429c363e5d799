// Values, looked at.

#include "doors/c/value.h"

#include "doors/c/error.h"
#include "lode/json.h"

using namespace lode::doors;
using lode::Value;
using lode::ValueKind;

namespace {

const lode_text kNothing = {"", 0};

bool IsMeasured(const Value& value) {
  return (value.kind >= ValueKind::kNumber && value.kind <= ValueKind::kPercent) ||
         value.kind == ValueKind::kDuration || value.kind == ValueKind::kPath;
}

bool IsEntity(const lode_value* value) {
  return value != nullptr && value->value->kind == ValueKind::kEntity;
}

}  // namespace

lode_kind lode_value_kind(const lode_value* value) {
  return static_cast<lode_kind>(value == nullptr ? 0 : static_cast<int>(value->value->kind));
}

lode_text lode_value_text(const lode_value* value) {
  return Look(kNothing, [&] {
    if (value == nullptr) return kNothing;
    if (!value->text) value->text = lode::Display(*value->value);
    return TextOf(*value->text);
  });
}

double lode_value_number(const lode_value* value) {
  if (value == nullptr) return 0;
  if (value->value->kind == ValueKind::kBoolean) return value->value->boolean ? 1 : 0;
  return IsMeasured(*value->value) ? value->value->number : 0;
}

lode_text lode_value_unit(const lode_value* value) {
  return value == nullptr ? kNothing : TextOf(value->value->unit);
}

lode_text lode_value_date(const lode_value* value) {
  return value == nullptr ? kNothing : TextOf(value->value->date);
}

lode_text lode_value_entity_id(const lode_value* value) {
  return IsEntity(value) ? TextOf(value->value->entity.id) : kNothing;
}

lode_text lode_value_entity_type(const lode_value* value) {
  return IsEntity(value) ? TextOf(value->value->entity.type) : kNothing;
}

lode_text lode_value_json(const lode_value* value) {
  return Look(kNothing, [&] {
    if (value == nullptr) return kNothing;
    if (!value->json) value->json = lode::ToJson(*value->value);
    return TextOf(*value->json);
  });
}
